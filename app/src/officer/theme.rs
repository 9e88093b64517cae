//! Light by day, dark by night: the officer's choice, kept on the device.

use leptos::prelude::window;

const NAME: &str = "officer-theme";

/// How the app looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// By day.
    #[default]
    Light,
    /// By night.
    Night,
}

impl Theme {
    /// The value of `data-theme`, by which the tokens change.
    pub const fn code(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Night => "night",
        }
    }

    /// What was chosen on this device.
    ///
    /// Browser only.
    pub fn remembered() -> Theme {
        let storage = window().local_storage().ok().flatten();
        match storage.and_then(|storage| storage.get_item(NAME).ok().flatten()).as_deref() {
            Some("night") => Theme::Night,
            _ => Theme::Light,
        }
    }

    /// Keeps the choice; a browser without storage forgets it, which harms nothing.
    ///
    /// Browser only.
    pub fn remember(self) {
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.set_item(NAME, self.code());
        }
    }
}
