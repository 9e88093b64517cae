//! What stands in an answer: in the page, in the data for hydration, in what server functions send.

use serde_json::json;

use crate::app::{Store, TestApp, on_both};
use crate::client::Client;
use crate::fixture::{self, Fixture, PHONE};
use domain::account::Role;

on_both!(z03_nobody_reads_more_than_they_may, z03_the_likely_duplicates_show_what_the_public_page_shows);

const WORDS_MARK: &str = "MARKER-WORDS";
const NOTE_MARK: &str = "MARKER-NOTE";
const ANSWER_MARK: &str = "MARKER-ANSWER";
/// The phone number as its owner and staff see it.
const MASKED: &str = "138******34";
/// The officer's name and account.
const OFFICER: &str = "测试officer";

async fn z03_nobody_reads_more_than_they_may(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let stranger = app.client();
    let other_clerk = fixture::staff(&app, "other", Role::DepartmentClerk, Some("zhifa")).await.client;
    let anybody = [&stranger, &other_clerk];

    for client in anybody {
        let seen = public(client, &fixture).await;
        hides(&seen, &[PHONE, MASKED, "7301234", WORDS_MARK, NOTE_MARK, OFFICER, &fixture.photo, &fixture.secret]);
    }
    let own = public(&fixture.reporter, &fixture).await;
    shows(&own, &[WORDS_MARK, MASKED, &fixture.photo]);
    hides(&own, &[PHONE, NOTE_MARK, OFFICER]);

    let (_, check) = fixture.close(&app).await;
    for client in [&stranger, &fixture.reporter] {
        hides(&public(client, &fixture).await, &[NOTE_MARK, OFFICER, &check, PHONE]);
    }
    // The answer is its reporter's, and everybody's only by a decision of its own.
    shows(&public(&fixture.reporter, &fixture).await, &[ANSWER_MARK]);
    hides(&public(&stranger, &fixture).await, &[ANSWER_MARK]);
    fixture.release(&app, true).await;
    let released = public(&stranger, &fixture).await;
    shows(&released, &[WORDS_MARK, &fixture.photo]);
    hides(&released, &[PHONE, MASKED, NOTE_MARK, OFFICER, ANSWER_MARK, &check, &fixture.secret]);
    let release = json!({ "number": fixture.number, "released": true });
    fixture.acceptor.client.call("release_answer", &release).await.expect(200);
    shows(&public(&stranger, &fixture).await, &[ANSWER_MARK]);

    // Staff who may see the case read the note; the number in full is a step of its own, on record.
    let insider = staff(&fixture.acceptor.client, &fixture).await;
    shows(&insider, &[WORDS_MARK, NOTE_MARK, MASKED]);
    hides(&insider, &[PHONE, &fixture.secret]);
    let outsider = staff(&other_clerk, &fixture).await;
    hides(&outsider, &[WORDS_MARK, NOTE_MARK, PHONE, MASKED]);
    let phone =
        fixture.acceptor.client.call("reveal_phone", &json!({ "number": fixture.number, "reason": "回访" })).await;
    assert_eq!(phone.expect(200).json(), json!([PHONE]));
}

/// On the public check page and in what officers are told: beyond their scope they see no more.
async fn z03_the_likely_duplicates_show_what_the_public_page_shows(store: Store) {
    let app = TestApp::start(store).await;
    let fixture =
        Fixture::reported(&app, &[("address", "MARKER-ADDRESS 12 号"), ("lat", "30.690377"), ("lng", "121.020577")])
            .await;
    let officer = fixture::staff(&app, "elsewhere", Role::HandlingOfficer, Some("zhifa")).await.client;
    let hidden = [WORDS_MARK, "MARKER-ADDRESS", "30.690377", "121.020577", PHONE, MASKED, OFFICER, &fixture.photo];
    let citizens = duplicates(&app.client(), &fixture).await;
    shows(&citizens, &[&fixture.number]);
    hides(&citizens, &hidden);
    let form = json!({ "lat": "30.6905", "lng": "121.0205", "class": "matter-01037", "words": "路灯不亮" });
    let asked = json!({ "report": { "key": "0123456789", "form": form } });
    let told = officer.call("list_likely_cases", &asked).await.expect(200).text();
    shows(&told, &[&fixture.number]);
    hides(&told, &hidden);
    let registers = fixture.acceptor.client.call("list_likely_cases", &asked).await.expect(200).text();
    shows(&registers, &[WORDS_MARK, "MARKER-ADDRESS", "30.690377"]);
    // What is released is shown to everybody.
    fixture.release(&app, true).await;
    for told in
        [duplicates(&app.client(), &fixture).await, officer.call("list_likely_cases", &asked).await.expect(200).text()]
    {
        shows(&told, &["MARKER-ADDRESS", &fixture.photo]);
        hides(&told, &[PHONE, MASKED, OFFICER]);
    }
}

/// What somebody is told who is about to report the same.
async fn duplicates(client: &Client, fixture: &Fixture) -> String {
    let number = &fixture.number;
    let report = [
        ("lat", "30.6905"),
        ("lng", "121.0205"),
        ("source", "map"),
        ("town", "330482001"),
        ("words", "路灯不亮"),
        ("class", "matter-01037"),
    ];
    client.post("/report/details", &report).await.expect(303);
    let mut seen = client.get("/report/check").await.expect(200).text();
    seen += &client.get("/en/report/check").await.expect(200).text();
    assert!(seen.contains(number.as_str()), "{seen}");
    seen + &client.call("find_report_page", &json!({ "step": "check" })).await.expect(200).text()
}

/// Everything about the case that a citizen's pages and functions say.
async fn public(client: &Client, fixture: &Fixture) -> String {
    let mut seen = String::new();
    for path in [
        "/",
        "/en",
        "/nearby",
        "/en/nearby?done=1",
        &format!("/cases/{}", fixture.number),
        &format!("/en/cases/{}", fixture.number),
    ] {
        seen += &client.get(path).await.expect(200).text();
    }
    let bounds = json!({ "south": 30.5, "west": 120.8, "north": 30.9, "east": 121.3 });
    let calls = [
        ("find_home", json!({})),
        ("list_nearby", json!({ "filter": {} })),
        ("list_nearby", json!({ "filter": { "done": true } })),
        ("list_nearby", json!({ "filter": { "words": "MARKER-WORDS" } })),
        ("find_public_case", json!({ "number": fixture.number })),
        ("list_features", json!({ "viewport": { "bounds": bounds, "zoom": 19 }, "filter": {} })),
    ];
    for (function, arguments) in calls {
        seen += &client.call(function, &arguments).await.expect(200).text();
    }
    seen
}

/// Everything about the case that the desk says, whatever its status.
async fn staff(client: &Client, fixture: &Fixture) -> String {
    let mut seen = String::new();
    for path in ["/desk", "/desk/inbox", "/desk/inbox?queue=done", &format!("/desk/cases/{}", fixture.number)] {
        seen += &client.get(path).await.text();
    }
    for queue in ["open", "done"] {
        seen += &client.call("list_cases", &json!({ "filter": { "queue": queue } })).await.text();
    }
    seen + &client.call("find_case", &json!({ "number": fixture.number })).await.text()
}

fn shows(seen: &str, what: &[&str]) {
    for what in what {
        assert!(seen.contains(what), "{what} is missing in {seen}");
    }
}

fn hides(seen: &str, what: &[&str]) {
    for what in what {
        let at = seen.find(what).map(|at| seen[..at].chars().rev().take(200).collect::<Vec<_>>());
        assert!(at.is_none(), "{what} stands behind {}", at.into_iter().flatten().rev().collect::<String>());
    }
}
