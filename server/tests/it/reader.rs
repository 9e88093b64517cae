//! People who ask and do not read the answer.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use harness::{Proxy, Server, raise_open_files};
use reqwest::Method;
use tokio::time::timeout;

use crate::app::block_on;
use crate::client::Client;

/// Asks for the base map so often that the answers fill every buffer on the way.
fn ask_a_lot(server: &Server) -> TcpStream {
    let mut socket = TcpStream::connect(server.url().trim_start_matches("http://")).expect("a connection");
    socket.set_write_timeout(Some(Duration::from_millis(500))).expect("a timeout");
    let asked = "GET /map/base.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(400);
    // What the server does not take in any more, as nobody reads, need not be sent.
    let _ = socket.write_all(asked.as_bytes());
    socket
}

#[test]
fn i02_who_does_not_read_the_answer_is_cut_off_and_who_reads_slowly_is_not() {
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    let began = Instant::now();
    let mut silent = ask_a_lot(&server);
    let mut slow = ask_a_lot(&server);
    let reader = std::thread::spawn(move || {
        // Twice as fast as the slowest mobile network, for longer than silence lasts.
        let mut piece = vec![0; 12 * 1024];
        let mut open = true;
        while open && began.elapsed() < Duration::from_secs(40) {
            open = slow.read_exact(&mut piece).is_ok();
            std::thread::sleep(Duration::from_secs(1));
        }
        open
    });
    let mut ended = None;
    while ended.is_none() && began.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(500));
        let wrote = silent.write(b"G");
        let gone =
            wrote.as_ref().is_err_and(|error| !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut));
        ended = gone.then(|| began.elapsed());
    }
    let ended = ended.expect("cut off");
    assert!(ended > Duration::from_secs(25) && ended < Duration::from_secs(50), "{ended:?}");
    let mut rest = Vec::new();
    let _ = silent.read_to_end(&mut rest);
    assert!(reader.join().expect("an end"), "who reads slowly was cut off");
    block_on(async { Client::new(&server.url()).get("/livez").await.expect(200) });
}

/// Answers of one address are made a few at a time. They never end here, as nothing comes from the store.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i02_who_asks_for_many_at_once_waits_and_nobody_else_does() {
    let cluster = harness::postgres();
    harness::city_on(cluster, "turns");
    let proxy = Proxy::start(cluster.address());
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi"))
        .setting("JINGZHI_DATABASE_URL", cluster.url_at(proxy.address(), "turns"))
        .setting("JINGZHI_TRUSTED_PROXIES", "127.0.0.1")
        .start();
    let get = async |path: &str, address: &str| {
        let client = Client::new(&server.url());
        let request = client.request(Method::GET, path).header("x-forwarded-for", address);
        timeout(Duration::from_secs(1), client.send(request)).await.map(|answer| answer.status)
    };
    get("/login", "203.0.113.1").await.expect("at once");
    proxy.pause();
    let ask = |number: usize| {
        let client = Client::new(&server.url());
        let request = client.request(Method::GET, &format!("/cases/PH20261128-{number:06}"));
        tokio::spawn(async move { client.send(request.header("x-forwarded-for", "203.0.113.1")).await.status })
    };
    let flood: Vec<_> = (1..=40).map(ask).collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    // Who hangs up takes up as much as before: what was begun for them goes on, and nothing else is begun meanwhile.
    flood.iter().for_each(tokio::task::JoinHandle::abort);
    tokio::time::sleep(Duration::from_millis(200)).await;
    let waiting = timeout(Duration::from_millis(300), get("/login", "203.0.113.1"));
    waiting.await.expect_err("it waits for what they have begun");
    assert_eq!(get("/livez", "203.0.113.1").await, Ok(200));
    assert_eq!(get("/login", "203.0.113.2").await, Ok(200));
    proxy.resume();
    let back = Instant::now();
    while get("/login", "203.0.113.1").await != Ok(200) {
        assert!(back.elapsed() < Duration::from_secs(20), "the turns come back");
    }
}

/// A connection on which nothing is asked is closed, an address has only so many, and a newcomer has the place of the one that rests longest.
#[test]
fn i02_idle_connections_end_and_an_address_has_so_many() {
    let server =
        harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).setting("JINGZHI_CONNECTIONS_OF_ADDRESS", "8").start();
    let address = server.url().trim_start_matches("http://").to_owned();
    // What readiness was asked on may be open still, and then gives its place up.
    std::thread::sleep(Duration::from_secs(2));
    let connect = || {
        let socket = TcpStream::connect(&address).expect("a connection");
        socket.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
        socket
    };
    let ask = |socket: &mut TcpStream| {
        let sent = socket.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").is_ok();
        sent && matches!(socket.read(&mut [0; 1024]), Ok(1..))
    };
    // The first has clearly rested longest: what happens within the same millisecond has no order.
    let mut held = vec![connect()];
    assert!(held.iter_mut().all(ask));
    std::thread::sleep(Duration::from_millis(100));
    held.extend((1..8).map(|_| connect()));
    assert!(held[1..].iter_mut().all(ask));
    std::thread::sleep(Duration::from_millis(1_500));
    let began = Instant::now();
    let mut newcomer = connect();
    assert!(ask(&mut newcomer), "nobody is kept out by connections on which nothing happens");
    assert!(!matches!(held.remove(0).read(&mut [0; 1024]), Ok(1..)));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    for socket in held.iter_mut().chain([&mut newcomer]) {
        assert!(!matches!(socket.read(&mut [0; 1024]), Ok(1..)));
    }
    assert!(began.elapsed() < Duration::from_secs(28), "{:?}", began.elapsed());
    std::thread::sleep(Duration::from_millis(500));
    assert!(ask(&mut connect()));
}

/// Connections that begin and do not go on, and those that ask and do not read, as many as an address may have: together they take up
/// little, and nobody else notices.
#[test]
fn f12_half_requests_and_unread_answers_of_an_address_take_up_little() {
    const MANY: u64 = 1_800;
    let allowed = raise_open_files(MANY + 200);
    let count = MANY.min(allowed.saturating_sub(200));
    if count < MANY {
        println!("f12 with {count} connections only: this machine allows {allowed} open files");
    }
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    block_on(async { Client::new(&server.url()).get("/").await.expect(200) });
    let address = server.url().trim_start_matches("http://").to_owned();
    let open = |said: &[u8]| {
        let mut socket = TcpStream::connect(&address).ok()?;
        socket.set_write_timeout(Some(Duration::from_millis(200))).ok()?;
        // Who is cut off while still speaking is cut off.
        let _ = socket.write_all(said);
        Some(socket)
    };
    // What the start took is given back.
    std::thread::sleep(Duration::from_secs(3));
    let calm = server.resident_memory();
    let head = format!("GET / HTTP/1.1\r\nHost: x\r\nX: {}", "x".repeat(31_000));
    let heads: Vec<_> = (0..count).filter_map(|_| open(head.as_bytes())).collect();
    std::thread::sleep(Duration::from_secs(1));
    let half = server.resident_memory().saturating_sub(calm);
    drop(heads);
    let pages = "GET /nearby HTTP/1.1\r\nHost: x\r\n\r\n".repeat(60);
    let unread: Vec<_> = (0..count / 6).filter_map(|_| open(pages.as_bytes())).collect();
    std::thread::sleep(Duration::from_secs(1));
    let unread = (unread.len(), server.resident_memory().saturating_sub(calm));
    println!("{count} half heads: {} MiB, {} unread: {} MiB", half >> 20, unread.0, unread.1 >> 20);
    assert!(half < 56 << 20, "{} MiB", half >> 20);
    assert!(unread.1 < 80 << 20, "{} MiB", unread.1 >> 20);
    block_on(async { Client::new(&server.url()).get("/").await.expect(200) });
}
