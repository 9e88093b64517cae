//! `city`: names, numbers and hours, a table with one line for each: what it is, in Chinese, in English.

use std::collections::HashSet;

use domain::city::City;
use domain::geo::Bounds;
use domain::language::Name;
use domain::report::{EmergencyCall, EmergencyService};

use super::record;
use crate::cells::Cells;
use crate::file::{Column, Coordinates, Record, Wrong, Wrongs, optional, required};

/// The columns of the file.
pub(crate) const COLUMNS: &[Column] =
    &[required("item", "项目"), required("value", "内容"), optional("english", "英文")];

/// The lines that a file may have, apart from `emergency_…`, and what stands there.
const ITEMS: [(&str, &str); 7] = [
    ("name", "the city's name: 平湖市, Pinghu"),
    ("product", "what the system is called: 平湖精治, Pinghu Jingzhi"),
    ("code", "the six digits of the administration"),
    ("number_prefix", "one to four capital letters before case numbers"),
    ("hotline", "the number that answers day and night"),
    ("working_hours", "such as 8:30-12:00 14:00-17:30"),
    ("map_start", "south, west, north, east in degrees, with spaces between"),
];

/// Reads the lines into a city; what they do not name is as everywhere in the country.
pub(crate) fn read(records: &[Record], wrongs: &mut Wrongs) -> City {
    let mut city = City::default();
    let mut seen = HashSet::new();
    for record in records {
        let mut cells = Cells { record, columns: COLUMNS, coordinates: Coordinates::Wgs84, wrongs };
        let (item, value, english) = (cells.code("item"), cells.text("value"), cells.optional("english"));
        if !seen.insert(item.clone()) {
            cells.wrong("item", format!("{item:?} a second time"), "each item once");
        }
        if !set(&mut city, &item, &value, english) {
            match ITEMS.iter().find(|(name, _)| *name == item) {
                Some((_, right)) => cells.wrong("value", format!("{value:?}"), right),
                None => {
                    let items: Vec<&str> = ITEMS.iter().map(|(name, _)| *name).collect();
                    let right = format!("one of {}, emergency_police, …", items.join(", "));
                    cells.wrong("item", format!("{item:?}"), right);
                }
            }
        }
    }
    // Where a company's own number is not told, the hotline puts through to it.
    for call in &mut city.emergency_numbers {
        let by_hotline = matches!(call.service, EmergencyService::Gas | EmergencyService::Water);
        if by_hotline && !seen.contains(&format!("emergency_{}", call.service.code())) {
            call.digits.clone_from(&city.hotline);
        }
    }
    for needed in ["name", "product", "code", "number_prefix"] {
        if !seen.contains(needed) {
            wrongs.push(Wrong::new(1, "item", format!("no line {needed}"), "name, product, code and number_prefix"));
        }
    }
    city
}

/// Sets an item; false when it is none or its value cannot be.
fn set(city: &mut City, item: &str, value: &str, english: String) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let digits = |text: &str| is_digits(&text.replace('-', ""));
    match item {
        "name" => city.name = Name::new(value, english),
        "product" => city.product = Name::new(value, english),
        "code" if value.len() == 6 && is_digits(value) => value.clone_into(&mut city.code),
        "number_prefix" if (1..=4).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            value.clone_into(&mut city.number_prefix);
        }
        "hotline" if digits(value) => value.clone_into(&mut city.hotline),
        "working_hours" => match hours(value) {
            Some(hours) => city.working_hours = hours,
            None => return false,
        },
        "map_start" => match bounds(value) {
            Some(bounds) => city.map_start = Some(bounds),
            None => return false,
        },
        _ => {
            let service = item.strip_prefix("emergency_").and_then(EmergencyService::from_code);
            let call = city.emergency_numbers.iter_mut().find(|call| Some(call.service) == service);
            match call {
                Some(call) if digits(value) => value.clone_into(&mut call.digits),
                _ => return false,
            }
        }
    }
    true
}

/// Spans of a day that follow one another, in minutes from midnight.
fn hours(text: &str) -> Option<Vec<(u32, u32)>> {
    let minute = |text: &str| {
        let (hour, minute) = text.split_once([':', '：'])?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 24 && minute < 60 && hour * 60 + minute <= 1440).then(|| hour * 60 + minute)
    };
    let span = |text: &str| {
        let (from, to) = text.split_once(['-', '–'])?;
        Some((minute(from)?, minute(to)?))
    };
    let spans: Vec<(u32, u32)> = text.split_whitespace().map(span).collect::<Option<_>>()?;
    let times: Vec<u32> = spans.iter().flat_map(|(from, to)| [*from, *to]).collect();
    (!times.is_empty() && times.is_sorted_by(|a, b| a < b)).then_some(spans)
}

fn bounds(text: &str) -> Option<Bounds> {
    let edges: Vec<f64> = text.split_whitespace().map(|edge| edge.parse().ok()).collect::<Option<_>>()?;
    let [south, west, north, east] = edges[..] else { return None };
    Bounds::new(south, west, north, east)
}

/// The lines that say what a city is.
pub(crate) fn records(city: &City) -> Vec<Record> {
    let time = |minute: u32| format!("{}:{:02}", minute / 60, minute % 60);
    let hours: Vec<String> =
        city.working_hours.iter().map(|(from, to)| format!("{}-{}", time(*from), time(*to))).collect();
    let mut records = vec![
        record(["name", &city.name.zh, &city.name.en]),
        record(["product", &city.product.zh, &city.product.en]),
        record(["code", &city.code, ""]),
        record(["number_prefix", &city.number_prefix, ""]),
        record(["hotline", &city.hotline, ""]),
        record(["working_hours", &hours.join(" "), ""]),
    ];
    if let Some(Bounds { south, west, north, east }) = city.map_start {
        records.push(record(["map_start", &format!("{south} {west} {north} {east}"), ""]));
    }
    let number = |call: &EmergencyCall| record([&format!("emergency_{}", call.service.code()), &call.digits, ""]);
    records.extend(city.emergency_numbers.iter().map(number));
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_follow_one_another() {
        assert_eq!(hours("8:30-12:00 14:00-17:30"), Some(vec![(510, 720), (840, 1050)]));
        assert_eq!(hours("0:00-24:00"), Some(vec![(0, 1440)]));
        for wrong in [
            "",
            "8-12",
            "8:30-8:30",
            "12:00-8:30",
            "8:30-12:00 11:00-13:00",
            "8:60-9:00",
            "25:00-26:00",
            "71582788:16-99999999:00",
        ] {
            assert_eq!(hours(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_written_is_read_the_same() {
        let city = City {
            name: Name::new("嘉善县", "Jiashan"),
            code: "330421".to_owned(),
            map_start: Bounds::new(30.7, 120.7, 31.0, 121.0),
            ..City::default()
        };
        let mut wrongs = Wrongs::new();
        assert_eq!(read(&records(&city), &mut wrongs), city);
        assert_eq!(wrongs, []);
    }
}
