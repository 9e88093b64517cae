//! Danger in what people hand in: whom to call, and what becomes urgent by it. And that every way of writing finds the same.

use casework::case::{count, join_call, list};
use casework::draft::{join, new_token, page, save, submit};
use casework::public::act;
use domain::account::Role;
use domain::case::{CaseState, Step};
use domain::fault::FaultCode;
use domain::inbox::{InboxFilter, Queue, Sort};
use domain::report::{CaseForm, EmergencyService, ReportForm, ReportStep, StaffReport};
use foundation::device::Device;
use foundation::share::Sender;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::case::Crew;
use crate::on_both_databases;
use crate::public::report;
use crate::stage::{form, fresh_key, stranger};

on_both_databases! {
    async fn i02_words_are_read_in_turn_and_a_flood_of_them_keeps_nobody_else_waiting(stage) {
        let read = |address: &str, number: usize| {
            let (backend, sender) = (stage.backend.clone(), Sender::Address(address.to_owned()));
            // Long, of words that may all be signs, and never the same.
            let words = format!("{number} {} {}", stage.directory.path().display(), "有人掉水里着火触电煤气".repeat(300));
            tokio::spawn(async move { casework::danger::read(&backend, &sender, &words).await })
        };
        let flood: Vec<_> = (0..60).map(|number| read("203.0.113.1", number)).collect();
        tokio::task::yield_now().await;
        read("203.0.113.2", 60).await.expect("no panic").expect("somebody else has a turn");
        let mut refused = 0;
        for one in flood {
            let answer = one.await.expect("no panic");
            assert!(answer.as_ref().err().is_none_or(|failure| failure.is(FaultCode::Busy)));
            refused += usize::from(answer.is_err());
        }
        assert!(refused > 0, "a flood has its places in line, and no more");
    }

    async fn i05_an_alarm_of_ones_own_is_another_form_than_the_one_that_was_sent(stage) {
        let token = new_token().expect("a token");
        submit(&stage.backend, &token, &form("路灯不亮"), "device").await.expect("sent");
        let alarm = ReportForm { warned: "own".into(), ..form("路灯不亮") };
        assert!(alarm.is_own_alarm());
        let again = submit(&stage.backend, &token, &alarm, "device").await.expect_err("another form");
        assert_eq!(again.faults()[0].code, FaultCode::SentAlready);
    }

    async fn i05_the_page_of_numbers_has_its_numbers_however_somebody_comes_to_it(stage) {
        let harmless = new_token().expect("a token");
        save(&stage.backend, &harmless, &form("路灯不亮")).await.expect("saved");
        let fire = new_token().expect("a token");
        save(&stage.backend, &fire, &form("人民路小区着火，快来")).await.expect("saved");
        for (token, all) in [(None, true), (Some("unknown"), true), (Some(&*harmless), true), (Some(&*fire), false)] {
            let shown = page(&stage.backend, token, ReportStep::Emergency, &stranger()).await.expect("shown").emergency;
            let services: Vec<EmergencyService> = shown.iter().map(|call| call.service).collect();
            assert!(services.contains(&EmergencyService::Ambulance) && services.contains(&EmergencyService::Fire), "{services:?}");
            assert_eq!(services.contains(&EmergencyService::Police), all, "{services:?}");
        }
        let shown = page(&stage.backend, Some(&harmless), ReportStep::Check, &stranger()).await.expect("shown");
        assert_eq!(shown.emergency, [], "nowhere else without danger");
    }

    async fn i05_words_that_are_added_make_a_case_urgent(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        let urgent = async |number: &str| casework::case::find(&stage.backend, &crew.acceptor, number).await.expect("found").summary;
        let add = async |words: &str| {
            let form = CaseForm { action: "add".into(), words: words.into(), ..CaseForm::default() };
            act(&stage.backend, &number, Some(&pass), "device", &form).await.expect("added");
        };
        add("灯杆在小区东门，没有人触电").await;
        assert!(!urgent(&number).await.urgent);
        let before = count(&stage.backend, &crew.acceptor).await.expect("counted")[0];
        assert_eq!((before.urgent, before.urgent_since), (0, None));
        add("灯杆漏電，刚才有人触电了").await;
        assert!(urgent(&number).await.urgent);
        let after = count(&stage.backend, &crew.acceptor).await.expect("counted")[0];
        assert_eq!((after.queue, after.urgent), (Queue::Mine, 1));
        assert!(after.urgent_since.is_some());
        let searched = InboxFilter { urgent: true, words: Some("路灯".into()), ..InboxFilter::default() };
        assert_eq!(list(&stage.backend, &crew.acceptor, &searched).await.expect("listed").total, 1, "found as urgent");
        // Whoever has nothing to do with it is not told.
        let elsewhere = stage.actor(Role::DepartmentClerk, Some("shizheng"));
        assert_eq!(count(&stage.backend, &elsewhere).await.expect("counted")[0].urgent, 0);
    }

    async fn i05_an_alarm_is_one_also_by_joining_and_without_words_of_danger(stage) {
        let crew = Crew::hire(&stage).await;
        let urgent = async |number: &str| casework::case::find(&stage.backend, &crew.acceptor, number).await.expect("found").summary.urgent;
        let catalog = stage.backend.catalog();
        let calm = catalog.conditions("matter-01037").iter().find(|condition| !condition.urgent).expect("a calm one").id;
        let file = Step::File { class: "matter-01037".parse().expect("a class"), condition: Some(calm), urgent: false };
        let filed = async || {
            let number = stage.reported("解放路路灯不亮").await;
            casework::case::advance(&stage.backend, &crew.acceptor, &number, 0, &file, "").await.expect("filed");
            number
        };
        let own = ReportForm { warned: "own".into(), ..form("路灯不亮") };
        let by_class = ReportForm { class: "matter-10998".into(), ..form("有味道") };
        for alarm in [own, by_class] {
            let number = filed().await;
            let before = urgent(&number).await;
            join(&stage.backend, &new_token().expect("a token"), &alarm, "device", &number).await.expect("joined");
            assert_eq!((before, urgent(&number).await), (false, true), "{alarm:?}");
        }
        let number = filed().await;
        let report = StaffReport { key: fresh_key(), form: form("路灯不亮"), urgent: true };
        join_call(&stage.backend, &crew.acceptor, &number, &report).await.expect("joined");
        assert!(urgent(&number).await, "the clerk said so");
    }

    async fn i05_nobody_decides_over_an_alarm_that_came_meanwhile(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        let add = CaseForm { action: "add".into(), words: "有人触电倒地了，快来".into(), ..CaseForm::default() };
        act(&stage.backend, &number, Some(&pass), "device", &add).await.expect("added");
        let condition = stage.backend.catalog().conditions("matter-01037").first().map(|condition| condition.id);
        for step in [
            Step::Refuse { reason: "重复".into() },
            Step::File { class: "matter-01037".parse().expect("a class"), condition, urgent: false },
        ] {
            let late = casework::case::advance(&stage.backend, &crew.acceptor, &number, 0, &step, "").await.expect_err("late");
            assert_eq!(late.faults()[0].code, FaultCode::AlreadyMoved);
        }
        let seen = casework::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found");
        assert!(seen.summary.urgent);
        let refuse = Step::Refuse { reason: "重复".into() };
        casework::case::advance(&stage.backend, &crew.acceptor, &number, seen.revision, &refuse, "").await.expect("seen");
    }

    async fn i05_invented_alarms_from_one_address_do_not_bury_a_true_one(stage) {
        let crew = Crew::hire(&stage).await;
        let alarm = async |address: &'static str, words: &str| {
            let token = new_token().expect("a token");
            let device = Device { token: &token, known: false, address: Some(address) };
            submit(&stage.backend, &token, &form(words), device).await.expect("sent").number.to_string()
        };
        for number in 0..60 {
            alarm("203.0.113.1", &format!("{number} 号楼着火了，快来")).await;
            stage.clock.set(stage.clock.now().plus_seconds(1));
        }
        // Each of them is older, and due before this one.
        let true_one = alarm("203.0.113.2", "小孩掉井里了").await;
        let first = async |filter: InboxFilter| {
            let listed = list(&stage.backend, &crew.acceptor, &filter).await.expect("listed");
            assert_eq!(listed.total, 61, "every one of them stays urgent");
            assert!(listed.rows.iter().all(|row| row.urgent));
            listed.rows.iter().position(|row| row.number.as_str() == true_one)
        };
        for sort in [Sort::Due, Sort::Oldest, Sort::Newest] {
            let place = first(InboxFilter { sort, ..InboxFilter::default() }).await;
            assert!(place.is_some_and(|place| place <= 1), "{sort:?}: {place:?}");
        }
        // What is added or said by joining is counted alike: a case that was calm stands where the address puts it.
        let (calm, pass, _) = report(&stage, "解放路路灯不亮").await;
        let add = CaseForm { action: "add".into(), words: "灯杆倒了砸到人了，快来".into(), ..CaseForm::default() };
        let from = |address: &'static str| Device { token: "device", known: true, address: Some(address) };
        let rank = async |number: &str| {
            let found = entity::case::Entity::find().filter(entity::case::Column::Number.eq(number));
            let row = found.one(&stage.database().await).await.expect("read").expect("the case");
            row.urgent.then_some(row.alarm_rank)
        };
        act(&stage.backend, &calm, Some(&pass), from("203.0.113.1"), &add).await.expect("added");
        assert_eq!(rank(&calm).await, Some(3));
        // From elsewhere it is confirmed; what a member of staff reports is nobody's flood.
        let confirmed = CaseForm { words: "灯杆砸到人了".into(), ..add };
        act(&stage.backend, &calm, Some(&pass), from("203.0.113.3"), &confirmed).await.expect("added");
        assert_eq!(rank(&calm).await, Some(0));
    }

    async fn i05_danger_in_the_reason_of_a_rating_is_called_about_soon(stage) {
        let crew = Crew::hire(&stage).await;
        let waiting = InboxFilter { queue: Queue::FollowUp, ..InboxFilter::default() };
        for (level, words, waits) in [("5", "谢谢，没有人触电", 0), ("5", "现在着火了快来", 1), ("1", "现在着火了快来", 2)] {
            let (number, pass, _) = report(&stage, "路灯不亮").await;
            crew.bring(&stage, &number, CaseState::Closed).await;
            let rate = CaseForm { action: "rate".into(), rating: level.into(), reason: words.into(), ..CaseForm::default() };
            act(&stage.backend, &number, Some(&pass), "device", &rate).await.expect("rated");
            let listed = list(&stage.backend, &crew.acceptor, &waiting).await.expect("listed");
            assert_eq!(listed.total, waits, "{level} {words}");
            let within = stage.clock.now().plus_seconds(i64::from(stage.backend.policy().close_minutes) * 60);
            for case in listed.rows {
                assert!(case.urgent && case.clock.is_some_and(|clock| clock.due == within), "{case:?}");
            }
        }
    }

    async fn i05_who_joins_with_danger_makes_the_case_urgent(stage) {
        let crew = Crew::hire(&stage).await;
        for caller in [false, true] {
            let number = stage.reported("解放路路灯不亮").await;
            crew.bring(&stage, &number, CaseState::Dispatched).await;
            let words = "灯杆倒了砸到人了，快来";
            if caller {
                let report = StaffReport { key: fresh_key(), form: form(words), urgent: false };
                join_call(&stage.backend, &crew.acceptor, &number, &report).await.expect("joined");
            } else {
                join(&stage.backend, &new_token().expect("a token"), &form(words), "device", &number).await.expect("joined");
            }
            let case = casework::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found");
            assert!(case.summary.urgent, "caller: {caller}");
        }
    }

    async fn i13_every_way_of_writing_finds_the_case(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("Cafe\u{301} 门口配電箱⽔浸\u{200b}，ＬＥＤ屏坏了 𬱖").await;
        let shown = casework::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found").summary.words;
        assert_eq!(shown, "Café 门口配電箱⽔浸，ＬＥＤ屏坏了 𬱖", "a person's own words, without what nobody sees");
        for words in ["café", "cafe\u{301}", "ＣＡＦÉ", "配电箱", "配電箱", "水浸", "led", "ＬＥＤ", "𬱖", "门\u{feff}口"] {
            let filter = InboxFilter { queue: Queue::Open, words: Some(words.into()), ..InboxFilter::default() };
            let found = list(&stage.backend, &crew.acceptor, &filter).await.expect("listed");
            assert_eq!(found.total, 1, "{words:?}");
        }
        let blank = ReportForm { words: "\u{200b}\u{3000}\u{feff}".into(), class: String::new(), ..form("") };
        assert!(!casework::draft::check(&stage.backend, &blank, ReportStep::Details).await.expect("checked").is_empty());
    }

    async fn i13_a_login_name_is_typed_in_any_width(stage) {
        stage.account("ＬＩ.wei", Role::Acceptor, None).await;
        for login in ["LI.wei", " ＬＩ．ｗｅｉ ", "LI\u{200b}.wei"] {
            foundation::session::sign_in(&stage.backend, login, "a long password", "browser", "address").await.expect(login);
        }
    }
}
