//! What one address may take up of the store: photos and drafts that belong to no report, new browsers, people who join.

use domain::language::Language;
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use crate::app::{Store, TestApp, on_both};
use crate::client::{Answer, Client};
use crate::fixture::{self, Fixture, report_fields, upload, value_of};
use crate::picture;

on_both!(
    unclaimed_photos_of_an_address_are_bounded_and_sending_them_makes_room,
    strangers_photos_leave_the_disk_alone_and_staff_are_not_counted,
    what_is_longer_than_its_field_is_shown_again_and_not_stored,
    forms_of_an_address_are_bounded_and_who_was_here_before_has_some_of_their_own,
    new_devices_of_an_address_are_bounded,
    drafts_of_an_address_are_bounded,
    joins_without_cookies_are_bounded,
);

/// Posts a form, with a photo or without, from an address.
async fn post_from(
    client: &Client,
    address: &str,
    path: &str,
    fields: &[(&str, &str)],
    photo: Option<Vec<u8>>,
) -> Answer {
    let form = fields
        .iter()
        .fold(Form::new().text("go", "next"), |form, (name, value)| form.text((*name).to_owned(), (*value).to_owned()));
    let form = match photo {
        Some(photo) => form.part("album", Part::bytes(photo).file_name("a.jpg")),
        None => form,
    };
    client.send(client.request(Method::POST, path).header("x-forwarded-for", address.to_owned()).multipart(form)).await
}

async fn unclaimed_photos_of_an_address_are_bounded_and_sending_them_makes_room(store: Store) {
    let app = TestApp::start_with(store, &["--photos-of-address", "1"]).await;
    let photo = picture::jpeg(1600, 1200);
    let client = app.client();
    let mut taken = 0;
    let refused = loop {
        let answer = post_from(&client, "203.0.113.1", "/report", &[("words", "写下的话")], Some(photo.clone())).await;
        if answer.status != 303 {
            break answer.expect(429);
        }
        taken += 1;
        assert!(taken < 20, "nobody counts");
    };
    assert!(taken >= 1);
    assert_eq!(refused.header("retry-after"), "87000", "a day, and until the next sweep");
    let page = refused.text();
    assert!(page.contains(app::text::faults::NO_ROOM_FOR_PHOTOS.zh) && page.contains("写下的话"), "{page}");
    assert!(page.contains("24 小时 10 分钟后可以再试"), "{page}");
    // A browser that has forgotten its cookies is at the same address; another address has room of its own.
    post_from(&app.client(), "203.0.113.1", "/report", &[], Some(photo.clone())).await.expect(429);
    post_from(&app.client(), "203.0.113.2", "/report", &[], Some(photo.clone())).await.expect(303);
    let stored = value_of(&client.get("/report").await.expect(200).text(), "photos").expect("a photo");
    let sent = report_fields(&[("photos", &stored)]);
    post_from(&client, "203.0.113.1", "/report/check", &sent, None).await.expect(303);
    post_from(&app.client(), "203.0.113.1", "/report", &[], Some(photo)).await.expect(303);
}

async fn strangers_photos_leave_the_disk_alone_and_staff_are_not_counted(store: Store) {
    let app = TestApp::start_with(store, &["--photos-of-disk", "0"]).await;
    let before = app.row_counts().await;
    let refused = post_from(&app.client(), "203.0.113.1", "/report", &[], Some(picture::jpeg(320, 240))).await;
    assert!(refused.expect(429).text().contains(app::text::faults::NO_ROOM_FOR_PHOTOS.zh));
    let photos =
        |counts: Vec<(String, i64)>| counts.into_iter().find(|(table, _)| table == "photo").map(|(_, rows)| rows);
    assert_eq!(photos(app.row_counts().await), photos(before));
    let officer = fixture::staff(&app, "officer", domain::account::Role::HandlingOfficer, Some("shizheng")).await;
    upload(&officer).await;
}

async fn what_is_longer_than_its_field_is_shown_again_and_not_stored(store: Store) {
    let app = TestApp::start(store).await;
    let client = app.client();
    client.post("/report/details", &[("words", "短"), ("go", "back")]).await.expect(303);
    let before = app.row_counts().await;
    let long = "很长的话".repeat(251);
    for (name, screen) in [("words", "/report/details"), ("address", "/report/place"), ("phone", "/report/details")] {
        for go in ["back", "search", "town"] {
            let page = client.post(screen, &[(name, &long), ("go", go)]).await.expect(422).text();
            let told = [app::text::faults::TOO_LONG.zh, app::text::faults::PHONE_MALFORMED.zh];
            assert!(page.contains(&long) && told.iter().any(|words| page.contains(words)), "{name} {go}: {page}");
        }
        let kept = client.get(screen).await.expect(200).text();
        assert!(!kept.contains(&long), "{name} was stored");
        // Nor in a browser that has nothing stored yet.
        app.client().post(screen, &[(name, &long), ("go", "back")]).await.expect(422);
    }
    let drafts =
        |counts: Vec<(String, i64)>| counts.into_iter().find(|(table, _)| table == "draft").map(|(_, rows)| rows);
    assert_eq!(drafts(app.row_counts().await), drafts(before));
}

async fn forms_of_an_address_are_bounded_and_who_was_here_before_has_some_of_their_own(store: Store) {
    let app = TestApp::start_with(store, &["--requests-an-hour", "3"]).await;
    let typed = [("words", "写下的话"), ("go", "back")];
    let officer = fixture::staff(&app, "officer", domain::account::Role::HandlingOfficer, Some("shizheng")).await;
    let known = app.client();
    post_from(&known, "203.0.113.1", "/report/details", &typed, None).await.expect(303);
    for status in [303, 303, 429, 429] {
        let answer = post_from(&app.client(), "203.0.113.1", "/report/details", &typed, None).await.expect(status);
        assert!(status == 303 || answer.text().contains("写下的话"));
    }
    // Neither a browser that was here before nor a member of staff is kept out by them.
    for client in [&known, &officer.client, &known, &officer.client] {
        post_from(client, "203.0.113.1", "/report/details", &typed, None).await.expect(303);
    }
    // What is their own is bounded as well; then they count for their address like everybody.
    post_from(&known, "203.0.113.1", "/report/details", &typed, None).await.expect(303);
    post_from(&known, "203.0.113.1", "/report/details", &typed, None).await.expect(429);
    post_from(&app.client(), "203.0.113.2", "/report/details", &typed, None).await.expect(303);
}

async fn new_devices_of_an_address_are_bounded(store: Store) {
    let app = TestApp::start_with(store, &["--devices-an-hour", "2"]).await;
    let typed = [("words", "写下的话"), ("go", "back")];
    let first = app.client();
    for client in [&first, &app.client()] {
        post_from(client, "203.0.113.1", "/report/details", &typed, None).await.expect(303);
    }
    let forged = app.client();
    forged.set_cookie("device", &"0123456789abcdef".repeat(4));
    for new in [&app.client(), &forged] {
        let answer = post_from(new, "203.0.113.1", "/report/details", &typed, None).await.expect(429);
        assert!(!answer.header("retry-after").is_empty());
        let page = answer.text();
        let names = app::city::CityNames::of(app.backend.catalog().city(), Language::Chinese);
        let told = app::text::faults::TOO_MANY_DEVICES.get(Language::Chinese, &names);
        assert!(page.contains(&told) && page.contains("写下的话"), "{page}");
        let sent = report_fields(&[("words", "写下的话")]);
        let page = post_from(new, "203.0.113.1", "/report/check", &sent, None).await.expect(429).text();
        assert!(page.contains("写下的话"), "{page}");
    }
    // Who was here before goes on, and so does everybody else.
    post_from(&first, "203.0.113.1", "/report/details", &typed, None).await.expect(303);
    post_from(&app.client(), "203.0.113.2", "/report/details", &typed, None).await.expect(303);
}

async fn drafts_of_an_address_are_bounded(store: Store) {
    let app = TestApp::start_with(store, &["--drafts-a-day", "2"]).await;
    let client = app.client();
    let typed = [("words", "写下的话"), ("go", "back")];
    for token in ["1", "2", "1"] {
        client.set_cookie("draft", &token.repeat(64));
        post_from(&client, "203.0.113.1", "/report/details", &typed, None).await.expect(303);
    }
    client.set_cookie("draft", &"3".repeat(64));
    let before = app.row_counts().await;
    let page = post_from(&client, "203.0.113.1", "/report/details", &typed, None).await.expect(429).text();
    assert!(page.contains("写下的话"), "{page}");
    post_from(&client, "203.0.113.1", "/report", &typed, Some(picture::jpeg(64, 48))).await.expect(429);
    assert_eq!(app.row_counts().await, before);
    post_from(&client, "203.0.113.2", "/report/details", &typed, None).await.expect(303);
}

async fn joins_without_cookies_are_bounded(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let page = format!("/cases/{}", fixture.number);
    let join = [("action", "join")];
    let known = app.client();
    post_from(&known, "203.0.113.1", "/report/details", &[("words", "x"), ("go", "back")], None).await.expect(303);
    for _ in 0..5 {
        post_from(&app.client(), "203.0.113.1", &page, &join, None).await.expect(303);
    }
    let refused = post_from(&app.client(), "203.0.113.1", &page, &join, None).await.expect(429);
    assert_eq!(refused.header("retry-after"), "17280", "five a day");
    let told = refused.text();
    assert!(
        told.contains(app::text::faults::TOO_MANY_JOINED.zh) && told.contains("4 小时 48 分钟后可以再试"),
        "{told}"
    );
    let forged = app.client();
    forged.set_cookie("device", &"fedcba9876543210".repeat(4));
    post_from(&forged, "203.0.113.1", &page, &join, None).await.expect(429);
    // A neighbour who has been here before, and people elsewhere, join as ever.
    post_from(&known, "203.0.113.1", &page, &join, None).await.expect(303);
    post_from(&app.client(), "203.0.113.2", &page, &join, None).await.expect(303);
    let case = casework::case::find(&app.backend, &fixture.acceptor.actor, &fixture.number).await.expect("the case");
    assert_eq!(case.summary.people, 1 + 5 + 2);
}
