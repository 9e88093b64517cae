//! Public cases as a list.

use domain::case::PublicCaseSummary;
use domain::geo::metres_text;
use domain::photo::Photo;
use domain::time::Moment;
use leptos::prelude::*;

use crate::preferences::{language, path};
use crate::text::{self, Text, name, words};
use crate::ui::{Icon, PhotoImage, PlaceWords, StageTag, Time};

/// Public cases, one below the other, with what `row` says of each. The caller says what an empty list means.
#[component]
pub fn CaseList(cases: Vec<PublicCaseSummary>, row: fn(&PublicCaseSummary) -> RowNote) -> impl IntoView {
    view! {
        <ul class="case-list" role="list">
            {cases.into_iter().map(|case| view! { <CaseRow note=row(&case) case=case/> }).collect_view()}
        </ul>
    }
}

/// What a list says of a case beside what every list says.
#[derive(Clone, Debug)]
pub struct RowNote {
    /// What happened or will happen at `at`.
    pub said: Text,
    pub at: Moment,
    /// How many people met it; empty where that is not said.
    pub people: String,
}

impl RowNote {
    /// When it was reported, or closed.
    pub fn of(case: &PublicCaseSummary) -> RowNote {
        let (said, at) = match case.closed_at {
            Some(at) => (text::citizen::ROW_CLOSED, at),
            None => (text::citizen::ROW_REPORTED, case.reported_at),
        };
        RowNote { said, at, people: String::new() }
    }
}

/// One public case. The whole row leads to its page.
#[component]
fn CaseRow(case: PublicCaseSummary, note: RowNote) -> impl IntoView {
    let href = path(&format!("/cases/{}", case.number));
    let people =
        (!note.people.is_empty()).then(|| view! { <span class="case-list__people numeric">{note.people}</span> });
    view! {
        <li class="case-list__item">
            <a class="case-list__row" href=href>
                <CaseSketch case=case>
                    {people}
                    <span class="case-list__time">{words(note.said)} " " <Time at=note.at short=true/></span>
                </CaseSketch>
            </a>
        </li>
    }
}

/// What every row of a public case says: picture, what, how far, where, how it stands, and what else (the children).
#[component]
pub fn CaseSketch(case: PublicCaseSummary, children: Children) -> impl IntoView {
    let distance = case.metres.map(metres_text);
    view! {
        {thumb(case.photo)}
        <span class="case-list__text">
            <span class="case-list__title">
                {name(&case.class)}
                {distance.map(|metres| view! { <span class="case-list__distance numeric">{metres}</span> })}
            </span>
            <span class="case-list__place"><PlaceWords place=case.place/></span>
            <span class="case-list__meta"><StageTag stage=case.stage/> {children()}</span>
        </span>
    }
}

/// How many people met it, the first reporter included.
pub fn people_text(people: i64) -> String {
    if people == 1 { words(text::citizen::PEOPLE_ONE).to_owned() } else { text::citizen::people(language(), people) }
}

/// The case's picture, or a quiet sign that there is none. Beside words that say the same, so it has none of its own.
fn thumb(photo: Option<Photo>) -> AnyView {
    match photo {
        Some(photo) => {
            view! { <span class="case-list__thumb"><PhotoImage photo=photo alt=String::new() small=true/></span> }
                .into_any()
        }
        None => {
            view! { <span class="case-list__thumb case-list__thumb--none"><Icon name="image-off"/></span> }.into_any()
        }
    }
}
