//! The fields of a form that is on its way.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Fields that take nothing while they are `locked`: what was typed then would not go along, and look as if it had. The focus comes back to
/// where it was, unless something else has taken it.
///
/// Switched off as a set, which every browser understands, and inert for what is no field, such as a map.
#[component]
pub fn LockedFields(
    /// Whether what is in them is on its way.
    #[prop(into)]
    locked: Signal<bool>,
    /// How they stand below one another.
    class: &'static str,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let fields = NodeRef::<html::Fieldset>::new();
    Effect::new(move |before: Option<Option<HtmlElement>>| {
        let focused = document().active_element();
        if locked.get() {
            // The browser takes the focus away when it draws the page next.
            let fields = fields.get_untracked()?;
            return focused.filter(|focused| fields.contains(Some(focused)))?.dyn_into().ok();
        }
        if let Some(before) = before.flatten() {
            request_animation_frame(move || {
                if document().active_element().is_none_or(|focused| focused.tag_name() == "BODY") {
                    // A field that is gone cannot take it.
                    let _ = before.focus();
                }
            });
        }
        None
    });
    view! {
        <fieldset class=class node_ref=fields disabled=move || locked.get() inert=move || locked.get()>
            {children()}
        </fieldset>
    }
    .into_any()
}
