//! What a map shows: single cases, or clusters where there are too many.

use serde::{Deserialize, Serialize};

use crate::case::Stage;
use crate::geo::{Bounds, Position};
use crate::id::CaseNumber;
use crate::language::Name;

/// Features an answer holds at most.
pub const MOST_FEATURES: usize = 2000;

/// What of the city is on screen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Viewport {
    /// The visible box.
    pub bounds: Bounds,
    /// Leaflet's zoom, 0 to 19.
    pub zoom: u8,
}

/// One thing on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Feature {
    /// A single case.
    Case {
        number: CaseNumber,
        class: Name,
        /// Its public stage.
        stage: Stage,
        /// Where.
        position: Position,
    },
    /// Several cases near each other.
    Cluster {
        /// How many.
        count: u64,
        /// Their mean position.
        position: Position,
        /// The box in which they lie.
        bounds: Bounds,
    },
}

impl Feature {
    /// The box in which it lies.
    pub fn bounds(&self) -> Bounds {
        match self {
            Feature::Case { position, .. } => position.around(0.0),
            Feature::Cluster { bounds, .. } => *bounds,
        }
    }
}
