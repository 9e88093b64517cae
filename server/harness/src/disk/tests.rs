//! The disk under a few lines of shell, which write through the same functions as any program.

use std::process::{Command, Stdio};

use super::{Disk, DiskState, Loss};
use crate::server::Server;

/// Runs a line of shell on the disk.
fn run(disk: &Disk, line: &str) -> bool {
    let path = |name: &str| disk.directory.join(name);
    Command::new("/bin/sh")
        .args(["-c", line])
        .current_dir("/")
        .env("LD_PRELOAD", path("disk.so"))
        .env("HARNESS_DISK_FOLDER", &disk.folder)
        .env("HARNESS_DISK_RECORD", path("record"))
        .env("HARNESS_DISK_CONTROL", path("control"))
        .env("D", &disk.folder)
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// What is left after the last sync of a line, and before it.
fn after(line: &str) -> (DiskState, DiskState) {
    let (disk, _server) = Disk::under(Server::new("/bin/false"));
    std::fs::create_dir(&disk.folder).unwrap();
    let before = DiskState::read(&disk.folder);
    assert!(run(&disk, line), "{line}");
    let mut replay = disk.replay(before);
    let mut one_sync_less = DiskState::default();
    while replay.next_sync().is_some() {
        one_sync_less = replay.after_cut(Loss::All);
    }
    (replay.after_cut(Loss::All), one_sync_less)
}

#[test]
fn what_was_not_synced_is_lost_and_what_was_is_kept() {
    let (kept, before) =
        after("dd if=/dev/zero of=$D/a bs=10 count=3 conv=fsync && sync $D && printf more >> $D/a && printf x > $D/b");
    assert_eq!(kept.files.get("a").map(Vec::len), Some(30));
    assert_eq!(kept.files.get("b"), None);
    assert!(before.files.is_empty(), "the name lasts with its folder's sync: {before:?}");
}

#[test]
fn a_full_disk_refuses_and_a_broken_one_loses() {
    let (disk, _server) = Disk::under(Server::new("/bin/false"));
    std::fs::create_dir(&disk.folder).unwrap();
    let before = DiskState::read(&disk.folder);
    let write = "dd if=/dev/zero of=$D/a bs=10 count=1 conv=fsync";
    disk.fill();
    assert!(!run(&disk, write));
    disk.make_room();
    assert!(run(&disk, write));
    disk.break_syncs();
    assert!(!run(&disk, "printf more | dd of=$D/a oflag=append conv=notrunc,fsync"));
    disk.mend_syncs();
    assert!(run(&disk, "sync $D/a $D"));
    let mut replay = disk.replay(before);
    while replay.next_sync().is_some() {}
    assert_eq!(replay.failed(), 1);
    assert_eq!(
        replay.after_cut(Loss::All).files.get("a").map(Vec::len),
        Some(10),
        "no later sync brings back what one lost"
    );
}

#[test]
fn a_deaf_disk_keeps_nothing() {
    let (disk, _server) = Disk::under(Server::new("/bin/false"));
    std::fs::create_dir(&disk.folder).unwrap();
    disk.ignore_syncs();
    assert!(run(&disk, "dd if=/dev/zero of=$D/a bs=10 count=1 conv=fsync && sync $D"));
    let mut replay = disk.replay(DiskState::default());
    assert!(replay.next_sync().is_none());
    assert!(replay.after_cut(Loss::All).files.is_empty());
}
