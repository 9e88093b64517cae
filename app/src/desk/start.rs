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
    // Another of the three doors, and the pages of the administration, are documents of their own.
    let doors = [
        (role.has_desk(), "/desk/inbox".to_owned(), "inbox", text::desk::INBOX, text::desk::START_INBOX, false),
        (
            role.registers(),
            "/desk/register".to_owned(),
            "phone",
            text::desk::REGISTER,
            text::desk::START_REGISTER,
            false,
        ),
        (role.is_officer(), "/officer/".to_owned(), "map-pin", text::desk::OFFICER, text::desk::START_OFFICER, true),
        (
            role == Role::SystemAdministrator,
            "/desk/accounts".to_owned(),
            "list",
            text::desk::ACCOUNTS,
            text::desk::START_ACCOUNTS,
            true,
        ),
        (
            role == Role::AuditAdministrator,
            "/desk/audit".to_owned(),
            "eye",
            text::desk::AUDIT,
            text::desk::START_AUDIT,
            true,
        ),
        (true, "/desk/sessions".to_owned(), "user", text::desk::SESSIONS, text::desk::START_SESSIONS, true),
        (true, crate::preferences::path("/nearby"), "map", text::desk::PUBLIC_SITE, text::desk::START_PUBLIC, true),
    ];
    view! {
        <h1>{text::desk::start_hello(language(), name(&actor.name))}</h1>
        <p class="cluster">
            <span class="tag">{post}</span>
            {department.map(|department| view! { <span class="tag">{department}</span> })}
        </p>
        <p class="desk-start__today">{words(today(role))}</p>
        {crate::staff_notice::staff_notice().map(|words| view! { <p class="notice notice--warning">{words}</p> })}
        <ul class="desk-start__doors" role="list">
            {doors.into_iter().filter(|(has, ..)| *has).map(door).collect_view()}
        </ul>
    }
    .into_any()
}

/// One of the places to go to: whether this post has it, its address, icon, name and purpose, and whether it is a document of its own.
type Door = (bool, String, &'static str, Text, Text, bool);

fn door((_, href, icon, title, hint, external): Door) -> impl IntoView {
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
