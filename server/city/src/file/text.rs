//! The bytes of a file as text: UTF-8, with or without the mark that Excel writes before it, UTF-16 with its mark, or GB 18030, which Excel
//! writes in China. Lines end with `\n`, whatever system wrote them.

use encoding_rs::{Encoding, GB18030};

use super::Wrong;

/// Bytes that a file may have: some five hundred thousand components in a table.
pub const LARGEST: usize = 64 << 20;

/// The text of a file.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Wrong> {
    if bytes.len() > LARGEST {
        let what = format!("the file has {} MB", bytes.len() >> 20);
        return Err(Wrong::new(1, "", what, format!("at most {} MB; split it", LARGEST >> 20)));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Wrong::new(1, "", "an Excel workbook or a zip file", "in Excel: save as “CSV UTF-8”"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Wrong::new(1, "", "the file is empty", "a heading and at least one line"));
    }
    let text = read(bytes)?;
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

fn read(bytes: &[u8]) -> Result<String, Wrong> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, wrong) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if wrong { Err(unreadable(&text, '\u{fffd}')) } else { Ok(text.into_owned()) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (text, wrong) = GB18030.decode_without_bom_handling(bytes);
    if wrong {
        return Err(unreadable(&text, '\u{fffd}'));
    }
    match latin(&text) {
        Some(letter) => Err(unreadable(&text, letter)),
        None => Ok(text.into_owned()),
    }
}

/// A rare Chinese character that stands alone beside a Latin letter: so `Cafés` and `École` look in GB 18030.
fn latin(text: &str) -> Option<char> {
    // The common characters and signs come first; dictionaries order them by sound.
    let is_rare = |letter: char| match *GB18030.encode(&letter.to_string()).0 {
        [first, second] => !(second >= 0xa1 && (0xa1..0xd8).contains(&first)),
        _ => false,
    };
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_ascii() {
            let behind = letters.peek().copied().unwrap_or('\n');
            let alone = before.is_ascii() && behind.is_ascii();
            if alone && (before.is_ascii_alphabetic() || behind.is_ascii_alphabetic()) && is_rare(letter) {
                return Some(letter);
            }
        }
        before = letter;
    }
    None
}

/// The line on which a text goes wrong.
fn unreadable(text: &str, at: char) -> Wrong {
    let before = text.split(at).next().unwrap_or_default();
    let line = 1 + before.matches('\n').count();
    Wrong::new(line, "", "the text is neither UTF-8 nor GB 18030", "in Excel: save as “CSV UTF-8”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_writes_is_read() {
        let text = "code,name_zh\n1,垟里村\n2,A鄉政府\n3,Größe\n";
        let marked = ["\u{feff}".as_bytes(), text.as_bytes()].concat();
        let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let windows = text.replace('\n', "\r\n");
        for bytes in [text.as_bytes(), &marked, &wide, windows.as_bytes()] {
            assert_eq!(decode(bytes).as_deref(), Ok(text));
        }
        let chinese = "代码,名称\n1,垟里村\n2,A鄉政府\n3,啤酒B区\n";
        assert_eq!(decode(&GB18030.encode(chinese).0).as_deref(), Ok(chinese));
    }

    #[test]
    fn latin_letters_are_told_with_their_line() {
        for bytes in [
            &b"code,name_en\n1,Caf\xe9 \n"[..],
            b"code,name_en\n1,M\xfcller\n",
            b"code,name_en\r\n1,\xc9cole\r\n",
            b"code\nGr\xf6\xdfe\n",
            b"code\n\xd6sterreich\n",
            b"code\n\xff\xff\n",
        ] {
            assert_eq!(decode(bytes).map_err(|wrong| wrong.line), Err(2), "{}", bytes.escape_ascii());
        }
        for bytes in [&b""[..], b" \n\n", b"PK\x03\x04 a workbook"] {
            assert!(decode(bytes).is_err());
        }
    }
}
