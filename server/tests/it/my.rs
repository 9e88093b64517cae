//! What was reported with a browser: its own list, without script.

use crate::app::{Store, TestApp, on_both};
use crate::client::Client;
use crate::fixture::report_fields;
use crate::receipt::{follow, key, number};

on_both!(a_browser_lists_opens_and_forgets_what_was_reported_with_it);

/// Sends a report that leaves no phone number; gives its case number.
async fn send(client: &Client, words: &str) -> String {
    let own = key(&client.get("/report").await.expect(200).text());
    let mut fields = report_fields(&[("words", words), ("report", &own)]);
    fields.retain(|(name, _)| *name != "phone");
    let sent = client.post("/report/check", &fields).await.expect(303);
    let receipt = follow(client, &sent).await;
    // Another report in the same browser begins anew.
    client.post("/report/new", &[("go", "another")]).await.expect(303);
    number(&receipt)
}

async fn a_browser_lists_opens_and_forgets_what_was_reported_with_it(store: Store) {
    let app = TestApp::shared(store).await;
    let (client, other) = (app.client(), app.client());
    let empty = client.get("/my").await.expect(200);
    assert_eq!(empty.header("cache-control"), "no-store");
    assert!(empty.text().contains("这里还没有记录") && !empty.text().contains(".wasm"), "{}", empty.text());
    let (first, second) = (send(&client, "路灯不亮").await, send(&client, "井盖翘起").await);
    let page = client.get("/my").await.expect(200).text();
    let at = |number: &str| page.find(number).unwrap_or_else(|| panic!("{number} is not in {page}"));
    assert!(at(&second) < at(&first), "the latest first");
    for english in [&first, &second] {
        assert!(client.get("/en/my").await.expect(200).text().contains(english.as_str()));
        assert!(!other.get("/my").await.expect(200).text().contains(english.as_str()), "nobody else's browser");
    }
    // Nobody but the reporter may see it yet: the list opens it.
    let (_, report) = page.split_once("name=\"open\" value=\"").expect("a button");
    let report = report.split('"').next().expect("a report");
    assert_eq!(other.post("/my", &[("open", report)]).await.expect(303).location(), "/my", "nothing is told");
    client.post("/my", &[("forget", "")]).await.expect(303);
    assert!(client.get("/my").await.text().contains(&first), "what nobody asks for changes nothing");
    let opened = client.post("/my", &[("open", report)]).await.expect(303);
    assert!(opened.location().ends_with(&second), "{}", opened.location());
    assert!(follow(&client, &opened).await.contains("井盖翘起"));
    // One is forgotten, then all.
    let left = client.post("/my", &[("forget", report)]).await.expect(303);
    let left = follow(&client, &left).await;
    assert!(left.contains(&first) && !left.contains(&second), "{left}");
    assert!(client.post("/my", &[("forget", "all")]).await.expect(303).location() == "/my");
    assert!(!client.get("/my").await.expect(200).text().contains(&first));
    assert!(
        client.get(&format!("/cases/{second}")).await.text().contains("没有找到"),
        "nor does it open the page any more"
    );
}
