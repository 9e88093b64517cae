//! The Leaflet seam: every call of Leaflet stands in this folder.
//!
//! A map is never the only way: each page with one works as a list or a form when the map does not load. The server
//! renders an empty box, the browser loads the vendored script once and fills the box. Leaflet's own elements are never
//! part of a `view!`.

mod base;
mod base_layers;
mod case_map;
mod drawing;
mod feature_map;
mod frame;
mod handle;
mod heap;
pub mod locate;
mod marker_map;
mod palette;
mod pin_map;
mod script;

pub use case_map::CaseMap;
pub use feature_map::FeatureMap;
pub use marker_map::{MapMarker, MarkerMap};
pub use pin_map::PinMap;
