//! What stands round the pages of whoever is not signed in: the city's name, and the other language.

use leptos::prelude::*;

use super::frame::{DemoBanner, LanguageForm};
use crate::city::city;
use crate::preferences::path;

/// The frame of signing in, of the first account, and of an invitation.
#[component]
pub fn EntranceFrame(children: Children) -> impl IntoView {
    view! {
        <div class="login">
            <DemoBanner/>
            <header class="login__bar">
                <a class="login__brand" rel="external" href=path("/")>{city().product}</a>
                <LanguageForm/>
            </header>
            <main id="main" class="login__main">{children()}</main>
        </div>
    }
    .into_any()
}
