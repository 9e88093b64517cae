//! Somebody else's case is the same as no case.

use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{Store, TestApp, on_both};
use crate::client::{Answer, Client};
use crate::fixture::{self, Fixture};
use crate::twin::without_tokens;
use domain::account::Role;

on_both!(z02_somebody_elses_case_is_as_unknown_as_no_case);

const UNKNOWN: &str = "PH20261123-999999";

async fn z02_somebody_elses_case_is_as_unknown_as_no_case(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    // Reported but not filed: nobody but its reporter and the centre may know of it.
    let victim = app.client();
    let (hidden, photo, _) = fixture::report(&app, &victim, &[("phone", "13857305678")]).await;
    let stranger = app.client();
    for citizen in [&stranger, &fixture.reporter] {
        for language in ["", "/en"] {
            same(citizen, &hidden, |number| (Method::GET, format!("{language}/cases/{number}"), Vec::new())).await;
            for action in ["join", "add", "hurry", "rate", "reopen"] {
                let fields = vec![("action", action), ("words", "x"), ("rating", "5"), ("key", "0123456789")];
                same(citizen, &hidden, |number| (Method::POST, format!("{language}/cases/{number}"), fields.clone()))
                    .await;
            }
        }
        same_call(citizen, &hidden, "find_public_case", |number| json!({ "number": number })).await;
        let other = citizen.get(&format!("/media/{}", "0".repeat(32))).await;
        for path in [format!("/media/{photo}"), format!("/media/{photo}?size=small")] {
            let answer = citizen.get(&path).await;
            assert_eq!((answer.status, &answer.bytes), (404, &other.bytes));
        }
        // By number and phone: the right number with a wrong phone is as wrong as no number.
        let track = async |number: &str| citizen.post("/track", &[("number", number), ("phone", "13800000000")]).await;
        let (known, unknown) = (track(&hidden).await, track(UNKNOWN).await);
        assert_eq!((known.status, masked(&known, &hidden)), (unknown.status, masked(&unknown, UNKNOWN)));
    }
    let outsiders = [
        fixture::staff(&app, "other_clerk", Role::DepartmentClerk, Some("zhifa")).await,
        fixture::staff(&app, "other_officer", Role::HandlingOfficer, Some("zhifa")).await,
        fixture::staff(&app, "window", Role::WindowClerk, None).await,
        fixture::staff(&app, "system", Role::SystemAdministrator, None).await,
    ];
    let report = |number: &str| json!({ "number": number, "report": { "key": "0123456789", "form": {} } });
    for outsider in outsiders.iter().map(|staff| &staff.client) {
        for number in [&hidden, &fixture.number] {
            same(outsider, number, |number| (Method::GET, format!("/desk/cases/{number}"), Vec::new())).await;
            same_call(outsider, number, "find_case", |number| json!({ "number": number })).await;
            same_call(outsider, number, "list_officers", |number| json!({ "number": number })).await;
            same_call(outsider, number, "note_case", |number| json!({ "number": number, "words": "x" })).await;
            same_call(outsider, number, "release_case", |number| json!({ "number": number, "released": true })).await;
            same_call(outsider, number, "release_answer", |number| json!({ "number": number, "released": true })).await;
            same_call(outsider, number, "reveal_phone", |number| json!({ "number": number, "reason": "回访" })).await;
            same_call(
                outsider,
                number,
                "move_case",
                |number| json!({ "number": number, "revision": 1, "step": "start" }),
            )
            .await;
            same_call(outsider, number, "join_case", report).await;
        }
        let other = fixture::sign_in(&app, &fixture.acceptor.actor.login).await;
        let page = fixture.acceptor.client.get("/desk/sessions").await.expect(200).text();
        let (_, id) = page.split_once("name=\"end\" value=\"").expect("another device");
        let id = id.split('"').next().expect("its number");
        for id in [id, "999999", "x"] {
            outsider.post("/desk/sessions", &[("end", id)]).await.expect(404);
        }
        other.client.get("/desk").await.expect(200);
    }
    fixture.acceptor.client.call("count_queues", &json!({})).await.expect(200);
}

/// The same answer for a case and for none, but for the number and what is random in a page.
async fn same(
    client: &Client,
    number: &str,
    request: impl Fn(&str) -> (Method, String, Vec<(&'static str, &'static str)>),
) {
    let ask = async |number: &str| {
        let (method, path, fields) = request(number);
        if method == Method::GET { client.get(&path).await } else { client.post(&path, &fields).await }
    };
    let (known, unknown) = (ask(number).await, ask(UNKNOWN).await);
    assert_eq!(unknown.status, 404, "{}", unknown.text());
    assert_eq!(known.status, unknown.status, "{:?}", request(number));
    assert_eq!(masked(&known, number), masked(&unknown, UNKNOWN), "{:?}", request(number));
}

async fn same_call(client: &Client, number: &str, function: &str, arguments: impl Fn(&str) -> Value) {
    let (known, unknown) =
        (client.call(function, &arguments(number)).await, client.call(function, &arguments(UNKNOWN)).await);
    assert!(matches!(unknown.status, 403 | 404), "{function}: {} {}", unknown.status, unknown.text());
    assert_eq!((known.status, masked(&known, number)), (unknown.status, masked(&unknown, UNKNOWN)), "{function}");
}

fn masked(answer: &Answer, number: &str) -> String {
    let policy = answer.header("content-security-policy");
    let nonce = policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')).map(|(nonce, _)| nonce);
    let text = answer.text().replace(number, "NUMBER");
    // A form that comes back has a key of its own each time.
    without_tokens(&nonce.map_or(text.clone(), |nonce| text.replace(nonce, "NONCE")))
}
