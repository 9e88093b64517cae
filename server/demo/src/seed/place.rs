//! Where invented things happen: along streets, more where the city is dense, again and again at the same spots and lamps.

use std::collections::HashMap;

use domain::geo::Position;
use domain::language::Name;
use entity::component::Model as Component;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::random::Random;
use casework::place::Located;
use foundation::Failure;
use foundation::catalog::Catalog;

/// Meters of a degree of latitude and, at the city's latitude, of longitude.
const METERS: (f64, f64) = (111_200.0, 95_700.0);
/// Spots where things happen again and again.
const HOT_SPOTS: usize = 90;
/// One component in so many is in trouble again and again.
const TROUBLED: usize = 12;

/// The components of the city, by code.
///
/// # Errors
/// When the store is away.
pub(crate) async fn components(db: &impl ConnectionTrait) -> Result<Vec<Component>, Failure> {
    use entity::component::{Column, Entity};
    Ok(Entity::find().filter(Column::Retired.eq(false)).order_by_asc(Column::Code).all(db).await?)
}

/// A place and how its reporter calls it.
pub(crate) struct Site {
    pub(crate) located: Located,
    pub(crate) words: Name,
}

/// Places of the city.
pub(crate) struct Places<'a> {
    catalog: &'a Catalog,
    components: &'a [Component],
    /// Numbers of the components, by class.
    by_class: HashMap<&'a str, Vec<usize>>,
    hot: Vec<Position>,
}

impl<'a> Places<'a> {
    /// The same hot spots for the same seed.
    pub(crate) fn new(catalog: &'a Catalog, components: &'a [Component], seed: u64) -> Places<'a> {
        let mut by_class: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, component) in components.iter().enumerate() {
            by_class.entry(component.class.as_str()).or_default().push(number);
        }
        let mut random = Random::named(&format!("hot spots {seed}"));
        let hot = (0..HOT_SPOTS).filter_map(|_| Some(position(any(components, &mut random)?))).collect();
        Places { catalog, components, by_class, hot }
    }

    /// A place for something of a class: at a component of the class, at a hot spot, or anywhere along a street.
    pub(crate) fn draw(&self, class: &str, english: bool, random: &mut Random) -> Option<Site> {
        if random.below(10) < 3
            && let Some(component) = self.component(class, random)
        {
            return self.at_component(component, english);
        }
        (0..8).find_map(|_| self.at(self.position(random)?, english, random))
    }

    fn component(&self, class: &str, random: &mut Random) -> Option<&'a Component> {
        let of_class = self.by_class.get(class)?;
        let mut place = random.below(of_class.len());
        if random.below(5) < 2 {
            place -= place % TROUBLED;
        }
        self.components.get(*of_class.get(place)?)
    }

    fn at_component(&self, component: &Component, english: bool) -> Option<Site> {
        let words = plain(&Name::new(&component.place_zh, &component.place_en));
        let position = position(component);
        let spot = self.catalog.geography().locate(position)?;
        Some(Site {
            located: Located {
                town: Some(spot.town),
                community: spot.community,
                road: self.catalog.geography().nearest_road(position).map(|near| near.id),
                grid: spot.grid,
                component: Some(component.code.clone()),
                position: Some(position),
                source: "component".to_owned(),
                address: if english { words.en.clone() } else { words.zh.clone() },
            },
            words,
        })
    }

    fn position(&self, random: &mut Random) -> Option<Position> {
        match random.below(20) {
            0..=4 => Some(moved(*any(&self.hot, random)?, 40.0, random)),
            5..=8 => {
                let along = self.catalog.geography().along_roads(random.unit(), random.unit())?;
                Some(moved(along, 15.0, random))
            }
            _ => Some(moved(position(any(self.components, random)?), 25.0, random)),
        }
    }

    /// What somebody there would report: most with a pin, some in words alone.
    fn at(&self, position: Position, english: bool, random: &mut Random) -> Option<Site> {
        let geography = self.catalog.geography();
        let spot = geography.locate(position)?;
        let near = geography.nearest_road(position).filter(|near| near.metres <= 200.0);
        let community = self.catalog.area_name(spot.community.as_ref().unwrap_or(&spot.town))?;
        let words = match (&near, random.below(5)) {
            (Some(near), 0 | 1) => numbered(&near.name, random),
            (Some(_), 2 | 3) => plain(&geography.place_words(position)?),
            _ if community.zh.ends_with('村') => group_of(community, random),
            _ => house_of(community, random),
        };
        let pinned = random.below(100) < 78;
        let address = if english { &words.en } else { &words.zh };
        let source = match random.below(10) {
            0..=5 => "device",
            6..=8 => "map",
            _ => "photo",
        };
        Some(Site {
            located: Located {
                town: Some(spot.town),
                community: spot.community,
                road: near.map(|near| near.id),
                grid: spot.grid.filter(|_| pinned),
                component: None,
                position: pinned.then_some(position),
                source: if pinned { source.to_owned() } else { String::new() },
                address: if pinned && random.below(2) == 0 { String::new() } else { address.clone() },
            },
            words,
        })
    }
}

fn position(component: &Component) -> Position {
    Position { lat: component.lat, lng: component.lng }
}

fn any<'a, T>(all: &'a [T], random: &mut Random) -> Option<&'a T> {
    all.get(random.below(all.len()))
}

/// A position some meters away, in the precision that phones give.
fn moved(position: Position, meters: f64, random: &mut Random) -> Position {
    let shift = |whole: f64, random: &mut Random| random.signed() * meters / whole;
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let lat = round(position.lat + shift(METERS.0, random));
    Position { lat, lng: round(position.lng + shift(METERS.1, random)) }
}

/// `解放路（近人民路口）` as people write it: `解放路近人民路口`.
fn plain(words: &Name) -> Name {
    Name { zh: words.zh.replace(['（', '）'], ""), en: words.en.replace(" (", " ").replace(')', "") }
}

fn numbered(road: &Name, random: &mut Random) -> Name {
    let number = 1 + random.below(460);
    let (after_zh, after_en) = match random.below(3) {
        0 => ("门口", "in front of"),
        1 => ("附近", "near"),
        _ => ("对面", "across from"),
    };
    Name::new(format!("{}{number}号{after_zh}", road.zh), format!("{after_en} {number} {}", road.en))
}

fn group_of(community: &Name, random: &mut Random) -> Name {
    let number = 1 + random.below(18);
    Name { zh: format!("{}{number}组", community.zh), en: format!("group {number} of {}", community.en) }
}

fn house_of(community: &Name, random: &mut Random) -> Name {
    let number = 1 + random.below(48);
    Name { zh: format!("{}{number}幢旁边", community.zh), en: format!("building {number} in {}", community.en) }
}
