//! What the schematic is made of: plain values with positions in degrees, ready for tables, pages and maps.

use domain::geo::Position;

use super::table::RoadRank;

/// A town with its share of the city's ground.
#[derive(Clone, Debug, PartialEq)]
pub struct TownShape {
    /// Nine digits.
    pub code: String,
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// Where its main streets meet.
    pub center: Position,
    /// The ring of its border, counter-clockwise, the first corner not repeated. Neighbors share their corners.
    pub outline: Vec<Position>,
}

/// A community or village, known by its middle: a place belongs to the nearest one of its town.
#[derive(Clone, Debug, PartialEq)]
pub struct Community {
    /// Twelve digits.
    pub code: String,
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// The town's nine digits.
    pub town: String,
    /// Its middle.
    pub center: Position,
}

/// A unit grid, the smallest area that one collector walks.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Fifteen digits: the community's twelve and a serial of three (the length that GB/T 47678.5-2026 asks for).
    pub id: String,
    /// The community's twelve digits.
    pub community: String,
    /// The town's nine digits.
    pub town: String,
    /// Its middle, inside the ring.
    pub center: Position,
    /// The ring of its border, counter-clockwise.
    pub outline: Vec<Position>,
}

/// A road inside one town; a road between towns is a piece, with an id of its own, in each.
#[derive(Clone, Debug, PartialEq)]
pub struct Road {
    /// The town's nine digits, `-R` and a serial of two digits.
    pub id: String,
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// The town's nine digits.
    pub town: String,
    /// How much it carries.
    pub rank: RoadRank,
    /// Its middle line.
    pub line: Vec<Position>,
}

/// What kind of water.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaterKind {
    /// A line with a width.
    River,
    /// A ring.
    Lake,
    /// A ring that reaches far beyond the city.
    Bay,
}

/// A river, the lake or the bay.
#[derive(Clone, Debug, PartialEq)]
pub struct Water {
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// What kind of water.
    pub kind: WaterKind,
    /// A river's middle line, or the ring of the shore with the first corner not repeated.
    pub line: Vec<Position>,
    /// A river's width in meters; 0 for rings.
    pub width: f64,
}

/// A managed thing in the street, such as one lamp.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Seventeen digits: six of the city, five of the class, a serial of six (GB/T 47678.5-2026).
    pub code: String,
    /// The class, five digits.
    pub class: String,
    /// The class's name in Chinese.
    pub name_zh: String,
    /// The class's name in English.
    pub name_en: String,
    /// Where it stands.
    pub position: Position,
    /// The road it stands on.
    pub road: String,
    /// The town's nine digits.
    pub town: String,
    /// The community's twelve digits.
    pub community: String,
    /// The unit grid's fifteen digits.
    pub grid: String,
    /// Where that is, in words.
    pub place: Wording,
}

/// The same words in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}
