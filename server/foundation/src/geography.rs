//! Where things are on the ground: the city's areas, unit grids and roads as its files draw them, ready to be asked.

mod base_map;
mod roads;
mod zones;

use std::collections::HashMap;

use domain::geo::Position;
use domain::language::Name;
use geo::{Geometry, MultiLineString, MultiPolygon};
use geojson::GeometryValue;

pub use base_map::base_map;
pub use roads::NearRoad;
use roads::Roads;
use zones::{Zone, Zones};

/// Farther from every border than this, in metres, a point between two areas is in neither: files that were drawn apart leave gaps.
const SEAM: f64 = 25.0;
/// A crossing farther away than this, in metres, helps nobody find a place.
const NEAR_CROSSING: f64 = 400.0;
/// A place farther than this from a road, in metres, is not on it.
const ON_ROAD: f64 = 300.0;

/// The city on the ground.
#[derive(Default)]
pub struct Geography {
    grids: Zones,
    communities: Zones,
    towns: Zones,
    /// The middles of communities whose borders nobody has drawn, by town.
    middles: HashMap<String, Vec<(String, Position)>>,
    /// The town of each community.
    town_of: HashMap<String, String>,
    names: HashMap<String, Name>,
    roads: Roads,
}

/// Where a point lies, by codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The town's nine digits.
    pub town: String,
    /// The community's twelve digits, where it is known.
    pub community: Option<String>,
    /// The unit grid's fifteen digits, where it is known.
    pub grid: Option<String>,
}

impl Geography {
    /// From the rows of areas, grids and roads.
    pub fn new(
        areas: &[entity::area::Model],
        grids: &[entity::grid::Model],
        roads: &[entity::road::Model],
    ) -> Geography {
        let mut geography = Geography::default();
        let (mut towns, mut communities) = (Vec::new(), Vec::new());
        for area in areas {
            geography.names.insert(area.code.clone(), Name::new(&area.name_zh, &area.name_en));
            if area.level == "community"
                && let Some(town) = &area.parent
            {
                geography.town_of.insert(area.code.clone(), town.clone());
            }
            if area.retired {
                continue;
            }
            match (area.level.as_str(), surface(&area.outline), &area.parent) {
                ("town", Some(outline), _) => towns.push(Zone::new(&area.code, outline)),
                ("community", Some(outline), _) => communities.push(Zone::new(&area.code, outline)),
                ("community", None, Some(town)) => {
                    let middle = area.lat.zip(area.lng).map(|(lat, lng)| (area.code.clone(), Position { lat, lng }));
                    geography.middles.entry(town.clone()).or_default().extend(middle);
                }
                _ => {}
            }
        }
        let of_grid =
            |grid: &entity::grid::Model| Some(Zone::within(&grid.code, &grid.community, surface(&grid.outline)?));
        geography.grids = Zones::new(grids.iter().filter(|grid| !grid.retired).filter_map(of_grid).collect());
        geography.communities = Zones::new(communities);
        geography.towns = Zones::new(towns);
        geography.roads = Roads::new(roads);
        geography
    }

    /// Whether unit grids are drawn.
    pub fn has_grids(&self) -> bool {
        !self.grids.is_empty()
    }

    /// The town, community and unit grid of a position; none outside the city. The smallest area that is drawn decides: a grid names its
    /// community, a community its town.
    pub fn locate(&self, position: Position) -> Option<Spot> {
        if let Some(grid) = self.grids.at(position, SEAM)
            && let Some(town) = self.town_of.get(&grid.within)
        {
            return Some(Spot {
                town: town.clone(),
                community: Some(grid.within.clone()),
                grid: Some(grid.code.clone()),
            });
        }
        if let Some(community) = self.communities.at(position, SEAM)
            && let Some(town) = self.town_of.get(&community.code)
        {
            return Some(Spot { town: town.clone(), community: Some(community.code.clone()), grid: None });
        }
        let town = &self.towns.at(position, SEAM)?.code;
        let nearest = |(_, a): &&(String, Position), (_, b): &&(String, Position)| {
            a.metres_to(position).total_cmp(&b.metres_to(position))
        };
        let community = self.middles.get(town).and_then(|middles| middles.iter().min_by(nearest));
        Some(Spot { town: town.clone(), community: community.map(|(code, _)| code.clone()), grid: None })
    }

    /// The road nearest to a position, within six kilometres.
    pub fn nearest_road(&self, position: Position) -> Option<NearRoad> {
        self.roads.nearest(position)
    }

    /// A position along a road, chosen by two numbers from 0 to 1: where along all roads, and where along the stretch.
    pub fn along_roads(&self, stretch: f64, share: f64) -> Option<Position> {
        self.roads.along(stretch, share)
    }

    /// Where a position is, without the town: `解放路（近人民路口）`, `南林大道（近大胜村）` or `大胜村附近`. None outside the city.
    pub fn place_words(&self, position: Position) -> Option<Name> {
        let spot = self.locate(position)?;
        let area = self.names.get(spot.community.as_ref().unwrap_or(&spot.town))?;
        let Some(near) = self.roads.nearest(position).filter(|near| near.metres < ON_ROAD) else {
            return Some(Name::new(format!("{}附近", area.zh), format!("near {}", english(area))));
        };
        let (zh, en) = match self.roads.nearest_crossing(&near, position) {
            Some((other, metres)) if metres < NEAR_CROSSING => (format!("{}口", other.zh), english(&other).to_owned()),
            _ => (area.zh.clone(), english(area).to_owned()),
        };
        Some(Name::new(format!("{}（近{zh}）", near.name.zh), format!("{} (near {en})", english(&near.name))))
    }
}

fn english(name: &Name) -> &str {
    if name.en.is_empty() { &name.zh } else { &name.en }
}

/// A shape as it is stored: a GeoJSON geometry; `None` when there is none.
pub fn shape(stored: &str) -> Option<Geometry> {
    let value: GeometryValue = serde_json::from_str(stored).ok()?;
    Geometry::try_from(value).ok()
}

/// An area as it is stored.
pub fn surface(stored: &str) -> Option<MultiPolygon> {
    match shape(stored)? {
        Geometry::Polygon(polygon) => Some(polygon.into()),
        Geometry::MultiPolygon(polygons) => Some(polygons),
        _ => None,
    }
}

/// Lines as they are stored.
pub fn lines(stored: &str) -> MultiLineString {
    match shape(stored) {
        Some(Geometry::LineString(line)) => line.into(),
        Some(Geometry::MultiLineString(lines)) => lines,
        _ => MultiLineString::new(Vec::new()),
    }
}
