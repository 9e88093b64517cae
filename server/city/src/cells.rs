//! The cells of one record, read one by one; whatever is wrong with one is noted, so that a file is judged as a whole.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use domain::geo::Position;
use geo::{Geometry, InteriorPoint, Validation};
use geojson::GeometryValue;

use super::file::{Column, Coordinates, Record, Wrong, Wrongs, quoted};
use super::{border, gcj02};

/// Characters that a name or a sentence may have.
const LONGEST: usize = 400;
/// Characters that a word of a list may have.
const LONGEST_WORD: usize = 60;

/// One record and what is wrong with it.
pub(super) struct Cells<'a> {
    pub(super) record: &'a Record,
    pub(super) columns: &'a [Column],
    pub(super) coordinates: Coordinates,
    pub(super) wrongs: &'a mut Wrongs,
}

impl Cells<'_> {
    /// Notes what is wrong.
    pub(super) fn wrong(&mut self, column: &str, what: impl Display, right: impl Display) {
        self.wrongs.push(Wrong::new(self.record.line, column, what, right));
    }

    fn cell(&self, column: &str) -> &str {
        let place = self.columns.iter().position(|known| known.name == column);
        place.and_then(|place| self.record.cells.get(place)).map_or("", String::as_str)
    }

    /// A text that may be empty.
    pub(super) fn optional(&mut self, column: &str) -> String {
        let text = self.cell(column).to_owned();
        if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
            self.wrong(column, "a control character", "plain text");
        } else if text.chars().count() > LONGEST {
            self.wrong(column, format!("{} characters", text.chars().count()), format!("at most {LONGEST}"));
        }
        text
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, column: &str) -> String {
        let text = self.optional(column);
        if text.is_empty() {
            self.wrong(column, "empty", "a text");
        }
        text
    }

    /// A code of ASCII letters, digits, `-` and `_`.
    pub(super) fn code(&mut self, column: &str) -> String {
        let text = self.text(column);
        let sound = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        if !text.chars().all(sound) || text.len() > 40 {
            self.wrong(column, quoted(&text), "at most 40 letters a–z, digits, - and _");
        }
        text
    }

    /// A code of so many digits.
    pub(super) fn digits(&mut self, column: &str, lengths: &[usize]) -> String {
        let text = self.text(column);
        let sound = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if !(text.is_empty() || sound) {
            let lengths: Vec<String> = lengths.iter().map(usize::to_string).collect();
            // What a spreadsheet makes of a long number: 3.30482E+16.
            let hint = if text.contains(['E', 'e', '.']) { "; format the column as text" } else { "" };
            self.wrong(column, quoted(&text), format!("{} digits{hint}", lengths.join(" or ")));
        }
        text
    }

    /// A whole number.
    pub(super) fn number<T: FromStr + PartialOrd + Display + Copy>(&mut self, column: &str, least: T, most: T) -> T {
        let text = self.cell(column).to_owned();
        match text.parse::<T>() {
            Ok(number) if number >= least && number <= most => number,
            _ => {
                self.wrong(column, quoted(&text), format!("a number from {least} to {most}"));
                least
            }
        }
    }

    /// One of these words.
    pub(super) fn one_of(&mut self, column: &str, words: &[&str]) -> String {
        let text = self.cell(column).to_owned();
        if !words.contains(&text.as_str()) {
            self.wrong(column, quoted(&text), format!("one of {}", words.join(", ")));
        }
        text
    }

    /// Yes or no; empty is no.
    pub(super) fn yes(&mut self, column: &str) -> bool {
        match self.cell(column).to_lowercase().as_str() {
            "1" | "true" | "yes" | "是" => true,
            "" | "0" | "false" | "no" | "否" => false,
            other => {
                let what = quoted(other);
                self.wrong(column, what, "1 or 0, 是 or 否");
                false
            }
        }
    }

    /// Words with `;` between them.
    pub(super) fn list(&mut self, column: &str) -> Vec<String> {
        let text = self.cell(column).to_owned();
        let too_long = |word: &str| word.chars().count() > LONGEST_WORD;
        if text.chars().any(char::is_control) || text.split([';', '；']).any(too_long) {
            self.wrong(
                column,
                quoted(&text),
                format!("words of at most {LONGEST_WORD} characters with ; between them"),
            );
        }
        let words: BTreeSet<&str> = text.split([';', '；']).map(str::trim).filter(|word| !word.is_empty()).collect();
        words.into_iter().map(str::to_owned).collect()
    }

    /// A position: the shape's point, or the columns `lat` and `lng`; `None` where there is neither.
    pub(super) fn position(&mut self) -> Option<Position> {
        if let Some(Geometry::Point(point)) = &self.record.shape {
            return self.on_earth(point.y(), point.x());
        }
        let (lat, lng) = (self.cell("lat").to_owned(), self.cell("lng").to_owned());
        if lat.is_empty() && lng.is_empty() {
            return None;
        }
        let degrees = |text: &str| text.parse::<f64>().ok().filter(|degrees| degrees.is_finite());
        let (Some(y), Some(x)) = (degrees(&lat), degrees(&lng)) else {
            let column = if degrees(&lat).is_none() { "lat" } else { "lng" };
            self.wrong(column, quoted(self.cell(column)), "degrees, such as 30.6985");
            return None;
        };
        let at = geo::Coord { x, y };
        let at = if self.coordinates == Coordinates::Gcj02 { gcj02::to_wgs84(at) } else { at };
        let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
        self.on_earth(round(at.y), round(at.x))
    }

    fn on_earth(&mut self, lat: f64, lng: f64) -> Option<Position> {
        let position = Position::new(lat, lng);
        if position.is_none() {
            self.wrong("lat", format!("{lat}, {lng} is not on earth"), "latitude −90 to 90, longitude −180 to 180");
        }
        position
    }

    /// A border, as it is stored; empty where there is none.
    pub(super) fn outline(&mut self) -> String {
        let fault = match &self.record.shape {
            None => return String::new(),
            Some(Geometry::Polygon(polygon)) => border::fault(std::slice::from_ref(polygon)),
            Some(Geometry::MultiPolygon(polygons)) => border::fault(&polygons.0),
            Some(_) => Some("no polygon".to_owned()),
        };
        self.sound(fault, "a Polygon or MultiPolygon whose border neither crosses nor touches itself")
    }

    /// A line, as it is stored.
    pub(super) fn line(&mut self) -> String {
        let fault = match &self.record.shape {
            Some(Geometry::LineString(line)) => line.check_validation().err().map(|fault| fault.to_string()),
            Some(Geometry::MultiLineString(lines)) => lines.check_validation().err().map(|fault| fault.to_string()),
            _ => Some("no line".to_owned()),
        };
        self.sound(fault, "a LineString or MultiLineString")
    }

    fn sound(&mut self, fault: Option<String>, right: &str) -> String {
        let Some(shape) = &self.record.shape else {
            self.wrong("geometry", fault.unwrap_or_default(), right);
            return String::new();
        };
        let value = GeometryValue::from(shape);
        if let Some(fault) = fault {
            self.wrong("geometry", fault, right);
        } else if let Some(at) = geo::CoordsIter::coords_iter(shape).find(|at| Position::new(at.y, at.x).is_none()) {
            self.wrong("geometry", format!("{}, {} is not on earth", at.y, at.x), "degrees, longitude first");
        }
        serde_json::to_string(&value).unwrap_or_default()
    }

    /// A point inside the shape.
    pub(super) fn middle(&self) -> Option<Position> {
        let point = self.record.shape.as_ref()?.interior_point()?;
        let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Position::new(round(point.y()), round(point.x()))
    }
}
