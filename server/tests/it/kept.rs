//! Whether an answer may be kept: decided by what it holds, at every endpoint there is.

use domain::account::Role;
use reqwest::Method;
use server::endpoint::Endpoint;

use crate::app::{Store, TestApp, on_both};
use crate::client::{Answer, Client};
use crate::fixture::{self, Fixture, PHONE, WORDS};
use crate::picture;

on_both!(what_holds_something_personal_is_kept_nowhere, what_waits_tells_the_same_to_people_and_scripts);

/// What stands in answers for one person alone.
fn personal(fixture: &Fixture) -> Vec<String> {
    let typed = ["TYPED-WORDS", "TYPED-NAME", "13900001111"].map(str::to_owned);
    let own = [PHONE, WORDS, &fixture.secret, &fixture.photo].map(str::to_owned);
    typed.into_iter().chain(own).chain(["138****1234".to_owned(), "138******34".to_owned()]).collect()
}

fn path(endpoint: &Endpoint, fixture: &Fixture) -> String {
    endpoint
        .path
        .replace("{number}", &fixture.number)
        .replace("{secret}", &fixture.secret)
        .replace("{id}", &fixture.photo)
        .replace("{token}", "0")
        .replace("{*rest}", "orders")
}

/// Everything that could be typed, wrong on purpose, so that it is all shown again.
async fn typed(client: &Client, path: &str) -> Answer {
    let fields = [
        ("words", "TYPED-WORDS"),
        ("address", "TYPED-WORDS"),
        ("phone", "13900001111x"),
        ("number", "TYPED-NAME"),
        ("digits", "x"),
        ("login", "TYPED-NAME"),
        ("password", "wrong"),
        ("action", "add"),
        ("lat", "999"),
    ];
    client.post(path, &fields).await
}

async fn what_holds_something_personal_is_kept_nowhere(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let marks = personal(&fixture);
    let stranger = app.client();
    let writer = app.client();
    writer.post_files("/report", &[], vec![("album", picture::jpeg(60, 40))]).await.expect(303);
    let draft = [("words", "TYPED-WORDS"), ("phone", "13900001111"), ("go", "back")];
    writer.post("/report/details", &draft).await.expect(303);
    let mut personal = 0;
    for endpoint in server::router::endpoints() {
        let path = path(&endpoint, &fixture);
        for client in [&stranger, &writer, &fixture.reporter, &fixture.acceptor.client] {
            let answers = match endpoint.method.as_str() {
                "GET" => vec![client.get(&path).await],
                // What signs somebody out or opens the case to everybody is for others to ask.
                _ if path == "/logout" || path.starts_with("/rpc/") => Vec::new(),
                _ => vec![typed(client, &path).await, client.post(&path, &[]).await],
            };
            for answer in answers {
                let kept = answer.header("cache-control").to_owned();
                let text = answer.text();
                let says = marks.iter().any(|mark| text.contains(mark.as_str())) || !answer.cookies().is_empty();
                personal += usize::from(says);
                assert!(!says || kept.contains("no-store"), "{endpoint}: {kept:?}");
                let staff = ["/desk", "/officer", "/login", "/setup", "/rpc", "/logout"]
                    .iter()
                    .any(|start| path.starts_with(start));
                let report = path.contains("/report") || (answer.status >= 300 && answer.status != 304);
                assert!(!(staff || report) || kept.contains("no-store"), "{endpoint}: {kept:?}");
            }
        }
    }
    assert!(personal > 20, "{personal} answers held something personal");
    // Functions, which every page asks.
    for function in ["find_report_page", "find_confirmation", "find_public_case", "find_home"] {
        let arguments = serde_json::json!({ "step": "photo", "number": fixture.number });
        let answer = fixture.reporter.call(function, &arguments).await.expect(200);
        assert_eq!(answer.header("cache-control"), "no-store", "{function}");
    }
    // What anybody may see is kept as before; by somebody new, as the others have opened the case by its link meanwhile.
    let stranger = app.client();
    let case = format!("/cases/{}", fixture.number);
    for path in ["/", "/en", "/nearby", "/en/nearby?done=1", "/track", &case, &format!("/en{case}")] {
        assert_eq!(stranger.get(path).await.expect(200).header("cache-control"), "no-cache, private", "{path}");
    }
    for path in [&case, &format!("/en{case}"), "/report/done", "/en/report/done"] {
        assert_eq!(fixture.reporter.get(path).await.header("cache-control"), "no-store", "{path}");
    }
    // A photo as its case: once all may see it a browser keeps it, and asks each time whether it still may.
    let photo = format!("/media/{}", fixture.photo);
    assert_eq!(fixture.reporter.get(&photo).await.expect(200).header("cache-control"), "private, no-store");
    assert_eq!(fixture.acceptor.client.get(&photo).await.expect(200).header("cache-control"), "private, no-store");
    fixture.close(&app).await;
    fixture.release(&app, true).await;
    for client in [&stranger, &fixture.reporter] {
        assert_eq!(client.get(&photo).await.expect(200).header("cache-control"), "private, no-cache");
    }
}

/// Signing in too often: the page and its header tell the same, and it is true.
async fn what_waits_tells_the_same_to_people_and_scripts(store: Store) {
    let app = TestApp::start_with(store, &["--requests-an-hour", "11"]).await;
    fixture::staff(&app, "acceptor", Role::Acceptor, None).await;
    let client = app.client();
    let sign_in = async |password: &'static str| {
        let form = [("login", "acceptor"), ("password", password)];
        client.send(client.request(Method::POST, "/login").form(&form).header("x-forwarded-for", "203.0.113.5")).await
    };
    for _ in 0..5 {
        sign_in("wrong").await.expect(422);
    }
    let waits = sign_in(fixture::PASSWORD).await.expect(429);
    assert_eq!(waits.header("retry-after"), "1");
    assert!(waits.text().contains("请 1 秒后再试"), "{}", waits.text());
    app.clock.set(app.clock.now().plus_seconds(1));
    sign_in("wrong").await.expect(422);
    let waits = sign_in(fixture::PASSWORD).await.expect(429);
    assert!(waits.header("retry-after") == "2" && waits.text().contains("请 2 秒后再试"), "{}", waits.text());
    app.clock.set(app.clock.now().plus_seconds(2));
    let signed_in = sign_in(fixture::PASSWORD).await;
    assert_eq!(signed_in.location(), "/desk/inbox");
    assert!(signed_in.cookies().iter().any(|cookie| cookie.starts_with("device=")), "{:?}", signed_in.cookies());
    // The ceiling of forms from one address knows when there is one more: eleven an hour, and three seconds have passed. Whoever was here
    // before, or is signed in, has some of their own.
    let stranger = async || {
        let form = [("login", "acceptor"), ("password", fixture::PASSWORD)];
        let new = app.client();
        new.send(new.request(Method::POST, "/login").form(&form).header("x-forwarded-for", "203.0.113.5")).await
    };
    for _ in 0..2 {
        stranger().await.expect(303);
    }
    let waits = stranger().await.expect(429);
    assert_eq!(waits.header("retry-after"), "325");
    assert!(waits.text().contains("5 分钟 25 秒"), "{}", waits.text());
    app.clock.set(app.clock.now().plus_seconds(325));
    sign_in(fixture::PASSWORD).await.expect(303);
}
