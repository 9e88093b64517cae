//! The photo's own position: an offer, never a step.

use domain::geo::Position;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::pin::Pin;
use crate::text::{self, words};
use crate::ui::Icon;

/// Offers the place where the photo was taken; of photos that `differs` in it the place of the first. Without script the server takes it
/// over, with script the page itself.
#[component]
pub fn PhotoOffer(pin: Pin, position: Position, differs: bool) -> impl IntoView {
    let take = move |event: MouseEvent| {
        event.prevent_default();
        pin.put(position, "photo");
    };
    let open = move || pin.source.get() != "photo";
    move || {
        open().then(|| {
            view! {
                <div class="notice notice--info photo-offer">
                    <p>{words(if differs { text::citizen::OFFER_TEXT_FIRST } else { text::citizen::OFFER_TEXT })}</p>
                    <button class="button button--secondary" type="submit" name="go" value="offer" on:click=take>
                        <Icon name="images"/>
                        {words(text::citizen::OFFER_TAKE)}
                    </button>
                </div>
            }
        })
    }
}
