//! The form around one thing that can be done on a case's page.

use leptos::prelude::*;

/// Posts `action` to the page itself. `post` is the key of this look at the page, by which the server knows a repeated post.
#[component]
pub fn ActionForm(action: &'static str, post: String, children: Children) -> impl IntoView {
    view! {
        <form class="action-form stack" method="post" enctype="multipart/form-data" novalidate=true>
            <input type="hidden" name="action" value=action/>
            // A browser that restores forms on reload would put an older key there.
            <input type="hidden" name="key" value=post autocomplete="off"/>
            {children()}
        </form>
    }
}
