//! Registering a call: made for somebody with the phone at the ear. Words first; class and likely duplicates appear
//! while typing; the whole form is on one screen and is sent with Ctrl+Enter.

mod call;
mod done;
mod likely;
mod person;
mod place;
mod problem;

use domain::fault::{Fault, FaultCode};
use leptos::ev;
use leptos::prelude::*;

use self::call::Call;
use self::done::{Registered, RegisteredCall};
use self::likely::LikelyPanel;
use self::person::PersonFields;
use self::place::PlaceFields;
use self::problem::ProblemFields;
use super::address::SIGN_IN;
use super::failed::{DeskFailed, NotAllowed};
use super::frame::{DeskFrame, DeskTab};
use crate::api::case::{find_case, register_case};
use crate::error::AppError;
use crate::opaque::OpaqueSignal;
use crate::sending::FormFaults;
use crate::session;
use crate::text::{self, words};
use crate::ui::{Loading, LockedFields, PageTitle};

/// `/desk/register`.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let actor = session::actor();
    view! {
        <PageTitle title=words(text::desk::REGISTER).to_owned()/>
        <DeskFrame actor tab=DeskTab::Register>
            <Suspense fallback=|| view! { <Loading/> }>
                {move || actor.get().map(|actor| match actor {
                    Ok(Some(actor)) if actor.role.registers() => view! { <Calls/> }.into_any(),
                    Ok(Some(_)) => view! { <NotAllowed/> }.into_any(),
                    Ok(None) => view! { <DeskFailed error=AppError::from(FaultCode::SignedOut)/> }.into_any(),
                    Err(error) => view! { <DeskFailed error/> }.into_any(),
                })}
            </Suspense>
        </DeskFrame>
    }
    .into_any()
}

/// One call after another.
#[component]
fn Calls() -> impl IntoView {
    let registered = OpaqueSignal::new(None::<Registered>);
    view! {
        {move || match registered.get() {
            Some(done) => view! { <RegisteredCall done next=Callback::new(move |()| registered.set(None))/> }.into_any(),
            None => view! { <CallForm registered/> }.into_any(),
        }}
    }
}

/// The form of one call, with what is likely the same beside it.
#[component]
fn CallForm(registered: OpaqueSignal<Option<Registered>>) -> impl IntoView {
    let call = Call::new();
    let sending = call.sending;
    let off = sending.off();
    let send = move || {
        let report = call.report();
        let mut missing = report.form.place_faults();
        missing.extend(report.form.detail_faults());
        if !sending.is_complete(in_order(missing)) {
            return;
        }
        // The form stays locked until it is told that the call has arrived.
        let request = async move {
            let number = register_case(report).await?;
            // The promise is a courtesy: without it the call is registered all the same.
            let promised_at = find_case(number.clone()).await.ok().map(|case| case.promised_at);
            Ok(Registered { number, promised_at, joined: false })
        };
        sending.send(request, move |done| registered.set(Some(done)));
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let shortcut = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send();
        }
    };
    let label = move || words(if sending.pending.get() { text::desk::SENDING } else { text::desk::REGISTER_SEND });
    view! {
        <div class="register">
            <form class="register__form" method="post" novalidate data-enhanced="" on:submit=submit on:keydown=shortcut>
                <h1>{words(text::desk::REGISTER)}</h1>
                <FormFaults faults=sending.faults sign_in=SIGN_IN/>
                <LockedFields locked=sending.pending class="register__fields">
                    <ProblemFields call/>
                    <PlaceFields call/>
                    <PersonFields call/>
                </LockedFields>
                <p class="register__send">
                    <button
                        class="button button--primary button--large"
                        type="submit"
                        disabled=off
                    >
                        {label}
                    </button>
                    <span class="keys-hint small muted"><kbd>"Ctrl"</kbd>" + "<kbd>"Enter"</kbd></span>
                </p>
            </form>
            <LikelyPanel call registered/>
        </div>
    }
    .into_any()
}

/// As the fields stand on the page: words before place before person.
fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    use domain::fault::Field;
    let order = [Field::Words, Field::Class, Field::Town, Field::Address, Field::Component, Field::Phone];
    faults.sort_by_key(|fault| fault.field.and_then(|field| order.iter().position(|other| *other == field)));
    faults
}
