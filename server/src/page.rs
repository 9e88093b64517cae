//! Pages as Leptos renders them: those of an address, a refused form, an unknown address.

use app::posted::Posted;
use app::server::Address;
use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::Response;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use crate::address::{ClientAddress, counted_as};
use crate::content_security::content_security_policy;
use crate::policy::Policy;
use crate::refusal;
use crate::state::AppState;

/// What pages and server functions find in their context, written once for all of them.
pub fn context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static + use<> {
    let (backend, site) = (state.backend.clone(), state.site.clone());
    move || {
        provide_context(backend.clone());
        provide_context(site.clone());
        provide_address();
        set_page_headers();
    }
}

/// The document, ready for the renderers of `leptos_axum`.
pub fn document(state: &AppState) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static + use<> {
    let options = state.options.clone();
    move || app::shell(options.clone()).into_any()
}

/// The page of this address, as anybody opens it. While the city has not brought what it needs, citizens are told so.
pub async fn show(State(state): State<AppState>, request: Request<Body>) -> Response {
    if Policy::of(request.extensions()) == Policy::PAGE && !state.backend.catalog().is_open() {
        return refusal::not_open(&state, request.uri().path());
    }
    render_app_async_with_context(context(&state), document(&state))(request).await
}

/// The page of this address, with what was posted and why it was refused.
pub async fn again(state: &AppState, parts: Parts, posted: Posted) -> Response {
    let status = match posted.faults.as_slice() {
        [] => StatusCode::OK,
        faults => StatusCode::from_u16(domain::fault::status(faults)).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
    };
    let mut page = render(state, parts, posted, status).await;
    // What was typed is on it.
    page.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    page
}

/// The page for an address that does not exist, or must not be known to exist.
pub async fn not_found(state: &AppState, parts: Parts) -> Response {
    render(state, parts, Posted::default(), StatusCode::NOT_FOUND).await
}

async fn render(state: &AppState, parts: Parts, posted: Posted, status: StatusCode) -> Response {
    let context = context(state);
    let faults = posted.faults.clone();
    let with_posted = move || {
        context();
        provide_context(posted.clone());
    };
    let render = render_app_async_with_context(with_posted, document(state));
    let mut page = render(Request::from_parts(parts, Body::empty())).await;
    *page.status_mut() = status;
    refusal::finish(&mut page, &faults);
    page
}

/// Whose request it is, for what is counted.
fn provide_address() {
    let address = use_context::<Parts>().and_then(|parts| parts.extensions.get::<ClientAddress>().copied());
    if let Some(ClientAddress(address)) = address {
        provide_context(Address(counted_as(address).to_string()));
    }
}

/// The policy for scripts carries the nonce that Leptos gave this page. A page is kept nowhere until what it shows says that it holds
/// nothing personal (`app::server::nothing_personal`). Server functions run in the same context but have no nonce: the middleware gives
/// them the policy without one.
fn set_page_headers() {
    let (Some(options), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(Some(&nonce))) {
        options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    options.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}
