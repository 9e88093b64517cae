//! Foreign pages change nothing.

use reqwest::Method;

use crate::app::{Store, TestApp, on_both};
use crate::fixture::Fixture;
use server::router::endpoints;

on_both!(a08_foreign_posts_change_nothing, a08_own_pages_and_configured_origins_may_post);

/// Every way in which a page of another site can make a browser send something, to everything that may change something,
/// with the cookies of people who may change it.
async fn a08_foreign_posts_change_nothing(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let before = app.row_counts().await;
    let foreign = [
        vec![("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        vec![("sec-fetch-site", "same-site"), ("origin", "https://evil.example")],
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
        vec![],
    ];
    let bodies = [
        ("application/x-www-form-urlencoded", format!("action=join&number={}&released=true&words=x", fixture.number)),
        (
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\njoin\r\n--x--\r\n".to_owned(),
        ),
        ("text/plain", format!("{{\"number\":\"{}\",\"released\":true}}", fixture.number)),
        ("application/json", format!("{{\"number\":\"{}\",\"released\":true}}", fixture.number)),
    ];
    let mutating: Vec<_> = endpoints().into_iter().filter(|endpoint| endpoint.method != "GET").collect();
    assert!(mutating.len() > 30, "{mutating:?}");
    for endpoint in mutating {
        let path = endpoint.path.replace("{number}", &fixture.number).replace("{token}", "0123");
        let method: Method = endpoint.method.parse().expect("a method");
        for client in [&fixture.acceptor.client, &fixture.reporter] {
            for headers in &foreign {
                for (kind, body) in &bodies {
                    let request = client.bare(method.clone(), &path).header("content-type", *kind).body(body.clone());
                    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
                    let answer = client.send(request).await;
                    assert_eq!(answer.status, 403, "{endpoint} {headers:?} {kind}: {}", answer.text());
                    assert!(answer.cookies().is_empty(), "{endpoint}");
                }
            }
        }
    }
    assert_eq!(app.row_counts().await, before);
    // Signing out was among them.
    fixture.acceptor.client.call("count_queues", &serde_json::json!({})).await.expect(200);
}

async fn a08_own_pages_and_configured_origins_may_post(store: Store) {
    let app = TestApp::start_with(store, &["--other-origins", "https://city.example"]).await;
    let port = app.url.rsplit(':').next().expect("a port");
    let client = app.client();
    for origin in [app.url.clone(), format!("http://localhost:{port}"), "https://city.example".to_owned()] {
        let request = client.bare(Method::POST, "/preferences").header("origin", &origin).form(&[("large_type", "1")]);
        client.send(request).await.expect(303);
    }
    let by_host = client
        .bare(Method::POST, "/preferences")
        .header("host", "evil.example")
        .header("origin", "http://evil.example");
    client.send(by_host.form(&[("large_type", "1")])).await.expect(403);
    // What reads is open to links from everywhere, and changes nothing.
    let before = app.row_counts().await;
    for path in ["/", "/report", "/login", "/logout", "/preferences", "/report/new", "/cases/PH20261123-000001"] {
        client.send(client.bare(Method::GET, path).header("sec-fetch-site", "cross-site")).await;
    }
    assert_eq!(app.row_counts().await, before);
}
