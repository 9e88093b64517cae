//! The words, and the classes that fit them: offered while typing, or by a button without script.

use std::time::Duration;

use domain::class::{Class, Suggestion};
use domain::fault::{Fault, Field};
use domain::report::ReportForm;
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use crate::api::catalog::suggest_classes;
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::{FieldError, TextArea};

/// How long the typing must rest before classes are looked up.
const REST: Duration = Duration::from_millis(300);
/// Rows of the words' field: enough for what most people write.
const ROWS: u32 = 4;

/// A class on offer.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    value: String,
    label: String,
    hint: String,
}

impl Entry {
    fn new(class: &Class) -> Entry {
        Entry { value: class.id.to_string(), label: name(&class.name), hint: name(&class.major) }
    }
}

/// What is on offer and what is chosen.
#[derive(Clone, Copy)]
struct Search {
    entries: RwSignal<Vec<Entry>>,
    chosen: RwSignal<String>,
    /// The words last looked up; answers for others come too late and are dropped.
    asked: RwSignal<String>,
}

impl Search {
    /// Looks up once the typing rests.
    fn typed(self, text: String) {
        self.asked.set(text.clone());
        let look_up = move || {
            if self.asked.try_get_untracked().as_ref() == Some(&text) {
                spawn_local(self.look_up(text));
            }
        };
        set_timeout(look_up, REST);
    }

    /// What is found replaces the offer; a class that was chosen already stays in it.
    async fn look_up(self, text: String) {
        // Without an answer the old offer stands: the class is never compulsory.
        let Ok(found) = suggest_classes(text.clone()).await else { return };
        if self.asked.try_get_untracked() != Some(text) {
            return;
        }
        let chosen = self.chosen.get_untracked();
        let mut entries: Vec<Entry> = found.iter().map(|suggestion| Entry::new(&suggestion.class)).collect();
        if !chosen.is_empty() && !entries.iter().any(|entry| entry.value == chosen) {
            let kept = self.entries.with_untracked(|old| old.iter().find(|entry| entry.value == chosen).cloned());
            entries.splice(0..0, kept);
        }
        self.entries.set(entries);
    }
}

/// `class` is the form's class, offered even when it does not fit the words.
#[component]
pub fn WordsAndClass(
    form: ReportForm,
    suggestions: Vec<Suggestion>,
    class: Option<Class>,
    faults: Vec<Fault>,
) -> impl IntoView {
    let mut entries: Vec<Entry> = suggestions.iter().map(|suggestion| Entry::new(&suggestion.class)).collect();
    if let Some(class) = class.filter(|class| !entries.iter().any(|entry| entry.value == class.id.to_string())) {
        entries.insert(0, Entry::new(&class));
    }
    let search = Search {
        entries: RwSignal::new(entries),
        chosen: RwSignal::new(form.class.clone()),
        asked: RwSignal::new(form.words.clone()),
    };
    let field = NodeRef::<html::Div>::new();
    // Typed or chosen before the page was hydrated.
    Effect::new(move || {
        let Some(field) = field.get() else { return };
        let typed = field.query_selector("textarea").ok().flatten();
        if let Some(typed) = typed.and_then(|found| found.dyn_into::<HtmlTextAreaElement>().ok()) {
            let typed = typed.value();
            if search.asked.get_untracked() != typed {
                search.typed(typed);
            }
        }
        if let Some(value) = checked(&field) {
            search.chosen.set(value);
        }
    });
    let typed = move |event: Event| {
        if let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) {
            search.typed(field.value());
        }
    };
    view! {
        <div class="stack" node_ref=field>
            <div on:input=typed>
                <TextArea
                    field=Field::Words
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
            <ClassChoice search=search faults=faults/>
        </div>
    }
}

/// The value of the chosen radio button.
///
/// Browser only.
fn checked(field: &web_sys::Element) -> Option<String> {
    let radio = field.query_selector("input[type=radio]:checked").ok()??;
    Some(radio.dyn_into::<HtmlInputElement>().ok()?.value())
}

#[component]
fn ClassChoice(search: Search, faults: Vec<Fault>) -> impl IntoView {
    let any = Memo::new(move |_| search.entries.with(|entries| !entries.is_empty()));
    let count = move || {
        let count = search.entries.with(Vec::len);
        if count == 0 { String::new() } else { text::citizen::classes_found(language(), count) }
    };
    let invalid = faults.iter().any(|fault| fault.field == Some(Field::Class));
    view! {
        <p class="visually-hidden" role="status">{count}</p>
        <div id=Field::Class.name() tabindex="-1">
            <FieldError faults=faults field=Field::Class/>
            {move || any.get().then(|| view! { <Radios search=search invalid=invalid/> })}
        </div>
    }
}

#[component]
fn Radios(search: Search, invalid: bool) -> impl IntoView {
    view! {
        <fieldset class="field" class=("field--faulty", invalid)>
            <legend class="field__label">{words(text::citizen::CLASS_LEGEND)}</legend>
            <div class="choices class-choice">
                <For each=move || search.entries.get() key=|entry| entry.value.clone() let:entry>
                    <Radio search=search entry=entry/>
                </For>
                <Radio
                    search=search
                    entry=Entry {
                        value: String::new(),
                        label: words(text::citizen::CLASS_NONE).to_owned(),
                        hint: String::new(),
                    }
                />
            </div>
        </fieldset>
    }
}

#[component]
fn Radio(search: Search, entry: Entry) -> impl IntoView {
    let Entry { value, label, hint } = entry;
    let id = if value.is_empty() { "class-none".to_owned() } else { format!("class-{value}") };
    let checked = !value.is_empty() && search.chosen.get_untracked() == value;
    let choose = {
        let value = value.clone();
        move |_| search.chosen.set(value.clone())
    };
    view! {
        <div class="choice">
            <input class="radio" type="radio" id=id.clone() name="class" value=value checked=checked on:change=choose/>
            <label class="choice__label" for=id>
                {label}
                {(!hint.is_empty()).then(|| view! { <span class="class-choice__major">{hint}</span> })}
            </label>
        </div>
    }
}
