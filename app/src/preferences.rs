//! What a page is shown in: language, type size, whether it is a demonstration. The server decides, writes it on
//! `<html>`, and the browser reads it from there, so that both render the same.

use domain::language::Language;
use leptos::prelude::*;

/// How pages are shown to this visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Language of the page.
    pub language: Language,
    /// 长辈版: larger type and controls.
    pub large_type: bool,
    /// Invented data: every page says so.
    pub demo: bool,
}

/// The visitor's preferences.
pub fn preferences() -> Preferences {
    if let Some(preferences) = use_context::<Preferences>() {
        return preferences;
    }
    let preferences = current();
    provide_context(preferences);
    preferences
}

/// The language of the page.
pub fn language() -> Language {
    preferences().language
}

/// A citizen's path in the language of the page: `/report` or `/en/report`.
pub fn path(path: &str) -> String {
    language().path(path)
}

/// What the server wrote on `<html>` under a name.
///
/// Browser only.
pub fn attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

#[cfg(feature = "ssr")]
fn current() -> Preferences {
    use crate::request::{cookie, cookie_value, language, site};

    let large_type = cookie_value(cookie::Cookie::LargeType).is_some();
    Preferences { language: language(), large_type, demo: site().demo }
}

#[cfg(not(feature = "ssr"))]
fn current() -> Preferences {
    Preferences {
        language: attribute("lang").and_then(|tag| Language::from_tag(&tag)).unwrap_or_default(),
        large_type: attribute("data-type").as_deref() == Some("large"),
        demo: attribute("data-demo").is_some(),
    }
}
