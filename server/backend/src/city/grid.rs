//! Unit grids: a community's ground (what is nearer to it than to the town's other communities) halved by straight
//! lines until two to six pieces of about the same size are left, the way a city is divided among its collectors.

use super::dice::Dice;
use super::plane::Point;
use super::polygon::{centroid, contains, cut, signed_area};

/// The ring of the ground that is nearer to `center` than to any of the town's other centers.
pub(super) fn ground(town: &[Point], center: Point, centers: &[Point]) -> Vec<Point> {
    centers
        .iter()
        .filter(|other| **other != center)
        .fold(town.to_vec(), |ring, other| cut(&ring, center.toward(*other, 0.5), other.minus(center)))
}

/// The rings of a community's unit grids.
pub(super) fn units(ground: &[Point], community: &str) -> Vec<Vec<Point>> {
    let mut dice = Dice::named(community);
    // Larger ground takes more collectors; the rest is the draw.
    let wanted = 2 + dice.below(3) + (signed_area(ground).abs() / 1.5).min(2.0) as usize;
    let mut rings = Vec::new();
    halve(ground, wanted, &mut dice, &mut rings);
    rings
}

/// A point well inside the ring: its center of gravity, or for a bent ring the middle of its widest level.
pub(super) fn middle(ring: &[Point]) -> Point {
    let center = centroid(ring);
    if contains(ring, center) {
        return center;
    }
    let mut crossings: Vec<f64> = super::polygon::edges(ring)
        .filter(|(a, b)| (a.y < center.y) != (b.y < center.y))
        .map(|(a, b)| a.toward(b, (center.y - a.y) / (b.y - a.y)).x)
        .collect();
    crossings.sort_by(f64::total_cmp);
    let widest = crossings.chunks_exact(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
    widest.map_or(center, |pair| Point::new((pair[0] + pair[1]) / 2.0, center.y))
}

fn halve(ring: &[Point], wanted: usize, dice: &mut Dice, rings: &mut Vec<Vec<Point>>) {
    if wanted < 2 || ring.len() < 3 {
        rings.push(ring.to_vec());
        return;
    }
    let first = wanted / 2;
    let away = longest_direction(ring).turned(0.18 * dice.signed());
    let share = first as f64 / wanted as f64;
    let through = line_that_leaves(ring, away, share);
    halve(&cut(ring, through, away), first, dice, rings);
    halve(&cut(ring, through, away.times(-1.0)), wanted - first, dice, rings);
}

/// The direction in which the ring reaches farthest, of twelve.
fn longest_direction(ring: &[Point]) -> Point {
    let directions = (0..12).map(|step| Point::new(1.0, 0.0).turned(f64::from(step) * std::f64::consts::PI / 12.0));
    directions
        .map(|direction| {
            let (low, high) = reach(ring, direction);
            (high - low, direction)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(Point::new(1.0, 0.0), |(_, direction)| direction)
}

fn reach(ring: &[Point], direction: Point) -> (f64, f64) {
    let heights = ring.iter().map(|point| point.dot(direction));
    heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), height| (low.min(height), high.max(height)))
}

/// A point of the line across `away` that leaves `share` of the ring's area behind it.
fn line_that_leaves(ring: &[Point], away: Point, share: f64) -> Point {
    let whole = signed_area(ring).abs();
    let (mut low, mut high) = reach(ring, away);
    for _ in 0..30 {
        let height = (low + high) / 2.0;
        if signed_area(&cut(ring, away.times(height), away)).abs() < whole * share {
            low = height;
        } else {
            high = height;
        }
    }
    away.times((low + high) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_share_the_ground_evenly() {
        let ground = [Point::new(0.0, 0.0), Point::new(4.0, 0.0), Point::new(4.0, 1.0), Point::new(0.0, 1.0)];
        let rings = units(&ground, "330482001001");
        assert!((2..=6).contains(&rings.len()));
        let areas: Vec<f64> = rings.iter().map(|ring| signed_area(ring)).collect();
        assert!((areas.iter().sum::<f64>() - 4.0).abs() < 1e-6);
        assert!(areas.iter().all(|area| (area - 4.0 / rings.len() as f64).abs() < 0.01), "{areas:?}");
    }

    #[test]
    fn the_middle_of_a_bent_ring_lies_inside() {
        let bent = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (3.0, 4.0), (3.0, 1.0), (1.0, 1.0), (1.0, 4.0), (0.0, 4.0)];
        let bent: Vec<Point> = bent.iter().map(|(x, y)| Point::new(*x, *y)).collect();
        assert!(contains(&bent, middle(&bent)));
    }
}
