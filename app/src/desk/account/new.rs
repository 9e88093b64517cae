//! Making an account.

use domain::account::{AccountForm, LONGEST_LOGIN, LONGEST_NAME, Role};
use domain::fault::Field;
use leptos::prelude::*;

use super::LinkShown;
use crate::desk::frame::DeskTab;
use crate::desk::plain::plain_page;
use crate::page_resource::page_resource;
use crate::server::account::{AccountToBe, account_to_be};
use crate::text::{self, name, words};
use crate::town_lists::area_entries;
use crate::ui::{BackLink, ErrorSummary, PageTitle, SelectField, TextField, options};

/// `/desk/accounts/new`.
#[component]
pub fn NewAccountPage() -> impl IntoView {
    let page = page_resource(|| (), |()| account_to_be());
    plain_page(DeskTab::Accounts, page, |page| view! { <Making page/> }.into_any())
}

/// The form, or the link that came of it.
#[component]
fn Making(page: AccountToBe) -> impl IntoView {
    let faults = page.faults.clone();
    view! {
        <PageTitle title=words(text::account::NEW).to_owned() faults/>
        <BackLink href="/desk/accounts".to_owned()/>
        <h1>{words(text::account::NEW)}</h1>
        {match page.invitation.clone() {
            Some(invitation) => view! {
                <LinkShown invitation/>
                <p><a class="button button--secondary" href="/desk/accounts/new">{words(text::account::ANOTHER)}</a></p>
            }
            .into_any(),
            None => view! { <Form page/> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn Form(page: AccountToBe) -> impl IntoView {
    let AccountToBe { form, faults, departments, towns, .. } = page;
    let AccountForm { login, name_zh, name_en, role, department, town } = form;
    let roles = Role::ALL.map(|role| (role.code().to_owned(), name(&role.name()))).to_vec();
    let departments: Vec<_> = departments.into_iter().map(|found| (found.code, name(&found.name))).collect();
    let choose = words(text::desk::CHOOSE);
    let roles = options(&role, choose, roles);
    let departments = options(&department, choose, departments);
    let towns = options(&town, choose, area_entries(&towns));
    view! {
        <form class="card stack" method="post" novalidate>
            <p>{words(text::account::NEW_TEXT)}</p>
            <ErrorSummary faults=faults.clone()/>
            <TextField
                field=Field::Login
                label=words(text::account::LOGIN).to_owned()
                hint=words(text::account::LOGIN_HINT).to_owned()
                value=login
                faults=faults.clone()
                autocomplete="off"
                maxlength=LONGEST_LOGIN as u32
            />
            <TextField
                field=Field::Name
                label=words(text::account::NAME_ZH).to_owned()
                value=name_zh
                faults=faults.clone()
                autocomplete="off"
                maxlength=LONGEST_NAME as u32
            />
            <TextField
                field=Field::LatinName
                label=words(text::account::NAME_EN).to_owned()
                value=name_en
                faults=faults.clone()
                autocomplete="off"
                maxlength=LONGEST_NAME as u32
                optional=true
            />
            <SelectField
                field=Field::Role
                label=words(text::account::ROLE).to_owned()
                value=role
                faults=faults.clone()
            >
                {roles}
            </SelectField>
            <SelectField
                field=Field::Department
                label=words(text::account::DEPARTMENT).to_owned()
                hint=words(text::account::DEPARTMENT_HINT).to_owned()
                value=department
                faults=faults.clone()
                optional=true
            >
                {departments}
            </SelectField>
            <SelectField
                field=Field::Town
                label=words(text::account::TOWN).to_owned()
                hint=words(text::account::TOWN_HINT).to_owned()
                value=town
                faults
                optional=true
            >
                {towns}
            </SelectField>
            <button class="button button--primary" type="submit">{words(text::account::CREATE)}</button>
        </form>
    }
    .into_any()
}
