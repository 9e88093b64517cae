//! What goes on nearby: public cases as a list, and as a map once the page is alive.

mod filter_form;
mod query;
mod tools;

use domain::case::PublicCaseSummary;
use domain::report::NearbyFilter;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::case_row::{CaseList, RowNote};
use crate::api::catalog::list_towns;
use crate::api::public::{Nearby, list_nearby};
use crate::map::FeatureMap;
use crate::page_resource::{page_resource, unsuspended};
use crate::preferences::{language, path};
use crate::text::{self, words};
use crate::ui::{Empty, Failed, Loading, PageTitle, Pager};
use filter_form::FilterForm;
use query::NearbyQuery;
use tools::{NearbyTools, NearbyView};

/// The list with its filter; what is asked for stands in the address. Beside it, after hydration, the map.
#[component]
pub fn NearbyPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(NearbyQuery::read));
    let cases = page_resource(move || query.get(), |query| list_nearby(query.filter()));
    let towns = page_resource(|| (), |()| list_towns());
    let chosen = RwSignal::new(NearbyView::List);
    view! {
        <PageTitle title=words(text::nearby::TITLE).to_owned()/>
        <div class="nearby">
            <div class="nearby__head">
                <h1>{words(text::nearby::TITLE)}</h1>
                <Suspense fallback=Loading>
                    {move || Suspend::new(async move {
                        let towns = towns.wait().await.unwrap_or_default();
                        let query = query.get();
                        unsuspended(move || view! { <FilterForm query=query towns=towns/> })
                    })}
                </Suspense>
                <StageTabs query=query/>
                <NearbyTools query=query chosen=chosen/>
            </div>
            <div class="nearby__body" data-view=move || chosen.get().code()>
                <div class="nearby__list">
                    <Transition fallback=Loading>
                        {move || Suspend::new(async move {
                            let (found, query) = (cases.wait().await, query.get());
                            unsuspended(move || match found {
                                Ok(found) => view! { <Found found=found query=query/> }.into_any(),
                                Err(error) => view! { <Failed error=error/> }.into_any(),
                            })
                        })}
                    </Transition>
                </div>
                <MapPane query=query chosen=chosen/>
            </div>
        </div>
    }
    .into_any()
}

/// Open or settled: two links, as each is an address of its own.
#[component]
fn StageTabs(query: Memo<NearbyQuery>) -> impl IntoView {
    let tab = move |done: bool, label: &'static str| {
        let href = move || path(&query.with(|query| NearbyQuery { done, page: 1, ..query.clone() }.address()));
        let current = move || query.with(|query| query.done == done).then_some("page");
        view! { <a class="tabs__tab" href=href aria-current=current>{label}</a> }
    };
    view! {
        <nav class="tabs" aria-label=words(text::nearby::TABS)>
            {tab(false, words(text::nearby::OPEN))}
            {tab(true, words(text::nearby::DONE))}
        </nav>
    }
}

#[component]
fn Found(found: Nearby, query: NearbyQuery) -> impl IntoView {
    let cases = found.cases;
    if cases.rows.is_empty() {
        // A page behind the last one is as empty as a filter that fits nothing.
        let (title, hint) = match query.is_narrow() {
            true => (text::nearby::EMPTY_NARROW_TITLE, text::nearby::EMPTY_NARROW),
            false => (text::nearby::EMPTY_TITLE, text::nearby::EMPTY_TEXT),
        };
        return view! { <Empty icon="inbox" title=words(title).to_owned() text=words(hint).to_owned()/> }.into_any();
    }
    let count = text::list::counted(&cases);
    let end = text::list::end(&cases);
    let (page, pages) = (cases.page, cases.pages());
    let href = move |page: u32| path(&NearbyQuery { page, ..query.clone() }.address());
    view! {
        <p class="nearby__count muted small numeric" role="status">
            {count}
        </p>
        <CaseList cases=cases.rows row=row_note/>
        {end.map(|end| view! { <p class="nearby__count muted small">{end}</p> })}
        <Pager page=page pages=pages href=href/>
    }
    .into_any()
}

/// How many people met it, and when it was or will be settled.
fn row_note(case: &PublicCaseSummary) -> RowNote {
    let (said, at) = match case.closed_at {
        Some(at) => (text::nearby::CLOSED_AT, at),
        None => (text::nearby::PROMISED_AT, case.promised_at),
    };
    let people = if case.people > 1 { text::nearby::people(language(), case.people) } else { String::new() };
    RowNote { said, at, people }
}

/// The map's place. Beside the list where there is room for both, instead of it on a phone; empty, with its room kept,
/// before the page is alive.
#[component]
fn MapPane(query: Memo<NearbyQuery>, chosen: RwSignal<NearbyView>) -> impl IntoView {
    let wide = RwSignal::new(false);
    Effect::new(move |_| wide.set(tools::is_wide()));
    let shown = Memo::new(move |_| wide.get() || chosen.get() == NearbyView::Map);
    let position = Signal::derive(move || query.with(|query| query.position));
    // The list's page and order are none of the map's, which would otherwise ask again at every page.
    let filter = Memo::new(move |_| query.with(|query| NearbyFilter { position: None, page: 0, ..query.filter() }));
    view! {
        <div class="nearby__map scripted" data-enhanced="">
            {move || shown.get().then(|| view! { <FeatureMap position=position filter=filter.into()/> })}
        </div>
    }
}

/// The words for a position that was asked for and not found.
fn locate_words(fault: crate::map::locate::LocateFault) -> &'static str {
    use crate::map::locate::LocateFault;
    match fault {
        LocateFault::Denied => words(text::nearby::LOCATE_DENIED),
        LocateFault::Unavailable => words(text::nearby::LOCATE_UNAVAILABLE),
    }
}
