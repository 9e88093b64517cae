//! Every word of the interface in both languages, from the catalogues in `text/`.
//!
//! A message without arguments is a constant: `words(text::citizen::REPORT)`; one with arguments a function that takes the
//! language first: `text::citizen::photos_left(language(), 2)`.

pub mod fault;
pub mod list;
pub mod term;

use domain::fault::Fault;
use domain::language::{Language, Name};

use crate::city::CityNames;

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

/// A message that names the city or its hotline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CityText(Text);

impl CityText {
    /// The message in a language, with the city's words in it.
    pub fn get(self, language: Language, city: &CityNames) -> String {
        filled(self.0.get(language), city)
    }
}

/// A message with the city's words in it, where it names some.
fn filled(text: &str, city: &CityNames) -> String {
    text.replace("{city}", &city.name).replace("{hotline}", &city.hotline)
}

/// A message that names the city or its hotline, in the language of the page.
pub fn city_words(text: CityText) -> String {
    text.get(crate::preferences::language(), &crate::city::city())
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

/// What staff read as the class of a case, also where nobody has chosen one yet.
pub fn class_name(class: Option<&Name>) -> String {
    class.map_or_else(|| words(site::NO_CLASS).to_owned(), name)
}

include!(concat!(env!("OUT_DIR"), "/text.rs"));
