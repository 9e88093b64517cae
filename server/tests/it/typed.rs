//! What was typed, photographed or warned of on the way to a receipt: nothing of it is passed over in silence.

use crate::app::{Store, TestApp, on_both};
use crate::client::Client;
use crate::fixture::{report_fields, value_of};
use crate::picture;
use crate::receipt::{follow, key, number, post};

on_both!(
    a_browser_without_cookies_loses_nothing,
    a_photo_that_is_gone_is_told_before_anybody_goes_on,
    i05_no_way_leads_round_the_page_of_numbers,
    what_was_typed_goes_along_into_the_other_language,
    what_was_typed_goes_along_into_the_large_type,
    what_was_typed_to_find_a_case_goes_along_as_well,
    words_are_shown_again_where_the_case_no_longer_is,
);

async fn a_browser_without_cookies_loses_nothing(store: Store) {
    let app = TestApp::shared(store).await;
    // Each request comes as if there had been none before.
    let client = || Client::without_jar(&app.url);
    let own = key(&client().get("/report").await.expect(200).text());
    let carried = |more: &[(&'static str, &'static str)]| {
        let fields = [("town", "330482001"), ("address", "解放路 12 号")];
        let fields = fields.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        fields.chain([("report".to_owned(), own.clone())]).collect::<Vec<_>>()
    };
    let answer = client().post_files("/report", &[("report", &own)], vec![("album", picture::jpeg(320, 240))]).await;
    assert_eq!(answer.location(), format!("/report/place?report={own}"));
    let page = follow(&client(), &answer).await;
    let photo = value_of(&page, "photos").expect("the photo goes along");
    client().get(&format!("/media/{photo}")).await.expect(200);
    let with_photo = |more: &[(&'static str, &'static str)]| {
        let mut fields = carried(more);
        fields.push(("photos".to_owned(), photo.clone()));
        fields
    };
    let page = follow(&client(), &post(&client(), "/report/place", &with_photo(&[])).await).await;
    assert!(page.contains("解放路 12 号") && page.contains(&photo), "{page}");
    let words = [("words", "路灯不亮，没有 cookie")];
    let page = follow(&client(), &post(&client(), "/report/details", &with_photo(&words)).await).await;
    assert!(page.contains("没有 cookie") && page.contains(&photo), "{page}");
    let done = post(&client(), "/report/check", &with_photo(&words)).await;
    // Back to an earlier screen, and on again: it is known, photo and all.
    let known = post(&client(), "/report/details", &with_photo(&words)).await;
    assert_eq!(known.location(), format!("/report/done?report={own}"));
    assert_eq!(done.location(), format!("/report/done?report={own}"));
    let sent = number(&follow(&client(), &done).await);
    // Twice is once; and nobody else's address shows it.
    assert!(follow(&client(), &post(&client(), "/report/check", &with_photo(&words)).await).await.contains(&sent));
    assert!(!client().get("/report/done").await.expect(200).text().contains(&sent));
    // A browser that has kept its cookie so far goes on with its own draft, photo and all, after it has lost it.
    let tab = app.client();
    let own = key(&tab.get("/report").await.expect(200).text());
    let answer = tab.post_files("/report", &[("report", &own)], vec![("album", picture::jpeg(120, 90))]).await;
    let photo = value_of(&follow(&tab, &answer).await, "photos").expect("a photo");
    let fields = report_fields(&[("report", &own), ("photos", &photo), ("words", "栏杆断了")]);
    let answer = client().post("/report/details", &fields).await;
    assert!(follow(&client(), &answer).await.contains(&photo));
    let done = client().post("/report/check", &fields).await;
    number(&follow(&client(), &done).await);
}

async fn a_photo_that_is_gone_is_told_before_anybody_goes_on(store: Store) {
    let app = TestApp::shared(store).await;
    let other = app.client();
    other.post_files("/report", &[], vec![("album", picture::jpeg(320, 240))]).await.expect(303);
    let gone = value_of(&other.get("/report").await.expect(200).text(), "photos").expect("a photo");
    let fields = report_fields(&[("photos", &gone)]);
    let gone_told = "照片已过期";
    for screen in ["/report/place", "/report/details", "/report/check"] {
        let client = app.client();
        let page = client.post(screen, &fields).await.expect(422).text();
        assert!(page.contains(gone_told) && !page.contains(&gone), "{screen}: {page}");
        // What the page then carries goes on.
        let without = report_fields(&[]);
        client.post(screen, &without).await.expect(303);
    }
    // A look at a draft whose photo went in the meantime tells it as well.
    let client = app.client();
    client.post("/report/place", &[&fields[..], &[("go", "back")]].concat()).await.expect(303);
    assert!(client.get("/report/details").await.expect(200).text().contains(gone_told));
}

async fn i05_no_way_leads_round_the_page_of_numbers(store: Store) {
    let app = TestApp::shared(store).await;
    let emergency = "/report/emergency";
    let client = app.client();
    let fire = |more: &[(&'static str, &'static str)]| {
        report_fields(&[&[("words", "着火了，快来"), ("phone", "13812345670")], more].concat())
    };
    // Not gone through by the button that goes on, but sent from the last screen.
    client.post("/report/details", &fire(&[("go", "search")])).await.expect(303);
    assert_eq!(client.post("/report/check", &fire(&[])).await.location(), emergency);
    let page = client.get(emergency).await.expect(200).text();
    assert!(page.contains("tel:119"), "{page}");
    assert_eq!(client.post(emergency, &fire(&[])).await.location(), "/report/check");
    let seen = value_of(&client.get("/report/check").await.expect(200).text(), "warned").expect("what was seen");
    // Another danger is another page of numbers.
    let power = report_fields(&[("words", "有人触电了"), ("warned", &seen)]);
    assert_eq!(client.post("/report/details", &power).await.location(), emergency);
    let other = report_fields(&[("words", "着火了，快来"), ("warned", &seen)]);
    assert_eq!(client.post("/report/details", &other).await.location(), "/report/check");
    client.post("/report/check", &other).await.expect(303);
    // In the next report nothing has been seen.
    let next = client.post("/report/details", &report_fields(&[("words", "这里也着火了"), ("warned", &seen)])).await;
    let next = follow(&client, &next).await;
    assert_eq!(value_of(&next, "warned"), None, "{next}");
    // A form that is refused tells whom to call as well.
    let refused = client.post("/report/details", &fire(&[("phone", "abc")])).await.expect(422).text();
    assert!(refused.contains("tel:119"), "{refused}");
}

async fn what_was_typed_goes_along_into_the_other_language(store: Store) {
    let app = TestApp::shared(store).await;
    for (from, to) in [("", "/en"), ("/en", "")] {
        for screen in ["/report/place", "/report/details"] {
            let client = app.client();
            let page = client.get(&format!("{from}{screen}")).await.expect(200).text();
            assert!(page.contains("value=\"language\""), "{page}");
            let fields = report_fields(&[("words", "写到一半"), ("phone", "1381"), ("go", "language")]);
            let answer = client.post(&format!("{from}{screen}"), &fields).await;
            assert_eq!(answer.location(), format!("{to}{screen}"));
            let page = follow(&client, &answer).await;
            assert!(page.contains("写到一半") && page.contains("解放路"), "{page}");
        }
    }
}

async fn what_was_typed_goes_along_into_the_large_type(store: Store) {
    let app = TestApp::shared(store).await;
    for language in ["", "/en"] {
        for screen in ["/report/place", "/report/details"] {
            let (client, path) = (app.client(), format!("{language}{screen}"));
            let fields = report_fields(&[("words", "写到一半"), ("phone", "1381"), ("go", "large_type")]);
            for large in [true, false] {
                let answer = client.post(&path, &fields).await;
                assert_eq!(answer.location(), path);
                let page = follow(&client, &answer).await;
                assert_eq!(page.contains("data-type=\"large\""), large, "{page}");
                assert!(page.contains("写到一半") && page.contains("解放路"), "{page}");
                // The Enter key obeys the first button of a form.
                let first = page.split("<button").find(|button| button.contains("form=\"report\"")).expect("a button");
                assert!(first.contains("value=\"next\"") && page.contains("value=\"large_type\""), "{page}");
            }
        }
    }
}

async fn what_was_typed_to_find_a_case_goes_along_as_well(store: Store) {
    let app = TestApp::shared(store).await;
    for (from, to) in [("", "/en"), ("/en", "")] {
        let client = app.client();
        let page = client.get(&format!("{from}/track")).await.expect(200).text();
        for go in ["language", "large_type"] {
            assert!(page.contains(&format!("form=\"report\" name=\"go\" value=\"{go}\"")), "{page}");
            let typed = [("number", "PH20261123-9"), ("phone", "1381"), ("go", go)];
            let answer = client.post(&format!("{from}/track"), &typed).await.expect(307);
            let shown = if go == "language" { to } else { from };
            assert_eq!(answer.header("location"), format!("{shown}/track?shown"));
            // A browser sends the same there.
            let page = client.post(answer.header("location"), &typed).await.expect(200);
            assert_eq!(page.header("cache-control"), "no-store");
            let page = page.text();
            assert!(page.contains("PH20261123-9") && page.contains("value=\"1381\""), "{page}");
            assert!(page.contains(&format!("action=\"{shown}/track\"")), "from there it is found: {page}");
            assert_eq!(page.contains("data-type=\"large\""), go == "large_type", "{page}");
        }
    }
}

async fn words_are_shown_again_where_the_case_no_longer_is(store: Store) {
    let app = TestApp::shared(store).await;
    let me = app.client();
    let sent = me.post("/report/check", &report_fields(&[("words", "还没有立案")])).await;
    let number = number(&follow(&me, &sent).await);
    // In a browser whose way in has ended: a case that is not public, and one that never was.
    for number in [&*number, "PH19990101-000001"] {
        for (language, unsent) in [("", "没有提交"), ("/en", "was not sent")] {
            let path = format!("{language}/cases/{number}");
            let form = [("action", "add"), ("words", "写了很久的一段话")];
            let page = app.client().post(&path, &form).await.expect(404).text();
            assert!(page.contains("写了很久的一段话") && page.contains(unsent), "{page}");
            assert!(page.contains(&format!("{language}/track")), "the way in");
            let none = app.client().post(&path, &[("action", "hurry")]).await.expect(404).text();
            assert!(!none.contains(unsent), "{none}");
        }
    }
}
