//! The bottom of every citizen page.

use leptos::prelude::*;

use crate::city::city;
use crate::text::{self, city_words, words};
use crate::ui::Icon;

/// Whom to call, the same on each page (WCAG 2.2, 3.2.6), and the staff's door.
#[component]
pub fn Footer() -> impl IntoView {
    let hotline = city().hotline;
    view! {
        <footer class="site-footer">
            <p class="site-footer__help">
                <a class="site-footer__call" href=format!("tel:{hotline}")>
                    <Icon name="phone"/>
                    {city_words(text::site::HELP)}
                </a>
            </p>
            <p class="site-footer__links">
                // A full load: staff pages choose their language otherwise.
                <a href="/login" rel="external">{words(text::site::SIGN_IN)}</a>
            </p>
        </footer>
    }
}
