//! Headers of every kind of answer.

use crate::app::{Store, TestApp, block_on};
use crate::fixture;
use domain::account::Role;

#[test]
fn pages_let_nothing_foreign_in() {
    block_on(async {
        let app = TestApp::shared(Store::Sqlite).await;
        let client = app.client();
        for path in ["/", "/en", "/report", "/track", "/nearby", "/login", "/desk", "/officer/", "/no/such/page"] {
            let answer = client.get(path).await;
            let policy = answer.header("content-security-policy");
            let nonce = policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')).expect("a nonce").0;
            assert!(
                nonce.len() >= 20 && policy.starts_with("default-src 'none'; script-src 'self' 'nonce-"),
                "{policy}"
            );
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
            for directive in ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
                assert!(policy.contains(directive), "{policy}");
            }
            let html = answer.text();
            for script in html.split("<script").skip(1) {
                let tag = script.split('>').next().unwrap_or_default();
                assert!(
                    tag.contains(&format!("nonce=\"{nonce}\"")) || tag.contains("src=\"/"),
                    "{path}: <script{tag}>"
                );
            }
            for forbidden in [" style=\"", " onclick=", " onload=", " onerror=", "javascript:"] {
                assert!(!html.contains(forbidden), "{path}: {forbidden}");
            }
            let another = client.get(path).await;
            assert_ne!(another.header("content-security-policy"), policy, "a nonce is used once");
        }
    });
}

#[test]
fn every_answer_carries_the_fixed_headers() {
    block_on(async {
        let app = TestApp::start_with(Store::Sqlite, &["--public-url", "https://city.example"]).await;
        let client = app.client();
        let paths = [
            "/",
            "/login",
            "/livez",
            "/map/base.json",
            "/media/none",
            "/rpc/none",
            "/pkg/none.js",
            "/no/such",
            "/track/secret",
        ];
        for path in paths {
            let answer = client.get(path).await;
            let is = |name: &str, value: &str| assert_eq!(answer.header(name), value, "{path} {name}");
            is("x-content-type-options", "nosniff");
            is("x-frame-options", "DENY");
            is("cross-origin-opener-policy", "same-origin");
            is("cross-origin-resource-policy", "same-origin");
            is("permissions-policy", "geolocation=(self), camera=(self), microphone=()");
            is("strict-transport-security", "max-age=63072000; includeSubDomains");
            assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
            assert!(
                !answer.header("referrer-policy").is_empty() && !answer.header("cache-control").is_empty(),
                "{path}"
            );
            assert!(answer.header("server").is_empty() && !answer.header("x-request-id").is_empty(), "{path}");
        }
        assert!(
            TestApp::shared(Store::Sqlite).await.client().get("/").await.header("strict-transport-security").is_empty()
        );
    });
}

#[test]
fn pages_of_staff_are_kept_nowhere() {
    block_on(async {
        let app = TestApp::start(Store::Sqlite).await;
        let staff = fixture::staff(&app, "acceptor", Role::Acceptor, None).await.client;
        for path in ["/desk", "/desk/inbox", "/login", "/officer/"] {
            let answer = staff.get(path).await;
            assert_eq!(
                (answer.header("cache-control"), answer.header("referrer-policy")),
                ("no-store", "same-origin"),
                "{path}"
            );
        }
        assert_eq!(staff.get("/").await.header("cache-control"), "no-cache, private");
        assert_eq!(staff.get("/officer").await.location(), "/officer/");
    });
}

#[test]
fn what_does_not_exist_is_not_found() {
    block_on(async {
        let client = TestApp::shared(Store::Sqlite).await.client();
        for path in [
            "/no/such",
            "/en/no/such",
            "/pkg/none.js",
            "/vendor/none",
            "/media/none",
            "/rpc/none",
            "/cases/none",
            "/track/none",
        ] {
            client.get(path).await.expect(404);
        }
        for path in [
            "/%2e%2e/Cargo.toml",
            "/pkg/..%2f..%2fCargo.toml",
            "/vendor/%2e%2e%2f%2e%2e%2fCargo.toml",
            "/%00",
            "/a%5c..%5cb",
        ] {
            let answer = client.get(path).await;
            assert!(
                matches!(answer.status, 400 | 404) && !answer.text().contains("[workspace"),
                "{path} {}",
                answer.status
            );
        }
        client.post("/nearby", &[]).await.expect(405);
        client.post("/no/such", &[]).await.expect(404);
    });
}

#[test]
fn the_base_map_is_asked_for_once() {
    block_on(async {
        let client = TestApp::shared(Store::Sqlite).await.client();
        let map = client.get("/map/base.json").await.expect(200);
        assert_eq!(map.json()["type"], "FeatureCollection");
        let again = client.request(reqwest::Method::GET, "/map/base.json").header("if-none-match", map.header("etag"));
        assert!(client.send(again).await.expect(304).bytes.is_empty());
    });
}

#[test]
fn an_address_that_sends_too_much_is_asked_to_wait() {
    block_on(async {
        let app = TestApp::start_with(Store::Sqlite, &["--requests-an-hour", "3"]).await;
        let client = app.client();
        let from = |address: &'static str| {
            let request = client.request(reqwest::Method::POST, "/preferences").form(&[("large_type", "1")]);
            client.send(request.header("x-forwarded-for", address))
        };
        for _ in 0..3 {
            from("203.0.113.1").await.expect(303);
        }
        let refused = from("203.0.113.1").await.expect(429);
        assert!(!refused.header("retry-after").is_empty());
        // What was written is not lost, and whom to call is told.
        for (path, unsent) in [("/report/details", "没有提交"), ("/en/report/details", "was not sent")] {
            let written = [("words", "着火了 <b>"), ("phone", "13812345678")];
            let request = client.request(reqwest::Method::POST, path).form(&written);
            let page = client.send(request.header("x-forwarded-for", "203.0.113.1")).await.expect(429).text();
            assert!(
                page.contains("着火了 &lt;b&gt;") && page.contains("13812345678") && page.contains(unsent),
                "{page}"
            );
            assert!(page.contains("tel:119"), "{page}");
        }
        let rating = [("action", "rate"), ("rating", "1"), ("reason", &*format!("{}现在着火了", "说\r\n".repeat(490)))];
        let request = client.request(reqwest::Method::POST, "/cases/PH20261123-000001").form(&rating);
        let page = client.send(request.header("x-forwarded-for", "203.0.113.1")).await.expect(429).text();
        assert!(page.contains("tel:119"), "in a reason, and at the end of long words: {page}");
        from("203.0.113.2").await.expect(303);
        client.get("/").await.expect(200);
    });
}
