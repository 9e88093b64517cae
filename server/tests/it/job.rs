//! The program's own work and the figures about it, seen from outside.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use harness::{Server, free_port};
use sea_orm::{ConnectionTrait as _, DatabaseConnection};

use crate::app::block_on;
use crate::client::Client;

const PROGRAM: &str = env!("CARGO_BIN_EXE_jingzhi");
/// Photos whose files a job has to delete: enough to be killed in the middle.
const PHOTOS: usize = 15_000;

fn id(number: usize) -> String {
    format!("{number:032x}").chars().rev().collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    (0..PHOTOS).map(|number| folder.join("photos").join(&id(number)[..2]).join(id(number))).collect()
}

/// How many there are, looked at from the last one on.
fn left(files: &[PathBuf]) -> usize {
    files.iter().filter(|file| file.exists()).count()
}

async fn jobs(db: &DatabaseConnection) -> i64 {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM job WHERE name = 'delete_photo_files'";
    let statement = sea_orm::Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.expect("counted").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

async fn wait_until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !is_so().await {
        assert!(began.elapsed() < Duration::from_secs(60), "{what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A long job is killed with the program in the middle of it, and done by the next one.
async fn killed(server: Server, url: Option<String>) {
    let mut server = server.start();
    let folder = server.data_directory();
    let files = files(&folder);
    for file in &files {
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, b"x").expect("written");
    }
    let url = url.unwrap_or_else(|| format!("sqlite://{}", folder.join("jingzhi.db").display()));
    let db = harness::connect(url).await;
    let ids: Vec<String> = (0..PHOTOS).map(|number| format!("\"{}\"", id(number))).collect();
    db.execute_unprepared(&format!(
        "INSERT INTO job (name, payload, due_at, attempts, leased_until, dead, created_at) \
         VALUES ('delete_photo_files', '{{\"ids\":[{}]}}', 0, 0, 0, FALSE, 0)",
        ids.join(",")
    ))
    .await
    .expect("added");
    wait_until("it begins", async || !files[100].exists()).await;
    server.kill9();
    let left_over = left(&files);
    assert!((1..PHOTOS).contains(&left_over), "killed in the middle, not with {left_over} left");
    assert_eq!(jobs(&db).await, 1, "nobody has lost it");
    server.start_again();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(left(&files), left_over, "the dead node has it, as far as anybody knows");
    // As if its lease had run out.
    db.execute_unprepared("UPDATE job SET leased_until = 0 WHERE name = 'delete_photo_files'").await.expect("changed");
    wait_until("it is done", async || jobs(&db).await == 0).await;
    assert_eq!(left(&files), 0);
}

#[test]
fn f25_a_job_that_was_killed_with_the_program_is_done_by_the_next_one_sqlite() {
    block_on(killed(harness::city_server(PROGRAM), None));
}

#[test]
fn f25_a_job_that_was_killed_with_the_program_is_done_by_the_next_one_postgres() {
    let url = harness::city_database(&format!("job_{}", std::process::id()));
    block_on(killed(harness::city_server(PROGRAM).setting("JINGZHI_DATABASE_URL", &url), Some(url)));
}

#[test]
fn figures_stand_at_an_address_of_their_own() {
    let address = format!("127.0.0.1:{}", free_port());
    let server = harness::city_server(PROGRAM).setting("JINGZHI_METRICS_LISTEN", &address).start();
    block_on(async {
        let client = Client::new(&server.url());
        client.get("/nearby?lat=30.69&lng=121.02&words=%E8%B7%AF%E7%81%AF").await.expect(200);
        client.get("/track/0123456789").await.expect(404);
        client.get("/metrics").await.expect(404);
        client.post("/login", &[("login", "MARKER-name"), ("password", "wrong")]).await.expect(422);
        client.bare(reqwest::Method::from_bytes(b"INVENTED").expect("a method"), "/").send().await.expect("an answer");
        let figures = Client::new(&format!("http://{address}"));
        let text = async || figures.get("/metrics").await.expect(200).text();
        let swept = r#"jingzhi_jobs_total{name="sweep_unused",ended="done"} 1"#;
        wait_until("the first sweep is counted", async || text().await.contains(swept)).await;
        let text = text().await;
        for line in [
            r#"jingzhi_requests_total{route="/nearby",method="GET",status="200"} 1"#,
            r#"jingzhi_requests_total{route="/track/{secret}",method="GET",status="404"} 1"#,
            r#"jingzhi_requests_total{route="none",method="GET",status="404"} 1"#,
            r#"jingzhi_requests_total{route="/login",method="POST",status="422"} 1"#,
            r#"method="other""#,
            r#"jingzhi_refusals_total{fault="SignInWrong"} 1"#,
            r#"jingzhi_request_seconds_bucket{route="/nearby",method="GET",le="10"} 1"#,
            r#"jingzhi_jobs{state="waiting"} 1"#,
            r#"jingzhi_jobs{state="due"} 0"#,
            r#"jingzhi_jobs{state="dead"} 0"#,
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
        for hidden in ["0123456789", "MARKER", "路灯", "INVENTED", "30.69"] {
            assert!(!text.contains(hidden), "{hidden} in\n{text}");
        }
        figures.get("/").await.expect(404);
    });
}
