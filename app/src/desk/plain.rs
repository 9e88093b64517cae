//! What the pages without script have in common: the desk's frame round what was loaded, or why it is not shown.

use leptos::prelude::*;

use super::failed::DeskFailed;
use super::frame::{DeskFrame, DeskTab};
use crate::error::AppError;
use crate::page_resource::PageResource;
use crate::session;

/// A page that shows what was loaded.
pub fn plain_page<T>(
    tab: DeskTab,
    page: PageResource<T>,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + serde::de::DeserializeOwned + Send + Sync + 'static,
{
    let actor = session::actor();
    view! {
        <DeskFrame actor tab>
            <div class="desk-column stack">
                {page.shown(move |page: Result<T, AppError>| match page {
                    Ok(page) => show(page),
                    Err(error) => view! { <DeskFailed error/> }.into_any(),
                })}
            </div>
        </DeskFrame>
    }
    .into_any()
}
