//! A picture that is shown before the server has it.

use web_sys::{Blob, Url};

/// The address of a picture in this page; empty when the browser has none for it. Browser only.
pub fn preview(picture: &Blob) -> String {
    Url::create_object_url_with_blob(picture).unwrap_or_default()
}

/// Gives the memory of a preview back. Browser only.
pub fn release(preview: &str) {
    if preview.starts_with("blob:") {
        // An address that is gone already needs no release.
        let _ = Url::revoke_object_url(preview);
    }
}
