//! Which town, community and unit grid a point lies in. Towns are found through a sheet of half-kilometer squares that
//! know which towns reach into them; within a town a handful of communities and grids is looked through.

use super::plane::Point;
use super::polygon::{contains, edges};

/// The side of a square in kilometers.
const SIDE: f64 = 0.5;

/// Finds the town of a point.
#[derive(Clone, Debug)]
pub(super) struct TownIndex {
    rings: Vec<Vec<Point>>,
    corner: Point,
    columns: usize,
    squares: Vec<Square>,
}

/// What a square knows of the towns.
#[derive(Clone, Debug)]
enum Square {
    /// No border runs through it: all of it is one town's, or nobody's.
    Whole(Option<usize>),
    /// The towns whose border runs through it.
    Shared(Vec<usize>),
}

impl TownIndex {
    pub fn new(rings: Vec<Vec<Point>>) -> TownIndex {
        let corners = || rings.iter().flatten();
        let low = |pick: fn(&Point) -> f64| corners().map(pick).fold(f64::INFINITY, f64::min);
        let high = |pick: fn(&Point) -> f64| corners().map(pick).fold(f64::NEG_INFINITY, f64::max);
        let corner = Point::new(low(|point| point.x) - SIDE, low(|point| point.y) - SIDE);
        let count = |reach: f64| (reach / SIDE).max(0.0) as usize + 2;
        let columns = count(high(|point| point.x) - corner.x);
        let rows = count(high(|point| point.y) - corner.y);
        let mut squares: Vec<Square> = vec![Square::Whole(None); columns * rows];
        for (town, ring) in rings.iter().enumerate() {
            for (a, b) in edges(ring) {
                let at = |value: f64, from: f64| ((value - from) / SIDE) as usize;
                for row in at(a.y.min(b.y), corner.y)..=at(a.y.max(b.y), corner.y) {
                    for column in at(a.x.min(b.x), corner.x)..=at(a.x.max(b.x), corner.x) {
                        squares[row * columns + column].share(town);
                    }
                }
            }
        }
        for (number, square) in squares.iter_mut().enumerate() {
            if let Square::Whole(owner) = square {
                let (column, row) = (number % columns, number / columns);
                let middle = corner.plus(Point::new(column as f64 + 0.5, row as f64 + 0.5).times(SIDE));
                *owner = rings.iter().position(|ring| contains(ring, middle));
            }
        }
        TownIndex { rings, corner, columns, squares }
    }

    /// The ring of a town.
    pub fn ring(&self, town: usize) -> &[Point] {
        &self.rings[town]
    }

    /// The town at a point; none outside the city.
    pub fn town(&self, point: Point) -> Option<usize> {
        let from = point.minus(self.corner).times(1.0 / SIDE);
        // Written so that a number that is none fails it as well.
        if !(from.x >= 0.0 && from.y >= 0.0 && from.x < self.columns as f64) {
            return None;
        }
        let row = from.y as usize;
        let number = row.checked_mul(self.columns)?.checked_add(from.x as usize)?;
        match self.squares.get(number)? {
            Square::Whole(town) => *town,
            Square::Shared(towns) => towns.iter().copied().find(|town| contains(&self.rings[*town], point)),
        }
    }
}

impl Square {
    fn share(&mut self, town: usize) {
        match self {
            Square::Whole(_) => *self = Square::Shared(vec![town]),
            Square::Shared(towns) if !towns.contains(&town) => towns.push(town),
            Square::Shared(_) => {}
        }
    }
}

/// Finds the community and the unit grid of a point whose town is known. Places are numbers into the schematic's lists.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitIndex {
    /// For each town its communities with their middles.
    pub communities: Vec<Vec<(usize, Point)>>,
    /// For each community its unit grids with their rings and middles.
    pub grids: Vec<Vec<(usize, Vec<Point>, Point)>>,
}

impl UnitIndex {
    /// The community and the grid; none only in a town without communities.
    pub fn unit(&self, town: usize, point: Point) -> Option<(usize, usize)> {
        let community = nearest(self.communities.get(town)?.iter().map(|(number, middle)| (*number, *middle)), point)?;
        let grids = self.grids.get(community)?;
        let inside = grids.iter().find(|(_, ring, _)| contains(ring, point)).map(|(number, ..)| *number);
        // A point on a seam may miss every ring by the stored precision; the nearest middle then decides.
        let grid = inside.or_else(|| nearest(grids.iter().map(|(number, _, middle)| (*number, *middle)), point))?;
        Some((community, grid))
    }
}

fn nearest(middles: impl Iterator<Item = (usize, Point)>, point: Point) -> Option<usize> {
    middles.min_by(|(_, a), (_, b)| a.distance(point).total_cmp(&b.distance(point))).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_points_are_nowhere() {
        let ring = vec![Point::new(0.0, 0.0), Point::new(3.0, 0.0), Point::new(3.0, 3.0), Point::new(0.0, 3.0)];
        let index = TownIndex::new(vec![ring]);
        assert_eq!(index.town(Point::new(1.5, 1.5)), Some(0));
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 3.2] {
            assert_eq!(index.town(Point::new(value, 1.0)), None);
            assert_eq!(index.town(Point::new(1.0, value)), None);
        }
    }
}
