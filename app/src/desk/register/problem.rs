//! What the caller says, and the class that fits.

use domain::class::Suggestion;
use domain::fault::Field;
use domain::length::LONGEST_WORDS;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call::Call;
use crate::api::catalog::find_emergency;
use crate::class_picker::{ClassChoice, ClassOffers, ClassSearch, keep_class, live_suggestions};
use crate::opaque::OpaqueSignal;
use crate::pause::after_pause;
use crate::text::{self, words};
use crate::ui::{CheckField, FieldFaults, TextArea};

/// Words, class, urgency.
#[component]
pub fn ProblemFields(call: Call) -> impl IntoView {
    let faults = call.sending.faults;
    let section = NodeRef::<html::Fieldset>::new();
    // The clerk begins to type as soon as the caller speaks.
    Effect::new(move |_| {
        let field = section.get().and_then(|section| section.query_selector("textarea").ok().flatten());
        if let Some(field) = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(field).ok())
        {
            // Without the focus the field is still the first one.
            let _ = field.focus();
        }
    });
    let found = live_suggestions(move || call.words.get(), None);
    let said = danger_in(move || call.words.get());
    // Told once: a clerk who has decided otherwise is not overruled at the next word.
    let danger =
        Memo::new(move |_| said.get() || call.class.with(|class| class.as_ref().is_some_and(|class| class.emergency)));
    Effect::new(move |_| {
        if danger.get() {
            call.urgent.set(true);
        }
    });
    view! {
        <fieldset class="register__part" node_ref=section>
            <legend>{words(text::desk::CALL_PROBLEM)}</legend>
            <TextArea
                field=Field::Words
                label=words(text::desk::CALL_WORDS).to_owned()
                value=call.words
                faults=faults
                rows=3
                most=LONGEST_WORDS as u32
            />
            {faults.error(Field::Class)}
            <ClassChoice chosen=call.class search=ViewFn::from(move || view! { <FittingClasses call found/> })/>
            {move || danger.get().then(|| view! {
                <p class="notice notice--danger" role="alert">{words(text::desk::CALL_DANGER)}</p>
            })}
            <CheckField id="urgent" label=words(text::desk::URGENT_FIELD).to_owned() value=call.urgent/>
        </fieldset>
    }
    .into_any()
}

/// Whether `words` show danger to people, asked for in a pause of typing.
fn danger_in(words: impl Fn() -> String + 'static) -> RwSignal<bool> {
    let danger = RwSignal::new(false);
    after_pause(words, move |words| {
        spawn_local(async move {
            // Without an answer the clerk decides alone, as for every other call.
            if let Ok(calls) = find_emergency(words).await {
                danger.try_set(!calls.is_empty());
            }
        });
    });
    danger
}

/// What fits the words, and a search of its own for those that do not fit.
#[component]
fn FittingClasses(call: Call, found: OpaqueSignal<Option<Vec<Suggestion>>>) -> impl IntoView {
    let (search, pick) = (RwSignal::new(String::new()), keep_class(call.class));
    view! {
        <ClassOffers found pick/>
        <details class="details">
            <summary>{words(text::desk::CLASS_OTHER)}</summary>
            <ClassSearch id="class" search pick/>
        </details>
    }
    .into_any()
}
