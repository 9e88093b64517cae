//! Roads out of town: which end of a main street leads where, and the lines between.

use super::line::hermite;
use super::locate::TownIndex;
use super::plane::{Point, bend};
use super::street::Street;

/// A free end of a main street, waiting for the road that continues it.
pub(super) struct End {
    street: usize,
    at: Point,
    /// Out of the town.
    direction: Point,
    /// Whether it is the last point of the street's line rather than the first.
    last: bool,
}

/// The ends of a town's main streets.
pub(super) fn ends(net: &[Street]) -> Vec<End> {
    let mut ends = Vec::new();
    for (street, drawn) in net.iter().enumerate().filter(|(_, drawn)| drawn.main) {
        if let ([first, second, ..], [.., before, last]) = (drawn.line.as_slice(), drawn.line.as_slice()) {
            ends.push(End { street, at: *first, direction: first.minus(*second).direction(), last: false });
            ends.push(End { street, at: *last, direction: last.minus(*before).direction(), last: true });
        }
    }
    ends
}

/// Takes from `ends` one for each direction, so that all together turn as little as possible.
pub(super) fn best_ends(ends: &mut Vec<End>, center: Point, directions: &[Point]) -> Vec<End> {
    let cost = |direction: Point, end: &End| {
        let turn = 1.0 - direction.dot(end.at.minus(center).direction());
        turn + 0.5 * (1.0 - direction.dot(end.direction))
    };
    let costs: Vec<Vec<f64>> =
        directions.iter().map(|direction| ends.iter().map(|end| cost(*direction, end)).collect()).collect();
    let (_, mut chosen) = cheapest(&costs, &mut Vec::new());
    let mut left: Vec<Option<End>> = ends.drain(..).map(Some).collect();
    chosen.truncate(directions.len());
    let taken = chosen.into_iter().filter_map(|end| left[end].take()).collect();
    ends.extend(left.into_iter().flatten());
    taken
}

/// The cheapest choice of a different column for each row, by trying all: at most eight columns.
fn cheapest(costs: &[Vec<f64>], chosen: &mut Vec<usize>) -> (f64, Vec<usize>) {
    let Some(row) = costs.get(chosen.len()) else {
        return (0.0, chosen.clone());
    };
    let mut best = (f64::INFINITY, chosen.clone());
    for (column, cost) in row.iter().enumerate() {
        if !chosen.contains(&column) {
            chosen.push(column);
            let (rest, all) = cheapest(costs, chosen);
            chosen.pop();
            if cost + rest < best.0 {
                best = (cost + rest, all);
            }
        }
    }
    best
}

/// The line from one street's end to another's: a calm curve with slight bends of its own.
pub(super) fn trunk(from: &End, to: &End) -> Vec<Point> {
    let speed = from.at.distance(to.at);
    let (leaving, arriving) = (from.direction.times(speed * 0.8), to.direction.times(-speed * 0.8));
    let pieces = (speed / 0.12).ceil().max(2.0) as usize;
    let points = (0..=pieces).map(|piece| {
        let share = piece as f64 / pieces as f64;
        let point = hermite(from.at, leaving, to.at, arriving, share);
        // Nothing at the ends, so that the road leaves in the street's own direction.
        let free = (4.0 * share * (1.0 - share)).powi(2);
        point.toward(bend(point, 2.9, 0.2), free)
    });
    points.collect()
}

/// Extends a main street to the city's border when some gentle turn leads there through its own town alone.
pub(super) fn lead_out(towns: &TownIndex, town: usize, end: &End, net: &mut [Street]) {
    let turns = [0.0, 0.2, -0.2, 0.4, -0.4, 0.6, -0.6, 0.8, -0.8, 1.0, -1.0];
    let Some(line) = turns.iter().find_map(|turn| way_out(towns, town, end, *turn)) else {
        return;
    };
    let street = &mut net[end.street].line;
    if end.last {
        street.extend(line);
    } else {
        street.splice(0..0, line.into_iter().rev());
    }
}

/// The way from a street's end to the first point outside the city, turning slowly by `turn`.
fn way_out(towns: &TownIndex, town: usize, end: &End, turn: f64) -> Option<Vec<Point>> {
    let mut line = Vec::new();
    for step in 1..100 {
        let away = f64::from(step) * 0.12;
        let straight = end.at.plus(end.direction.turned(turn * (away / 3.0).min(1.0)).times(away));
        let free = (away / 2.0).min(1.0).powi(2);
        let point = straight.toward(bend(straight, 2.9, 0.2), free);
        line.push(point);
        match towns.town(point) {
            Some(here) if here == town => {}
            Some(_) => return None,
            None => return Some(line),
        }
    }
    None
}
