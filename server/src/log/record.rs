//! One record of the log, as it may be written.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// Bytes of a line at most, its end included.
pub const LONGEST: usize = 4096;
/// Hexadecimal digits in a row that may be a secret, or a half of one: the shortest of ours has 32. Ids of requests and cases are far
/// shorter.
const SECRET: usize = 20;
/// What stands where a record was cut.
const CUT: &str = "…";

/// A record as one line: no character that breaks a line, paints a terminal or turns its writing around, no secret, not longer than
/// [`LONGEST`]. An object of JSON stays one.
pub fn clean(record: &str, json: bool) -> String {
    let mut line = escaped(&masked(record.trim_end_matches('\n')));
    if line.len() >= LONGEST {
        line = if json { shortened(&line) } else { cut(&line, LONGEST - 1) };
    }
    line.push('\n');
    line
}

/// Without what looks like a secret of ours, in whatever a library said.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_hexdigit()) {
        let (before, from) = rest.split_at(start);
        let digits = from.bytes().take_while(u8::is_ascii_hexdigit).count();
        let (run, after) = from.split_at(digits);
        out.push_str(before);
        out.push_str(if digits >= SECRET { "***" } else { run });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What a terminal or an editor would obey instead of showing it becomes `\\u…`, which JSON reads back and people can read.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_obeyed(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// Control characters, those that separate lines, direct the writing, or are not seen at all.
fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The beginning of a text, with a mark when something is missing.
fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let mut end = most - CUT.len();
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{CUT}", &text[..end])
}

/// An object of JSON whose texts are cut, the longer ones more, until it is short enough.
fn shortened(line: &str) -> String {
    let mut record = serde_json::from_str::<Value>(line).unwrap_or_else(|_| Value::String(cut(line, LONGEST / 2)));
    let mut most = LONGEST / 2;
    while most >= 16 {
        cut_texts(&mut record, most);
        let line = escaped(&record.to_string());
        if line.len() < LONGEST {
            return line;
        }
        most /= 2;
    }
    let kept = ["timestamp", "level", "target"];
    let fields = record.as_object().into_iter().flatten().filter(|(name, _)| kept.contains(&name.as_str()));
    let mut fields: Map<String, Value> = fields.map(|(name, value)| (name.clone(), value.clone())).collect();
    fields.insert("message".to_owned(), "a record that was too long".into());
    Value::Object(fields).to_string()
}

fn cut_texts(value: &mut Value, most: usize) {
    match value {
        Value::String(text) => *text = cut(text, most),
        Value::Array(values) => values.iter_mut().for_each(|value| cut_texts(value, most)),
        Value::Object(fields) => fields.values_mut().for_each(|value| cut_texts(value, most)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i12_nothing_in_a_record_is_obeyed() {
        let hostile = "a\r\nINFO forged\u{1b}[31m\u{202e}abc\u{2028}\u{2066}\u{200f}\u{61c}\u{85}\u{e0041}\n";
        let line = clean(hostile, false);
        assert_eq!(
            line,
            "a\\u000d\\u000aINFO forged\\u001b[31m\\u202eabc\\u2028\\u2066\\u200f\\u061c\\u0085\\udb40\\udc41\n"
        );
        let json = clean("{\"message\":\"路灯 \u{202e}x\u{e0041}\"}\n", true);
        let read: Value = serde_json::from_str(&json).expect("still JSON");
        assert_eq!(read["message"], "路灯 \u{202e}x\u{e0041}");
        assert!(!json.contains('\u{202e}'));
    }

    #[test]
    fn a07_what_looks_like_a_secret_is_masked() {
        let secret = "5ec2e7".repeat(7);
        assert_eq!(clean(&format!("GET /track/{secret}/ HTTP"), false), "GET /track/***/ HTTP\n");
        assert_eq!(clean(&format!("5.1795399200.{}", "0a".repeat(16)), false), "5.1795399200.***\n");
        let harmless = "id=1e2bfa00-1f PH20261123-000123 30.69 feed\n";
        assert_eq!(clean(harmless, false), harmless);
    }

    #[test]
    fn i12_a_line_has_a_length() {
        for json in [false, true] {
            for letter in ["a", "灯", "\\\"", "\u{202e}"] {
                let long = letter.repeat(20_000);
                let record = if json {
                    serde_json::json!({ "level": "INFO", "message": long, "span": { "a": long } }).to_string()
                } else {
                    long
                };
                let line = clean(&record, json);
                assert!(line.len() <= LONGEST && line.ends_with('\n'), "{}", line.len());
                assert!(
                    !json || serde_json::from_str::<Value>(&line).is_ok_and(|record| record["level"] == "INFO"),
                    "{line}"
                );
            }
        }
        let many: Map<String, Value> = (0..2000).map(|n| (format!("field{n}"), "x".into())).collect();
        let line = clean(&Value::Object(many).to_string(), true);
        assert!(line.len() <= LONGEST && line.contains("too long"), "{line}");
    }
}
