//! The inbox by keyboard: j and k walk along the list, Enter opens, p goes on with the open case, b sends it back, / searches, ?
//! explains. Single keys disturb people
//! who dictate, so they can be switched off for good (WCAG 2.1.4).

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::text::{self, Text, words};
use crate::ui::Icon;

/// Where the browser keeps the choice: absent for on, `off` for off.
const STORED: &str = "desk-keys";

const KEYS: [(&str, Text); 7] = [
    ("j", text::desk::KEY_NEXT),
    ("k", text::desk::KEY_PREVIOUS),
    ("Enter", text::desk::KEY_OPEN),
    ("p", text::desk::KEY_STEP),
    ("b", text::desk::KEY_BACK),
    ("/", text::desk::KEY_SEARCH),
    ("?", text::desk::KEY_HELP),
];

/// Listens to the keys, and offers the dialog that lists them and switches them off.
#[component]
pub fn Keyboard() -> impl IntoView {
    let help = NodeRef::<html::Dialog>::new();
    let enabled = RwSignal::new(true);
    let show = move || {
        if let Some(help) = help.get_untracked().filter(|help| !help.open()) {
            // It fails only when the dialog has left the page meanwhile.
            let _ = help.show_modal();
        }
    };
    Effect::new(move |_| {
        enabled.set(stored().as_deref() != Some("off"));
        let listening = window_event_listener(ev::keydown, move |event| {
            if enabled.try_get_untracked() == Some(true) && !is_for_a_control(&event) {
                press(&event, &show);
            }
        });
        on_cleanup(move || listening.remove());
    });
    view! {
        <button
            class="button button--quiet inbox-head__help"
            type="button"
            aria-haspopup="dialog"
            aria-label=words(text::desk::KEYS_TITLE)
            title=words(text::desk::KEYS_TITLE)
            on:click=move |_| show()
        >
            <Icon name="keyboard"/>
        </button>
        <dialog class="sheet desk-keys" node_ref=help aria-labelledby="keys-title">
            <KeyTable/>
            <label class="desk-keys__switch">
                <input
                    class="checkbox"
                    type="checkbox"
                    checked=true
                    prop:checked=move || enabled.get()
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        enabled.set(on);
                        store(on);
                    }
                />
                <span>{words(text::desk::KEYS_ENABLED)}</span>
            </label>
            <form method="dialog">
                <button class="button button--primary" type="submit">{words(text::site::CLOSE_DIALOG)}</button>
            </form>
        </dialog>
    }
    .into_any()
}

#[component]
fn KeyTable() -> impl IntoView {
    let rows = KEYS
        .into_iter()
        .map(|(key, what)| view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{words(what)}</td></tr> })
        .collect_view();
    view! {
        <h2 id="keys-title">{words(text::desk::KEYS_TITLE)}</h2>
        <table class="table"><tbody>{rows}</tbody></table>
    }
    .into_any()
}

/// A key that belongs to a control or to the browser: somebody types, chooses, or holds a modifier.
fn is_for_a_control(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() || event.default_prevented() {
        return true;
    }
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| {
        target.closest("input, textarea, select, dialog, [contenteditable]").ok().flatten().is_some()
    })
}

fn press(event: &KeyboardEvent, show_help: &impl Fn()) {
    match event.key().as_str() {
        "j" => walk(1),
        "k" => walk(-1),
        "/" => {
            event.prevent_default();
            focus(document().get_element_by_id("filter-words"));
        }
        "p" => step(event, false),
        "b" => step(event, true),
        "?" => show_help(),
        _ => {}
    }
}

/// Opens the form of the step that goes on, or back, and moves the focus into it.
fn step(event: &KeyboardEvent, back: bool) {
    let first = |selector: &str| document().query_selector(selector).ok().flatten();
    let tab = first(&format!(".case-steps__tab[data-back=\"{back}\"]"));
    match tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        Some(tab) => tab.click(),
        // A single step has no tab; its form is open.
        None if back => return,
        None => {}
    }
    event.prevent_default();
    request_animation_frame(move || {
        focus(first(".case-steps form :is(input, select, textarea, button):not([type=hidden], :disabled)"));
    });
}

/// Moves the focus along the list, starting from the open case. Enter then follows the focused link by itself.
fn walk(by: i32) {
    let Ok(rows) = document().query_selector_all(".inbox-row") else { return };
    let focused = document().active_element();
    let position =
        |is: &dyn Fn(&web_sys::Node) -> bool| (0..rows.length()).find(|i| rows.get(*i).is_some_and(|row| is(&row)));
    let at = position(&|row| focused.as_ref().is_some_and(|focused| row.is_same_node(Some(focused)))).or_else(|| {
        position(&|row| row.dyn_ref::<web_sys::Element>().is_some_and(|row| row.has_attribute("aria-current")))
    });
    let last = i32::try_from(rows.length()).unwrap_or(0) - 1;
    let to = at.map_or(0, |at| (i32::try_from(at).unwrap_or(0) + by).clamp(0, last.max(0)));
    let row = u32::try_from(to).ok().and_then(|to| rows.get(to));
    focus(row.and_then(|row| row.dyn_into::<web_sys::Element>().ok()));
}

fn focus(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // It fails only for an element that has left the page.
        let _ = element.focus();
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn stored() -> Option<String> {
    storage()?.get_item(STORED).ok().flatten()
}

/// A browser that stores nothing keeps the choice until the page is left.
fn store(on: bool) {
    if let Some(storage) = storage() {
        let _ = if on { storage.remove_item(STORED) } else { storage.set_item(STORED, "off") };
    }
}
