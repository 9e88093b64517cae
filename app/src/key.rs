//! Random keys that make a repeated request harmless.

use leptos::prelude::window;

/// 32 random hexadecimal digits, made with a form and sent with every attempt to hand it in.
///
/// Browser only. `crypto.getRandomValues` is there on plain http too, unlike `crypto.randomUUID`; should it fail, the
/// key is only less random.
pub fn new_key() -> String {
    let mut bytes = [0_u8; 16];
    let filled = window().crypto().is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
