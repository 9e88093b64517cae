//! What the city keeps on disk belongs to the user that the program runs as, alone: people's words, addresses and photos, and the key.
//!
//! Folders and files that were there before with wider rights are mended, as nobody may find that a copy or an older start had left
//! them open. Links are not followed.

use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use crate::Failure;

/// Rights of everybody else.
const OTHERS: u32 = 0o077;
/// A folder in which every user of the machine makes files.
const SHARED: u32 = 0o1000;
/// What SQLite puts beside its file, and we beside that.
const BESIDE: [&str; 4] = ["-wal", "-shm", "-journal", ".lock"];

/// From here on this process makes files and folders for its own user alone. Called before there are threads.
pub fn set_umask() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(OTHERS));
}

/// Makes the data directory, or takes its rights and those of all it holds from everybody else.
///
/// # Errors
/// When it belongs to another user or to all of them, or its rights cannot be changed: with words for whoever starts the program.
pub fn keep(directory: &Path) -> Result<(), Failure> {
    let inside = |what: String| Failure::Inside(format!("the data directory {}: {what}", directory.display()));
    let made = DirBuilder::new().recursive(true).mode(0o700).create(directory);
    made.and_then(|()| fs::metadata(directory)).map_err(|error| inside(error.to_string())).and_then(|found| {
        if found.mode() & SHARED != 0 || directory.canonicalize().is_ok_and(|path| path.parent().is_none()) {
            return Err(inside("other users of this machine make files in it; name one of its own".to_owned()));
        }
        if found.uid() != rustix::process::geteuid().as_raw() {
            return Err(inside(
                "it belongs to another user; run the program as that user, or give it to this one".to_owned(),
            ));
        }
        Ok(())
    })?;
    let mut mended = close(directory).map_err(inside)?;
    let mut folders = vec![directory.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| inside(format!("{}: {error}", folder.display())))?;
        for entry in entries.flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_symlink() {
                continue;
            }
            mended += close(&entry.path()).map_err(inside)?;
            if kind.is_dir() {
                folders.push(entry.path());
            }
        }
    }
    tell(directory, mended);
    Ok(())
}

/// The same for a database file that may lie elsewhere, and what lies beside it.
///
/// # Errors
/// As [`keep`].
pub(crate) fn keep_file(file: &Path) -> Result<(), Failure> {
    let beside = BESIDE.iter().map(|ending| with_ending(file, ending));
    let mut mended = 0;
    for path in std::iter::once(file.to_path_buf()).chain(beside) {
        if path.is_file() {
            mended += close(&path).map_err(|what| Failure::Inside(format!("the database: {what}")))?;
        }
    }
    tell(file, mended);
    Ok(())
}

/// A file's path with something at its end.
pub(crate) fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Takes everybody else's rights, if they have any; what the owner may do stays. Gives how many were mended.
fn close(path: &Path) -> Result<usize, String> {
    let mended = fs::metadata(path).map(|found| found.mode()).and_then(|mode| {
        if mode & OTHERS == 0 {
            return Ok(0);
        }
        fs::set_permissions(path, Permissions::from_mode(mode & 0o700)).map(|()| 1)
    });
    match mended {
        // A server beside this command has just taken it away.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        other => other.map_err(|error| format!("the rights of {} cannot be changed: {error}", path.display())),
    }
}

fn tell(path: &Path, mended: usize) {
    if mended > 0 {
        tracing::warn!(path = %path.display(), mended, "other users of this machine could read the data; their rights were taken away");
    }
}
