//! Where everybody may start: what the account can do today, with the way to it.

use domain::account::{Actor, Role};
use leptos::prelude::*;

use super::failed::DeskFailed;
use super::frame::{DeskFrame, DeskTab};
use crate::error::AppError;
use crate::preferences::language;
use crate::session;
use crate::text::{self, Text, name, words};
use crate::ui::{Icon, Loading, PageTitle};

/// `/desk`.
#[component]
pub fn DeskStartPage() -> impl IntoView {
    let actor = session::actor();
    view! {
        <PageTitle title=words(text::desk::START_TITLE).to_owned()/>
        <DeskFrame actor tab=DeskTab::Start>
            <div class="desk-column stack">
                <Suspense fallback=|| view! { <Loading/> }>
                    {move || actor.get().map(|actor| match actor {
                        Ok(Some(actor)) => view! { <Welcome actor/> }.into_any(),
                        Ok(None) => {
                            let error = AppError::from(domain::fault::FaultCode::SignedOut);
                            view! { <DeskFailed error/> }.into_any()
                        }
                        Err(error) => view! { <DeskFailed error/> }.into_any(),
                    })}
                </Suspense>
            </div>
        </DeskFrame>
    }
    .into_any()
}

/// What somebody of a role does here today, in one or two sentences.
const fn today(role: Role) -> Text {
    match role {
        Role::Acceptor => text::desk::TODAY_ACCEPTOR,
        Role::Dispatcher => text::desk::TODAY_DISPATCHER,
        Role::ShiftLeader => text::desk::TODAY_SHIFT_LEADER,
        Role::DepartmentClerk => text::desk::TODAY_DEPARTMENT_CLERK,
        Role::HandlingOfficer | Role::Assistant | Role::SanitationOfficer => text::desk::TODAY_OFFICER,
        Role::Collector => text::desk::TODAY_COLLECTOR,
        Role::Supervisor => text::desk::TODAY_SUPERVISOR,
        Role::WindowClerk => text::desk::TODAY_WINDOW_CLERK,
        Role::SystemAdministrator => text::desk::TODAY_SYSTEM_ADMINISTRATOR,
        Role::SecurityAdministrator => text::desk::TODAY_SECURITY_ADMINISTRATOR,
        Role::AuditAdministrator => text::desk::TODAY_AUDIT_ADMINISTRATOR,
    }
}

#[component]
fn Welcome(actor: Actor) -> impl IntoView {
    let role = actor.role;
    let post = name(&role.name());
    let department = actor.department.as_ref().map(|(_, department)| name(department));
    view! {
        <h1>{text::desk::start_hello(language(), name(&actor.name))}</h1>
        <p class="cluster">
            <span class="tag">{post}</span>
            {department.map(|department| view! { <span class="tag">{department}</span> })}
        </p>
        <p class="desk-start__today">{words(today(role))}</p>
        <ul class="desk-start__doors" role="list">
            {role.has_desk().then(|| view! {
                <Door href="/desk/inbox" icon="inbox" title=text::desk::INBOX hint=text::desk::START_INBOX/>
            })}
            {role.registers().then(|| view! {
                <Door href="/desk/register" icon="phone" title=text::desk::REGISTER hint=text::desk::START_REGISTER/>
            })}
            {role.is_officer().then(|| view! {
                <Door href="/officer/" icon="map-pin" title=text::desk::OFFICER hint=text::desk::START_OFFICER external=true/>
            })}
            {(role == Role::SystemAdministrator).then(|| view! {
                <Door href="/desk/accounts" icon="list" title=text::desk::ACCOUNTS hint=text::desk::START_ACCOUNTS/>
            })}
            {(role == Role::AuditAdministrator).then(|| view! {
                <Door href="/desk/audit" icon="eye" title=text::desk::AUDIT hint=text::desk::START_AUDIT/>
            })}
            <Door href="/desk/sessions" icon="user" title=text::desk::SESSIONS hint=text::desk::START_SESSIONS/>
            <Door href="/nearby" icon="map" title=text::desk::PUBLIC_SITE hint=text::desk::START_PUBLIC external=true/>
        </ul>
    }
    .into_any()
}

/// One of the places to go to. `external` for another of the three doors, which is a document of its own.
#[component]
fn Door(
    href: &'static str,
    icon: &'static str,
    title: Text,
    hint: Text,
    #[prop(optional)] external: bool,
) -> impl IntoView {
    let href = if external { language_of_public(href) } else { href.to_owned() };
    view! {
        <li>
            <a class="card desk-start__door" href=href rel=external.then_some("external")>
                <Icon name=icon/>
                <span class="desk-start__title">{words(title)}</span>
                <span class="muted">{words(hint)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Citizen pages have their language in the path; the officers' app does not.
fn language_of_public(href: &str) -> String {
    if href.starts_with("/officer") { href.to_owned() } else { crate::preferences::path(href) }
}
