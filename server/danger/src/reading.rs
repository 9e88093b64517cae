//! A text as the lexicon reads it: folded, without what stands between characters, cut into sentences.
//!
//! In a sentence Han characters follow each other, words and numbers stand between single spaces, and the only sign left is the comma,
//! which ends a clause.

use domain::normal::{folded, is_han};

use crate::spelling::{standard, whole};

/// Characters that are read at most: ten times what a report may hold.
const MOST: usize = 10_000;

/// Characters of a title: what is longer is no title.
const LONGEST_TITLE: usize = 20;

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Han(char),
    Letter(char),
    Comma,
    End,
    /// White space and every other sign: nothing.
    Gap,
}

/// The sentences of a text. None is empty.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let text: String = text.chars().take(MOST).flat_map(spoken).collect();
    let signs = together(&signs(&untitled(&folded(&text))));
    let mut sentences = Vec::new();
    let mut sentence = String::new();
    let mut before = Sign::End;
    for sign in signs {
        match sign {
            Sign::Han(c) => {
                if matches!(before, Sign::Letter(_)) || before == Sign::Gap && ends_with_letter(&sentence) {
                    sentence.push(' ');
                }
                sentence.push(c);
            }
            Sign::Letter(c) => {
                if !matches!(before, Sign::Letter(_)) && !sentence.is_empty() && !sentence.ends_with(',') {
                    sentence.push(' ');
                }
                sentence.push(c);
            }
            Sign::Comma if !sentence.is_empty() && !sentence.ends_with(',') => sentence.push(','),
            Sign::End if !sentence.is_empty() => sentences.push(std::mem::take(&mut sentence)),
            Sign::Comma | Sign::End | Sign::Gap => {}
        }
        before = sign;
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
    sentences.into_iter().map(|sentence| whole(&said(&standard(&sentence)))).collect()
}

/// Titles left out: 《大爆炸》 is a film.
fn untitled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, title)) = rest.split_once('《') {
        out.push_str(before);
        match title.split_once('》') {
            Some((name, after)) if name.chars().nth(LONGEST_TITLE).is_none() => rest = after,
            // A mark without its other half says nothing.
            _ => rest = title,
        }
    }
    out.push_str(rest);
    out
}

fn ends_with_letter(text: &str) -> bool {
    text.chars().last().is_some_and(|c| !is_han(c) && c != ',' && c != ' ')
}

/// The few pictures that people write instead of a word.
fn spoken(c: char) -> impl Iterator<Item = char> {
    let word = match c {
        '🔥' => "火",
        '🆘' => "救命",
        '💥' => "爆炸",
        _ => "",
    };
    word.chars().chain(word.is_empty().then_some(c))
}

fn signs(text: &str) -> Vec<Sign> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let sign = |(at, c): (usize, &char)| match *c {
        c if is_han(c) => Some(Sign::Han(c)),
        c if c.is_alphanumeric() => Some(Sign::Letter(c)),
        // It's and its are one word.
        '\'' | '’' | '‘' | '`' | '´' => None,
        '.' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => Some(Sign::Gap),
        '.' | '!' | '?' | ';' | '。' | '\n' => Some(Sign::End),
        ',' | '、' | ':' => Some(Sign::Comma),
        _ => Some(Sign::Gap),
    };
    chars.iter().enumerate().filter_map(sign).collect()
}

/// Characters that somebody set apart one by one (着，火，了 or f-i-r-e) are put together again: three or more of one kind, each with
/// something between it and the next.
fn together(signs: &[Sign]) -> Vec<Sign> {
    let between = |sign: &Sign| matches!(sign, Sign::Gap | Sign::Comma | Sign::End);
    let mut out: Vec<Sign> = Vec::with_capacity(signs.len());
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let (run, end) = set_apart(signs, at);
        if run.len() >= 3 && (at == 0 || signs.get(at - 1).is_none_or(between)) {
            out.extend(run);
            at = end;
        } else {
            out.push(*sign);
            at += 1;
        }
    }
    out
}

/// The characters from `at` on that are set apart from each other, and where they end.
fn set_apart(signs: &[Sign], at: usize) -> (Vec<Sign>, usize) {
    let alike = |a: &Sign, b: &Sign| {
        matches!((a, b), (Sign::Han(_), Sign::Han(_)))
            || matches!((a, b), (Sign::Letter(a), Sign::Letter(b)) if a.is_alphabetic() && b.is_alphabetic())
    };
    let mut run = Vec::new();
    let mut end = at;
    let mut next = at;
    while let Some(sign @ (Sign::Han(_) | Sign::Letter(_))) = signs.get(next) {
        let alone = !matches!(signs.get(next + 1), Some(Sign::Han(_) | Sign::Letter(_)));
        if !alone || run.first().is_some_and(|first| !alike(first, sign)) {
            break;
        }
        run.push(*sign);
        end = next + 1;
        next = end;
        let mut apart = matches!(sign, Sign::Letter(_));
        while let Some(between @ (Sign::Gap | Sign::Comma | Sign::End)) = signs.get(next) {
            // Spaces between Han characters are nothing at all: a comma among such characters is a comma.
            apart |= *between != Sign::Gap;
            next += 1;
        }
        if !apart {
            break;
        }
    }
    (run, end)
}

/// Letters drawn out (fireeee, helpppp) once: nobody writes three of a kind otherwise.
fn said(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence.chars().peekable();
    while let Some(c) = rest.next() {
        let mut times = 1;
        while rest.next_if_eq(&c).is_some() {
            times += 1;
        }
        let kept = if c.is_ascii_alphabetic() && times > 2 { 1 } else { times.min(3) };
        out.extend(std::iter::repeat_n(c, kept));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn i13_a_text_is_read_whatever_stands_between_its_characters() {
        for (text, read) in [
            ("着 火 了", "着火了"),
            ("着，火，了！", "着火了"),
            ("着 火 ， 快 来", "着火,快来"),
            ("着\u{200b}火*了", "着火了"),
            ("厨房ON FIRE了", "厨房 on fire 了"),
            ("f-i-r-e", "fire"),
            ("It’s fireeeee", "its fire"),
            ("3.5米", "3 5 米"),
            ("家里起🔥了", "家里起火了"),
            ("伊勿动哉，叫勿应", "他不动了,叫不应"),
            ("I'm stuck, he’s hurt", "i am stuck,he is hurt"),
        ] {
            assert_eq!(sentences(text), [read], "{text}");
        }
        assert_eq!(sentences("路灯坏了。着火，快来！"), ["路灯坏了", "着火,快来"]);
        assert_eq!(sentences("《大爆炸》的声音太大《"), ["的声音太大"]);
        assert_eq!(sentences(" ，。! "), [""; 0]);
    }
}
