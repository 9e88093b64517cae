//! The list: fifty cases a page, the total, paging.

use domain::case::CaseSummary;
use domain::inbox::Queue;
use domain::page::Page;
use leptos::prelude::*;

use super::address::InboxAddress;
use crate::preferences::language;
use crate::text::{self, class_name, name, words};
use crate::ui::{CaseClock, Empty, Pager, PlaceWords, StateTag, Urgent};

/// One page of the list.
#[component]
pub fn CaseRows(
    page: Page<CaseSummary>,
    /// The page's state.
    address: Memo<InboxAddress>,
) -> impl IntoView {
    let (number, pages) = (page.page, page.pages());
    let count = (page.total > 0).then(|| text::list::counted(&page));
    let end = text::list::end(&page);
    let list = if page.rows.is_empty() {
        view! { <NothingHere address/> }.into_any()
    } else {
        let rows = page.rows.into_iter().map(|case| view! { <CaseRow case address/> }).collect_view();
        view! { <ol class="inbox-list" role="list">{rows}</ol> }.into_any()
    };
    let href = Callback::new(move |page: u32| address.with_untracked(|address| address.with_page(page).href()));
    view! {
        {list}
        <Elsewhere address/>
        <footer class="inbox-foot">
            <p class="numeric muted" role="status">
                {count}
            </p>
            {end.map(|end| view! { <p class="muted">{end}</p> })}
            {(pages > 1).then(|| view! { <Pager page=number pages href/> })}
        </footer>
    }
    .into_any()
}

/// The queues in which the same words may stand as well: whoever looks for a case need not know how far it is.
#[component]
fn Elsewhere(address: Memo<InboxAddress>) -> impl IntoView {
    let here = address.get_untracked();
    here.words.is_some().then(|| {
        let others = [Queue::Open, Queue::Done].into_iter().filter(|queue| here.queue != Some(*queue));
        let link = |queue| {
            let href = InboxAddress { words: here.words.clone(), ..here.with_queue(queue) }.href();
            view! { " " <a href=href data-noscroll="">{words(text::term::queue(queue))}</a> }
        };
        let links = others.map(link).collect_view();
        view! { <p class="inbox-elsewhere small">{words(text::desk::SEARCHED_HERE)} {links}</p> }
    })
}

/// An empty queue is good news; an empty search is not.
#[component]
fn NothingHere(address: Memo<InboxAddress>) -> impl IntoView {
    let narrowed = address.with_untracked(InboxAddress::is_narrowed);
    let (title, hint) = match narrowed {
        true => (text::desk::NOTHING_FOUND_TITLE, text::desk::NOTHING_FOUND_TEXT),
        false => (text::desk::QUEUE_EMPTY_TITLE, text::desk::QUEUE_EMPTY_TEXT),
    };
    view! { <Empty icon="inbox" title=words(title).to_owned() text=words(hint).to_owned()/> }
}

/// One case: what, where, how urgent, how long still.
#[component]
fn CaseRow(case: CaseSummary, address: Memo<InboxAddress>) -> impl IntoView {
    let number = case.number.to_string();
    let open = Memo::new({
        let number = number.clone();
        move |_| address.with(|address| address.case.as_deref() == Some(number.as_str()))
    });
    let summary = StoredValue::new(case.clone());
    let href = move || summary.with_value(|case| address.with(|address| address.with_case(Some(case)).href()));
    let title = class_name(case.class.as_ref());
    view! {
        <li>
            <a class="inbox-row" href=href aria-current=move || open.get().then_some("true") data-noscroll="">
                <div class="inbox-row__head">
                    {case.urgent.then(|| view! { <Urgent/> })}
                    <strong class="inbox-row__title">{title}</strong>
                </div>
                <div class="inbox-row__clock">{case.clock.map(|clock| view! { <CaseClock clock/> })}</div>
                <div class="inbox-row__text">
                    <PlaceWords place=case.place.clone()/>
                    <span class="muted">{case.words.clone()}</span>
                </div>
                <div class="inbox-row__foot">
                    <StateTag state=case.state/>
                    <span class="numeric">{number}</span>
                    {(case.people > 1).then(|| view! { <span>{text::desk::people(language(), case.people)}</span> })}
                    {(case.hurries > 0).then(|| view! {
                        <span class="inbox-row__hurries">{text::desk::hurries(language(), case.hurries)}</span>
                    })}
                    {case.department.as_ref().map(|department| view! { <span>{name(department)}</span> })}
                </div>
            </a>
        </li>
    }
    .into_any()
}
