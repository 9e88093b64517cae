//! One order in the list.

use domain::case::urgency::{metres, tone};
use domain::case::{Action, CaseDetail, CaseState, CaseSummary, Step};
use domain::fault::FaultCode;
use domain::geo::metres_text;
use leptos::prelude::*;

use super::navigate_link::NavigateLink;
use super::route::order_path;
use super::state::OfficerState;
use crate::api::case::{find_case, move_case};
use crate::error::AppError;
use crate::sending::Sending;
use crate::text::{self, class_name, words};
use crate::ui::{CaseClock, PhotoImage, PlaceWords, Urgent};

/// Clock, what, where, how far; the way there and the next step as large buttons.
#[component]
pub fn OrderCard(order: CaseSummary) -> impl IntoView {
    let state = OfficerState::here();
    let distance = metres(&order, state.position.get_untracked()).map(metres_text);
    let class = class_name(order.class.as_ref());
    let (photo, look) = (order.photo.clone(), format!("officer__card order-card order-card--{}", tone(&order)));
    view! {
        <article class=look>
            <a class="order-card__link" href=order_path(order.number.as_str())>
                {order.clock.map(|clock| view! { <CaseClock clock=clock/> })}
                <div class="order-card__text">
                    <h2 class="order-card__class">
                        {order.urgent.then(|| view! { <Urgent/> })}
                        {class}
                    </h2>
                    <p class="order-card__place">
                        <PlaceWords place=order.place.clone()/>
                        {distance.map(|distance| view! { <strong class="order-card__distance numeric">{distance}</strong> })}
                    </p>
                </div>
                {photo.map(|photo| view! {
                    <div class="order-card__photo"><PhotoImage photo=photo alt=String::new() small=true/></div>
                })}
            </a>
            <div class="button-row">
                <NavigateLink place=order.place.clone()/>
                <NextStep order=order/>
            </div>
        </article>
    }
    .into_any()
}

/// What to do next: take the order, handle it, or check it.
#[component]
fn NextStep(order: CaseSummary) -> impl IntoView {
    let number = order.number.to_string();
    match order.state {
        _ if order.is_to_take() => view! { <AcceptButton number=number/> }.into_any(),
        CaseState::Handling => open(&number, words(text::officer::HANDLE)).into_any(),
        CaseState::Handled => open(&number, words(text::officer::CHECK)).into_any(),
        _ => open(&number, words(text::officer::LOOK)).into_any(),
    }
}

fn open(number: &str, label: &'static str) -> impl IntoView + use<> {
    view! { <a class="button button--primary" href=order_path(number)>{label}</a> }
}

/// 接单. Reads the case first: the step names the revision it was decided on.
#[component]
fn AcceptButton(number: String) -> impl IntoView {
    let state = OfficerState::here();
    // What is refused is said above the list: the row itself may be gone with the next answer.
    let sending = Sending::new().telling(state.refused);
    let busy = sending.pending;
    let accept = move |_| {
        let request = accept_order(number.clone(), sending.key());
        let answered = move |answer: Result<CaseDetail, FaultCode>| match answer {
            Ok(detail) => state.replace(detail.summary),
            // Somebody else was faster: the list is not what it was.
            Err(FaultCode::AlreadyMoved | FaultCode::Reassigned) => state.load_orders(),
            Err(_) => {}
        };
        sending.send_boxed(Box::pin(request), Box::new(answered));
    };
    view! {
        <button
            type="button"
            class="button button--primary"
            aria-busy=move || busy.get().to_string()
            on:click=accept
        >
            {move || words(if busy.get() { text::officer::SENDING } else { text::terms::ACTION_START })}
        </button>
    }
}

/// Takes an order. One that this officer has taken already, in another window or with an answer that was lost, is as it was to become.
pub async fn accept_order(number: String, key: String) -> Result<CaseDetail, AppError> {
    let detail = find_case(number.clone()).await?;
    match detail.summary.started_at {
        None if detail.actions.contains(&Action::Start) => move_case(number, detail.revision, Step::Start, key).await,
        Some(_) if detail.actions.contains(&Action::Finish) => Ok(detail),
        _ => Err(FaultCode::AlreadyMoved.into()),
    }
}
