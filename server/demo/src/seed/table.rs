//! The tables of invented words: tab-separated text inside the program, so that a mistake in them is a mistake of a release.

use foundation::Failure;

/// Reads the lines below the heading, each with exactly `N` fields.
///
/// # Errors
/// A line with another number of fields, or one that cannot be read.
pub(crate) fn rows<T, const N: usize>(
    file: &'static str,
    text: &'static str,
    read: impl Fn([&'static str; N]) -> Result<T, String>,
) -> Result<Vec<T>, Failure> {
    let lines = text.lines().zip(1..).skip(1);
    let row = |(line, number): (&'static str, usize)| {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let fields = fields.try_into().map_err(|fields: Vec<&str>| format!("{} fields instead of {N}", fields.len()));
        fields.and_then(&read).map_err(|wrong| Failure::Inside(format!("{file} line {number}: {wrong}")))
    };
    lines.map(row).collect()
}
