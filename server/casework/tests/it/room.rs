//! What strangers may take up, and what the sweep gives back.

use casework::draft::{add_photo, add_upload, new_token, submit};
use casework::photo::{Size, Upload, Viewer, read};
use casework::sweep_unused as sweep;
use domain::account::Role;
use domain::fault::{Fault, FaultCode, Field};
use domain::report::{ReportForm, StaffReport};
use foundation::share::Sender;
use foundation::{Backend, Settings};
use sea_orm::{ConnectionTrait, Statement};

use crate::on_both_databases;
use crate::stage::{Stage, form, fresh_key, picture};

/// Whether the photo of a draft is still there.
async fn is_there(stage: &Stage, token: &str, photo: &str) -> bool {
    let viewer = Viewer { draft: Some(token.to_owned()), ..Viewer::default() };
    read(&stage.backend, photo, Size::Small, &viewer).await.is_ok()
}

/// Makes all photos that belong to no case as large as this, as if they were.
async fn blow_up(stage: &Stage, bytes: u64) {
    let database = stage.database().await;
    let sql = format!("UPDATE photo SET bytes = {bytes} WHERE case_id IS NULL");
    database.execute_raw(Statement::from_string(database.get_database_backend(), sql)).await.expect("changed");
}

on_both_databases! {
    async fn photos_that_no_report_needs_are_swept(stage) {
        let token = new_token().expect("a token");
        let sent = add_photo(&stage.backend, &token, picture()).await.expect("stored");
        let left_out = add_photo(&stage.backend, &token, picture()).await.expect("stored");
        let typed = ReportForm { photos: vec![sent.id.clone()], ..form("路灯不亮") };
        submit(&stage.backend, &token, &typed, "device").await.expect("sent");
        assert_eq!(sweep::run(&stage.backend).await.expect("swept"), 0, "nothing is old yet");
        stage.clock.set(stage.clock.now().plus_seconds(3700));
        assert_eq!(sweep::run(&stage.backend).await.expect("swept"), 1);
        assert!(!is_there(&stage, &token, &left_out.id).await);
        let staff = Viewer { actor: Some(stage.actor(Role::Acceptor, None)), ..Viewer::default() };
        assert!(read(&stage.backend, &sent.id, Size::Small, &staff).await.is_ok(), "what was sent stays");
    }

    async fn photos_of_staff_wait_as_long_as_an_order_may_last(stage) {
        let officer = stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await;
        let photo = casework::photo::store(&stage.backend, &officer, picture()).await.expect("stored");
        let viewer = Viewer { actor: Some(officer), ..Viewer::default() };
        for (days, there) in [(29, true), (2, false)] {
            stage.clock.set(stage.clock.now().plus_seconds(days * 86_400));
            sweep::run(&stage.backend).await.expect("swept");
            assert_eq!(read(&stage.backend, &photo.id, Size::Small, &viewer).await.is_ok(), there, "{days}");
        }
    }

    async fn whoever_holds_most_makes_room_when_all_of_it_is_used_up(stage) {
        let add = async |backend: &Backend, address: &str| {
            let token = new_token().expect("a token");
            let upload = Upload::whole(picture(), Sender::Address(address.to_owned()));
            add_upload(backend, &token, upload, &[]).await.map(|photo| (token, photo.id))
        };
        let (oldest, first) = add(&stage.backend, "203.0.113.1").await.expect("stored");
        stage.clock.set(stage.clock.now().plus_seconds(60));
        add(&stage.backend, "203.0.113.1").await.expect("stored");
        stage.clock.set(stage.clock.now().plus_seconds(60));
        let (younger, last) = add(&stage.backend, "203.0.113.1").await.expect("stored");
        let (others, third) = add(&stage.backend, "203.0.113.2").await.expect("stored");
        // Far more than a hundredth of any disk.
        blow_up(&stage, 1 << 50).await;
        let mut settings = Settings { database_url: stage.url.clone(), clock: stage.clock.clone(), ..Settings::new(stage.directory.path()) };
        settings.limits.photo_percent = 76;
        let small = casework::open(settings).await.expect("another node with less room");
        // Who holds most can have no more. Somebody who holds nothing has what the first gives up, the oldest of it.
        let full = add(&small, "203.0.113.1").await.map_err(foundation::Failure::faults);
        assert_eq!(full.err().map(|faults| faults[0].code), Some(FaultCode::NoRoomForPhotos));
        add(&small, "203.0.113.3").await.expect("room was made");
        assert!(!is_there(&stage, &oldest, &first).await);
        assert!(is_there(&stage, &younger, &last).await && is_there(&stage, &others, &third).await);
    }

    async fn a_full_room_is_free_again_after_a_day(stage) {
        let add = async |address: &str| {
            let token = new_token().expect("a token");
            let upload = Upload::whole(picture(), Sender::Address(address.to_owned()));
            add_upload(&stage.backend, &token, upload, &[]).await.map(|photo| (token, photo.id))
        };
        let (token, photo) = add("203.0.113.1").await.expect("stored");
        blow_up(&stage, 500 << 20).await;
        let full = add("203.0.113.1").await.map_err(foundation::Failure::faults);
        // Until the oldest is a day old, and swept.
        let told = |wait| Err(vec![Fault { wait, ..Fault::at(Field::Photo, FaultCode::NoRoomForPhotos) }]);
        assert_eq!(full, told(Some(86_400 + sweep::EVERY_SECONDS)));
        let (other, others) = add("203.0.113.2").await.expect("another address has room of its own");
        stage.clock.set(stage.clock.now().plus_seconds(23 * 3600));
        sweep::run(&stage.backend).await.expect("swept");
        assert!(is_there(&stage, &token, &photo).await);
        let full = add("203.0.113.1").await.map_err(foundation::Failure::faults);
        assert_eq!(full, told(Some(3600 + sweep::EVERY_SECONDS)), "an hour is left");
        stage.clock.set(stage.clock.now().plus_seconds(2 * 3600));
        sweep::run(&stage.backend).await.expect("swept");
        assert!(!is_there(&stage, &token, &photo).await);
        assert!(is_there(&stage, &other, &others).await, "who took up little keeps it as long as the draft");
        add("203.0.113.1").await.expect("room again");
    }

    async fn photos_that_go_with_reports_are_counted_for_their_address(stage) {
        let mut settings = Settings { database_url: stage.url.clone(), clock: stage.clock.clone(), ..Settings::new(stage.directory.path()) };
        (settings.limits.photo_percent, settings.limits.photos_a_day) = (100, 3);
        let backend = casework::open(settings).await.expect("another node");
        let report = async |address: &str| {
            let token = new_token().expect("a token");
            let upload = Upload::whole(picture(), Sender::Address(address.to_owned()));
            let photo = add_upload(&backend, &token, upload, &[]).await.map_err(foundation::Failure::faults)?;
            let typed = ReportForm { photos: vec![photo.id], ..form("路灯不亮") };
            submit(&backend, &token, &typed, "device").await.map(drop).map_err(foundation::Failure::faults)
        };
        for _ in 0..3 {
            report("203.0.113.1").await.expect("sent");
        }
        // They come back one by one, not all at once.
        let full = |wait| Err(vec![Fault { wait: Some(wait), ..Fault::at(Field::Photo, FaultCode::PhotosOfDay) }]);
        assert_eq!(report("203.0.113.1").await, full(8 * 3600));
        report("203.0.113.2").await.expect("another address has its own");
        let acceptor = stage.account("clerk", Role::Acceptor, None).await;
        for _ in 0..3 {
            casework::photo::store(&backend, &acceptor, picture()).await.expect("staff have their own");
        }
        let full_too = casework::photo::store(&backend, &acceptor, picture()).await.map(drop).map_err(foundation::Failure::faults);
        assert_eq!(full_too, full(8 * 3600));
        stage.clock.set(stage.clock.now().plus_seconds(8 * 3600));
        report("203.0.113.1").await.expect("one is back");
        assert_eq!(report("203.0.113.1").await, full(8 * 3600));
    }

    async fn what_staff_hand_in_has_its_lengths_too(stage) {
        let acceptor = stage.actor(Role::Acceptor, None);
        let number = stage.reported("路灯不亮").await;
        let database = stage.database().await;
        let rows = async || {
            let sql = "SELECT (SELECT COUNT(*) FROM report) + (SELECT COUNT(*) FROM event) + (SELECT COUNT(*) FROM audit)";
            let row = database.query_one_raw(Statement::from_string(database.get_database_backend(), sql)).await;
            row.expect("asked").expect("a row").try_get_by_index::<i64>(0).expect("a number")
        };
        let before = rows().await;
        let long = "长".repeat(1001);
        for form in [
            ReportForm { words: long.clone(), ..form("") },
            ReportForm { address: long.clone(), ..form("路灯不亮") },
            ReportForm { lat: format!("30.69{}", "0".repeat(1000)), ..form("路灯不亮") },
            ReportForm { source: long.clone(), ..form("路灯不亮") },
        ] {
            let report = StaffReport { key: fresh_key(), form, urgent: false };
            let refused = casework::case::register(&stage.backend, &acceptor, &report).await.expect_err("too long").faults();
            assert!(refused.iter().any(|fault| fault.code == FaultCode::TooLong), "{refused:?}");
            casework::case::join_call(&stage.backend, &acceptor, &number, &report).await.expect_err("too long");
        }
        casework::case::note(&stage.backend, &acceptor, &number, &long, "").await.expect_err("too long");
        casework::case::follow_up(&stage.backend, &acceptor, &number, &long, "").await.expect_err("too long");
        assert_eq!(rows().await, before);
    }
}
