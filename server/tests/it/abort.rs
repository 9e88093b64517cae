//! Requests that whoever sent them gives up.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use app::server::cookie::Cookie;
use harness::Server;

use crate::app::block_on;
use crate::client::Client;

/// By how much the wait before each request is given up grows.
const STEP: Duration = Duration::from_micros(1300);

/// Gives up so many requests: their first bytes are sent, and the connection is gone a moment later.
fn give_up(server: &Server, times: u32, sent: &[u8]) {
    for time in 0..times {
        let mut socket = TcpStream::connect(server.url().trim_start_matches("http://")).expect("a connection");
        socket.write_all(sent).expect("sent");
        // Most are given up within the time that an answer takes; as a broken connection, not an orderly end.
        std::thread::sleep(STEP * time);
        if time % 2 == 0 {
            socket.set_read_timeout(Some(Duration::from_millis(1))).expect("a timeout");
            let _ = socket.read(&mut [0; 16]);
        }
    }
}

#[test]
fn a_request_that_is_given_up_leaves_no_error() {
    let server = Server::new(env!("CARGO_BIN_EXE_jingzhi")).argument("--demo").start();
    let session = block_on(async {
        let client = Client::new(&server.url());
        client.post("/login", &[("login", "shouli"), ("password", "jingzhi-demo")]).await.expect(303);
        client.cookie(&Cookie::Session.name(false)).expect("a session")
    });
    let own = format!("Host: a\r\nSec-Fetch-Site: same-origin\r\nCookie: sid={session}\r\n");
    // Of the desk's pages most, as theirs load several things, one after the other.
    for (page, times) in
        [("/desk", 60), ("/desk/register", 60), ("/desk/inbox", 60), ("/report/place", 20), ("/nearby", 20), ("/", 20)]
    {
        give_up(&server, times, format!("GET {page} HTTP/1.1\r\n{own}\r\n").as_bytes());
    }
    let form = "application/x-www-form-urlencoded";
    let photo = "multipart/form-data; boundary=x";
    let part = "--x\r\nContent-Disposition: form-data; name=\"album\"; filename=\"a\"\r\n\r\n\u{fffd}JFIF";
    for (path, kind, body) in [
        ("/rpc/app/api/case/list_cases", "application/json", "{\"filter\":{}}"),
        ("/rpc/app/api/case/count_queues", form, "x=1"),
        ("/rpc/app/api/public/list_nearby", "application/json", "{\"filter\":{}}"),
        ("/report/details", form, "words=abc&go=stay"),
        ("/track", form, "number=PH20261123-000001&digits=0000"),
        ("/report", photo, part),
        ("/media", photo, part),
    ] {
        let head = |length: usize| {
            format!("POST {path} HTTP/1.1\r\n{own}Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n")
        };
        // Before the body, in its middle, after it.
        give_up(&server, 20, head(body.len()).as_bytes());
        give_up(&server, 20, (head(body.len() * 2) + body).as_bytes());
        give_up(&server, 20, (head(body.len()) + body).as_bytes());
    }
    std::thread::sleep(Duration::from_secs(2));
    block_on(async { Client::new(&server.url()).get("/nearby").await.expect(200) });
    let log = server.log();
    let wrong: Vec<&str> = log.lines().filter(|line| line.contains("ERROR") || line.contains("panicked")).collect();
    assert!(wrong.is_empty(), "{} lines: {:#?}", wrong.len(), &wrong[..wrong.len().min(5)]);
    // A body that broke off is no body that is too large.
    assert!(!log.contains("status=413"), "{log}");
}
