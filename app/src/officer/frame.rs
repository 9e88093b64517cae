//! The shell: the same for every URL until the page is alive.

use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::gate::Gate;
use super::route::OfficerRoute;
use super::state::OfficerState;
use super::theme::Theme;
use crate::preferences::preferences;
use crate::text::{self, words};
use crate::ui::{Icon, Loading, PageTitle};

/// Every page below `/officer/`: content above, tabs under the thumb. `translate="no"`: a page translator edits text nodes and breaks the app.
#[component]
pub fn OfficerApp() -> impl IntoView {
    let state = OfficerState::provide();
    let theme = RwSignal::new(Theme::default());
    provide_context(theme);
    let path = use_location().pathname;
    let alive = RwSignal::new(false);
    Effect::new(move |_| {
        theme.set(Theme::remembered());
        alive.set(true);
        state.load_actor();
    });
    let route = Memo::new(move |_| alive.get().then(|| OfficerRoute::of(&path.get())));
    let content = NodeRef::<html::Main>::new();
    Effect::new(move |before: Option<Option<OfficerRoute>>| {
        let now = route.get();
        // Another view: the reader begins at its top. Not on arrival, which is the browser's own affair.
        if before.flatten().is_some_and(|before| Some(before) != now)
            && let Some(content) = content.get_untracked()
        {
            // A page that cannot take the focus is still readable.
            let _ = content.focus();
        }
        now
    });
    view! {
        <PageTitle title=words(text::officer::TITLE).to_owned()/>
        <div class="officer" data-theme=move || theme.get().code() translate="no">
            <a class="skip-link" href="#content" rel="external">{words(text::site::SKIP_TO_CONTENT)}</a>
            {preferences().demo.then(|| view! { <p class="demo-banner">{words(text::site::DEMO)}</p> })}
            <main id="content" class="officer__main" tabindex="-1" node_ref=content>
                {move || match route.get() {
                    None => view! { <Loading/> }.into_any(),
                    Some(route) => view! { <Gate route=route/> }.into_any(),
                }}
            </main>
            <TabBar route=route/>
        </div>
    }
}

#[component]
fn TabBar(route: Memo<Option<OfficerRoute>>) -> impl IntoView {
    let tab = move |href: &'static str, icon: &'static str, label: &'static str, here: fn(&OfficerRoute) -> bool| {
        let current = move || route.with(|route| route.as_ref().is_some_and(here)).then_some("page");
        view! {
            <a class="officer__tab" href=href aria-current=current>
                <Icon name=icon/>
                {label}
            </a>
        }
    };
    view! {
        <nav class="officer__tabs" aria-label=words(text::officer::TABS)>
            {tab("/officer/", "list", words(text::officer::TAB_ORDERS), |route| {
                matches!(route, OfficerRoute::Orders | OfficerRoute::Order(_))
            })}
            {tab("/officer/report", "camera", words(text::officer::TAB_REPORT), |route| *route == OfficerRoute::Report)}
            {tab("/officer/me", "user", words(text::officer::TAB_ME), |route| *route == OfficerRoute::Me)}
        </nav>
    }
}
