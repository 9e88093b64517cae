//! The frame round every desk page: product, pages, person, language, signing out.

use std::time::Duration;

use domain::account::{Actor, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::address::here;
use crate::alarm::{Alarm, Danger};
use crate::api::case::count_queues;
use crate::city::city;
use crate::page_resource::PageResource;
use crate::preferences::{language, preferences};
use crate::text::{self, name, words};
use crate::ui::Icon;

/// The signed-in person, as a page loads it.
pub type ActorResource = PageResource<Option<Actor>>;

/// Which page the bar marks as the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskTab {
    /// The start page, and pages without an entry in the bar.
    Start,
    /// The inbox and the cases opened from it.
    Inbox,
    /// Registering a call.
    Register,
    /// The person's own devices and password.
    Sessions,
    /// The accounts of staff.
    Accounts,
    /// The city's files.
    City,
    /// The record of what was done.
    Audit,
}

/// Bar and main area. The person is read in a leaf of the bar: the content shows its own state when nobody is signed in.
#[component]
pub fn DeskFrame(
    /// Who is signed in.
    actor: ActorResource,
    /// The present page.
    tab: DeskTab,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="desk-page">
            <a class="skip-link" href="#main" rel="external">{words(text::site::SKIP_TO_CONTENT)}</a>
            <DemoBanner/>
            <header class="desk-bar">
                <a class="desk-bar__brand" href="/desk">{city().product}</a>
                <div class="desk-bar__middle">
                    <Suspense fallback=|| ()>
                        {move || {
                            let actor = actor.get().and_then(Result::ok).flatten();
                            actor.map(|actor| view! { <SignedIn actor tab/> })
                        }}
                    </Suspense>
                </div>
                <LanguageForm/>
            </header>
            <UrgentWatch actor/>
            <main id="main" class="desk-main" tabindex="-1">{children()}</main>
        </div>
    }
    .into_any()
}

/// How often the urgent ones are counted: as often as the list is read. Also while the tab is hidden: that is when its title tells.
const AGAIN: Duration = Duration::from_secs(30);

/// Urgent cases of the person's first queue, their own duties, on every page of the desk.
#[component]
fn UrgentWatch(actor: ActorResource) -> impl IntoView {
    let danger = RwSignal::new(None);
    let look = move || {
        spawn_local(async move {
            // Without an answer what was known stays.
            if let Ok(counts) = count_queues().await {
                let first = counts.first().map_or_else(Danger::default, |first| Danger {
                    count: first.urgent,
                    since: first.urgent_since.map_or(0, |since| since.0),
                });
                danger.try_set(Some(first));
            }
        });
    };
    Effect::new(move |_| {
        let staff = actor.get().and_then(Result::ok).flatten().is_some_and(|actor| actor.role.has_desk());
        if !staff {
            return;
        }
        look();
        if let Ok(timer) = set_interval_with_handle(look, AGAIN) {
            on_cleanup(move || timer.clear());
        }
    });
    view! { <Alarm danger href="/desk/inbox?urgent=1"/> }
}

/// The pages this person has, who they are, and the way out.
#[component]
fn SignedIn(actor: Actor, tab: DeskTab) -> impl IntoView {
    let role = actor.role;
    // The pages of the administration are documents of their own, without script.
    let entries = [
        (role.has_desk(), DeskTab::Inbox, "/desk/inbox", "inbox", text::desk::INBOX, false),
        (role.registers(), DeskTab::Register, "/desk/register", "phone", text::desk::REGISTER, false),
        (role == Role::SystemAdministrator, DeskTab::Accounts, "/desk/accounts", "list", text::desk::ACCOUNTS, true),
        (role == Role::SystemAdministrator, DeskTab::City, "/desk/city", "map", text::desk::CITY_FILES, true),
        (role == Role::AuditAdministrator, DeskTab::Audit, "/desk/audit", "eye", text::desk::AUDIT, true),
        (true, DeskTab::Sessions, "/desk/sessions", "user", text::desk::SESSIONS, true),
    ];
    let entries = entries.into_iter().filter(|(has, ..)| *has).map(|(_, own, href, icon, label, external)| {
        view! {
            <li>
                <a
                    class="desk-bar__link"
                    href=href
                    rel=external.then_some("external")
                    aria-current=(own == tab).then_some("page")
                >
                    <Icon name=icon/>
                    <span>{words(label)}</span>
                </a>
            </li>
        }
    });
    let entries = entries.collect_view();
    let post = match &actor.department {
        Some((_, department)) => format!("{} · {}", name(department), name(&role.name())),
        None => name(&role.name()),
    };
    view! {
        <nav class="desk-bar__pages" aria-label=words(text::desk::PAGES)>
            <ul>
                {entries}
            </ul>
        </nav>
        <p class="desk-bar__person">
            <strong>{name(&actor.name)}</strong>
            <span class="muted">{post}</span>
        </p>
        <form class="desk-bar__form" method="post" action="/logout" on:submit=move |_| crate::officer::forget_drafts()>
            <button class="button button--quiet" type="submit">
                <Icon name="log-out"/>
                <span>{words(text::site::SIGN_OUT)}</span>
            </button>
        </form>
    }
    .into_any()
}

/// Says that the data are invented, where they are.
#[component]
pub fn DemoBanner() -> impl IntoView {
    preferences().demo.then(|| view! { <p class="demo-banner">{words(text::site::DEMO)}</p> })
}

/// Changes the language of the staff pages, which a cookie keeps, and comes back to this page.
#[component]
pub fn LanguageForm() -> impl IntoView {
    let here = here();
    let other = language().other().tag();
    view! {
        <form class="desk-bar__form" method="post" action="/preferences">
            <input type="hidden" name="language" value=other/>
            <input type="hidden" name="next" value=move || here.get()/>
            <button class="button button--quiet" type="submit" lang=other>
                <Icon name="languages"/>
                <span>{words(text::site::LANGUAGE_OTHER)}</span>
            </button>
        </form>
    }
}
