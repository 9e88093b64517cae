//! The drawn city as a whole.

use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::Instant;

use super::dice::Dice;
use super::polygon::{contains, edges, signed_area};
use super::*;

static CITY: LazyLock<Schematic> = LazyLock::new(|| Schematic::demo().unwrap());

fn ring(corners: &[Position]) -> Vec<Point> {
    corners.iter().copied().map(Point::of).collect()
}

/// Positions all over the city's box.
fn samples(count: usize) -> impl Iterator<Item = Position> {
    let mut dice = Dice::named("samples");
    let [south, west, north, east] = CITY.bounds();
    (0..count)
        .map(move |_| Position { lat: south + (north - south) * dice.unit(), lng: west + (east - west) * dice.unit() })
}

#[test]
fn the_city_is_drawn_the_same_every_time_and_fast() {
    let start = Instant::now();
    let again = Schematic::demo().unwrap();
    // Unoptimized on a busy machine; optimized it takes some twenty milliseconds.
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    assert_eq!(again.towns, CITY.towns);
    assert_eq!(again.grids, CITY.grids);
    assert_eq!(again.roads, CITY.roads);
    assert_eq!(again.waters, CITY.waters);
    assert_eq!(again.components, CITY.components);
    assert_eq!(again.base_map(), CITY.base_map());
}

#[test]
fn towns_fill_the_city_without_overlap() {
    let rings: Vec<Vec<Point>> = CITY.towns.iter().map(|town| ring(&town.outline)).collect();
    let mut inside = 0;
    for position in samples(2000) {
        let owners = rings.iter().filter(|ring| contains(ring, Point::of(position))).count();
        assert!(owners <= 1, "{position:?}");
        inside += owners;
        let found = CITY.locate(position.lat, position.lng);
        assert_eq!(found.is_some(), owners == 1, "{position:?}");
    }
    assert!((800..1800).contains(&inside), "{inside}");
    let area: f64 = rings.iter().map(|ring| signed_area(ring)).sum();
    assert!((500.0..700.0).contains(&area), "{area} square kilometers");
}

#[test]
fn no_border_crosses_itself() {
    for town in &CITY.towns {
        let ring = ring(&town.outline);
        assert!(signed_area(&ring) > 0.0, "{} runs clockwise", town.name_en);
        let edges: Vec<(Point, Point)> = edges(&ring).collect();
        for (number, (a, b)) in edges.iter().enumerate() {
            for (c, d) in edges.iter().skip(number + 2) {
                let meet = plane::crossing_of_segments(*a, *b, *c, *d);
                assert!(meet.is_none() || a == d, "{} at {meet:?}", town.name_en);
            }
        }
    }
}

#[test]
fn every_border_corner_between_towns_is_shared() {
    for town in &CITY.towns {
        let corners: HashSet<String> = town.outline.iter().map(|corner| format!("{corner:?}")).collect();
        let shared = CITY.towns.iter().filter(|other| other.code != town.code);
        let shared = shared.flat_map(|other| &other.outline).filter(|at| corners.contains(&format!("{at:?}")));
        assert!(shared.count() > 20, "{}", town.name_en);
    }
}

#[test]
fn each_center_lies_in_its_own_town_community_and_grid() {
    for town in &CITY.towns {
        assert_eq!(CITY.locate(town.center.lat, town.center.lng).unwrap().town.code, town.code);
    }
    for community in &CITY.communities {
        let place = CITY.locate(community.center.lat, community.center.lng).unwrap();
        assert_eq!((&place.community.code, &place.town.code), (&community.code, &community.town));
    }
    for grid in &CITY.grids {
        assert_eq!(CITY.locate(grid.center.lat, grid.center.lng).unwrap().grid.id, grid.id);
    }
}

#[test]
fn grids_are_numbered_by_their_community() {
    let ids: HashSet<&str> = CITY.grids.iter().map(|grid| grid.id.as_str()).collect();
    assert_eq!(ids.len(), CITY.grids.len());
    for grid in &CITY.grids {
        assert_eq!(grid.id.len(), 15);
        assert!(grid.id.starts_with(&grid.community) && grid.community.starts_with(&grid.town));
        assert!(grid.outline.len() > 2);
    }
    for community in &CITY.communities {
        let own = CITY.grids.iter().filter(|grid| grid.community == community.code).count();
        assert!((2..=6).contains(&own), "{} has {own}", community.name_en);
    }
}

#[test]
fn components_are_five_thousand_with_codes_of_their_own() {
    let codes: HashSet<&str> = CITY.components.iter().map(|component| component.code.as_str()).collect();
    assert_eq!((codes.len(), CITY.components.len()), (COMPONENT_COUNT, COMPONENT_COUNT));
    for component in &CITY.components {
        assert_eq!(component.code.len(), 17);
        assert!(component.code.starts_with(&format!("{CITY_CODE}{}", component.class)));
        assert!(component.place.zh.contains('近') && component.place.en.contains("near "), "{component:?}");
    }
}

#[test]
fn every_component_stands_in_its_town_beside_its_road() {
    for component in &CITY.components {
        let town = CITY.towns.iter().find(|town| town.code == component.town).unwrap();
        assert!(contains(&ring(&town.outline), Point::of(component.position)), "{component:?}");
        let road = CITY.roads.iter().find(|road| road.id == component.road).unwrap();
        assert_eq!(road.town, component.town);
        let line = ring(&road.line);
        let off = line.windows(2).map(|pair| {
            let point = Point::of(component.position);
            plane::nearest_on_segment(point, pair[0], pair[1]).0.distance(point)
        });
        assert!(off.fold(f64::INFINITY, f64::min) < 0.035, "{component:?}");
        let place = CITY.locate(component.position.lat, component.position.lng).unwrap();
        assert_eq!((&place.grid.id, &place.community.code), (&component.grid, &component.community));
    }
}

#[test]
fn component_classes_are_named_as_in_the_class_table() {
    let classes = include_str!("../../data/class.tsv");
    let mut seen = HashSet::new();
    for component in CITY.components.iter().filter(|component| seen.insert(component.class.clone())) {
        let named = format!("\t{}\t{}\t{}\t", component.class, component.name_zh, component.name_en);
        assert!(classes.lines().any(|line| line.starts_with("component\t") && line.contains(&named)), "{named:?}");
    }
    assert_eq!(seen.len(), 15);
}

#[test]
fn roads_stay_in_their_town_and_off_the_lake() {
    let lake = CITY.waters.iter().find(|water| water.kind == WaterKind::Lake).unwrap();
    let lake = ring(&lake.line);
    for road in &CITY.roads {
        for at in &road.line {
            assert_eq!(CITY.locate(at.lat, at.lng).unwrap().town.code, road.town, "{}", road.id);
            assert!(!contains(&lake, Point::of(*at)), "{}", road.id);
        }
    }
    for name in table::read_road_names(ROAD_NAMES).unwrap() {
        let drawn = CITY.roads.iter().any(|road| road.town == name.town && road.name_zh == name.name_zh);
        assert!(drawn, "{} is drawn nowhere in {}", name.name_zh, name.town);
    }
}

#[test]
fn places_are_told_in_both_languages() {
    for position in samples(300) {
        let inside = CITY.locate(position.lat, position.lng).is_some();
        assert_eq!(CITY.place_words(position.lat, position.lng).is_some(), inside);
    }
    let lamp = CITY.components.iter().find(|component| component.class == "01037").unwrap();
    let near = CITY.nearest_road(lamp.position.lat, lamp.position.lng).unwrap();
    assert!(near.distance < 30.0);
    assert!(CITY.nearest_road(0.0, 0.0).is_none());
    for (lat, lng) in [(f64::NAN, 121.0), (f64::INFINITY, 121.0), (31.5, 121.0), (30.55, 121.25)] {
        assert!(CITY.locate(lat, lng).is_none() && CITY.place_words(lat, lng).is_none());
    }
}

#[test]
fn the_base_map_is_small_and_says_what_it_is() {
    let map = CITY.base_map();
    assert!(map.len() <= 60_000, "{} bytes", map.len());
    assert!(map.contains("示意图"));
    assert_eq!(map.matches("\"kind\":\"town\"").count(), 9);
    assert_eq!(map.matches('{').count(), map.matches('}').count());
    assert_eq!(map.matches('[').count(), map.matches(']').count());
}

#[test]
fn a_town_or_community_out_of_place_is_a_fault() {
    let names = table::read_road_names(ROAD_NAMES).unwrap();
    let mut areas = table::read_areas(AREAS).unwrap();
    let village = areas.iter_mut().find(|area| area.code == "330482108223").unwrap();
    (village.lat, village.lng) = (30.815, 121.06);
    assert!(Schematic::draw(&areas, &names).unwrap_err().message.contains("韩家庙村"));
    areas.retain(|area| area.code != "330482108");
    assert_eq!(Schematic::draw(&areas, &names).unwrap_err().file, "road_name.tsv");
}
