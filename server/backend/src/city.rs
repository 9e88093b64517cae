//! The demo city: tables of Pinghu's real divisions, invented road names and departments, and a schematic drawn from
//! them. The schematic is computed, the same on every machine, from code and tables alone: no boundary, road or water
//! is taken from anybody's map, so everything that shows it says 示意图.
//!
//! [`Schematic::demo`] draws it in a fraction of a second; [`Schematic::locate`] answers where a point lies and
//! [`Schematic::base_map`] is what maps show beneath the cases.

mod base_map;
mod component;
mod crossing;
pub mod dice;
mod draw;
mod furniture;
mod grid;
mod line;
mod locate;
mod network;
mod outline;
mod partition;
mod plane;
mod polygon;
pub mod responsibility;
mod road_index;
mod run;
mod shape;
mod street;
pub mod table;
mod trunk;
mod water;
mod wording;

#[cfg(test)]
mod tests;

use domain::geo::Position;

pub use base_map::NOTE;
pub use component::COMPONENT_COUNT;
pub use shape::{Community, Component, Grid, Road, TownShape, Water, WaterKind, Wording};
pub use table::{RoadRank, TableFault};

use locate::{TownIndex, UnitIndex};
use plane::Point;
use road_index::RoadIndex;

/// The city's six digits, the start of every code in it.
pub const CITY_CODE: &str = "330482";
/// The areas of the demo city.
pub const AREAS: &str = include_str!("../data/area.tsv");
/// Its departments.
pub const DEPARTMENTS: &str = include_str!("../data/department.tsv");
/// Who is responsible for what.
pub const RESPONSIBILITIES: &str = include_str!("../data/responsibility.tsv");
/// Its road names.
pub const ROAD_NAMES: &str = include_str!("../data/road_name.tsv");

/// The drawn city.
#[derive(Clone, Debug)]
pub struct Schematic {
    /// Subdistricts and towns, by code.
    pub towns: Vec<TownShape>,
    /// Communities and villages, by code.
    pub communities: Vec<Community>,
    /// Unit grids, by id.
    pub grids: Vec<Grid>,
    /// Roads, by id.
    pub roads: Vec<Road>,
    /// Rivers, the lake, the bay.
    pub waters: Vec<Water>,
    /// [`COMPONENT_COUNT`] components, by code.
    pub components: Vec<Component>,
    town_index: TownIndex,
    unit_index: UnitIndex,
    road_index: RoadIndex,
}

/// Where a point lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place<'a> {
    /// The town.
    pub town: &'a TownShape,
    /// The community or village.
    pub community: &'a Community,
    /// The unit grid.
    pub grid: &'a Grid,
}

/// The road nearest to a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearRoad<'a> {
    /// The road.
    pub road: &'a Road,
    /// The nearest point of its middle line.
    pub position: Position,
    /// Meters to there.
    pub distance: f64,
}

impl Schematic {
    /// The demo city, from the tables inside the program.
    ///
    /// # Errors
    /// A table of this release is wrong.
    pub fn demo() -> Result<Schematic, TableFault> {
        Schematic::draw(&table::read_areas(AREAS)?, &table::read_road_names(ROAD_NAMES)?)
    }

    /// The town, community and unit grid of a position; none outside the city.
    pub fn locate(&self, lat: f64, lng: f64) -> Option<Place<'_>> {
        let point = Point::of(Position { lat, lng });
        let town = self.town_index.town(point)?;
        let (community, grid) = self.unit_index.unit(town, point)?;
        Some(Place {
            town: self.towns.get(town)?,
            community: self.communities.get(community)?,
            grid: self.grids.get(grid)?,
        })
    }

    /// The road nearest to a position; none when there is none within six kilometers.
    pub fn nearest_road(&self, lat: f64, lng: f64) -> Option<NearRoad<'_>> {
        let (road, point, distance) = self.road_index.nearest(Point::of(Position { lat, lng }))?;
        Some(NearRoad { road: self.roads.get(road)?, position: point.position(), distance: distance * 1000.0 })
    }
}
