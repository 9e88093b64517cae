//! What the program does by itself is done once in effect, whoever is killed in between.

use std::future::poll_fn;
use std::path::PathBuf;
use std::sync::Mutex;
use std::task::Poll;
use std::time::Duration;

use casework::sweep_unused;
use domain::account::{Actor, Role};
use foundation::job::{Counts, Ended, counts, given_up, run_next, work};
use foundation::{Backend, Settings};
use sea_orm::ConnectionTrait as _;

use crate::on_both_databases;
use crate::stage::{Stage, picture};

/// Seconds that a node has a job to itself.
const LEASE: i64 = 30;
/// Days after which a photo of staff that nobody used is swept.
const DAYS: i64 = 31;

/// A photo that nobody used is swept: its row is gone, and somebody has to delete its files, which are given.
async fn swept(stage: &Stage, officer: &Actor) -> Vec<PathBuf> {
    let photo = casework::photo::store(&stage.backend, officer, picture()).await.expect("stored");
    let folder = stage.directory.join("photos").join(&photo.id[..2]);
    let files = vec![folder.join(&photo.id), folder.join(format!("{}-small", photo.id))];
    // Their times are the system's, not the stage's; a sweep takes old files without a row by itself.
    for file in &files {
        let ahead = std::time::SystemTime::now() + Duration::from_secs(20 * 365 * 86_400);
        std::fs::File::options().write(true).open(file).expect("a file").set_modified(ahead).expect("its time");
    }
    stage.clock.set(stage.clock.now().plus_seconds(DAYS * 86_400));
    assert_eq!(sweep_unused::run(&stage.backend).await.expect("swept"), 1);
    files
}

/// Another node of the same city.
async fn other_node(stage: &Stage) -> Backend {
    let settings = Settings {
        database_url: stage.url.clone(),
        clock: stage.clock.clone(),
        ..Settings::new(stage.directory.path())
    };
    casework::open(settings).await.expect("another node")
}

/// Runs until it has waited so often; gives what it came to if it came to its end before that. Dropped then, as a kill would leave it.
pub async fn killed_after<T>(waits: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = Box::pin(work);
    let mut waited = 0;
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if waited == waits => Poll::Ready(None),
        Poll::Pending => {
            waited += 1;
            Poll::Pending
        }
    })
    .await
}

on_both_databases! {
    async fn f25_the_files_of_a_photo_follow_its_row(stage) {
        let officer = stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await;
        let files = swept(&stage, &officer).await;
        assert_eq!(counts(&stage.backend).await.expect("counted"), Counts { waiting: 1, due: 1, dead: 0 });
        assert!(files.iter().all(|file| file.exists()));
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("delete_photo_files", Ended::Done)));
        assert!(!files.iter().any(|file| file.exists()));
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), None);
        assert_eq!(counts(&stage.backend).await.expect("counted"), Counts::default());
    }

    async fn f25_a_job_that_is_killed_anywhere_in_the_middle_is_done_by_another_node(stage) {
        let officer = stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await;
        let other = other_node(&stage).await;
        let (mut kills, mut leased, mut whole) = (0, 0, false);
        while !whole {
            let files = swept(&stage, &officer).await;
            whole = killed_after(kills, run_next(&stage.backend, &casework::JOBS)).await.is_some();
            // What the dead node had begun to ask of the database may still be done by it.
            tokio::time::sleep(Duration::from_millis(20)).await;
            let begun = run_next(&other, &casework::JOBS).await.expect("run").is_some();
            if !begun && counts(&other).await.expect("counted").waiting == 1 {
                // The dead node has it, for as long as its lease lasts.
                stage.clock.set(stage.clock.now().plus_seconds(LEASE - 1));
                assert_eq!(run_next(&other, &casework::JOBS).await.expect("run"), None, "killed after {kills}");
                stage.clock.set(stage.clock.now().plus_seconds(1));
                assert_eq!(run_next(&other, &casework::JOBS).await.expect("run"), Some(("delete_photo_files", Ended::Done)), "{kills}");
                leased += 1;
            }
            assert!(!files.iter().any(|file| file.exists()), "killed after {kills}");
            assert_eq!(counts(&other).await.expect("counted"), Counts::default(), "killed after {kills}");
            kills += 1;
        }
        assert!(kills > 4 && leased > 2, "killed in {kills} places, {leased} of them with the lease");
    }

    async fn f25_a_node_that_was_taken_for_dead_does_no_harm(stage) {
        let officer = stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await;
        let other = other_node(&stage).await;
        for waits in 3..9 {
            let files = swept(&stage, &officer).await;
            let mut slow = Box::pin(run_next(&stage.backend, &casework::JOBS));
            if killed_after(waits, &mut slow).await.is_some() {
                continue;
            }
            stage.clock.set(stage.clock.now().plus_seconds(LEASE));
            // Where it stands still while it writes, nobody else can.
            let taken = run_next(&other, &casework::JOBS).await.is_ok();
            // Added by somebody else meanwhile: not the slow node's to end.
            let others = if taken { swept(&stage, &officer).await } else { Vec::new() };
            let ended = slow.await.expect("run").map(|(_, ended)| ended);
            assert!(!matches!(ended, Some(Ended::Failed | Ended::Dead)), "{waits}: {ended:?}");
            while run_next(&other, &casework::JOBS).await.expect("run").is_some() {}
            assert!(!files.iter().chain(&others).any(|file| file.exists()), "{waits}");
            assert_eq!(counts(&other).await.expect("counted"), Counts::default(), "{waits}");
        }
    }

    async fn what_fails_is_tried_again_ever_later_and_given_up_in_the_end(stage) {
        let officer = stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await;
        let files = swept(&stage, &officer).await;
        // A file that cannot be deleted: a folder with something in it.
        let file = &files[0];
        std::fs::remove_file(file).expect("removed");
        std::fs::create_dir_all(file.join("held")).expect("a folder");
        let began = stage.clock.now();
        for attempt in 1..24 {
            assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("delete_photo_files", Ended::Failed)), "{attempt}");
            assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), None, "not at once");
            if attempt == 1 {
                stage.clock.set(began.plus_seconds(2));
                assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), None, "not after two seconds");
                stage.clock.set(began.plus_seconds(5));
            } else {
                stage.clock.set(stage.clock.now().plus_seconds(3600));
            }
        }
        assert_eq!(counts(&stage.backend).await.expect("counted"), Counts { waiting: 1, due: 1, dead: 0 });
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("delete_photo_files", Ended::Dead)));
        assert_eq!(counts(&stage.backend).await.expect("counted"), Counts { waiting: 0, due: 0, dead: 1 });
        // Others are not held up by it.
        let files = swept(&stage, &officer).await;
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("delete_photo_files", Ended::Done)));
        assert!(!files.iter().any(|file| file.exists()));
    }

    async fn f25_a_job_that_ends_the_program_each_time_is_given_up_and_can_be_begun_anew(stage) {
        let officer = stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await;
        let files = swept(&stage, &officer).await;
        // As often as it is begun it ends the program, and nobody says that it failed.
        let db = stage.database().await;
        let begun = "UPDATE job SET attempts = attempts + 24, lease = 'dead', leased_until = 0";
        db.execute_unprepared(begun).await.expect("changed");
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("delete_photo_files", Ended::Dead)));
        assert!(files.iter().all(|file| file.exists()));
        let dead = given_up::list(&stage.backend).await.expect("listed");
        assert_eq!(dead.iter().map(|job| job.failure.as_str()).collect::<Vec<_>>(), ["ended the program"]);
        given_up::retry(&stage.backend, dead[0].id).await.expect("begun anew");
        assert!(given_up::retry(&stage.backend, dead[0].id).await.is_err());
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("delete_photo_files", Ended::Done)));
        assert!(!files.iter().any(|file| file.exists()));
    }

    async fn a_job_of_a_newer_release_is_left_to_it_and_one_that_failed_keeps_no_other(stage) {
        let officer = stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await;
        let db = stage.database().await;
        let add = |name: &str, payload: &str, attempts: i64| {
            format!(
                "INSERT INTO job (name, payload, due_at, attempts, leased_until, dead, created_at) \
                 VALUES ('{name}', '{payload}', 0, {attempts}, 0, FALSE, 0)"
            )
        };
        db.execute_unprepared(&add("of_tomorrow", "{}", 0)).await.expect("added");
        db.execute_unprepared(&add("delete_photo_files", "\"what is this\"", 3)).await.expect("added");
        let files = swept(&stage, &officer).await;
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("delete_photo_files", Ended::Done)));
        assert!(!files.iter().any(|file| file.exists()), "the one that was never begun comes first");
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("delete_photo_files", Ended::Failed)));
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), None);
        assert_eq!(counts(&stage.backend).await.expect("counted"), Counts { waiting: 2, due: 1, dead: 0 });
    }

    async fn what_runs_by_the_clock_runs_once_however_many_nodes_there_are(stage) {
        let other = other_node(&stage).await;
        let ended = Mutex::new(Vec::new());
        let note = |name: &'static str, how: Ended| ended.lock().expect("no panic").push((name, how));
        let nodes = futures::future::join(work(stage.backend.clone(), &casework::JOBS, &note), work(other, &casework::JOBS, &note));
        let _ = tokio::time::timeout(Duration::from_secs(2), nodes).await;
        assert_eq!(*ended.lock().expect("no panic"), [("sweep_unused", Ended::Done)]);
        assert_eq!(counts(&stage.backend).await.expect("counted"), Counts { waiting: 1, due: 0, dead: 0 });
        stage.clock.set(stage.clock.now().plus_seconds(i64::from(sweep_unused::EVERY_SECONDS) - 1));
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), None);
        stage.clock.set(stage.clock.now().plus_seconds(1));
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("sweep_unused", Ended::Done)));
        assert_eq!(counts(&stage.backend).await.expect("counted"), Counts { waiting: 1, due: 0, dead: 0 });
    }
}
