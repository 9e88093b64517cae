//! Makes a large photo smaller before it travels. Browser only.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FilePropertyBag};

use super::camera_data::{REACH, camera_data};
use super::canvas::{LARGE_BYTES, is_taken, jpeg_copy};

/// A JPEG copy as large as the server keeps it; `None` when the file is small enough, cannot be read, or would not become smaller. A
/// picture of a kind that the server does not take is copied in any case.
pub async fn smaller(file: &File) -> Option<Blob> {
    let taken = is_taken(file).await;
    if taken && file.size() <= LARGE_BYTES {
        return None;
    }
    let copy = jpeg_copy(file).await.ok()?;
    (!taken || copy.size() < file.size()).then_some(copy)
}

/// The same as a file of its own, which carries what the camera wrote, for the place in it.
pub async fn smaller_file(file: &File) -> Option<File> {
    let copy = smaller(file).await?;
    // Without the camera's data the copy is as good a photo.
    let parts = with_camera_data(file, &copy).await.unwrap_or_else(|_| Array::of1(&copy));
    let kind = FilePropertyBag::new();
    kind.set_type("image/jpeg");
    File::new_with_blob_sequence_and_options(&parts, &format!("{}.jpg", stem(&file.name())), &kind).ok()
}

/// The parts of the copy with the camera's data of the original behind the two bytes that a JPEG begins with.
async fn with_camera_data(original: &File, copy: &Blob) -> Result<Array, JsValue> {
    let start = JsFuture::from(original.slice_with_f64_and_f64(0.0, f64::from(REACH))?.array_buffer()).await?;
    let data = camera_data(&Uint8Array::new(&start).to_vec()).ok_or(JsValue::NULL)?;
    let (begin, rest) = (copy.slice_with_f64_and_f64(0.0, 2.0)?, copy.slice_with_f64(2.0)?);
    Ok(Array::of3(&begin, &Uint8Array::from(data.as_slice()), &rest))
}

/// A file's name without its extension.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_stem() {
        assert_eq!(stem("IMG_0001.HEIC.png"), "IMG_0001.HEIC");
        assert_eq!(stem(".png"), ".png");
        assert_eq!(stem("photo"), "photo");
    }
}
