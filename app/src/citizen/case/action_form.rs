//! The form around one thing that can be done on a case's page.

use leptos::prelude::*;

/// Posts `action` to the page itself. The server makes a repeated post harmless.
#[component]
pub fn ActionForm(action: &'static str, children: Children) -> impl IntoView {
    view! {
        <form class="action-form stack" method="post" enctype="multipart/form-data" novalidate=true>
            <input type="hidden" name="action" value=action/>
            {children()}
        </form>
    }
}
