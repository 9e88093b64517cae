//! Making an account.

use domain::account::{AccountForm, Invitation, LONGEST_LOGIN, LONGEST_NAME, Role};
use domain::area::Area;
use domain::dispatch::Department;
use domain::fault::Field;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::administers;
use super::link::LinkShown;
use crate::api::account::create_account;
use crate::api::catalog::{list_departments, list_towns};
use crate::desk::failed::{DeskFailed, Gate};
use crate::desk::form_faults::FormFaults;
use crate::desk::frame::{DeskFrame, DeskTab};
use crate::desk::input::{Faults, LineInput, SelectInput, hydrated};
use crate::error::AppError;
use crate::loaded::{late, loaded};
use crate::session;
use crate::text::{self, name, words};
use crate::ui::{BackLink, Loading, PageTitle};

/// What the form offers.
async fn offers() -> Result<(Vec<Area>, Vec<Department>), AppError> {
    Ok((list_towns().await?, list_departments().await?))
}

/// `/desk/accounts/new`.
#[component]
pub fn NewAccountPage() -> impl IntoView {
    let actor = session::actor();
    let offers = loaded(|| (), |()| offers());
    view! {
        <PageTitle title=words(text::account::NEW).to_owned()/>
        <DeskFrame actor tab=DeskTab::Accounts>
            <Gate actor allowed=administers/>
            <div class="desk-column stack">
                <BackLink href="/desk/accounts".to_owned()/>
                <h1>{words(text::account::NEW)}</h1>
                <Suspense fallback=|| view! { <Loading/> }>
                    {move || offers.get().map(|offers| late(move || match offers {
                        Ok((towns, departments)) => view! { <Making towns departments/> }.into_any(),
                        Err(error) => view! { <DeskFailed error/> }.into_any(),
                    }))}
                </Suspense>
            </div>
        </DeskFrame>
    }
    .into_any()
}

/// The form, or the link that came of it.
#[component]
fn Making(towns: Vec<Area>, departments: Vec<Department>) -> impl IntoView {
    let made = RwSignal::new(None::<Invitation>);
    let (towns, departments) = (StoredValue::new(towns), StoredValue::new(departments));
    move || match made.get() {
        Some(invitation) => view! {
            <LinkShown invitation/>
            <p>
                <button class="button button--secondary" type="button" on:click=move |_| made.set(None)>
                    {words(text::account::ANOTHER)}
                </button>
            </p>
        }
        .into_any(),
        None => view! { <Form made towns=towns.get_value() departments=departments.get_value()/> }.into_any(),
    }
}

#[component]
fn Form(made: RwSignal<Option<Invitation>>, towns: Vec<Area>, departments: Vec<Department>) -> impl IntoView {
    let typed = || RwSignal::new(String::new());
    let (login, name_zh, name_en) = (typed(), typed(), typed());
    let (role, department, town) = (typed(), typed(), typed());
    let faults: Faults = RwSignal::new(Vec::new());
    let pending = RwSignal::new(false);
    let ready = hydrated();
    let roles = Role::ALL.map(|role| (role.code().to_owned(), name(&role.name()))).to_vec();
    let departments: Vec<_> = departments.into_iter().map(|found| (found.code, name(&found.name))).collect();
    let towns: Vec<_> = towns.into_iter().map(|found| (found.code, name(&found.name))).collect();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let form = AccountForm {
            login: login.get_untracked(),
            name_zh: name_zh.get_untracked(),
            name_en: name_en.get_untracked(),
            role: role.get_untracked(),
            department: department.get_untracked(),
            town: town.get_untracked(),
        };
        let wrong = form.faults();
        if !wrong.is_empty() {
            faults.set(wrong);
            return;
        }
        pending.set(true);
        spawn_local(async move {
            let answer = create_account(form).await;
            pending.try_set(false);
            match answer {
                Ok(invitation) => drop(made.try_set(Some(invitation))),
                Err(error) => drop(faults.try_set(error.faults)),
            }
        });
    };
    view! {
        <form class="card stack" method="post" novalidate data-enhanced="" on:submit=submit>
            <p>{words(text::account::NEW_TEXT)}</p>
            <FormFaults faults/>
            <LineInput
                field=Field::Login
                label=words(text::account::LOGIN).to_owned()
                hint=words(text::account::LOGIN_HINT).to_owned()
                value=login
                faults
                maxlength=LONGEST_LOGIN as u32
            />
            <LineInput
                field=Field::Name
                label=words(text::account::NAME_ZH).to_owned()
                value=name_zh
                faults
                maxlength=LONGEST_NAME as u32
            />
            <LatinName value=name_en/>
            <SelectInput
                field=Field::Role
                label=words(text::account::ROLE).to_owned()
                value=role
                options=Signal::stored(roles)
                faults
            />
            <SelectInput
                field=Field::Department
                label=words(text::account::DEPARTMENT).to_owned()
                hint=words(text::account::DEPARTMENT_HINT).to_owned()
                value=department
                options=Signal::stored(departments)
                faults
                optional=true
            />
            <SelectInput
                field=Field::Town
                label=words(text::account::TOWN).to_owned()
                hint=words(text::account::TOWN_HINT).to_owned()
                value=town
                options=Signal::stored(towns)
                faults
                optional=true
            />
            <button class="button button--primary" type="submit" disabled=move || !ready.get() || pending.get()>
                {words(text::account::CREATE)}
            </button>
        </form>
    }
    .into_any()
}

/// A second name, for which there are no faults of its own.
#[component]
fn LatinName(value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for="name_en">
                {words(text::account::NAME_EN)}
                <span class="field__optional">{words(text::site::OPTIONAL)}</span>
            </label>
            <input
                class="input"
                id="name_en"
                type="text"
                autocomplete="off"
                maxlength=LONGEST_NAME.to_string()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
