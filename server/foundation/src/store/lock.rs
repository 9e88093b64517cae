//! One server on one SQLite file: another one would hand out the same numbers from memory of its own, and miss what this one changes.
//!
//! The lock is the operating system's, on a file beside the database's own, whichever way that was named; it ends with the process,
//! however that ends. PostgreSQL takes as many servers as one likes. `jingzhi account` makes single rows in transactions of its own,
//! which SQLite keeps apart from a server's: it needs no lock and works beside one.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::file;
use crate::port::private::{keep, with_ending};
use crate::{Failure, Settings};

/// Held as long as this lives.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

/// Takes the lock of the settings' database.
///
/// # Errors
/// When another process has it, or the file cannot be made.
pub fn take(settings: &Settings) -> Result<Lock, Failure> {
    keep(&settings.data_dir)?;
    let Some(database) = file(settings)? else { return Ok(Lock { _file: None }) };
    let database = resolved(&database).map_err(|error| inside(&database, &error.to_string()))?;
    let path = with_ending(&database, ".lock");
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let mut file = options.open(&path).map_err(|error| inside(&path, &error.to_string()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let _ = file.read_to_string(&mut holder); // who it is only helps to find it
            return Err(inside(
                &database,
                &format!(
                    "process {} works on it already; stop that one, or give this one a data directory of its own",
                    holder.trim()
                ),
            ));
        }
        Err(TryLockError::Error(error)) => return Err(inside(&path, &format!("it cannot be locked: {error}"))),
    }
    let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{}", std::process::id()));
    written.map_err(|error| inside(&path, &error.to_string()))?;
    Ok(Lock { _file: Some(file) })
}

/// Where the file lies, whatever links lead there; it may not be there yet.
fn resolved(file: &Path) -> std::io::Result<PathBuf> {
    if let Ok(path) = file.canonicalize() {
        return Ok(path);
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().ok_or(std::io::ErrorKind::InvalidInput)?;
    Ok(folder.canonicalize()?.join(name))
}

fn inside(path: &Path, what: &str) -> Failure {
    Failure::Inside(format!("the database file {}: {what}", path.display()))
}
