//! Where roads meet.

use super::plane::{Point, crossing_of_segments, nearest_on_segment};

/// Two roads, by number, and the point where they meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Crossing {
    pub roads: [usize; 2],
    pub at: Point,
    /// Whether one road merely continues as the other.
    pub joint: bool,
}

/// Roads whose ends come this close, in kilometers, meet.
const TOUCH: f64 = 0.012;
/// Two meetings of the same roads within this many kilometers are one.
const SAME: f64 = 0.06;

/// All crossings, in the order of the roads.
pub(super) fn crossings(lines: &[Vec<Point>]) -> Vec<Crossing> {
    let boxes: Vec<(Point, Point)> = lines.iter().map(|line| around(line)).collect();
    let mut found: Vec<Crossing> = Vec::new();
    for first in 0..lines.len() {
        for second in first + 1..lines.len() {
            if !overlap(boxes[first], boxes[second]) {
                continue;
            }
            let from = found.len();
            for at in meetings(&lines[first], &lines[second]) {
                if found[from..].iter().all(|known| known.at.distance(at) > SAME) {
                    let ends_here = |line: &[Point]| ends(line).any(|end| end.distance(at) < TOUCH);
                    let joint = ends_here(&lines[first]) && ends_here(&lines[second]);
                    found.push(Crossing { roads: [first, second], at, joint });
                }
            }
        }
    }
    found
}

fn meetings(first: &[Point], second: &[Point]) -> Vec<Point> {
    let mut found = Vec::new();
    for a in first.windows(2) {
        for b in second.windows(2) {
            found.extend(crossing_of_segments(a[0], a[1], b[0], b[1]));
        }
    }
    for (ending, line) in [(first, second), (second, first)] {
        for end in ends(ending) {
            let touches = |pair: &[Point]| nearest_on_segment(end, pair[0], pair[1]).0.distance(end) < TOUCH;
            if line.windows(2).any(touches) {
                found.push(end);
            }
        }
    }
    found
}

fn ends(line: &[Point]) -> impl Iterator<Item = Point> {
    line.first().copied().into_iter().chain(line.last().copied())
}

pub(super) fn around(line: &[Point]) -> (Point, Point) {
    let start = (Point::new(f64::INFINITY, f64::INFINITY), Point::new(f64::NEG_INFINITY, f64::NEG_INFINITY));
    line.iter().fold(start, |(low, high), point| {
        (
            Point::new(low.x.min(point.x - TOUCH), low.y.min(point.y - TOUCH)),
            Point::new(high.x.max(point.x + TOUCH), high.y.max(point.y + TOUCH)),
        )
    })
}

fn overlap(a: (Point, Point), b: (Point, Point)) -> bool {
    a.0.x <= b.1.x && b.0.x <= a.1.x && a.0.y <= b.1.y && b.0.y <= a.1.y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cross() -> Vec<Vec<Point>> {
        vec![
            vec![Point::new(-2.0, 0.0), Point::new(2.0, 0.0)],
            vec![Point::new(0.0, -2.0), Point::new(0.0, 2.0)],
            vec![Point::new(1.0, 0.005), Point::new(1.0, 3.0)],
        ]
    }

    #[test]
    fn roads_meet_where_they_cross_and_where_one_ends_at_the_other() {
        let found = crossings(&cross());
        assert_eq!(found.iter().map(|crossing| crossing.roads).collect::<Vec<_>>(), [[0, 1], [0, 2]]);
    }
}
