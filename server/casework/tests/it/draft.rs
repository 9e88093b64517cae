//! A citizen's report, from the first photo to the case.

use casework::draft::{add_photo, join, new_token, page, save, sent, submit};
use casework::photo::{Size, Viewer, read};
use casework::sweep_unused as sweep;
use domain::account::Role;
use domain::case::CaseState;
use domain::fault::{Fault, FaultCode, Field};
use domain::id::CaseNumber;
use domain::report::{ReportForm, ReportStep};
use domain::time::Moment;

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::{form, picture, stranger};

/// When a file was written.
fn written(file: &std::path::Path) -> Moment {
    let at = std::fs::metadata(file).and_then(|data| data.modified()).expect("a time");
    Moment(at.duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs() as i64)
}

on_both_databases! {
    async fn a_draft_comes_back_and_becomes_one_case(stage) {
        let token = new_token().expect("a token");
        let photo = add_photo(&stage.backend, &token, picture()).await.expect("stored");
        let typed = ReportForm { photos: vec![photo.id.clone()], phone: "13812345678".into(), ..form("路灯不亮") };
        save(&stage.backend, &token, &typed).await.expect("saved");
        let shown = page(&stage.backend, Some(&token), ReportStep::Check, &stranger()).await.expect("shown");
        assert_eq!(shown.form, typed);
        assert_eq!(shown.photos, std::slice::from_ref(&photo));
        let one = submit(&stage.backend, &token, &typed, "device").await.expect("sent");
        let other = submit(&stage.backend, &token, &typed, "device").await.expect("the same");
        assert_eq!(one, other);
        assert_eq!(sent(&stage.backend, &token).await.expect("asked"), Some(one.clone()));
        let detail = casework::case::find(&stage.backend, &stage.actor(Role::Acceptor, None), one.number.as_str()).await.expect("found");
        assert_eq!(detail.photos, [photo]);
        assert_eq!(detail.reporters[0].phone.as_deref(), Some("138******78"));
        let empty = page(&stage.backend, Some(&token), ReportStep::Photo, &stranger()).await.expect("shown");
        assert_eq!(empty.form, ReportForm::default(), "a sent draft is not offered again");
    }

    async fn it_can_be_sent_from_the_form_alone(stage) {
        let token = new_token().expect("a token");
        let sent = submit(&stage.backend, &token, &form("路灯不亮"), "device").await.expect("sent");
        assert!(sent.promised_at > stage.clock.now());
        assert!(sent.number.as_str().starts_with("PH20261123-"));
    }

    async fn a_likely_duplicate_is_offered_and_joined_once_a_device(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("解放路路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Dispatched).await;
        let token = new_token().expect("a token");
        save(&stage.backend, &token, &form("路灯不亮了")).await.expect("saved");
        let shown = page(&stage.backend, Some(&token), ReportStep::Check, &stranger()).await.expect("shown");
        let numbers: Vec<String> = shown.likely.iter().map(|case| case.number.to_string()).collect();
        assert_eq!(numbers, std::slice::from_ref(&number));
        let joined = join(&stage.backend, &token, &form("路灯不亮了"), "device", &number).await.expect("joined");
        assert!(joined.joined);
        let again = join(&stage.backend, &new_token().expect("a token"), &form("x"), "device", &number).await;
        assert_eq!(again.expect_err("joined already").faults()[0].code, FaultCode::JoinedAlready);
        let case = casework::public::find(&stage.backend, &number, None).await.expect("public");
        assert_eq!(case.summary.people, 2);
    }

    async fn a_case_nobody_may_see_is_neither_offered_nor_joined(stage) {
        let number = stage.reported("解放路路灯不亮").await;
        let token = new_token().expect("a token");
        save(&stage.backend, &token, &form("路灯不亮了")).await.expect("saved");
        assert!(page(&stage.backend, Some(&token), ReportStep::Check, &stranger()).await.expect("shown").likely.is_empty());
        let refused = join(&stage.backend, &token, &form("x"), "device", &number).await.expect_err("not public");
        assert_eq!(refused.faults()[0].code, FaultCode::NotFound);
    }

    async fn another_browsers_photo_cannot_be_claimed(stage) {
        let mine = new_token().expect("a token");
        let theirs = new_token().expect("a token");
        let photo = add_photo(&stage.backend, &theirs, picture()).await.expect("stored");
        add_photo(&stage.backend, &mine, picture()).await.expect("stored");
        let claimed = ReportForm { photos: vec![photo.id.clone()], ..form("路灯不亮") };
        // Told, not left out in silence: a photo of one's own that was swept meanwhile looks the same.
        let refused = submit(&stage.backend, &mine, &claimed, "device").await.expect_err("refused").faults();
        assert_eq!(refused, [Fault::at(Field::Photo, FaultCode::PhotoGone)]);
        assert_eq!(sent(&stage.backend, &mine).await.expect("asked"), None);
        let viewer = Viewer { draft: Some(mine), ..Viewer::default() };
        assert!(read(&stage.backend, &photo.id, Size::Full, &viewer).await.is_err());
    }

    async fn i05_danger_is_urgent_by_its_words_or_because_somebody_says_so(stage) {
        let token = new_token().expect("a token");
        let danger = form("闻到很重的煤气味，燃气泄漏");
        assert!(!casework::draft::emergency(&stage.backend, &danger).is_empty());
        assert!(casework::draft::emergency(&stage.backend, &form("消防栓漏水")).is_empty());
        let sent = submit(&stage.backend, &token, &danger, "device").await.expect("sent");
        let urgent = async |number: &CaseNumber| {
            let acceptor = stage.actor(Role::Acceptor, None);
            casework::case::find(&stage.backend, &acceptor, number.as_str()).await.expect("found").summary.urgent
        };
        assert!(urgent(&sent.number).await);
        // Somebody who went to the page of numbers by themselves, and on from there.
        for (seen, expected) in [(true, true), (false, false)] {
            let mut own = form("楼上那户我有点放心不下");
            if seen {
                own.see(&[]);
            }
            let sent = submit(&stage.backend, &new_token().expect("a token"), &own, "device").await.expect("sent");
            assert_eq!(urgent(&sent.number).await, expected);
        }
    }

    async fn f03_the_sweeper_takes_old_drafts_with_their_photos_and_leaves_cases_alone(stage) {
        let kept = new_token().expect("a token");
        let photo = add_photo(&stage.backend, &kept, picture()).await.expect("stored");
        let typed = ReportForm { photos: vec![photo.id.clone()], ..form("路灯不亮") };
        submit(&stage.backend, &kept, &typed, "device").await.expect("sent");
        let left = new_token().expect("a token");
        let orphan = add_photo(&stage.backend, &left, picture()).await.expect("stored");
        // What a kill between file and row leaves behind. The files' times are the system's, the city's clock is the stage's.
        let folder = stage.directory.join("photos").join("ab");
        std::fs::create_dir_all(&folder).expect("a folder");
        let without_row = folder.join(format!("ab{:030}", 1));
        std::fs::write(&without_row, b"half").expect("written");
        stage.clock.set(written(&without_row).plus_seconds(3500));
        assert_eq!(sweep::run(&stage.backend).await.expect("swept"), 0, "nothing is old yet");
        stage.clock.set(written(&without_row).plus_seconds(3700));
        assert_eq!(sweep::run(&stage.backend).await.expect("swept"), 1);
        assert!(!without_row.exists(), "the file without a row is gone within the hour");
        stage.clock.set(stage.clock.now().plus_seconds(8 * 86_400));
        assert_eq!(sweep::run(&stage.backend).await.expect("swept"), 3, "a photo, and both of its files, which are old too");
        let viewer = Viewer { draft: Some(left), ..Viewer::default() };
        assert!(read(&stage.backend, &orphan.id, Size::Full, &viewer).await.is_err());
        let staff = Viewer { actor: Some(stage.actor(Role::Acceptor, None)), ..Viewer::default() };
        assert!(read(&stage.backend, &photo.id, Size::Small, &staff).await.is_ok());
    }
}
