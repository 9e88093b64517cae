//! The page for an address that does not exist.

use domain::fault::FaultCode;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::layout::CitizenFrame;
use crate::city::city;
use crate::preferences::path;
use crate::text::{self, words};
use crate::ui::{Failed, PageTitle};

/// A whole page, answered with 404: in the citizen's frame, with a small header of its own below the staff's addresses. Within a page
/// whose data are missing use [`Failed`].
#[component]
pub fn NotFoundPage() -> impl IntoView {
    crate::chunk::mark_hydrated();
    #[cfg(feature = "ssr")]
    crate::request::set_status(404);
    let staff =
        use_location().pathname.with_untracked(|path| ["/desk", "/officer"].iter().any(|at| path.starts_with(at)));
    let failed = view! { <Failed error=FaultCode::NotFound.into()/> };
    view! {
        <PageTitle title=words(text::site::NOT_FOUND_TITLE).to_owned()/>
        {if staff {
            view! {
                <header class="site-header">
                    <a class="site-header__brand" href=path("/")>
                        <img src="/icon.svg" width="32" height="32" alt=""/>
                        {city().product}
                    </a>
                </header>
                <main class="page" id="main">{failed}</main>
            }
                .into_any()
        } else {
            view! { <CitizenFrame>{failed}</CitizenFrame> }.into_any()
        }}
    }
}
