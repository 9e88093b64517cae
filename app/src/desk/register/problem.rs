//! What the caller says, and the class that fits.

use domain::class::Suggestion;
use domain::fault::Field;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call::Call;
use crate::api::catalog::find_emergency;
use crate::desk::class_picker::{ClassChoice, ClassOffers, ClassPicker, live_suggestions};
use crate::desk::input::{CheckInput, WordsInput};
use crate::desk::pause::after_pause;
use crate::text::{self, words};
use crate::ui::FieldError;

/// Words, class, urgency.
#[component]
pub fn ProblemFields(
    /// The call.
    call: Call,
) -> impl IntoView {
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
    let found = live_suggestions(move || call.words.get());
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
            <WordsInput
                field=Field::Words
                label=words(text::desk::CALL_WORDS).to_owned()
                value=call.words
                faults=call.faults
                rows=3
            />
            {move || view! { <FieldError faults=call.faults.get() field=Field::Class/> }}
            <ClassChoice chosen=call.class search=ViewFn::from(move || view! { <FittingClasses call found/> })/>
            {move || danger.get().then(|| view! {
                <p class="notice notice--danger" role="alert">{words(text::desk::CALL_DANGER)}</p>
            })}
            <CheckInput id="urgent" label=words(text::desk::URGENT_FIELD).to_owned() value=call.urgent/>
        </fieldset>
    }
    .into_any()
}

/// Whether `words` show danger to people, asked for in a pause of typing.
fn danger_in(words: impl Fn() -> String + 'static) -> ReadSignal<bool> {
    let (danger, set_danger) = signal(false);
    after_pause(words, move |words| {
        spawn_local(async move {
            // Without an answer the clerk decides alone, as for every other call.
            if let Ok(calls) = find_emergency(words).await {
                set_danger.try_set(!calls.is_empty());
            }
        });
    });
    danger
}

/// What fits the words, and a search of its own for those that do not fit.
#[component]
fn FittingClasses(call: Call, found: Signal<Option<Vec<Suggestion>>>) -> impl IntoView {
    let search = RwSignal::new(String::new());
    view! {
        <ClassOffers found chosen=call.class/>
        <details class="details">
            <summary>{words(text::desk::CLASS_OTHER)}</summary>
            <ClassPicker id="class" search chosen=call.class/>
        </details>
    }
    .into_any()
}
