//! SQL in every text parameter of every endpoint: handled like any other text.

mod corpus;
mod target;

use futures::StreamExt as _;

use crate::app::{Store, TestApp, on_both};
use crate::client::{Answer, Client};
use crate::fixture::Fixture;
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
    for target in targets(&fixture.number) {
        // Without its jar, so that every report comes from another device.
        let client = if target.staff { fixture.acceptor.client.clone() } else { Client::without_jar(&app.url) };
        let mut harmless = Vec::new();
        for place in 0..target.places() {
            let [short, long] = ["abc", "abcdefghijkl"].map(|text| target.send(&client, place, text));
            harmless.push([short.await.status / 100, long.await.status / 100]);
        }
        let step = if target.is_page() { 8 } else { 1 };
        let asked = corpus.iter().step_by(step).enumerate().map(|(index, text)| {
            let (place, client, target) = (index % target.places(), client.clone(), &target);
            async move { (place, text, target.send(&client, place, text).await) }
        });
        let answers: Vec<_> = futures::stream::iter(asked).buffer_unordered(8).collect().await;
        for (place, text, answer) in answers {
            check(&target, place, text, &answer, harmless[place]);
        }
    }
    let after: Vec<String> = app.row_counts().await.into_iter().map(|(table, _)| table).collect();
    assert_eq!(tables, after);
    fixture.acceptor.client.get(&format!("/desk/cases/{}", fixture.number)).await.expect(200);
}

/// The same class of status as for harmless text. What cannot be stored at all may be refused.
fn check(target: &Target, place: usize, text: &str, answer: &Answer, harmless: [u16; 2]) {
    let name = target.name(place);
    let class = answer.status / 100;
    let same = harmless.contains(&class) || class == 4 && text.contains('\0');
    assert!(same, "{name} = {text:?}: {} {}", answer.status, answer.text());
    let said = answer.text();
    for word in SAID_BY_DATABASES {
        assert!(!said.contains(word), "{name} = {text:?}: {said}");
    }
}
