//! The top of every citizen page.

use domain::language::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::super::report_screen::FORM;
use super::large_type_switch::{LargeTypeSwitch, PREFERENCES};
use super::tab_bar::TabBar;
use crate::city::city;
use crate::preferences::{language, path};
use crate::text::{self, words};

/// The product's name, the ways through the site, the other language and the large type.
#[component]
pub fn Header() -> impl IntoView {
    let location = use_location();
    let here = Signal::derive(move || address(&location.pathname.get(), &location.search.get()));
    let task = move || is_task(&location.pathname.get());
    let typed = move || is_typed_in(&location.pathname.get());
    let form = Signal::derive(move || if typed() { FORM } else { PREFERENCES }.to_owned());
    view! {
        <header class="site-header" class=("site-header--task", task)>
            // The Enter key obeys a form's first button, and that must be the one that goes on: so it stands here too, unseen, before those of
            // the header and the one that goes back.
            <button
                class="visually-hidden"
                type="submit"
                form=form
                name="go"
                value="next"
                tabindex="-1"
                aria-hidden="true"
            ></button>
            <a class="site-header__brand" href=path("/")>
                <img src="/icon.svg" width="32" height="32" alt=""/>
                {city().product}
            </a>
            <TabBar pathname=location.pathname/>
            <div class="site-header__tools">
                {move || if typed() {
                    view! { <KeepAndSwitch/> }.into_any()
                } else {
                    view! { <OtherLanguage here=here/> }.into_any()
                }}
                <LargeTypeSwitch here=here form=form/>
            </div>
        </header>
    }
}

/// The same page in the other language.
#[component]
fn OtherLanguage(here: Signal<String>) -> impl IntoView {
    let tag = language().other().tag();
    view! {
        // A full load: the language stands on `<html>`, which only the server writes.
        <a class="site-header__tool" rel="external" href=move || language().other().path(&here.get()) lang=tag hreflang=tag>
            {words(text::site::LANGUAGE_OTHER)}
        </a>
    }
}

/// The same for a screen in which somebody may have typed: its form goes along and is kept.
#[component]
fn KeepAndSwitch() -> impl IntoView {
    view! {
        <button class="site-header__tool" type="submit" form=FORM name="go" value="language" lang=language().other().tag()>
            {words(text::site::LANGUAGE_OTHER)}
        </button>
    }
}

/// The page's own address with its query.
fn address(pathname: &str, search: &str) -> String {
    if search.is_empty() { pathname.to_owned() } else { format!("{pathname}?{search}") }
}

/// Whether the page is a step of the report: there the phone's bottom edge belongs to the step's own button.
fn is_task(pathname: &str) -> bool {
    let bare = Language::Chinese.path(pathname);
    bare.starts_with("/report") && !bare.starts_with("/report/done")
}

/// Whether the page is one form with fields to write in, which has the id [`FORM`].
fn is_typed_in(pathname: &str) -> bool {
    matches!(&*Language::Chinese.path(pathname), "/report/place" | "/report/details" | "/track")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_the_report_are_tasks_in_both_languages() {
        assert!(is_task("/report") && is_task("/en/report/place"));
        assert!(!is_task("/report/done") && !is_task("/en") && !is_task("/cases/PH20261123-000123"));
    }

    #[test]
    fn what_is_typed_in_is_kept_when_the_language_changes() {
        assert!(is_typed_in("/report/place") && is_typed_in("/en/report/details") && is_typed_in("/en/track"));
        assert!(!is_typed_in("/report") && !is_typed_in("/en/report/check"));
    }

    #[test]
    fn the_query_belongs_to_the_address() {
        assert_eq!(address("/nearby", "town=330482001"), "/nearby?town=330482001");
        assert_eq!(address("/en", ""), "/en");
    }
}
