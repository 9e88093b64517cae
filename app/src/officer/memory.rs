//! What is half done, kept on the device until it is sent: a call, a dead battery or a signed-out session loses nothing.
//!
//! Browser only. A browser without storage keeps nothing, which is no fault.

use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

const PREFIX: &str = "officer-draft:";

/// Keeps a value under a name.
pub fn keep<T: Serialize>(name: &str, value: &T) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(value)) {
        let _ = storage.set_item(&format!("{PREFIX}{name}"), &text);
    }
}

/// The value kept under a name; `None` when there is none or it is of an older shape.
pub fn recall<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text = storage()?.get_item(&format!("{PREFIX}{name}")).ok().flatten()?;
    serde_json::from_slice(text.as_bytes()).ok()
}

/// Forgets one value.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("{PREFIX}{name}"));
    }
}

/// Forgets everything, on signing out.
pub fn forget_all() {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or(0);
    let names: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect();
    for name in names.iter().filter(|name| name.starts_with(PREFIX)) {
        let _ = storage.remove_item(name);
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
