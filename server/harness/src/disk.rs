//! A disk whose power can be cut, that can be full, and whose syncs can fail; no administrator needed.
//!
//! A small C library (`disk/disk.c`) is compiled and preloaded into the server. It writes down every change of the files below the
//! server's data folder. From that record [`Replay`] makes what the disk would hold had the power gone at any moment: writes that were
//! not synced are lost, and so are names whose folder was not.

mod replay;
mod state;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::server::Server;
use crate::temporary_directory::TemporaryDirectory;
pub use replay::{Loss, Replay};
pub use state::DiskState;

/// The library's source, compiled anew for each disk: a tenth of a second.
const SOURCE: &str = include_str!("disk/disk.c");

/// The disk under one server's data folder.
#[derive(Debug)]
pub struct Disk {
    directory: TemporaryDirectory,
    folder: PathBuf,
}

impl Disk {
    /// Puts a disk under a server that is not started yet.
    ///
    /// # Panics
    /// When there is no C compiler, or it cannot compile the library.
    pub fn under(server: Server) -> (Disk, Server) {
        let directory = TemporaryDirectory::new("disk");
        compile(&directory);
        std::fs::create_dir(directory.join("control")).unwrap_or_else(|error| panic!("cannot make a folder: {error}"));
        let parent = server.data_directory().parent().map(Path::to_path_buf).unwrap_or_default();
        let parent = parent.canonicalize().unwrap_or_else(|error| panic!("cannot find {}: {error}", parent.display()));
        let folder = parent.join("data");
        let server = server
            .setting("LD_PRELOAD", directory.join("disk.so"))
            .setting("HARNESS_DISK_FOLDER", &folder)
            .setting("HARNESS_DISK_RECORD", directory.join("record"))
            .setting("HARNESS_DISK_CONTROL", directory.join("control"))
            .setting("JINGZHI_DATA_DIR", &folder);
        (Disk { directory, folder }, server)
    }

    /// The server's data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// From now on no file may grow, as on a disk without room.
    pub fn fill(&self) {
        self.turn("full", true);
    }

    /// There is room again.
    pub fn make_room(&self) {
        self.turn("full", false);
    }

    /// From now on every sync fails with EIO, and what was written since the last one is lost for good.
    pub fn break_syncs(&self) {
        self.turn("broken", true);
    }

    /// Syncs succeed again.
    pub fn mend_syncs(&self) {
        self.turn("broken", false);
    }

    /// From now on a sync is acknowledged and not done, as if the program had never asked: for the proof that a test would see it.
    pub fn ignore_syncs(&self) {
        self.turn("deaf", true);
    }

    /// Takes what was recorded since the last time, on top of what the disk held `before`. Only while the server does not run.
    pub fn replay(&self, before: DiskState) -> Replay {
        let path = self.directory.join("record");
        let record = std::fs::read(&path).unwrap_or_default();
        assert!(!record.is_empty(), "the disk has recorded nothing: was the library loaded into the server?");
        std::fs::remove_file(&path).unwrap_or_else(|error| panic!("cannot remove {}: {error}", path.display()));
        Replay::new(record, &self.folder, before)
    }

    fn turn(&self, what: &str, on: bool) {
        let path = self.directory.join("control").join(what);
        let done = if on { std::fs::write(&path, "") } else { std::fs::remove_file(&path) };
        done.unwrap_or_else(|error| panic!("cannot turn {what}: {error}"));
    }
}

fn compile(directory: &TemporaryDirectory) {
    let source = directory.join("disk.c");
    std::fs::write(&source, SOURCE).unwrap_or_else(|error| panic!("cannot write {}: {error}", source.display()));
    let output = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(directory.join("disk.so"))
        .arg(&source)
        .arg("-ldl")
        .output()
        .unwrap_or_else(|error| panic!("these tests need a C compiler (cc), as the program itself does: {error}"));
    assert!(output.status.success(), "cc: {}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(test)]
mod tests;
