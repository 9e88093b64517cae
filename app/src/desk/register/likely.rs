//! What is likely the same, shown while the clerk types; the caller joins it instead of opening another case.

use domain::case::LikelyCase;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call::Call;
use super::done::Registered;
use crate::api::case::{join_case, list_likely_cases};
use crate::desk::case::LikelyCard;
use crate::opaque::OpaqueSignal;
use crate::pause::after_pause;
use crate::preferences::language;
use crate::text::{self, words};

/// Likely duplicates with a button to join each.
#[component]
pub fn LikelyPanel(
    call: Call,
    /// Set once the caller has joined.
    registered: OpaqueSignal<Option<Registered>>,
) -> impl IntoView {
    let found = likely_cases(call);
    let said = move || match found.with(|found| found.as_ref().map(Vec::len)) {
        None => words(text::desk::LIKELY_NONE).to_owned(),
        Some(0) => words(text::desk::LIKELY_NOTHING).to_owned(),
        Some(n) => text::desk::likely_found(language(), n),
    };
    let joinable = move |likely| view! { <Joinable likely call registered/> };
    let rows = move || found.get().into_iter().flatten().map(joinable).collect_view();
    view! {
        <aside class="register__likely" aria-label=words(text::desk::LIKELY_TITLE) data-enhanced="">
            <h2>{words(text::desk::LIKELY_TITLE)}</h2>
            <p class="small muted" role="status">{said}</p>
            <ul class="likely" role="list">{rows}</ul>
        </aside>
    }
    .into_any()
}

/// Asked for in a pause of typing, as soon as there are words or a class, and a place; `None` before. The last answer wins.
fn likely_cases(call: Call) -> OpaqueSignal<Option<Vec<LikelyCase>>> {
    let found = OpaqueSignal::new(None);
    let asked = StoredValue::new(0_u32);
    after_pause(
        // As one text: two reports need not be compared field by field.
        move || {
            let form = call.problem().form;
            [form.words, form.class, form.town, form.community, form.road, form.address, form.component].join("\n")
        },
        move |_: String| {
            let report = untrack(|| call.problem());
            let Some(question) = asked.try_get_value().map(|asked| asked.wrapping_add(1)) else { return };
            asked.set_value(question);
            if !report.form.is_searchable() {
                found.set(None);
                return;
            }
            spawn_local(async move {
                // Without an answer the call is registered as a case of its own, and joined later.
                if let Ok(likely) = list_likely_cases(report).await
                    && asked.try_get_value() == Some(question)
                {
                    found.set(Some(likely));
                }
            });
        },
    );
    found
}

#[component]
fn Joinable(likely: LikelyCase, call: Call, registered: OpaqueSignal<Option<Registered>>) -> impl IntoView {
    let number = likely.case.number.to_string();
    let sending = call.sending;
    let label = text::desk::join_number(language(), &number);
    let join = move |_| {
        let report = call.report();
        if sending.is_complete(report.form.person_faults()) {
            let number = number.clone();
            let request = async move {
                join_case(number.clone(), report).await?;
                Ok(Registered { number, promised_at: None, joined: true })
            };
            sending.send(request, move |done| registered.set(Some(done)));
        }
    };
    view! {
        <li>
            <LikelyCard likely beside=true/>
            <button
                class="button button--secondary"
                type="button"
                aria-label=label
                disabled=move || sending.pending.get()
                on:click=join
            >
                {words(text::desk::JOIN)}
            </button>
        </li>
    }
    .into_any()
}
