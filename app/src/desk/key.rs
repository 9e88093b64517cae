//! Keys that make a repeated request harmless.

/// A key that no other form has: moment and chance. It guards against sending twice, not against people.
///
/// Browser only.
pub fn new_key() -> String {
    let chance = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{:x}-{:08x}-{:08x}", js_sys::Date::now() as u64, chance(), chance())
}
