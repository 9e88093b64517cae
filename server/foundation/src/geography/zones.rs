//! Areas that can be asked for the one at a point: an R-tree over their boxes, then the outline itself.

use domain::geo::Position;
use geo::{BoundingRect, Contains, Coord, Line, MultiPolygon, Point};
use rstar::{AABB, PointDistance, RTree, RTreeObject};

/// An area with a code of its own.
pub(super) struct Zone {
    pub(super) code: String,
    /// The code of the area that it is part of, where that is asked for.
    pub(super) within: String,
    outline: MultiPolygon,
    envelope: AABB<[f64; 2]>,
}

impl Zone {
    pub(super) fn new(code: &str, outline: MultiPolygon) -> Zone {
        Zone::within(code, "", outline)
    }

    pub(super) fn within(code: &str, within: &str, outline: MultiPolygon) -> Zone {
        let envelope = outline.bounding_rect().map_or(AABB::from_point([f64::MAX; 2]), |bounds| {
            AABB::from_corners([bounds.min().x, bounds.min().y], [bounds.max().x, bounds.max().y])
        });
        Zone { code: code.to_owned(), within: within.to_owned(), outline, envelope }
    }

    /// Metres to the border; 0 inside.
    fn metres_to(&self, point: Point) -> f64 {
        if self.outline.contains(&point) {
            return 0.0;
        }
        let rings = self.outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
        let segments = rings.flat_map(geo::LineString::lines);
        segments.map(|segment| metres(point, segment)).fold(f64::INFINITY, f64::min)
    }
}

/// Metres of a degree of latitude.
const DEGREE: f64 = 111_195.0;

/// Metres from a point to a line on the ground. Over the few metres that count, the earth is flat.
fn metres(point: Point, line: Line) -> f64 {
    let shrink = point.y().to_radians().cos();
    let flat = |at: Coord| [(at.x - point.x()) * shrink * DEGREE, (at.y - point.y()) * DEGREE];
    rstar::primitives::Line::new(flat(line.start), flat(line.end)).distance_2(&[0.0, 0.0]).sqrt()
}

impl RTreeObject for Zone {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

/// Areas of one kind.
#[derive(Default)]
pub(super) struct Zones(RTree<Zone>);

impl Zones {
    pub(super) fn new(zones: Vec<Zone>) -> Zones {
        Zones(RTree::bulk_load(zones))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.size() == 0
    }

    /// The area at a position, or the nearest within so many metres. Of two that overlap it is always the one with the lower code.
    pub(super) fn at(&self, position: Position, reach: f64) -> Option<&Zone> {
        if !(position.lat.is_finite() && position.lng.is_finite()) {
            return None;
        }
        let around = position.around(reach);
        let near = AABB::from_corners([around.west, around.south], [around.east, around.north]);
        let point = Point::new(position.lng, position.lat);
        let measured = self.0.locate_in_envelope_intersecting(&near).map(|zone| (zone.metres_to(point), zone));
        let within = measured.filter(|(metres, _)| *metres <= reach);
        let least = within.min_by(|(a, left), (b, right)| a.total_cmp(b).then_with(|| left.code.cmp(&right.code)));
        least.map(|(_, zone)| zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    fn zones() -> Zones {
        let square = |west: f64| {
            polygon![(x: west, y: 30.0), (x: west + 0.01, y: 30.0), (x: west + 0.01, y: 30.01), (x: west, y: 30.01)]
                .into()
        };
        Zones::new(vec![Zone::new("1", square(121.0)), Zone::new("2", square(121.0101))])
    }

    #[test]
    fn a_point_is_where_the_outline_holds_it_and_in_a_seam_at_the_nearest() {
        let zones = zones();
        let at = |lng, reach| zones.at(Position { lat: 30.005, lng }, reach).map(|zone| zone.code.as_str());
        assert_eq!(at(121.005, 0.0), Some("1"));
        assert_eq!(at(121.015, 0.0), Some("2"));
        assert_eq!(at(121.01002, 0.0), None);
        assert_eq!(at(121.01002, 25.0), Some("1"));
        assert_eq!(at(121.01008, 25.0), Some("2"));
        assert_eq!(at(121.03, 25.0), None);
        assert_eq!(at(f64::NAN, 25.0), None);
        assert_eq!(at(f64::INFINITY, 25.0), None);
    }
}
