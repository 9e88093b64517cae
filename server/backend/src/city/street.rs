//! The streets of a town's built-up middle: two families of lines that cross each other, turned and bent as a town
//! that has grown, with side streets that end at a crossing.

use super::dice::Dice;
use super::plane::{Point, bend};

/// A drawn street: the number of its name in the town's list, its course, and whether it is a main street.
#[derive(Clone, Debug)]
pub(super) struct Street {
    pub name: usize,
    pub main: bool,
    pub line: Vec<Point>,
}

/// The names of a town's streets, by number.
pub(super) struct StreetNames {
    pub main: Vec<usize>,
    pub branch: Vec<usize>,
}

/// The streets around a center. `block` is the usual distance between neighboring streets in kilometers.
pub(super) fn streets(town: &str, center: Point, block: f64, names: &StreetNames) -> Vec<Street> {
    let mut dice = Dice::named(town);
    let angle = 0.35 * dice.signed();
    let along = Family::new(names, 0, block, &mut dice);
    let across = Family::new(names, 1, block, &mut dice);
    let mut streets = along.streets(&across, block, &mut dice);
    let first_across = streets.len();
    streets.extend(across.streets(&along, block, &mut dice));
    for (number, street) in streets.iter_mut().enumerate() {
        for point in &mut street.line {
            let local = if number < first_across { *point } else { Point::new(point.y, point.x) };
            *point = center.plus(bend(local, 2.6, 0.09).turned(angle));
        }
    }
    streets
}

/// The parallel streets of one direction, each with its distance from the center.
struct Family {
    lines: Vec<(f64, usize, bool)>,
}

impl Family {
    /// Every second name of each list, main streets spread evenly between the side streets.
    fn new(names: &StreetNames, parity: usize, block: f64, dice: &mut Dice) -> Family {
        let every_second =
            |list: &[usize], parity: usize| -> Vec<usize> { list.iter().copied().skip(parity).step_by(2).collect() };
        let main = every_second(&names.main, parity);
        let branch = every_second(&names.branch, parity);
        let count = main.len() + branch.len();
        let place = |number: usize| ((number as f64 + 0.5) * count as f64 / main.len() as f64 - 0.5).round() as usize;
        let main_places: Vec<usize> = (0..main.len()).map(place).collect();
        let (mut main, mut branch) = (main.into_iter(), branch.into_iter());
        let lines = (0..count).filter_map(|at| {
            let is_main = main_places.contains(&at);
            let name = if is_main { main.next() } else { branch.next() }?;
            let offset = (at as f64 - (count as f64 - 1.0) / 2.0 + 0.16 * dice.signed()) * block;
            Some((offset, name, is_main))
        });
        Family { lines: lines.collect() }
    }

    fn streets(&self, crossed: &Family, block: f64, dice: &mut Dice) -> Vec<Street> {
        let stations: Vec<f64> = crossed.lines.iter().map(|(offset, ..)| *offset).collect();
        self.lines
            .iter()
            .map(|(offset, name, main)| Street {
                name: *name,
                main: *main,
                line: course(*offset, &stops(&stations, *main, block, dice)),
            })
            .collect()
    }
}

/// Where a street starts, crosses and ends. Main streets run on beyond the last crossing; a side street may end up to
/// two crossings earlier, but never has fewer than three unless there are fewer.
fn stops(stations: &[f64], main: bool, block: f64, dice: &mut Dice) -> Vec<f64> {
    let mut given_up = |left: usize| {
        let spare = left.saturating_sub(3).min(2);
        if main { 0 } else { dice.below(spare + 1) }
    };
    let before = given_up(stations.len());
    let after = given_up(stations.len() - before);
    let mut stops = stations[before..stations.len() - after].to_vec();
    let mut beyond = |given_up: usize| match main {
        true => block * (0.75 + 0.3 * dice.unit()),
        false if given_up == 0 && dice.unit() < 0.6 => block * (0.35 + 0.3 * dice.unit()),
        false => 0.0,
    };
    let (before, after) = (beyond(before), beyond(after));
    if let Some(first) = stops.first().copied().filter(|_| before > 0.0) {
        stops.insert(0, first - before);
    }
    if let Some(last) = stops.last().copied().filter(|_| after > 0.0) {
        stops.push(last + after);
    }
    stops
}

/// Three pieces between each two stops, so that the bend shows and crossings stay corners of both streets.
fn course(offset: f64, stops: &[f64]) -> Vec<Point> {
    let mut line: Vec<Point> = stops.first().map(|first| Point::new(*first, offset)).into_iter().collect();
    for pair in stops.windows(2) {
        let piece = (pair[1] - pair[0]) / 3.0;
        line.extend((1..=3).map(|step| Point::new(pair[0] + piece * f64::from(step), offset)));
    }
    line
}
