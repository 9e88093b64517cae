//! Room for many connections.

use std::process::{Command, Stdio};

/// Raises the number of files and sockets that this process, and what it starts from now on, may have open, up to `wanted`. Gives what is
/// allowed now, which is less where the machine has set a lower bound.
pub fn raise_open_files(wanted: u64) -> u64 {
    let (soft, hard) = limits();
    let reachable = wanted.min(hard);
    if soft < reachable {
        // Where there is no such program, what is allowed stays as it is; whoever asked is told.
        let _ = Command::new("prlimit")
            .args(["--pid", &std::process::id().to_string(), &format!("--nofile={reachable}:")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
    limits().0
}

/// What is allowed, and how far that can be raised.
fn limits() -> (u64, u64) {
    let path = "/proc/self/limits";
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
    let mut figures = text
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))
        .unwrap_or_else(|| panic!("{path} does not tell of open files"))
        .split_whitespace()
        .map(|figure| figure.parse().unwrap_or(u64::MAX));
    (figures.next().unwrap_or(0), figures.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{limits, raise_open_files};

    #[test]
    fn the_limit_rises_as_far_as_it_may_and_never_falls() {
        let (before, hard) = limits();
        assert_eq!(raise_open_files(1), before);
        assert_eq!(raise_open_files(before + 1), (before + 1).min(hard));
    }
}
