//! Which road is nearest to a point, and where that road meets others: R-trees over the straight pieces of all roads and over their
//! crossings, on a flat sheet in metres. At the size of a city the earth's curve is a few metres.

use std::collections::HashMap;
use std::sync::OnceLock;

use domain::geo::Position;
use domain::language::Name;
use geo::Coord;
use geo::line_intersection::{LineIntersection, line_intersection};
use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, PointDistance, RTree, RTreeObject};

/// Metres within which a road is looked for.
const REACH: f64 = 6_000.0;
/// Metres of a degree of latitude.
const DEGREE: f64 = 111_195.0;
/// Metres within which the ends of two roads meet, as drawn lines seldom end on one another exactly.
const TOUCH: f64 = 12.0;

/// Square metres by which two roads are as near as each other: a hand.
const ALIKE: f64 = 0.01;

/// A point of the sheet, in metres.
type Spot = [f64; 2];
/// A straight piece of a road, with the road's row id.
type Piece = GeomWithData<Line<Spot>, i64>;
/// Where a road meets another one, with the row ids of both.
type Crossing = GeomWithData<Spot, (i64, i64)>;

/// The roads of the city.
#[derive(Default)]
pub(super) struct Roads {
    /// How much shorter a degree of longitude is here than one of latitude.
    shrink: f64,
    pieces: RTree<Piece>,
    names: HashMap<i64, Name>,
    crossings: OnceLock<RTree<Crossing>>,
}

/// The road nearest to a point.
#[derive(Clone, Debug, PartialEq)]
pub struct NearRoad {
    /// The road's row id.
    pub id: i64,
    pub name: Name,
    /// Metres to its middle line.
    pub metres: f64,
}

impl Roads {
    pub(super) fn new(rows: &[entity::road::Model]) -> Roads {
        let standing = || rows.iter().filter(|row| !row.retired);
        let lines: Vec<(i64, geo::Line)> = standing()
            .flat_map(|row| {
                let lines = super::lines(&row.line);
                let pieces: Vec<geo::Line> = lines.iter().flat_map(geo::LineString::lines).collect();
                pieces.into_iter().map(|piece| (row.id, piece))
            })
            .collect();
        let shrink = lines.first().map_or(1.0, |(_, line)| line.start.y.to_radians().cos());
        let piece = |(road, line): (i64, geo::Line)| {
            GeomWithData::new(Line::new(flat(line.start, shrink), flat(line.end, shrink)), road)
        };
        Roads {
            shrink,
            pieces: RTree::bulk_load(lines.into_iter().map(piece).collect()),
            names: standing().map(|row| (row.id, Name::new(&row.name_zh, &row.name_en))).collect(),
            crossings: OnceLock::new(),
        }
    }

    fn spot(&self, position: Position) -> Option<Spot> {
        let spot = flat(Coord { x: position.lng, y: position.lat }, self.shrink);
        spot.iter().all(|metres| metres.is_finite()).then_some(spot)
    }

    /// Of two that are equally near, as where they meet, it is always the one that came first.
    pub(super) fn nearest(&self, position: Position) -> Option<NearRoad> {
        let mut found = self.pieces.nearest_neighbor_iter_with_distance_2(&self.spot(position)?);
        let (first, least) = found.next()?;
        let alike = found.take_while(|(_, distance)| *distance <= least + ALIKE).map(|(piece, _)| piece.data);
        let id = alike.fold(first.data, i64::min);
        let metres = least.sqrt();
        (metres <= REACH).then_some(NearRoad { id, name: self.names.get(&id)?.clone(), metres })
    }

    /// The crossing of a road with one of another name that is nearest to a position: the other's name, and the metres to there.
    pub(super) fn nearest_crossing(&self, near: &NearRoad, position: Position) -> Option<(Name, f64)> {
        let around = self.crossings().nearest_neighbor_iter_with_distance_2(&self.spot(position)?);
        let mut within = around.take_while(|(_, distance)| *distance <= super::NEAR_CROSSING.powi(2));
        let (crossing, distance) = within.find(|(crossing, _)| crossing.data.0 == near.id)?;
        Some((self.names.get(&crossing.data.1)?.clone(), distance.sqrt()))
    }

    /// Where roads meet, found when it is first asked for.
    fn crossings(&self) -> &RTree<Crossing> {
        self.crossings.get_or_init(|| {
            let name = |road: i64| self.names.get(&road).map(|name| &name.zh);
            let mut found = Vec::new();
            for piece in &self.pieces {
                let (low, high) = (piece.envelope().lower(), piece.envelope().upper());
                let reach = AABB::from_corners(low.map(|edge| edge - TOUCH), high.map(|edge| edge + TOUCH));
                let others = self.pieces.locate_in_envelope_intersecting(&reach);
                for other in others.filter(|other| name(other.data) != name(piece.data)) {
                    let at = meeting(piece.geom(), other.geom());
                    found.extend(at.map(|at| GeomWithData::new(at, (piece.data, other.data))));
                }
            }
            RTree::bulk_load(found)
        })
    }

    pub(super) fn along(&self, stretch: f64, share: f64) -> Option<Position> {
        let number = (stretch * self.pieces.size() as f64) as usize;
        let piece = self.pieces.iter().nth(number.min(self.pieces.size().checked_sub(1)?))?;
        let (from, to) = (piece.geom().from, piece.geom().to);
        let at = |axis: usize| (from[axis] + (to[axis] - from[axis]) * share) / DEGREE;
        Position::new(at(1), at(0) / self.shrink)
    }
}

fn flat(at: Coord, shrink: f64) -> Spot {
    [at.x * DEGREE * shrink, at.y * DEGREE]
}

/// Where two pieces cross, or where the end of one lies on the other.
fn meeting(first: &Line<Spot>, second: &Line<Spot>) -> Option<Spot> {
    let line = |piece: &Line<Spot>| geo::Line::new(piece.from, piece.to);
    if let Some(LineIntersection::SinglePoint { intersection, .. }) = line_intersection(line(first), line(second)) {
        return Some(intersection.into());
    }
    let ends = [(first.from, second), (first.to, second), (second.from, first), (second.to, first)];
    ends.into_iter().find(|(end, other)| other.distance_2(end) <= TOUCH * TOUCH).map(|(end, _)| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn road(id: i64, name: &str, line: &str) -> entity::road::Model {
        entity::road::Model {
            id,
            code: id.to_string(),
            name_zh: name.to_owned(),
            name_en: String::new(),
            town: String::new(),
            rank: "main".to_owned(),
            line: format!("{{\"type\":\"LineString\",\"coordinates\":{line}}}"),
            retired: false,
        }
    }

    /// In the far north, where a degree of longitude is two thirds of what it is at Pinghu: distances are those of the place.
    #[test]
    fn the_nearest_road_and_its_nearest_crossing_are_found_at_any_latitude() {
        for lat in [18.0, 30.7, 53.0_f64] {
            let at = |east: f64, north: f64| {
                format!("[{},{}]", 121.0 + east / DEGREE / lat.to_radians().cos(), lat + north / DEGREE)
            };
            let line = |from: (f64, f64), to: (f64, f64)| format!("[{},{}]", at(from.0, from.1), at(to.0, to.1));
            let roads = Roads::new(&[
                road(1, "东西路", &line((-2000.0, 0.0), (2000.0, 0.0))),
                road(2, "南北路", &line((300.0, -2000.0), (300.0, 2000.0))),
                // Its end is drawn eight metres short of the first road.
                road(3, "断头路", &line((-350.0, 8.0), (-350.0, 900.0))),
            ]);
            let position = |east: f64, north: f64| Position {
                lat: lat + north / DEGREE,
                lng: 121.0 + east / DEGREE / lat.to_radians().cos(),
            };
            let near = roads.nearest(position(120.0, 50.0)).expect("a road");
            assert_eq!((near.id, near.metres.round()), (1, 50.0), "{lat}");
            let near = roads.nearest(position(220.0, 90.0)).expect("a road");
            assert_eq!((near.id, near.metres.round()), (2, 80.0), "{lat}");
            assert_eq!(roads.nearest(position(300.0, 0.0)).map(|near| near.id), Some(1), "where they meet, the first");
            let along = roads.nearest(position(-60.0, 10.0)).expect("a road");
            let (other, metres) = roads.nearest_crossing(&along, position(-60.0, 10.0)).expect("a crossing");
            assert_eq!((other.zh.as_str(), metres.round()), ("断头路", 290.0), "{lat}");
            let along = roads.nearest(position(-1500.0, 0.0)).expect("a road");
            assert_eq!(roads.nearest_crossing(&along, position(-1500.0, 0.0)), None, "too far to help anybody");
        }
        assert_eq!(Roads::new(&[]).nearest(Position { lat: 30.0, lng: 121.0 }), None);
        let one = Roads::new(&[road(1, "路", "[[121.0,30.0],[121.01,30.0]]")]);
        assert_eq!(one.nearest(Position { lat: f64::NAN, lng: 121.0 }), None);
        assert_eq!(one.nearest(Position { lat: 30.2, lng: 121.0 }), None, "twenty kilometres away");
    }
}
