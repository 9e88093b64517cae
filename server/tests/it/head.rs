//! The head of a request, over real connections: what no browser sends is refused, and the connection closed.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use harness::Server;

use crate::app::block_on;
use crate::client::Client;

/// Sends a request on a connection that would stay open, and gives all that comes until the server closes it.
fn ask(server: &Server, request: &str) -> String {
    let mut socket = TcpStream::connect(server.url().trim_start_matches("http://")).expect("a connection");
    socket.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
    socket.write_all(request.as_bytes()).unwrap_or_else(|error| panic!("not taken to its end: {error}"));
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).unwrap_or_else(|error| panic!("not closed: {error}"));
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn i17_a_request_names_one_host_and_its_head_has_a_length() {
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    for (headers, statuses) in [
        ("Host: a\r\nHost: b\r\n".to_owned(), &["400"][..]),
        ("Host: a\r\nhost: a\r\n".to_owned(), &["400"]),
        (String::new(), &["400"]),
        ("Host:\r\n".to_owned(), &["400"]),
        ("Host: a b\r\n".to_owned(), &["400"]),
        ("Host: user@a\r\n".to_owned(), &["400"]),
        (format!("Host: a\r\nX: {}\r\n", "x".repeat(500_000)), &["400", "431"]),
        (format!("Host: a\r\nX: {}\r\n", "x".repeat(524_288)), &["400", "431"]),
        (format!("Host: a\r\nX: {}\r\n", "x".repeat(65_536)), &["400", "431"]),
        (format!("Host: a\r\nX: {}\r\n", "x".repeat(40_000)), &["400", "431"]),
        (format!("Host: a\r\nCookie: {}\r\n", "draft=1; ".repeat(50_000)), &["400", "431"]),
        (format!("Host: a\r\n{}", "X: y\r\n".repeat(5000)), &["400", "431"]),
        (format!("Host: a\r\n{}", "X: y\r\n".repeat(200)), &["400", "431"]),
    ] {
        for target in ["GET /", "GET /livez", "POST /track", "GET /no/such"] {
            let answer = ask(&server, &format!("{target} HTTP/1.1\r\n{headers}\r\n"));
            let start: String = headers.chars().take(40).collect();
            let status = answer.split(' ').nth(1).unwrap_or_default();
            assert!(statuses.contains(&status), "{target} {start:?}: {answer}");
            assert!(answer.to_ascii_lowercase().contains("connection: close"), "{target} {start:?}: {answer}");
        }
    }
    // As they should be, a large one too.
    let cookie = format!("Cookie: a={}\r\n", "x".repeat(16_000));
    for headers in ["Host: x\r\n".to_owned(), format!("Host: [::1]:80\r\n{cookie}")] {
        let answer = ask(&server, &format!("GET /livez HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    assert!(ask(&server, "GET /livez HTTP/1.0\r\n\r\n").starts_with("HTTP/1.0 200"));
    assert!(!server.log().contains("panicked"), "{}", server.log());
}

#[test]
fn i14_a_position_that_is_none_is_refused_in_every_address() {
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    block_on(async {
        let client = Client::new(&server.url());
        for (lat, lng) in [
            ("999", "121"),
            ("30.7", "-999"),
            ("NaN", "121"),
            ("inf", "121"),
            ("30.7", "-inf"),
            ("1e400", "121"),
            ("x", "121"),
            ("", "121"),
            ("30.7", ""),
        ] {
            for path in ["/nearby", "/en/nearby", "/", "/report/place", "/no/such"] {
                let page = client.get(&format!("{path}?lat={lat}&lng={lng}")).await.expect(400).text();
                let words = app::text::faults::POSITION_MALFORMED;
                assert!(page.contains(words.zh) || page.contains(words.en), "{path} {lat} {lng}: {page}");
            }
        }
        for query in ["", "?lat=&lng=", "?lat=30.69&lng=121.02", "?lat=30.69&lng=121.02&done=1"] {
            client.get(&format!("/nearby{query}")).await.expect(200);
        }
        let bodies = [
            ("list_nearby", r#"{"filter":{"position":{"lat":999,"lng":121}}}"#),
            ("list_nearby", r#"{"filter":{"position":{"lat":1e400,"lng":121}}}"#),
            ("list_nearby", r#"{"filter":{"position":{"lat":NaN,"lng":121}}}"#),
            ("list_orders", r#"{"position":{"lat":30,"lng":181}}"#),
            (
                "list_features",
                r#"{"viewport":{"bounds":{"south":30,"west":120,"north":999,"east":121},"zoom":9},"filter":{}}"#,
            ),
            (
                "list_features",
                r#"{"viewport":{"bounds":{"south":31,"west":120,"north":30,"east":121},"zoom":9},"filter":{}}"#,
            ),
        ];
        for (function, body) in bodies {
            let endpoints = server::router::endpoints().into_iter();
            let path = endpoints
                .map(|endpoint| endpoint.path)
                .find(|path| path.ends_with(&format!("/{function}")))
                .expect("a path");
            client.post_raw(&path, "application/json", body).await.expect(400);
        }
    });
}

#[test]
fn a10_no_address_becomes_a_link_to_another_site() {
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    block_on(async {
        let client = Client::new(&server.url());
        for path in [
            "/en//evil.example",
            "/en//evil.example/%2e%2e",
            "//evil.example",
            "/en/%5cevil.example",
            "/en///evil.example",
            "/en//evil.example?x=//y",
            "//en//evil.example",
            "/en/cases//evil.example",
            "/en/%2fevil.example",
            "/en/%09/evil.example",
            "/login//evil.example",
            "/desk//evil.example",
        ] {
            let answer = client.get(path).await;
            assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
            own_links_only(path, &answer.text());
            assert_eq!(answer.header("location"), "");
        }
        // A back slash, which the client above would turn round itself.
        let raw = ask(&server, "GET /en/\\evil.example HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assert!(raw.starts_with("HTTP/1.1 40"), "{raw}");
        own_links_only("\\", &raw);
        for path in [
            "/",
            "/en",
            "/nearby",
            "/en/nearby?words=//evil.example",
            "/track",
            "/en/report",
            "/login?next=//evil.example",
            "/login?next=/%5cevil.example",
        ] {
            own_links_only(path, &client.get(path).await.expect(200).text());
        }
    });
}

/// Every link, form and hidden address of a page leads to this site.
fn own_links_only(path: &str, html: &str) {
    for attribute in ["href=\"", "action=\"", "src=\"", "name=\"next\" value=\"", "content=\"0;url="] {
        for value in html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
            let foreign = ["//", "/\\", "\\", "http:", "https:"].iter().any(|start| value.starts_with(start));
            assert!(!foreign, "{path}: {attribute}{value}");
        }
    }
}
