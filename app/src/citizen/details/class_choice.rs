//! The words, and the classes that fit them: offered while typing, or by a button without script.

use domain::class::{Class, Suggestion};
use domain::fault::{Fault, Field};
use domain::length::LONGEST_WORDS;
use domain::report::ReportForm;
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use crate::class_picker::live_suggestions;
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::{Choice, FieldFaults, TextArea, is_faulty};

/// Rows of the words' field: enough for what most people write.
const ROWS: u32 = 4;

/// What is on offer and what is chosen.
#[derive(Clone, Copy)]
struct Offer {
    classes: Memo<Vec<Choice>>,
    chosen: RwSignal<String>,
}

fn choice(class: &Class) -> Choice {
    Choice { value: class.id.to_string(), label: name(&class.name), hint: name(&class.major) }
}

fn choices(suggestions: &[Suggestion]) -> Vec<Choice> {
    suggestions.iter().map(|suggestion| choice(&suggestion.class)).collect()
}

/// `class` is the form's class, offered even when it does not fit the words.
#[component]
pub fn WordsAndClass(
    form: ReportForm,
    suggestions: Vec<Suggestion>,
    class: Option<Class>,
    faults: Vec<Fault>,
) -> impl IntoView {
    let typed = RwSignal::new(form.words.clone());
    let chosen = RwSignal::new(form.class.clone());
    let found = live_suggestions(move || typed.get(), Some(form.words.clone()));
    let (known, class) = (choices(&suggestions), class.as_ref().map(choice));
    let fitting = move || match found.with(|found| found.as_deref().map(choices)) {
        Some(found) => found,
        None if typed.with_untracked(|typed| typed.trim().is_empty()) => Vec::new(),
        None => known.clone(),
    };
    // A class that was chosen already stays on offer.
    let classes = Memo::new(move |before: Option<&Vec<Choice>>| {
        let (mut classes, chosen) = (fitting(), chosen.get_untracked());
        if !classes.iter().any(|class| class.value == chosen) {
            let kept = before.into_iter().flatten().chain(&class).find(|class| class.value == chosen).cloned();
            classes.splice(0..0, kept);
        }
        classes
    });
    let field = NodeRef::<html::Div>::new();
    // Typed or chosen before the page was hydrated.
    Effect::new(move || {
        let Some(field) = field.get() else { return };
        let found = field.query_selector("textarea").ok().flatten();
        if let Some(area) = found.and_then(|found| found.dyn_into::<HtmlTextAreaElement>().ok()) {
            typed.set(area.value());
        }
        let found = field.query_selector("input[type=radio]:checked").ok().flatten();
        if let Some(radio) = found.and_then(|found| found.dyn_into::<HtmlInputElement>().ok()) {
            chosen.set(radio.value());
        }
    });
    let type_in = move |event: Event| {
        if let Some(area) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) {
            typed.set(area.value());
        }
    };
    view! {
        <div class="stack" node_ref=field>
            <div on:input=type_in>
                <TextArea
                    field=Field::Words
                    most=LONGEST_WORDS as u32
                    label=words(text::citizen::DETAILS_WORDS).to_owned()
                    value=form.words
                    faults=faults.clone()
                    hint=words(text::citizen::DETAILS_WORDS_HINT).to_owned()
                    rows=ROWS
                />
            </div>
            <div class="scriptless">
                <button class="button button--secondary" type="submit" name="go" value="search">
                    {words(text::citizen::DETAILS_SEARCH)}
                </button>
            </div>
            <ClassChoice offer=Offer { classes, chosen } faults=faults/>
        </div>
    }
    .into_any()
}

#[component]
fn ClassChoice(offer: Offer, faults: Vec<Fault>) -> impl IntoView {
    let any = Memo::new(move |_| offer.classes.with(|classes| !classes.is_empty()));
    let heard = move || match offer.classes.with(Vec::len) {
        0 => String::new(),
        count => text::citizen::classes_found(language(), count),
    };
    let invalid = is_faulty(&faults, Field::Class);
    view! {
        <p class="visually-hidden" role="status">{heard}</p>
        <div id=Field::Class.name() tabindex="-1">
            {faults.error(Field::Class)}
            {move || any.get().then(|| view! { <Radios offer=offer invalid=invalid/> })}
        </div>
    }
}

#[component]
fn Radios(offer: Offer, invalid: bool) -> impl IntoView {
    let none = Choice { label: words(text::citizen::CLASS_NONE).to_owned(), ..Choice::default() };
    view! {
        <fieldset class="field" class=("field--faulty", invalid)>
            <legend class="field__label">{words(text::citizen::CLASS_LEGEND)}</legend>
            <div class="choices class-choice">
                <For each=move || offer.classes.get() key=|class| class.value.clone() let:class>
                    {radio(offer.chosen, class)}
                </For>
                {radio(offer.chosen, none)}
            </div>
        </fieldset>
    }
}

fn radio(chosen: RwSignal<String>, class: Choice) -> AnyView {
    let Choice { value, label, hint: major } = class;
    let id = if value.is_empty() { "class-none".to_owned() } else { format!("class-{value}") };
    let checked = !value.is_empty() && chosen.with_untracked(|chosen| *chosen == value);
    let own = value.clone();
    view! {
        <div class="choice">
            <input
                class="radio"
                type="radio"
                id=id.clone()
                name="class"
                value=value
                checked=checked
                on:change=move |_| chosen.set(own.clone())
            />
            <label class="choice__label" for=id>
                {label}
                {(!major.is_empty()).then(|| view! { <span class="class-choice__major">{major}</span> })}
            </label>
        </div>
    }
    .into_any()
}
