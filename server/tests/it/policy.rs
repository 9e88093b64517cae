//! What a route says of itself is all that surrounds it: a machine's door and a stream of events pass without an exception elsewhere.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use clap::Parser as _;
use futures::StreamExt as _;
use reqwest::Method;
use server::command::Cli;
use server::endpoint::{Endpoint, Policies};
use server::policy::Policy;
use server::state::AppState;

use crate::app::{Store, TestApp, block_on};
use crate::client::Client;

/// Longer than `SHORT`.
const LONG: Duration = Duration::from_millis(400);
const SHORT: Duration = Duration::from_millis(50);

/// A server with routes of its own behind what surrounds ours.
async fn serve(routes: Router, endpoints: &[(&str, &str, Policy)]) -> Client {
    let app = TestApp::shared(Store::Sqlite).await;
    let config = Cli::parse_from(["jingzhi", "serve"]).config;
    let state = AppState::new(app.backend.clone(), &config).expect("state");
    let endpoints: Vec<Endpoint> = endpoints
        .iter()
        .map(|(method, path, policy)| Endpoint { method: (*method).into(), path: (*path).into(), policy: *policy })
        .collect();
    let service = server::middleware::surround(routes, &state, Arc::new(Policies::new(&endpoints)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    Client::new(&url)
}

#[test]
fn a_machine_needs_no_page_of_ours_and_cannot_use_a_browsers_cookies() {
    block_on(async {
        let cookies = |headers: HeaderMap| async move { headers.contains_key("cookie").to_string() };
        let routes = Router::new().route("/machine", post(cookies)).route("/form", post(cookies));
        let endpoints = [("POST", "/machine", Policy::MACHINE), ("POST", "/form", Policy::FORM)];
        let client = serve(routes, &endpoints).await;
        client.set_cookie("session", "0123");
        let ask = async |path: &str, site: &str| {
            client.send(client.bare(Method::POST, path).header("sec-fetch-site", site).body("x")).await
        };
        assert_eq!(ask("/machine", "cross-site").await.expect(200).text(), "false");
        assert_eq!(client.send(client.bare(Method::POST, "/machine")).await.expect(200).text(), "false");
        // A browser's form is another's to forge.
        assert_eq!(ask("/form", "same-origin").await.expect(200).text(), "true");
        ask("/form", "cross-site").await.expect(403);
        // Each is refused in its own form: a machine in JSON, a person on a page.
        let refused = client.send(client.bare(Method::GET, "/machine?lat=999&lng=1")).await.expect(400);
        assert!(refused.json()["faults"].is_array(), "{}", refused.text());
        assert!(client.get("/form?lat=999&lng=1").await.expect(400).text().starts_with("<!DOCTYPE html>"));
    });
}

#[test]
fn a_stream_of_events_takes_its_time_and_is_not_compressed() {
    block_on(async {
        let events = || async {
            tokio::time::sleep(LONG).await;
            let event = |number: u32| async move {
                tokio::time::sleep(if number == 0 { Duration::ZERO } else { LONG }).await;
                Some((Ok::<_, std::io::Error>("data: ".to_owned() + &"x".repeat(2000)), number + 1))
            };
            Body::from_stream(futures::stream::unfold(0, event).take(2))
        };
        let hurried = |policy: Policy| Policy { patience: policy.patience.and(Some(SHORT)), ..policy };
        let routes = Router::new().route("/events", get(events)).route("/page", get(events));
        let endpoints = [("GET", "/events", hurried(Policy::STREAM)), ("GET", "/page", hurried(Policy::PAGE))];
        let client = serve(routes, &endpoints).await;
        client.get("/page").await.expect(503);
        let request = client.request(Method::GET, "/events").header("accept-encoding", "gzip, br");
        let answer = request.send().await.expect("an answer");
        assert_eq!((answer.status().as_u16(), answer.headers().get("content-encoding")), (200, None));
        let mut pieces = answer.bytes_stream();
        let first = tokio::time::timeout(LONG / 2, pieces.next()).await.expect("at once");
        assert_eq!(first.expect("a piece").expect("readable").len(), 2006);
        assert_eq!(pieces.next().await.expect("another").expect("readable").len(), 2006);
    });
}

#[test]
fn a_slash_at_the_end_leads_to_the_address_without_it() {
    block_on(async {
        let client = TestApp::shared(Store::Sqlite).await.client();
        for (path, leads) in [
            ("/report/", "/report"),
            ("/en/", "/en"),
            ("/en/nearby/?done=1&words=a%2Fb", "/en/nearby?done=1&words=a%2Fb"),
            ("/desk/inbox/", "/desk/inbox"),
            ("/officer/orders/", "/officer/orders"),
            ("/cases/PH20261123-000001/", "/cases/PH20261123-000001"),
            ("/pkg/none.js/", "/pkg/none.js"),
            ("/no/such/", "/no/such"),
        ] {
            assert_eq!(client.get(path).await.expect(308).header("location"), leads, "{path}");
        }
        // What was typed comes along: a browser posts it again.
        assert_eq!(client.post("/track/", &[("number", "1")]).await.expect(308).header("location"), "/track");
        // The officers' app begins with one.
        client.get("/officer/").await.expect(200);
        client.get("/").await.expect(200);
        // Whoever comes from elsewhere is still refused, and nobody is led to another site.
        let foreign = client.bare(Method::POST, "/track/").header("sec-fetch-site", "cross-site");
        assert_eq!(client.send(foreign).await.expect(308).header("location"), "/track");
        client.get("//evil.example/").await.expect(404);
    });
}
