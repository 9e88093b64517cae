//! Two rivers, a canal and a lake of invented course and shape, and the bay. Points are kilometers on the sheet.

use super::line::{dense, smooth};
use super::locate::TownIndex;
use super::outline;
use super::plane::Point;
use super::polygon::simplify;
use super::run::runs;
use super::shape::{Water, WaterKind};

/// The lake's middle, east of the old town.
const LAKE: Point = Point { x: -1.95, y: -0.55 };
/// The lake's mean radius in kilometers.
const LAKE_RADIUS: f64 = 0.72;

/// Name in Chinese and English, width in meters, drawn course.
type Course = (&'static str, &'static str, f64, &'static [(f64, f64)]);

const RIVERS: &[Course] = &[
    (
        "清晏塘",
        "Qingyan Canal",
        90.0,
        &[
            (-17.5, 0.2),
            (-14.2, 0.9),
            (-11.4, 1.2),
            (-8.4, 0.3),
            (-6.4, 1.5),
            (-4.0, 1.2),
            (-2.3, 0.3),
            (-1.6, -1.3),
            (0.2, -2.6),
            (2.9, -3.2),
            (4.3, -5.2),
            (4.6, -7.6),
            (6.3, -9.6),
            (6.9, -12.6),
        ],
    ),
    (
        "长泖河",
        "Changmao River",
        120.0,
        &[
            (-9.5, 13.4),
            (-6.2, 12.9),
            (-3.6, 11.2),
            (-1.2, 11.0),
            (1.6, 11.4),
            (3.8, 9.6),
            (5.0, 7.0),
            (6.4, 4.9),
            (9.2, 4.4),
            (11.8, 4.0),
            (13.4, 2.2),
            (15.4, 1.6),
            (18.5, 2.6),
        ],
    ),
    ("白漾港", "Baiyang Creek", 50.0, &[(-2.4, 11.1), (-3.4, 8.8), (-2.4, 6.6), (-3.5, 4.4), (-2.8, 2.2), (-2.2, 0.2)]),
    (
        "独秀塘",
        "Duxiu Canal",
        50.0,
        &[(11.8, 4.0), (11.2, 1.2), (12.0, -1.2), (10.6, -3.2), (10.0, -6.0), (10.9, -8.4), (10.6, -11.5)],
    ),
];

/// All waters, rivers cut off at the city's outline.
pub(super) fn waters(towns: &TownIndex) -> Vec<Water> {
    let mut waters: Vec<Water> = RIVERS.iter().filter_map(|course| river(towns, course)).collect();
    waters.push(ring("镜湖", "Jing Lake", WaterKind::Lake, &lake_shore()));
    waters.push(ring("杭州湾", "Hangzhou Bay", WaterKind::Bay, &outline::bay()));
    waters
}

/// Moves a point of a road off the lake: what would run through it runs along its shore.
pub(super) fn around_lake(point: Point) -> Point {
    let off = point.minus(LAKE);
    let shore = shore_radius(off);
    let share = off.length() / shore;
    // The push fades without a step, so that no road gets a corner where it begins.
    let (near, far) = (1.14, 2.4);
    if share >= far {
        return point;
    }
    let pushed = share + near * (1.0 - share / far).powi(2);
    LAKE.plus(off.direction().times(shore * pushed))
}

fn river(towns: &TownIndex, (name_zh, name_en, width, course): &Course) -> Option<Water> {
    let drawn: Vec<Point> = course.iter().map(|(x, y)| Point::new(*x, *y)).collect();
    let line: Vec<Point> = smooth(&drawn, 24).into_iter().map(|point| super::plane::bend(point, 3.1, 0.16)).collect();
    // A river may touch several towns; for it only inside and outside matter.
    let inside = runs(&dense(&line, 0.1), |point| towns.town(point).map(|_| 0));
    let longest = inside.into_iter().max_by(|a, b| super::line::length(&a.1).total_cmp(&super::line::length(&b.1)));
    longest.map(|(_, line)| Water {
        name_zh: (*name_zh).to_owned(),
        name_en: (*name_en).to_owned(),
        kind: WaterKind::River,
        line: simplify(&line, 0.004).into_iter().map(Point::position).collect(),
        width: *width,
    })
}

fn ring(name_zh: &str, name_en: &str, kind: WaterKind, shore: &[Point]) -> Water {
    Water {
        name_zh: name_zh.to_owned(),
        name_en: name_en.to_owned(),
        kind,
        line: shore.iter().map(|point| point.position()).collect(),
        width: 0.0,
    }
}

fn lake_shore() -> Vec<Point> {
    let corners = (0..48).map(|step| Point::new(1.0, 0.0).turned(f64::from(step) * std::f64::consts::TAU / 48.0));
    corners.map(|direction| LAKE.plus(direction.times(shore_radius(direction)))).collect()
}

fn shore_radius(direction: Point) -> f64 {
    let angle = direction.y.atan2(direction.x);
    LAKE_RADIUS
        * (1.0 + 0.2 * (2.0 * angle + 2.2).sin() + 0.12 * (3.0 * angle).sin() + 0.05 * (5.0 * angle + 1.0).sin())
}
