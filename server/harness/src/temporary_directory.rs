//! A folder that is gone afterwards.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Tells the folders of one process apart.
static SERIAL: AtomicU32 = AtomicU32::new(0);

/// A new empty folder in the system's temporary folder; removed with all it holds when dropped.
#[derive(Debug)]
pub struct TemporaryDirectory {
    path: PathBuf,
}

impl TemporaryDirectory {
    /// Makes the folder. `purpose` becomes part of its name, for whoever finds one left over.
    pub fn new(purpose: &str) -> Self {
        loop {
            let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
            let path = std::env::temp_dir().join(format!("jingzhi-{purpose}-{}-{serial}", std::process::id()));
            match std::fs::create_dir(&path) {
                Ok(()) => return Self { path },
                // Left over from an earlier process of the same id.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => panic!("cannot make the folder {}: {error}", path.display()),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives up the folder without removing it, to somebody who will.
    pub(crate) fn keep(mut self) -> PathBuf {
        std::mem::take(&mut self.path)
    }

    /// The path of something in it.
    pub fn join(&self, name: impl AsRef<Path>) -> PathBuf {
        self.path.join(name)
    }
}

impl Drop for TemporaryDirectory {
    fn drop(&mut self) {
        if self.path.as_os_str().is_empty() {
            return; // given up by `keep`
        }
        // Nothing sensible is left to do when this fails, and the test's own verdict counts more.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::TemporaryDirectory;

    #[test]
    fn folders_differ_and_vanish_with_their_contents() {
        let first = TemporaryDirectory::new("test");
        let second = TemporaryDirectory::new("test");
        assert_ne!(first.path(), second.path());
        std::fs::write(first.join("file"), "text").unwrap();
        let path = first.path().to_owned();
        drop(first);
        assert!(!path.exists());
        assert!(second.path().is_dir());
    }
}
