//! An instant on a page.

use domain::time::Moment;
use leptos::prelude::*;

use crate::preferences::language;

/// Date and time in the city's zone; `short` leaves the year out.
#[component]
pub fn Time(at: Moment, #[prop(optional)] short: bool) -> impl IntoView {
    let said = if short { at.short_text(language()) } else { at.minute_text(language()) };
    view! { <time class="numeric" datetime=at.iso()>{said}</time> }
}
