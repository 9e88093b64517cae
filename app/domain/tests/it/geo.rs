//! Distances and boxes.

use domain::geo::{Bounds, Position, metres_text};

const fn at(lat: f64, lng: f64) -> Position {
    Position { lat, lng }
}

#[test]
fn distances_are_those_of_the_globe() {
    // A degree of a meridian; one of the parallel of 60 degrees, half as long; a quarter of the globe; its other side.
    for (from, to, metres) in [
        (at(0.0, 0.0), at(1.0, 0.0), 111_195.0),
        (at(60.0, 10.0), at(60.0, 11.0), 55_597.0),
        (at(30.0, 120.0), at(31.0, 121.0), 146_776.0),
        (at(0.0, 0.0), at(0.0, 90.0), 10_007_557.0),
        (at(0.0, 0.0), at(0.0, 180.0), 20_015_115.0),
        (at(30.69, 121.02), at(30.69, 121.02), 0.0),
    ] {
        let measured = from.metres_to(to);
        assert!((measured - metres).abs() <= metres * 1e-3 + 0.001, "{from:?} {to:?}: {measured}");
        assert!((measured - to.metres_to(from)).abs() < 1e-6, "as far back as there");
    }
}

#[test]
fn a_position_is_one_of_the_globe() {
    for (lat, lng, sound) in [
        (90.0, 180.0, true),
        (-90.0, -180.0, true),
        (90.1, 0.0, false),
        (0.0, 180.1, false),
        (-90.1, 0.0, false),
        (f64::NAN, f64::NAN, false),
    ] {
        assert_eq!(Position::new(lat, lng).is_some(), sound, "{lat} {lng}");
    }
}

#[test]
fn the_box_around_a_place_reaches_as_far_on_every_side() {
    let here = at(60.0, 10.0);
    let around = here.around(1000.0);
    for edge in [at(around.north, 10.0), at(around.south, 10.0), at(60.0, around.east), at(60.0, around.west)] {
        let metres = here.metres_to(edge);
        assert!((metres - 1000.0).abs() < 2.0, "{edge:?}: {metres}");
    }
    assert!(around.north > around.south && around.east > around.west);
}

#[test]
fn boxes_are_widened_joined_and_asked() {
    let one = Bounds { south: 1.0, west: 2.0, north: 3.0, east: 4.0 };
    assert_eq!(one.widened(0.5), Bounds { south: 0.5, west: 1.5, north: 3.5, east: 4.5 });
    let other = Bounds { south: 0.0, west: 3.0, north: 2.0, east: 9.0 };
    assert_eq!(one.joined(other), Bounds { south: 0.0, west: 2.0, north: 3.0, east: 9.0 });
    assert_eq!(other.joined(one), one.joined(other));
    for (position, inside) in [
        (at(1.0, 2.0), true),
        (at(3.0, 4.0), true),
        (at(2.0, 3.0), true),
        (at(0.9, 3.0), false),
        (at(3.1, 3.0), false),
        (at(2.0, 1.9), false),
        (at(2.0, 4.1), false),
    ] {
        assert_eq!(one.contains(position), inside, "{position:?}");
    }
}

#[test]
fn a_box_has_its_edges_the_right_way_round() {
    assert!(Bounds::new(30.0, 120.0, 31.0, 121.0).is_some());
    assert!(Bounds::new(30.0, 120.0, 30.0, 120.0).is_some(), "a point is a box");
    for (south, west, north, east) in
        [(31.0, 120.0, 30.0, 121.0), (30.0, 122.0, 31.0, 121.0), (-91.0, 0.0, 1.0, 1.0), (0.0, 0.0, 1.0, 181.0)]
    {
        assert_eq!(Bounds::new(south, west, north, east), None);
    }
}

#[test]
fn distances_are_told_in_round_figures() {
    for (metres, text) in
        [(0.0, "0 m"), (4.0, "0 m"), (318.0, "320 m"), (994.0, "990 m"), (1000.0, "1.0 km"), (1449.0, "1.4 km")]
    {
        assert_eq!(metres_text(metres), text);
    }
}
