//! The proxy before an echo, and before a real PostgreSQL.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use super::Proxy;
use crate::postgres;

/// Answers every byte with itself.
fn echo() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let mut back = socket.try_clone().unwrap();
            std::thread::spawn(move || std::io::copy(&mut socket, &mut back));
        }
    });
    address
}

#[test]
fn a_pause_holds_bytes_back_and_loses_none() {
    let proxy = Proxy::start(echo());
    let mut client = TcpStream::connect(proxy.address()).unwrap();
    client.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    let mut answer = [0; 5];
    client.write_all(b"first").unwrap();
    client.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"first");

    proxy.pause();
    client.write_all(b"later").unwrap();
    assert!(client.read_exact(&mut answer).is_err());
    proxy.resume();
    client.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    client.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"later");

    drop(proxy);
    assert_eq!(client.read(&mut answer).unwrap_or(0), 0);
}

#[test]
fn a_target_that_is_away_is_a_hang_up() {
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let proxy = Proxy::start(address);
    let mut client = TcpStream::connect(proxy.address()).unwrap();
    assert_eq!(client.read(&mut [0; 1]).unwrap_or(0), 0);
}

#[test]
fn postgres_keeps_a_commit_whose_answer_is_cut() {
    let shared = postgres();
    shared.create_database("cut");
    shared.execute("cut", "CREATE TABLE note (text text)");
    let proxy = Proxy::start(shared.address());
    // psql sends each -c as a simple query, as sqlx sends its COMMIT.
    let insert = |text: &str| {
        shared
            .command("psql")
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", "BEGIN"])
            .args(["-c", &format!("INSERT INTO note VALUES ('{text}')"), "-c", "COMMIT"])
            .arg(shared.url_at(proxy.address(), "cut"))
            .output()
            .unwrap()
            .status
            .success()
    };
    proxy.cut_after_commit_carrying(b"second");
    assert!(insert("first"));
    assert_eq!(proxy.commits_cut(), 0);
    assert!(!insert("second"));
    assert_eq!(proxy.commits_cut(), 1);
    assert!(insert("third"));
    assert_eq!(shared.execute("cut", "SELECT text FROM note"), "first\nsecond\nthird");
}
