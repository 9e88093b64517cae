//! Fields that nobody asked for.

use serde_json::json;

use crate::app::{Store, TestApp, on_both};
use crate::fixture::{self, Fixture, WORDS};

on_both!(z04_fields_that_nobody_asked_for_change_nothing);

const EXTRA: [(&str, &str); 12] = [
    ("role", "system_administrator"),
    ("state", "closed"),
    ("status", "closed"),
    ("number", "PH20200101-000001"),
    ("id", "1"),
    ("owner", "1"),
    ("account_id", "1"),
    ("created_at", "0"),
    ("reported_at", "0"),
    ("released", "true"),
    ("public", "true"),
    ("urgent", "true"),
];

async fn z04_fields_that_nobody_asked_for_change_nothing(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let citizen = app.client();
    let (number, ..) = fixture::report(&app, &citizen, &EXTRA).await;
    assert!(number.starts_with("PH20261123-"), "{number}");
    app.client().get(&format!("/cases/{number}")).await.expect(404);
    let case = casework::case::find(&app.backend, &fixture.acceptor.actor, &number).await.expect("the case");
    assert_eq!(case.summary.state, domain::case::CaseState::Reported);
    assert!(!case.summary.urgent && !case.released && case.words == WORDS);
    assert_eq!(case.summary.reported_at, crate::app::NOW);

    // A form on the case's page: the reporter adds words and nothing else.
    let mut fields = vec![("action", "add"), ("words", "再补充一句")];
    fields.extend(EXTRA);
    fixture.reporter.post(&format!("/cases/{}", fixture.number), &fields).await.expect(303);
    let after = casework::case::find(&app.backend, &fixture.acceptor.actor, &fixture.number).await.expect("the case");
    assert_eq!((after.summary.state, after.released), (domain::case::CaseState::Handling, false));

    // Signing in gives the account's own role.
    let mut fields = vec![("login", "collector"), ("password", fixture::PASSWORD)];
    fields.extend(EXTRA);
    let client = app.client();
    assert_eq!(client.post("/login", &fields).await.location(), "/officer/");
    let actor = client.call("find_actor", &json!({})).await.expect(200).json();
    assert_eq!(actor["role"], "collector");

    // Server functions: unknown arguments are ignored, unknown members of a step refused.
    let officer = &fixture.officer.client;
    let step = json!({ "number": fixture.number, "revision": after.revision, "step": { "finish": {
        "before": [], "after": [], "note": "x", "state": "closed", "officer": 1 } } });
    officer.call("move_case", &step).await.expect(400);
    let registered = json!({ "report": { "key": "0123456789", "released": true, "role": "supervisor",
        "form": { "lat": "30.69", "lng": "121.02", "words": "井盖松动", "state": "closed", "public": true } } });
    let number = officer.call("register_case", &registered).await.expect(200).json();
    let number = number.as_str().expect("a number").to_owned();
    app.client().get(&format!("/cases/{number}")).await.expect(404);
    let case = casework::case::find(&app.backend, &fixture.acceptor.actor, &number).await.expect("the case");
    assert_eq!((case.summary.state, case.released), (domain::case::CaseState::Reported, false));
}
