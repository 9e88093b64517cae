//! What fits the words that are typed.

use domain::class::Suggestion;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::catalog::suggest_classes;
use crate::opaque::OpaqueSignal;
use crate::pause::after_pause;

/// The classes that fit `words`, asked for in a pause of typing; `None` where nothing was asked for. An answer that comes after a newer
/// question is dropped. For the words that are `known` it stands in the page what fits them.
pub fn live_suggestions(
    words: impl Fn() -> String + 'static,
    known: Option<String>,
) -> OpaqueSignal<Option<Vec<Suggestion>>> {
    let found = OpaqueSignal::new(None);
    let asked = StoredValue::new(known);
    after_pause(words, move |words: String| {
        if asked.try_get_value().is_none_or(|asked| asked.as_ref() == Some(&words)) {
            return;
        }
        asked.set_value(Some(words.clone()));
        if words.trim().is_empty() {
            found.set(None);
            return;
        }
        spawn_local(async move {
            let answer = suggest_classes(words.clone()).await;
            if asked.try_get_value().flatten() != Some(words) {
                return;
            }
            match answer {
                Ok(suggestions) => found.set(Some(suggestions)),
                // The last offers stay; the same words are asked about again when they are typed again.
                Err(_) => drop(asked.try_set_value(None)),
            }
        });
    });
    found
}
