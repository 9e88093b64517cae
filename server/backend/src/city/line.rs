//! Lines of the sheet: roads, rivers and the coast.

use super::plane::Point;

/// A smooth curve through all points (Catmull and Rom, 1974) with `pieces` pieces between each two.
pub(super) fn smooth(points: &[Point], pieces: usize) -> Vec<Point> {
    let Some(last) = points.last() else {
        return Vec::new();
    };
    let mut curve = Vec::with_capacity(points.len() * pieces + 1);
    for at in 0..points.len().saturating_sub(1) {
        let (a, b) = (points[at], points[at + 1]);
        let before = if at > 0 { points[at - 1] } else { a };
        let after = points.get(at + 2).copied().unwrap_or(b);
        let (leaving, arriving) = (b.minus(before).times(0.5), after.minus(a).times(0.5));
        curve.extend((0..pieces).map(|piece| hermite(a, leaving, b, arriving, piece as f64 / pieces as f64)));
    }
    curve.push(*last);
    curve
}

/// The point at `share` of the curve that leaves `a` and arrives at `b` with these speeds.
pub(super) fn hermite(a: Point, leaving: Point, b: Point, arriving: Point, share: f64) -> Point {
    let (square, cube) = (share * share, share * share * share);
    a.times(2.0 * cube - 3.0 * square + 1.0)
        .plus(leaving.times(cube - 2.0 * square + share))
        .plus(b.times(3.0 * square - 2.0 * cube))
        .plus(arriving.times(cube - square))
}

/// Kilometers from the first point to the last.
pub(super) fn length(line: &[Point]) -> f64 {
    line.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

/// The point `distance` kilometers along the line and the direction there; the nearer end when it is too short.
pub(super) fn walk(line: &[Point], distance: f64) -> Option<(Point, Point)> {
    let mut left = distance.max(0.0);
    let mut end = None;
    for pair in line.windows(2) {
        let (piece, direction) = (pair[0].distance(pair[1]), pair[1].minus(pair[0]).direction());
        if left <= piece {
            return Some((pair[0].plus(direction.times(left)), direction));
        }
        left -= piece;
        end = Some((pair[1], direction));
    }
    end
}

/// The line with further points, so that none of its pieces is longer than `longest` kilometers.
pub(super) fn dense(line: &[Point], longest: f64) -> Vec<Point> {
    let mut found: Vec<Point> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let pieces = (pair[0].distance(pair[1]) / longest).ceil().max(1.0) as usize;
        found.extend((1..=pieces).map(|piece| pair[0].toward(pair[1], piece as f64 / pieces as f64)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_ends_where_the_line_ends() {
        let line = [Point::new(0.0, 0.0), Point::new(3.0, 0.0), Point::new(3.0, 4.0)];
        assert_eq!(length(&line), 7.0);
        assert_eq!(walk(&line, 5.0).unwrap(), (Point::new(3.0, 2.0), Point::new(0.0, 1.0)));
        assert_eq!(walk(&line, 99.0).unwrap().0, line[2]);
        assert!(walk(&line[..1], 1.0).is_none());
        assert_eq!(dense(&line, 1.0).len(), 8);
    }

    #[test]
    fn a_smooth_curve_keeps_its_points() {
        let line = [Point::new(0.0, 0.0), Point::new(1.0, 1.0), Point::new(2.0, 0.0)];
        let curve = smooth(&line, 4);
        assert_eq!(curve.len(), 9);
        assert!(line.iter().all(|point| curve.contains(point)));
    }
}
