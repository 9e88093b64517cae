//! Positions on the ground, WGS-84.

mod square;

use serde::{Deserialize, Serialize};

pub use square::{SIDE, Square};

/// A position in degrees, WGS-84. One that cannot be on earth is not even read.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Pair")]
pub struct Position {
    /// Latitude in degrees north, −90 to 90.
    pub lat: f64,
    /// Longitude in degrees east, −180 to 180.
    pub lng: f64,
}

/// Two numbers, before anybody has looked at them.
#[derive(Deserialize)]
struct Pair {
    lat: f64,
    lng: f64,
}

impl TryFrom<Pair> for Position {
    type Error = &'static str;

    fn try_from(Pair { lat, lng }: Pair) -> Result<Position, &'static str> {
        Position::new(lat, lng).ok_or("no position on earth")
    }
}

/// Mean radius of the earth in metres.
const EARTH_RADIUS: f64 = 6_371_008.8;

impl Position {
    /// A position, unless a coordinate is not finite or out of range.
    pub fn new(lat: f64, lng: f64) -> Option<Position> {
        let sound = lat.is_finite() && lng.is_finite() && lat.abs() <= 90.0 && lng.abs() <= 180.0;
        sound.then_some(Position { lat, lng })
    }

    /// Distance in metres along the great circle (haversine).
    pub fn metres_to(self, other: Position) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((b - a) / 2.0).sin();
        let half_lng = ((other.lng - self.lng).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + a.cos() * b.cos() * half_lng * half_lng;
        2.0 * EARTH_RADIUS * h.sqrt().min(1.0).asin()
    }

    /// The box that holds every position within `metres`.
    pub fn around(self, metres: f64) -> Bounds {
        let lat = metres / 111_195.0;
        let lng = lat / self.lat.to_radians().cos().max(0.01);
        Bounds { south: self.lat - lat, west: self.lng - lng, north: self.lat + lat, east: self.lng + lng }
    }
}

/// A box between two parallels and two meridians, in degrees. One that cannot be on earth, or whose edges are inverted, is not even read.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Edges")]
pub struct Bounds {
    /// Southern edge.
    pub south: f64,
    /// Western edge.
    pub west: f64,
    /// Northern edge.
    pub north: f64,
    /// Eastern edge.
    pub east: f64,
}

/// Four numbers, before anybody has looked at them.
#[derive(Deserialize)]
struct Edges {
    south: f64,
    west: f64,
    north: f64,
    east: f64,
}

impl TryFrom<Edges> for Bounds {
    type Error = &'static str;

    fn try_from(Edges { south, west, north, east }: Edges) -> Result<Bounds, &'static str> {
        Bounds::new(south, west, north, east).ok_or("no box on earth")
    }
}

impl Bounds {
    /// A box, unless a coordinate is not finite, out of range or the edges are inverted.
    pub fn new(south: f64, west: f64, north: f64, east: f64) -> Option<Bounds> {
        let corners = Position::new(south, west).is_some() && Position::new(north, east).is_some();
        (corners && south <= north && west <= east).then_some(Bounds { south, west, north, east })
    }

    /// The box with `degrees` more on every side.
    pub fn widened(self, degrees: f64) -> Bounds {
        Bounds {
            south: self.south - degrees,
            west: self.west - degrees,
            north: self.north + degrees,
            east: self.east + degrees,
        }
    }

    /// The box around both.
    #[must_use]
    pub fn joined(self, other: Bounds) -> Bounds {
        Bounds {
            south: self.south.min(other.south),
            west: self.west.min(other.west),
            north: self.north.max(other.north),
            east: self.east.max(other.east),
        }
    }

    /// Whether a position lies inside or on the edge.
    pub fn contains(&self, position: Position) -> bool {
        (self.south..=self.north).contains(&position.lat) && (self.west..=self.east).contains(&position.lng)
    }
}

/// Distance in words a person uses: `320 m`, `1.4 km`.
pub fn metres_text(metres: f64) -> String {
    if metres < 1000.0 {
        format!("{} m", ((metres / 10.0).round() * 10.0) as i64)
    } else {
        format!("{:.1} km", metres / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_right_to_a_metre_in_a_kilometre() {
        let a = Position { lat: 30.69, lng: 121.02 };
        let b = Position { lat: 30.70, lng: 121.02 };
        assert!((a.metres_to(b) - 1112.0).abs() < 1.0);
        assert!(a.around(500.0).contains(Position { lat: 30.6941, lng: 121.0249 }));
        assert!(!a.around(500.0).contains(b));
    }

    #[test]
    fn hostile_coordinates_are_refused() {
        for (lat, lng) in [(f64::NAN, 0.0), (f64::INFINITY, 0.0), (999.0, 0.0), (0.0, -181.0)] {
            assert!(Position::new(lat, lng).is_none());
        }
        assert!(Bounds::new(31.0, 121.0, 30.0, 122.0).is_none());
        for hostile in [r#"{"lat":999,"lng":121}"#, r#"{"lat":1e400,"lng":121}"#, r#"{"lat":30,"lng":-180.1}"#] {
            assert!(serde_json::from_str::<Position>(hostile).is_err(), "{hostile}");
        }
        assert!(serde_json::from_str::<Bounds>(r#"{"south":999,"west":1,"north":999,"east":2}"#).is_err());
        let sound = Position { lat: 30.69, lng: 121.02 };
        let text = serde_json::to_string(&sound).expect("written");
        assert_eq!(serde_json::from_str::<Position>(&text).expect("read"), sound);
    }
}
