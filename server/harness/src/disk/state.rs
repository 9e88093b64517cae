//! What lies in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Files with their contents, and folders, by their path from the data folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskState {
    pub files: BTreeMap<String, Vec<u8>>,
    /// The folders; the data folder itself is the empty path.
    pub folders: BTreeSet<String>,
}

impl DiskState {
    /// What lies in a folder now; nothing when there is no such folder.
    pub fn read(folder: &Path) -> DiskState {
        let mut state = DiskState::default();
        if folder.is_dir() {
            state.add(folder, "");
        }
        state
    }

    fn add(&mut self, folder: &Path, name: &str) {
        self.folders.insert(name.to_owned());
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()));
        for entry in entries.flatten() {
            let own = entry.file_name().to_string_lossy().into_owned();
            let path = if name.is_empty() { own } else { format!("{name}/{own}") };
            if entry.path().is_dir() {
                self.add(&entry.path(), &path);
            } else if !path.ends_with("-shm") {
                // Memory that processes share is gone with them.
                let bytes = fs::read(entry.path()).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
                self.files.insert(path, bytes);
            }
        }
    }

    /// Makes a folder hold this and nothing else.
    pub fn write(&self, folder: &Path) {
        let failed = |error| panic!("cannot write {}: {error}", folder.display());
        if folder.exists() {
            fs::remove_dir_all(folder).unwrap_or_else(failed);
        }
        for name in &self.folders {
            fs::create_dir_all(folder.join(name)).unwrap_or_else(failed);
        }
        for (name, bytes) in &self.files {
            fs::write(folder.join(name), bytes).unwrap_or_else(failed);
        }
    }
}
