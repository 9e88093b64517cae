//! What must not lie anywhere in clear. The log is looked at where the program itself runs: server/tests/it/leak.rs.

use casework::draft::{add_photo, new_token, save, submit};
use domain::report::ReportForm;

use crate::photo::camera_picture;
use crate::stage::{Kind, Stage, form};

/// Every file below the data directory that holds one of the markers.
fn files_with(stage: &Stage, markers: &[&[u8]]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![stage.directory.path().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("a file");
            if markers.iter().any(|marker| bytes.windows(marker.len()).any(|window| window == *marker)) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn u07_no_phone_password_or_secret_lies_in_database_or_photos() {
    let stage = Stage::open(Kind::Sqlite).await;
    stage.account("clerk", domain::account::Role::Acceptor, None).await;
    let token = new_token().expect("a token");
    let photo = add_photo(&stage.backend, &token, camera_picture()).await.expect("stored").id;
    let typed = ReportForm { photos: vec![photo], phone: "13987654321".into(), ..form("路灯不亮") };
    save(&stage.backend, &token, &typed).await.expect("saved");
    let sent = submit(&stage.backend, &token, &typed, "the device").await.expect("sent");
    assert!(!files_with(&stage, &["路灯不亮".as_bytes()]).is_empty(), "the search itself works");
    let markers: [&[u8]; 5] =
        [b"13987654321", b"a long password", sent.secret.as_bytes(), token.as_bytes(), b"the device"];
    assert_eq!(files_with(&stage, &markers), Vec::<String>::new());
}
