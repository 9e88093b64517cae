//! Everything that is wrong with a form, at the top of its page.

use domain::fault::{Fault, Field, kind};
use leptos::html;
use leptos::prelude::*;

use super::Icon;
use crate::city::city;
use crate::preferences::language;
use crate::text::{self, words};

/// The faults as links to their fields, under what a person can do about them; nothing when there are none. After hydration it takes the focus, so that a
/// screen reader says what happened and the keyboard starts there (GOV.UK Design System, error summary).
#[component]
pub fn ErrorSummary(faults: Vec<Fault>, #[prop(default = true)] focus: bool) -> impl IntoView {
    (!faults.is_empty()).then(|| view! { <Summary faults=faults focus=focus/> })
}

#[component]
fn Summary(faults: Vec<Fault>, focus: bool) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(summary) = summary.get().filter(|_| focus) {
            // A browser that refuses the focus loses nothing: the summary is announced as an alert.
            let _ = summary.focus();
        }
    });
    view! {
        <div
            class="error-summary"
            id="error-summary"
            role="alert"
            tabindex="-1"
            // Also on a page without script.
            autofocus=focus
            aria-labelledby="error-summary-title"
            node_ref=summary
        >
            <h2 class="error-summary__title" id="error-summary-title">
                <Icon name="triangle-alert"/>
                {words(text::fault::title(kind(&faults)))}
            </h2>
            <ul class="error-summary__list">{faults.into_iter().map(line).collect_view()}</ul>
        </div>
    }
}

/// The browser itself follows a link within the page (`rel="external"`): unlike the router it moves the focus as well.
fn line(fault: Fault) -> impl IntoView {
    let message = text::fault::in_summary(fault, language(), &city());
    let target = fault.field.map(Field::name);
    view! {
        <li>
            {match target {
                Some(name) => view! { <a href=format!("#{name}") rel="external">{message}</a> }.into_any(),
                None => view! { <span>{message}</span> }.into_any(),
            }}
        </li>
    }
}
