//! What the cameras wrote into the photos of a draft, and what of it is offered.

use domain::geo::Position;
use domain::photo::PhotoOrigin;
use serde::{Deserialize, Serialize};

/// Metres within which two photos are of the same place.
const SAME_PLACE: f64 = 200.0;

/// The origins of a draft's photos, by the photos' ids. A photo that is taken out of the report takes its place and time along.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Origins(Vec<(String, PhotoOrigin)>);

impl Origins {
    /// Keeps what a photo's camera knew, if it knew anything.
    pub(super) fn keep(&mut self, photo: &str, origin: PhotoOrigin) {
        if origin.position.is_some() || origin.taken_at.is_some() {
            self.0.push((photo.to_owned(), origin));
        }
    }

    /// The first place and the first time that the photos of a report know, in its order. A place that is not `usable` is none.
    pub(super) fn offer(&self, photos: &[String], usable: impl Fn(Position) -> bool) -> PhotoOrigin {
        let known = || photos.iter().filter_map(|photo| self.of(photo));
        let places = || known().filter_map(|origin| origin.position).filter(|position| usable(*position));
        let position = places().next();
        PhotoOrigin {
            position,
            taken_at: known().find_map(|origin| origin.taken_at),
            differs: position.is_some_and(|first| places().any(|other| first.metres_to(other) > SAME_PLACE)),
        }
    }

    fn of(&self, photo: &str) -> Option<&PhotoOrigin> {
        self.0.iter().find(|(id, _)| id == photo).map(|(_, origin)| origin)
    }
}

#[cfg(test)]
mod tests {
    use domain::time::Moment;

    use super::super::Kept;
    use super::*;

    fn place(lat: f64) -> PhotoOrigin {
        PhotoOrigin { position: Position::new(lat, 121.0), ..PhotoOrigin::default() }
    }

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn the_first_photo_that_knows_a_place_is_offered() {
        let mut origins = Origins::default();
        origins.keep("a", PhotoOrigin { taken_at: Some(Moment(5)), ..PhotoOrigin::default() });
        origins.keep("b", place(30.7));
        origins.keep("c", PhotoOrigin { taken_at: Some(Moment(9)), ..place(30.8) });
        origins.keep("d", PhotoOrigin::default());
        let offer = |photos: &[&str]| origins.offer(&ids(photos), |_| true);
        assert_eq!(offer(&["a", "b", "c"]), PhotoOrigin { taken_at: Some(Moment(5)), differs: true, ..place(30.7) });
        assert_eq!(offer(&["b", "d"]), place(30.7), "what knows nothing takes nothing away");
        assert_eq!(offer(&["d", "b"]), place(30.7));
        assert_eq!(offer(&["c"]), PhotoOrigin { taken_at: Some(Moment(9)), ..place(30.8) }, "the first was taken out");
        assert_eq!(offer(&["d", "x"]), PhotoOrigin::default());
        let south = origins.offer(&ids(&["b", "c"]), |position| position.lat > 30.75);
        assert_eq!(
            (south.position, south.differs),
            (place(30.8).position, false),
            "one outside the city hides none inside"
        );
    }

    #[test]
    fn a_draft_of_an_earlier_release_keeps_its_offer() {
        let mut before = serde_json::to_value(Kept::default()).expect("written");
        let fields = before.as_object_mut().expect("fields");
        fields.remove("origins");
        fields.insert(
            "origin".to_owned(),
            serde_json::json!({ "position": { "lat": 30.7, "lng": 121.0 }, "taken_at": 5 }),
        );
        let kept: Kept = serde_json::from_value(before).expect("read");
        assert_eq!(kept.origin, PhotoOrigin { taken_at: Some(Moment(5)), ..place(30.7) });
        assert_eq!(kept.origins.offer(&ids(&["a"]), |_| true), PhotoOrigin::default());
    }
}
