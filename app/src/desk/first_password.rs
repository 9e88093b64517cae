//! Pages for whoever has a link that works once, and no password yet: the first account of all, and an invitation. Plain forms, posted to the
//! page's own address (`server/src/form/{set_up,invitation}.rs`); the page looks the same for every token.

use domain::account::{LONGEST_LOGIN, LONGEST_NAME, LONGEST_PASSWORD};
use domain::fault::{Fault, Field};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::entrance::EntranceFrame;
use crate::error::AppError;
use crate::page_resource::page_resource;
use crate::preferences::language;
use crate::server::entrance::{Invited, SetUp, invited, set_up};
use crate::text::{self, Text, name, words};
use crate::ui::{ErrorSummary, Failed, PageTitle, TextField};

/// `/setup/{token}`.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let page = page_resource(|| (), |()| set_up());
    view! {
        <EntranceFrame>
            {page.shown(|page| match page {
                Ok(page) => view! { <FirstAccount page/> }.into_any(),
                Err(error) => view! { <Missing error/> }.into_any(),
            })}
        </EntranceFrame>
    }
    .into_any()
}

/// `/invitation/{token}`.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let params = use_params_map();
    let token = move || params.with(|params| params.get("token").unwrap_or_default());
    let page = page_resource(token, invited);
    view! {
        <EntranceFrame>
            {page.shown(|page| match page {
                Ok(page) => view! { <FirstPassword page/> }.into_any(),
                Err(error) => view! { <Missing error/> }.into_any(),
            })}
        </EntranceFrame>
    }
    .into_any()
}

#[component]
fn FirstAccount(page: SetUp) -> impl IntoView {
    let SetUp { login, name, faults } = page;
    let (title, lead) = (text::account::SET_UP_TITLE, words(text::account::SET_UP_TEXT).to_owned());
    view! {
        <EntranceForm title lead faults=faults.clone() button=text::account::SET_UP>
            <TextField
                field=Field::Login
                label=words(text::account::LOGIN).to_owned()
                value=login
                faults=faults.clone()
                autocomplete="username"
                maxlength=LONGEST_LOGIN as u32
            />
            <TextField
                field=Field::Name
                label=words(text::account::NAME_ZH).to_owned()
                value=name
                faults=faults.clone()
                autocomplete="name"
                maxlength=LONGEST_NAME as u32
            />
            <NewPassword faults/>
        </EntranceForm>
    }
    .into_any()
}

#[component]
fn FirstPassword(page: Invited) -> impl IntoView {
    let Invited { login, name: person, faults } = page;
    let lead = text::account::choose_text(language(), name(&person), login);
    view! {
        <EntranceForm title=text::account::CHOOSE_TITLE lead faults=faults.clone() button=text::account::CHOOSE>
            <NewPassword faults/>
        </EntranceForm>
    }
    .into_any()
}

#[component]
fn EntranceForm(title: Text, lead: String, faults: Vec<Fault>, button: Text, children: Children) -> impl IntoView {
    view! {
        <PageTitle title=words(title).to_owned() faults=faults.clone()/>
        <form class="card stack login__form" method="post" novalidate>
            <h1>{words(title)}</h1>
            <ErrorSummary faults/>
            <p>{lead}</p>
            {children()}
            <button class="button button--primary button--wide" type="submit">{words(button)}</button>
        </form>
    }
    .into_any()
}

#[component]
fn NewPassword(faults: Vec<Fault>) -> impl IntoView {
    view! {
        <TextField
            field=Field::Password
            label=words(text::account::PASSWORD_FIRST).to_owned()
            value=String::new()
            faults
            kind="password"
            autocomplete="new-password"
            maxlength=LONGEST_PASSWORD as u32
        />
    }
    .into_any()
}

/// A link that was used, has run out, or never was: none of them is told apart.
#[component]
fn Missing(error: AppError) -> impl IntoView {
    let fault = error.fault();
    view! {
        <PageTitle title=words(text::fault::title(fault.code.kind())).to_owned()/>
        <Failed error/>
    }
    .into_any()
}
