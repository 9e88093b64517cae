//! How often somebody may search, and what is said to who does so more often.

use app::server::cookie::Cookie;
use domain::account::Role;
use reqwest::Method;
use serde_json::json;

use crate::app::{NOW, Store, TestApp, on_both};
use crate::fixture::staff;

const LIST: &str = "/nearby?words=%E8%B7%AF%E7%81%AF&town=330482001";

on_both!(a_device_searches_so_often_a_minute, staff_are_counted_by_account, an_address_has_a_ceiling_of_its_own);

fn map(words: Option<&str>) -> serde_json::Value {
    let bounds = json!({ "south": 30.6, "west": 120.9, "north": 30.8, "east": 121.2 });
    json!({ "viewport": { "bounds": bounds, "zoom": 12 }, "filter": { "words": words } })
}

async fn a_device_searches_so_often_a_minute(store: Store) {
    let app = TestApp::start_with(store, &["--searches-a-minute", "3"]).await;
    let (one, list) = (app.client(), json!({ "filter": {} }));
    one.get(LIST).await.expect(200);
    one.call("list_nearby", &list).await.expect(200);
    one.call("list_features", &map(Some("路灯"))).await.expect(200);
    for path in [LIST, "/en/nearby?done=1"] {
        let refused = one.get(path).await.expect(429);
        let seconds: u32 = refused.header("retry-after").parse().expect("seconds");
        assert!((1..=60).contains(&seconds), "{seconds}");
    }
    let page = one.get(LIST).await.expect(429).text();
    assert!(page.contains("value=\"路灯\"") && page.contains("操作太频繁"), "the words are kept: {page}");
    for (function, arguments) in [("list_nearby", &list), ("list_features", &map(Some("路灯")))] {
        let refused = one.call(function, arguments).await.expect(429);
        assert_eq!(refused.json()["faults"][0]["code"], "TooMany", "{function}");
        assert!(!refused.header("retry-after").is_empty(), "{function}");
    }
    // What is no search goes on, and so does everybody else.
    one.call("list_features", &map(None)).await.expect(200);
    one.get("/").await.expect(200);
    let other = app.client();
    other.set_cookie(&Cookie::Device.name(false), &"ab".repeat(32));
    other.get(LIST).await.expect(200);
    let elsewhere = one.request(Method::GET, LIST).header("x-forwarded-for", "203.0.113.9");
    one.send(elsewhere).await.expect(200);
    // What is offered while somebody types is looked for four times as often.
    let typed = json!({ "words": "闻到煤气味" });
    for _ in 0..6 {
        one.call("suggest_classes", &typed).await.expect(200);
        one.call("find_emergency", &typed).await.expect(200);
    }
    for function in ["suggest_classes", "find_emergency"] {
        one.call(function, &typed).await.expect(429);
    }
    app.clock.set(NOW.plus_seconds(61));
    one.get(LIST).await.expect(200);
}

async fn staff_are_counted_by_account(store: Store) {
    let app = TestApp::start_with(store, &["--searches-a-minute", "2"]).await;
    let acceptor = staff(&app, "acceptor", Role::Acceptor, None).await.client;
    let other = staff(&app, "other", Role::Acceptor, None).await.client;
    let words = json!({ "filter": { "words": "路灯" } });
    for _ in 0..2 {
        acceptor.call("list_cases", &words).await.expect(200);
    }
    acceptor.call("list_cases", &words).await.expect(429);
    other.call("list_cases", &words).await.expect(200);
    // Their own work they look at more often.
    for _ in 0..8 {
        acceptor.call("list_cases", &json!({ "filter": {} })).await.expect(200);
    }
    acceptor.call("list_cases", &json!({ "filter": {} })).await.expect(429);
}

async fn an_address_has_a_ceiling_of_its_own(store: Store) {
    let app = TestApp::start_with(store, &["--searches-a-minute", "1"]).await;
    let search = |device: usize| {
        let client = app.client();
        client.set_cookie(&Cookie::Device.name(false), &format!("{device:064x}"));
        async move { client.call("list_nearby", &json!({ "filter": {} })).await.status }
    };
    for device in 0..10 {
        assert_eq!(search(device).await, 200, "{device}");
    }
    assert_eq!(search(10).await, 429, "new cookies make no new address");
}
