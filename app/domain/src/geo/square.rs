//! Squares of some 200 m: as much as a reader may know of a place that is not released.

use super::{Bounds, Position};

/// Side of a square in degrees.
pub const SIDE: f64 = 0.002;

/// A tenth of a millimetre, in degrees: what lies on an edge belongs to the square that begins there, however its digits are rounded.
const EDGE: f64 = 1e-9;

/// One square of the net over the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Square {
    /// Sides from the equator to its southern edge.
    pub north: i32,
    /// Sides from Greenwich to its western edge.
    pub east: i32,
}

impl Square {
    /// The square a position lies in.
    pub fn of(position: Position) -> Square {
        let sides = |degrees: f64| ((degrees + EDGE) / SIDE).floor() as i32;
        Square { north: sides(position.lat), east: sides(position.lng) }
    }

    /// The point that lies these shares of a side, each from 0 to 1, north and east of its corner: always inside.
    pub fn point(self, north: f64, east: f64) -> Position {
        let within = |sides: i32, share: f64| f64::from(sides) * SIDE + share.clamp(0.0, 1.0) * (SIDE - 2.0 * EDGE);
        Position { lat: within(self.north, north), lng: within(self.east, east) }
    }

    /// The box it fills; its northern and eastern edges belong to the next squares.
    pub fn bounds(self) -> Bounds {
        let edge = |sides: i32| f64::from(sides) * SIDE - EDGE;
        Bounds {
            south: edge(self.north),
            west: edge(self.east),
            north: edge(self.north + 1),
            east: edge(self.east + 1),
        }
    }

    /// Metres from a position to the nearest point of the square; 0 inside.
    pub fn metres_from(self, position: Position) -> f64 {
        let Bounds { south, west, north, east } = self.bounds();
        let nearest = Position { lat: position.lat.clamp(south, north), lng: position.lng.clamp(west, east) };
        position.metres_to(nearest)
    }
}

impl Bounds {
    /// The smallest box of whole squares around this one. Whether a case is inside then tells no more of its place than its square does.
    pub fn in_whole_squares(self) -> Bounds {
        let first = Square::of(Position { lat: self.south, lng: self.west }).bounds();
        let last = Square::of(Position { lat: self.north, lng: self.east }).bounds();
        first.joined(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        fn somewhere()(lat in -80.0..80.0_f64, lng in -179.0..179.0_f64) -> Position {
            Position { lat, lng }
        }
    }

    proptest! {
        #[test]
        fn every_point_of_a_square_is_in_it(position in somewhere(), north in 0.0..=1.0_f64, east in 0.0..=1.0_f64) {
            let square = Square::of(position);
            let point = square.point(north, east);
            prop_assert_eq!(Square::of(point), square);
            prop_assert!(square.bounds().contains(point) && square.bounds().contains(position));
            prop_assert_eq!(square.metres_from(point), 0.0);
        }

        #[test]
        fn a_box_of_whole_squares_holds_a_square_whole_or_not_at_all(
            position in somewhere(),
            metres in 1.0..2000.0_f64,
            (a, b) in ((-0.02..0.02_f64, -0.02..0.02_f64), (0.0..1.0_f64, 0.0..1.0_f64)),
        ) {
            let whole = position.around(metres).in_whole_squares();
            let square = Square::of(Position { lat: position.lat + a.0, lng: position.lng + a.1 });
            prop_assert_eq!(whole.contains(square.point(b.0, b.1)), whole.contains(square.point(0.5, 0.5)));
        }

        #[test]
        fn the_distance_to_a_square_is_the_same_from_wherever_in_it_something_lies(position in somewhere(), (north, east) in (0.0..1.0_f64, 0.0..1.0_f64)) {
            let neighbor = Position { lat: position.lat + 0.003, lng: position.lng - 0.001 };
            let square = Square::of(neighbor);
            prop_assert_eq!(square.metres_from(position), Square::of(square.point(north, east)).metres_from(position));
            prop_assert!(square.metres_from(position) <= position.metres_to(neighbor) + 0.01);
        }
    }

    #[test]
    fn what_lies_on_an_edge_belongs_to_the_square_that_begins_there() {
        for sides in [15_345, 60_510, 1, 0, -7] {
            let lat = f64::from(sides) * SIDE;
            assert_eq!(Square::of(Position { lat, lng: 121.02 }).north, sides);
        }
    }
}
