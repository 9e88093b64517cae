//! Whether a border is one: it neither crosses nor touches itself. Found through an R-tree, as county borders have tens of thousands of corners.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Line, LineString, Polygon, Validation};
use rstar::{AABB, RTree, RTreeObject};

/// Corners up to which holes and parts are compared with one another as well, which takes the square of their number.
const SMALL: usize = 1_000;

struct Edge {
    number: usize,
    line: Line,
}

impl RTreeObject for Edge {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.line.start.into(), self.line.end.into())
    }
}

/// What is wrong with the border of an area, where.
pub(super) fn fault(parts: &[Polygon]) -> Option<String> {
    let rings = || parts.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    if rings().next().is_none() {
        return Some("no corner".to_owned());
    }
    if let Some(fault) = rings().find_map(ring_fault) {
        return Some(fault);
    }
    let corners: usize = rings().map(|ring| ring.0.len()).sum();
    if corners > SMALL {
        return None;
    }
    let parts = geo::MultiPolygon::new(parts.to_vec());
    parts.check_validation().err().map(|fault| fault.to_string())
}

fn ring_fault(ring: &LineString) -> Option<String> {
    let lines: Vec<Line> = ring.lines().filter(|line| line.start != line.end).collect();
    if lines.len() < 3 {
        return Some("a border of less than three corners".to_owned());
    }
    let last = lines.len() - 1;
    let edges = lines.iter().enumerate().map(|(number, line)| Edge { number, line: *line });
    let tree = RTree::bulk_load(edges.collect());
    for (number, line) in lines.iter().enumerate() {
        let own = Edge { number, line: *line };
        for other in tree.locate_in_envelope_intersecting(&own.envelope()).filter(|other| other.number > number) {
            let neighbors = other.number == number + 1 || (number == 0 && other.number == last);
            let at = match line_intersection(*line, other.line) {
                Some(LineIntersection::SinglePoint { .. }) if neighbors => continue,
                Some(LineIntersection::SinglePoint { intersection, .. }) => intersection,
                Some(LineIntersection::Collinear { intersection }) => intersection.start,
                None => continue,
            };
            return Some(format!("the border crosses or touches itself at {:.6}, {:.6}", at.y, at.x));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    #[test]
    fn a_border_that_crosses_itself_is_told_with_the_place() {
        let square = polygon![(x: 0.0, y: 0.0), (x: 2.0, y: 0.0), (x: 2.0, y: 2.0), (x: 0.0, y: 2.0)];
        assert_eq!(fault(&[square]), None);
        let bow = polygon![(x: 0.0, y: 0.0), (x: 2.0, y: 2.0), (x: 2.0, y: 0.0), (x: 0.0, y: 2.0)];
        assert_eq!(fault(&[bow]).as_deref(), Some("the border crosses or touches itself at 1.000000, 1.000000"));
        let spike = polygon![(x: 0.0, y: 0.0), (x: 2.0, y: 0.0), (x: 3.0, y: 0.0), (x: 2.0, y: 0.0), (x: 0.0, y: 2.0)];
        assert!(fault(&[spike]).is_some());
        let nothing = polygon![(x: 0.0, y: 0.0), (x: 2.0, y: 0.0)];
        assert!(fault(&[nothing]).is_some() && fault(&[]).is_some());
        let outside = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 2.0, y: 0.0), (x: 2.0, y: 2.0), (x: 0.0, y: 2.0)],
            interiors: [[(x: 5.0, y: 5.0), (x: 6.0, y: 5.0), (x: 6.0, y: 6.0)]],
        );
        assert!(fault(&[outside]).is_some());
        let corner = |turn: f64| ((turn * 0.001).cos(), (turn * 0.001).sin());
        let circle: Vec<(f64, f64)> = (0..6_000).map(|turn| corner(f64::from(turn))).collect();
        assert_eq!(fault(&[Polygon::new(circle.into(), Vec::new())]), None, "in a moment");
    }
}
