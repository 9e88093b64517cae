//! Photos on their way to the server: taken, made smaller, sent, shown, removed. A citizen's photos travel with the form, those of an officer
//! or a clerk one by one as soon as they are taken; what happens to a picture before is the same.

mod camera_data;
mod canvas;
mod draft;
mod files;
mod picker;
mod preview;
mod shrink;
mod upload;

pub use draft::PhotoDraft;
pub use files::{ACCEPTED, files};
pub use picker::PhotoPicker;
pub use preview::{preview, release};
pub use shrink::smaller_file;
