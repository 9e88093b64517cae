//! Today's orders: a list, or a map of the same.

use std::time::Duration;

use domain::case::CaseSummary;
use domain::case::urgency::{arranged, tone};
use leptos::ev;
use leptos::prelude::*;

use super::notice::FaultNotice;
use super::order_card::OrderCard;
use super::state::{Answer, OfficerState};
use crate::alarm::{Alarm, Danger};
use crate::error::AppError;
use crate::map::{MapMarker, MarkerMap};
use crate::preferences::language;
use crate::text::{self, class_name, words};
use crate::ui::{Empty, Failed, Icon, Loading, PageTitle, place_words};

/// The orders in hand, the most pressing first.
#[component]
pub fn OrdersView() -> impl IntoView {
    let state = OfficerState::here();
    state.load_orders();
    refresh_on_return(state);
    let as_map = RwSignal::new(false);
    let rows = Signal::derive(move || {
        let orders = state.orders.with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok()).cloned());
        arranged(orders.unwrap_or_default(), state.position.get())
    });
    let shown = Memo::new(move |_| state.orders.with(Shown::of));
    let danger = Signal::derive(move || {
        state
            .orders
            .with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok()).map(|orders| in_danger(orders)))
    });
    view! {
        <PageTitle title=words(text::officer::TAB_ORDERS).to_owned()/>
        <Alarm danger href="/officer/"/>
        <header class="officer__bar">
            <h1 class="officer__title">
                {words(text::officer::TODAY)} " " <span class="numeric">{move || listed(rows.with(Vec::len), state.unlisted.get())}</span>
            </h1>
            <Tools state=state as_map=as_map/>
        </header>
        {move || state.refused.get().into_iter().next().map(|fault| view! { <FaultNotice fault=fault/> })}
        {move || state.stale.get().map(|error| view! { <FaultNotice fault=error.fault()/> })}
        {move || state.locate_fault.get().map(|fault| view! {
            <p class="notice notice--warning" role="alert">{words(fault.text())}</p>
        })}
        {move || match shown.get() {
            Shown::Waiting => view! { <Loading/> }.into_any(),
            Shown::Failed(error) => view! { <Failed error=error/> }.into_any(),
            Shown::Nothing => view! {
                <Empty
                    icon="circle-check"
                    title=words(text::officer::NONE_TITLE).to_owned()
                    text=words(text::officer::NONE_TEXT).to_owned()
                />
            }.into_any(),
            Shown::Rows => view! { <Rows rows=rows as_map=as_map/> }.into_any(),
        }}
    }
    .into_any()
}

/// How many orders there are: those that are listed, and in words those that are not.
fn listed(count: usize, unlisted: u64) -> String {
    if unlisted == 0 { count.to_string() } else { text::officer::more_orders(language(), count, unlisted) }
}

/// What the place of the list shows; rows that change do not build the map anew.
#[derive(Clone, PartialEq)]
enum Shown {
    Waiting,
    Failed(AppError),
    Nothing,
    Rows,
}

impl Shown {
    fn of(answer: &Answer<Vec<CaseSummary>>) -> Shown {
        match answer {
            None => Shown::Waiting,
            Some(Err(error)) => Shown::Failed(error.clone()),
            Some(Ok(orders)) if orders.is_empty() => Shown::Nothing,
            Some(Ok(_)) => Shown::Rows,
        }
    }
}

/// The urgent ones of the orders.
fn in_danger(orders: &[CaseSummary]) -> Danger {
    let urgent = orders.iter().filter(|order| order.urgent);
    Danger { count: urgent.clone().count() as u64, since: urgent.map(|order| order.reported_at.0).max().unwrap_or(0) }
}

/// How often the list is read again while it is looked at.
const AGAIN: Duration = Duration::from_secs(60);

/// The list is fresh again when the phone comes out of the pocket, and every minute while it is looked at.
fn refresh_on_return(state: OfficerState) {
    let again = move || {
        if !document().hidden() {
            state.load_orders();
        }
    };
    Effect::new(move |_| {
        if let Ok(timer) = set_interval_with_handle(again, AGAIN) {
            on_cleanup(move || timer.clear());
        }
    });
    let listener = window_event_listener(ev::Custom::<web_sys::Event>::new("visibilitychange"), move |_| {
        if !document().hidden() {
            state.load_orders();
        }
    });
    on_cleanup(move || listener.remove());
}

#[component]
fn Tools(state: OfficerState, as_map: RwSignal<bool>) -> impl IntoView {
    let choice = move |map: bool, icon: &'static str, label: &'static str| {
        view! {
            <button
                type="button"
                class="view-switch__choice"
                aria-pressed=move || (as_map.get() == map).to_string()
                on:click=move |_| as_map.set(map)
            >
                <Icon name=icon/>
                {label}
            </button>
        }
    };
    view! {
        <div class="officer__tools">
            <div class="view-switch" role="group" aria-label=words(text::officer::SWITCH)>
                {choice(false, "list", words(text::officer::LIST))}
                {choice(true, "map", words(text::officer::MAP))}
            </div>
            <button
                type="button"
                class="button button--quiet officer__tool"
                aria-busy=move || state.locating.get().to_string()
                on:click=move |_| state.locate()
            >
                <Icon name="locate"/>
                {move || words(if state.locating.get() { text::officer::LOCATING } else { text::officer::LOCATE })}
            </button>
            <button
                type="button"
                class="button button--quiet officer__tool"
                aria-busy=move || state.refreshing.get().to_string()
                on:click=move |_| state.load_orders()
            >
                <Icon name="refresh-cw"/>
                {words(text::officer::REFRESH)}
            </button>
        </div>
    }
}

#[component]
fn Rows(rows: Signal<Vec<CaseSummary>>, as_map: RwSignal<bool>) -> impl IntoView {
    move || {
        if as_map.get() {
            view! { <OrderMap rows=rows/> }.into_any()
        } else {
            view! {
                <ol class="officer__orders" role="list">
                    {move || rows.get().into_iter().map(|order| view! { <li><OrderCard order=order/></li> }).collect_view()}
                </ol>
            }
            .into_any()
        }
    }
}

/// The map of the list; the chosen order's card lies under it.
#[component]
fn OrderMap(rows: Signal<Vec<CaseSummary>>) -> impl IntoView {
    let state = OfficerState::here();
    let chosen = RwSignal::new(None::<String>);
    let markers = Signal::derive(move || rows.with(|rows| rows.iter().enumerate().filter_map(marker).collect()));
    let card = move || {
        let number = chosen.get()?;
        let order = rows.with(|rows| rows.iter().find(|row| row.number.as_str() == number).cloned())?;
        Some(view! { <OrderCard order=order/> })
    };
    let unplaced = move || rows.with(|rows| rows.iter().filter(|order| order.place.position.is_none()).count());
    view! {
        {move || (unplaced() > 0).then(|| view! {
            <p class="muted small" role="status">{text::officer::unplaced(language(), unplaced())}</p>
        })}
        <div class="officer__map">
            <MarkerMap
                label=words(text::officer::MAP_LABEL).to_owned()
                markers=markers
                own=state.position.into()
                on_select=Callback::new(move |number| chosen.set(Some(number)))
            />
            <div class="officer__chosen" aria-live="polite">{card}</div>
        </div>
    }
}

fn marker((index, order): (usize, &CaseSummary)) -> Option<MapMarker> {
    let class = class_name(order.class.as_ref());
    Some(MapMarker {
        key: order.number.to_string(),
        position: order.place.position?,
        number: index + 1,
        name: format!("{} {class} {}", index + 1, place_words(&order.place, language())),
        tone: tone(order),
    })
}
