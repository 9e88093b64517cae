//! Chinese full-text search without a dictionary: overlapping pairs of characters.
//!
//! Both databases index the same tokens, so both find the same cases: every piece of two or more
//! characters of a stored text is found, and a single character as the start of a pair. Text and query are folded alike
//! ([`crate::normal::folded`]): width, accents, case and traditional characters make no difference. The server's alone.

use std::collections::BTreeSet;

use crate::normal::{folded, is_han};

/// Characters of a word without spaces that are indexed.
const LONGEST_WORD: usize = 64;

/// A run of characters that are searched alike.
enum Run {
    Han(Vec<char>),
    Word(String),
}

/// The runs of a folded text.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        if is_han(c) {
            match runs.last_mut() {
                Some(Run::Han(run)) if open => run.push(c),
                _ => runs.push(Run::Han(vec![c])),
            }
            open = true;
        } else if c.is_alphanumeric() {
            match runs.last_mut() {
                Some(Run::Word(run)) if open => run.push(c),
                _ => runs.push(Run::Word(c.to_string())),
            }
            open = true;
        } else {
            open = false;
        }
    }
    runs
}

/// The tokens of a text, separated by spaces, as both databases index them. A run of Han characters
/// becomes its overlapping pairs and its last character alone; anything else its lower-case words.
pub fn tokens(text: &str) -> String {
    folded_tokens(&folded(text))
}

/// The same of a text that is folded already.
pub(crate) fn folded_tokens(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for run in runs(text) {
        match run {
            Run::Han(run) => {
                out.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
                out.extend(run.last().map(char::to_string));
            }
            // A longer one than a database takes as a word is found by its beginning.
            Run::Word(word) => out.push(word.chars().take(LONGEST_WORD).collect()),
        }
    }
    out.join(" ")
}

/// One part of a query: tokens that must all be there; `prefix` when the last is only a beginning. Overlapping pairs leave little room for
/// another order, so where they stand is not looked at: a set of cases for each token is then all that a search needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The tokens in order.
    pub tokens: Vec<String>,
    /// Whether the last token is the beginning of one.
    pub prefix: bool,
}

/// Phrases of a query, and tokens of all of them together: a pasted page does not become an endless query.
const MOST_PHRASES: usize = 8;
const MOST_TOKENS: usize = 16;

/// What a person typed as phrases that must all be found, up to the bound. Empty when nothing can be searched.
pub fn phrases(query: &str) -> Vec<Phrase> {
    let mut left = MOST_TOKENS;
    let mut phrases: Vec<Phrase> = runs(&folded(query))
        .into_iter()
        .map(|run| match run {
            Run::Han(run) if run.len() == 1 => Phrase { tokens: vec![run.iter().collect()], prefix: true },
            Run::Han(run) => Phrase {
                tokens: run.windows(2).take(MOST_TOKENS).map(|pair| pair.iter().collect()).collect(),
                prefix: false,
            },
            Run::Word(word) => Phrase { tokens: vec![word.chars().take(LONGEST_WORD).collect()], prefix: true },
        })
        .take(MOST_PHRASES)
        .collect();
    for phrase in &mut phrases {
        phrase.tokens.truncate(left);
        left -= phrase.tokens.len();
    }
    phrases.retain(|phrase| !phrase.tokens.is_empty());
    phrases
}

/// Letters of the beginnings of a word that are indexed as what they are.
const LONGEST_BEGINNING: usize = 3;

/// The beginnings by which a token is found without its end: the first character of a pair, the first few letters of a word.
pub fn prefixes(token: &str) -> Vec<String> {
    let letters: Vec<char> = token.chars().take(LONGEST_BEGINNING).collect();
    let lengths = match letters.first() {
        Some(first) if is_han(*first) => 1..=1,
        Some(first) if first.is_alphanumeric() => 1..=letters.len(),
        _ => return Vec::new(),
    };
    lengths.map(|length| letters.iter().take(length).collect()).collect()
}

/// The tokens of a text that is compared with others.
pub struct TokenSet(BTreeSet<String>);

impl TokenSet {
    /// Reads it once for all comparisons.
    pub fn new(text: &str) -> TokenSet {
        TokenSet(tokens(text).split(' ').filter(|token| !token.is_empty()).map(str::to_owned).collect())
    }

    /// How alike another text is: shared tokens over all tokens (Jaccard), 0 to 1.
    pub fn likeness(&self, other: &str) -> f64 {
        self.likeness_to(&TokenSet::new(other))
    }

    /// The same with a text that was read before.
    pub fn likeness_to(&self, TokenSet(other): &TokenSet) -> f64 {
        let shared = self.0.intersection(other).count();
        let all = self.0.len() + other.len() - shared;
        if all == 0 { 0.0 } else { shared as f64 / all as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the index does with tokens and phrases, in a few lines: the test's own oracle.
    fn found(text: &str, query: &str) -> bool {
        let tokens = tokens(text);
        let tokens: Vec<&str> = tokens.split(' ').collect();
        phrases(query).iter().all(|phrase| {
            phrase.tokens.iter().enumerate().all(|(i, want)| {
                let begins = phrase.prefix && i + 1 == phrase.tokens.len();
                tokens.iter().any(|have| have == want || (begins && have.starts_with(want.as_str())))
            })
        })
    }

    #[test]
    fn a_token_is_found_by_its_beginnings() {
        assert_eq!(prefixes("路灯"), ["路"]);
        assert_eq!(prefixes("led12"), ["l", "le", "led"]);
        assert_eq!(prefixes("b"), ["b"]);
        assert_eq!(prefixes("\u{e000}12"), [""; 0]);
    }

    #[test]
    fn text_becomes_pairs_and_words() {
        assert_eq!(tokens("路灯不亮，LED12"), "路灯 灯不 不亮 亮 led12");
        assert_eq!(tokens("ＡＢ 井"), "ab 井");
        assert!(found("解放路的路灯不亮了", "路灯"));
        assert!(found("解放路的路灯不亮了", "了"));
        assert!(!found("解放路的路灯不亮了", "灯路"));
    }

    #[test]
    fn i13_what_is_written_in_another_form_is_found() {
        for (text, query) in [
            ("Cafe\u{301} 门口漏電", "café"),
            ("Café 门口漏電", "cafe\u{301}"),
            ("Café 门口漏電", "漏电"),
            ("路灯漏电", "漏電"),
            ("⽔管爆裂", "水管"),
            ("ＬＥＤ１２", "led12"),
            ("LED12", "ＬＥＤ１２"),
            ("路\u{200b}灯不亮", "路灯"),
            ("路灯不亮", "路\u{feff}灯"),
        ] {
            assert!(found(text, query), "{query:?} in {text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_piece_of_a_text_is_found(text in "[一-龥]{2,30}", start in 0usize..30, length in 1usize..30) {
            let chars: Vec<char> = text.chars().collect();
            let start = start % chars.len();
            let end = (start + length).min(chars.len());
            let piece: String = chars[start..end].iter().collect();
            prop_assert!(found(&text, &piece), "{piece} in {text}");
        }

        #[test]
        fn any_text_is_harmless(text in "\\PC{0,200}") {
            let _ = tokens(&text);
            let phrases = phrases(&text);
            prop_assert!(phrases.len() <= MOST_PHRASES);
            prop_assert!(phrases.iter().map(|phrase| phrase.tokens.len()).sum::<usize>() <= MOST_TOKENS);
            prop_assert!(phrases.iter().all(|phrase| !phrase.tokens.is_empty()));
        }
    }
}
