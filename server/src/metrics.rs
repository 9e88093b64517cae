//! Figures for whoever watches the program, in the text format of Prometheus, on an address of their own: requests, refusals, jobs. Of an
//! address the route alone is named, so that nothing personal stands in them and their number is bounded.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{Method, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::fault::Fault;
use foundation::Backend;
use foundation::job::Ended;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

const REQUESTS: &str = "jingzhi_requests_total";
const REQUEST_SECONDS: &str = "jingzhi_request_seconds";
const REFUSALS: &str = "jingzhi_refusals_total";
const JOBS: &str = "jingzhi_jobs_total";
const JOBS_LEFT: &str = "jingzhi_jobs";

/// Upper bounds of how long requests took (seconds).
const SECONDS: [f64; 7] = [0.005, 0.02, 0.1, 0.3, 1.0, 3.0, 10.0];
/// How often what was counted is put together, so that it takes up no memory while nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);

/// Begins to count. Without it nothing is counted and nothing kept.
///
/// # Errors
/// When somebody else counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    let builder = PrometheusBuilder::new();
    let handle = builder.set_buckets_for_metric(Matcher::Full(REQUEST_SECONDS.into()), &SECONDS)?.install_recorder()?;
    metrics::describe_counter!(REQUESTS, "Requests by route, method and status");
    metrics::describe_histogram!(REQUEST_SECONDS, "Seconds until the answer began, by route and method");
    metrics::describe_counter!(REFUSALS, "What people and scripts were refused for");
    metrics::describe_counter!(JOBS, "Jobs by name and by how they ended");
    metrics::describe_gauge!(JOBS_LEFT, "Jobs that wait, that should run by now, that were given up");
    Ok(handle)
}

/// Answers `GET /metrics` there for as long as the program lives.
pub async fn serve(listener: TcpListener, handle: PrometheusHandle, backend: Backend) {
    let keeper = handle.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP).await;
            keeper.run_upkeep();
        }
    });
    let routes = Router::new().route("/metrics", get(show)).with_state((handle, backend));
    if let Err(error) = axum::serve(listener, routes).await {
        tracing::error!(%error, "no more figures");
    }
}

async fn show(State((handle, backend)): State<(PrometheusHandle, Backend)>) -> Response {
    // While the store is away the other figures matter most.
    let figures = match foundation::job::counts(&backend).await {
        Ok(counts) => {
            [counts.waiting, counts.due, counts.dead].map(|count| f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
        }
        Err(failure) => {
            tracing::warn!(?failure, "jobs could not be counted");
            [f64::NAN; 3]
        }
    };
    for (state, figure) in ["waiting", "due", "dead"].into_iter().zip(figures) {
        metrics::gauge!(JOBS_LEFT, "state" => state).set(figure);
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render()).into_response()
}

/// Counts a request: its route, if it has one, and how it was answered.
pub fn note_request(route: Option<&str>, method: &Method, status: u16, took: Duration) {
    let route = route.unwrap_or("none").to_owned();
    // Whoever invents methods invents no figures.
    let method = match *method {
        Method::GET | Method::HEAD => "GET",
        Method::POST => "POST",
        _ => "other",
    };
    metrics::histogram!(REQUEST_SECONDS, "route" => route.clone(), "method" => method).record(took);
    metrics::counter!(REQUESTS, "route" => route, "method" => method, "status" => status.to_string()).increment(1);
}

/// Counts what somebody was refused for.
pub fn note_refusal(faults: &[Fault]) {
    for fault in faults {
        metrics::counter!(REFUSALS, "fault" => format!("{:?}", fault.code)).increment(1);
    }
}

/// Counts a job.
pub fn note_job(name: &'static str, ended: Ended) {
    metrics::counter!(JOBS, "name" => name, "ended" => ended.name()).increment(1);
}
