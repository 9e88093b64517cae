//! Pictures as the browser draws them. Browser only.

use domain::photo::{PhotoFormat, TELLING, is_too_long, stored_size};
use js_sys::{Function, Promise, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// Files up to this many bytes travel as they are.
pub const LARGE_BYTES: f64 = 1_500_000.0;
/// JPEG quality, 0 to 1: no difference to be seen on a phone at a fifth of the bytes.
const QUALITY: f64 = 0.8;

/// A JPEG copy as large as the server keeps it: upright, in the colors of every screen, without the camera's data. An error when the
/// browser cannot read the picture, or nobody could read the copy: of the original the server says why.
pub async fn jpeg_copy(picture: &Blob) -> Result<Blob, JsValue> {
    let bitmap = JsFuture::from(window().create_image_bitmap_with_blob(picture)?).await?;
    let bitmap: ImageBitmap = bitmap.unchecked_into();
    if is_too_long(bitmap.width(), bitmap.height()) {
        return Err(JsValue::NULL);
    }
    let (width, height) = stored_size(bitmap.width(), bitmap.height());
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    let (width, height) = (f64::from(width), f64::from(height));
    // What is transparent would become black: a JPEG knows nothing of it.
    context.set_fill_style_str("white");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)?;
    bitmap.close();
    JsFuture::from(encoded(&canvas)).await.map(JsCast::unchecked_into)
}

/// Whether the server takes a file of this kind; many a browser shows others as well.
pub async fn is_taken(file: &Blob) -> bool {
    let Ok(start) = file.slice_with_f64_and_f64(0.0, TELLING as f64) else { return false };
    let read = JsFuture::from(start.array_buffer()).await;
    read.is_ok_and(|start| PhotoFormat::of(&Uint8Array::new(&start).to_vec()).is_ok())
}

fn encoded(canvas: &HtmlCanvasElement) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        let refuse = reject.clone();
        let done = Closure::once_into_js(move |blob: JsValue| {
            // The browser hands `null` over when it cannot encode.
            let settle = if blob.is_null() { &refuse } else { &resolve };
            settle.call1(&JsValue::UNDEFINED, &blob).is_ok()
        });
        let started = canvas.to_blob_with_type_and_encoder_options(done.unchecked_ref(), "image/jpeg", &QUALITY.into());
        if let Err(error) = started {
            // Nothing can be done when even the rejection fails.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    })
}
