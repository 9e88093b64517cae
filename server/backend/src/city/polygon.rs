//! Areas of the sheet: closed rings of points, the last joined to the first without repeating it.

use super::plane::Point;

/// The edges of a ring.
pub(super) fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    let next = ring.iter().cycle().skip(1);
    ring.iter().copied().zip(next.copied())
}

/// Square kilometers, positive when the ring runs counter-clockwise.
pub(super) fn signed_area(ring: &[Point]) -> f64 {
    edges(ring).map(|(a, b)| a.cross(b)).sum::<f64>() / 2.0
}

/// The center of gravity; the plain mean of the corners when the ring has no area.
pub(super) fn centroid(ring: &[Point]) -> Point {
    let area = signed_area(ring);
    if area.abs() < 1e-12 {
        let sum = ring.iter().fold(Point::new(0.0, 0.0), |sum, point| sum.plus(*point));
        return sum.times(1.0 / ring.len().max(1) as f64);
    }
    edges(ring)
        .fold(Point::new(0.0, 0.0), |sum, (a, b)| sum.plus(a.plus(b).times(a.cross(b))))
        .times(1.0 / (6.0 * area))
}

/// Whether the point lies inside. A point on an edge that two areas share belongs to exactly one of them.
pub(super) fn contains(ring: &[Point], point: Point) -> bool {
    edges(ring).filter(|(a, b)| crosses_ray(*a, *b, point)).count() % 2 == 1
}

/// Whether the ray from the point to the east meets this edge. The edge is always looked at from its lower end, so
/// that both neighbors of a shared edge come to the same answer.
fn crosses_ray(a: Point, b: Point, point: Point) -> bool {
    let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
    low.y <= point.y && point.y < high.y && high.minus(low).cross(point.minus(low)) > 0.0
}

/// What is left of the ring on the side of the line through `through` that `away` does not point to.
pub(super) fn cut(ring: &[Point], through: Point, away: Point) -> Vec<Point> {
    let height = |point: Point| point.minus(through).dot(away);
    let mut kept = Vec::with_capacity(ring.len() + 4);
    for (a, b) in edges(ring) {
        let (from, to) = (height(a), height(b));
        if from <= 0.0 {
            kept.push(a);
        }
        if (from < 0.0 && to > 0.0) || (from > 0.0 && to < 0.0) {
            kept.push(a.toward(b, from / (from - to)));
        }
    }
    kept
}

/// The corners without those that lie within `tolerance` kilometers of the line through their neighbors
/// (Douglas and Peucker, 1973). Both ends stay.
pub(super) fn simplify(line: &[Point], tolerance: f64) -> Vec<Point> {
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return Vec::new();
    };
    let distance = |point: &Point| point.distance(super::plane::nearest_on_segment(*point, *first, *last).0);
    let inner = line.iter().enumerate().take(line.len().saturating_sub(1)).skip(1);
    let farthest = inner.max_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
    match farthest {
        Some((at, point)) if distance(point) > tolerance => {
            let mut kept = simplify(&line[..=at], tolerance);
            kept.pop();
            kept.extend(simplify(&line[at..], tolerance));
            kept
        }
        _ if line.len() > 1 => vec![*first, *last],
        _ => vec![*first],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> Vec<Point> {
        vec![Point::new(0.0, 0.0), Point::new(2.0, 0.0), Point::new(2.0, 2.0), Point::new(0.0, 2.0)]
    }

    #[test]
    fn a_square_has_its_area_center_and_inside() {
        assert_eq!(signed_area(&square()), 4.0);
        assert_eq!(centroid(&square()), Point::new(1.0, 1.0));
        assert!(contains(&square(), Point::new(1.9, 0.1)));
        assert!(!contains(&square(), Point::new(2.1, 0.1)));
    }

    #[test]
    fn a_cut_keeps_one_side() {
        let half = cut(&square(), Point::new(0.5, 0.0), Point::new(1.0, 0.0));
        assert_eq!(signed_area(&half), 1.0);
        assert!(cut(&square(), Point::new(-1.0, 0.0), Point::new(1.0, 0.0)).is_empty());
    }

    #[test]
    fn simplifying_drops_what_is_nearly_straight() {
        let line = [Point::new(0.0, 0.0), Point::new(1.0, 0.01), Point::new(2.0, 0.0), Point::new(3.0, 1.0)];
        assert_eq!(simplify(&line, 0.05).len(), 3);
        assert_eq!(simplify(&line, 0.001).len(), 4);
        assert_eq!(simplify(&line[..1], 1.0).len(), 1);
    }
}
