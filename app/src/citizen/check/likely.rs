//! Public cases that are likely the same: joining one instead of reporting it again.

use domain::case::PublicCaseSummary;
use leptos::prelude::*;

use crate::citizen::case_row::{CaseThumb, people_text};
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::{Icon, PlaceWords, StageTag, Time};
use domain::geo::metres_text;

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
    let class = name(&case.class);
    let number = case.number.to_string();
    let label = text::citizen::likely_join_label(language(), &class, &number);
    let distance = case.metres.map(metres_text);
    view! {
        <li class="duplicates__case">
            <CaseThumb case=case.clone()/>
            <div class="duplicates__text">
                <p class="duplicates__class">
                    {class}
                    {distance.map(|metres| view! { <span class="case-list__distance numeric">{metres}</span> })}
                </p>
                <p class="muted small"><PlaceWords place=case.place/></p>
                <p class="duplicates__meta">
                    <StageTag stage=case.stage/>
                    <span class="muted small">
                        {words(text::citizen::ROW_REPORTED)} " " <Time at=case.reported_at short=true/>
                    </span>
                </p>
                <p class="muted small">{people_text(case.people)}</p>
            </div>
            <button class="button button--secondary" type="submit" name="join" value=number aria-label=label>
                <Icon name="user"/>
                {words(text::citizen::JOIN)}
            </button>
        </li>
    }
}
