//! Classes of problems (GB/T 47678.5-2026 and the city's own), their filing conditions, and finding the right one.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use strum::{IntoStaticStr, VariantArray};

use crate::deadline::Limit;
use crate::language::Name;

/// A component 部件 has an identity; a matter 事项 happens.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ClassKind {
    /// 部件.
    Component,
    /// 事项.
    Matter,
}

impl ClassKind {
    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The kind of a stored code.
    pub fn from_code(code: &str) -> Option<ClassKind> {
        ClassKind::VARIANTS.iter().copied().find(|kind| kind.code() == code)
    }
}

/// Names a class. The kind belongs to the key: matters 01–05 repeat the components' codes.
/// Written `matter-01037` in forms and URLs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClassId {
    /// Component or matter.
    pub kind: ClassKind,
    /// Five digits: two of the major class, three of the class.
    pub code: String,
}

impl fmt::Display for ClassId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.kind.code(), self.code)
    }
}

/// The text is not `component-` or `matter-` and five digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAClassId;

impl FromStr for ClassId {
    type Err = NotAClassId;

    fn from_str(text: &str) -> Result<ClassId, NotAClassId> {
        let (kind, code) = text.split_once('-').ok_or(NotAClassId)?;
        let kind = ClassKind::from_code(kind).ok_or(NotAClassId)?;
        if code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit()) {
            Ok(ClassId { kind, code: code.to_owned() })
        } else {
            Err(NotAClassId)
        }
    }
}

/// A class 小类.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Its key.
    pub id: ClassId,
    pub name: Name,
    /// The name of its major class 大类.
    pub major: Name,
    /// The city's own, not on the national list.
    pub local: bool,
    /// Never shown to the public.
    pub private: bool,
    /// Means danger to people.
    pub emergency: bool,
}

/// A filing condition 立案条件 with its closing condition and time limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    pub id: i64,
    /// What must be the case for filing.
    pub filing: Name,
    /// What must be the case for closing.
    pub closing: Name,
    /// How long handling may take.
    pub limit: Limit,
    /// Danger to people: clocks run day and night.
    pub urgent: bool,
    /// No longer in the city's file: cases may have been filed by it, no other is.
    #[serde(skip)]
    pub retired: bool,
}

/// A class that fits what somebody typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    pub class: Class,
    /// The word that led to it.
    pub because: String,
    /// How well it fits; larger is better, only for ordering.
    pub score: u32,
}

/// A text, or a name or synonym to be found in one, folded; taken apart once for all comparisons.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Debug)]
pub struct Phrase {
    text: String,
    length: u32,
    /// Its tokens of two characters and more, in their order and as a set.
    pairs: Vec<String>,
    set: std::collections::HashSet<String>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Phrase {
    /// Takes a folded text apart.
    pub fn new(folded: &str) -> Phrase {
        let tokens = crate::search::folded_tokens(folded);
        let pairs = tokens.split(' ').filter(|token| token.chars().nth(1).is_some()).map(str::to_owned);
        let pairs: Vec<String> = pairs.collect();
        let set = pairs.iter().cloned().collect();
        Phrase { text: folded.to_owned(), length: folded.chars().count() as u32, pairs, set }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How well this name fits what somebody typed: one that stands in the text as a whole counts most, the longer the better; then the
    /// share of its pairs of characters that the text has. 0 when it does not fit.
    pub fn fit(&self, typed: &Phrase) -> u32 {
        let bare = typed.text.trim();
        if self.length == 0 || bare.is_empty() {
            return 0;
        }
        if stands_in(&typed.text, &self.text) {
            // One character inside a longer text says less than any word that text is a part of.
            return if self.length == 1 && bare != self.text { 450 } else { 1000 + self.length * 20 };
        }
        let length = bare.chars().count() as u32;
        // One letter says nothing, one character of Chinese is a word.
        if (length >= 2 || bare.chars().all(crate::normal::is_han)) && self.text.contains(bare) {
            return 600 + length * 200 / self.length;
        }
        let (want, shared) = (self.pairs.len(), self.pairs.iter().filter(|pair| typed.set.contains(*pair)).count());
        if shared * 2 > want { (shared * 500 / want) as u32 } else { 0 }
    }
}

/// Whether a name stands in a text as a whole: `ice` does not stand in `police`.
#[cfg(not(target_arch = "wasm32"))]
fn stands_in(text: &str, name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let cut = |inside: Option<char>, outside: Option<char>| {
            inside.is_some_and(is_letter) && outside.is_some_and(is_letter)
        };
        !cut(name.chars().next(), before.chars().next_back()) && !cut(name.chars().next_back(), after.chars().next())
    })
}

/// How well a class's name or synonym fits a text, both folded; see [`Phrase::fit`].
#[cfg(not(target_arch = "wasm32"))]
pub fn fit(text: &str, words: &str) -> u32 {
    Phrase::new(words).fit(&Phrase::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_carry_the_kind() {
        let id: ClassId = "matter-01037".parse().expect("a key");
        assert_eq!(id.to_string(), "matter-01037");
        for wrong in ["01037", "matter-1037", "matter-0103x", "thing-01037", "matter-010371"] {
            assert!(wrong.parse::<ClassId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_longer_word_in_the_text_fits_better() {
        let text = "我家门口的路灯不亮了";
        assert!(fit(text, "路灯不亮") > fit(text, "路灯"));
        assert!(fit(text, "路灯") > fit(text, "路灯配电箱"));
        assert_eq!(fit(text, "井盖"), 0);
        assert!(fit("street light out", "street light") > 0);
        assert_eq!(fit("", "路灯"), 0);
    }
}
