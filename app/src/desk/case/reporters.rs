//! Who reported it. Numbers are masked; seeing them in full asks for a reason, which is put on record.

use domain::audit::reason_fault;
use domain::case::ReporterSummary;
use domain::fault::{Fault, Field};
use leptos::ev;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::api::case::reveal_phone;
use crate::preferences::language;
use crate::sending::Sending;
use crate::text::{self, words};
use crate::ui::{Icon, LockedFields, Time};

/// The people behind a case.
#[component]
pub fn Reporters(
    open: OpenCase,
    /// Whether the person may see numbers in full.
    may_reveal: bool,
) -> impl IntoView {
    let reporters = open.part(|case| case.reporters.clone());
    // The list ends somewhere; the number tells all of them.
    let people = open.part(|case| usize::try_from(case.summary.people).unwrap_or_default());
    let all = move || people.get().max(reporters.with(Vec::len));
    let count = move || text::desk::reporters(language(), all());
    let more = move || all() - reporters.with(Vec::len);
    let any_phone = Memo::new(move |_| reporters.with(|all| all.iter().any(|reporter| reporter.phone.is_some())));
    view! {
        <section class="case-part" aria-label=words(text::desk::REPORTERS_TITLE)>
            <h3>{count}</h3>
            <ul class="reporters" role="list">
                {move || reporters.get().into_iter().map(|reporter| view! { <Reporter reporter/> }).collect_view()}
            </ul>
            {move || (more() > 0).then(|| view! { <p class="small muted">{text::desk::reporters_more(language(), more())}</p> })}
            {move || (may_reveal && any_phone.get()).then(|| view! { <Reveal open/> })}
        </section>
    }
    .into_any()
}

#[component]
fn Reporter(reporter: ReporterSummary) -> impl IntoView {
    let phone = match reporter.phone {
        Some(phone) => {
            let checked = if reporter.verified { text::desk::PHONE_VERIFIED } else { text::desk::PHONE_UNVERIFIED };
            view! {
                <span class="numeric">{phone}</span>
                <span class="small muted">{words(checked)}</span>
            }
            .into_any()
        }
        None => view! { <span>{words(text::desk::ANONYMOUS)}</span> }.into_any(),
    };
    view! {
        <li class="cluster">
            {phone}
            <span class="small muted">
                {words(text::term::channel(reporter.channel))}" · "<Time at=reporter.at short=true/>
            </span>
        </li>
    }
    .into_any()
}

/// Asks for the reason, then shows the numbers as long as the case is open here.
#[component]
fn Reveal(open: OpenCase) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let phones = RwSignal::new(Vec::<String>::new());
    let sending = Sending::new();
    let (pending, faults) = (sending.pending, sending.faults);
    let off = sending.off();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let said = reason.get_untracked();
        let missing = reason_fault(&said).map(|code| Fault::at(Field::Reason, code));
        if sending.is_complete(missing.into_iter().collect()) {
            sending.send(reveal_phone(open.number(), said), move |found| {
                phones.try_set(found);
            });
        }
    };
    let fault = move || faults.with(|faults| faults.first().map(|fault| text::fault_words(*fault)));
    let shown = move || {
        let phones = phones.get();
        let links = phones.into_iter().map(|phone| {
            let href = format!("tel:{phone}");
            view! { <li><a class="numeric" href=href rel="external"><Icon name="phone"/>{phone}</a></li> }
        });
        links.collect_view()
    };
    view! {
        <details class="details reveal">
            <summary>{words(text::desk::REVEAL)}</summary>
            <form class="stack" method="post" novalidate data-enhanced="" on:submit=submit>
                <label class="field__label" for="reveal-reason">{words(text::desk::REVEAL_REASON)}</label>
                <p class="field__hint" id="reveal-hint">{words(text::desk::REVEAL_HINT)}</p>
                {move || fault().map(|fault| view! { <p class="field__error" role="alert">{fault}</p> })}
                <LockedFields locked=pending class="stack">
                    <input
                        class="input"
                        id="reveal-reason"
                        autocomplete="off"
                        maxlength="200"
                        aria-describedby="reveal-hint"
                        prop:value=move || reason.get()
                        on:input=move |event| reason.set(event_target_value(&event))
                    />
                </LockedFields>
                <button class="button button--secondary" type="submit" disabled=off>
                    <Icon name="eye"/>
                    <span>{words(text::desk::REVEAL_SHOW)}</span>
                </button>
            </form>
            <ul class="reporters" role="list" aria-live="polite">{shown}</ul>
        </details>
    }
    .into_any()
}
