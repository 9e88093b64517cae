//! One run of a program, from its start to its end.

use std::fs::OpenOptions;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::watchdog::Watchdog;

#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    watchdog: Watchdog,
}

impl Process {
    /// Starts `command` with its output and its error output added to the end of `log`.
    pub(super) fn start(mut command: Command, log: &Path) -> Self {
        let open = || {
            OpenOptions::new()
                .create(true)
                .append(true)
                .open(log)
                .unwrap_or_else(|error| panic!("cannot write {}: {error}", log.display()))
        };
        let child = command
            .stdin(Stdio::null())
            .stdout(open())
            .stderr(open())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", command.get_program().display()));
        let watchdog = Watchdog::start("kill -KILL \"$2\"", &[&child.id().to_string()], None);
        Self { child, watchdog }
    }

    /// How it ended, or nothing while it runs.
    pub(super) fn exit_status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap_or_else(|error| panic!("cannot ask for the child: {error}"))
    }

    /// Ends it at once.
    pub(super) fn kill(mut self) {
        let _ = self.child.kill(); // fails when it has ended already, which is as good
        let _ = self.child.wait();
        self.watchdog.dismiss();
    }

    /// Asks it to end and waits; nothing when it takes longer than `patience` and had to be killed.
    pub(super) fn terminate(mut self, patience: Duration) -> Option<ExitStatus> {
        let pid = self.child.id().to_string();
        let _ = Command::new("/bin/kill").args(["-TERM", &pid]).status();
        let began = Instant::now();
        while began.elapsed() < patience {
            if let Some(status) = self.exit_status() {
                self.watchdog.dismiss();
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        self.kill();
        None
    }

    /// Where the files lie that it has open; one that has no name any more still tells its folder.
    pub(super) fn open_files(&self) -> Vec<PathBuf> {
        let path = format!("/proc/{}/fd", self.child.id());
        let open = std::fs::read_dir(&path).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
        open.flatten().filter_map(|file| std::fs::read_link(file.path()).ok()).collect()
    }

    /// A figure of `/proc/PID/status`.
    pub(super) fn status_figure(&self, name: &str) -> u64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
        status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok())
            .unwrap_or_else(|| panic!("{path} has no {name}"))
    }
}
