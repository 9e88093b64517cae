//! Five thousand things along the roads: lamps every forty meters, covers in the carriageway, signals at crossings.
//! Spacings are believable, not surveyed. Serial numbers follow the roads.

use super::crossing::Crossing;
use super::dice::Dice;
use super::furniture::{ALONG, AT_CROSSINGS, Kind};
use super::line::walk;
use super::plane::Point;
use super::shape::Road;
use super::table::RoadRank;

/// How many components the demo city has.
pub const COMPONENT_COUNT: usize = 5000;

/// A component before its place is looked up.
pub(super) struct Placed {
    pub class: &'static str,
    pub name_zh: &'static str,
    pub name_en: &'static str,
    /// Counted from one within the class.
    pub serial: usize,
    pub road: usize,
    pub at: Point,
}

/// The roads as components are placed along them.
pub(super) struct Streets<'a> {
    pub roads: &'a [Road],
    pub lines: &'a [Vec<Point>],
    /// Whether a point lies in its town's built-up middle.
    pub is_built_up: &'a dyn Fn(Point) -> bool,
    /// Whether a point may carry a component of this road: inside the road's town.
    pub is_allowed: &'a dyn Fn(usize, Point) -> bool,
}

/// Exactly [`COMPONENT_COUNT`] components, sorted by class, then by road.
pub(super) fn components(streets: &Streets, crossings: &[Crossing]) -> Vec<Placed> {
    let mut placed: Vec<Placed> =
        AT_CROSSINGS.iter().flat_map(|(kind, each)| at_crossings(streets, crossings, kind, *each)).collect();
    for kind in ALONG.iter().skip(1) {
        placed.extend(along(streets, kind, kind.count));
    }
    if let Some(lamp) = ALONG.first() {
        placed.extend(along(streets, lamp, COMPONENT_COUNT.saturating_sub(placed.len())));
    }
    placed.sort_by_key(|component| (component.class, component.road));
    let mut serial = 0;
    let mut class = "";
    for component in &mut placed {
        serial = if component.class == class { serial + 1 } else { 1 };
        class = component.class;
        component.serial = serial;
    }
    placed
}

/// A piece of road short enough to be wholly inside or outside the built-up middle.
struct Stretch {
    road: usize,
    /// Kilometers from the road's start.
    from: f64,
    length: f64,
    weight: f64,
}

/// Walks all roads once and sets a group down at equal steps, counting a step outside the middle as shorter.
fn along(streets: &Streets, kind: &Kind, count: usize) -> Vec<Placed> {
    let stretches = stretches(streets, kind.outside);
    let whole: f64 = stretches.iter().map(|stretch| stretch.length * stretch.weight).sum();
    let groups = count.div_ceil(kind.group.0.max(1));
    let step = whole / groups as f64;
    let mut dice = Dice::named(kind.class);
    let mut due = step * 0.5;
    let mut passed = 0.0;
    let mut placed = Vec::with_capacity(count);
    let mut side = 1.0;
    for stretch in &stretches {
        let weighted = stretch.length * stretch.weight;
        while due < passed + weighted && placed.len() < count {
            let at = stretch.from + (due - passed) / stretch.weight;
            let shift = if kind.group.0 > 1 || kind.count < 400 { 0.006 * dice.signed() } else { 0.0 };
            for member in 0..kind.group.0.min(count - placed.len()) {
                let distance = at + shift + member as f64 * kind.group.1 / 1000.0;
                placed.extend(beside(streets, kind, stretch.road, distance, side));
            }
            side = -side;
            due += step;
        }
        passed += weighted;
    }
    placed
}

fn stretches(streets: &Streets, outside: f64) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (road, line) in streets.lines.iter().enumerate() {
        let whole = super::line::length(line);
        let pieces = (whole / 0.1).ceil().max(1.0);
        let length = whole / pieces;
        for piece in 0..pieces as usize {
            let from = length * piece as f64;
            let middle = walk(line, from + length / 2.0).map(|(point, _)| point);
            let weight = if middle.is_some_and(streets.is_built_up) { 1.0 } else { outside };
            if weight > 0.0 {
                found.push(Stretch { road, from, length, weight });
            }
        }
    }
    found
}

/// A component beside the road: on the wanted side, else on the other, else on the middle line, wherever the town still
/// reaches.
fn beside(streets: &Streets, kind: &Kind, road: usize, distance: f64, side: f64) -> Option<Placed> {
    let (middle, direction) = walk(&streets.lines[road], distance)?;
    let off = off(streets, kind, road) * side;
    let choices = [off, -off, 0.0].map(|off| middle.plus(direction.left().times(off)));
    let at = choices.into_iter().find(|point| (streets.is_allowed)(road, *point))?;
    Some(set_down(kind, road, at))
}

fn at_crossings(streets: &Streets, crossings: &[Crossing], kind: &Kind, each: usize) -> Vec<Placed> {
    let is_main = |road: usize| streets.roads[road].rank == RoadRank::Main;
    let mut ranked: Vec<&Crossing> =
        crossings.iter().filter(|crossing| !crossing.joint && (streets.is_built_up)(crossing.at)).collect();
    ranked.sort_by_key(|crossing| crossing.roads.iter().filter(|road| !is_main(**road)).count());
    let mut placed = Vec::with_capacity(kind.count);
    for crossing in ranked {
        for corner in 0..each.min(kind.count - placed.len()) {
            let road = crossing.roads[corner % 2];
            let quarter = std::f64::consts::FRAC_PI_2 * corner as f64 + 0.8;
            let at = crossing.at.plus(Point::new(off(streets, kind, road), 0.0).turned(quarter));
            if (streets.is_allowed)(road, at) {
                placed.push(set_down(kind, road, at));
            }
        }
    }
    placed
}

fn off(streets: &Streets, kind: &Kind, road: usize) -> f64 {
    let meters = if streets.roads[road].rank == RoadRank::Main { kind.off.0 } else { kind.off.1 };
    meters / 1000.0
}

fn set_down(kind: &Kind, road: usize, at: Point) -> Placed {
    Placed { class: kind.class, name_zh: kind.name_zh, name_en: kind.name_en, serial: 0, road, at }
}
