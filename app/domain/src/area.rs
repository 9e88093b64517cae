//! Towns, communities, roads and components, as forms offer them.

use serde::{Deserialize, Serialize};

use crate::geo::Position;
use crate::language::Name;

/// A town or street (9-digit code) or a community or village (12-digit code).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    pub code: String,
    pub name: Name,
    /// Its centre on the schematic.
    pub center: Option<Position>,
}

/// A road inside a town.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Road {
    pub id: i64,
    pub name: Name,
    /// The town's 9-digit code.
    pub town: String,
}

/// A thing with an identity 部件: a lamp, a manhole cover.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// 17 digits: 6 administration, 5 class, 6 serial.
    pub code: String,
    /// The class's five digits.
    pub class: String,
    pub name: Name,
    /// Where it stands, in words.
    pub place: Name,
    /// Where it stands.
    pub position: Position,
}

/// Whether a text has the length of a component's code: only then is it worth asking for.
pub fn is_component_code(code: &str) -> bool {
    code.len() == 17
}
