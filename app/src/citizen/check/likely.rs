//! Public cases that are likely the same: joining one instead of reporting it again.

use domain::case::PublicCaseSummary;
use leptos::prelude::*;

use crate::citizen::case_row::{CaseSketch, people_text};
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::{Icon, Time};

/// Offers to join; nothing when nothing is near. The buttons belong to the page's form.
#[component]
pub fn Likely(cases: Vec<PublicCaseSummary>) -> impl IntoView {
    (!cases.is_empty()).then(|| {
        let cases = cases.into_iter().map(|case| view! { <LikelyCase case=case/> });
        view! {
            <section class="duplicates" aria-labelledby="likely">
                <h2 class="duplicates__title" id="likely">{words(text::citizen::LIKELY_TITLE)}</h2>
                <p>{words(text::citizen::LIKELY_TEXT)}</p>
                <ul class="duplicates__list" role="list">{cases.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn LikelyCase(case: PublicCaseSummary) -> impl IntoView {
    let number = case.number.to_string();
    let label = text::citizen::likely_join_label(language(), name(&case.class), &number);
    let (reported_at, people) = (case.reported_at, people_text(case.people));
    view! {
        <li class="duplicates__case">
            <CaseSketch case=case>
                <span class="case-list__time">
                    {words(text::citizen::ROW_REPORTED)} " " <Time at=reported_at short=true/>
                </span>
                <span class="case-list__people">{people}</span>
            </CaseSketch>
            <button class="button button--secondary" type="submit" name="join" value=number aria-label=label>
                <Icon name="user"/>
                {words(text::citizen::JOIN)}
            </button>
        </li>
    }
}
