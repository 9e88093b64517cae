//! Whoever guesses has to wait; nobody shuts out anybody else.

use domain::account::Role;
use domain::fault::{Fault, FaultCode};
use domain::report::{CaseForm, TrackForm};
use foundation::limit::Visitor;
use foundation::session::{sign_in, sign_in_from};
use foundation::{Failure, Settings};
use sea_orm::{ConnectionTrait, Statement};

use crate::on_both_databases;

const RIGHT: &str = "a long password";

async fn told<T: std::fmt::Debug>(result: impl Future<Output = Result<T, Failure>>) -> Fault {
    result.await.expect_err("refused").faults()[0]
}

fn on<'a>(device: &'a str, address: &'a str) -> Visitor<'a> {
    Visitor { address, device: Some(device), agent: "" }
}

on_both_databases! {
    async fn a01_strangers_never_keep_a_known_device_out(stage) {
        let backend = &stage.backend;
        stage.account("clerk", Role::Acceptor, None).await;
        stage.account("other", Role::Acceptor, None).await;
        sign_in_from(backend, "clerk", RIGHT, &on("home", "10.0.0.1")).await.expect("in");
        // From their own addresses, and from the very address and with the name of another's device.
        for address in ["203.0.113.1", "203.0.113.2", "10.0.0.1"] {
            for _ in 0..7 {
                let refused = told(sign_in_from(backend, "clerk", "wrong", &on("theirs", address))).await;
                assert!(matches!(refused.code, FaultCode::SignInWrong | FaultCode::TooMany), "{refused:?}");
            }
        }
        sign_in_from(backend, "clerk", RIGHT, &on("home", "10.0.0.1")).await.expect("in");
        sign_in_from(backend, "clerk", RIGHT, &on("home", "192.0.2.7")).await.expect("in, from anywhere");
        // A device is known to the account it was used for, and to no other.
        for _ in 0..5 {
            told(sign_in_from(backend, "other", "wrong", &on("home", "10.0.0.9"))).await;
        }
        assert_eq!(told(sign_in_from(backend, "other", RIGHT, &on("new", "10.0.0.9"))).await, Fault::later(1));
        // Its own mistakes it waits for like everybody.
        for _ in 0..5 {
            assert_eq!(told(sign_in_from(backend, "clerk", "wrong", &on("home", "10.0.0.1"))).await.code, FaultCode::SignInWrong);
        }
        assert_eq!(told(sign_in_from(backend, "clerk", RIGHT, &on("home", "10.0.0.1"))).await, Fault::later(1));
    }

    async fn a01_the_wait_grows_is_told_truly_and_outlives_a_restart(stage) {
        stage.account("clerk", Role::Acceptor, None).await;
        let mut waits = Vec::new();
        for _ in 0..4 {
            told(sign_in(&stage.backend, "clerk", "wrong", "", "10.0.0.1")).await;
        }
        for _ in 0..4 {
            assert_eq!(told(sign_in(&stage.backend, "clerk", "wrong", "", "10.0.0.1")).await.code, FaultCode::SignInWrong);
            let early = told(sign_in(&stage.backend, "clerk", RIGHT, "", "10.0.0.1")).await;
            let wait = early.wait.expect("a time to wait");
            waits.push(wait);
            // Asking again and again makes it no longer, and a second before it is over it is not over.
            stage.clock.set(stage.clock.now().plus_seconds(i64::from(wait) - 1));
            assert_eq!(told(sign_in(&stage.backend, "clerk", RIGHT, "", "10.0.0.1")).await, Fault::later(1));
            stage.clock.set(stage.clock.now().plus_seconds(1));
        }
        assert_eq!(waits, [1, 2, 4, 8]);
        told(sign_in(&stage.backend, "clerk", "wrong", "", "10.0.0.1")).await;
        let again = Settings { database_url: stage.url.clone(), clock: stage.clock.clone(), ..Settings::new(stage.directory.path()) };
        let again = casework::open(again).await.expect("another node");
        assert_eq!(told(sign_in(&again, "clerk", RIGHT, "", "10.0.0.1")).await, Fault::later(16));
        stage.clock.set(stage.clock.now().plus_seconds(16));
        sign_in(&again, "clerk", RIGHT, "", "10.0.0.1").await.expect("in after the wait");
        // The right password begins anew.
        for _ in 0..5 {
            assert_eq!(told(sign_in(&again, "clerk", "wrong", "", "10.0.0.1")).await.code, FaultCode::SignInWrong);
        }
    }

    async fn a01_many_at_once_are_counted_before_any_is_looked_at(stage) {
        stage.account("clerk", Role::Acceptor, None).await;
        let tries = (0..12).map(|_| {
            let backend = stage.backend.clone();
            tokio::spawn(async move { told(sign_in(&backend, "clerk", "wrong", "", "10.0.0.1")).await.code })
        });
        let tries: Vec<_> = tries.collect();
        let mut looked_at = 0;
        for code in tries {
            looked_at += usize::from(code.await.expect("no panic") == FaultCode::SignInWrong);
        }
        assert_eq!(looked_at, 5);
    }

    async fn a01_who_finds_the_line_full_has_not_guessed(stage) {
        let tries = (0..60).map(|number| {
            let backend = stage.backend.clone();
            tokio::spawn(async move { told(sign_in(&backend, &format!("name{number}"), "wrong", "", "10.0.0.1")).await })
        });
        let tries: Vec<_> = tries.collect();
        let (mut heard, mut refused) = (0, 0);
        for one in tries {
            let fault = one.await.expect("no panic");
            match fault.code {
                FaultCode::SignInWrong => heard += 1,
                _ => {
                    assert_eq!(fault, Fault::later(2));
                    refused += 1;
                }
            }
        }
        assert!(heard >= 16 && refused >= 1, "{heard} heard, {refused} refused");
        assert_eq!(stage.hashes.take(), heard, "and nobody else was looked at");
        let database = stage.database().await;
        let counted = async |kind: &str| {
            let sql = format!("SELECT CAST(SUM(count) AS BIGINT) FROM counter WHERE key LIKE '{kind}:%'");
            let row = database.query_one_raw(Statement::from_string(database.get_database_backend(), sql)).await;
            row.expect("asked").expect("a row").try_get_by_index::<i64>(0).expect("a number")
        };
        for kind in ["guess", "guess-at", "guess-from"] {
            assert_eq!(counted(kind).await, i64::try_from(heard).expect("few"), "{kind}");
        }
    }

    async fn a09_a_reporters_device_is_not_held_up_by_who_guesses_at_the_case(stage) {
        let token = casework::draft::new_token().expect("a token");
        let typed = domain::report::ReportForm { phone: "13857301234".into(), ..crate::stage::form("路灯不亮") };
        let sent = casework::draft::submit(&stage.backend, &token, &typed, "the device").await.expect("sent");
        let form = |phone: &str| TrackForm { number: sent.number.to_string(), phone: phone.into() };
        let track = async |phone: &str, from: Visitor<'static>| casework::public::track(&stage.backend, &form(phone), &from).await;
        let stranger = |address: &'static str| Visitor { address, ..Visitor::default() };
        for _ in 0..5 {
            assert_eq!(told(track("13857300000", stranger("203.0.113.1"))).await.code, FaultCode::TrackMismatch);
        }
        assert_eq!(told(track("13857301234", stranger("203.0.113.1"))).await, Fault::later(1));
        track("13857301234", on("the device", "203.0.113.1")).await.expect("the reporter");
        // Newcomers wait for a while before their first try, and are let in then, whatever is tried meanwhile.
        assert_eq!(told(track("13857301234", stranger("192.0.2.1"))).await, Fault::later(30));
        stage.clock.set(stage.clock.now().plus_seconds(30));
        for address in ["203.0.113.1", "203.0.113.1", "203.0.113.2", "203.0.113.3"] {
            told(track("13857300000", stranger(address))).await;
        }
        track("13857301234", stranger("192.0.2.1")).await.expect("after the told wait");
    }

    async fn a09_who_pressed_me_too_guesses_at_the_phone_like_any_stranger(stage) {
        let backend = &stage.backend;
        let typed = domain::report::ReportForm { phone: "13857301234".into(), ..crate::stage::form("路灯不亮") };
        let token = casework::draft::new_token().expect("a token");
        let sent = casework::draft::submit(backend, &token, &typed, "the device").await.expect("sent");
        let crew = crate::case::Crew::hire(&stage).await;
        crew.bring(&stage, sent.number.as_str(), domain::case::CaseState::Filed).await;
        let join = CaseForm { action: "join".into(), ..CaseForm::default() };
        let form = |phone: &str| TrackForm { number: sent.number.to_string(), phone: phone.into() };
        let mut told_what = Vec::new();
        for browser in ["one", "two", "three"] {
            casework::public::act(backend, sent.number.as_str(), None, browser, &join).await.expect("joined");
            for _ in 0..2 {
                let from = on(browser, "203.0.113.1");
                told_what.push(told(casework::public::track(backend, &form("13857300000"), &from)).await.code);
            }
        }
        assert_eq!(told_what[..5], [FaultCode::TrackMismatch; 5]);
        assert_eq!(told_what[5], FaultCode::TooMany, "all browsers of an address share one budget");
        let from = on("the device", "203.0.113.1");
        casework::public::track(backend, &form("13857301234"), &from).await.expect("whoever reported it first");
    }

    async fn an_unverified_phone_number_counts_where_it_is_written(stage) {
        let most = stage.backend.policy().reports_an_hour;
        let sent = async |n: u32, address: &'static str| {
            let token = casework::draft::new_token().expect("a token");
            let typed = domain::report::ReportForm { phone: "13857301234".into(), ..crate::stage::form(&format!("路灯不亮 {n}")) };
            let device = foundation::device::Device { token: &token, known: true, address: Some(address) };
            casework::draft::submit(&stage.backend, &token, &typed, device).await
        };
        for n in 0..most {
            sent(n, "203.0.113.1").await.expect("sent");
        }
        assert_eq!(told(sent(most, "203.0.113.1")).await.code, FaultCode::TooMany);
        // Whose number it is neither waits for that, nor learns of it.
        sent(most, "198.51.100.1").await.expect("sent");
    }

    async fn a11_a_strangers_tokens_do_not_lock_the_set_up_link(stage) {
        let token = foundation::account::setup_token(&stage.backend).await.expect("asked").expect("a first start");
        for n in 0..40 {
            let token = format!("{n:064}");
            let wrong = foundation::account::set_up(&stage.backend, &token, "first", "名", "a long enough password");
            assert_eq!(told(wrong).await.code, FaultCode::NotFound);
        }
        foundation::account::set_up(&stage.backend, &token, "first", "名", "a long enough password").await.expect("made");
        let twice = foundation::account::set_up(&stage.backend, &token, "second", "名", "a long enough password");
        assert_eq!(told(twice).await.code, FaultCode::NotFound);
    }

    async fn what_is_limited_by_the_hour_tells_when_the_hour_is_over(stage) {
        let limited = async || foundation::limit::admit(&stage.backend, "key", 3600, 2).await;
        limited().await.expect("the first");
        stage.clock.set(stage.clock.now().plus_seconds(600));
        limited().await.expect("the second");
        assert_eq!(told(limited()).await, Fault::later(3000));
        stage.clock.set(stage.clock.now().plus_seconds(2999));
        assert_eq!(told(limited()).await, Fault::later(1));
        stage.clock.set(stage.clock.now().plus_seconds(1));
        limited().await.expect("in the next hour");
        let (number, pass, _) = crate::public::report(&stage, "路灯不亮").await;
        let hurry = CaseForm { action: "hurry".into(), ..CaseForm::default() };
        let hurried = async || casework::public::act(&stage.backend, &number, Some(&pass), "device", &hurry).await;
        hurried().await.expect("hurried");
        stage.clock.set(stage.clock.now().plus_seconds(60));
        assert_eq!(told(hurried()).await.wait, Some(24 * 3600 - 60));
    }
    async fn what_one_neighbour_uses_up_comes_back_evenly_for_all(stage) {
        let form = async || foundation::limit::admit_address(&stage.backend, "203.0.113.9", 3600, 10).await;
        for _ in 0..10 {
            form().await.expect("one of ten");
        }
        // Whoever goes on asking makes nobody wait longer.
        for _ in 0..20 {
            assert_eq!(told(form()).await, Fault::later(360));
        }
        stage.clock.set(stage.clock.now().plus_seconds(359));
        assert_eq!(told(form()).await, Fault::later(1));
        stage.clock.set(stage.clock.now().plus_seconds(1));
        form().await.expect("the first that has come back");
        assert_eq!(told(form()).await, Fault::later(360));
        stage.clock.set(stage.clock.now().plus_seconds(720));
        form().await.expect("the second");
        form().await.expect("the third");
        assert_eq!(told(form()).await, Fault::later(360));
        foundation::limit::admit_address(&stage.backend, "203.0.113.10", 3600, 10).await.expect("of another address");
        // After a long rest there are as many as at first, and no more.
        stage.clock.set(stage.clock.now().plus_seconds(36_000));
        for _ in 0..10 {
            form().await.expect("one of ten");
        }
        assert_eq!(told(form()).await, Fault::later(360));
    }

    async fn a_budget_keeps_its_average_at_whatever_pace_it_is_asked(stage) {
        for (address, every) in [("203.0.113.9", 7), ("203.0.113.10", 90), ("203.0.113.11", 200)] {
            let began = stage.clock.now();
            let mut passed = 0;
            while stage.clock.now() < began.plus_seconds(3000) {
                for _ in 0..if passed == 0 { 50 } else { 4 } {
                    let form = foundation::limit::admit_address(&stage.backend, address, 3600, 40).await;
                    passed += u32::from(form.is_ok());
                }
                stage.clock.set(stage.clock.now().plus_seconds(every));
            }
            // Forty at first, and one each ninety seconds.
            assert!((71..=73).contains(&passed), "{passed} when asked every {every} s");
        }
    }
}
