//! The city's outline, drawn by hand for this product: plausible for a county on Hangzhou Bay, taken from no map. Points are
//! kilometers east and north of the sheet's origin.

use super::dice::Dice;
use super::plane::{Point, bend};

/// The land side, counter-clockwise from the coast's eastern end over the north to its western end.
const LAND: &[(f64, f64)] = &[
    (20.2, -3.0),
    (19.2, -0.9),
    (17.6, 1.0),
    (16.2, 2.6),
    (15.9, 4.9),
    (13.6, 6.3),
    (13.2, 9.2),
    (11.2, 10.6),
    (10.6, 12.6),
    (7.6, 12.9),
    (5.6, 14.5),
    (4.2, 16.4),
    (1.0, 15.9),
    (-1.6, 17.2),
    (-4.4, 16.1),
    (-5.2, 13.6),
    (-7.4, 12.2),
    (-7.6, 9.6),
    (-9.9, 8.2),
    (-10.8, 6.0),
    (-13.0, 5.2),
    (-13.6, 2.9),
    (-15.6, 1.8),
    (-15.2, -0.6),
    (-16.1, -2.6),
    (-14.1, -4.4),
    (-11.6, -4.2),
    (-9.4, -5.6),
    (-7.0, -5.0),
    (-5.2, -6.6),
    (-4.6, -8.8),
    (-2.8, -9.8),
    (-3.4, -12.0),
    (-2.6, -14.2),
];

/// The coast from its western end to its eastern end: sea walls in long arcs, a harbor at Zhapu, the headland of
/// Dushan and its basin.
const COAST: &[(f64, f64)] = &[
    (-2.6, -14.2),
    (-0.4, -13.5),
    (0.9, -13.2),
    (1.5, -13.5),
    (2.3, -13.1),
    (3.9, -12.5),
    (6.0, -11.7),
    (8.2, -11.0),
    (9.6, -10.9),
    (10.5, -10.3),
    (11.6, -9.1),
    (12.4, -9.2),
    (13.6, -8.3),
    (15.6, -7.0),
    (17.4, -5.4),
    (18.9, -4.2),
    (20.2, -3.0),
];

/// The coast's continuation outside the city and the far side of the bay, from the eastern end to the western one.
const BAY: &[(f64, f64)] = &[
    (22.6, -1.6),
    (25.5, -0.6),
    (30.0, -0.2),
    (30.0, -24.0),
    (-14.0, -24.0),
    (-14.0, -19.6),
    (-9.5, -17.4),
    (-5.4, -15.4),
];

/// The ring of the city, counter-clockwise, about four hundred meters between corners.
pub(super) fn ring() -> Vec<Point> {
    let mut ring = Vec::new();
    let mut dice = Dice::named("outline");
    for pair in points(LAND).windows(2) {
        ring.push(pair[0]);
        crinkle(pair[0], pair[1], 0.14, &mut dice, &mut ring);
    }
    ring.extend(rounded(COAST));
    ring.pop();
    ring
}

/// The bay: the city's coast, closed over the open water.
pub(super) fn bay() -> Vec<Point> {
    let mut ring: Vec<Point> = rounded(COAST).collect();
    ring.extend(points(BAY));
    ring.into_iter().map(bent).collect()
}

/// The bend that turns straight borders into borders that look grown. Everything that shares an edge goes through it.
pub(super) fn bent(point: Point) -> Point {
    bend(point, 9.0, 0.55)
}

/// Adds points between `from` and `to`, each off the straight line by up to `share` of the piece it halves.
pub(super) fn crinkle(from: Point, to: Point, share: f64, dice: &mut Dice, line: &mut Vec<Point>) {
    let along = to.minus(from);
    if along.length() < 0.55 {
        return;
    }
    let middle = from.toward(to, 0.5 + 0.1 * dice.signed()).plus(along.left().times(share * dice.signed()));
    crinkle(from, middle, share, dice, line);
    line.push(middle);
    crinkle(middle, to, share, dice, line);
}

fn points(drawn: &[(f64, f64)]) -> Vec<Point> {
    drawn.iter().map(|(x, y)| Point::new(*x, *y)).collect()
}

/// A smooth curve through the drawn points (Catmull and Rom, 1974), ends included.
fn rounded(drawn: &[(f64, f64)]) -> impl Iterator<Item = Point> {
    super::line::smooth(&points(drawn), 4).into_iter()
}
