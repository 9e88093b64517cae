//! The page for an address that does not exist.

use domain::fault::FaultCode;
use leptos::prelude::*;

use super::{Failed, PageTitle};
use crate::preferences::path;
use crate::text::{self, words};

/// A whole page with its own small header, answered with 404. Within a page whose data are missing use [`Failed`].
#[component]
pub fn NotFoundPage() -> impl IntoView {
    crate::piece::mark_hydrated();
    #[cfg(feature = "ssr")]
    crate::server::set_status(404);
    view! {
        <PageTitle title=words(text::site::NOT_FOUND_TITLE).to_owned()/>
        <header class="site-header">
            <a class="site-header__brand" href=path("/")>
                <img src="/icon.svg" width="32" height="32" alt=""/>
                {words(text::site::PRODUCT)}
            </a>
        </header>
        <main class="page" id="main">
            <Failed error=FaultCode::NotFound.into()/>
        </main>
    }
}
