//! One order: what it is, where, and the form of the next step.

use domain::case::CaseDetail;
use domain::fault::FaultCode;
use leptos::prelude::*;

use super::navigate_link::NavigateLink;
use super::order_context::{OrderContext, Said};
use super::order_facts::{OrderFacts, OrderGoal, OrderTimeline};
use super::step_draft::StepDraft;
use super::step_form::StepForm;
use crate::map::CaseMap;
use crate::preferences::language;
use crate::text::{self, Text, class_name, words};
use crate::ui::{
    BackLink, CaseClock, Empty, Failed, Icon, Loading, PageTitle, PhotoStrip, PlaceWords, StateTag, Unsent, Urgent,
};

/// One order.
#[component]
pub fn OrderView(number: String) -> impl IntoView {
    let context = OrderContext::new(number.clone());
    context.load();
    view! {
        <PageTitle title=number/>
        <BackLink href="/officer/".to_owned()/>
        {move || context.said.get().map(|said| view! { <Notice said=said/> })}
        {move || context.left.get().map(|left| view! { <Left left=left/> })}
        {move || match context.detail.get() {
            None => view! { <Loading/> }.into_any(),
            Some(Err(error)) if error.code() == FaultCode::Reassigned => {
                view! { <Elsewhere title=text::officer::REASSIGNED_TITLE/> }.into_any()
            }
            Some(Err(error)) if error.code() == FaultCode::AlreadyMoved => {
                view! { <Elsewhere title=text::officer::OVER_TITLE/> }.into_any()
            }
            Some(Err(error)) => view! { <Failed error=error/> }.into_any(),
            Some(Ok(detail)) => view! { <Order detail=detail context=context/> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn Notice(said: Said) -> impl IntoView {
    match said {
        Said::Done => view! {
            <div class="notice notice--success" role="status">
                <p>{words(text::officer::STEP_DONE)}</p>
                <p><a href="/officer/">{words(text::officer::BACK_TO_ORDERS)}</a></p>
            </div>
        }
        .into_any(),
        Said::Moved => view! {
            <p class="notice notice--warning" role="alert">{words(text::faults::ALREADY_MOVED)}</p>
        }
        .into_any(),
    }
}

/// What was typed and photographed, to be copied: it belongs to no step that can still be taken.
#[component]
fn Left(left: StepDraft) -> impl IntoView {
    let photo = |(number, id): (usize, &String)| {
        let alt = text::photo::alt(language(), number);
        view! {
            <li class="photo-picker__photo">
                <a href=format!("/media/{id}") rel="external" target="_blank">
                    <img class="photo-picker__image" src=format!("/media/{id}?size=small") alt=alt/>
                </a>
            </li>
        }
    };
    let photos: Vec<_> = (1..).zip(left.ids()).map(photo).collect();
    let said = if left.words.trim().is_empty() { Vec::new() } else { vec![left.words] };
    view! {
        <Unsent said=said/>
        {(!photos.is_empty()).then(|| view! {
            <section class="notice notice--warning">
                <p>{words(text::officer::PHOTOS_UNSENT)}</p>
                <ul class="photo-picker__photos" role="list">{photos}</ul>
            </section>
        })}
    }
    .into_any()
}

#[component]
fn Order(detail: CaseDetail, context: OrderContext) -> impl IntoView {
    let order = detail.summary.clone();
    let class = class_name(order.class.as_ref());
    let (words_of_report, photos) = (detail.words.clone(), detail.photos.clone());
    view! {
        <article class="officer__order">
            <header class="officer__order-head">
                <h1 class="officer__title">{class.clone()}</h1>
                <p class="cluster">
                    <OrderTag detail=detail.clone()/>
                    {order.urgent.then(|| view! { <Urgent/> })}
                    {(order.hurries > 0).then(|| view! {
                        <span class="tag tag--warning">{text::officer::hurried(language(), order.hurries)}</span>
                    })}
                </p>
                {order.clock.map(|clock| view! { <CaseClock clock=clock/> })}
            </header>
            {(!photos.is_empty()).then(|| view! { <PhotoStrip photos=photos class=class/> })}
            {(!words_of_report.is_empty()).then(|| view! { <p class="officer__words">{words_of_report}</p> })}
            <OrderWords detail=detail.clone()/>
            <section class="officer__where">
                <p class="officer__place"><Icon name="map-pin"/><PlaceWords place=order.place.clone()/></p>
                <NavigateLink place=order.place.clone()/>
                {order.place.position.map(|position| view! { <CaseMap position=position/> })}
            </section>
            <Rework detail=detail.clone()/>
            {detail.condition.clone().map(|condition| view! { <OrderGoal condition=condition/> })}
            <StepForm detail=detail.clone() context=context/>
            <OrderFacts detail=detail.clone()/>
            <OrderTimeline events=detail.events/>
        </article>
    }
    .into_any()
}

/// Where it stands: the department has it, but nobody has set out yet; or as every case says it.
#[component]
fn OrderTag(detail: CaseDetail) -> impl IntoView {
    if detail.summary.is_to_take() {
        view! { <span class="tag">{words(text::officer::TO_TAKE)}</span> }.into_any()
    } else {
        view! { <StateTag state=detail.summary.state/> }.into_any()
    }
}

/// An order that others have now, or have brought on: whoever had it may have kept the address.
#[component]
fn Elsewhere(title: Text) -> impl IntoView {
    view! {
        <Empty icon="user" title=words(title).to_owned() text=words(text::officer::REASSIGNED_TEXT).to_owned()/>
        <p class="failed__way"><a class="button button--secondary" href="/officer/">{words(text::officer::BACK_TO_ORDERS)}</a></p>
    }
}

/// What whoever gave the order had to say about it, for as long as it is to be handled.
#[component]
fn OrderWords(detail: CaseDetail) -> impl IntoView {
    let said = detail.order_words().to_owned();
    (!said.is_empty()).then(|| {
        view! {
            <div class="notice">
                <p><strong>{words(text::officer::ORDER_WORDS)}</strong></p>
                <p class="officer__words">{said}</p>
            </div>
        }
    })
}

/// Why an order has come back: the finding of the check that did not pass.
#[component]
fn Rework(detail: CaseDetail) -> impl IntoView {
    let failed = detail.rework().cloned();
    failed.map(|event| {
        view! {
            <div class="notice notice--warning">
                <p><strong>{words(text::officer::REWORK)}</strong></p>
                <p>{event.words}</p>
                {(!event.photos.is_empty()).then(|| view! {
                    <PhotoStrip photos=event.photos class=words(text::terms::PHOTO_CHECK).to_owned()/>
                })}
            </div>
        }
    })
}
