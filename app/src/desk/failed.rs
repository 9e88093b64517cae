//! What a desk page shows instead of its content: signed out, not allowed, or a failure.

use domain::account::Role;
use domain::fault::FaultCode;
use leptos::prelude::*;

use super::address::{here, login_href};
use super::frame::ActorResource;
use crate::error::AppError;
use crate::text::{self, words};
use crate::ui::{Failed, Icon};

/// The designed state for an error. The status was set where the error arose.
#[component]
pub fn DeskFailed(
    /// What happened.
    error: AppError,
) -> impl IntoView {
    match error.code() {
        FaultCode::SignedOut => view! { <SignedOut/> }.into_any(),
        FaultCode::NotAllowed => view! { <NotAllowed/> }.into_any(),
        FaultCode::Reassigned | FaultCode::AlreadyMoved => view! { <Elsewhere/> }.into_any(),
        _ => view! { <Failed error/> }.into_any(),
    }
}

/// A case that was this person's and is with others now.
#[component]
fn Elsewhere() -> impl IntoView {
    view! {
        <section class="desk-state">
            <Icon name="user"/>
            <h1 class="desk-state__title">{words(text::desk::ELSEWHERE_TITLE)}</h1>
            <a class="button button--secondary" href="/desk">{words(text::desk::TO_START)}</a>
        </section>
    }
}

/// Stands above a page that only some may use and says why it is not shown, as the style sheet hides what follows it.
#[component]
pub fn Gate(
    /// Who is signed in.
    actor: ActorResource,
    /// Whether a role may use the page.
    allowed: fn(Role) -> bool,
) -> impl IntoView {
    view! {
        <Suspense fallback=|| ()>
            {move || match actor.get()? {
                Ok(Some(actor)) if allowed(actor.role) => None,
                Ok(Some(_)) => Some(view! { <NotAllowed/> }.into_any()),
                Ok(None) => Some(view! { <SignedOut/> }.into_any()),
                Err(error) => Some(view! { <DeskFailed error/> }.into_any()),
            }}
        </Suspense>
    }
    .into_any()
}

/// Nobody is signed in: leads to the sign-in page and back here.
#[component]
fn SignedOut() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(401);
    let here = here();
    view! {
        <section class="desk-state">
            <Icon name="user"/>
            <h1 class="desk-state__title">{words(text::desk::SIGNED_OUT_TITLE)}</h1>
            <p class="muted">{words(text::desk::SIGNED_OUT_TEXT)}</p>
            <a class="button button--primary" rel="external" href=move || login_href(&here.get())>
                {words(text::desk::SIGN_IN)}
            </a>
        </section>
    }
}

/// Signed in, but this page belongs to another post.
#[component]
pub fn NotAllowed() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(403);
    view! {
        <section class="desk-state">
            <Icon name="triangle-alert"/>
            <h1 class="desk-state__title">{words(text::desk::NOT_ALLOWED_TITLE)}</h1>
            <p class="muted">{words(text::desk::NOT_ALLOWED_TEXT)}</p>
            <a class="button button--secondary" href="/desk">{words(text::desk::TO_START)}</a>
        </section>
    }
}
