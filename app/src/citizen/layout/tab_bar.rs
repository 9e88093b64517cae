//! The four ways through the citizen's site: a bar at the phone's bottom edge, a line in the header of wide windows.

use domain::language::Language;
use leptos::prelude::*;

use crate::preferences::path;
use crate::text::{self, Text, words};
use crate::ui::Icon;

/// Path, icon and words of a way.
const TABS: [(&str, &str, Text); 4] = [
    ("/", "house", text::site::HOME),
    ("/report", "camera", text::site::REPORT),
    ("/track", "search", text::site::TRACK),
    ("/nearby", "map-pin", text::site::NEARBY),
];

/// 首页, 上报, 进度, 附近. `pathname` is the page's own, with its language.
#[component]
pub fn TabBar(pathname: Memo<String>) -> impl IntoView {
    let tabs = TABS.map(|(target, icon, label)| {
        let current = move || is_current(target, &pathname.get()).then_some("page");
        view! {
            <li class="tab-bar__item">
                <a class="tab-bar__link" href=path(target) aria-current=current>
                    <Icon name=icon/>
                    <span>{words(label)}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="tab-bar" aria-label=words(text::citizen::TAB_BAR)>
            <ul class="tab-bar__list" role="list">{tabs.into_iter().collect_view()}</ul>
        </nav>
    }
}

/// Whether a page belongs to a way. A case's page belongs to the one that leads there, the progress.
fn is_current(target: &str, pathname: &str) -> bool {
    let bare = Language::Chinese.path(pathname);
    match target {
        "/" => bare == "/",
        "/track" => ["/track", "/my"].contains(&&*bare) || bare.starts_with("/cases/"),
        _ => bare.starts_with(target),
    }
}

#[cfg(test)]
mod tests {
    use super::is_current;

    #[test]
    fn each_page_belongs_to_one_way() {
        for (target, pathname) in [
            ("/", "/en"),
            ("/report", "/en/report/place"),
            ("/track", "/cases/PH1"),
            ("/track", "/en/my"),
            ("/nearby", "/nearby"),
        ] {
            let found: Vec<&str> =
                super::TABS.iter().map(|tab| tab.0).filter(|tab| is_current(tab, pathname)).collect();
            assert_eq!(found, [target], "{pathname}");
        }
    }
}
