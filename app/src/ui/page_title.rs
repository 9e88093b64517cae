//! What the browser's tab says.

use domain::fault::{Fault, FaultKind, kind};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::city::city;
use crate::text::{self, words};

/// How many things wait that somebody should notice in another tab: staff pages set it, every title shows it.
#[derive(Clone, Copy, Debug)]
pub struct TitleCount(pub RwSignal<u64>);

impl TitleCount {
    /// Makes it, for every page below.
    pub fn provide() {
        provide_context(TitleCount(RwSignal::new(0)));
    }
}

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
    let title = format!("{prefix}{title} - {}", city().product);
    // Leptos writes it into the head as it is, and names come from outside; the browser sets it as text.
    let title = if cfg!(feature = "ssr") { title.replace('&', "&amp;").replace('<', "&lt;") } else { title };
    // The browser alone counts: the server writes the head when the page's signals are gone.
    let waiting = if cfg!(target_arch = "wasm32") { use_context::<TitleCount>() } else { None };
    let text = move || match waiting.map_or(0, |TitleCount(count)| count.get()) {
        0 => title.clone(),
        count => format!("({count}) {title}"),
    };
    view! { <Title text=text/> }
}
