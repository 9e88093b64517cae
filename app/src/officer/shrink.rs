//! Makes a photo smaller before it goes over the air.

use domain::photo::STORED_EDGE;
use js_sys::{Function, Promise};
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// JPEG quality: no difference to be seen on a phone at a fifth of the bytes.
const QUALITY: f64 = 0.8;

/// The picture as a JPEG whose longest edge is what the server keeps, upright, without the camera's data. An error when
/// the browser cannot read it.
///
/// Browser only.
pub async fn shrink(file: &Blob) -> Result<Blob, JsValue> {
    let bitmap = JsFuture::from(window().create_image_bitmap_with_blob(file)?).await?;
    let bitmap: ImageBitmap = bitmap.unchecked_into();
    let (width, height) = fitted(bitmap.width(), bitmap.height());
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, f64::from(width), f64::from(height))?;
    bitmap.close();
    JsFuture::from(encoded(&canvas)).await.map(JsCast::unchecked_into)
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

/// Width and height inside the stored edge, never enlarged.
fn fitted(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= STORED_EDGE {
        return (width, height);
    }
    let scaled = |side: u32| (f64::from(side) * f64::from(STORED_EDGE) / f64::from(longest)).round().max(1.0) as u32;
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_shrink_and_never_grow() {
        assert_eq!(fitted(4000, 3000), (1600, 1200));
        assert_eq!(fitted(3000, 4000), (1200, 1600));
        assert_eq!(fitted(800, 600), (800, 600));
        assert_eq!(fitted(40_000, 1), (1600, 1));
    }
}
