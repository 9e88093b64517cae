//! 好差评: five levels, and the reason of the dissatisfied.

use domain::case::Rating;
use domain::fault::{Fault, Field};
use domain::length::LONGEST_WORDS;
use domain::report::CaseForm;
use leptos::prelude::*;

use super::action_form::ActionForm;
use crate::text::{self, term, words};
use crate::ui::{Choice, Icon, RadioGroup, TextArea, radios};

/// The five levels as radio buttons. The reason is always there, so that it works without script.
#[component]
pub fn Rate(form: CaseForm, faults: Vec<Fault>) -> impl IntoView {
    let choices = Rating::ALL.map(|rating| Choice {
        value: rating.level().to_string(),
        label: words(term::rating(rating)).to_owned(),
        hint: String::new(),
    });
    let choices = radios(&form.rating, Field::Rating, choices.to_vec());
    view! {
        <section class="card stack" aria-labelledby="rate">
            <h2 id="rate">{words(text::citizen::RATE_TITLE)}</h2>
            <ActionForm action="rate" post=form.key>
                <RadioGroup
                    field=Field::Rating
                    legend=words(text::citizen::RATE_LEGEND).to_owned()
                    faults=faults.clone()
                >
                    {choices}
                </RadioGroup>
                <TextArea
                    field=Field::Reason
                    most=LONGEST_WORDS as u32
                    label=words(text::citizen::RATE_REASON).to_owned()
                    value=form.reason
                    faults=faults
                    hint=words(text::citizen::RATE_REASON_HINT).to_owned()
                    rows=3
                />
                <button class="button button--primary button--wide" type="submit">
                    <Icon name="star"/>
                    {words(text::citizen::RATE_SEND)}
                </button>
            </ActionForm>
        </section>
    }
}

/// The satisfaction that was given.
#[component]
pub fn Rated(rating: Rating) -> impl IntoView {
    view! {
        <p class="notice notice--info">
            <Icon name="star"/>
            <span>{words(text::citizen::RATED)} " " <strong>{words(term::rating(rating))}</strong></span>
        </p>
    }
}
