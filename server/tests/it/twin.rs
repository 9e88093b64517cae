//! Two cities under one key with a case that differs in nothing but what is hidden: in one of them it is a registered component's. Whoever
//! may not know the difference must not be told it by any page, any server function, any error: every endpoint is asked, byte for byte.

use reqwest::Method;
use serde_json::json;
use server::endpoint::Endpoint;

use crate::access::matrix::{ask, in_order};
use crate::access::people::{Person, everybody};
use crate::app::{Store, TestApp, on_both};
use crate::client::{Answer, Client};
use crate::fixture::{Fixture, step};
use domain::case::{Outcome, Step};
use domain::class::ClassKind;
use domain::geo::{Position, Square};

on_both!(z03_no_endpoint_tells_apart_what_differs_in_hidden_things_alone);

/// Of everybody those who have no right to know: one of each kind.
const OUTSIDERS: [&str; 7] =
    ["anonymous", "other_citizen", "collector", "other_clerk", "other_officer", "window_clerk", "audit_administrator"];

/// Somewhere in the square of the case.
const PIN: Position = Position { lat: 30.69031, lng: 121.02017 };

/// What is hidden of the case: in one city, and in the other.
const HIDDEN: [[(&str, &str); 5]; 2] = [
    [
        ("lat", "30.69031"),
        ("lng", "121.02017"),
        ("address", "解放路 12 号"),
        ("words", "路灯不亮"),
        ("phone", "13857301234"),
    ],
    [
        ("lat", "30.69187"),
        ("lng", "121.02191"),
        ("address", "张三家的后门旁边，从小店进去"),
        ("words", "独角兽挡路"),
        ("phone", "13957309876"),
    ],
];

struct City {
    app: TestApp,
    fixture: Fixture,
    people: Vec<Person>,
}

impl City {
    async fn new(store: Store, hidden: &[(&str, &str)], on_component: bool) -> City {
        let app = TestApp::start_with(store, &["--key", &"5".repeat(64)]).await;
        let catalog = app.backend.catalog();
        // Shown to everybody, and so the same in both.
        let community = catalog.communities("330482001")[0].code.clone();
        let road = catalog.roads("330482001")[0].id.to_string();
        let shown = [("community", community.as_str()), ("road", road.as_str())];
        let square = Square::of(PIN);
        let component = harness::city_components().into_iter().find(|found| Square::of(found.position) == square);
        let component = component.expect("a component in the square").code;
        let component = [("component", component.as_str())];
        let component = if on_component { component.as_slice() } else { &[] };
        let fixture = Fixture::reported(&app, &[hidden, &shown, component].concat()).await;
        let case =
            casework::case::find(&app.backend, &fixture.acceptor.actor, &fixture.number).await.expect("the case");
        let kind = if on_component { ClassKind::Component } else { ClassKind::Matter };
        assert_eq!(
            (case.class.map(|class| class.kind), case.summary.place.component.is_some()),
            (Some(kind), on_component)
        );
        let people = everybody(&app, &fixture).await;
        City { app, fixture, people }
    }

    /// What somebody is told, without what is random in it.
    fn told(&self, answer: &Answer) -> (u16, String) {
        let policy = answer.header("content-security-policy");
        let nonce = policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')).map(|(nonce, _)| nonce);
        let host = self.app.url.trim_start_matches("http://");
        let text = answer.text().replace(&self.app.url, "URL").replace(host, "HOST");
        let text = nonce.map_or(text.clone(), |nonce| text.replace(nonce, "NONCE"));
        (answer.status, without_tokens(&text))
    }
}

/// Random ids and tokens have 32 hexadecimal digits and more; nothing else has.
pub fn without_tokens(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_hexdigit() {
            run.push(letter);
            continue;
        }
        out.push_str(if run.len() >= 32 { "TOKEN" } else { &run });
        run.clear();
        out.push(letter);
    }
    out
}

async fn z03_no_endpoint_tells_apart_what_differs_in_hidden_things_alone(store: Store) {
    let [first, second] = HIDDEN;
    let (one, two) = (City::new(store, &first, true).await, City::new(store, &second, false).await);
    assert_eq!(one.fixture.number, two.fixture.number);
    // But signing out, as they are asked again.
    for endpoint in in_order().into_iter().filter(|endpoint| endpoint.path != "/logout") {
        for (here, there) in one.people.iter().zip(&two.people).filter(|(here, _)| OUTSIDERS.contains(&here.name)) {
            compare(&one, here, &two, there, &endpoint).await;
        }
    }
    searches(&one, &two).await;
    // Closed with other words and other findings; in one city its reporter asked to hurry, and is content.
    let own = async |action: &str| {
        let fields = [("action", action), ("rating", "5")];
        one.fixture.reporter.post(&format!("/cases/{}", one.fixture.number), &fields).await.expect(303);
    };
    own("hurry").await;
    for (city, words) in [(&one, "已修复"), (&two, "已请张三自己处理")] {
        let (app, fixture) = (&city.app, &city.fixture);
        let after = crate::fixture::upload(&fixture.officer).await.id;
        let finish = Step::Finish { before: Vec::new(), after: vec![after], note: words.to_owned() };
        step(app, &fixture.officer, &fixture.number, &finish).await;
        let check = crate::fixture::upload(&fixture.collector).await.id;
        let pass = Step::PassCheck { photos: vec![check], finding: words.to_owned() };
        step(app, &fixture.collector, &fixture.number, &pass).await;
        let close = Step::Close { outcome: Outcome::Solved, words: words.to_owned(), publish: false };
        step(app, &fixture.acceptor, &fixture.number, &close).await;
    }
    own("rate").await;
    for endpoint in
        in_order().into_iter().filter(|endpoint| endpoint.method == "GET" || endpoint.path.contains("/public/"))
    {
        for (here, there) in one.people.iter().zip(&two.people).filter(|(here, _)| here.name == "anonymous") {
            compare(&one, here, &two, there, &endpoint).await;
        }
    }
    searches(&one, &two).await;
}

async fn compare(one: &City, here: &Person, two: &City, there: &Person, endpoint: &Endpoint) {
    // What this browser sent itself is shown to it with its own secret link.
    if here.name == "other_citizen"
        && (endpoint.path.ends_with("/report/done") || endpoint.path.ends_with("/find_confirmation"))
    {
        return;
    }
    let first = one.told(&ask(endpoint, here, &one.fixture).await);
    let second = two.told(&ask(endpoint, there, &two.fixture).await);
    same(&first, &second, &format!("{endpoint} tells {}", here.name));
}

/// Fails with what is different and a little of what stands around it.
fn same(first: &(u16, String), second: &(u16, String), what: &str) {
    let (one, two): (Vec<char>, Vec<char>) = (first.1.chars().collect(), second.1.chars().collect());
    let at = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
    let around = |text: &[char]| text.iter().skip(at.saturating_sub(80)).take(240).collect::<String>();
    assert!(first == second, "{what}: {} or {}\n{}\n{}", first.0, second.0, around(&one), around(&two));
}

/// What is asked in more ways than one: words, places, viewports, and what is likely the same.
async fn searches(one: &City, two: &City) {
    let bounds = |far: f64| json!({ "south": 30.691 - far, "west": 121.021 - far, "north": 30.691 + far, "east": 121.021 + far });
    let mut calls = Vec::new();
    for done in [false, true] {
        for words in ["", "路灯", "路灯异常", "独角兽", "张三", "解放路", "小店", "已修复"] {
            calls.push(("list_nearby", json!({ "filter": { "words": words, "done": done } })));
        }
        for (lat, lng) in [(30.69031, 121.02017), (30.69187, 121.02191), (30.6885, 121.0235)] {
            let position = json!({ "lat": lat, "lng": lng });
            calls.push(("list_nearby", json!({ "filter": { "position": position, "done": done } })));
        }
        for far in [0.0002, 0.0007, 0.01] {
            let viewport = json!({ "bounds": bounds(far), "zoom": 18 });
            calls.push(("list_features", json!({ "viewport": viewport, "filter": { "done": done } })));
        }
    }
    let anybody = (one.app.client(), two.app.client());
    for (function, arguments) in &calls {
        let answers = (anybody.0.call(function, arguments).await, anybody.1.call(function, arguments).await);
        same(&one.told(&answers.0), &two.told(&answers.1), &format!("{function} {arguments}"));
    }
    for (lat, lng) in
        [("30.69031", "121.02017"), ("30.69187", "121.02191"), ("30.6912", "121.0226"), ("30.6889", "121.0189")]
    {
        for words in ["路灯不亮", "独角兽挡路", "楼道太黑"] {
            let fields = [("lat", lat), ("lng", lng), ("source", "map"), ("town", "330482001"), ("words", words)];
            let told = async |city: &City, class: &str| {
                let client = city.app.client();
                client.post("/report/details", &[&fields[..], &[("class", class)]].concat()).await;
                let page = client.get("/report/check").await;
                let officer = city.people.iter().find(|person| person.name == "assistant").expect("an officer");
                let form = json!({ "lat": lat, "lng": lng, "words": words, "class": class });
                let asked = json!({ "report": { "key": "0123456789", "form": form } });
                (city.told(&page), city.told(&officer.client.call("list_likely_cases", &asked).await))
            };
            for class in ["", "matter-01037"] {
                let ((page, officer), (twin_page, twin_officer)) = (told(one, class).await, told(two, class).await);
                same(&page, &twin_page, &format!("the check page {lat} {lng} {words} {class}"));
                same(&officer, &twin_officer, &format!("an officer {lat} {lng} {words} {class}"));
            }
        }
    }
    join_by_number(one, two).await;
}

/// By number a stranger joins what is public and nothing else, whatever is hidden of it.
async fn join_by_number(one: &City, two: &City) {
    let told = async |city: &City| {
        let client: Client = city.app.client();
        let path = format!("/cases/{}", city.fixture.number);
        let joined = client.post(&path, &[("action", "join")]).await;
        let again = client.post(&path, &[("action", "join")]).await;
        let page = client.send(client.request(Method::GET, &path)).await;
        [city.told(&joined), city.told(&again), city.told(&page)]
    };
    for (first, second) in told(one).await.iter().zip(&told(two).await) {
        same(first, second, "joining by number");
    }
}
