//! Who may pass: officers who are signed in.

use domain::account::Actor;
use leptos::prelude::*;

use super::me::MeView;
use super::order::OrderView;
use super::orders::OrdersView;
use super::report::ReportView;
use super::route::OfficerRoute;
use super::state::OfficerState;
use crate::text::{self, name, words};
use crate::ui::{Empty, Failed, Icon, Loading};

/// The view of a route for an officer; for everybody else what to do instead.
#[component]
pub fn Gate(route: OfficerRoute) -> impl IntoView {
    let state = OfficerState::here();
    move || match state.actor.get() {
        None => view! { <Loading/> }.into_any(),
        Some(Err(error)) => view! { <Failed error=error/> }.into_any(),
        Some(Ok(None)) => view! { <SignedOut/> }.into_any(),
        Some(Ok(Some(actor))) if !actor.role.is_officer() => view! { <NotAnOfficer actor=actor/> }.into_any(),
        Some(Ok(Some(actor))) => match route.clone() {
            OfficerRoute::Orders => view! { <OrdersView/> }.into_any(),
            OfficerRoute::Order(number) => view! { <OrderView number=number/> }.into_any(),
            OfficerRoute::Report => view! { <ReportView/> }.into_any(),
            OfficerRoute::Me => view! { <MeView actor=actor/> }.into_any(),
            OfficerRoute::Unknown => view! { <Unknown/> }.into_any(),
        },
    }
}

#[component]
fn SignedOut() -> impl IntoView {
    view! {
        <section class="officer__state">
            <Icon name="user"/>
            <h1>{words(text::officer::SIGNED_OUT_TITLE)}</h1>
            <p>{words(text::officer::SIGNED_OUT_TEXT)}</p>
            <a class="button button--primary button--large button--wide" href="/login?next=/officer/" rel="external">
                {words(text::officer::SIGN_IN)}
            </a>
        </section>
    }
}

#[component]
fn NotAnOfficer(actor: Actor) -> impl IntoView {
    view! {
        <section class="officer__state">
            <Icon name="building-2"/>
            <h1>{words(text::officer::OTHER_ROLE_TITLE)}</h1>
            <p>{text::officer::other_role_text(crate::preferences::language(), name(&actor.role.name()))}</p>
            <a class="button button--primary button--large button--wide" href=actor.role.start() rel="external">
                {words(text::officer::OTHER_ROLE_GO)}
            </a>
        </section>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <Empty
            icon="search"
            title=words(text::site::NOT_FOUND_TITLE).to_owned()
            text=words(text::officer::UNKNOWN_TEXT).to_owned()
        />
    }
}
