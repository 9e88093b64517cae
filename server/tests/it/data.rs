//! The data on disk, as the program itself keeps them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use harness::{Server, TemporaryDirectory, free_port};

use crate::app::block_on;
use crate::client::Client;
use crate::picture;

const PROGRAM: &str = env!("CARGO_BIN_EXE_jingzhi");

/// Everything below a folder, itself included.
fn all(folder: &Path) -> Vec<PathBuf> {
    let mut paths = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(&path).expect("a folder").flatten().map(|entry| entry.path()));
        }
        found.push(path);
    }
    found
}

fn rights(path: &Path) -> u32 {
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn the_data_belong_to_their_user_alone_also_after_they_were_open() {
    let mut server = harness::city_server(PROGRAM).start();
    let fill = |server: &Server| {
        block_on(async {
            let client = Client::new(&server.url());
            client.post_files("/report", &[], vec![("album", picture::jpeg(320, 240))]).await.expect(303);
        });
    };
    fill(&server);
    let folder = server.data_directory();
    let closed = |folder: &Path| {
        for path in all(folder) {
            let expected = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(rights(&path), expected, "{} {:o}", path.display(), rights(&path));
        }
    };
    closed(&folder);
    assert!(all(&folder).len() > 6, "{:?}", all(&folder));
    server.terminate();
    for path in all(&folder) {
        fs::set_permissions(&path, fs::Permissions::from_mode(if path.is_dir() { 0o775 } else { 0o664 })).expect("set");
    }
    server.start_again();
    fill(&server);
    closed(&folder);
    assert!(server.log().contains("rights were taken away"), "{}", server.log());
}

/// How a program ended, and what it said.
struct Ended {
    code: Option<i32>,
    said: String,
}

/// Runs the program with a data directory of its own and no other setting. One that does not end by itself is killed: a server that
/// should not have started.
fn run(arguments: &[&str], folder: &Path) -> Ended {
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .env("JINGZHI_DATA_DIR", folder)
        .env("JINGZHI_LISTEN", format!("127.0.0.1:{}", free_port()))
        .env_remove("JINGZHI_DEMO")
        .env_remove("JINGZHI_DATABASE_URL")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let began = Instant::now();
    while child.try_wait().expect("asked").is_none() && began.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill(); // fails when it has ended, as it should have
    let output = child.wait_with_output().expect("an end");
    Ended { code: output.status.code(), said: String::from_utf8_lossy(&output.stderr).into_owned() }
}

#[test]
fn f29_a_second_server_on_the_same_file_does_not_start() {
    let mut server = harness::city_server(PROGRAM).start();
    let folder = server.data_directory();
    let other = TemporaryDirectory::new("other");
    let link = other.join("link");
    std::os::unix::fs::symlink(&folder, &link).expect("linked");
    let url = format!("sqlite://{}?mode=rwc", folder.join("jingzhi.db").display());
    for (arguments, data) in [
        (&["serve"][..], folder.as_path()),
        (&["serve"], &link),
        (&["serve", "--database", &url], other.path()),
        (&["migrate"], &folder),
        (&["seed", "--cases", "1"], &link),
    ] {
        let Ended { code, said } = run(arguments, data);
        assert_eq!(code, Some(1), "{arguments:?}: {said}");
        assert!(said.contains("works on it already") && said.contains("jingzhi.db"), "{arguments:?}: {said}");
    }
    // An account is made beside a running server, which knows it at once.
    let mut create = Command::new(PROGRAM);
    create.args(["account", "create", "--login", "first", "--role", "acceptor", "--name-zh", "第一人"]);
    create.env("JINGZHI_DATA_DIR", &folder).env_remove("JINGZHI_DEMO").stdin(Stdio::piped());
    let mut child = create.spawn().expect("the program");
    std::io::Write::write_all(child.stdin.as_mut().expect("an input"), b"a long enough password\n").expect("written");
    assert!(child.wait().expect("an end").success());
    block_on(async {
        let client = Client::new(&server.url());
        client.post("/login", &[("login", "first"), ("password", "a long enough password")]).await.expect(303);
    });
    assert!(server.is_running());
    // A kill leaves the file, but not the lock.
    server.kill9();
    server.start_again();
}

#[test]
fn a_data_directory_of_another_user_is_refused_in_words() {
    let folder = TemporaryDirectory::new("foreign");
    if std::os::unix::fs::chown(folder.path(), Some(12345), Some(12345)).is_err() {
        // Only root can give a folder away; that nobody else can is what makes this rare.
        eprintln!("not tried: this needs root");
        return;
    }
    let Ended { code, said } = run(&["migrate"], folder.path());
    assert!(code == Some(1) && said.contains("belongs to another user"), "{said}");
}
