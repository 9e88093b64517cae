//! Fields that keep what is typed in signals, because the desk's forms live in the page and never leave it.

use domain::fault::{Fault, Field};
use leptos::prelude::*;

use crate::text::{self, words};
use crate::ui::FieldError;

/// The faults of a form while it is filled in.
pub type Faults = RwSignal<Vec<Fault>>;

/// Becomes true in the browser. Until then a form's button is off, so that nothing typed can end up in an address.
pub fn hydrated() -> Signal<bool> {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    ready.into()
}

fn is_faulty(faults: Faults, field: Field) -> bool {
    faults.with(|faults| faults.iter().any(|fault| fault.field == Some(field)))
}

/// Label, hint, error and the control, which has the field's name as its id.
#[component]
pub fn DeskField(
    /// The field.
    field: Field,
    /// Its label.
    label: String,
    /// The form's faults.
    faults: Faults,
    /// A line below the label.
    #[prop(optional)]
    hint: String,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let name = field.name();
    view! {
        <div class="field" class:field--faulty=move || is_faulty(faults, field)>
            <label class="field__label" for=name>
                {label}
                {optional.then(|| view! { <span class="field__optional">{words(text::site::OPTIONAL)}</span> })}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> })}
            {move || view! { <FieldError faults=faults.get() field/> }}
            {children()}
        </div>
    }
    .into_any()
}

/// What describes a control: its hint, and its error while it has one.
fn described(field: Field, faults: Faults, hint: bool) -> Option<String> {
    let name = field.name();
    match (hint, is_faulty(faults, field)) {
        (false, false) => None,
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-error")),
        (true, true) => Some(format!("{name}-hint {name}-error")),
    }
}

/// Several lines.
#[component]
pub fn WordsInput(
    /// The field.
    field: Field,
    /// Its label.
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// The form's faults.
    faults: Faults,
    /// A line below the label.
    #[prop(optional)]
    hint: String,
    /// Lines shown.
    #[prop(default = 3)]
    rows: u32,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let name = field.name();
    let hinted = !hint.is_empty();
    view! {
        <DeskField field label faults hint optional>
            <textarea
                class="textarea"
                id=name
                rows=rows.to_string()
                maxlength=domain::length::LONGEST_WORDS.to_string()
                aria-describedby=move || described(field, faults, hinted)
                aria-invalid=move || is_faulty(faults, field).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        </DeskField>
    }
    .into_any()
}

/// One line. `kind` is the input's type.
#[component]
pub fn LineInput(
    /// The field.
    field: Field,
    /// Its label.
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// The form's faults.
    faults: Faults,
    /// A line below the label.
    #[prop(optional)]
    hint: String,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// Characters it may have.
    #[prop(default = 120)]
    maxlength: u32,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let name = field.name();
    let hinted = !hint.is_empty();
    view! {
        <DeskField field label faults hint optional>
            <input
                class="input"
                id=name
                type=kind
                autocomplete="off"
                maxlength=maxlength.to_string()
                aria-describedby=move || described(field, faults, hinted)
                aria-invalid=move || is_faulty(faults, field).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </DeskField>
    }
    .into_any()
}

/// One of many; pairs of code and words. The first option is empty.
#[component]
pub fn SelectInput(
    /// The field.
    field: Field,
    /// Its label.
    label: String,
    /// The code that is chosen.
    value: RwSignal<String>,
    /// Codes and words.
    options: Signal<Vec<(String, String)>>,
    /// The form's faults.
    faults: Faults,
    /// A line below the label.
    #[prop(optional)]
    hint: String,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let name = field.name();
    let hinted = !hint.is_empty();
    // The chosen option is marked one by one: a value set on the list itself is lost when the options come later.
    let offers = move || {
        let option = |(code, words): (String, String)| {
            let own = code.clone();
            view! { <option value=code prop:selected=move || value.with(|value| *value == own)>{words}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <DeskField field label faults hint optional>
            <select
                class="select"
                id=name
                aria-describedby=move || described(field, faults, hinted)
                aria-invalid=move || is_faulty(faults, field).then_some("true")
                on:change=move |event| value.set(event_target_value(&event))
            >
                <option value="" prop:selected=move || value.with(String::is_empty)>{words(text::desk::CHOOSE)}</option>
                {offers}
            </select>
        </DeskField>
    }
    .into_any()
}

/// On or off.
#[component]
pub fn CheckInput(
    /// Its id.
    id: &'static str,
    /// Its label.
    label: String,
    /// Whether it is on.
    value: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div class="choice">
            <input
                class="checkbox"
                type="checkbox"
                id=id
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <label class="choice__label" for=id>{label}</label>
        </div>
    }
    .into_any()
}

/// One of a few, all visible: code, words, hint. The first button has the field's name as its id.
#[component]
pub fn RadioInput(
    /// The field.
    field: Field,
    /// What is asked.
    legend: String,
    /// The code that is chosen.
    value: RwSignal<String>,
    /// Codes, words and hints (empty for none).
    options: Signal<Vec<(String, String, String)>>,
    /// The form's faults.
    faults: Faults,
) -> impl IntoView {
    let choices = move || {
        let choice = |(place, (code, label, hint))| view! { <RadioChoice field place code label hint value/> };
        options.get().into_iter().enumerate().map(choice).collect_view()
    };
    view! {
        <fieldset class="field" class:field--faulty=move || is_faulty(faults, field)>
            <legend class="field__label">{legend}</legend>
            {move || view! { <FieldError faults=faults.get() field/> }}
            <div class="choices">{choices}</div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn RadioChoice(
    field: Field,
    place: usize,
    code: String,
    label: String,
    hint: String,
    value: RwSignal<String>,
) -> impl IntoView {
    let name = field.name();
    let id = if place == 0 { name.to_owned() } else { format!("{name}-{place}") };
    let hint_id = (!hint.is_empty()).then(|| format!("{name}-{place}-hint"));
    let own = code.clone();
    let chosen = code.clone();
    view! {
        <div class="choice">
            <input
                class="radio"
                type="radio"
                id=id.clone()
                name=name
                value=code
                aria-describedby=hint_id.clone()
                prop:checked=move || value.with(|value| *value == own)
                on:change=move |_| value.set(chosen.clone())
            />
            <label class="choice__label" for=id>{label}</label>
            {hint_id.map(|id| view! { <p class="choice__hint" id=id>{hint}</p> })}
        </div>
    }
    .into_any()
}
