//! Nine towns that together fill the outline: cells around the town centers, each center pulling with its own weight
//! (a power diagram: Aurenhammer, 1987), whose straight borders are then crinkled once per border, so that both
//! neighbors keep the very same corners and neither gap nor overlap can arise.

use std::collections::BTreeMap;

use super::dice::Dice;
use super::outline::{bent, crinkle, ring};
use super::plane::Point;
use super::polygon::cut;

/// The ring of each center, in the centers' order. A larger weight, in square kilometers, wins a larger cell.
pub(super) fn cells(centers: &[(Point, f64)]) -> Vec<Vec<Point>> {
    let outline = ring();
    let mut corners = Corners::default();
    let cells: Vec<Vec<usize>> = (0..centers.len()).map(|own| corners.welded(&cell(&outline, centers, own))).collect();
    let mut uses: BTreeMap<(usize, usize), u8> = BTreeMap::new();
    for border in cells.iter().flat_map(|cell| borders(cell)) {
        *uses.entry(key(border)).or_default() += 1;
    }
    cells
        .iter()
        .map(|cell| {
            let mut ring = Vec::new();
            for (from, to) in borders(cell) {
                ring.push(corners.0[from]);
                if uses.get(&key((from, to))).is_some_and(|count| *count > 1) {
                    corners.crinkled(from, to, &mut ring);
                }
            }
            // Through the stored precision, so that the shown ring is the ring that places are looked up in.
            ring.into_iter().map(|point| Point::of(bent(point).position())).collect()
        })
        .collect()
}

fn cell(outline: &[Point], centers: &[(Point, f64)], own: usize) -> Vec<Point> {
    let (center, weight) = centers[own];
    let others = centers.iter().enumerate().filter(|(other, _)| *other != own);
    others.fold(outline.to_vec(), |ring, (_, (other, other_weight))| {
        let away = other.minus(center);
        let share = 0.5 + (weight - other_weight) / (2.0 * away.dot(away));
        cut(&ring, center.toward(*other, share), away)
    })
}

fn borders(cell: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    cell.iter().copied().zip(cell.iter().copied().cycle().skip(1))
}

fn key((from, to): (usize, usize)) -> (usize, usize) {
    (from.min(to), from.max(to))
}

/// All corners of all cells, each once.
#[derive(Default)]
struct Corners(Vec<Point>);

impl Corners {
    /// The ring's corners by number; those within a meter of a known corner are that corner.
    fn welded(&mut self, ring: &[Point]) -> Vec<usize> {
        let mut numbers: Vec<usize> = ring.iter().map(|point| self.number(*point)).collect();
        numbers.dedup();
        if numbers.len() > 1 && numbers.first() == numbers.last() {
            numbers.pop();
        }
        numbers
    }

    fn number(&mut self, point: Point) -> usize {
        self.0.iter().position(|known| known.distance(point) < 0.001).unwrap_or_else(|| {
            self.0.push(point);
            self.0.len() - 1
        })
    }

    /// Adds what lies between two corners of a border between towns: drawn in one direction, read in either.
    fn crinkled(&self, from: usize, to: usize, ring: &mut Vec<Point>) {
        let (low, high) = key((from, to));
        let mut dice = Dice::new((low * 7919 + high) as u64);
        let mut between = Vec::new();
        crinkle(self.0[low], self.0[high], 0.13, &mut dice, &mut between);
        if from > to {
            between.reverse();
        }
        ring.extend(between);
    }
}
