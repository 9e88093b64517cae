//! The flat sheet the city is drawn on: kilometers east and north of a point near its middle. At thirty kilometers
//! across the earth's curve is a few meters, far below what a schematic promises, and flat geometry is simple.

use domain::geo::Position;

/// The sheet's origin.
const ORIGIN: Position = Position { lat: 30.70, lng: 121.07 };
/// Kilometers of one degree of latitude here.
const KM_PER_LAT: f64 = 110.86;
/// Kilometers of one degree of longitude at the origin's latitude.
const KM_PER_LNG: f64 = 95.79;

/// A point of the sheet, in kilometers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// Kilometers east of the origin.
    pub x: f64,
    /// Kilometers north of the origin.
    pub y: f64,
}

impl Point {
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    pub fn of(position: Position) -> Point {
        Point { x: (position.lng - ORIGIN.lng) * KM_PER_LNG, y: (position.lat - ORIGIN.lat) * KM_PER_LAT }
    }

    /// The position to six decimals, about a decimeter: what is stored and shown is exactly what was computed with.
    pub fn position(self) -> Position {
        let six = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Position { lat: six(ORIGIN.lat + self.y / KM_PER_LAT), lng: six(ORIGIN.lng + self.x / KM_PER_LNG) }
    }

    pub fn plus(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }

    pub fn minus(self, other: Point) -> Point {
        Point::new(self.x - other.x, self.y - other.y)
    }

    pub fn times(self, factor: f64) -> Point {
        Point::new(self.x * factor, self.y * factor)
    }

    pub fn dot(self, other: Point) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// Positive when `other` points to the left of this direction.
    pub fn cross(self, other: Point) -> f64 {
        self.x * other.y - self.y * other.x
    }

    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    pub fn distance(self, other: Point) -> f64 {
        self.minus(other).length()
    }

    pub fn toward(self, other: Point, share: f64) -> Point {
        self.plus(other.minus(self).times(share))
    }

    /// The direction of this vector with length one; east when it has none.
    pub fn direction(self) -> Point {
        let length = self.length();
        if length > 0.0 { self.times(1.0 / length) } else { Point::new(1.0, 0.0) }
    }

    /// A quarter turn to the left.
    pub fn left(self) -> Point {
        Point::new(-self.y, self.x)
    }

    pub fn turned(self, angle: f64) -> Point {
        let (sin, cos) = angle.sin_cos();
        Point::new(self.x * cos - self.y * sin, self.x * sin + self.y * cos)
    }
}

/// The nearest point of the segment `a`–`b`, and how far along it lies, 0 to 1.
pub(super) fn nearest_on_segment(point: Point, a: Point, b: Point) -> (Point, f64) {
    let along = b.minus(a);
    let squared = along.dot(along);
    let share = if squared > 0.0 { (point.minus(a).dot(along) / squared).clamp(0.0, 1.0) } else { 0.0 };
    (a.toward(b, share), share)
}

/// Where the segments `a`–`b` and `c`–`d` cross.
pub(super) fn crossing_of_segments(a: Point, b: Point, c: Point, d: Point) -> Option<Point> {
    let (first, second) = (b.minus(a), d.minus(c));
    let denominator = first.cross(second);
    if denominator.abs() < 1e-12 {
        return None;
    }
    let share = c.minus(a).cross(second) / denominator;
    let other = c.minus(a).cross(first) / denominator;
    ((0.0..=1.0).contains(&share) && (0.0..=1.0).contains(&other)).then(|| a.toward(b, share))
}

/// A smooth bend of the whole sheet: nearby points move alike, so lines that meet still meet and areas that touch
/// still touch. `reach` is the size of the bends in kilometers, `strength` how far a point moves at most.
pub(super) fn bend(point: Point, reach: f64, strength: f64) -> Point {
    let k = std::f64::consts::TAU / reach;
    let x =
        (k * (0.83 * point.y + 0.31 * point.x) + 1.7).sin() + 0.5 * (k * 1.9 * (0.9 * point.y - 0.4 * point.x)).sin();
    let y = (k * (0.87 * point.x - 0.27 * point.y) + 4.1).sin()
        + 0.5 * (k * 2.1 * (0.7 * point.x + 0.6 * point.y) + 2.0).sin();
    Point::new(point.x + strength * x / 1.5, point.y + strength * y / 1.5)
}
