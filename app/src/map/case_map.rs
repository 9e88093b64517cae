//! Where a case lies: a small picture with one pin.

use domain::geo::Position;
use leptos::prelude::*;

use super::drawing::{lat_lng, pin};
use super::frame::{Manner, MapFrame};
use super::handle::MapHandle;
use crate::text::{self, words};

/// A small map with one marker. Does not take the finger that scrolls the page.
#[component]
pub fn CaseMap(position: Position) -> impl IntoView {
    let handle = MapHandle::default();
    Effect::new(move |_| {
        handle.with(|map| {
            map.set_view(&lat_lng(position), 15.0);
            pin(position).add_to(map);
        });
    });
    view! { <MapFrame handle=handle manner=Manner::Inset label=words(text::map::CASE_LABEL).to_owned()/> }
}
