//! What was reported with a browser: the list that it keeps itself.

use casework::case::advance;
use casework::draft::{join, new_token, save, submit};
use casework::public::{find, forget_own, keep_own, open_own, own};
use domain::case::CaseState;
use domain::fault::FaultCode;
use domain::report::ReportForm;

use crate::case::Crew;
use crate::on_both_databases;
use crate::public::code;
use crate::stage::{Stage, form};

/// Sends a report with a browser; gives its number and what the browser keeps then.
async fn send(stage: &Stage, kept: Option<&str>, words: &str) -> (String, String) {
    let token = new_token().expect("a token");
    let typed = ReportForm { phone: String::new(), ..form(words) };
    save(&stage.backend, &token, &typed).await.expect("saved");
    // Another device each time, as nobody reports so much in an hour.
    let sent = submit(&stage.backend, &token, &typed, &token).await.expect("sent");
    let kept = keep_own(&stage.backend, kept, &sent.secret).await.expect("kept");
    (sent.number.to_string(), kept)
}

async fn numbers(stage: &Stage, kept: &str) -> Vec<String> {
    let own = own(&stage.backend, Some(kept)).await.expect("read");
    own.into_iter().map(|report| report.summary.number.to_string()).collect()
}

on_both_databases! {
    async fn a_browser_lists_what_was_reported_with_it_also_without_a_phone(stage) {
        let (first, kept) = send(&stage, None, "路灯不亮").await;
        let (second, kept) = send(&stage, Some(&kept), "井盖翘起").await;
        assert_eq!(numbers(&stage, &kept).await, [second.clone(), first.clone()], "the latest first");
        let own_reports = own(&stage.backend, Some(&kept)).await.expect("read");
        assert!(own_reports.iter().all(|report| !report.joined));
        // The public does not know them yet; whoever holds the browser does.
        assert_eq!(code(find(&stage.backend, &first, None)).await, FaultCode::NotFound);
        let (number, pass) = open_own(&stage.backend, Some(&kept), own_reports[1].report).await.expect("opened");
        assert_eq!(number.to_string(), first);
        assert!(find(&stage.backend, &first, Some(&pass)).await.expect("found").reporter.is_some());
        for (kept, report) in [(None, own_reports[1].report), (Some(kept.as_str()), own_reports[0].report + 1000)] {
            assert_eq!(code(open_own(&stage.backend, kept, report)).await, FaultCode::NotFound);
        }
        assert!(own(&stage.backend, Some("1.2.forged")).await.expect("read").is_empty());
        let left = forget_own(&stage.backend, Some(&kept), own_reports[0].report).expect("one is left");
        assert_eq!(numbers(&stage, &left).await, [first]);
        assert_eq!(forget_own(&stage.backend, Some(&left), own_reports[1].report), None);
    }

    async fn twenty_are_kept_and_the_same_one_once(stage) {
        let (mut kept, mut sent) = (None, Vec::new());
        for index in 0..22 {
            let (number, now) = send(&stage, kept.as_deref(), &format!("第{index}个坑")).await;
            sent.push(number);
            kept = Some(now);
        }
        let kept = kept.expect("kept");
        assert!(kept.len() < 400, "a cookie travels with every request: {}", kept.len());
        sent.reverse();
        assert_eq!(numbers(&stage, &kept).await, sent[..20]);
    }

    async fn who_joined_sees_it_as_long_as_the_public_does(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let token = new_token().expect("a token");
        let typed = form("我家门口也不亮");
        save(&stage.backend, &token, &typed).await.expect("saved");
        let sent = join(&stage.backend, &token, &typed, "another device", &number).await.expect("joined");
        let kept = keep_own(&stage.backend, None, &sent.secret).await.expect("kept");
        let listed = own(&stage.backend, Some(&kept)).await.expect("read");
        assert!(listed.len() == 1 && listed[0].joined);
        let step = domain::case::Step::SendBack { reason: "地点不清楚，请再核实".into() };
        let now = casework::case::find(&stage.backend, &crew.dispatcher, &number).await.expect("found");
        advance(&stage.backend, &crew.dispatcher, &number, now.revision, &step, "").await.expect("sent back");
        assert_eq!(own(&stage.backend, Some(&kept)).await.expect("read"), []);
    }
}
