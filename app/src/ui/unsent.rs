//! Words of a form that was refused and is not on the page any more.

use leptos::prelude::*;

use crate::text::{self, words};

/// What was typed, to be copied; nothing when nothing was.
#[component]
pub fn Unsent(said: Vec<String>) -> impl IntoView {
    (!said.is_empty()).then(|| {
        view! {
            <section class="notice notice--warning">
                <div>
                    <p>{words(text::ui::UNSENT)}</p>
                    {said.into_iter().map(|said| view! { <p class="user-words">{said}</p> }).collect_view()}
                </div>
            </section>
        }
    })
}
