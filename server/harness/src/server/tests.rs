//! The harness around a stand-in for the program: a few lines of shell cannot listen, so a Node.js server does.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::Server;
use crate::temporary_directory::TemporaryDirectory;

/// Answers 200 on every path and counts its starts in the data folder.
const STAND_IN: &str = r#"#!/bin/sh
mkdir -p "$JINGZHI_DATA_DIR" && echo start >> "$JINGZHI_DATA_DIR/starts"
echo "asked to $1 with ${JINGZHI_EXTRA-nothing}"
exec node -e 'require("http").createServer((_, answer) => answer.end()).listen(process.argv[1], "127.0.0.1")' "${JINGZHI_LISTEN##*:}"
"#;

fn stand_in(directory: &TemporaryDirectory, script: &str) -> PathBuf {
    let path = directory.join("jingzhi");
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn it_is_killed_started_again_and_terminated() {
    let directory = TemporaryDirectory::new("stand-in");
    let mut server = Server::new(stand_in(&directory, STAND_IN)).setting("JINGZHI_EXTRA", "this").start();
    assert!(server.is_running() && server.resident_memory() > 0 && server.peak_memory() > 0);
    server.kill9();
    assert!(!server.is_running());
    server.start_again();
    assert!(!server.terminate().success());
    assert_eq!(server.log(), "asked to serve with this\n".repeat(2));
    let starts = std::fs::read_to_string(server.data_directory().join("starts")).unwrap();
    assert_eq!(starts.lines().count(), 2);
}

#[test]
#[should_panic(expected = "no such setting")]
fn a_server_that_ends_at_once_shows_its_log() {
    let directory = TemporaryDirectory::new("stand-in");
    Server::new(stand_in(&directory, "#!/bin/sh\necho no such setting\nexit 2\n")).start();
}
