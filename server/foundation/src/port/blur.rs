//! Where a case is shown whose place is not released: a point of its square that only the city's key can tell.

use domain::geo::{Position, Square};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The key, ready for use: a map asks for thousands of points a second, and half of the work is the same for all of them.
#[derive(Clone)]
pub struct Blur(Hmac<Sha256>);

impl Blur {
    pub(super) fn new(keyed: Hmac<Sha256>) -> Blur {
        Blur(keyed)
    }

    /// The point of the square that is shown for a case: the same for ever, whatever spot of the square the case lies at, anywhere in it
    /// with the same chance, and without the key unrelated to the point of any other case, at the same spot or elsewhere. So neither one
    /// point nor the mean of many tells more than the square.
    pub fn shown(&self, exact: Position, case: &str) -> Position {
        let square = Square::of(exact);
        let mut mac = self.0.clone();
        mac.update(&square.north.to_be_bytes());
        mac.update(&square.east.to_be_bytes());
        mac.update(case.as_bytes());
        let bytes: [u8; 32] = mac.finalize().into_bytes().into();
        let [a, b, c, d, e, f, g, h, ..] = bytes;
        let share = |bytes: [u8; 4]| f64::from(u32::from_be_bytes(bytes)) / f64::from(u32::MAX);
        square.point(share([a, b, c, d]), share([e, f, g, h]))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::port::key::Keys;

    fn number(serial: u32) -> String {
        format!("PH20261123-{serial:06}")
    }

    proptest! {
        #[test]
        fn a_shown_point_tells_the_square_and_nothing_else(
            (lat, lng) in (-80.0..80.0_f64, -179.0..179.0_f64),
            (north, east) in (0.0..1.0_f64, 0.0..1.0_f64),
            serial in 0..1_000_000_u32,
        ) {
            let keys = Keys::new(&[7; 32]);
            let exact = Position { lat, lng };
            let square = Square::of(exact);
            let shown = keys.blur().shown(exact, &number(serial));
            prop_assert_eq!(Square::of(shown), square);
            prop_assert_eq!(keys.blur().shown(square.point(north, east), &number(serial)), shown, "wherever in the square it lies");
            prop_assert_eq!(Keys::new(&[7; 32]).blur().shown(exact, &number(serial)), shown, "after a restart");
        }
    }

    #[test]
    fn without_the_key_nobody_computes_it_and_cases_of_one_spot_are_shown_apart() {
        let (here, other) = (Keys::new(&[7; 32]), Keys::new(&[8; 32]));
        let exact = Position { lat: 30.690_13, lng: 121.020_91 };
        assert_ne!(here.blur().shown(exact, &number(1)), other.blur().shown(exact, &number(1)));
        assert_ne!(here.blur().shown(exact, &number(1)), here.blur().shown(exact, &number(2)));
    }

    /// Many cases at one corner of a square are shown evenly over it: their mean is its middle and each sixteenth gets its share, so that
    /// nothing points to the corner.
    #[test]
    fn many_cases_of_one_spot_are_shown_all_over_the_square() {
        const CASES: u32 = 16_000;
        let keys = Keys::new(&[7; 32]);
        let exact = Position { lat: 30.690_01, lng: 121.020_01 };
        let corner = Square::of(exact).bounds();
        let mut counts = [0_u32; 16];
        let (mut north, mut east) = (0.0, 0.0);
        for serial in 0..CASES {
            let shown = keys.blur().shown(exact, &number(serial));
            let (up, right) =
                ((shown.lat - corner.south) / domain::geo::SIDE, (shown.lng - corner.west) / domain::geo::SIDE);
            counts[(up * 4.0) as usize * 4 + (right * 4.0) as usize] += 1;
            (north, east) = (north + up / f64::from(CASES), east + right / f64::from(CASES));
        }
        assert!((north - 0.5).abs() < 0.01 && (east - 0.5).abs() < 0.01, "{north} {east}");
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }
}
