//! Where invented things happen: along streets, more where the city is dense, again and again at the same spots and lamps.

use std::collections::HashMap;

use domain::geo::Position;

use crate::catalog::Catalog;
use crate::city::dice::Dice;
use crate::city::{Component, Schematic, Wording};
use crate::place::Located;

/// Meters of a degree of latitude and, at the city's latitude, of longitude.
const METERS: (f64, f64) = (111_200.0, 95_700.0);
/// Spots where things happen again and again.
const HOT_SPOTS: usize = 90;
/// One component in so many is in trouble again and again.
const TROUBLED: usize = 12;

/// A place and how its reporter calls it.
pub(crate) struct Site {
    pub(crate) located: Located,
    pub(crate) words: Wording,
}

/// Places of the city.
pub(crate) struct Places<'a> {
    catalog: &'a Catalog,
    /// Numbers of the schematic's components, by class.
    components: HashMap<&'a str, Vec<usize>>,
    hot: Vec<Position>,
}

impl<'a> Places<'a> {
    /// The same hot spots for the same seed.
    pub(crate) fn new(catalog: &'a Catalog, seed: u64) -> Places<'a> {
        let schematic = catalog.schematic();
        let mut components: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, component) in schematic.components.iter().enumerate() {
            components.entry(component.class.as_str()).or_default().push(number);
        }
        let mut dice = Dice::named(&format!("hot spots {seed}"));
        let hot = (0..HOT_SPOTS).filter_map(|_| Some(any(&schematic.components, &mut dice)?.position)).collect();
        Places { catalog, components, hot }
    }

    /// A place for something of a class: at a component of the class, at a hot spot, or anywhere along a street.
    pub(crate) fn draw(&self, class: &str, english: bool, dice: &mut Dice) -> Option<Site> {
        if dice.below(10) < 3
            && let Some(component) = self.component(class, dice)
        {
            return Some(self.at_component(component, english));
        }
        (0..8).find_map(|_| self.at(self.position(dice)?, english, dice))
    }

    fn component(&self, class: &str, dice: &mut Dice) -> Option<&'a Component> {
        let of_class = self.components.get(class)?;
        let mut place = dice.below(of_class.len());
        if dice.below(5) < 2 {
            place -= place % TROUBLED;
        }
        self.catalog.schematic().components.get(*of_class.get(place)?)
    }

    fn at_component(&self, component: &Component, english: bool) -> Site {
        let words = plain(&component.place);
        Site {
            located: Located {
                town: Some(component.town.clone()),
                community: Some(component.community.clone()),
                road: self.catalog.road_of(&component.road),
                grid: Some(component.grid.clone()),
                component: Some(component.code.clone()),
                position: Some(component.position),
                source: "component".to_owned(),
                address: if english { words.en.clone() } else { words.zh.clone() },
            },
            words,
        }
    }

    fn position(&self, dice: &mut Dice) -> Option<Position> {
        let schematic = self.catalog.schematic();
        match dice.below(20) {
            0..=4 => Some(moved(*any(&self.hot, dice)?, 40.0, dice)),
            5..=8 => Some(moved(along_a_road(schematic, dice)?, 15.0, dice)),
            _ => Some(moved(any(&schematic.components, dice)?.position, 25.0, dice)),
        }
    }

    /// What somebody there would report: most with a pin, some in words alone.
    fn at(&self, position: Position, english: bool, dice: &mut Dice) -> Option<Site> {
        let schematic = self.catalog.schematic();
        let spot = schematic.locate(position.lat, position.lng)?;
        let near = schematic.nearest_road(position.lat, position.lng).filter(|near| near.distance <= 200.0);
        let community = Wording { zh: spot.community.name_zh.clone(), en: spot.community.name_en.clone() };
        let words = match (&near, dice.below(5)) {
            (Some(near), 0 | 1) => numbered(&near.road.name_zh, &near.road.name_en, dice),
            (Some(_), 2 | 3) => plain(&schematic.place_words(position.lat, position.lng)?),
            _ if spot.community.name_zh.ends_with('村') => group_of(&community, dice),
            _ => house_of(&community, dice),
        };
        let pinned = dice.below(100) < 78;
        let address = if english { &words.en } else { &words.zh };
        let source = match dice.below(10) {
            0..=5 => "device",
            6..=8 => "map",
            _ => "photo",
        };
        Some(Site {
            located: Located {
                town: Some(spot.town.code.clone()),
                community: Some(spot.community.code.clone()),
                road: near.and_then(|near| self.catalog.road_of(&near.road.id)),
                grid: pinned.then(|| spot.grid.id.clone()),
                component: None,
                position: pinned.then_some(position),
                source: if pinned { source.to_owned() } else { String::new() },
                address: if pinned && dice.below(2) == 0 { String::new() } else { address.clone() },
            },
            words,
        })
    }
}

fn any<'a, T>(all: &'a [T], dice: &mut Dice) -> Option<&'a T> {
    all.get(dice.below(all.len()))
}

fn along_a_road(schematic: &Schematic, dice: &mut Dice) -> Option<Position> {
    let line = &any(&schematic.roads, dice)?.line;
    let piece = dice.below(line.len().saturating_sub(1));
    let (a, b) = (line.get(piece)?, line.get(piece + 1)?);
    let share = dice.unit();
    Some(Position { lat: a.lat + (b.lat - a.lat) * share, lng: a.lng + (b.lng - a.lng) * share })
}

/// A position some meters away, in the precision that phones give.
fn moved(position: Position, meters: f64, dice: &mut Dice) -> Position {
    let shift = |whole: f64, dice: &mut Dice| dice.signed() * meters / whole;
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let lat = round(position.lat + shift(METERS.0, dice));
    Position { lat, lng: round(position.lng + shift(METERS.1, dice)) }
}

/// `解放路（近人民路口）` as people write it: `解放路近人民路口`.
fn plain(words: &Wording) -> Wording {
    Wording { zh: words.zh.replace(['（', '）'], ""), en: words.en.replace(" (", " ").replace(')', "") }
}

fn numbered(zh: &str, en: &str, dice: &mut Dice) -> Wording {
    let number = 1 + dice.below(460);
    let (after_zh, after_en) = match dice.below(3) {
        0 => ("门口", "in front of"),
        1 => ("附近", "near"),
        _ => ("对面", "across from"),
    };
    Wording { zh: format!("{zh}{number}号{after_zh}"), en: format!("{after_en} {number} {en}") }
}

fn group_of(community: &Wording, dice: &mut Dice) -> Wording {
    let number = 1 + dice.below(18);
    Wording { zh: format!("{}{number}组", community.zh), en: format!("group {number} of {}", community.en) }
}

fn house_of(community: &Wording, dice: &mut Dice) -> Wording {
    let number = 1 + dice.below(48);
    Wording { zh: format!("{}{number}幢旁边", community.zh), en: format!("building {number} in {}", community.en) }
}
