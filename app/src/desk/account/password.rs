//! Changing one's own password.

use domain::account::LONGEST_PASSWORD;
use domain::fault::{Fault, Field};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::desk::frame::DeskTab;
use crate::desk::plain::plain_page;
use crate::page_resource::page_resource;
use crate::server::account::password;
use crate::text::{self, words};
use crate::ui::{BackLink, ErrorSummary, PageTitle, TextField};

/// `/desk/password`.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let changed = use_query_map().with_untracked(|query| query.get_str("changed").is_some());
    let faults = page_resource(|| (), |()| password());
    plain_page(DeskTab::Sessions, faults, move |faults| view! { <Form faults changed/> }.into_any())
}

#[component]
fn Form(faults: Vec<Fault>, changed: bool) -> impl IntoView {
    let password = |field: Field, label: text::Text, complete: &'static str| {
        view! {
            <TextField
                field
                label=words(label).to_owned()
                value=String::new()
                faults=faults.clone()
                kind="password"
                autocomplete=complete
                maxlength=LONGEST_PASSWORD as u32
            />
        }
    };
    let (old, new) = (
        password(Field::OldPassword, text::account::PASSWORD_OLD, "current-password"),
        password(Field::Password, text::account::PASSWORD_NEW, "new-password"),
    );
    view! {
        <PageTitle title=words(text::desk::PASSWORD).to_owned() faults=faults.clone()/>
        <BackLink href="/desk/sessions".to_owned()/>
        <h1>{words(text::desk::PASSWORD)}</h1>
        {(changed && faults.is_empty()).then(|| view! {
            <p class="notice notice--success" role="status">{words(text::account::PASSWORD_CHANGED)}</p>
        })}
        <form class="card stack" method="post" action="/desk/password" novalidate>
            <p class="muted">{words(text::account::PASSWORD_TEXT)}</p>
            <ErrorSummary faults/>
            {old}
            {new}
            <button class="button button--primary" type="submit">{words(text::desk::PASSWORD)}</button>
        </form>
    }
    .into_any()
}
