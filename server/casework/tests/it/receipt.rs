//! A receipt is true: who is told that a report has arrived finds it in the store, and what was sent leaves nothing behind.

use casework::draft::{
    Place, Saved, add_photo, begin_another, forget, join, new_token, page, receipt, save, sent, submit, token,
};
use domain::account::Role;
use domain::case::{Action, CaseState, EventKind};
use domain::fault::FaultCode;
use domain::report::{ReportForm, ReportStep, StaffReport};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::{Stage, form, fresh_key, fresh_phone, picture, stranger};

/// Two keys as forms carry them.
const ONE: &str = "0123456789abcdef0123456789abcdef";
const TWO: &str = "fedcba9876543210fedcba9876543210";

async fn cases(stage: &Stage) -> u64 {
    entity::case::Entity::find().count(&stage.database().await).await.expect("counted")
}

fn private(words: &str) -> ReportForm {
    ReportForm { phone: fresh_phone(), address: "幸福小区 3 幢 502".into(), ..form(words) }
}

/// Bytes of what was typed that are left in the store's drafts.
async fn left_in_drafts(stage: &Stage) -> usize {
    let rows = entity::draft::Entity::find().all(&stage.database().await).await.expect("read");
    rows.into_iter().map(|row| row.form.len()).sum()
}

on_both_databases! {
    async fn a_report_of_a_browser_without_cookies_is_found_by_its_key_alone(stage) {
        let key = "0123456789abcdef0123456789abcdef";
        let alone = format!(":{key}");
        // Sent before anything of it was stored, as when the cookies went in between.
        submit(&stage.backend, &alone, &form("路灯不亮"), "device").await.expect("sent");
        for browser in ["", ":"] {
            assert_eq!(receipt(&stage.backend, browser).await.expect("asked"), None, "{browser:?}");
            let page = page(&stage.backend, Some(browser), ReportStep::Place, &stranger()).await.expect("shown");
            assert_eq!((page.sent, page.form), (None, ReportForm::default()));
        }
        assert!(receipt(&stage.backend, &alone).await.expect("asked").is_some());
    }

    async fn a_form_with_other_content_never_gets_the_first_ones_receipt(stage) {
        let browser = new_token().expect("a token");
        let first = submit(&stage.backend, &browser, &form("路灯不亮"), "device").await.expect("sent");
        let others = [
            form("井盖翘起"),
            ReportForm { address: "解放路 14 号".into(), ..form("路灯不亮") },
            ReportForm { lat: "30.691".into(), ..form("路灯不亮") },
            ReportForm { class: "matter-01038".into(), ..form("路灯不亮") },
            ReportForm { phone: "13812345678".into(), ..form("路灯不亮") },
            ReportForm { photos: vec!["0".repeat(32)], ..form("路灯不亮") },
        ];
        for other in others {
            let refused = submit(&stage.backend, &browser, &other, "device").await.expect_err("not what was sent").faults();
            assert_eq!(refused, [FaultCode::SentAlready.into()], "{other:?}");
        }
        let joined = join(&stage.backend, &browser, &form("路灯不亮"), "device", first.number.as_str()).await;
        assert_eq!(joined.expect_err("it joined nothing").faults(), [FaultCode::SentAlready.into()]);
        assert_eq!(cases(&stage).await, 1);
        // The same again, as browsers write it another time.
        let again = ReportForm { words: " 路灯不亮\r\n".into(), accuracy: "12".into(), warned: "fire".into(), ..form("路灯不亮") };
        assert_eq!(submit(&stage.backend, &browser, &again, "device").await.expect("the first answer"), first);
        // Begun anew with its words it is another report.
        let place = begin_another(&stage.backend, &browser, &form("井盖翘起")).await.expect("begun");
        let other = token(&browser, &place.key);
        let shown = page(&stage.backend, Some(&other), ReportStep::Check, &stranger()).await.expect("shown");
        assert_eq!((shown.form.words.as_str(), shown.sent.expect("told").number), ("井盖翘起", first.number.clone()));
        let second = submit(&stage.backend, &other, &form("井盖翘起"), "device").await.expect("sent");
        assert_ne!(second.number, first.number);
        assert_eq!(cases(&stage).await, 2);
    }

    async fn two_tabs_write_two_reports_each_with_its_own_photos(stage) {
        let browser = new_token().expect("a token");
        let (one, two) = (token(&browser, ONE), token(&browser, TWO));
        let photo = add_photo(&stage.backend, &one, picture()).await.expect("stored").id;
        let mine = ReportForm { photos: vec![photo.clone()], ..form("路灯不亮") };
        let kept = save(&stage.backend, &one, &mine).await.expect("saved");
        assert_eq!(kept, Saved::Kept(Place { key: ONE.into(), beside: false }));
        let other = add_photo(&stage.backend, &two, picture()).await.expect("stored").id;
        let theirs = ReportForm { photos: vec![other.clone()], ..form("井盖翘起") };
        let kept = save(&stage.backend, &two, &theirs).await.expect("saved");
        assert_eq!(kept, Saved::Kept(Place { key: TWO.into(), beside: true }), "its addresses name it");
        let tabs = [(&one, "路灯不亮", &photo, false), (&browser, "路灯不亮", &photo, false), (&two, "井盖翘起", &other, true)];
        for (which, words, photo, beside) in tabs {
            let shown = page(&stage.backend, Some(which), ReportStep::Check, &stranger()).await.expect("shown");
            let photos: Vec<&str> = shown.photos.iter().map(|photo| photo.id.as_str()).collect();
            assert_eq!((shown.form.words.as_str(), photos, shown.beside), (words, vec![photo.as_str()], beside));
        }
        let first = submit(&stage.backend, &one, &mine, "device").await.expect("sent");
        let second = submit(&stage.backend, &two, &theirs, "device").await.expect("sent");
        assert_ne!(first.number, second.number);
        assert_eq!(submit(&stage.backend, &one, &mine, "device").await.expect("again"), first);
        assert_eq!(submit(&stage.backend, &two, &theirs, "device").await.expect("again"), second);
        let acceptor = stage.actor(Role::Acceptor, None);
        for (sent, words, photo) in [(first, "路灯不亮", photo), (second, "井盖翘起", other)] {
            let case = casework::case::find(&stage.backend, &acceptor, sent.number.as_str()).await.expect("found");
            let photos: Vec<String> = case.photos.into_iter().map(|photo| photo.id).collect();
            assert_eq!((case.words.as_str(), photos), (words, vec![photo]));
        }
    }

    async fn whoever_keeps_no_cookies_shares_no_limit_with_others(stage) {
        let key = |person: u32| format!(":{person:032x}");
        for _ in 0..60 {
            // Too many for one report, not for one hour: each makes room for the next.
            add_photo(&stage.backend, &key(1), picture()).await.expect("within the limit");
        }
        let refused = add_photo(&stage.backend, &key(1), picture()).await.expect_err("the sixty-first").faults();
        assert_eq!(refused[0].code, FaultCode::TooMany);
        add_photo(&stage.backend, &key(2), picture()).await.expect("somebody else");
    }

    async fn two_posts_of_one_key_at_the_same_moment_are_not_taken_for_each_other(stage) {
        for round in 0..4 {
            let browser = new_token().expect("a token");
            let (one, two) = (form(&format!("路灯不亮 {round}")), form(&format!("井盖翘起 {round}")));
            let (a, b) = tokio::join!(
                submit(&stage.backend, &browser, &one, "device"),
                submit(&stage.backend, &browser, &two, "device"),
            );
            let refused: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
            assert_eq!(refused.len(), 1);
            for failure in refused {
                assert_eq!(failure.faults(), [FaultCode::SentAlready.into()]);
            }
            assert_eq!(cases(&stage).await, round + 1);
        }
    }

    async fn a_draft_that_was_sent_takes_nothing_more(stage) {
        let browser = new_token().expect("a token");
        let one = token(&browser, ONE);
        let unused = add_photo(&stage.backend, &one, picture()).await.expect("stored").id;
        save(&stage.backend, &one, &form("路灯不亮")).await.expect("saved");
        submit(&stage.backend, &one, &form("路灯不亮"), "device").await.expect("sent");
        let refused = add_photo(&stage.backend, &one, picture()).await.expect_err("closed").faults();
        assert_eq!(refused, [FaultCode::SentAlready.into()]);
        // The same form comes to its receipt, another one becomes another draft and takes along what was not sent.
        let same = save(&stage.backend, &one, &form("路灯不亮")).await.expect("known");
        assert_eq!(same, Saved::Sent(Place { key: ONE.into(), beside: false }));
        let typed = ReportForm { photos: vec![unused], ..form("井盖翘起") };
        let Saved::Kept(place) = save(&stage.backend, &one, &typed).await.expect("saved") else { panic!("it was not sent") };
        assert_ne!(place.key, ONE);
        assert!(!place.beside, "no other report is being written");
        let shown = page(&stage.backend, Some(&one), ReportStep::Check, &stranger()).await.expect("shown");
        assert_eq!((shown.form.clone(), shown.sent.is_some(), shown.over), (ReportForm::default(), true, true));
        assert_ne!(shown.key, ONE);
        let other = token(&browser, &place.key);
        let shown = page(&stage.backend, Some(&other), ReportStep::Check, &stranger()).await.expect("shown");
        assert_eq!((shown.form, shown.over), (typed.clone(), false));
        submit(&stage.backend, &other, &typed, "device").await.expect("sent with its photo");
        assert_eq!(cases(&stage).await, 2);
    }

    async fn a_photo_that_went_with_one_report_goes_with_no_other(stage) {
        let browser = new_token().expect("a token");
        let photo = add_photo(&stage.backend, &browser, picture()).await.expect("stored").id;
        let typed = ReportForm { photos: vec![photo], ..form("路灯不亮") };
        submit(&stage.backend, &browser, &typed, "device").await.expect("sent");
        let other = ReportForm { words: "井盖翘起".into(), ..typed };
        let place = begin_another(&stage.backend, &browser, &other).await.expect("begun");
        let shown = page(&stage.backend, Some(&token(&browser, &place.key)), ReportStep::Check, &stranger()).await.expect("shown");
        assert!(shown.photos.is_empty() && shown.form.photos.is_empty(), "{shown:?}");
        // Nor does a form show photos that another browser sent.
        let stranger = new_token().expect("a token");
        let theirs = add_photo(&stage.backend, &stranger, picture()).await.expect("stored").id;
        let form = ReportForm { photos: vec![theirs], ..form("路灯不亮") };
        let shown = casework::draft::fill(&stage.backend, Some(&browser), form, ReportStep::Check, Vec::new(), &crate::stage::stranger()).await;
        assert!(shown.photos.is_empty() && shown.form.photos.is_empty());
    }

    async fn the_next_report_begins_empty_and_nothing_personal_stays(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("解放路路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        for (by_photo, joins) in [(false, false), (true, false), (false, true), (true, true)] {
            let browser = new_token().expect("a token");
            let mut typed = private("路灯不亮");
            if by_photo {
                typed.photos.push(add_photo(&stage.backend, &browser, picture()).await.expect("stored").id);
            }
            save(&stage.backend, &browser, &typed).await.expect("saved");
            assert!(left_in_drafts(&stage).await > 0);
            if joins {
                join(&stage.backend, &browser, &typed, &browser, &number).await.expect("joined");
            } else {
                submit(&stage.backend, &browser, &typed, &browser).await.expect("sent");
            }
            assert_eq!(left_in_drafts(&stage).await, 0, "photo {by_photo}, joins {joins}");
            for step in [ReportStep::Photo, ReportStep::Place, ReportStep::Details, ReportStep::Check] {
                let shown = page(&stage.backend, Some(&browser), step, &stranger()).await.expect("shown");
                assert_eq!(shown.form, ReportForm::default(), "{step:?}");
            }
        }
        // Another order: the draft was saved with something else than what was sent.
        let browser = new_token().expect("a token");
        save(&stage.backend, &browser, &private("写到一半")).await.expect("saved");
        submit(&stage.backend, &browser, &private("路灯不亮"), &browser).await.expect("sent");
        assert_eq!(left_in_drafts(&stage).await, 0);
    }

    async fn a_receipt_is_shown_for_a_while_and_again_to_who_has_the_form(stage) {
        let browser = new_token().expect("a token");
        let first = submit(&stage.backend, &browser, &form("路灯不亮"), "device").await.expect("sent");
        assert_eq!(receipt(&stage.backend, &browser).await.expect("asked"), Some(first.clone()));
        stage.clock.set(stage.clock.now().plus_seconds(2 * 3600 + 1));
        assert_eq!(receipt(&stage.backend, &browser).await.expect("asked"), None, "somebody else may hold the phone");
        assert_eq!(submit(&stage.backend, &browser, &form("路灯不亮"), "device").await.expect("again"), first);
        assert_eq!(receipt(&stage.backend, &browser).await.expect("asked"), Some(first.clone()));
        // Also when the draft is long gone.
        stage.clock.set(stage.clock.now().plus_seconds(3 * 86_400));
        casework::sweep_unused::run(&stage.backend).await.expect("swept");
        assert_eq!(receipt(&stage.backend, &browser).await.expect("asked"), None);
        assert_eq!(submit(&stage.backend, &browser, &form("路灯不亮"), "device").await.expect("again"), first);
        assert_eq!(sent(&stage.backend, &browser).await.expect("asked"), Some(first));
        assert_eq!(cases(&stage).await, 1);
    }

    async fn what_was_left_lying_is_shown_for_a_day_and_can_be_cleared(stage) {
        let browser = new_token().expect("a token");
        save(&stage.backend, &browser, &private("写到一半")).await.expect("saved");
        let begun = page(&stage.backend, Some(&browser), ReportStep::Photo, &stranger()).await.expect("shown");
        assert!(begun.form.words == "写到一半" && begun.other.is_some(), "it is told, and another one can be begun");
        let aside = token(&browser, &begun.other.expect("a key"));
        let aside = page(&stage.backend, Some(&aside), ReportStep::Photo, &stranger()).await.expect("shown");
        assert!(aside.form == ReportForm::default() && aside.beside && aside.other.is_none());
        stage.clock.set(stage.clock.now().plus_seconds(86_400 + 1));
        let later = page(&stage.backend, Some(&browser), ReportStep::Details, &stranger()).await.expect("shown");
        assert_eq!(later.form, ReportForm::default(), "also before it is swept");
        let browser = new_token().expect("a token");
        save(&stage.backend, &browser, &private("写到一半")).await.expect("saved");
        forget(&stage.backend, &browser).await.expect("cleared");
        let shown = page(&stage.backend, Some(&browser), ReportStep::Photo, &stranger()).await.expect("shown");
        assert_eq!((shown.form, shown.other), (ReportForm::default(), None));
        let kept = entity::draft::Entity::find().filter(entity::draft::Column::Main.eq(false));
        let kept = kept.all(&stage.database().await).await.expect("read");
        assert!(!kept.is_empty() && kept.iter().all(|row| row.form.is_empty()));
    }

    async fn staff_who_send_something_else_under_a_key_are_told(stage) {
        let acceptor = stage.actor(Role::Acceptor, None);
        let call = |key: &str, words: &str| StaffReport { key: key.to_owned(), form: form(words), urgent: false };
        let key = fresh_key();
        let register = async |report: StaffReport| {
            let answer = casework::case::register(&stage.backend, &acceptor, &report).await;
            answer.map_err(|failure| failure.faults())
        };
        let first = register(call(&key, "路灯不亮")).await.expect("registered");
        assert_eq!(register(call(&key, "路灯不亮")).await.expect("the same"), first);
        let urgent = StaffReport { urgent: true, ..call(&key, "路灯不亮") };
        for other in [call(&key, "井盖翘起"), urgent] {
            assert_eq!(register(other).await, Err(vec![FaultCode::SentAlready.into()]));
        }
        let key = fresh_key();
        let join = async |words: &str| {
            let answer = casework::case::join_call(&stage.backend, &acceptor, first.as_str(), &call(&key, words)).await;
            answer.map_err(|failure| failure.faults())
        };
        assert_eq!(join("也不亮").await, Ok(()));
        assert_eq!(join("也不亮").await, Ok(()));
        assert_eq!(join("别的").await, Err(vec![FaultCode::SentAlready.into()]));
        let case = casework::case::find(&stage.backend, &acceptor, first.as_str()).await.expect("found");
        assert_eq!((case.summary.people, case.events[0].kind, case.events[0].people), (2, EventKind::Step(Action::Join), 1));
        assert_eq!(case.events[0].joiners[0].words, "也不亮");
        assert_eq!(cases(&stage).await, 1);
    }
}
