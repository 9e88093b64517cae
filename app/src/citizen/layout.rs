//! The frame of every citizen page.

mod footer;
mod header;
mod large_type_switch;
mod tab_bar;

use leptos::prelude::*;
use leptos_router::components::Outlet;

use crate::preferences::preferences;
use crate::text::{self, words};
use footer::Footer;
use header::Header;

/// The frame with the page that the address names.
#[component]
pub fn CitizenLayout() -> impl IntoView {
    view! { <CitizenFrame><Outlet/></CitizenFrame> }
}

/// Header with the ways through the site, the page, and the line with whom to call: at the same places on each page.
#[component]
pub fn CitizenFrame(children: Children) -> impl IntoView {
    view! {
        // The browser itself follows it: unlike the router it moves the focus as well.
        <a class="skip-link" href="#content" rel="external">{words(text::site::SKIP_TO_CONTENT)}</a>
        <Header/>
        {preferences().demo.then(|| view! { <p class="demo-banner">{words(text::site::DEMO)}</p> })}
        <main id="content" class="page" tabindex="-1">
            {children()}
        </main>
        <Footer/>
    }
    .into_any()
}
