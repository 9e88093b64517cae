//! What the page can do once it is alive: start from where the person is, and show a map.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::locate_words;
use super::query::NearbyQuery;
use crate::map::locate::{LocateFault, locate};
use crate::preferences::path;
use crate::text::{self, words};
use crate::ui::Icon;

/// Which of the two a phone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearbyView {
    /// Rows.
    List,
    Map,
}

impl NearbyView {
    /// The value of `data-view`, by which the style sheet decides.
    pub const fn code(self) -> &'static str {
        match self {
            NearbyView::List => "list",
            NearbyView::Map => "map",
        }
    }
}

/// Whether list and map have room beside each other. The same width stands in `style/area/nearby.css`.
///
/// Browser only.
pub fn is_wide() -> bool {
    window().match_media("(min-width: 64rem)").ok().flatten().is_some_and(|query| query.matches())
}

/// The buttons, in a row whose room is kept before they are there.
#[component]
pub fn NearbyTools(query: Memo<NearbyQuery>, chosen: RwSignal<NearbyView>) -> impl IntoView {
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    view! {
        <div class="nearby__tools scripted" data-enhanced="">
            {move || alive.get().then(|| view! {
                <PositionButton query=query/>
                <ViewSwitch chosen=chosen/>
            })}
        </div>
    }
}

#[component]
fn PositionButton(query: Memo<NearbyQuery>) -> impl IntoView {
    let navigate = use_navigate();
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<LocateFault>));
    let go = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let answer = locate().await;
            busy.try_set(false);
            match answer {
                Ok(located) => {
                    let Some(query) = query.try_get_untracked() else { return };
                    let here = NearbyQuery { position: Some(located.position), page: 1, ..query };
                    navigate(&path(&here.address()), NavigateOptions { scroll: false, ..NavigateOptions::default() });
                }
                Err(refused) => {
                    fault.try_set(Some(refused));
                }
            }
        });
    };
    let without = move || path(&query.with(|query| NearbyQuery { position: None, page: 1, ..query.clone() }.address()));
    let label = move || words(if busy.get() { text::nearby::LOCATING } else { text::nearby::LOCATE });
    view! {
        <button type="button" class="button button--quiet nearby__locate" on:click=go aria-busy=move || busy.get().to_string()>
            <Icon name="locate"/>
            <span>{label}</span>
        </button>
        {move || query.with(|query| query.position.is_some()).then(|| view! {
            <a class="button button--quiet" href=without>
                <Icon name="x"/>
                {words(text::nearby::LOCATE_CLEAR)}
            </a>
        })}
        {move || fault.get().map(|fault| view! {
            <p class="nearby__fault notice notice--warning" role="alert">{locate_words(fault)}</p>
        })}
    }
}

#[component]
fn ViewSwitch(chosen: RwSignal<NearbyView>) -> impl IntoView {
    let button = move |view: NearbyView, icon: &'static str, label: &'static str| {
        view! {
            <button
                type="button"
                class="view-switch__choice"
                aria-pressed=move || (chosen.get() == view).to_string()
                on:click=move |_| chosen.set(view)
            >
                <Icon name=icon/>
                {label}
            </button>
        }
    };
    view! {
        <div class="view-switch nearby__switch" role="group" aria-label=words(text::nearby::SWITCH)>
            {button(NearbyView::List, "list", words(text::nearby::LIST))}
            {button(NearbyView::Map, "map", words(text::nearby::MAP))}
        </div>
    }
}
