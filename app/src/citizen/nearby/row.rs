//! One case in the list.

use domain::case::PublicCaseSummary;
use domain::geo::metres_text;
use leptos::prelude::*;

use crate::citizen::case_row::CaseThumb;
use crate::preferences::{language, path};
use crate::text::{self, name, words};
use crate::ui::{PlaceWords, StageTag, Time};

/// Picture, what, where, how far it is, how many people met it and when it was or will be settled.
#[component]
pub fn NearbyRow(case: PublicCaseSummary) -> impl IntoView {
    let distance = case.metres.map(metres_text);
    let people = (case.people > 1).then(|| text::nearby::people(language(), case.people));
    let (said, at) = match case.closed_at {
        Some(at) => (text::nearby::CLOSED_AT, at),
        None => (text::nearby::PROMISED_AT, case.promised_at),
    };
    view! {
        <li class="case-list__item">
            <a class="case-list__row" href=path(&format!("/cases/{}", case.number))>
                <CaseThumb case=case.clone()/>
                <span class="case-list__text">
                    <span class="case-list__title">
                        {name(&case.class)}
                        {distance.map(|metres| view! { <span class="case-list__distance numeric">{metres}</span> })}
                    </span>
                    <span class="case-list__place"><PlaceWords place=case.place/></span>
                    <span class="case-list__meta">
                        <StageTag stage=case.stage/>
                        {people.map(|people| view! { <span class="nearby__people numeric">{people}</span> })}
                        <span class="case-list__time">{words(said)} " " <Time at=at short=true/></span>
                    </span>
                </span>
            </a>
        </li>
    }
}
