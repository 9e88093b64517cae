//! The bytes of a file as text: UTF-8, with or without the mark that Excel writes before it, UTF-16 with its mark, or GB 18030, which Excel
//! writes in China.

use encoding_rs::{Encoding, GB18030};

use super::Wrong;

/// Bytes that a file may have: a million components in a table.
pub const LARGEST: usize = 128 << 20;

/// The text of a file.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Wrong> {
    if bytes.len() > LARGEST {
        let what = format!("the file has {} MB", bytes.len() >> 20);
        return Err(Wrong::new(1, "", what, format!("at most {} MB; split it", LARGEST >> 20)));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, wrong) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if wrong { Err(unreadable(bytes, encoding.name())) } else { Ok(text.into_owned()) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (text, wrong) = GB18030.decode_without_bom_handling(bytes);
    if wrong || is_latin(bytes) { Err(unreadable(bytes, "UTF-8")) } else { Ok(text.into_owned()) }
}

/// Whether accented letters stand between plain ones, as in `Café`: as GB 18030 they would become rare Chinese characters without a word.
fn is_latin(bytes: &[u8]) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let accented = |place: usize| (0xc0..=0xff).contains(&bytes[place]);
    (1..bytes.len()).any(|place| accented(place) && letter(bytes.get(place - 1)) && letter(bytes.get(place + 1)))
}

/// The first line that cannot be read.
fn unreadable(bytes: &[u8], encoding: &str) -> Wrong {
    let place = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let line = 1 + bytes[..place].iter().filter(|byte| **byte == b'\n').count();
    let what = format!("the text cannot be read as {encoding}");
    Wrong::new(line, "", what, "UTF-8 or GB 18030; in Excel: save as “CSV UTF-8”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_writes_is_read() {
        let text = "code,name_zh\n1,垟里村\n";
        let marked = ["\u{feff}".as_bytes(), text.as_bytes()].concat();
        let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let national = GB18030.encode(text).0;
        for bytes in [text.as_bytes(), &marked, &wide, &national] {
            assert_eq!(decode(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn latin_letters_are_told_with_their_line() {
        for bytes in [&b"code,name_en\n1,Caf\xe9 \n"[..], b"code,name_en\n1,M\xfcller\n", b"code\n\xff\xff\n"] {
            assert_eq!(decode(bytes).map_err(|wrong| wrong.line), Err(2));
        }
    }
}
