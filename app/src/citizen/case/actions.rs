//! What the reporter may do: add, hurry, rate, reopen.

use domain::case::{Rating, ReporterView};
use domain::fault::{Fault, FaultCode, Field};
use domain::length::LONGEST_WORDS;
use domain::report::CaseForm;
use domain::time::Moment;
use leptos::prelude::*;

use super::action_form::ActionForm;
use super::rate::{Rate, Rated};
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::{Icon, TextArea, Unsent};

/// As far as the case allows it now. What was refused is shown as it was typed.
#[component]
pub fn ReporterActions(
    reporter: ReporterView,
    rating: Option<Rating>,
    form: CaseForm,
    faults: Vec<Fault>,
) -> impl IntoView {
    let ReporterView { phone, may_add, may_hurry, may_rate, reopen_until, needs_link, .. } = reporter;
    // Both forms have the field of the words: a settled case is reopened, an open one is added to.
    let add = may_add && reopen_until.is_none();
    let shown = |action: &str| {
        let none = CaseForm { key: form.key.clone(), ..CaseForm::default() };
        if form.action == action { (form.clone(), faults.clone()) } else { (none, Vec::new()) }
    };
    let there = match form.action.as_str() {
        "add" => add,
        "rate" => may_rate,
        "reopen" => reopen_until.is_some(),
        _ => true,
    };
    let unsent = if there { Vec::new() } else { form.typed() };
    let post = form.key.clone();
    let (rate_form, rate_faults) = shown("rate");
    let (add_form, add_faults) = shown("add");
    let (reopen_form, reopen_faults) = shown("reopen");
    view! {
        <Unsent said=unsent/>
        {needs_link
            .then(|| {
                view! {
                    <p class="notice notice--info">
                        <Icon name="star"/>
                        <span>{text::fault_words(FaultCode::LinkNeeded.into())}</span>
                    </p>
                }
            })}
        {may_rate.then(|| view! { <Rate form=rate_form faults=rate_faults/> })}
        {rating.map(|rating| view! { <Rated rating=rating/> })}
        {may_hurry.then(|| view! { <Hurry post=post/> })}
        {add.then(|| view! { <Add form=add_form faults=add_faults/> })}
        {reopen_until.map(|until| view! { <Reopen until=until form=reopen_form faults=reopen_faults/> })}
        <p class="muted small">
            {match phone {
                Some(phone) => text::citizen::case_phone(language(), phone),
                None => words(text::citizen::CASE_ANONYMOUS).to_owned(),
            }}
        </p>
    }
}

#[component]
fn Hurry(post: String) -> impl IntoView {
    view! {
        <section class="card">
            <ActionForm action="hurry" post=post>
                <button class="button button--secondary button--wide" type="submit">
                    <Icon name="megaphone"/>
                    {words(text::citizen::HURRY)}
                </button>
                <p class="muted small">{words(text::citizen::HURRY_HINT)}</p>
            </ActionForm>
        </section>
    }
}

#[component]
fn Add(form: CaseForm, faults: Vec<Fault>) -> impl IntoView {
    view! {
        <section class="card">
            <ActionForm action="add" post=form.key>
                <TextArea
                    field=Field::Words
                    most=LONGEST_WORDS as u32
                    label=words(text::citizen::ADD_WORDS).to_owned()
                    value=form.words
                    faults=faults
                    hint=words(text::citizen::ADD_HINT).to_owned()
                    rows=3
                />
                <button class="button button--secondary button--wide" type="submit">
                    <Icon name="plus"/>
                    {words(text::citizen::ADD)}
                </button>
            </ActionForm>
        </section>
    }
}

#[component]
fn Reopen(until: Moment, form: CaseForm, faults: Vec<Fault>) -> impl IntoView {
    let open = !faults.is_empty();
    view! {
        <details class="details card" open=open>
            <summary>{words(text::citizen::REOPEN_SUMMARY)}</summary>
            <ActionForm action="reopen" post=form.key>
                <p class="muted small">{text::citizen::reopen_until(language(), until.minute_text(language()))}</p>
                <TextArea
                    field=Field::Words
                    most=LONGEST_WORDS as u32
                    label=words(text::citizen::REOPEN_WORDS).to_owned()
                    value=form.words
                    faults=faults
                    rows=3
                />
                <button class="button button--secondary button--wide" type="submit">
                    <Icon name="undo-2"/>
                    {words(text::citizen::REOPEN)}
                </button>
            </ActionForm>
        </details>
    }
}
