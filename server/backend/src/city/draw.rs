//! Draws the city from its tables: first the ground of the towns, then what stands on it.

use domain::geo::Position;

use super::component::{self, Streets};
use super::crossing::{Crossing, crossings};
use super::locate::{TownIndex, UnitIndex};
use super::plane::Point;
use super::road_index::RoadIndex;
use super::shape::{Community, Component, Grid, TownShape};
use super::table::{AreaLevel, AreaRow, RoadNameRow, TableFault};
use super::{CITY_CODE, Schematic, grid, network, partition, water};

impl Schematic {
    /// Draws a city of these areas and road names.
    ///
    /// # Errors
    /// A community or road name whose town is missing, or a town or community outside its own ground.
    pub fn draw(areas: &[AreaRow], road_names: &[RoadNameRow]) -> Result<Schematic, TableFault> {
        let fault = |file, message: String| Err(TableFault { file, line: 0, message });
        let at = |area: &AreaRow| Point::of(Position { lat: area.lat, lng: area.lng });
        let of_level = |level: AreaLevel| areas.iter().filter(move |area| area.level == level);
        let town_rows: Vec<&AreaRow> = of_level(AreaLevel::Town).collect();
        let centers: Vec<(String, Point)> = town_rows.iter().map(|row| (row.code.clone(), at(row))).collect();
        let town_of = |code: &str| centers.iter().position(|(own, _)| own == code);
        if let Some(lost) = road_names.iter().find(|row| town_of(&row.town).is_none()) {
            return fault("road_name.tsv", format!("no town {} for {}", lost.town, lost.name_zh));
        }
        let weighted: Vec<(Point, f64)> = centers.iter().map(|(code, center)| (*center, weight(code))).collect();
        let town_index = TownIndex::new(partition::cells(&weighted));
        for (number, row) in town_rows.iter().enumerate() {
            if town_index.town(at(row)) != Some(number) {
                return fault("area.tsv", format!("{} lies outside its own ground", row.name_zh));
            }
        }
        let mut communities: Vec<(usize, &AreaRow)> = Vec::new();
        for row in of_level(AreaLevel::Community) {
            match town_of(&row.parent) {
                Some(town) if town_index.town(at(row)) == Some(town) => communities.push((town, row)),
                _ => {
                    return fault("area.tsv", format!("{} lies outside its town {}", row.name_zh, row.parent));
                }
            }
        }
        let (grids, unit_index) = divide(&town_index, &communities, at);
        let roads = network::roads(&town_index, &centers, road_names);
        let lines: Vec<Vec<Point>> =
            roads.iter().map(|road| road.line.iter().copied().map(Point::of).collect()).collect();
        let crossings = crossings(&lines);
        let mut schematic = Schematic {
            towns: town_rows.iter().enumerate().map(|(town, row)| shape(row, town_index.ring(town))).collect(),
            communities: communities.iter().map(|(_, row)| community(row)).collect(),
            grids,
            waters: water::waters(&town_index),
            components: Vec::new(),
            road_index: RoadIndex::new(lines.clone(), &crossings),
            roads,
            town_index,
            unit_index,
        };
        schematic.components = schematic.furnished(&lines, &crossings, &centers);
        Ok(schematic)
    }

    /// The components with their places looked up.
    fn furnished(&self, lines: &[Vec<Point>], crossings: &[Crossing], centers: &[(String, Point)]) -> Vec<Component> {
        let stored = |point: Point| Point::of(point.position());
        let streets = Streets {
            roads: &self.roads,
            lines,
            is_built_up: &|point| centers.iter().any(|(code, center)| center.distance(point) < built_up(code)),
            is_allowed: &|road, point| {
                let town = self.town_index.town(stored(point));
                town.is_some_and(|town| self.towns[town].code == self.roads[road].town)
            },
        };
        let placed = component::components(&streets, crossings);
        placed
            .into_iter()
            .filter_map(|placed| {
                let position = placed.at.position();
                let place = self.locate(position.lat, position.lng)?;
                Some(Component {
                    code: format!("{CITY_CODE}{}{:06}", placed.class, placed.serial),
                    class: placed.class.to_owned(),
                    name_zh: placed.name_zh.to_owned(),
                    name_en: placed.name_en.to_owned(),
                    position,
                    road: self.roads[placed.road].id.clone(),
                    town: place.town.code.clone(),
                    community: place.community.code.clone(),
                    grid: place.grid.id.clone(),
                    place: self.road_words(placed.road, placed.at, place.community),
                })
            })
            .collect()
    }
}

/// How much a town's cell pulls, in square kilometers: the city proper is larger than its neighbors.
fn weight(town: &str) -> f64 {
    match town {
        "330482001" => 5.0,
        "330482101" | "330482108" => 4.0,
        _ => 0.0,
    }
}

/// The radius of a town's built-up middle in kilometers.
fn built_up(town: &str) -> f64 {
    if town == "330482001" { 1.65 } else { 0.68 }
}

fn shape(row: &AreaRow, ring: &[Point]) -> TownShape {
    TownShape {
        code: row.code.clone(),
        name_zh: row.name_zh.clone(),
        name_en: row.name_en.clone(),
        center: Position { lat: row.lat, lng: row.lng },
        outline: ring.iter().map(|corner| corner.position()).collect(),
    }
}

fn community(row: &AreaRow) -> Community {
    Community {
        code: row.code.clone(),
        name_zh: row.name_zh.clone(),
        name_en: row.name_en.clone(),
        town: row.parent.clone(),
        center: Position { lat: row.lat, lng: row.lng },
    }
}

/// The unit grids of all communities and the index that finds them.
fn divide(
    towns: &TownIndex,
    communities: &[(usize, &AreaRow)],
    at: impl Fn(&AreaRow) -> Point,
) -> (Vec<Grid>, UnitIndex) {
    let mut grids = Vec::new();
    let mut index = UnitIndex::default();
    for (number, (town, row)) in communities.iter().enumerate() {
        let siblings: Vec<Point> = communities.iter().filter(|(own, _)| own == town).map(|(_, row)| at(row)).collect();
        let ground = grid::ground(towns.ring(*town), at(row), &siblings);
        let mut own = Vec::new();
        for (serial, ring) in grid::units(&ground, &row.code).into_iter().enumerate() {
            let middle = grid::middle(&ring);
            own.push((grids.len(), ring.clone(), middle));
            grids.push(Grid {
                id: format!("{}{:03}", row.code, serial + 1),
                community: row.code.clone(),
                town: row.parent.clone(),
                center: middle.position(),
                outline: ring.into_iter().map(Point::position).collect(),
            });
        }
        if index.communities.len() <= *town {
            index.communities.resize(*town + 1, Vec::new());
        }
        index.communities[*town].push((number, at(row)));
        index.grids.push(own);
    }
    (grids, index)
}
