//! The data on disk: for one user alone, for one server at a time, and with the key they were made with.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use foundation::Settings;
use foundation::store::lock;
use harness::TemporaryDirectory;

use crate::stage::{Kind, Stage, picture};

/// Everything below a folder, itself included, with the rights of others.
fn open_to_others(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut paths = vec![folder.to_path_buf()];
    while let Some(path) = paths.pop() {
        let rights = fs::metadata(&path).expect("there").permissions().mode() & 0o777;
        if rights & 0o077 != 0 {
            found.push(format!("{} {rights:o}", path.display()));
        }
        if path.is_dir() {
            paths.extend(fs::read_dir(&path).expect("a folder").flatten().map(|entry| entry.path()));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_open_to_others_is_mended() {
    let stage = Stage::open(Kind::Sqlite).await;
    let token = casework::draft::new_token().expect("a token");
    casework::draft::add_photo(&stage.backend, &token, picture()).await.expect("stored");
    let folder = stage.directory.path().to_path_buf();
    let mut paths = vec![folder.clone()];
    while let Some(path) = paths.pop() {
        let rights = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(&path, fs::Permissions::from_mode(rights)).expect("set");
        if path.is_dir() {
            paths.extend(fs::read_dir(&path).expect("a folder").flatten().map(|entry| entry.path()));
        }
    }
    fs::write(folder.join("copy.bak"), "x").expect("written");
    assert!(open_to_others(&folder).len() > 5);
    let again = casework::open(Settings::new(&folder)).await.expect("opened again");
    assert_eq!(open_to_others(&folder), Vec::<String>::new());
    drop(again);
    // A database that lies elsewhere.
    let elsewhere = TemporaryDirectory::new("elsewhere");
    let file = elsewhere.join("city.db");
    let settings =
        || Settings { database_url: Some(format!("sqlite://{}?mode=rwc", file.display())), ..Settings::new(&folder) };
    drop(casework::open(settings()).await.expect("made"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).expect("set");
    let _open = casework::open(settings()).await.expect("opened again");
    for name in ["city.db", "city.db-wal", "city.db-shm"] {
        let rights = fs::metadata(elsewhere.join(name)).expect(name).permissions().mode();
        assert_eq!(rights & 0o077, 0, "{name} {rights:o}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_of_all_users_is_no_data_directory() {
    let shared = TemporaryDirectory::new("shared");
    fs::set_permissions(shared.path(), fs::Permissions::from_mode(0o1777)).expect("set");
    let refused = casework::open(Settings::new(shared.path())).await.err().expect("refused");
    assert!(format!("{refused:?}").contains("other users"), "{refused:?}");
    assert_eq!(fs::metadata(shared.path()).expect("there").permissions().mode() & 0o7777, 0o1777, "left as it was");
}

#[test]
fn f29_a_database_file_has_one_holder_however_it_is_named() {
    let real = TemporaryDirectory::new("real");
    let other = TemporaryDirectory::new("other");
    let link = other.join("link");
    symlink(real.path(), &link).expect("linked");
    let held = lock::take(&Settings::new(real.path())).expect("the first");
    fs::write(real.join("jingzhi.db"), "").expect("written");
    symlink(real.join("jingzhi.db"), other.join("alias.db")).expect("linked");
    let url = |path: &Path| Settings {
        database_url: Some(format!("sqlite://{}?mode=rwc", path.display())),
        ..Settings::new(other.path())
    };
    let others = [
        Settings::new(real.path()),
        Settings::new(&link),
        Settings::new(real.path().join("..").join(real.path().file_name().expect("a name"))),
        url(&real.join("jingzhi.db")),
        url(&link.join("jingzhi.db")),
        url(&other.join("alias.db")),
    ];
    for settings in &others {
        let refused = format!("{:?}", lock::take(settings).expect_err("refused"));
        assert!(refused.contains(&std::process::id().to_string()) && refused.contains("jingzhi.db"), "{refused}");
    }
    lock::take(&url(&other.join("another.db"))).expect("another file is another city");
    drop(held);
    for settings in &others {
        lock::take(settings).expect("free again");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_missing_is_told_and_no_other_takes_its_place() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let stage = Stage::open(kind).await;
        let folder = stage.directory.path();
        let key = folder.join("key");
        let kept = fs::read(&key).expect("a key");
        let open = async || {
            let settings = Settings { database_url: stage.url.clone(), ..Settings::new(folder) };
            casework::open(settings).await.err().map(|failure| format!("{failure:?}"))
        };
        fs::remove_file(&key).expect("removed");
        for _ in 0..2 {
            let refused = open().await.expect("refused");
            assert!(refused.contains("missing") && refused.contains("JINGZHI_KEY"), "{refused}");
            assert!(!key.exists() && !folder.join("key.new").exists(), "an operator would take it for the lost one");
        }
        fs::write(&key, "0".repeat(64)).expect("written");
        let refused = open().await.expect("refused");
        assert!(refused.contains("not the one"), "{refused}");
        fs::write(&key, kept).expect("written");
        assert_eq!(open().await, None);
    }
}
