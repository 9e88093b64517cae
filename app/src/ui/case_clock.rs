//! The clock of a case, the same on every page.

use domain::deadline::{Clock, ClockState};
use leptos::prelude::*;

use super::ClockWords;

/// A thin bar that fills, and the words. The bar repeats the words and is hidden from screen readers.
#[component]
pub fn CaseClock(clock: Clock) -> impl IntoView {
    let class = match clock.state() {
        ClockState::Calm => "clock",
        ClockState::Soon => "clock clock--soon",
        ClockState::Overdue => "clock clock--overdue",
        ClockState::InTime => "clock clock--in-time",
        ClockState::Late => "clock clock--late",
    };
    view! {
        <div class=class>
            <progress class="clock__bar" max="100" value=clock.used().to_string() aria-hidden="true"></progress>
            <ClockWords clock=clock/>
        </div>
    }
}
