//! The program's own log, under requests that try to write it themselves or to make it tell a secret.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use harness::Server;

/// Half of it would be as bad.
const SECRET: &str = "5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2";
/// Bytes of a line at most.
const LONGEST: usize = 4096;

/// Sends bytes as they are and waits for the answer, if one comes.
fn ask(server: &Server, request: &[u8]) -> String {
    let mut socket = TcpStream::connect(server.url().trim_start_matches("http://")).expect("a connection");
    socket.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    let _ = socket.write_all(request);
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// Every spelling of the secret link that a phone, a program or a bad person may send, in every part of a request.
fn spellings() -> Vec<String> {
    let half = &SECRET[..20];
    [
        format!("/track/{SECRET}"),
        format!("/en/track/{SECRET}"),
        format!("//track/{SECRET}"),
        format!("/track//{SECRET}"),
        format!("/track/{SECRET}/"),
        format!("/TRACK/{SECRET}"),
        format!("/%74rack/{SECRET}"),
        format!("/track%2F{SECRET}"),
        format!("/track/%35{}", &SECRET[1..]),
        format!("/track/./{SECRET}"),
        format!("/x/../track/{SECRET}"),
        format!("/track/{SECRET}/more/{SECRET}"),
        format!("/track/{half}"),
        format!("/Track/{half}"),
        format!("/setup/{SECRET}"),
        format!("/setup/{SECRET}/"),
        format!("/SETUP/{SECRET}"),
        format!("/cases/{SECRET}"),
        format!("/en//track/{SECRET}"),
        format!("/{SECRET}"),
        format!("/track\\{SECRET}"),
        format!("http://127.0.0.1/track/{SECRET}"),
        format!("/nearby?words={SECRET}&next=/track/{SECRET}"),
        format!("/rpc/{SECRET}"),
        format!("/media/{SECRET}"),
        format!("/pkg/{SECRET}.js"),
        format!("/officer/{SECRET}"),
    ]
    .into()
}

fn attack(server: &Server) {
    let own = "Host: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n";
    for target in spellings() {
        for method in ["GET", "POST", "PUT"] {
            let body = if method == "GET" { "" } else { "Content-Length: 0\r\n" };
            ask(server, format!("{method} {target} HTTP/1.1\r\n{own}{body}\r\n").as_bytes());
        }
    }
    let harmful = "a\u{1b}[31mFORGED\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}b";
    let encoded = "%0d%0aFORGED%1b%5b31m%e2%80%ae%e2%80%a8";
    for request in [
        format!(
            "GET / HTTP/1.1\r\n{own}Referer: http://127.0.0.1/track/{SECRET}\r\nCookie: sid={SECRET}; draft={SECRET}; reporter={SECRET}\r\n\r\n"
        ),
        format!("GET /{encoded}/x HTTP/1.1\r\n{own}\r\n"),
        format!("GET /{harmful} HTTP/1.1\r\n{own}\r\n"),
        format!("GET / HTTP/1.1\r\n{own}User-Agent: {harmful}\r\nX-Forwarded-For: {harmful}\r\n\r\n"),
        format!("{} / HTTP/1.1\r\n{own}\r\n", "A".repeat(6000)),
        format!("GET /{} HTTP/1.1\r\n{own}\r\n", "word/".repeat(1500)),
        format!("GET /login HTTP/1.1\r\n{own}X-Long: {}\r\n\r\n", "x".repeat(20_000)),
    ] {
        ask(server, request.as_bytes());
    }
    for (path, body) in [
        ("/login", format!("login={encoded}&password={SECRET}")),
        ("/track", format!("number={encoded}&digits={SECRET}")),
        ("/rpc/app/api/public/find_public_case", format!("number={SECRET}")),
        ("/rpc/app/api/public/list_nearby", format!("{{\"filter\":{{\"words\":\"{harmful}{SECRET}\"}}}}")),
    ] {
        let kind = if body.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
        let head =
            format!("POST {path} HTTP/1.1\r\n{own}Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n", body.len());
        ask(server, (head + &body).as_bytes());
    }
}

/// In the clear, a half of it, or however it was spelled.
fn tells_the_secret(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    line.contains(&SECRET[..20]) || line.contains(&SECRET[20..])
}

fn harmless(log: &str) {
    for line in log.split_terminator('\n') {
        assert!(!tells_the_secret(line), "{line}");
        assert!(line.len() < LONGEST, "{} bytes: {line}", line.len());
        let obeyed = |letter: &char| {
            letter.is_control()
                || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(line.chars().find(obeyed), None, "{line}");
        assert!(!line.starts_with("FORGED"), "{line}");
    }
}

#[test]
fn a07_i12_no_request_writes_the_log_or_makes_it_tell_a_secret() {
    for (format, filter) in [("text", "trace"), ("json", "debug")] {
        let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi"))
            .setting("JINGZHI_LOG", filter)
            .setting("JINGZHI_LOG_FORMAT", format)
            .start();
        attack(&server);
        let log = server.log();
        // What the program prints for whoever starts it stands in front: the set-up link, once.
        let (_, log) = log.split_once("Ctrl-C\n").expect("an announcement");
        harmless(log);
        assert!(log.contains("/track/***") && log.contains("/setup/***") && log.contains("/nearby"), "{log}");
        if format == "json" {
            let records = log.lines().filter(|line| !line.is_empty());
            let read = records.map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            });
            assert!(read.count() > 50);
        }
    }
}

/// The search itself finds what it looks for.
#[test]
fn a07_a_secret_in_a_log_would_be_seen() {
    let told = |line: &str| std::panic::catch_unwind(|| harmless(line)).is_err();
    assert!(told(&format!("GET /track/{SECRET}")) && told(&format!("GET /track/{}", &SECRET[..20])));
    assert!(told("a\u{202e}b") && told("a\u{1b}[0m") && told("FORGED") && told(&"x".repeat(5000)));
    assert!(!told("INFO request{path=/track/***}: answered"));
}
