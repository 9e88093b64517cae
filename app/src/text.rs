//! Every word of the interface in both languages, from the catalogues in `text/`.
//!
//! A message without arguments is a constant: `words(text::citizen::REPORT)`; one with arguments a function that takes the
//! language first: `text::citizen::photos_left(language(), 2)`.

pub mod fault;
pub mod list;
pub mod term;

use domain::fault::Fault;
use domain::language::{Language, Name};

/// A message in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The message in a language.
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

/// A message in the language of the page.
pub fn words(text: Text) -> &'static str {
    text.get(crate::preferences::language())
}

/// A fault in the language of the page.
pub fn fault_words(fault: Fault) -> String {
    fault::told(fault, crate::preferences::language(), &crate::city::city())
}

/// A name of the city in the language of the page.
pub fn name(name: &Name) -> String {
    name.get(crate::preferences::language()).to_owned()
}

include!(concat!(env!("OUT_DIR"), "/text.rs"));
