//! Public cases as a list.

use domain::case::PublicCaseSummary;
use domain::geo::metres_text;
use leptos::prelude::*;

use crate::preferences::{language, path};
use crate::text::{self, name, words};
use crate::ui::{Icon, PhotoImage, PlaceWords, StageTag, Time};

/// Public cases, one below the other. The caller says what an empty list means.
#[component]
pub fn CaseList(cases: Vec<PublicCaseSummary>) -> impl IntoView {
    view! {
        <ul class="case-list" role="list">
            {cases.into_iter().map(|case| view! { <CaseRow case=case/> }).collect_view()}
        </ul>
    }
}

/// One public case: picture, what, where, how it stands. The whole row leads to its page.
#[component]
pub fn CaseRow(case: PublicCaseSummary) -> impl IntoView {
    let class = name(&case.class);
    let distance = case.metres.map(metres_text);
    let (said, at) = match case.closed_at {
        Some(at) => (text::citizen::ROW_CLOSED, at),
        None => (text::citizen::ROW_REPORTED, case.reported_at),
    };
    view! {
        <li class="case-list__item">
            <a class="case-list__row" href=path(&format!("/cases/{}", case.number))>
                <CaseThumb case=case.clone()/>
                <span class="case-list__text">
                    <span class="case-list__title">
                        {class}
                        {distance.map(|metres| view! { <span class="case-list__distance numeric">{metres}</span> })}
                    </span>
                    <span class="case-list__place"><PlaceWords place=case.place/></span>
                    <span class="case-list__meta">
                        <StageTag stage=case.stage/>
                        <span class="case-list__time">
                            {words(said)} " " <Time at=at short=true/>
                        </span>
                    </span>
                </span>
            </a>
        </li>
    }
}

/// How many people met it, the first reporter included.
pub fn people_text(people: i64) -> String {
    if people == 1 { words(text::citizen::PEOPLE_ONE).to_owned() } else { text::citizen::people(language(), people) }
}

/// The case's picture, or a quiet sign that there is none. Beside words that say the same, so it has none of its own.
#[component]
pub fn CaseThumb(case: PublicCaseSummary) -> impl IntoView {
    match case.photo {
        Some(photo) => {
            view! { <span class="case-list__thumb"><PhotoImage photo=photo alt=String::new() small=true/></span> }
                .into_any()
        }
        None => {
            view! { <span class="case-list__thumb case-list__thumb--none"><Icon name="image-off"/></span> }.into_any()
        }
    }
}
