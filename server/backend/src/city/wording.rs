//! Saying where something is, the way people do: the road and the nearest crossing, else the road and the village.

use domain::geo::Position;

use super::Schematic;
use super::plane::Point;
use super::shape::{Community, Wording};

/// A crossing farther away than this, in kilometers, helps nobody find a place.
const NEAR_CROSSING: f64 = 0.4;
/// A place farther than this from a road, in kilometers, is not on it.
const ON_ROAD: f64 = 0.3;

impl Schematic {
    /// Where a position is, without the town: `解放路（近人民路口）`, `南林大道（近大胜村）` or `大胜村附近`. None outside the city.
    pub fn place_words(&self, lat: f64, lng: f64) -> Option<Wording> {
        let place = self.locate(lat, lng)?;
        let point = Point::of(Position { lat, lng });
        match self.road_index.nearest(point) {
            Some((road, _, distance)) if distance < ON_ROAD => Some(self.road_words(road, point, place.community)),
            _ => Some(Wording {
                zh: format!("{}附近", place.community.name_zh),
                en: format!("near {}", place.community.name_en),
            }),
        }
    }

    /// Where on a road a point is.
    pub(super) fn road_words(&self, road: usize, point: Point, community: &Community) -> Wording {
        let own = &self.roads[road];
        let other_name = |other: usize| self.roads[other].name_zh != own.name_zh;
        match self.road_index.nearest_meeting(road, point, other_name) {
            Some((other, distance)) if distance < NEAR_CROSSING => Wording {
                zh: format!("{}（近{}口）", own.name_zh, self.roads[other].name_zh),
                en: format!("{} (near {})", own.name_en, self.roads[other].name_en),
            },
            _ => Wording {
                zh: format!("{}（近{}）", own.name_zh, community.name_zh),
                en: format!("{} (near {})", own.name_en, community.name_en),
            },
        }
    }
}
