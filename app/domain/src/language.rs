//! The two interface languages and words that exist in both.

use serde::{Deserialize, Serialize};

/// An interface language. Chinese is the first, English is complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Chinese,
    English,
}

impl Language {
    /// The BCP 47 tag for `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }

    /// Reads a tag such as `zh`, `zh-CN` or `en-GB`; `None` for any other language.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let tag = tag.trim().to_ascii_lowercase();
        if tag.starts_with("zh") {
            Some(Language::Chinese)
        } else if tag.starts_with("en") {
            Some(Language::English)
        } else {
            None
        }
    }

    /// The language of a citizen's page: the path alone decides (`/en/…` is English).
    pub fn of_path(path: &str) -> Language {
        if path == "/en" || path.starts_with("/en/") { Language::English } else { Language::Chinese }
    }

    /// The same page in this language: `/cases/1` and `/en/cases/1`. Always a path of this site: to a browser two slashes at the
    /// beginning, or a back slash, which it takes for one, name another site.
    pub fn path(self, path: &str) -> String {
        let bare = match path.strip_prefix("/en") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') || rest.starts_with('?') => rest,
            _ => path,
        };
        let inner = bare.trim_start_matches(|letter: char| matches!(letter, '/' | '\\') || letter <= ' ');
        let bare = format!("/{inner}");
        match self {
            Language::Chinese => bare,
            Language::English if bare == "/" => "/en".to_owned(),
            Language::English => format!("/en{bare}"),
        }
    }

    /// The other language.
    pub const fn other(self) -> Language {
        match self {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        }
    }
}

/// A name of the city's own (a class, a department, an area): Chinese always, English where known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Chinese.
    pub zh: String,
    /// English; empty where the city has none, then Chinese is shown.
    pub en: String,
}

impl Name {
    /// A name in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Name {
        Name { zh: zh.into(), en: en.into() }
    }

    /// The name in a language, Chinese where there is no English one.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_keeps_its_address_in_both_languages() {
        assert_eq!(Language::English.path("/cases/PH1"), "/en/cases/PH1");
        assert_eq!(Language::Chinese.path("/en/cases/PH1"), "/cases/PH1");
        assert_eq!(Language::English.path("/"), "/en");
        assert_eq!(Language::Chinese.path("/en"), "/");
        assert_eq!(Language::Chinese.path("/enough"), "/enough");
        assert_eq!(Language::of_path("/en/report"), Language::English);
        assert_eq!(Language::of_path("/entry"), Language::Chinese);
        assert_eq!(Language::Chinese.path("/en?town=1"), "/?town=1");
    }

    #[test]
    fn an_address_with_two_slashes_names_no_other_site() {
        for (address, own) in [
            ("/en//evil.example", "/evil.example"),
            ("/en/\\evil.example", "/evil.example"),
            ("//evil.example", "/evil.example"),
            ("/en/\t/evil.example", "/evil.example"),
            ("/en///", "/"),
            ("/en/nearby?words=//x", "/nearby?words=//x"),
        ] {
            assert_eq!(Language::Chinese.path(address), own, "{address:?}");
        }
        assert_eq!(Language::English.path("//evil.example"), "/en/evil.example");
    }

    proptest! {
        #[test]
        fn every_address_stays_on_this_site(address in "(/en)?[/\\\\\t\n a-z.?#%0-9]{0,20}|\\PC{0,20}") {
            for language in [Language::Chinese, Language::English] {
                // As a browser reads it: without tabs and line ends, a back slash as a slash.
                let path = language.path(&address);
                let read = path.chars().filter(|letter| !matches!(letter, '\t' | '\n' | '\r'));
                let read: String = read.map(|letter| if letter == '\\' { '/' } else { letter }).collect();
                prop_assert!(read.starts_with('/') && !read.starts_with("//"), "{address:?} became {path:?}");
            }
        }
    }
}
