//! Cookies and secrets.

use domain::account::Role;

use crate::app::{Store, TestApp, on_both};
use crate::client::Client;
use crate::fixture::{self, Fixture, PASSWORD};

on_both!(
    a07_cookies_are_out_of_reach,
    a07_no_token_stands_in_a_page,
    a04_signing_in_makes_a_new_session,
    a10_only_own_pages_follow_a_sign_in,
    whoever_begins_anew_on_a_shared_phone_leaves_no_case_open
);

/// Through the forms as people use them, behind http and behind https.
async fn a07_cookies_are_out_of_reach(store: Store) {
    for (arguments, secure) in [(&[][..], false), (&["--public-url", "https://city.example"][..], true)] {
        let app = TestApp::start_with(store, arguments).await;
        fixture::staff(&app, "acceptor", Role::Acceptor, None).await;
        let client = app.client();
        let mut cookies = Vec::new();
        cookies.extend(
            client.post("/login", &[("login", "acceptor"), ("password", PASSWORD)]).await.expect(303).cookies(),
        );
        cookies.extend(client.post("/report", &[]).await.expect(303).cookies());
        cookies.extend(
            client.post("/preferences", &[("large_type", "1"), ("language", "en")]).await.expect(303).cookies(),
        );
        let mut names: Vec<&str> = cookies.iter().filter_map(|cookie| cookie.split('=').next()).collect();
        names.sort_unstable();
        let expected = ["device", "draft", "language", "large-type", "sid"];
        let prefix = if secure { "__Host-" } else { "" };
        assert_eq!(names, expected.map(|name| format!("{prefix}{name}")));
        for cookie in &cookies {
            assert!(
                cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/;"),
                "{cookie}"
            );
            assert!(!cookie.contains("Domain"), "{cookie}");
            assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
        }
    }
}

async fn a07_no_token_stands_in_a_page(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let session = fixture.acceptor.client.cookie("sid").expect("a session");
    for path in ["/desk", "/desk/inbox", "/desk/sessions", "/login", &format!("/desk/cases/{}", fixture.number)] {
        let page = fixture.acceptor.client.get(path).await;
        assert!(!page.text().contains(&session), "{path}");
    }
    let opened = fixture.reporter.get(&format!("/track/{}", fixture.secret)).await;
    assert_eq!(opened.location(), format!("/cases/{}", fixture.number));
    assert_eq!(opened.header("referrer-policy"), "no-referrer");
    assert_eq!(opened.header("cache-control"), "no-store");
    let cookies = opened.cookies();
    assert!(cookies.len() == 1 && !cookies[0].contains(&fixture.secret), "{cookies:?}");
    let age = cookies[0].split("Max-Age=").nth(1).and_then(|rest| rest.split(';').next()?.parse::<i64>().ok());
    assert!(age.is_some_and(|seconds| seconds <= 2 * 3600), "{cookies:?}");
    let page = fixture.reporter.get(&format!("/cases/{}", fixture.number)).await.expect(200);
    for name in ["draft", "device", "reporter"] {
        let value = fixture.reporter.cookie(name).expect("a cookie");
        assert!(!page.text().contains(&value), "{name}");
    }
}

/// The program's own log, more talkative than anybody would have it.
#[test]
fn a07_the_tracking_secret_is_masked_in_logs() {
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).setting("JINGZHI_LOG", "debug").start();
    crate::app::block_on(async {
        let client = Client::new(&server.url());
        let secret = "5ec2e7".repeat(7);
        for path in ["/track/", "/en/track/", "/setup/"] {
            client.get(&format!("{path}{secret}")).await.expect(if path == "/setup/" { 200 } else { 404 });
            client.post(&format!("{path}{secret}"), &[]).await;
        }
        client.set_cookie("sid", &secret);
        client.get("/desk").await;
        let log = server.log();
        assert!(log.contains("/track/***") && log.contains("/setup/***"), "{log}");
        assert!(!log.contains(&secret), "{log}");
    });
}

/// An attacker who put a session into the victim's browser has nothing of it afterwards, and the session before is over.
async fn a04_signing_in_makes_a_new_session(store: Store) {
    let app = TestApp::start(store).await;
    let before = fixture::staff(&app, "acceptor", Role::Acceptor, None).await.client;
    let old = before.cookie("sid").expect("a session");
    before.post("/login", &[("login", "acceptor"), ("password", PASSWORD)]).await.expect(303);
    let new = before.cookie("sid").expect("a session");
    assert_ne!(old, new);
    let thief = app.client();
    thief.set_cookie("sid", &old);
    thief.call("count_queues", &serde_json::json!({})).await.expect(401);
    before.call("count_queues", &serde_json::json!({})).await.expect(200);
    before.post("/logout", &[]).await.expect(303);
    thief.set_cookie("sid", &new);
    thief.call("count_queues", &serde_json::json!({})).await.expect(401);
}

async fn a10_only_own_pages_follow_a_sign_in(store: Store) {
    let app = TestApp::start(store).await;
    fixture::staff(&app, "acceptor", Role::Acceptor, None).await;
    let sign_in = async |next: &str| {
        let fields = [("login", "acceptor"), ("password", PASSWORD), ("next", next)];
        app.client().post("/login", &fields).await.location().to_owned()
    };
    assert_eq!(sign_in("/desk/inbox?queue=open").await, "/desk/inbox?queue=open");
    for foreign in
        ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", ""]
    {
        assert_eq!(sign_in(foreign).await, "/desk/inbox", "{foreign:?}");
    }
    // The other door that sends people on.
    let chosen = app.client().post("/preferences", &[("large_type", "1"), ("next", "//evil.example")]).await;
    assert_eq!(chosen.location(), "/");
}

async fn whoever_begins_anew_on_a_shared_phone_leaves_no_case_open(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let path = format!("/cases/{}", fixture.number);
    let shows = async || fixture.reporter.get(&path).await.expect(200).text().contains(fixture::WORDS);
    assert!(shows().await);
    fixture.reporter.post("/report/new", &[]).await.expect(303);
    assert!(!shows().await && fixture.reporter.cookie("reporter").is_none_or(|pass| pass.is_empty()));
}
