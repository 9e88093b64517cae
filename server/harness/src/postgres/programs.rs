//! Where PostgreSQL's programs are, and as whom they run.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian and its kin keep PostgreSQL, a folder for each version.
const DISTRIBUTION: &str = "/usr/lib/postgresql";

/// The folder with `initdb`, `pg_ctl` and `psql`: what `PG_CONFIG` says, else the newest that the distribution has installed.
pub(super) fn folder() -> PathBuf {
    if let Some(pg_config) = std::env::var_os("PG_CONFIG") {
        let folder = PathBuf::from(output(Command::new(&pg_config).arg("--bindir")));
        assert!(
            folder.join("initdb").exists(),
            "PG_CONFIG={} points to {}, which has no initdb: that is a PostgreSQL client without its server",
            pg_config.display(),
            folder.display()
        );
        return folder;
    }
    newest(Path::new(DISTRIBUTION)).unwrap_or_else(|| {
        panic!(
            "these tests need PostgreSQL and found none under {DISTRIBUTION}. Install it with `apt-get install postgresql`, \
             or set PG_CONFIG to the pg_config program of another installation"
        )
    })
}

/// The `bin` folder of the highest version below `parent` that can make a cluster.
fn newest(parent: &Path) -> Option<PathBuf> {
    std::fs::read_dir(parent)
        .ok()?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            let folder = entry.path().join("bin");
            folder.join("initdb").exists().then_some((version, folder))
        })
        .max()
        .map(|(_, folder)| folder)
}

/// The user and group to run as: PostgreSQL refuses to run as root, so root steps down to `postgres` or, where the package has
/// not made that user, to `nobody`. Anybody else stays who they are.
pub(super) fn unprivileged_user() -> Option<(u32, u32)> {
    if number("id", &["-u"]) != Some(0) {
        return None;
    }
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| Some((number("id", &["-u", name])?, number("id", &["-g", name])?)))
        .or_else(|| panic!("run by root, but neither `postgres` nor `nobody` exists to run PostgreSQL as"))
}

/// The number that a command prints, or nothing when it fails.
fn number(program: &str, arguments: &[&str]) -> Option<u32> {
    let output = Command::new(program).args(arguments).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

/// What a command prints, without the line's end.
///
/// # Panics
/// When it cannot be run or fails, with its words.
pub(super) fn output(command: &mut Command) -> String {
    let program = command.get_program().to_owned();
    let output = command.output().unwrap_or_else(|error| panic!("cannot run {}: {error}", program.display()));
    assert!(
        output.status.success(),
        "{} failed with {}:\n{}{}",
        program.display(),
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::newest;
    use crate::temporary_directory::TemporaryDirectory;

    #[test]
    fn the_newest_complete_version_is_taken_by_number() {
        let directory = TemporaryDirectory::new("programs");
        assert_eq!(newest(directory.path()), None);
        for version in ["9", "15", "17", "common"] {
            std::fs::create_dir_all(directory.join(version).join("bin")).unwrap();
        }
        for version in ["9", "15"] {
            std::fs::write(directory.join(version).join("bin/initdb"), "").unwrap();
        }
        assert_eq!(newest(directory.path()), Some(directory.join("15/bin")));
    }
}
