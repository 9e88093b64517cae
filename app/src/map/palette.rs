//! The map's colors, read from the style sheet's custom properties: they follow the night theme, and no color stands in code.

use leptos::prelude::window;
use web_sys::Element;

/// The colors that are drawn on the canvas.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// Land of the city.
    pub land: String,
    /// Borders between towns.
    pub border: String,
    pub water: String,
    pub road: String,
    /// Cases that wait.
    pub waiting: String,
    /// Cases in hand.
    pub handling: String,
    /// Cases that are settled.
    pub done: String,
    /// Rings around points.
    pub surface: String,
}

impl Palette {
    /// The colors as they hold for an element. Empty texts, which Leaflet ignores, where the style sheet is not there.
    ///
    /// Browser only.
    pub fn of(element: &Element) -> Palette {
        let Ok(Some(style)) = window().get_computed_style(element) else { return Palette::default() };
        let read = |name: &str| style.get_property_value(name).map(|value| value.trim().to_owned()).unwrap_or_default();
        Palette {
            land: read("--map-land"),
            border: read("--map-border"),
            water: read("--map-water"),
            road: read("--map-road"),
            waiting: read("--map-waiting"),
            handling: read("--map-handling"),
            done: read("--map-done"),
            surface: read("--map-surface"),
        }
    }
}
