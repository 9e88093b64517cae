//! Which road is nearest to a point, and where that road meets others.

use super::crossing::{Crossing, around};
use super::plane::{Point, nearest_on_segment};

/// Finds the nearest road through squares of half a kilometer.
#[derive(Clone, Debug, Default)]
pub(super) struct RoadIndex {
    lines: Vec<Vec<Point>>,
    /// The crossings of each road: the other road and the point.
    meetings: Vec<Vec<(usize, Point)>>,
    squares: std::collections::HashMap<(i32, i32), Vec<(usize, usize)>>,
}

/// The side of a square in kilometers.
const SIDE: f64 = 0.5;
/// How far, in squares, a road is looked for.
const REACH: i32 = 12;

impl RoadIndex {
    pub fn new(lines: Vec<Vec<Point>>, crossings: &[Crossing]) -> RoadIndex {
        let mut index = RoadIndex { meetings: vec![Vec::new(); lines.len()], ..RoadIndex::default() };
        for crossing in crossings {
            let [first, second] = crossing.roads;
            index.meetings[first].push((second, crossing.at));
            index.meetings[second].push((first, crossing.at));
        }
        for (road, line) in lines.iter().enumerate() {
            for (piece, pair) in line.windows(2).enumerate() {
                let (low, high) = around(pair);
                for x in square(low.x)..=square(high.x) {
                    for y in square(low.y)..=square(high.y) {
                        index.squares.entry((x, y)).or_default().push((road, piece));
                    }
                }
            }
        }
        index.lines = lines;
        index
    }

    /// The nearest road, the nearest point of its middle line and the distance in kilometers; none within six.
    pub fn nearest(&self, point: Point) -> Option<(usize, Point, f64)> {
        // Also false for a number that is none.
        if !(point.x.abs() < 1000.0 && point.y.abs() < 1000.0) {
            return None;
        }
        let (x, y) = (square(point.x), square(point.y));
        let mut best: Option<(usize, Point, f64)> = None;
        for ring in 0..=REACH {
            for (dx, dy) in ring_of_squares(ring) {
                for (road, piece) in self.squares.get(&(x + dx, y + dy)).into_iter().flatten() {
                    let line = &self.lines[*road];
                    let (near, _) = nearest_on_segment(point, line[*piece], line[*piece + 1]);
                    let distance = near.distance(point);
                    if best.is_none_or(|(known, _, least)| distance < least || (distance == least && *road < known)) {
                        best = Some((*road, near, distance));
                    }
                }
            }
            // Whatever lies in a farther ring is at least this far away.
            if best.is_some_and(|(.., least)| least <= f64::from(ring) * SIDE) {
                break;
            }
        }
        best
    }

    /// The crossing of this road that is nearest to the point: the other road and the distance in kilometers.
    pub fn nearest_meeting(&self, road: usize, point: Point, wanted: impl Fn(usize) -> bool) -> Option<(usize, f64)> {
        let meetings = self.meetings.get(road)?.iter().filter(|(other, _)| wanted(*other));
        let measured = meetings.map(|(other, at)| (*other, at.distance(point)));
        measured.min_by(|a, b| a.1.total_cmp(&b.1))
    }
}

fn square(kilometers: f64) -> i32 {
    (kilometers / SIDE).floor() as i32
}

fn ring_of_squares(ring: i32) -> impl Iterator<Item = (i32, i32)> {
    (-ring..=ring).flat_map(move |dx| {
        // Inside the ring only its two outer rows are new.
        let step = if dx.abs() == ring || ring == 0 { 1 } else { 2 * ring };
        (-ring..=ring).step_by(step as usize).map(move |dy| (dx, dy))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::crossing::crossings;
    use crate::city::dice::Dice;

    fn cross() -> Vec<Vec<Point>> {
        vec![
            vec![Point::new(-2.0, 0.0), Point::new(2.0, 0.0)],
            vec![Point::new(0.0, -2.0), Point::new(0.0, 2.0)],
            vec![Point::new(1.0, 0.005), Point::new(1.0, 3.0)],
        ]
    }

    #[test]
    fn the_nearest_road_is_the_one_a_full_search_finds() {
        let lines = cross();
        let index = RoadIndex::new(lines.clone(), &crossings(&lines));
        let mut dice = Dice::new(3);
        for _ in 0..500 {
            let point = Point::new(4.0 * dice.signed(), 4.0 * dice.signed());
            let all = lines.iter().flat_map(|line| line.windows(2));
            let least =
                all.map(|pair| nearest_on_segment(point, pair[0], pair[1]).0.distance(point)).fold(9.0, f64::min);
            assert!((index.nearest(point).unwrap().2 - least).abs() < 1e-12);
        }
        assert!(index.nearest(Point::new(f64::NAN, 0.0)).is_none());
        assert!(index.nearest(Point::new(50.0, 0.0)).is_none());
        assert_eq!(index.nearest_meeting(0, Point::new(0.9, 0.1), |_| true).unwrap().0, 2);
    }
}
