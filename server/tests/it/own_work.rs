//! Whoever handled a case cannot pass for its reporter in the browser in which they work.

use app::server::cookie::Cookie;

use crate::app::{Store, TestApp, on_both};
use crate::fixture::{self, Fixture, PASSWORD};

on_both!(
    who_handled_a_case_cannot_rate_it,
    whoever_reports_with_number_and_whole_phone_gets_in_and_with_four_digits_nobody
);

async fn who_handled_a_case_cannot_rate_it(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    fixture.close(&app).await;
    let path = format!("/cases/{}", fixture.number);
    let rate = [("action", "rate"), ("rating", "5")];
    // Signed in in the same browser.
    let officer = &fixture.officer.client;
    officer.get(&format!("/track/{}", fixture.secret)).await.expect(303);
    let refused = officer.post(&path, &rate).await.expect(403).text();
    assert!(refused.contains("经办人不能评价自己办理的案件"), "{refused}");
    let refused = officer.post(&format!("/en{path}"), &rate).await.expect(403).text();
    assert!(refused.contains("Whoever handled a case cannot rate it"), "{refused}");
    // Signed out again, or with the session thrown away: it is still the officer's browser.
    officer.post("/logout", &[]).await.expect(303);
    officer.get(&format!("/track/{}", fixture.secret)).await.expect(303);
    officer.post(&path, &rate).await.expect(403);
    let at_home = app.client();
    at_home.post("/login", &[("login", "acceptor"), ("password", PASSWORD)]).await.expect(303);
    at_home.set_cookie(&Cookie::Session.name(false), "0");
    at_home.get(&format!("/track/{}", fixture.secret)).await.expect(303);
    at_home.post(&path, &[("action", "reopen"), ("words", "再来一次")]).await.expect(403);
    // A colleague's browser is like anybody's, and so is the reporter's.
    let colleague = fixture::staff(&app, "colleague", domain::account::Role::WindowClerk, None).await.client;
    colleague.get(&format!("/track/{}", fixture.secret)).await.expect(303);
    colleague.post(&path, &rate).await.expect(303);
}

async fn whoever_reports_with_number_and_whole_phone_gets_in_and_with_four_digits_nobody(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let number = fixture.number.as_str();
    for language in ["", "/en"] {
        let path = format!("{language}/track");
        for few in ["1234", "7301234", "138******34"] {
            app.client().post(&path, &[("number", number), ("phone", few), ("digits", few)]).await.expect(422);
        }
        let copied = format!("案卷编号 {}", number.replace('-', ""));
        let opened = app.client().post(&path, &[("number", &copied), ("phone", "13857301234")]).await;
        assert_eq!(opened.location(), format!("{language}/cases/{number}"));
        app.client().get(&format!("{language}/cases/{}", number.replace('-', ""))).await.expect(404);
        let client = app.client();
        let opened = client.post(&path, &[("number", number), ("phone", "138 5730-1234")]).await;
        assert_eq!(opened.location(), format!("{language}/cases/{number}"));
        let page = client.get(opened.location()).await.expect(200).text();
        assert!(page.contains("138******34") && !page.contains("13857301234"), "{page}");
    }
}
