//! A page whose data did not come.

use leptos::prelude::*;

use crate::error::AppError;
use crate::text::{self, words};
use crate::ui::{Failed, PageTitle};

/// Says what happened, in the title too.
#[component]
pub fn FailedPage(error: AppError) -> impl IntoView {
    view! {
        <PageTitle title=words(text::ui::FAILED_TITLE).to_owned()/>
        <Failed error=error/>
    }
}
