//! The top of every citizen page.

use domain::language::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::large_type_switch::LargeTypeSwitch;
use super::tab_bar::TabBar;
use crate::preferences::{language, path};
use crate::text::{self, words};

/// The product's name, the ways through the site, the other language and the large type.
#[component]
pub fn Header() -> impl IntoView {
    let location = use_location();
    let here = Signal::derive(move || address(&location.pathname.get(), &location.search.get()));
    let task = move || is_task(&location.pathname.get());
    view! {
        <header class="site-header" class=("site-header--task", task)>
            <a class="site-header__brand" href=path("/")>
                <img src="/icon.svg" width="32" height="32" alt=""/>
                {words(text::site::PRODUCT)}
            </a>
            <TabBar pathname=location.pathname/>
            <div class="site-header__tools">
                <a
                    class="site-header__tool"
                    // A full load: the language stands on `<html>`, which only the server writes.
                    rel="external"
                    href=move || language().other().path(&here.get())
                    lang=language().other().tag()
                    hreflang=language().other().tag()
                >
                    {words(text::site::LANGUAGE_OTHER)}
                </a>
                <LargeTypeSwitch here=here/>
            </div>
        </header>
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_the_report_are_tasks_in_both_languages() {
        assert!(is_task("/report") && is_task("/en/report/place"));
        assert!(!is_task("/report/done") && !is_task("/en") && !is_task("/cases/PH20261123-000123"));
    }

    #[test]
    fn the_query_belongs_to_the_address() {
        assert_eq!(address("/nearby", "town=330482001"), "/nearby?town=330482001");
        assert_eq!(address("/en", ""), "/en");
    }
}
