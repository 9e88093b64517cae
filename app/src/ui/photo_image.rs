//! A stored photo.

use domain::photo::{Photo, is_long, thumbnail_size};
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
    let (width, height) = if small { thumbnail_size(photo.width, photo.height) } else { (photo.width, photo.height) };
    let src = if small { photo.small_url() } else { photo.url() };
    // Where a long screenshot is cut off, its beginning tells most.
    let from_top = photo.height > photo.width && is_long(photo.width, photo.height);
    let class = if from_top { "photo photo--from-top" } else { "photo" };
    view! {
        <img
            class=class
            src=src
            alt=alt
            width=width.to_string()
            height=height.to_string()
            loading=(small || lazy).then_some("lazy")
            decoding="async"
        />
    }
}
