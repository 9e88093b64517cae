//! The inbox of one's own duties: queues, list and the open case side by side; all of its state is in the URL.

mod address;
mod filters;
mod keyboard;
mod rail;
mod rows;

use std::time::Duration;

use domain::account::Role;
use domain::case::CaseSummary;
use domain::inbox::InboxFilter;
use domain::page::Page;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::address::InboxAddress;
use self::filters::Filters;
use self::keyboard::Keyboard;
use self::rail::QueueRail;
use self::rows::CaseRows;
use super::case::CasePane;
use super::failed::{DeskFailed, Gate};
use super::frame::{DeskFrame, DeskTab};
use super::reloading::Reloading;
use crate::api::case::{count_queues, list_cases};
use crate::error::AppError;
use crate::page_resource::{page_resource, unsuspended};
use crate::session;
use crate::text::{self, words};
use crate::ui::{Icon, PageTitle};

/// Where the URL names no queue, the first of the person's queues: their own duties, for those who have some.
async fn load(filter: InboxFilter, named: bool) -> Result<Page<CaseSummary>, AppError> {
    let filter = match named {
        true => filter,
        false => {
            let queue = count_queues().await?.first().map_or(filter.queue, |count| count.queue);
            InboxFilter { queue, ..filter }
        }
    };
    list_cases(filter).await
}

/// How often list and counts are read again by themselves: reports have to be looked at within a quarter of an hour.
const AGAIN: Duration = Duration::from_secs(30);

/// Reads again while somebody can see it. What is open and where the list stands stay as they are.
fn look_again(changed: Callback<()>) {
    Effect::new(move |_| {
        let again = move || {
            if !document().hidden() {
                changed.try_run(());
            }
        };
        if let Ok(timer) = set_interval_with_handle(again, AGAIN) {
            on_cleanup(move || timer.clear());
        }
    });
}

/// `/desk/inbox`.
#[component]
pub fn InboxPage() -> impl IntoView {
    let query = use_query_map();
    let address = Memo::new(move |_| query.with(InboxAddress::from_query));
    let selected = Signal::derive(move || address.with(|address| address.case.clone()));
    let actor = session::actor();
    let counts = page_resource(move || address.with(|address| address.queue), |_| count_queues());
    let list = page_resource(
        move || address.with(|address| (address.filter(), address.queue.is_some())),
        |(filter, named)| load(filter, named),
    );
    let changed = Callback::new(move |()| {
        counts.refetch();
        list.refetch();
    });
    look_again(changed);
    let pending = RwSignal::new(false);
    view! {
        <PageTitle title=words(text::desk::INBOX).to_owned()/>
        <DeskFrame actor tab=DeskTab::Inbox>
            <Gate actor allowed=Role::has_desk/>
            <div class="desk" class:desk--open=move || selected.with(Option::is_some)>
                <nav class="desk__rail" aria-label=words(text::desk::QUEUES)>
                    <Transition fallback=|| ()>
                        {move || counts.get().and_then(Result::ok).map(|counts| unsuspended(move || view! { <QueueRail counts address/> }))}
                    </Transition>
                </nav>
                <section class="desk__list" aria-label=words(text::desk::LIST)>
                    <div class="inbox-head">
                        <h1 class="visually-hidden">{words(text::desk::INBOX)}</h1>
                        <Filters address/>
                        <Keyboard/>
                    </div>
                    <div class="inbox-body" aria-busy=move || pending.get().to_string()>
                        <Reloading pending>
                            {move || list.get().map(|list| unsuspended(move || match list {
                                Ok(page) => view! { <CaseRows page address/> }.into_any(),
                                Err(error) => view! { <DeskFailed error/> }.into_any(),
                            }))}
                        </Reloading>
                    </div>
                </section>
                <section class="desk__pane" aria-label=words(text::desk::CASE)>
                    <BackToList address/>
                    <CasePane number=selected actor changed/>
                </section>
            </div>
        </DeskFrame>
    }
    .into_any()
}

/// On a narrow screen the open case covers the list; this leads back to it.
#[component]
fn BackToList(address: Memo<InboxAddress>) -> impl IntoView {
    let href = move || address.with(|address| address.with_case(None).href());
    view! {
        <a class="desk__back" href=href data-noscroll="">
            <Icon name="chevron-left"/>
            <span>{words(text::desk::BACK_TO_LIST)}</span>
        </a>
    }
}
