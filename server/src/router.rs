//! Every URL of the server on one page, each under the policy that says what is asked of a request there.

mod table;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::fault::FaultCode;
use leptos_axum::{AxumRouteListing, generate_route_list};

use crate::api::{function, health, manifest, map, media};
use crate::endpoint::{ANY, Endpoint, Policies};
use crate::form::{account, case, invitation, login, my, preferences, report, see_other, session, set_up, track};
use crate::policy::Policy;
use crate::state::AppState;
use crate::{asset, middleware, page, refusal};
use table::Table;

/// Where pages of staff begin; the others are the citizens'.
const STAFF: [&str; 5] = ["/login", "/desk", "/officer", "/setup", "/invitation"];

/// The pages. Listed once, before the first of them is made: while Leptos lists them, a page that begins to read waits for ever.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// The whole server.
pub fn router(state: &AppState) -> Router {
    let (routes, endpoints) = routes().into_parts();
    let routes =
        routes.fallback(asset::file_or_not_found).method_not_allowed_fallback(other_method).with_state(state.clone());
    middleware::surround(routes, state, Arc::new(Policies::new(&endpoints)))
}

/// Every method and path that is answered, pages and server functions included.
pub fn endpoints() -> Vec<Endpoint> {
    let (_, mut endpoints) = routes().into_parts();
    endpoints.retain(|endpoint| endpoint.method != ANY);
    endpoints.sort_by(|one, other| (&one.path, &one.method).cmp(&(&other.path, &other.method)));
    endpoints
}

/// `both` stands for the Chinese and the English address.
fn routes() -> Table {
    let pages = |staff: bool| {
        let is_staff = move |path: &str| STAFF.iter().any(|start| path.starts_with(start)) == staff;
        PAGES.iter().map(|listing| listing.path()).filter(move |path| is_staff(path))
    };
    let table = pages(false).fold(Table::new().under(Policy::PAGE), |table, path| table.get(path, page::show));
    let table = pages(true).fold(table.under(Policy::STAFF_PAGE), |table, path| table.get(path, page::show));
    let functions = leptos::server_fn::axum::server_fn_paths();
    let table = functions
        .fold(table.under(Policy::FUNCTION), |table, (path, method)| table.on(&method, path, function::call))
        .any("/rpc/{*path}", no_such_function);
    table
        // The citizen's report, screen by screen.
        .under(Policy::PHOTO_FORM)
        .post_both("/report", report::photos)
        .under(Policy::FORM)
        .post_both("/report/place", report::place)
        .post_both("/report/details", report::details)
        .post_both("/report/emergency", report::emergency)
        .post_both("/report/check", report::check)
        .post_both("/report/new", report::new)
        // Finding a case again, and what the reporter does with it.
        .post_both("/track", track::find)
        .post_both("/my", my::act)
        .post_both("/cases/{number}", case::act)
        .post("/preferences", preferences::choose)
        .under(Policy::PAGE)
        .get_both("/track/{secret}", track::open)
        // Staff.
        .under(Policy::STAFF_PAGE)
        // The wildcard of the officers' app does not match its start.
        .get("/officer/", page::show)
        .get("/officer", to_officers_app)
        .under(Policy::STAFF_FORM)
        .post("/desk/accounts/new", account::create)
        .post("/desk/accounts/{id}", account::act)
        .post("/desk/password", account::change_password)
        .post("/desk/sessions", session::end)
        .post("/setup/{token}", set_up::create)
        .post("/invitation/{token}", invitation::choose)
        .post("/login", login::sign_in)
        .post("/logout", login::sign_out)
        // What scripts and machines fetch.
        .under(Policy::UPLOAD)
        .post("/media", media::store)
        .under(Policy::DATA)
        .get("/media/{id}", media::show)
        .get("/map/base.json", map::base)
        .get("/officer.webmanifest", manifest::officer)
        .under(Policy::PROBE)
        .get("/livez", health::live)
        .get("/readyz", health::ready)
        // Folders whose files are named by content or version; what else is a file of the site is found in the end.
        .under(Policy::FILE)
        .get("/pkg/{*file}", asset::package)
        .get("/vendor/{*file}", asset::vendor)
}

async fn to_officers_app() -> Response {
    see_other("/officer/")
}

async fn no_such_function() -> Response {
    refusal::json(vec![FaultCode::NotFound.into()])
}

/// The address exists, but not for this method.
async fn other_method(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    let fault = FaultCode::Malformed;
    let mut response = refusal::refuse_as(Policy::of(request.extensions()), &state, path, fault);
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response
}
