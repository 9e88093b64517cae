//! What a clock says, in words.

use domain::deadline::{Clock, ClockState};
use domain::time::span_text;
use leptos::prelude::*;

use super::Icon;
use crate::preferences::language;
use crate::text::{self, words};

/// 剩 3 小时 20 分, 超时 1 天, 按时完成: with icon and colour.
#[component]
pub fn ClockWords(clock: Clock) -> impl IntoView {
    let span = || span_text(clock.left(), language());
    let (class, icon, said) = match clock.state() {
        ClockState::Calm => ("clock-words", "clock", text::site::clock_left(language(), span())),
        ClockState::Soon => ("clock-words clock-words--soon", "clock", text::site::clock_left(language(), span())),
        ClockState::Overdue => {
            ("clock-words clock-words--overdue", "triangle-alert", text::site::clock_overdue(language(), span()))
        }
        ClockState::InTime => {
            ("clock-words clock-words--in-time", "circle-check", words(text::site::CLOCK_IN_TIME).to_owned())
        }
        ClockState::Late => {
            ("clock-words clock-words--late", "triangle-alert", text::site::clock_late(language(), span()))
        }
    };
    view! {
        <span class=class>
            <Icon name=icon/>
            {said}
        </span>
    }
}
