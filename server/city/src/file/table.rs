//! Tables: CSV with a heading; commas, semicolons or tabs between the columns.

use super::{Column, MOST_WRONGS, Record, Wrong, Wrongs, places};

/// Reads the lines below the heading.
pub(super) fn read(text: &str, columns: &[Column]) -> Result<Vec<Record>, Wrongs> {
    // Excel's own hint at the delimiter is no line.
    let hint = text.lines().next().filter(|line| line.starts_with("sep=")).map_or(0, |line| line.len() + 1);
    let (hint, text) = (usize::from(hint > 0), text.get(hint..).unwrap_or_default());
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: char| heading.matches(mark).count();
    let between = [',', '\t', ';', '，'].into_iter().max_by_key(|mark| count(*mark)).filter(|mark| count(*mark) > 0);
    if between == Some('，') {
        return Err(vec![Wrong::new(1, "", "the columns are divided by ，", "a plain comma")]);
    }
    let between = between.filter(char::is_ascii).map_or(b',', |mark| mark as u8);
    let mut reader = csv::ReaderBuilder::new().delimiter(between).flexible(true).from_reader(text.as_bytes());
    let headings: Vec<String> = match reader.headers() {
        Ok(headings) => headings.iter().map(str::to_owned).collect(),
        Err(error) => return Err(vec![unreadable(&error, 1)]),
    };
    let places = places(&headings, columns, 1 + hint)?;
    let mut records = Vec::new();
    let mut wrongs = Wrongs::new();
    let mut row = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                wrongs.push(unreadable(&error, reader.position().line() as usize + hint));
                break;
            }
        }
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        // Where the record before it ended; empty lines may stand between.
        let line = row.position().map_or(0, |position| {
            let rest = text.get(position.byte() as usize..).unwrap_or_default();
            position.line() as usize + rest.bytes().take_while(|byte| *byte == b'\n').count() + hint
        });
        // A spreadsheet leaves out empty cells at the end of a line, or adds some.
        if row.iter().skip(headings.len()).any(|cell| !cell.trim().is_empty()) {
            let what = format!("{} cells", row.len());
            wrongs.push(Wrong::new(line, "", what, format!("{}, as in the heading", headings.len())));
            if wrongs.len() >= MOST_WRONGS {
                break;
            }
            continue;
        }
        let mut cells = vec![String::new(); columns.len()];
        for (place, asked) in &places {
            row.get(*place).unwrap_or_default().trim().clone_into(&mut cells[*asked]);
        }
        records.push(Record { line, cells, shape: None });
    }
    if wrongs.is_empty() && records.is_empty() {
        wrongs.push(Wrong::new(1, "", "no line below the heading", "at least one"));
    }
    if wrongs.is_empty() { Ok(records) } else { Err(wrongs) }
}

fn unreadable(error: &csv::Error, line: usize) -> Wrong {
    Wrong::new(line, "", error, "cells with commas or line breaks stand between quotes")
}

/// Writes them, as [`read`] reads them.
pub(super) fn write(columns: &[Column], records: &[Record]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heading = columns.iter().map(|column| column.name);
    // Writing into memory cannot fail.
    let mut written = writer.write_record(heading);
    for record in records {
        written = written.and_then(|()| writer.write_record(&record.cells));
    }
    drop(written);
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
