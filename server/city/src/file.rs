//! A file that a city brings or takes away: a table (CSV) or shapes (GeoJSON), read into records whose lines are known, so that what is
//! wrong can be told where it stands.

mod shapes;
mod table;
mod text;

use std::collections::HashMap;
use std::fmt;

use geo::Geometry;

pub use text::LARGEST;

/// What is wrong in a file, where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line, counted from one.
    pub line: usize,
    /// The column or property; empty when it is the whole line.
    pub column: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub right: String,
}

impl Wrong {
    pub(super) fn new(line: usize, column: &str, what: impl fmt::Display, right: impl fmt::Display) -> Wrong {
        Wrong { line, column: column.to_owned(), what: what.to_string(), right: right.to_string() }
    }
}

/// What is wrong in a file, in its order.
pub type Wrongs = Vec<Wrong>;

/// So many are told at once; a file with more of them is of another kind.
pub const MOST_WRONGS: usize = 1_000;

/// What stands in a cell, as it is told: nobody reads more of it.
pub(super) fn quoted(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() == text.len() { format!("{text:?}") } else { format!("{start:?}…") }
}

/// A column of a table, or a property of a shape.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// The same in Chinese, which is read as well.
    pub zh: &'static str,
    /// Whether a file without it says nothing.
    pub required: bool,
}

/// A column that every file must have.
pub(super) const fn required(name: &'static str, zh: &'static str) -> Column {
    Column { name, zh, required: true }
}

/// A column that may be left out.
pub(super) const fn optional(name: &'static str, zh: &'static str) -> Column {
    Column { name, zh, required: false }
}

/// In what coordinates a file's positions are. They are kept in WGS-84.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coordinates {
    /// What satellites tell.
    #[default]
    Wgs84,
    /// China's national frame (CGCS2000): within decimetres the same, and kept as it is.
    Cgcs2000,
    /// What Chinese web maps show (GCJ-02), some hundred metres off.
    Gcj02,
}

impl Coordinates {
    /// Reads `wgs84`, `cgcs2000` or `gcj02`.
    pub fn from_code(code: &str) -> Option<Coordinates> {
        match code {
            "wgs84" => Some(Coordinates::Wgs84),
            "cgcs2000" => Some(Coordinates::Cgcs2000),
            "gcj02" => Some(Coordinates::Gcj02),
            _ => None,
        }
    }
}

/// One line of a table, or one shape.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    pub(super) line: usize,
    /// One text for each column asked for; empty where there is none.
    pub(super) cells: Vec<String>,
    pub(super) shape: Option<Geometry>,
}

/// Reads a file whose records have these columns.
///
/// # Errors
/// What is wrong with the file as a whole, or with lines that cannot be read.
pub(super) fn read(bytes: &[u8], columns: &[Column], coordinates: Coordinates) -> Result<Vec<Record>, Wrongs> {
    let text = text::decode(bytes).map_err(|wrong| vec![wrong])?;
    if text.trim_start().starts_with('{') {
        shapes::read(&text, columns, coordinates)
    } else {
        table::read(&text, columns)
    }
}

/// Writes records as a table.
pub(super) fn write_table(columns: &[Column], records: &[Record]) -> String {
    table::write(columns, records)
}

/// Writes records as shapes, one a line.
pub(super) fn write_shapes(columns: &[Column], records: &[Record]) -> String {
    shapes::write(columns, records)
}

/// Which of the columns asked for stands where, from the headings of a file; and what is wrong with these.
fn places(headings: &[String], columns: &[Column], line: usize) -> Result<HashMap<usize, usize>, Wrongs> {
    let mut wrongs = Wrongs::new();
    let mut places = HashMap::new();
    let known = || columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
    for (place, heading) in headings.iter().enumerate() {
        let heading = heading.trim();
        if wrongs.len() >= MOST_WRONGS {
            break;
        }
        match columns.iter().position(|column| column.name.eq_ignore_ascii_case(heading) || column.zh == heading) {
            Some(asked) if places.values().any(|taken| *taken == asked) => {
                wrongs.push(Wrong::new(line, heading, "this column is there twice", "each column once"));
            }
            Some(asked) => drop(places.insert(place, asked)),
            None if heading.is_empty() => {}
            None => wrongs.push(Wrong::new(
                line,
                "",
                format!("no column {}", quoted(heading)),
                format!("one of {}", known()),
            )),
        }
    }
    for (asked, column) in columns.iter().enumerate() {
        if column.required && !places.values().any(|taken| *taken == asked) {
            let right = format!("a column {} ({})", column.name, column.zh);
            wrongs.push(Wrong::new(line, column.name, "the column is missing", right));
        }
    }
    if wrongs.is_empty() { Ok(places) } else { Err(wrongs) }
}
