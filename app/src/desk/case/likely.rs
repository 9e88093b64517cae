//! Cases that are likely the same problem.

use domain::case::LikelyCase;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::desk::address::case_href;
use crate::preferences::language;
use crate::text::{self, class_name, words};
use crate::ui::{Icon, PhotoImage, StateTag, Time};

/// The likely duplicates of the open case; nothing when there are none.
#[component]
pub fn LikelyCases(open: OpenCase) -> impl IntoView {
    let likely = open.part(|case| case.likely.clone());
    move || {
        let likely = likely.get();
        (!likely.is_empty()).then(|| {
            let title = text::desk::likely(language(), likely.len());
            let rows = likely.into_iter().map(|likely| view! { <li><LikelyCard likely/></li> }).collect_view();
            view! {
                <section class="case-part" aria-label=words(text::desk::LIKELY_TITLE)>
                    <h3>{title}</h3>
                    <ul class="likely" role="list">{rows}</ul>
                </section>
            }
            .into_any()
        })
    }
}

/// One of them: photo, class, how far and how alike, where it stands.
#[component]
pub fn LikelyCard(
    likely: LikelyCase,
    /// Whether it opens in a tab of its own, beside a page on which somebody is writing.
    #[prop(optional)]
    beside: bool,
) -> impl IntoView {
    let is_alike = likely.is_alike();
    let LikelyCase { case, metres, likeness } = likely;
    let title = class_name(case.class.as_ref());
    let alt = text::desk::photo_of(language(), &title);
    let alike = is_alike.then(|| text::desk::alike(language(), likeness));
    let away = metres.map(|metres| text::desk::metres_away(language(), metres.round()));
    let near: String = away.into_iter().chain(alike).map(|near| format!(" · {near}")).collect();
    view! {
        <div class="likely__case">
            {case.photo.map(|photo| view! { <PhotoImage photo alt small=true/> })}
            <div class="likely__words">
                <p class="cluster">
                    <a href=case_href(&case.number) target=beside.then_some("_blank")>
                        <strong>{title}</strong>
                        {beside.then(|| view! { <Icon name="external-link"/> })}
                    </a>
                    <StateTag state=case.state/>
                </p>
                <p class="small">{case.words}</p>
                <p class="small muted">
                    <span class="numeric">{case.number.to_string()}</span>{near}" · "<Time at=case.reported_at short=true/>
                </p>
            </div>
        </div>
    }
    .into_any()
}
