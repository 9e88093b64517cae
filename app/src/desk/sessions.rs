//! The devices one is signed in on, signing them out, and one's password. A page without script: each button is a form.

use domain::account::SessionSummary;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::frame::DeskTab;
use super::plain::plain_page;
use crate::page_resource::page_resource;
use crate::preferences::language;
use crate::server::session::sessions;
use crate::text::{self, words};
use crate::ui::{PageTitle, Time};

/// `/desk/sessions`.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let ended = use_query_map().with_untracked(|query| query.get("ended").is_some());
    view! {
        <PageTitle title=words(text::desk::SESSIONS_TITLE).to_owned()/>
        {plain_page(DeskTab::Sessions, page_resource(|| (), |()| sessions()), move |sessions| view! {
            <h1>{words(text::desk::SESSIONS_TITLE)}</h1>
            <p class="muted">{words(text::desk::SESSIONS_TEXT)}</p>
            {ended.then(|| view! {
                <p class="desk-notice notice notice--success" role="status">{words(text::desk::SESSION_ENDED)}</p>
            })}
            <SessionTable sessions/>
            <p>
                <a class="button button--secondary" href="/desk/password">{words(text::desk::PASSWORD)}</a>
            </p>
        }
        .into_any())}
    }
}

#[component]
fn SessionTable(sessions: Vec<SessionSummary>) -> impl IntoView {
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{words(text::desk::SESSION_DEVICE)}</th>
                    <th class="wide-only" scope="col">{words(text::desk::SESSION_SINCE)}</th>
                    <th scope="col">{words(text::desk::SESSION_SEEN)}</th>
                    <th scope="col"><span class="visually-hidden">{words(text::desk::SESSION_END)}</span></th>
                </tr>
            </thead>
            <tbody>
                {sessions.into_iter().map(|session| view! { <SessionRow session/> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn SessionRow(session: SessionSummary) -> impl IntoView {
    let end = if session.current {
        view! { <span class="tag">{words(text::desk::SESSION_THIS)}</span> }.into_any()
    } else {
        let label = text::desk::session_end_device(language(), &session.device);
        view! {
            <form method="post" action="/desk/sessions">
                <button
                    class="button button--secondary"
                    type="submit"
                    name="end"
                    value=session.id.to_string()
                    aria-label=label
                >
                    {words(text::desk::SESSION_END)}
                </button>
            </form>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{session.device}</th>
            <td class="wide-only"><Time at=session.created_at short=true/></td>
            <td><Time at=session.last_seen_at short=true/></td>
            <td>{end}</td>
        </tr>
    }
}
