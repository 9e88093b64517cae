//! Every URL of the server on one page.

mod table;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use domain::language::Language;
use leptos_axum::{AxumRouteListing, LeptosRoutes as _, generate_route_list, render_app_async_with_context};

use crate::api::{health, map, media};
use crate::doors::Doors;
use crate::form::{case, login, preferences, report, see_other, set_up, track};
use crate::{asset, middleware, page, refusal};
use domain::fault::FaultCode;
use table::Table;

pub use table::Endpoint;

/// The pages. Listed once, before the first of them is made: while Leptos lists them, a page that begins to read waits for ever.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// The whole server.
pub fn router(doors: &Doors) -> Router {
    let officers = render_app_async_with_context(page::context(doors), page::document(doors));
    let routes = own_routes()
        .into_router()
        // The wildcard of the officers' app does not match its start.
        .route("/officer/", axum::routing::get(officers))
        .leptos_routes_with_context(doors, PAGES.clone(), page::context(doors), page::document(doors))
        .fallback(asset::file_or_not_found)
        .method_not_allowed_fallback(other_method)
        .with_state(doors.clone());
    middleware::surround(routes.merge(asset::routes(doors)), doors)
}

/// Every method and path that is answered, pages and server functions included.
pub fn endpoints() -> Vec<Endpoint> {
    let page = |listing: &AxumRouteListing| Endpoint::new(Method::GET, listing.path());
    let mut endpoints = own_routes().into_endpoints();
    endpoints.push(Endpoint::new(Method::GET, "/officer/"));
    endpoints.extend(PAGES.iter().map(page));
    endpoints.extend(leptos::server_fn::axum::server_fn_paths().map(|(path, method)| Endpoint::new(method, path)));
    endpoints.sort();
    endpoints.dedup();
    endpoints
}

/// What is no page and no server function. `both` stands for the Chinese and the English address.
fn own_routes() -> Table {
    Table::default()
        // The citizen's report, screen by screen.
        .post_both("/report", report::photos)
        .post_both("/report/place", report::place)
        .post_both("/report/details", report::details)
        .post_both("/report/emergency", report::emergency)
        .post_both("/report/check", report::check)
        .post_both("/report/new", report::new)
        // Finding a case again, and what the reporter does with it.
        .post_both("/track", track::find)
        .get_both("/track/{secret}", track::open)
        .post_both("/cases/{number}", case::act)
        // Staff and preferences.
        .post("/login", login::sign_in)
        .post("/logout", login::sign_out)
        .post("/preferences", preferences::choose)
        .get("/setup/{token}", set_up::show)
        .post("/setup/{token}", set_up::create)
        .get("/officer", to_officers_app)
        .get("/en/", to_english_home)
        // What scripts and machines fetch.
        .post("/media", media::store)
        .get("/media/{id}", media::show)
        .get("/map/base.json", map::base)
        .get("/livez", health::live)
        .get("/readyz", health::ready)
        // Server functions stand in the list of Leptos; what is not among them is not found.
        .any("/rpc/{*path}", no_such_function)
}

async fn to_officers_app() -> Response {
    see_other("/officer/")
}

/// As people type it; the page's own address has no slash.
async fn to_english_home() -> Response {
    see_other(&Language::English.path("/"))
}

async fn no_such_function() -> Response {
    refusal::json(vec![FaultCode::NotFound.into()])
}

/// The address exists, but not for this method.
async fn other_method(State(doors): State<Doors>, request: Request) -> Response {
    let path = request.uri().path();
    let words = app::text::faults::MALFORMED.get(Language::of_path(path));
    refusal::plain(&doors, path, StatusCode::METHOD_NOT_ALLOWED, words)
}
