//! The power goes: what was acknowledged is on the disk, and what is on the disk is whole.
//!
//! The disk is the harness's: it forgets what was not synced. So these tests tell `synchronous=FULL` from less, which a kill alone does not.

mod kept;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use harness::{Disk, DiskState, Loss, Server, rounds};

use crate::fault::{client, send, server, token};
use crate::fixture::value_of;
use crate::picture;
use kept::Kept;
pub use kept::sound;

/// One report: its words, which no other has, and when it was sent and acknowledged.
#[derive(Clone, Debug)]
struct Report {
    words: String,
    sent: SystemTime,
    acknowledged: Option<SystemTime>,
}

/// Words that no other report has.
fn words() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    format!("第 {} 盏路灯不亮", COUNT.fetch_add(1, Ordering::SeqCst))
}

async fn report(client: &reqwest::Client, url: &str) -> Report {
    let (words, sent) = (words(), SystemTime::now());
    let answer = send(client, url, &token(), &words).await;
    let acknowledged = answer.is_some_and(|(status, _)| status == 303).then(SystemTime::now);
    Report { words, sent, acknowledged }
}

/// Reports from several browsers at once, until told to stop.
async fn reports(url: String, over: Arc<AtomicBool>) -> Vec<Report> {
    let browsers = (0..4).map(|_| {
        let (url, over) = (url.clone(), over.clone());
        tokio::spawn(async move {
            let (client, mut reports) = (client(), Vec::new());
            while !over.load(Ordering::SeqCst) {
                reports.push(report(&client, &url).await);
            }
            reports
        })
    });
    let browsers: Vec<_> = browsers.collect();
    let mut all = Vec::new();
    for browser in browsers {
        all.extend(browser.await.expect("a browser"));
    }
    all
}

/// The words of those that were acknowledged before a moment.
fn acknowledged(reports: &[Report], before: SystemTime) -> BTreeSet<String> {
    let known = reports.iter().filter(|report| report.acknowledged.is_some_and(|at| at < before));
    known.map(|report| report.words.clone()).collect()
}

/// What is left on the disk once the power is gone after all that was recorded.
fn power_cut(disk: &Disk, before: DiskState, loss: Loss) -> DiskState {
    let mut replay = disk.replay(before);
    while replay.next_sync().is_some() {}
    replay.after_cut(loss)
}

/// Lets browsers report for a moment and cuts the power in the middle.
async fn report_and_cut(server: &mut harness::Server, moment: Duration) -> Vec<Report> {
    let over = Arc::new(AtomicBool::new(false));
    let browsers = tokio::spawn(reports(server.url(), over.clone()));
    tokio::time::sleep(moment).await;
    server.kill9();
    over.store(true, Ordering::SeqCst);
    browsers.await.expect("browsers")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f01_a_power_cut_loses_no_acknowledged_report() {
    let (disk, server) = Disk::under(server());
    let (mut held, mut ledger) = (DiskState::read(disk.folder()), BTreeSet::new());
    let mut server = server.start();
    for round in 0..rounds(4, 60) {
        let moment = Duration::from_millis(300 + round * 7919 % 500);
        let reports = report_and_cut(&mut server, moment).await;
        ledger.extend(acknowledged(&reports, SystemTime::now()));
        let loss = if round % 2 == 0 { Loss::All } else { Loss::Some(round) };
        held = power_cut(&disk, held, loss);
        let kept = Kept::of(&held).await;
        assert_eq!(ledger.difference(&kept.words).collect::<Vec<_>>(), Vec::<&String>::new(), "lost in round {round}");
        held.write(disk.folder());
        server.start_again();
    }
    assert!(ledger.len() > 10, "only {} reports were acknowledged", ledger.len());
}

/// The proof that the test above can fail: a disk that acknowledges syncs and does nothing is what the program would have if it never
/// asked for any.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f01_a_program_that_does_not_sync_is_found_out() {
    let (disk, server) = Disk::under(server());
    let before = DiskState::read(disk.folder());
    let mut server = server.start();
    disk.ignore_syncs();
    let reports = report_and_cut(&mut server, Duration::from_millis(500)).await;
    let ledger = acknowledged(&reports, SystemTime::now());
    assert!(!ledger.is_empty());
    let kept = Kept::of(&power_cut(&disk, before, Loss::All)).await;
    assert!(kept.words.is_empty(), "{:?}", kept.words);
}

/// Sends a report with a photo, which is there before the report is.
async fn report_with_photo(client: &reqwest::Client, url: &str) -> Report {
    let (words, sent, token) = (words(), SystemTime::now(), token());
    let cookie = format!("draft={token}; device={token}");
    let part = reqwest::multipart::Part::bytes(picture::jpeg(320, 240)).file_name("a.jpg");
    let form = reqwest::multipart::Form::new().part("album", part).text("go", "next");
    let post = |path: &str| client.post(format!("{url}{path}")).header("origin", url).header("cookie", &cookie);
    let sent_photo = post("/report").multipart(form).send().await.expect("an answer");
    assert_eq!(sent_photo.status().as_u16(), 303);
    let page = client.get(format!("{url}/report/place")).header("cookie", &cookie).send().await.expect("an answer");
    let photo = value_of(&page.text().await.expect("a page"), "photos").expect("a photo");
    let fields = [("lat", "30.690"), ("lng", "121.020"), ("class", "matter-01037"), ("go", "send")];
    let form = fields.into_iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| form.text(name, value));
    let form = form.text("words", words.clone()).text("photos", photo);
    let answer = post("/report/check").multipart(form).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 303);
    Report { words, sent, acknowledged: Some(SystemTime::now()) }
}

/// Every moment between two syncs of a life with reports: SQLite's own method.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f06_after_a_power_cut_at_any_sync_the_city_is_whole() {
    let (disk, server) = Disk::under(server());
    let before = DiskState::read(disk.folder());
    let mut server = server.start();
    let (client, url) = (client(), server.url());
    let mut reports = Vec::new();
    for count in 0..rounds(9, 60) {
        reports.push(if count % 3 == 0 { report_with_photo(&client, &url).await } else { report(&client, &url).await });
    }
    assert!(reports.iter().all(|report| report.acknowledged.is_some()));
    server.kill9();
    let mut replay = disk.replay(before);
    let mut moments = Vec::new();
    // The first pass finds out when the syncs were, so that the second can look at some of them.
    while let Some(at) = replay.next_sync() {
        moments.push(at);
    }
    let all = replay.synced();
    assert!(all > reports.len(), "{all} syncs for {} reports", reports.len());
    replay.rewind();
    let every = all.div_ceil(rounds(30, usize::MAX)).max(1);
    let mut looked_at = 0;
    for at in moments.into_iter().chain([SystemTime::now()]) {
        replay.next_sync();
        // Around the reports each sync counts; what comes before is the making of the tables.
        let late = reports.first().is_some_and(|first| first.sent < at);
        if replay.synced() % every != 0 && !(late && replay.synced() % every.div_ceil(4) == 0) && replay.synced() != all
        {
            continue;
        }
        looked_at += 1;
        let seed = replay.synced() as u64;
        for loss in [Loss::All, Loss::Some(seed)] {
            let state = replay.after_cut(loss);
            let kept = Kept::of(&state).await;
            let what = format!("{loss:?} after {} of {all} syncs", replay.synced());
            let due = acknowledged(&reports, at);
            assert_eq!(due.difference(&kept.words).collect::<Vec<_>>(), Vec::<&String>::new(), "lost: {what}");
            let sent = reports.iter().filter(|report| report.sent < at).map(|report| report.words.clone()).collect();
            assert_eq!(kept.words.difference(&sent).collect::<Vec<_>>(), Vec::<&String>::new(), "from nowhere: {what}");
            assert!(kept.words.len() <= due.len() + 1, "{what}");
            assert_eq!(kept.missing_photos(&state), Vec::<String>::new(), "{what}");
            assert!(kept.key_fits(&state), "the master key is gone: {what}");
            // Now and then the program itself begins there.
            if looked_at % 10 == 1 {
                state.write(disk.folder());
                server.start_again();
                assert!(report(&client, &url).await.acknowledged.is_some(), "{what}");
                server.kill9();
            }
        }
    }
    assert!(looked_at >= 15, "{looked_at}");
}

/// The first start makes tables, a key, a city from its files, accounts and cases. Wherever the power goes in it, the next start ends it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f06_a_first_start_that_lost_its_power_is_ended_by_the_next_one() {
    let (disk, server) = Disk::under(Server::new(env!("CARGO_BIN_EXE_jingzhi")).argument("--demo"));
    let mut server = server.start();
    let whole = server_of_a_city(&server).await;
    server.kill9();
    let mut replay = disk.replay(DiskState::default());
    while replay.next_sync().is_some() {}
    let all = replay.synced();
    replay.rewind();
    let every = all.div_ceil(rounds(8, 60)).max(1);
    while replay.next_sync().is_some() {
        if replay.synced() % every != 0 {
            continue;
        }
        replay.after_cut(Loss::Some(replay.synced() as u64)).write(disk.folder());
        server.start_again();
        assert_eq!(server_of_a_city(&server).await, whole, "after {} of {all} syncs", replay.synced());
        assert!(report(&client(), &server.url()).await.acknowledged.is_some());
        server.kill9();
    }
}

/// What a visitor sees of a city: its map, and how much of it is on the home page.
async fn server_of_a_city(server: &harness::Server) -> (String, usize) {
    let get = async |path: &str| {
        let answer = client().get(format!("{}{path}", server.url())).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        answer.text().await.expect("a text")
    };
    (get("/map/base.json").await, get("/").await.matches("case-row").count())
}

/// What a failed sync was to keep counts as lost by the disk, whatever is synced later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f10_a_failed_sync_is_not_acknowledged_and_nothing_is_built_on_it() {
    let (disk, server) = Disk::under(server());
    let before = DiskState::read(disk.folder());
    let mut server = server.start();
    let (client, url) = (client(), server.url());
    let mut reports = Vec::new();
    for _ in 0..3 {
        for _ in 0..5 {
            reports.push(report(&client, &url).await);
        }
        disk.break_syncs();
        for _ in 0..3 {
            let words = words();
            let (status, page) = send(&client, &url, &token(), &words).await.expect("an answer");
            assert_eq!(status, 503);
            assert!(page.contains(&words), "the citizen's text is still in the form");
            let home = client.get(&url).send().await.expect("an answer");
            assert_eq!(home.status().as_u16(), 200, "reads go on");
        }
        disk.mend_syncs();
    }
    for _ in 0..5 {
        reports.push(report(&client, &url).await);
    }
    assert!(reports.iter().all(|report| report.acknowledged.is_some()), "writes go on without a restart: {reports:?}");
    server.kill9();
    let mut replay = disk.replay(before);
    while replay.next_sync().is_some() {}
    assert!(replay.failed() > 0);
    let kept = Kept::of(&replay.after_cut(Loss::All)).await;
    let ledger = acknowledged(&reports, SystemTime::now());
    assert_eq!(ledger.difference(&kept.words).collect::<Vec<_>>(), Vec::<&String>::new(), "lost");
}
