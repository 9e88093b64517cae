//! The folder and the processes of one PostgreSQL.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::programs;
use crate::port::free_port;
use crate::temporary_directory::TemporaryDirectory;
use crate::watchdog::Watchdog;

/// Stops the server that is at work in `$3`, with the programs in `$2`, and removes the folder `$4`.
const END: &str = r#""$2/pg_ctl" stop -D "$3" -m immediate -t 20; rm -rf "$4""#;

/// How often another port is tried when somebody was quicker.
const TRIES: usize = 5;

/// Settings of whoever runs the tests, which would lead elsewhere.
const FOREIGN: [&str; 5] = ["PGDATABASE", "PGPASSWORD", "PGSERVICE", "PGOPTIONS", "PGDATA"];

#[derive(Debug)]
pub(super) struct Cluster {
    programs: PathBuf,
    user: Option<(u32, u32)>,
    /// Holds `data`, the log and the socket.
    directory: PathBuf,
    port: u16,
    /// Stops the server and removes the folder when this value, or the process, is gone.
    _watchdog: Watchdog,
}

impl Cluster {
    pub(super) fn start() -> Self {
        let programs = programs::folder();
        let user = programs::unprivileged_user();
        let directory = own_directory(user);
        let data = directory.join("data");
        let watchdog = Watchdog::start(END, &[text(&programs), text(&data), text(&directory)], user);
        let mut cluster = Self { programs, user, directory, port: free_port(), _watchdog: watchdog };
        cluster.initialize();
        for _ in 0..TRIES {
            if cluster.try_start() {
                return cluster;
            }
            cluster.port = free_port();
        }
        panic!("PostgreSQL does not start; its log says:\n{}", cluster.log());
    }

    pub(super) fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    pub(super) fn psql(&self, database: &str, sql: &str) -> String {
        let mut command = self.command("psql");
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]);
        programs::output(command.args(["-d", database, "-c", sql]))
    }

    pub(super) fn stop(&self) {
        let mut command = self.command("pg_ctl");
        command.args(["stop", "-s", "-w", "-m", "fast", "-D"]);
        programs::output(command.arg(self.directory.join("data")));
    }

    pub(super) fn start_again(&self) {
        assert!(self.try_start(), "PostgreSQL does not start again; its log says:\n{}", self.log());
    }

    /// Makes the empty cluster. Its own files need no fsync, for nobody misses them; the server that runs on it has fsync on.
    fn initialize(&self) {
        let data = self.directory.join("data");
        let mut command = self.command("initdb");
        command.args(["-U", "jingzhi", "-A", "trust", "-E", "UTF8", "--locale=C"]);
        programs::output(command.arg("--no-sync").arg("-D").arg(&data));
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nunix_socket_directories = '{}'\nfsync = on\nmax_connections = 400\n\
             shared_buffers = 64MB\nlog_line_prefix = '%m [%p] %d '\n",
            self.directory.display()
        );
        std::fs::write(data.join("postgresql.auto.conf"), settings)
            .unwrap_or_else(|error| panic!("cannot write PostgreSQL's settings: {error}"));
    }

    /// Starts the server and waits until it answers; false when it does not come up.
    fn try_start(&self) -> bool {
        self.command("pg_ctl")
            .args(["start", "-s", "-w", "-t", "60"])
            .arg("-o")
            .arg(format!("-p {}", self.port))
            .args(["-D".as_ref(), self.directory.join("data").as_path()])
            .args(["-l".as_ref(), self.log_file().as_path()])
            // pg_ctl hands these on to the server: a pipe there would never end.
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    pub(super) fn command(&self, program: &str) -> Command {
        use std::os::unix::process::CommandExt;
        let mut command = Command::new(self.programs.join(program));
        command
            .current_dir(&self.directory)
            .stdin(Stdio::null())
            .env("LC_ALL", "C.UTF-8")
            .env("PGHOST", "127.0.0.1")
            .env("PGPORT", self.port.to_string())
            .env("PGUSER", "jingzhi");
        for foreign in FOREIGN {
            command.env_remove(foreign);
        }
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }

    fn log_file(&self) -> PathBuf {
        self.directory.join("log")
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }
}

/// A folder that belongs to `user`. The watchdog removes it, after the server in it has stopped.
fn own_directory(user: Option<(u32, u32)>) -> PathBuf {
    let directory = TemporaryDirectory::new("postgres").keep();
    if let Some((uid, gid)) = user {
        std::os::unix::fs::chown(&directory, Some(uid), Some(gid))
            .unwrap_or_else(|error| panic!("cannot give {} away: {error}", directory.display()));
    }
    directory
}

/// A path as text. The paths of this harness are made here and are plain; PostgreSQL's come from its own `pg_config`.
fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_else(|| panic!("{} is not UTF-8", path.display()))
}
