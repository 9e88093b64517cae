//! Marks that would cover each other on screen become one: a finger could not tell them apart (WCAG 2.5.8).

use std::f64::consts::PI;

use domain::geo::Position;

/// Width and height of a mark, in pixels.
pub const MARK: f64 = 44.0;

/// The positions that share a mark at a zoom, as indices; the first of a heap is where its mark stands. Each heap begins with the first
/// position that is in no other, so the order of the list stays.
pub fn heaps(positions: &[Position], zoom: f64) -> Vec<Vec<usize>> {
    let points: Vec<(f64, f64)> = positions.iter().map(|position| point(*position, zoom)).collect();
    let mut heaps: Vec<Vec<usize>> = Vec::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let near = |heap: &&mut Vec<usize>| {
            let (first_x, first_y) = points[heap[0]];
            (first_x - x).abs() < MARK && (first_y - y).abs() < MARK
        };
        match heaps.iter_mut().find(near) {
            Some(heap) => heap.push(index),
            None => heaps.push(vec![index]),
        }
    }
    heaps
}

/// Pixels from the map's corner, as Web Mercator draws them: tiles of 256 pixels.
fn point(position: Position, zoom: f64) -> (f64, f64) {
    let world = 256.0 * zoom.exp2();
    let lat = position.lat.to_radians();
    ((position.lng + 180.0) / 360.0 * world, (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / PI) / 2.0 * world)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_would_touch_are_one_until_the_map_is_near_enough() {
        let at = |lat: f64, lng: f64| Position { lat, lng };
        let positions = [at(30.690, 121.020), at(30.6905, 121.0204), at(30.75, 121.10)];
        assert_eq!(heaps(&positions, 12.0), [vec![0, 1], vec![2]]);
        assert_eq!(heaps(&positions, 18.0), [vec![0], vec![1], vec![2]]);
        assert_eq!(heaps(&[positions[0], positions[0]], 18.0), [vec![0, 1]], "one spot stays one");
        assert!(heaps(&[], 12.0).is_empty());
    }

    #[test]
    fn a_metre_is_as_long_as_leaflet_draws_it() {
        let (west, east) =
            (point(Position { lat: 30.69, lng: 121.0 }, 15.0), point(Position { lat: 30.69, lng: 121.01 }, 15.0));
        assert!((east.0 - west.0 - 233.0).abs() < 1.0, "{}", east.0 - west.0);
        let (south, north) =
            (point(Position { lat: 30.68, lng: 121.0 }, 15.0), point(Position { lat: 30.69, lng: 121.0 }, 15.0));
        assert!((south.1 - north.1 - 271.0).abs() < 1.0, "{}", south.1 - north.1);
    }
}
