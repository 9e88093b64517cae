//! Light by day, dark by night: the officer's choice, kept on the device.

use leptos::prelude::window;

const NAME: &str = "officer-theme";

/// How the app looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the phone does.
    #[default]
    Phone,
    /// By day.
    Light,
    Night,
}

impl Theme {
    /// The value of `data-theme`, by which the tokens change; none follows the phone.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Theme::Phone => None,
            Theme::Light => Some("light"),
            Theme::Night => Some("night"),
        }
    }

    /// Whether it is dark now.
    ///
    /// Browser only.
    pub fn is_night(self) -> bool {
        let phone =
            || window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches());
        self == Theme::Night || (self == Theme::Phone && phone())
    }

    /// What was chosen on this device.
    ///
    /// Browser only.
    pub fn remembered() -> Theme {
        let storage = window().local_storage().ok().flatten();
        match storage.and_then(|storage| storage.get_item(NAME).ok().flatten()).as_deref() {
            Some("night") => Theme::Night,
            Some("light") => Theme::Light,
            _ => Theme::Phone,
        }
    }

    /// Keeps the choice; a browser without storage forgets it, which harms nothing.
    ///
    /// Browser only.
    pub fn remember(self) {
        if let (Ok(Some(storage)), Some(code)) = (window().local_storage(), self.code()) {
            let _ = storage.set_item(NAME, code);
        }
    }
}
