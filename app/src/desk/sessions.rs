//! The devices one is signed in on, signing them out, and one's password.

use domain::account::SessionSummary;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::failed::DeskFailed;
use super::frame::{DeskFrame, DeskTab};
use crate::api::session::{list_sessions, revoke_session};
use crate::page_resource::{page_resource, unsuspended};
use crate::session;
use crate::text::{self, words};
use crate::ui::{Loading, PageTitle, Time};

/// `/desk/sessions`.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let actor = session::actor();
    let sessions = page_resource(|| (), |()| list_sessions());
    let notice = RwSignal::new("");
    let revoked = Callback::new(move |ended: bool| {
        notice.set(words(if ended { text::desk::SESSION_ENDED } else { text::desk::SESSION_KEPT }));
        sessions.refetch();
    });
    view! {
        <PageTitle title=words(text::desk::SESSIONS_TITLE).to_owned()/>
        <DeskFrame actor tab=DeskTab::Sessions>
            <div class="desk-column stack">
                <h1>{words(text::desk::SESSIONS_TITLE)}</h1>
                <p class="muted">{words(text::desk::SESSIONS_TEXT)}</p>
                <p class="desk-notice" role="status">{move || notice.get()}</p>
                <Transition fallback=|| view! { <Loading/> }>
                    {move || sessions.get().map(|sessions| unsuspended(move || match sessions {
                        Ok(sessions) => view! { <SessionTable sessions revoked/> }.into_any(),
                        Err(error) => view! { <DeskFailed error/> }.into_any(),
                    }))}
                </Transition>
                <p>
                    <a class="button button--secondary" href="/desk/password" rel="external">{words(text::desk::PASSWORD)}</a>
                </p>
            </div>
        </DeskFrame>
    }
    .into_any()
}

#[component]
fn SessionTable(sessions: Vec<SessionSummary>, revoked: Callback<bool>) -> impl IntoView {
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
                {sessions.into_iter().map(|session| view! { <SessionRow session revoked/> }).collect_view()}
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn SessionRow(session: SessionSummary, revoked: Callback<bool>) -> impl IntoView {
    let pending = RwSignal::new(false);
    let id = session.id;
    let revoke = move |_| {
        pending.set(true);
        spawn_local(async move {
            let ended = revoke_session(id).await.is_ok();
            pending.try_set(false);
            revoked.run(ended);
        });
    };
    let end = if session.current {
        view! { <span class="tag">{words(text::desk::SESSION_THIS)}</span> }.into_any()
    } else {
        let label = text::desk::session_end_device(crate::preferences::language(), &session.device);
        view! {
            <button
                class="button button--secondary"
                type="button"
                aria-label=label
                disabled=move || pending.get()
                on:click=revoke
            >
                {words(text::desk::SESSION_END)}
            </button>
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
    .into_any()
}
