//! Narrowing the list: one line of controls whose state is the URL. Without script it is a plain GET form.

use domain::area::Area;
use domain::class::Class;
use domain::dispatch::Department;
use domain::inbox::Sort;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use leptos_router::params::ParamsMap;

use super::address::InboxAddress;
use crate::api::catalog::{find_class, list_departments, list_towns};
use crate::class_picker::ClassSearch;
use crate::desk::part::Part;
use crate::page_resource::{page_resource, unsuspended};
use crate::text::{self, name, words};
use crate::ui::Icon;

/// The names of the controls, which are the keys of the query.
const CONTROLS: [&str; 7] = ["words", "town", "department", "sort", "overdue", "urgent", "class"];

/// The line of controls. A change of a control takes effect at once; the words when Enter is pressed.
#[component]
pub fn Filters(
    /// The page's state.
    address: Memo<InboxAddress>,
) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    let navigate = use_navigate();
    let apply = move || {
        if let Some(form) = form.get_untracked() {
            let now = address.get_untracked();
            let read = read(&form, &now);
            if read != now {
                navigate(&read.href(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
            }
        }
    };
    let submit = {
        let apply = apply.clone();
        move |event: ev::SubmitEvent| {
            event.prevent_default();
            apply();
        }
    };
    view! {
        <search class="inbox-filters">
            <form
                class="inbox-filters__form"
                method="get"
                action="/desk/inbox"
                node_ref=form
                on:submit=submit
                on:change=move |_| apply()
            >
                {move || address.with(|address| address.queue).map(|queue| view! {
                    <input type="hidden" name="queue" value=queue.code()/>
                })}
                {move || address.with(|address| address.class.clone()).map(|class| view! {
                    <input type="hidden" name="class" value=class/>
                })}
                <WordsFilter address/>
                <button class="button button--secondary" type="submit">{words(text::desk::FILTER_APPLY)}</button>
                <PlaceFilters address/>
                <Marks address/>
            </form>
            <ClassFilter address/>
            {move || address.with(|address| address.is_narrowed().then(|| address.whole().href())).map(|href| view! {
                <a class="inbox-filters__clear" href=href data-noscroll="">{words(text::desk::FILTER_CLEAR)}</a>
            })}
        </search>
    }
    .into_any()
}

/// What the controls say, with the queue of the present page.
fn read(form: &web_sys::HtmlFormElement, now: &InboxAddress) -> InboxAddress {
    let Ok(data) = web_sys::FormData::new_with_form(form) else { return now.clone() };
    let query: ParamsMap =
        CONTROLS.into_iter().filter_map(|key| data.get(key).as_string().map(|value| (key, value))).collect();
    let read = InboxAddress { queue: now.queue, case: now.case.clone(), ..InboxAddress::from_query(&query) };
    let page = if (InboxAddress { page: now.page, ..read.clone() }) == *now { now.page } else { 1 };
    InboxAddress { page, ..read }
}

#[component]
fn WordsFilter(address: Memo<InboxAddress>) -> impl IntoView {
    let typed = move || address.with(|address| address.words.clone()).unwrap_or_default();
    let first = address.with_untracked(|address| address.words.clone());
    view! {
        <span class="inbox-filters__words">
            <label class="visually-hidden" for="filter-words">{words(text::desk::FILTER_WORDS)}</label>
            <Icon name="search"/>
            <input
                class="input"
                id="filter-words"
                name="words"
                type="search"
                autocomplete="off"
                placeholder=words(text::desk::FILTER_WORDS)
                value=first
                prop:value=typed
            />
        </span>
    }
    .into_any()
}

/// Town, department, order.
#[component]
fn PlaceFilters(address: Memo<InboxAddress>) -> impl IntoView {
    let offer = page_resource(
        || (),
        |()| async {
            // Without the one list the other still helps.
            Ok((list_towns().await.unwrap_or_default(), list_departments().await.unwrap_or_default()))
        },
    );
    let town = Signal::derive(move || address.with(|address| address.town.clone()).unwrap_or_default());
    let department =
        Signal::derive(move || address.with(|address| address.department.map(|id| id.to_string())).unwrap_or_default());
    let sort = Signal::derive(move || address.with(|address| address.sort.code().to_owned()));
    let orders = Sort::ALL.map(|sort| (sort.code().to_owned(), words(text::term::sort(sort)).to_owned())).to_vec();
    view! {
        <Suspense fallback=|| ()>
            {move || offer.get().and_then(Result::ok).map(|(towns, departments)| unsuspended(move || {
                let towns = with_all(text::desk::FILTER_ALL_TOWNS, towns.iter().map(town_option));
                let departments = with_all(text::desk::FILTER_ALL_DEPARTMENTS, departments.iter().map(department_option));
                view! {
                    <FilterSelect key="town" label=text::desk::FILTER_TOWN value=town options=towns/>
                    <FilterSelect key="department" label=text::desk::FILTER_DEPARTMENT value=department options=departments/>
                }
            }))}
        </Suspense>
        <FilterSelect key="sort" label=text::desk::FILTER_SORT value=sort options=orders/>
    }
    .into_any()
}

fn town_option(town: &Area) -> (String, String) {
    (town.code.clone(), name(&town.name))
}

fn department_option(department: &Department) -> (String, String) {
    (department.id.to_string(), name(&department.name))
}

fn with_all(all: text::Text, options: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), words(all).to_owned())).chain(options).collect()
}

#[component]
fn FilterSelect(
    key: &'static str,
    label: text::Text,
    value: Signal<String>,
    options: Vec<(String, String)>,
) -> impl IntoView {
    let id = format!("filter-{key}");
    let first = value.get_untracked();
    let options = options.into_iter().map(|(code, words)| {
        let selected = code == first;
        view! { <option value=code selected=selected>{words}</option> }
    });
    view! {
        <label class="visually-hidden" for=id.clone()>{words(label)}</label>
        <select class="select" id=id name=key prop:value=move || value.get()>{options.collect_view()}</select>
    }
    .into_any()
}

/// Overdue, urgent.
#[component]
fn Marks(address: Memo<InboxAddress>) -> impl IntoView {
    let mark = move |key: &'static str, label: text::Text, is_on: fn(&InboxAddress) -> bool| {
        let first = address.with_untracked(is_on);
        view! {
            <label class="inbox-filters__mark">
                <input
                    class="checkbox"
                    type="checkbox"
                    name=key
                    value="1"
                    checked=first
                    prop:checked=move || address.with(is_on)
                />
                <span>{words(label)}</span>
            </label>
        }
    };
    view! {
        {mark("overdue", text::desk::FILTER_OVERDUE, |address| address.overdue)}
        {mark("urgent", text::site::URGENT, |address| address.urgent)}
    }
    .into_any()
}

/// The class: found by words, then a chip that names it and takes it away again.
#[component]
fn ClassFilter(address: Memo<InboxAddress>) -> impl IntoView {
    let class = Part::new(move || address.with(|address| address.class.clone()));
    let found = page_resource(
        move || class.get(),
        |class| async move {
            match class {
                Some(class) => find_class(class).await,
                None => Ok(None),
            }
        },
    );
    // A code that names no class still has to be seen, to be taken away.
    let label = move |class: &str| {
        let found = found.get().and_then(Result::ok).flatten();
        found.map_or_else(|| class.to_owned(), |class| name(&class.name))
    };
    let whole = move || address.with(|address| address.with_class(None).href());
    view! {
        <Transition fallback=|| ()>
            {move || match class.get() {
                Some(class) => view! {
                    <a class="tag tag--active inbox-filters__chip" href=whole data-noscroll="">
                        <span>{label(&class)}</span>
                        <Icon name="x"/>
                        <span class="visually-hidden">{words(text::desk::FILTER_CLASS_CLEAR)}</span>
                    </a>
                }
                .into_any(),
                None => view! { <ClassSheet address/> }.into_any(),
            }}
        </Transition>
    }
    .into_any()
}

/// Opens on a click and leads to the list of the class that is picked.
#[component]
fn ClassSheet(address: Memo<InboxAddress>) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let navigate = use_navigate();
    let sheet = NodeRef::<html::Details>::new();
    let close = move |event: ev::KeyboardEvent| {
        if let Some(sheet) = sheet.get_untracked().filter(|_| event.key() == "Escape") {
            // A sheet that is closed already stays closed.
            let _ = sheet.remove_attribute("open");
        }
    };
    let pick = Callback::new(move |class: Class| {
        let href = address.with_untracked(|address| address.with_class(Some(class.id.to_string())).href());
        navigate(&href, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    });
    view! {
        <details class="inbox-filters__class" node_ref=sheet on:keydown=close>
            <summary class="button button--secondary">{words(text::desk::FILTER_CLASS)}</summary>
            <div class="inbox-filters__sheet card">
                <ClassSearch id="filter-class" search pick/>
            </div>
        </details>
    }
    .into_any()
}
