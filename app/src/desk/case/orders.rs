//! The work orders of a case: who had what to do about it, until when, and how far it is.

use domain::case::{OrderKind, OrderState, OrderSummary};
use domain::time::Moment;
use leptos::prelude::*;

use crate::preferences::language;
use crate::text::{self, Text, name, words};
use crate::ui::CaseClock;

/// Every order, latest first. Nothing before there is one.
pub fn orders(orders: &[OrderSummary]) -> Option<AnyView> {
    let lines: Vec<_> = orders.iter().cloned().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <h4>{words(text::desk::ORDERS)}</h4>
            <ul class="orders" role="list">{lines}</ul>
        }
        .into_any()
    })
}

fn line(order: OrderSummary) -> AnyView {
    let OrderSummary { kind, department, officer, state, clock, given_at, started_at, words: said } = order;
    let who = [department.as_ref().map(name), officer.as_ref().map(name)];
    let who = who.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let open = state.is_open();
    let how_far = match (kind, state) {
        (OrderKind::Check, OrderState::Waiting) => text::terms::STATE_HANDLED,
        _ => text::term::order_state(state),
    };
    let time = |label: Text, at: Moment| format!("{} {}", words(label), at.minute_text(language()));
    let begun = started_at.map(|at| time(text::desk::ORDER_STARTED, at));
    let ended = (!open).then(|| time(text::desk::ORDER_ENDED, clock.now));
    let times = [Some(time(text::desk::ORDER_GIVEN, given_at)), begun, ended];
    let times = times.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li class="orders__order">
            <div class="cluster">
                <strong>{words(text::term::order_kind(kind))}</strong>
                <span class="tag">{words(how_far)}</span>
                {open.then(|| view! { <CaseClock clock/> })}
            </div>
            {(!who.is_empty()).then(|| view! { <p class="small muted">{who}</p> })}
            <p class="small muted numeric">{times}</p>
            {(!said.is_empty()).then(|| view! { <p class="orders__words">{said}</p> })}
        </li>
    }
    .into_any()
}
