//! The class that was picked, or the way to one.

use domain::class::{Class, ClassId};
use domain::language::Name;
use leptos::html;
use leptos::prelude::*;

use crate::opaque::OpaqueSignal;
use crate::text::{self, name, words};
use crate::ui::Icon;

/// The class that was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenClass {
    /// Its key.
    pub id: ClassId,
    pub name: Name,
    /// Means danger to people.
    pub emergency: bool,
}

impl From<Class> for ChosenClass {
    fn from(class: Class) -> ChosenClass {
        ChosenClass { id: class.id, name: class.name, emergency: class.emergency }
    }
}

/// Keeps the class that is picked.
pub fn keep_class(chosen: OpaqueSignal<Option<ChosenClass>>) -> Callback<Class> {
    Callback::new(move |class: Class| chosen.set(Some(class.into())))
}

/// The class that was picked, with the way to another; before that whatever `search` shows.
#[component]
pub fn ClassChoice(chosen: OpaqueSignal<Option<ChosenClass>>, search: ViewFn) -> impl IntoView {
    let change = NodeRef::<html::Button>::new();
    // The button that was pressed is gone once a class is picked; the focus must not go with it.
    Effect::new(move |before: Option<String>| {
        let now = chosen.with(|class| class.as_ref().map(|class| class.id.to_string())).unwrap_or_default();
        if !now.is_empty() && before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                if let Some(change) = change.try_get_untracked().flatten() {
                    // Without the focus the button can still be reached.
                    let _ = change.focus();
                }
            });
        }
        now
    });
    move || match chosen.get() {
        Some(class) => view! {
            <p class="chosen-class">
                <Icon name="circle-check"/>
                <span class="muted">{words(text::class::CHOSEN)}</span>
                <strong>{format!("{} {}", class.id.code, name(&class.name))}</strong>
                <button
                    class="button button--quiet"
                    id="class"
                    type="button"
                    node_ref=change
                    on:click=move |_| chosen.set(None)
                >
                    {words(text::class::CHANGE)}
                </button>
            </p>
        }
        .into_any(),
        None => search.run(),
    }
}
