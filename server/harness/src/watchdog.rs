//! Ends what a test started when the test process dies without a chance to clean up.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// Waits for the end of its input, which comes when the process at the other end of the pipe is gone, however it died. The
/// word `done` means that there is nothing left to end.
const SCRIPT: &str = r#"trap '' HUP INT TERM
word=$(cat)
[ "$word" = done ] || eval "$1""#;

/// A shell that waits on a pipe from this process and runs a command when the pipe closes.
#[derive(Debug)]
pub(crate) struct Watchdog {
    shell: Child,
}

impl Watchdog {
    /// Starts the shell; `action` is a shell command with `arguments` as `$2`, `$3` and so on. `user` is who runs it, or `None`
    /// for the user of this process.
    pub(crate) fn start(action: &str, arguments: &[&str], user: Option<(u32, u32)>) -> Self {
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", SCRIPT, "watchdog", action])
            .args(arguments)
            .current_dir("/")
            .stdin(Stdio::piped())
            // A test runner that reads our output to its end must not wait for the watchdog.
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // A group of its own: the interrupt key and the kill of a whole group must not reach it.
            .process_group(0);
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        let shell = command.spawn().unwrap_or_else(|error| panic!("cannot start /bin/sh: {error}"));
        Self { shell }
    }

    /// Tells it that nothing is left to do.
    pub(crate) fn dismiss(mut self) {
        if let Some(input) = self.shell.stdin.as_mut() {
            // A watchdog that is gone already has nothing to be told.
            let _ = input.write_all(b"done");
        }
    }
}

impl Drop for Watchdog {
    /// Closes the pipe and waits until the shell is through.
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::Watchdog;
    use crate::temporary_directory::TemporaryDirectory;

    #[test]
    fn it_acts_when_dropped_and_keeps_still_when_dismissed() {
        let directory = TemporaryDirectory::new("watchdog");
        let acted = directory.join("acted").display().to_string();
        let kept = directory.join("kept").display().to_string();
        drop(Watchdog::start("touch \"$2\"", &[&acted], None));
        Watchdog::start("touch \"$2\"", &[&kept], None).dismiss();
        assert!(directory.join("acted").exists());
        assert!(!directory.join("kept").exists());
    }
}
