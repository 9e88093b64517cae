//! Which road is nearest to a point, and where that road meets others: an R-tree over the straight pieces of all roads.

use std::collections::HashMap;
use std::sync::OnceLock;

use domain::geo::Position;
use domain::language::Name;
use geo::{Coord, Line, Point};
use rstar::{AABB, PointDistance, RTree, RTreeObject};

/// Metres within which a road is looked for.
const REACH: f64 = 6_000.0;
/// Metres of a degree of latitude.
const DEGREE: f64 = 111_195.0;
/// Metres within which the ends of two roads meet, as drawn lines seldom end on one another exactly.
const TOUCH: f64 = 12.0;

/// The roads of the city.
#[derive(Default)]
pub(super) struct Roads {
    pieces: RTree<Piece>,
    names: HashMap<i64, Name>,
    crossings: OnceLock<RTree<Crossing>>,
}

/// Where a road meets another one.
struct Crossing {
    road: i64,
    other: i64,
    at: Coord,
}

impl RTreeObject for Crossing {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point(flat(self.at.into()))
    }
}

impl PointDistance for Crossing {
    fn distance_2(&self, point: &[f64; 2]) -> f64 {
        let own = flat(self.at.into());
        (own[0] - point[0]).powi(2) + (own[1] - point[1]).powi(2)
    }
}

/// A straight piece of a road.
#[derive(Clone, Copy)]
struct Piece {
    road: i64,
    line: Line,
}

impl RTreeObject for Piece {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(flat(self.line.start_point()), flat(self.line.end_point()))
    }
}

impl PointDistance for Piece {
    /// In square metres.
    fn distance_2(&self, point: &[f64; 2]) -> f64 {
        metres(Point::new(point[0] / DEGREE / SHRINK, point[1] / DEGREE), self.line).0.powi(2)
    }
}

/// How much shorter a degree of longitude is than one of latitude where the tree is searched: about as in the middle of the country, as
/// boxes alone are compared by it. The distance itself is measured at the place.
const SHRINK: f64 = 0.86;

fn flat(point: Point) -> [f64; 2] {
    [point.x() * DEGREE * SHRINK, point.y() * DEGREE]
}

/// Metres from a point to a line on the ground, and the nearest point on it. Over the few kilometres that are asked for, the earth is flat.
pub(super) fn metres(point: Point, line: Line) -> (f64, Point) {
    let shrink = point.y().to_radians().cos();
    let to = |end: geo::Coord| ((end.x - point.x()) * shrink * DEGREE, (end.y - point.y()) * DEGREE);
    let ((ax, ay), (bx, by)) = (to(line.start), to(line.end));
    let (dx, dy) = (bx - ax, by - ay);
    let squared = dx * dx + dy * dy;
    let share = if squared > 0.0 { (-(ax * dx + ay * dy) / squared).clamp(0.0, 1.0) } else { 0.0 };
    let near = Point::from(line.start + line.delta() * share);
    ((ax + dx * share).hypot(ay + dy * share), near)
}

/// The road nearest to a point.
#[derive(Clone, Debug, PartialEq)]
pub struct NearRoad {
    /// The road's row id.
    pub id: i64,
    /// Its name.
    pub name: Name,
    /// Metres to its middle line.
    pub metres: f64,
}

impl Roads {
    pub(super) fn new(rows: &[entity::road::Model]) -> Roads {
        let mut roads = Roads::default();
        let mut pieces = Vec::new();
        for row in rows.iter().filter(|row| !row.retired) {
            roads.names.insert(row.id, Name::new(&row.name_zh, &row.name_en));
            for line in &super::lines(&row.line) {
                pieces.extend(line.lines().map(|line| Piece { road: row.id, line }));
            }
        }
        roads.pieces = RTree::bulk_load(pieces);
        roads
    }

    pub(super) fn nearest(&self, position: Position) -> Option<NearRoad> {
        if !(position.lat.is_finite() && position.lng.is_finite()) {
            return None;
        }
        let point = Point::new(position.lng, position.lat);
        // The nearest by the tree's rough measure comes first or nearly so; where two roads meet it is always the one that came first.
        let candidates = self.pieces.nearest_neighbor_iter(&flat(point)).take(12);
        let measured =
            candidates.map(|piece| (metres(point, piece.line).0, piece.road)).filter(|(metres, _)| *metres <= REACH);
        let (metres, id) = measured.min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)))?;
        Some(NearRoad { id, name: self.names.get(&id)?.clone(), metres })
    }

    /// The crossing of a road with one of another name that is nearest to a position: the other's name, and the metres to there.
    pub(super) fn nearest_crossing(&self, near: &NearRoad, position: Position) -> Option<(Name, f64)> {
        let point = Point::new(position.lng, position.lat);
        let around = self.crossings().nearest_neighbor_iter(&flat(point));
        let measured = around.map(|crossing| (crossing, metres(point, Line::new(crossing.at, crossing.at)).0));
        // The tree's own measure is rough.
        let mut within = measured.take_while(|(_, metres)| *metres < 2.0 * super::NEAR_CROSSING);
        let (crossing, metres) = within.find(|(crossing, _)| crossing.road == near.id)?;
        Some((self.names.get(&crossing.other)?.clone(), metres))
    }

    /// Where roads meet, found when it is first asked for.
    fn crossings(&self) -> &RTree<Crossing> {
        self.crossings.get_or_init(|| {
            let mut found = Vec::new();
            for piece in &self.pieces {
                let reach = AABB::from_corners(
                    piece.envelope().lower().map(|corner| corner - TOUCH),
                    piece.envelope().upper().map(|corner| corner + TOUCH),
                );
                for other in self.pieces.locate_in_envelope_intersecting(&reach) {
                    let differ = self.names.get(&piece.road).map(|name| &name.zh)
                        != self.names.get(&other.road).map(|name| &name.zh);
                    if differ && let Some(at) = meeting(piece.line, other.line) {
                        found.push(Crossing { road: piece.road, other: other.road, at: at.into() });
                    }
                }
            }
            RTree::bulk_load(found)
        })
    }

    pub(super) fn along(&self, stretch: f64, share: f64) -> Option<Position> {
        let number = (stretch * self.pieces.size() as f64) as usize;
        let piece = self.pieces.iter().nth(number.min(self.pieces.size().checked_sub(1)?))?;
        let at = piece.line.start + piece.line.delta() * share;
        Position::new(at.y, at.x)
    }
}

/// Where two pieces cross, or where the end of one lies on the other.
fn meeting(first: Line, second: Line) -> Option<Point> {
    use geo::line_intersection::{LineIntersection, line_intersection};
    if let Some(LineIntersection::SinglePoint { intersection, .. }) = line_intersection(first, second) {
        return Some(intersection.into());
    }
    let touches = |point: Point, line: Line| (metres(point, line).0 <= TOUCH).then_some(point);
    touches(first.start_point(), second)
        .or_else(|| touches(first.end_point(), second))
        .or_else(|| touches(second.start_point(), first))
        .or_else(|| touches(second.end_point(), first))
}
