//! SQL in every text parameter of every endpoint: handled like any other text.

mod corpus;
mod target;

use crate::app::{Store, TestApp, on_both};
use crate::client::{Answer, Client};
use crate::fixture::{self, Fixture};
use target::{Target, targets};

on_both!(i09_sql_in_a_parameter_is_text);

/// What only a database would say.
const SAID_BY_DATABASES: [&str; 8] = [
    "SQLSTATE",
    "sqlx",
    "DbErr",
    "syntax error",
    "no such column",
    "unrecognized token",
    "error returned from database",
    "invalid byte sequence",
];

async fn i09_sql_in_a_parameter_is_text(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let tables: Vec<String> = app.row_counts().await.into_iter().map(|(table, _)| table).collect();
    let corpus = corpus::strings();
    assert!(corpus.len() >= 500);
    // The staff's first, while their sessions run: for the others the clock goes on, so that no limit keeps a string from the database. What
    // is counted of staff is forgotten instead.
    let (staff, open): (Vec<_>, Vec<_>) = targets(&fixture.number).into_iter().partition(|target| target.staff);
    for target in staff.iter().chain(&open) {
        // Without its jar, so that every report comes from another device.
        let client = if target.staff { fixture.acceptor.client.clone() } else { Client::without_jar(&app.url) };
        let pause = || {
            if !target.staff {
                app.clock.set(app.clock.now().plus_seconds(3700));
            }
        };
        let mut harmless = Vec::new();
        for place in 0..target.places() {
            let mut classes = Vec::new();
            for text in ["", "abc", "abcdefghijkl"] {
                let answer = target.send(&client, place, text).await;
                assert!(answer.status < 500, "{} = {text:?}: {}", target.name(place), answer.text());
                classes.push(answer.status / 100);
            }
            harmless.push(classes);
            pause();
        }
        let asked = corpus.iter().enumerate().flat_map(|(index, text)| {
            // A function gets every string in every parameter. A page takes its time to be rendered: each of its parameters gets its share,
            // and the strings behind it are those that the functions got.
            let of_page = move |place: &usize| index % 8 == 0 && (index / 8) % target.places() == *place;
            let places = (0..target.places()).filter(move |place| !target.is_page() || of_page(place));
            places.map(move |place| (place, text))
        });
        let asked: Vec<_> = asked.collect();
        let (mut limited, at_once) = (0, if target.staff { 8 } else { 4 });
        for some in asked.chunks(at_once) {
            let sending = some.iter().map(|(place, text)| target.send(&client, *place, text));
            for ((place, text), answer) in some.iter().zip(futures::future::join_all(sending).await) {
                limited += usize::from(answer.status == 429);
                check(target, *place, text, &answer, &harmless[*place]);
            }
            pause();
            if target.staff {
                app.forget_limits().await;
            }
        }
        assert!(limited * 20 <= asked.len(), "{}: {limited} of {} were not looked at", target.name(0), asked.len());
    }
    let after: Vec<String> = app.row_counts().await.into_iter().map(|(table, _)| table).collect();
    assert_eq!(tables, after);
    // The session of before is over by the clock.
    let acceptor = fixture::sign_in(&app, "acceptor").await.client;
    acceptor.get(&format!("/desk/cases/{}", fixture.number)).await.expect(200);
}

/// The same class of status as for harmless text. What cannot be stored at all may be refused.
fn check(target: &Target, place: usize, text: &str, answer: &Answer, harmless: &[u16]) {
    let name = target.name(place);
    let class = answer.status / 100;
    let same = harmless.contains(&class) || class == 4 && text.contains('\0');
    assert!(same, "{name} = {text:?}: {} {}", answer.status, answer.text());
    let said = answer.text();
    for word in SAID_BY_DATABASES {
        assert!(!said.contains(word), "{name} = {text:?}: {said}");
    }
}
