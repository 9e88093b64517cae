//! What the browser's tab says.

use domain::fault::{Fault, FaultKind, kind};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::text::{self, words};

/// Sets the document's title: the page, then the product. A page with a refused form says so first (`faults`), because
/// a screen reader announces the title before anything else.
#[component]
pub fn PageTitle(title: String, #[prop(optional)] faults: Vec<Fault>) -> impl IntoView {
    let prefix = match (faults.is_empty(), kind(&faults)) {
        (true, _) => String::new(),
        (false, FaultKind::Correct) => words(text::site::ERROR_PREFIX).to_owned(),
        // Nothing is wrong with what was filled in.
        (false, kind) => format!("{} - ", words(text::fault::title(kind))),
    };
    view! { <Title text=format!("{prefix}{title} - {}", words(text::site::PRODUCT))/> }
}
