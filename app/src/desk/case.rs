//! One case on the desk: everything about it, and the steps that may be taken with it. The same pane stands beside the
//! inbox's list and alone on the case's own page.

mod facts;
mod header;
mod history;
mod likely;
mod note;
mod open;
mod orders;
mod photos;
mod release;
mod reporters;
mod step;

use domain::account::Role;
use domain::case::{Action, CaseDetail};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::facts::Facts;
use self::header::CaseHeader;
use self::history::History;
pub use self::likely::LikelyCard;
use self::likely::LikelyCases;
use self::note::NoteForm;
use self::open::OpenCase;
use self::photos::ReportCard;
use self::release::ReleaseSwitch;
use self::reporters::Reporters;
use self::step::StepPanel;
use super::failed::DeskFailed;
use super::frame::{ActorResource, DeskFrame, DeskTab};
use super::reloading::Reloading;
use crate::api::case::find_case;
use crate::page_resource::{page_resource, unsuspended};
use crate::preferences::language;
use crate::session;
use crate::text::{self, words};
use crate::ui::{Empty, Icon, PageTitle, Unsent};

/// `/desk/cases/{number}`.
#[component]
pub fn DeskCasePage() -> impl IntoView {
    let params = use_params_map();
    let number = Signal::derive(move || params.with(|params| params.get("number")));
    let actor = session::actor();
    let title = move || text::desk::case_title(language(), number.get().unwrap_or_default());
    view! {
        {move || view! { <PageTitle title=title()/> }}
        <DeskFrame actor tab=DeskTab::Inbox>
            <div class="desk-case">
                <WayBack actor/>
                <CasePane number actor changed=Callback::new(|()| ())/>
            </div>
        </DeskFrame>
    }
    .into_any()
}

/// To the inbox; for those without one, to the start page.
#[component]
fn WayBack(actor: ActorResource) -> impl IntoView {
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let role = actor.get()?.ok().flatten()?.role;
                let (href, label) = match role.has_desk() {
                    true => ("/desk/inbox", text::desk::INBOX),
                    false => ("/desk", text::desk::TO_START),
                };
                Some(view! {
                    <a class="desk-case__back" href=href>
                        <Icon name="chevron-left"/>
                        <span>{words(label)}</span>
                    </a>
                })
            }}
        </Suspense>
    }
}

/// The case of a number, or what to do when there is none.
#[component]
pub fn CasePane(
    /// The number of the case to show.
    number: Signal<Option<String>>,
    /// Who is signed in.
    actor: ActorResource,
    /// Called when the case has moved on, so that the list round it can be read again.
    changed: Callback<()>,
) -> impl IntoView {
    let case = page_resource(
        move || number.get(),
        |number| async move {
            match number {
                Some(number) => find_case(number).await.map(Some),
                None => Ok(None),
            }
        },
    );
    let pending = RwSignal::new(false);
    view! {
        <div class="case-pane" aria-busy=move || pending.get().to_string()>
            <Reloading pending>
                {move || {
                    let role = actor.get()?.ok().flatten().map(|actor| actor.role);
                    let case = case.get()?;
                    Some(unsuspended(move || match case {
                        Ok(Some(detail)) => view! { <CaseView detail role changed/> }.into_any(),
                        Ok(None) => view! { <NothingOpen/> }.into_any(),
                        Err(error) => view! { <DeskFailed error/> }.into_any(),
                    }))
                }}
            </Reloading>
        </div>
    }
    .into_any()
}

#[component]
fn NothingOpen() -> impl IntoView {
    let (title, hint) = (words(text::desk::NO_CASE_TITLE).to_owned(), words(text::desk::NO_CASE_TEXT).to_owned());
    view! { <Empty icon="list" title=title text=hint/> }
}

/// The whole case. Each part renders again only when its own share of the case has changed, so that a step half filled
/// in survives a note.
#[component]
fn CaseView(detail: CaseDetail, role: Option<Role>, changed: Callback<()>) -> impl IntoView {
    let open = OpenCase::new(detail, changed);
    let (may_release, may_reveal) =
        open.case.with_untracked(|case| (case.actions.contains(&Action::Release), case.may_reveal(role)));
    view! {
        <article class="case-view">
            <CaseHeader open/>
            <Notice open/>
            {move || view! { <Unsent said=open.unsent.get()/> }}
            <div class="case-view__body">
                <div class="case-view__report"><ReportCard open may_release/></div>
                <div class="case-view__side">
                    <StepPanel open/>
                    <LikelyCases open/>
                    <Reporters open may_reveal/>
                    {may_release.then(|| view! { <ReleaseSwitch open/> })}
                    <NoteForm open/>
                </div>
                <div class="case-view__rest">
                    <Facts open/>
                    <History open/>
                </div>
            </div>
        </article>
    }
    .into_any()
}

/// What has just happened, said aloud. It takes the focus, because the button that was pressed is gone.
#[component]
fn Notice(open: OpenCase) -> impl IntoView {
    let place = NodeRef::<html::P>::new();
    let notice = open.notice;
    Effect::new(move |_| {
        if notice.with(Option::is_some)
            && let Some(place) = place.get()
        {
            // A browser that refuses the focus still announces the status.
            let _ = place.focus();
        }
    });
    let class = move || match notice.get() {
        None => "desk-notice",
        Some(notice) if notice.done => "desk-notice notice notice--success",
        Some(_) => "desk-notice notice notice--warning",
    };
    view! {
        <p class=class role="status" tabindex="-1" node_ref=place>
            {move || notice.get().map(|notice| notice.words)}
        </p>
    }
    .into_any()
}
