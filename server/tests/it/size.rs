//! Requests that are too large or lie about their size.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use futures::stream;
use harness::Server;
use reqwest::Method;

use crate::app::{Store, TestApp, block_on};
use crate::client::Client;

/// Bytes that a form may have.
const FORM: usize = 1024 * 1024;

#[test]
fn i01_a_body_over_the_limit_is_refused() {
    block_on(async {
        let app = TestApp::shared(Store::Sqlite).await;
        let client = app.client();
        let form = |bytes: usize| format!("words={}", "a".repeat(bytes - "words=".len()));
        let kind = "application/x-www-form-urlencoded";
        for path in ["/report/details", "/login", "/track", "/preferences", "/cases/PH20261123-000001", "/rpc/none"] {
            client.post_raw(path, kind, form(FORM + 1)).await.expect(413);
        }
        // Exactly the limit is read, and told that it is too long by the page.
        client.post_raw("/report/details", kind, form(FORM)).await.expect(422);
        // Without a declared length it is cut off where it becomes too large.
        let pieces = |count: usize| stream::iter((0..count).map(|_| Ok::<_, std::io::Error>(vec![b'a'; 64 * 1024])));
        let chunked = |path: &str, count: usize| {
            let request = client.request(Method::POST, path).header("content-type", kind);
            client.send(request.body(reqwest::Body::wrap_stream(pieces(count))))
        };
        for path in ["/login", "/report/details"] {
            chunked(path, 20).await.expect(413);
        }
        let function = server::router::endpoints().into_iter().find(|endpoint| endpoint.path.ends_with("/note_case"));
        // A call may have 128 KiB. Of what is beyond as much again is read, so that the answer arrives; the connections of the program itself
        // read on for a while after it, those of a test do not.
        let refused = chunked(&function.expect("a function").path, 3).await;
        assert!(matches!(refused.status, 400 | 413), "{}", refused.status);
    });
}

/// A report is refused by its own page; the memory stays where it was, however much is sent.
#[test]
fn i01_an_endless_upload_takes_no_memory() {
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    block_on(async {
        let client = Client::new(&server.url());
        client.get("/report").await.expect(200);
        client.post("/report", &[]).await.expect(303);
        let declared =
            client.request(Method::POST, "/report").header("content-type", "multipart/form-data; boundary=x");
        let page = client.send(declared.header("content-length", 57 * 1024 * 1024).body("")).await;
        assert_eq!(page.status, 413);
        assert!(page.text().contains(app::text::faults::BODY_TOO_LARGE.zh));
    });
    let before = server.peak_memory();
    let status = endless(&server);
    assert!(status.is_empty() || status.starts_with("HTTP/1.1 413") || status.starts_with("HTTP/1.1 400"), "{status}");
    let grown = server.peak_memory().saturating_sub(before);
    assert!(grown < 16 * 1024 * 1024, "{} MiB", grown / 1024 / 1024);
}

/// Sends one photo of 10 GiB, in pieces, until the server has had enough.
fn endless(server: &Server) -> String {
    let mut socket = connect(server);
    let head = "POST /report HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n\
                Content-Type: multipart/form-data; boundary=x\r\n\r\n";
    let part = "--x\r\nContent-Disposition: form-data; name=\"album\"; filename=\"a\"\r\n\r\n";
    let mut sent = socket.write_all(format!("{head}{:x}\r\n{part}\r\n", part.len()).as_bytes()).is_ok();
    let piece = vec![0xff_u8; 1024 * 1024];
    let mut pieces = 0;
    while sent && pieces < 10 * 1024 {
        sent = socket.write_all(format!("{:x}\r\n", piece.len()).as_bytes()).is_ok()
            && socket.write_all(&piece).is_ok()
            && socket.write_all(b"\r\n").is_ok();
        pieces += 1;
    }
    assert!(pieces < 200, "{pieces} MiB were taken");
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn i01_a_wrong_length_hurts_nobody() {
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    let ask = |request: &str| {
        let mut socket = connect(&server);
        socket.write_all(request.as_bytes()).expect("sent");
        let _ = socket.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = socket.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    };
    let head = "POST /login HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    for length in [
        "Content-Length: -1",
        "Content-Length: x",
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: 99999999999999999999",
    ] {
        let answer = ask(&format!("{head}{length}\r\n\r\nlogin=a"));
        assert!(answer.starts_with("HTTP/1.1 400"), "{length}: {answer}");
    }
    let more_than_comes = ask(&format!("{head}Content-Length: 100\r\n\r\nlogin=a"));
    assert!(more_than_comes.is_empty() || more_than_comes.starts_with("HTTP/1.1 4"), "{more_than_comes}");
    // What stands behind the declared end is another request, and no good one.
    let less = ask(&format!("{head}Content-Length: 7\r\n\r\nlogin=aGET / HTTP/9.9\r\n\r\n"));
    assert!(less.starts_with("HTTP/1.1 422"), "{less}");
    block_on(async { Client::new(&server.url()).get("/livez").await.expect(200) });
}

fn connect(server: &Server) -> TcpStream {
    let socket = TcpStream::connect(server.url().trim_start_matches("http://")).expect("a connection");
    socket.set_read_timeout(Some(Duration::from_secs(40))).expect("a timeout");
    socket
}
