//! Photos on their way in: nobody's shut another one out, and nothing is left of those that never came whole.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::account::Role;
use harness::Server;
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use crate::app::{Store, TestApp, block_on};
use crate::client::{Answer, Client};
use crate::fixture::{staff, upload};
use crate::picture;

/// Uploads that one address may have on their way, and photos of it that may wait to be decoded.
const UPLOADS: usize = 64;
const PLACES: usize = 16;

/// Begins to send a photo of 8 MiB from an address, and stops after the first quarter of a megabyte.
fn begin_upload(url: &str, address: &str) -> TcpStream {
    let mut socket = TcpStream::connect(url.trim_start_matches("http://")).expect("a connection");
    let head = format!(
        "POST /report HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: {address}\r\n\
         Content-Length: 8388608\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n\
         --x\r\nContent-Disposition: form-data; name=\"album\"; filename=\"a\"\r\n\r\n"
    );
    socket.write_all(head.as_bytes()).expect("begun");
    socket.write_all(&vec![0xff; 256 * 1024]).expect("some of it");
    socket
}

/// Sends a photo with words from an address.
async fn send_from(client: &Client, address: &str, photo: Vec<u8>) -> Answer {
    let part = Part::bytes(photo).file_name("a.jpg").mime_str("image/jpeg").expect("a type");
    let form = Form::new().part("album", part).text("go", "next").text("words", "已经写的话");
    client.send(client.request(Method::POST, "/report").header("x-forwarded-for", address).multipart(form)).await
}

/// Tells that the photo was not taken for now, with everything else still there.
fn expect_busy(answer: Answer) {
    let answer = answer.expect(503);
    assert!(!answer.header("retry-after").is_empty());
    let page = answer.text();
    assert!(page.contains(app::text::faults::BUSY.zh) && page.contains("已经写的话"), "{page}");
    assert!(!page.contains("name=\"photos\""), "{page}");
}

#[test]
fn l04_slow_uploads_of_one_address_stop_nobody_else() {
    block_on(async {
        let app = TestApp::start(Store::Sqlite).await;
        let officer = staff(&app, "officer", Role::HandlingOfficer, Some("shizheng")).await;
        let slow: Vec<_> = (0..UPLOADS + 8).map(|_| begin_upload(&app.url, "203.0.113.1")).collect();
        tokio::time::sleep(Duration::from_secs(1)).await;
        // Others behind that address send all the same: where it has all that are its own, the first that was begun makes room for the next.
        for _ in 0..3 {
            send_from(&app.client(), "203.0.113.1", picture::jpeg(640, 480)).await.expect(303);
        }
        send_from(&app.client(), "203.0.113.2", picture::jpeg(640, 480)).await.expect(303);
        upload(&officer).await;
        drop(slow);
    });
}

#[test]
fn l04_a_flood_of_huge_pictures_delays_another_address_by_one() {
    block_on(async {
        let app = TestApp::start(Store::Sqlite).await;
        let huge = Arc::new(picture::gray_png(8000, 5000));
        let (done, busy) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let flood: Vec<_> = (0..40)
            .map(|_| {
                let (client, huge, done, busy) = (app.client(), huge.clone(), done.clone(), busy.clone());
                tokio::spawn(async move {
                    let answer = send_from(&client, "203.0.113.1", huge.to_vec()).await;
                    if answer.status == 503 {
                        expect_busy(answer);
                        busy.fetch_add(1, Ordering::SeqCst);
                    } else {
                        answer.expect(303);
                        done.fetch_add(1, Ordering::SeqCst);
                    }
                })
            })
            .collect();
        // Once some are refused, the places of that address are all taken.
        while busy.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let before = done.load(Ordering::SeqCst);
        send_from(&app.client(), "203.0.113.2", picture::jpeg(64, 48)).await.expect(303);
        let meanwhile = done.load(Ordering::SeqCst) - before;
        assert!(meanwhile <= 2, "{meanwhile} pictures of the flood came first");
        let waiting = 40 - done.load(Ordering::SeqCst) - busy.load(Ordering::SeqCst);
        assert!(waiting + 3 >= PLACES, "only {waiting} still waited");
        for picture in flood {
            picture.abort();
        }
    });
}

/// Names of what lies in the folder of photos on their way in, and how many files without a name are open there.
fn on_the_way(server: &Server) -> (usize, usize) {
    let folder = server.data_directory().join("spool");
    let named = std::fs::read_dir(&folder).map(Iterator::count).unwrap_or_default();
    let open = server.open_files().iter().filter(|file| file.starts_with(&folder)).count();
    (named, open)
}

/// Waits until as many photos are on their way.
fn wait_for(server: &Server, open: usize) {
    for _ in 0..200 {
        if on_the_way(server) == (0, open) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{:?} instead of {open}", on_the_way(server));
}

#[test]
fn f03_nothing_is_left_of_photos_that_never_came_whole() {
    let mut server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    let folder = server.data_directory().join("spool");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&folder).expect("the folder").permissions().mode() & 0o777, 0o700);
    }
    let mut given_up = begin_upload(&server.url(), "203.0.113.1");
    wait_for(&server, 1);
    given_up.flush().expect("sent");
    drop(given_up);
    wait_for(&server, 0);
    let killed = begin_upload(&server.url(), "203.0.113.1");
    wait_for(&server, 1);
    // Where files cannot be without a name, a kill leaves them behind.
    std::fs::write(folder.join("left"), b"half a photo").expect("written");
    server.kill9();
    let mut killed = killed;
    assert!(!matches!(killed.read(&mut [0; 1]), Ok(1..)));
    server.start_again();
    assert_eq!(on_the_way(&server), (0, 0));
}
