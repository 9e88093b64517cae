//! Somebody who sends a byte a second, a thousand times over.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use harness::{raise_open_files, rounds};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::app::block_on;
use crate::client::Client;

/// How many such connections there are at the same time, where the machine allows as many files.
const MANY: u64 = 1_000;
/// Files that a test and a server need besides.
const BESIDES: u64 = 200;
/// How long one may last: half a minute is promised, and a busy machine gets some more.
const LONGEST: Duration = Duration::from_secs(40);

/// The ways to be slow: a head that never ends, a body that never ends, nothing at all.
const HEAD: &str = "GET / HT";
const BODY: &str = "POST /report HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 1000000\r\n\
                    Content-Type: multipart/form-data; boundary=x\r\n\r\n";
const FORM: &str = "POST /login HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 1000000\r\n\
                    Content-Type: application/x-www-form-urlencoded\r\n\r\n";
const WAYS: [&str; 4] = [HEAD, BODY, FORM, ""];

/// Sends a byte a second until it is cut off. Gives how long that took.
async fn drip(address: String, start: &'static str) -> Duration {
    let began = Instant::now();
    let Ok(socket) = TcpStream::connect(address).await else { return began.elapsed() };
    let (mut reading, mut writing) = socket.into_split();
    let slowly = async {
        let mut open = writing.write_all(start.as_bytes()).await.is_ok();
        while open && began.elapsed() < 2 * LONGEST {
            tokio::time::sleep(Duration::from_secs(1)).await;
            open = writing.write_all(b"a").await.is_ok();
        }
    };
    // An answer may come first; what counts is when the connection ends.
    let end = async {
        let mut answer = [0; 1024];
        while !matches!(reading.read(&mut answer).await, Ok(0) | Err(_)) {}
    };
    tokio::select! {
        () = slowly => {}
        () = end => {}
    }
    began.elapsed()
}

/// Somebody with a page to read and a form to send, all the while. Gives how often that went well.
async fn use_the_site(url: String, over: Arc<AtomicBool>) -> u32 {
    let (mut times, browser) = (0, Client::new(&url));
    while !over.load(Ordering::SeqCst) {
        // On a connection of its own each time, as somebody who has just come.
        let newcomer = Client::new(&url);
        newcomer.get("/").await.expect(200);
        newcomer.get("/livez").await.expect(200);
        let sent = browser.post("/report/place", &[("lat", "30.69"), ("lng", "121.02")]).await;
        assert_eq!(sent.location(), "/report/details");
        times += 1;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    times
}

#[test]
fn i02_a_thousand_slow_ones_are_cut_off_and_hold_nobody_up() {
    let allowed = raise_open_files(2 * (MANY + BESIDES));
    let count = MANY.min(allowed.saturating_sub(BESIDES));
    if count < MANY {
        println!("i02 with {count} connections only: this machine allows {allowed} open files");
    }
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    let address = server.url().trim_start_matches("http://").to_owned();
    block_on(async {
        let over = Arc::new(AtomicBool::new(false));
        let other = tokio::spawn(use_the_site(server.url(), over.clone()));
        // In the long run, each that was cut off comes back twice.
        let slow: Vec<_> = (0..count as usize)
            .map(|index| {
                let (address, start) = (address.clone(), WAYS[index % WAYS.len()]);
                tokio::spawn(async move {
                    let mut longest = Duration::ZERO;
                    for _ in 0..rounds(1, 3) {
                        longest = longest.max(drip(address.clone(), start).await);
                    }
                    (start, longest)
                })
            })
            .collect();
        for slow in slow {
            let (start, lasted) = slow.await.expect("an end");
            assert!(lasted < LONGEST, "{lasted:?} of {start:?}");
        }
        over.store(true, Ordering::SeqCst);
        let times = other.await.expect("the other was served");
        assert!(times > 5, "the other was served {times} times only");
        Client::new(&server.url()).get("/readyz").await.expect(200);
    });
    let descriptors = server.open_files().len();
    assert!(descriptors < 100, "{descriptors} files are open after all have gone");
}
