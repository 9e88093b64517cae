//! Makes a large photo smaller before it travels. Browser only.

use domain::photo::STORED_EDGE;
use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, FilePropertyBag, HtmlCanvasElement, ImageBitmap};

use super::camera_data::{REACH, camera_data};

/// Files up to this many bytes travel as they are.
const LARGE_BYTES: f64 = 1_500_000.0;
/// JPEG quality, 0 to 1.
const QUALITY: f64 = 0.8;

/// A JPEG copy with the edge that the server stores at most; `None` when the file is small enough, cannot be read, or
/// would not become smaller. The copy carries what the camera wrote, for the place in it.
pub async fn shrink(file: &File) -> Option<File> {
    if file.size() <= LARGE_BYTES {
        return None;
    }
    let blob = copy(file).await.ok()?;
    if blob.size() >= file.size() {
        return None;
    }
    // Without the camera's data the copy is as good a photo.
    let parts = with_camera_data(file, &blob).await.unwrap_or_else(|_| Array::of1(&blob));
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

async fn copy(file: &File) -> Result<Blob, JsValue> {
    let picture: ImageBitmap = JsFuture::from(window().create_image_bitmap_with_blob(file)?).await?.dyn_into()?;
    let (width, height) = fitted(picture.width(), picture.height());
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, f64::from(width), f64::from(height))?;
    picture.close();
    let encoded = Promise::new(&mut |resolve, reject| {
        let begun = canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &JsValue::from_f64(QUALITY));
        if let Err(error) = begun {
            // Nothing more can be done when even the rejection fails.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(encoded).await?.dyn_into()
}

/// Width and height inside the stored edge, never enlarged.
fn fitted(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    if longest <= STORED_EDGE {
        return (width, height);
    }
    let scaled = |side: u32| (u64::from(side) * u64::from(STORED_EDGE) / u64::from(longest)).max(1) as u32;
    (scaled(width), scaled(height))
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
    fn sides_keep_their_ratio_and_are_never_enlarged() {
        assert_eq!(fitted(4000, 3000), (1600, 1200));
        assert_eq!(fitted(3000, 4000), (1200, 1600));
        assert_eq!(fitted(1000, 800), (1000, 800));
    }

    #[test]
    fn names_keep_their_stem() {
        assert_eq!(stem("IMG_0001.HEIC.png"), "IMG_0001.HEIC");
        assert_eq!(stem(".png"), ".png");
        assert_eq!(stem("photo"), "photo");
    }
}
