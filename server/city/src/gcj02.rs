//! GCJ-02, the coordinates of Chinese web maps: WGS-84 bent by a few hundred metres with a formula that everybody knows and nobody
//! publishes. Undone by trying until the bent position is the one that was asked for.

use std::f64::consts::PI;

use geo::Coord;

/// The ellipsoid of the formula (Krasovsky 1940): half the longer axis in metres, and the square of its eccentricity.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY: f64 = 0.006_693_421_622_965_943;

/// The WGS-84 position of one in GCJ-02; exact to a millimetre. Outside China nothing is bent.
pub(super) fn to_wgs84(bent: Coord) -> Coord {
    let mut guess = bent;
    for _ in 0..6 {
        let again = from_wgs84(guess);
        guess = Coord { x: guess.x - (again.x - bent.x), y: guess.y - (again.y - bent.y) };
    }
    guess
}

/// The GCJ-02 position of one in WGS-84.
fn from_wgs84(at: Coord) -> Coord {
    if !(72.004..137.8347).contains(&at.x) || !(0.8293..55.8271).contains(&at.y) {
        return at;
    }
    let (x, y) = (at.x - 105.0, at.y - 35.0);
    let wave = |value: f64, weight: f64, period: f64| weight * (value * PI / period).sin();
    let ripple = wave(x, 20.0, 1.0 / 6.0) + wave(x, 20.0, 0.5);
    let lat = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + (ripple + wave(y, 20.0, 1.0) + wave(y, 40.0, 3.0) + wave(y, 160.0, 12.0) + wave(y, 320.0, 30.0)) * 2.0 / 3.0;
    let lng = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + (ripple + wave(x, 20.0, 1.0) + wave(x, 40.0, 3.0) + wave(x, 150.0, 12.0) + wave(x, 300.0, 30.0)) * 2.0 / 3.0;
    let angle = at.y.to_radians();
    let curve = 1.0 - ECCENTRICITY * angle.sin().powi(2);
    let lat = lat.to_degrees() / (AXIS * (1.0 - ECCENTRICITY) / (curve * curve.sqrt()));
    let lng = lng.to_degrees() / (AXIS / curve.sqrt() * angle.cos());
    Coord { x: at.x + lng, y: at.y + lat }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_of_a_web_map_comes_back_to_the_ground() {
        let ground = to_wgs84(Coord { x: 116.410_244_499_169_38, y: 39.916_404_281_501_64 });
        assert!((ground.x - 116.404).abs() < 1e-8 && (ground.y - 39.915).abs() < 1e-8, "{ground:?}");
        let place = Coord { x: 121.02, y: 30.69 };
        let there_and_back = to_wgs84(from_wgs84(place));
        assert!((there_and_back.x - place.x).abs() < 1e-9 && (there_and_back.y - place.y).abs() < 1e-9);
        assert!((from_wgs84(place).x - place.x).abs() > 0.003);
        let abroad = Coord { x: 2.35, y: 48.85 };
        assert_eq!(to_wgs84(abroad), abroad);
    }
}
