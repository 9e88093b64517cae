//! Killed in the middle: what was acknowledged is there, and what is there is whole.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use harness::{Server, TemporaryDirectory};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use crate::picture;

/// How often the server is killed.
fn rounds() -> u64 {
    harness::rounds(20, 200)
}

/// Clients that report at the same time.
const CLIENTS: u64 = 8;

static COUNT: AtomicU64 = AtomicU64::new(0);

/// A token as the draft's cookie holds one.
pub fn token() -> String {
    let count = COUNT.fetch_add(1, Ordering::SeqCst);
    format!("{:032x}{:032x}", u128::from(std::process::id()), u128::from(count))
}

/// A server that counts nobody's forms.
pub fn server() -> Server {
    harness::city_server(env!("CARGO_BIN_EXE_jingzhi"))
        .setting("JINGZHI_REQUESTS_AN_HOUR", "1000000")
        .setting("JINGZHI_DEVICES_AN_HOUR", "0")
        .setting("JINGZHI_DRAFTS_A_DAY", "0")
}

/// Sends a report from the form alone; the status, or nothing when the connection broke.
pub async fn send(client: &reqwest::Client, url: &str, token: &str, words: &str) -> Option<(u16, String)> {
    let fields = [
        ("town", "330482001"),
        ("address", "解放路 12 号"),
        ("lat", "30.690"),
        ("lng", "121.020"),
        ("words", words),
        ("class", "matter-01037"),
        ("go", "send"),
    ];
    let form = fields
        .into_iter()
        .fold(reqwest::multipart::Form::new(), |form, (name, value)| form.text(name, value.to_owned()));
    let answer = client
        .post(format!("{url}/report/check"))
        .header("origin", url)
        .header("cookie", format!("draft={token}; device={token}"))
        .multipart(form)
        .send()
        .await
        .ok()?;
    let status = answer.status().as_u16();
    Some((status, answer.text().await.unwrap_or_default()))
}

/// A browser that gives up after a while.
pub fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(10))
        .build()
        .expect("a client")
}

/// What a statement counts.
pub async fn number(database: &DatabaseConnection, sql: &str) -> i64 {
    let row = database.query_one_raw(Statement::from_string(database.get_database_backend(), sql)).await;
    row.expect("asked").expect("a row").try_get_by_index(0).expect("a number")
}

/// Kills the server at random moments while clients report, and looks for every acknowledged report afterwards.
async fn kill_while_reporting(mut server: Server, database: impl AsyncFn() -> DatabaseConnection) {
    let ledger = Arc::new(Mutex::new(Vec::new()));
    for round in 0..rounds() {
        let over = Arc::new(AtomicBool::new(false));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let (over, ledger, url) = (over.clone(), ledger.clone(), server.url());
                tokio::spawn(async move {
                    let client = client();
                    while !over.load(Ordering::SeqCst) {
                        let token = token();
                        if let Some((303, _)) = send(&client, &url, &token, "路灯不亮，请尽快修").await {
                            ledger.lock().expect("the ledger").push(token);
                        }
                    }
                })
            })
            .collect();
        // A moment that differs from round to round, without a random generator.
        tokio::time::sleep(Duration::from_millis(60 + round * 7919 % 240)).await;
        server.kill9();
        over.store(true, Ordering::SeqCst);
        for client in clients {
            client.await.expect("a client");
        }
        server.start_again();
    }
    let ledger = ledger.lock().expect("the ledger").clone();
    assert!(ledger.len() as u64 > rounds(), "only {} reports were acknowledged", ledger.len());
    let client = client();
    for token in &ledger {
        let (status, _) = send(&client, &server.url(), token, "路灯不亮，请尽快修").await.expect("an answer");
        assert_eq!(status, 303, "an acknowledged report answers as it did");
    }
    server.kill9();
    let database = database().await;
    let cases = number(&database, "SELECT COUNT(*) FROM \"case\"").await;
    assert!(cases >= ledger.len() as i64, "{cases} cases, {} acknowledged", ledger.len());
    // Every token was a device of its own as well.
    let twice =
        "SELECT COUNT(*) FROM (SELECT device_hash FROM report GROUP BY device_hash HAVING COUNT(*) > 1) AS twice";
    let again = number(&database, twice).await;
    assert_eq!(again, 0, "an acknowledged report is there, so that sending it again made nothing");
    for whole in ["report", "event"] {
        let half = format!(
            "SELECT COUNT(*) FROM \"case\" c WHERE (SELECT COUNT(*) FROM {whole} x WHERE x.case_id = c.id) <> 1"
        );
        assert_eq!(number(&database, &half).await, 0, "a case without its {whole}");
    }
    let half = "SELECT COUNT(*) FROM \"case\" c WHERE (SELECT COUNT(*) FROM audit a WHERE a.subject = c.number) <> 1";
    assert_eq!(number(&database, half).await, 0, "a case without its audit entry");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f01_kill_9_loses_no_acknowledged_report_on_sqlite() {
    let server = server().start();
    let file = server.data_directory().join("jingzhi.db");
    // The server's folder goes when the server does; the file is looked at before.
    let copy = TemporaryDirectory::new("ledger");
    let kept = copy.join("jingzhi.db");
    kill_while_reporting(server, async || {
        for end in ["", "-wal", "-shm"] {
            let from = PathBuf::from(format!("{}{end}", file.display()));
            if from.exists() {
                std::fs::copy(&from, format!("{}{end}", kept.display())).expect("copied");
            }
        }
        let database = harness::connect(format!("sqlite://{}", kept.display())).await;
        let check = Statement::from_string(database.get_database_backend(), "PRAGMA integrity_check");
        let row = database.query_one_raw(check).await.expect("checked").expect("a row");
        assert_eq!(row.try_get_by_index::<String>(0).expect("a word"), "ok");
        database
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f02_kill_9_loses_no_acknowledged_report_on_postgres() {
    let name = format!("killed_{}", std::process::id());
    let url = harness::city_database(&name);
    let server = server().setting("JINGZHI_DATABASE_URL", &url).start();
    kill_while_reporting(server, async || harness::connect(url.clone()).await).await;
    let check =
        harness::postgres().command("pg_amcheck").args(["--install-missing", "-d", &name]).output().expect("run");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
}

/// Sends a report's first screen with a photo; nothing when the connection broke.
async fn send_photo(client: &reqwest::Client, url: &str, photo: &[u8]) -> Option<()> {
    let token = token();
    let part = reqwest::multipart::Part::bytes(photo.to_vec()).file_name("a.jpg");
    let form = reqwest::multipart::Form::new().part("album", part).text("go", "next");
    let sent = client
        .post(format!("{url}/report"))
        .header("origin", url)
        .header("cookie", format!("draft={token}; device={token}"))
        .multipart(form);
    sent.send().await.ok().map(|_| ())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f03_kill_9_while_photos_come_in_leaves_no_row_without_its_file() {
    let mut server = server().start();
    let photo = picture::jpeg(640, 480);
    // How long one takes tells when to kill: in the middle of the first ones, or of those behind them.
    let began = Instant::now();
    send_photo(&client(), &server.url(), &photo).await.expect("an answer");
    let one = began.elapsed();
    for round in 0..harness::rounds(6_u32, 60) {
        let clients: Vec<_> = (0..4)
            .map(|_| {
                let (url, photo) = (server.url(), photo.clone());
                tokio::spawn(async move {
                    let client = client();
                    for _ in 0..20 {
                        if send_photo(&client, &url, &photo).await.is_none() {
                            return;
                        }
                    }
                })
            })
            .collect();
        tokio::time::sleep(one * (10 + round * 37 % 100) / 20).await;
        server.kill9();
        for client in clients {
            client.await.expect("a client");
        }
        server.start_again();
    }
    let file = server.data_directory().join("jingzhi.db");
    let database = harness::connect(format!("sqlite://{}?mode=ro", file.display())).await;
    let rows = database
        .query_all_raw(Statement::from_string(database.get_database_backend(), "SELECT id FROM photo"))
        .await
        .expect("read");
    assert!(rows.len() > 1, "only what came before the first kill");
    for row in rows {
        let id: String = row.try_get_by_index(0).expect("an id");
        for name in [id.clone(), format!("{id}-small")] {
            let path = server.data_directory().join("photos").join(&id[..2]).join(name);
            assert!(path.is_file(), "{} is missing", path.display());
        }
    }
}
