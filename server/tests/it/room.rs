//! A disk without room.

use std::path::{Path, PathBuf};
use std::process::Command;

use harness::{Disk, DiskState, Server, TemporaryDirectory};

use crate::client::Client;
use crate::fault::{client, send, server, token};
use crate::fixture::{report_fields, value_of};
use crate::picture;
use crate::power::sound;

/// What a full disk owes to people: a refusal in words, the form as it was, pages that can be read, and no restart afterwards.
async fn refuses_and_recovers(server: &Server, mut fill: impl FnMut(), make_room: impl FnOnce()) {
    let (client, url) = (client(), server.url());
    let (status, _) = send(&client, &url, &token(), "还有空间").await.expect("an answer");
    assert_eq!(status, 303);
    fill();
    let words = "很长的描述，".repeat(150);
    let mut refused = None;
    // A write-ahead log that has grown before may be written from its start once more.
    for _ in 0..20_000 {
        let (status, page) = send(&client, &url, &token(), &words).await.expect("an answer");
        if status != 303 {
            refused = Some((status, page));
            break;
        }
    }
    let (status, page) = refused.expect("the disk fills");
    assert_eq!(status, 503);
    assert!(page.contains(&words), "the citizen's text is still in the form");
    assert!(page.contains("12345"), "and the page says whom to call");
    // A photo is refused in the same way, and costs nothing of what was typed.
    let browser = Client::new(&url);
    let page = browser.post_files("/report", &report_fields(&[]), vec![("album", picture::jpeg(320, 240))]).await;
    let page = page.expect(503).text();
    assert_eq!(value_of(&page, "address").as_deref(), Some("解放路"));
    for path in ["/", "/nearby", "/livez"] {
        assert_eq!(browser.get(path).await.status, 200, "{path}: reads go on");
    }
    make_room();
    let (status, _) = send(&client, &url, &token(), "空间释放后").await.expect("an answer");
    assert_eq!(status, 303, "writes go on without a restart");
    browser.post_files("/report", &[], vec![("album", picture::jpeg(320, 240))]).await.expect(303);
}

/// What was acknowledged is on the disk, also what came after there was room again.
async fn everything_is_there(disk: &DiskState) {
    let words = sound(disk).await;
    for acknowledged in ["还有空间", "空间释放后"] {
        assert!(words.iter().any(|words| words == acknowledged), "{acknowledged} was acknowledged and is not there");
    }
}

/// A disk that says ENOSPC when told to: needs nobody's rights.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f07_a_full_disk_refuses_with_words_keeps_the_form_and_recovers() {
    let (disk, server) = Disk::under(server());
    let mut server = server.start();
    refuses_and_recovers(&server, || disk.fill(), || disk.make_room()).await;
    server.kill9();
    everything_is_there(&DiskState::read(disk.folder())).await;
}

/// A small file system of memory, unmounted when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path, megabytes: u32) -> SmallDisk {
        std::fs::create_dir_all(at).expect("a folder");
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).status();
        assert!(mounted.is_ok_and(|status| status.success()), "mounting needs administrator rights");
        SmallDisk(at.to_path_buf())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// The same on a file system that is really full, also for the memory that processes share.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "mounting a small file system needs administrator rights; `make trial` runs it where they are there"]
async fn f07_a_small_file_system_refuses_with_words_keeps_the_form_and_recovers() {
    let folder = TemporaryDirectory::new("full");
    let disk = SmallDisk::mount(&folder.join("disk"), 64);
    let ballast = disk.0.join("ballast");
    std::fs::write(&ballast, vec![0u8; 24 << 20]).expect("ballast");
    let mut server = server().setting("JINGZHI_DATA_DIR", disk.0.join("data")).start();
    refuses_and_recovers(&server, || {}, || std::fs::remove_file(&ballast).expect("freed")).await;
    server.kill9();
    everything_is_there(&DiskState::read(&disk.0.join("data"))).await;
}
