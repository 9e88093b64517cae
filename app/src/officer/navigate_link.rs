//! The way there.

use domain::case::Place;
use leptos::prelude::*;

use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::{Icon, place_words};

/// A link that the phone opens with its own navigation; nothing where the place has no position.
#[component]
pub fn NavigateLink(place: Place) -> impl IntoView {
    place.position.map(|position| {
        let label = js_sys::encode_uri_component(&place_words(&place, language()));
        // The `geo:` address of RFC 5870, with the query that Android and others read as a named point.
        let (lat, lng) = (format!("{:.6}", position.lat), format!("{:.6}", position.lng));
        let href = format!("geo:{lat},{lng}?q={lat},{lng}({label})");
        view! {
            <a class="button button--secondary" href=href rel="external">
                <Icon name="navigation"/>
                {words(text::officer::NAVIGATE)}
            </a>
        }
    })
}
