//! A status: colour, icon and word.

use leptos::prelude::*;

use super::Icon;

/// What a status means for the person who reads it.
#[derive(Clone, Copy)]
pub enum Tone {
    /// Nothing has happened yet, or nothing will.
    Neutral,
    /// Somebody is at it.
    Active,
    /// It has come back: look at it.
    Warning,
    /// Done.
    Success,
}

/// A status in a coloured pill; never by colour alone.
#[component]
pub fn Tag(tone: Tone, icon: &'static str, word: &'static str) -> impl IntoView {
    let class = match tone {
        Tone::Neutral => "tag",
        Tone::Active => "tag tag--active",
        Tone::Warning => "tag tag--warning",
        Tone::Success => "tag tag--success",
    };
    view! {
        <span class=class>
            <Icon name=icon/>
            {word}
        </span>
    }
}
