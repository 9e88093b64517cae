//! A stored photo.

use domain::photo::{Photo, STORED_EDGE, THUMBNAIL_EDGE};
use leptos::prelude::*;

/// The picture with its size, so that nothing jumps; `small` is the thumbnail. Thumbnails, and others when `lazy`, are
/// fetched when they come near the view.
#[component]
pub fn PhotoImage(
    photo: Photo,
    alt: String,
    #[prop(optional)] small: bool,
    #[prop(optional)] lazy: bool,
) -> impl IntoView {
    let edge = if small { THUMBNAIL_EDGE } else { STORED_EDGE };
    let (width, height) = fitted(photo.width, photo.height, edge);
    let src = if small { photo.small_url() } else { photo.url() };
    view! {
        <img
            class="photo"
            src=src
            alt=alt
            width=width.to_string()
            height=height.to_string()
            loading=(small || lazy).then_some("lazy")
            decoding="async"
        />
    }
}

/// Width and height inside a square of `edge` pixels, never enlarged.
fn fitted(width: u32, height: u32, edge: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    if longest <= edge {
        return (width, height);
    }
    let scaled = |side: u32| (u64::from(side) * u64::from(edge) / u64::from(longest)).max(1);
    (scaled(width) as u32, scaled(height) as u32)
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn sides_keep_their_ratio() {
        assert_eq!(fitted(1600, 1200, 320), (320, 240));
        assert_eq!(fitted(200, 100, 320), (200, 100));
        assert_eq!(fitted(1, 4000, 320), (1, 320));
    }
}
