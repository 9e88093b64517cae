//! What the city is called stands in its setting, and nowhere in the code: another city's pages name that city alone.

use domain::account::Role;
use domain::city::City;
use domain::geo::Bounds;
use domain::language::Name;

use crate::app::{Store, TestApp, on_both};
use crate::fixture::{self, report_fields};

on_both!(every_page_names_the_city_of_the_setting, a_refused_form_names_the_city_of_the_setting);

/// What the setting of a start holds, and other words that only belong to that city.
const FIRST: [&str; 3] = ["平湖", "Pinghu", "12345"];

/// A neighbour. A mark in its name shows whether names are escaped.
fn neighbor() -> City {
    let mut city = City {
        name: Name::new("嘉善县", "Jiashan"),
        product: Name::new("嘉善<精治>", "Jiashan <Jingzhi>"),
        code: "330421".to_owned(),
        number_prefix: "JS".to_owned(),
        hotline: "967890".to_owned(),
        map_start: Some(Bounds { south: 30.75, west: 120.75, north: 31.04, east: 121.05 }),
        ..City::default()
    };
    for call in &mut city.emergency_numbers {
        call.digits = call.digits.replace("12345", "967890");
    }
    city
}

/// A page names the neighbour in its language, and no city else.
fn names_neighbor(what: &str, page: &str, language: &str) {
    let product = if language == "/en" { "Jiashan &lt;Jingzhi&gt;" } else { "嘉善&lt;精治&gt;" };
    // In a title the sign that opens a tag is all that has to be escaped.
    let (_, title) = page.split_once("<title>").expect("a title");
    let (title, _) = title.split_once("</title>").expect("its end");
    assert!(title.replace('>', "&gt;").contains(product), "{what}: {title}");
    assert!(page.contains("967890"), "{what}: {page}");
    for word in FIRST {
        assert!(!page.contains(word), "{what} says {word}: {page}");
    }
}

async fn every_page_names_the_city_of_the_setting(store: Store) {
    let app = TestApp::start(store).await;
    let client = app.client();
    let first = client.get("/").await.expect(200).text();
    assert!(first.contains("<title>") && first.contains("平湖精治") && first.contains("tel:12345"), "{first}");
    // The program goes on running.
    app.set("city", &neighbor()).await;
    for language in ["", "/en"] {
        for (path, status) in [
            ("/", 200),
            ("/report", 200),
            ("/track", 200),
            ("/nearby", 200),
            ("/no-such-page", 404),
            // Made without Leptos.
            ("/nearby?lat=999&lng=1", 400),
            ("/%00", 400),
        ] {
            let address = format!("{language}{path}");
            let address = if address == "/en/" { "/en" } else { &address };
            let page = client.get(address).await.expect(status).text();
            names_neighbor(address, &page, language);
            assert!(page.contains("href=\"tel:967890\""), "{address}: {page}");
        }
    }
    // What the browser reads before it hydrates.
    for (path, name) in [("/", "嘉善县"), ("/en", "Jiashan")] {
        let page = client.get(path).await.text();
        for attribute in
            [&*format!("data-city=\"{name}\""), "data-hotline=\"967890\"", "data-map=\"[120.75,30.75,121.05,31.04]\""]
        {
            assert!(page.contains(attribute), "{path} has no {attribute}: {page}");
        }
    }
    // Staff choose their language with a cookie. Their doors and the officers' app have no hotline on them but in the attribute.
    let clerk = fixture::staff(&app, "clerk", Role::Acceptor, None).await.client;
    for (tag, language) in [("zh-CN", ""), ("en", "/en")] {
        client.set_cookie("language", tag);
        clerk.set_cookie("language", tag);
        for (who, path, status) in
            [(&client, "/login", 200), (&clerk, "/desk", 200), (&clerk, "/officer/", 200), (&clerk, "/desk/no", 404)]
        {
            names_neighbor(path, &who.get(path).await.expect(status).text(), language);
        }
    }
    let manifest = client.get("/officer.webmanifest").await.expect(200);
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    assert_eq!(manifest.json()["name"], "嘉善<精治> 处置");
}

async fn a_refused_form_names_the_city_of_the_setting(store: Store) {
    let app = TestApp::start_with(store, &["--devices-an-hour", "1"]).await;
    app.set("city", &neighbor()).await;
    let client = app.client();
    for (language, outside) in [("", "不在嘉善县范围内"), ("/en", "outside Jiashan")] {
        // A place in another part of the world.
        let fields = [("words", "路灯不亮"), ("lat", "10.5"), ("lng", "20.5"), ("go", "next")];
        let path = format!("{language}/report/check");
        let page = client.post(&path, &report_fields(&fields)).await.expect(422).text();
        assert!(page.contains(outside), "{page}");
        names_neighbor(&path, &page, language);
        // Another new browser of this address is one too many.
        let path = format!("{language}/report/details");
        let page = app.client().post(&path, &[("words", "写下的话"), ("go", "back")]).await.expect(429).text();
        names_neighbor(&path, &page, language);
    }
}
