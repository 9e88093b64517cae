//! Two tabs, Back, a double click, a lost answer: every receipt is that of what was sent.

use crate::app::{Store, TestApp, on_both};
use crate::client::{Answer, Client};
use crate::fixture::{Fixture, PHONE, report_fields, value_of};
use crate::picture;

on_both!(
    two_tabs_send_two_reports,
    after_sending_other_words_are_not_said_to_have_arrived,
    whoever_goes_back_after_sending_finds_that_it_was_sent_and_loses_nothing_new,
    the_next_report_in_this_browser_begins_empty,
    a_receipt_is_that_of_its_own_report,
    what_cannot_be_corrected_does_not_ask_to_be_corrected,
    what_was_undone_since_is_told_with_the_words_kept,
    i05_danger_in_whatever_is_written_leads_to_the_numbers,
);

/// The key that a page's form carries.
pub fn key(page: &str) -> String {
    value_of(page, "report").expect("a key")
}

/// Follows a redirect within the site.
pub async fn follow(client: &Client, answer: &Answer) -> String {
    client.get(answer.location()).await.expect(200).text()
}

pub fn number(page: &str) -> String {
    let at = page.find("PH20261123-").expect("a number");
    page[at..at + "PH20261123-000001".len()].to_owned()
}

/// One tab: its own key, its own address, and the page that it shows.
struct Tab {
    key: String,
    address: String,
    page: String,
}

impl Tab {
    async fn open(client: &Client) -> Tab {
        let page = client.get("/report").await.expect(200).text();
        Tab { key: key(&page), address: "/report".to_owned(), page }
    }

    async fn send(&mut self, client: &Client, fields: &[(&str, &str)], files: Vec<(&'static str, Vec<u8>)>) {
        let fields: Vec<_> = [&[("report", &*self.key)], fields].concat();
        let answer = client.post_files(&self.address, &fields, files).await;
        self.address = answer.location().to_owned();
        self.page = client.get(&self.address).await.expect(200).text();
    }
}

async fn two_tabs_send_two_reports(store: Store) {
    let app = TestApp::shared(store).await;
    let client = app.client();
    let (mut one, mut two) = (Tab::open(&client).await, Tab::open(&client).await);
    assert_ne!(one.key, two.key);
    one.send(&client, &[], vec![("album", picture::jpeg(320, 240))]).await;
    two.send(&client, &[], vec![("album", picture::jpeg(120, 90))]).await;
    assert_eq!(one.address, "/report/place", "the first one needs no mark");
    assert_eq!(two.address, format!("/report/place?report={}", two.key));
    let photos = [&one, &two].map(|tab| value_of(&tab.page, "photos").expect("a photo"));
    assert_ne!(photos[0], photos[1]);
    let place = |photo| [("photos", photo), ("town", "330482001"), ("address", "解放路 12 号")];
    let (first, second) = (place(&*photos[0]), place(&*photos[1]));
    one.send(&client, &first, Vec::new()).await;
    two.send(&client, &second, Vec::new()).await;
    let (first, second) =
        ([&first[..], &[("words", "路灯不亮")]].concat(), [&second[..], &[("words", "井盖翘起")]].concat());
    one.send(&client, &first, Vec::new()).await;
    two.send(&client, &second, Vec::new()).await;
    // Each shows its own, also when it is loaded again.
    for (tab, own, other, photo) in [(&one, "路灯不亮", "井盖翘起", 0), (&two, "井盖翘起", "路灯不亮", 1)]
    {
        let page = client.get(&tab.address).await.expect(200).text();
        assert!(page.contains(own) && !page.contains(other), "{page}");
        assert!(page.contains(&photos[photo]) && !page.contains(&photos[1 - photo]), "{page}");
        assert_eq!(key(&page), tab.key);
    }
    one.send(&client, &first, Vec::new()).await;
    two.send(&client, &second, Vec::new()).await;
    let receipt = |tab: &Tab| format!("/report/done?report={}", tab.key);
    assert_eq!((&one.address, &two.address), (&receipt(&one), &receipt(&two)));
    let numbers = [number(&one.page), number(&two.page)];
    assert_ne!(numbers[0], numbers[1]);
    for (tab, number) in [&one, &two].into_iter().zip(&numbers) {
        assert!(client.get(&tab.address).await.expect(200).text().contains(number), "loaded again");
    }
    // A double click, or a lost answer.
    let again: Vec<_> = [&[("report", &*two.key)], &second[..]].concat();
    let answer = client.post("/report/check", &again).await;
    assert!(follow(&client, &answer).await.contains(&numbers[1]));
}

async fn after_sending_other_words_are_not_said_to_have_arrived(store: Store) {
    let app = TestApp::shared(store).await;
    let client = app.client();
    let photo = client.post_files("/report", &[], vec![("album", picture::jpeg(320, 240))]).await;
    let photo = value_of(&follow(&client, &photo).await, "photos").expect("a photo");
    let fields = report_fields(&[("words", "双黄线磨没了"), ("photos", &photo)]);
    let done = client.post("/report/check", &fields).await;
    assert_eq!(done.location(), "/report/done");
    let mut first = number(&follow(&client, &done).await);
    // Back, other words, send: nothing has arrived, nothing is lost.
    let other = report_fields(&[("words", "另一处的双黄线"), ("photos", &photo)]);
    for (language, unsent, wrong) in
        [("", "这一份还没有发出", "请先改正"), ("/en", "This one has not been sent yet", "There is a problem")]
    {
        let path = format!("{language}/report/check");
        let page = client.post(&path, &other).await.expect(409).text();
        assert!(page.contains("另一处的双黄线") && page.contains(PHONE) && page.contains(&first), "{page}");
        assert!(page.contains(&format!("<title>{unsent}")) && !page.contains(wrong), "{page}");
        assert!(!page.contains(&photo), "the photo went with the first one");
        // The page's own form sends it, as another report.
        let key = key(&page);
        let again: Vec<_> = [&[("report", &*key)], &report_fields(&[("words", "另一处的双黄线")])[..]].concat();
        let sent = client.post(&path, &again).await;
        let second = number(&follow(&client, &sent).await);
        assert_ne!(first, second);
        let answer = client.post(&path, &again).await;
        assert!(follow(&client, &answer).await.contains(&second), "once");
        first = second;
    }
    // Back to an earlier screen: the words go on as another report, which says so before it is sent.
    let tab = app.client();
    let page = tab.get("/report").await.expect(200).text();
    let own = key(&page);
    let carried = |words| [&[("report", &*own)], &report_fields(&[("words", words)])[..]].concat();
    tab.post("/report/details", &carried("栏杆断了")).await.expect(303);
    let sent = tab.post("/report/check", &carried("栏杆断了")).await;
    let first = number(&follow(&tab, &sent).await);
    let known = tab.post("/report/details", &carried("栏杆断了")).await;
    assert_eq!(known.location(), format!("/report/done?report={own}"), "nothing is new");
    let next = tab.post("/report/details", &carried("桥上的灯不亮")).await;
    let check = follow(&tab, &next).await;
    assert!(check.contains("桥上的灯不亮") && check.contains(&first) && key(&check) != own, "{check}");
    // And by its address, when the browser loads it again instead of showing what it had.
    let address = format!("/report/check?report={own}");
    let page = tab.get(&address).await.expect(200).text();
    assert!(page.contains(&first) && !page.contains("name=\"words\""), "{page}");
}

async fn whoever_goes_back_after_sending_finds_that_it_was_sent_and_loses_nothing_new(store: Store) {
    use app::text::citizen::{DONE_NEW, EMERGENCY_GO_ON, SENT_TITLE};
    let app = TestApp::shared(store).await;
    let client = app.client();
    let own = key(&client.get("/report").await.expect(200).text());
    let carried = |words| [&[("report", &*own)], &report_fields(&[("words", words)])[..]].concat();
    client.post("/report/details", &carried("路灯不亮")).await.expect(303);
    let done = client.post("/report/check", &carried("路灯不亮")).await;
    let number = number(&follow(&client, &done).await);
    for (language, other, title, new) in
        [("", "/en", SENT_TITLE.zh, DONE_NEW.zh), ("/en", "", SENT_TITLE.en, DONE_NEW.en)]
    {
        let receipt = format!("href=\"{language}/report/done?report={own}\"");
        for query in [String::new(), format!("?report={own}")] {
            let look = async |screen| client.get(&format!("{language}{screen}{query}")).await.expect(200).text();
            for screen in ["/report/place", "/report/details", "/report/check"] {
                let page = look(screen).await;
                assert!([title, &number, &receipt, new].iter().all(|told| page.contains(told)), "{screen}: {page}");
                assert!(!page.contains("name=\"words\"") && !page.contains("name=\"address\""), "{screen}: {page}");
            }
            // The header's two switches show the same again.
            for go in ["language", "large_type"] {
                let fields = [("report", &*own), ("go", go)];
                let anew = client.post(&format!("{language}/report/details{query}"), &fields).await;
                let shown = if go == "language" { other } else { language };
                assert_eq!(anew.location(), format!("{shown}/report/details?report={own}"));
            }
            let page = look("/report/emergency").await;
            assert!(["tel:110", &number, &receipt, new].iter().all(|told| page.contains(told)), "{page}");
            assert!(!page.contains(EMERGENCY_GO_ON.zh) && !page.contains(EMERGENCY_GO_ON.en), "{page}");
        }
        let first = client.get(&format!("{language}/report?report={own}")).await.expect(200).text();
        assert!(first.contains(&number) && key(&first) != own, "another one begins there: {first}");
    }
    // What the browser itself had kept of the screen is another report, which the receipt's button does not clear.
    client.post("/report/details", &carried("又想起的一件事")).await.expect(303);
    let receipt = client.get(&format!("/report/done?report={own}")).await.expect(200).text();
    assert!(receipt.contains("value=\"another\""), "{receipt}");
    client.post("/report/new", &[("go", "another")]).await.expect(303);
    assert!(client.get("/report").await.expect(200).text().contains("又想起的一件事"));
    // The button that says so does, and then nothing more is told of what was sent.
    client.post("/report/new", &[]).await.expect(303);
    let page = client.get("/report/details").await.expect(200).text();
    assert!(page.contains("name=\"words\"") && !page.contains(&number) && !page.contains("又想起"), "{page}");
}

async fn the_next_report_in_this_browser_begins_empty(store: Store) {
    let app = TestApp::shared(store).await;
    let client = app.client();
    let typed = [("words", "没有照片的上报"), ("address", "幸福小区 3 幢 502"), ("lat", "30.6912345")];
    let fields = report_fields(&typed);
    client.post("/report", &[]).await.expect(303);
    client.post("/report/place", &fields).await.expect(303);
    client.post("/report/details", &fields).await.expect(303);
    assert!(client.get("/report").await.expect(200).text().contains("没有照片的上报"), "another visit finds it again");
    assert_eq!(client.post("/report/check", &fields).await.location(), "/report/done");
    for language in ["", "/en"] {
        for screen in ["/report", "/report/place", "/report/details", "/report/emergency", "/report/check"] {
            let page = client.get(&format!("{language}{screen}")).await.expect(200).text();
            for left in ["没有照片的上报", "幸福小区", PHONE, "30.6912345"] {
                assert!(!page.contains(left), "{screen}: {left}");
            }
        }
    }
    // What somebody else left lying can be cleared.
    let left = report_fields(&[("words", "没有写完的话")]);
    assert_eq!(client.post("/report/details", &left).await.location(), "/report/check");
    let begun = client.get("/report").await.expect(200).text();
    assert!(begun.contains("没有写完的话") && begun.contains("action=\"/report/new\""), "{begun}");
    assert_eq!(client.post("/report/new", &[]).await.location(), "/report");
    assert!(!client.get("/report/details").await.expect(200).text().contains("没有写完的话"));
}

async fn a_receipt_is_that_of_its_own_report(store: Store) {
    let app = TestApp::start(store).await;
    let client = app.client();
    let mut sent = Vec::new();
    for words in ["路灯不亮", "井盖翘起"] {
        let own = key(&client.get("/report").await.expect(200).text());
        let fields = [&[("report", &*own)], &report_fields(&[("words", words)])[..]].concat();
        let fields: Vec<(String, String)> =
            fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        let done = post(&client, "/report/check", &fields).await;
        sent.push((fields, number(&follow(&client, &done).await)));
    }
    assert_ne!(sent[0].1, sent[1].1);
    // Sent again, from any screen, the first leads to its own receipt.
    for (fields, number) in sent.iter().rev() {
        for screen in ["/report/check", "/report/details", "/en/report/check"] {
            let again = post(&client, screen, fields).await;
            assert!(follow(&client, &again).await.contains(number), "{screen}");
        }
    }
    // Without a key in the address it is the last that was sent, not the last that was begun.
    let own = key(&client.get("/report").await.expect(200).text());
    let (early, late) = (own, key(&app.client().get("/report").await.expect(200).text()));
    let form = |key: &str, words: &str| {
        let fields = [&[("report", key)], &report_fields(&[("words", words)])[..]].concat();
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>()
    };
    post(&client, "/report/details", &form(&early, "栏杆断了")).await.expect(303);
    post(&client, "/report/check", &form(&late, "树倒了")).await.expect(303);
    app.clock.set(app.clock.now().plus_seconds(60));
    let done = post(&client, "/report/check", &form(&early, "栏杆断了")).await;
    let first = number(&follow(&client, &done).await);
    assert!(client.get("/report/done").await.expect(200).text().contains(&first));
}

pub async fn post(client: &Client, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    client.post(path, &fields).await
}

async fn what_cannot_be_corrected_does_not_ask_to_be_corrected(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let address = format!("/cases/{}", fixture.number);
    let correct = ["请先改正", "There is a problem", "<title>错误", "<title>Error"];
    let me = &fixture.reporter;
    let page = me.get(&address).await.expect(200).text();
    let form = [("action", "hurry"), ("key", &*value_of(&page, "key").expect("a key"))];
    me.post(&address, &form).await.expect(303);
    me.post(&address, &form).await.expect(303);
    let other = value_of(&me.get(&address).await.expect(200).text(), "key").expect("a key");
    for (language, title) in [("", "这件事已经办过了"), ("/en", "This has been done already")] {
        let path = format!("{language}{address}");
        let refused = me.post(&path, &[("action", "hurry"), ("key", &other)]).await.expect(409);
        assert_eq!(refused.header("retry-after"), "86400");
        let refused = refused.text();
        assert!(refused.contains(&format!("<title>{title}")), "{refused}");
        assert!(correct.iter().all(|wrong| !refused.contains(wrong)), "{refused}");
    }
    fixture.close(&app).await;
    // Words for which it is too late are shown again, to be copied.
    let late = me.post(&address, &[("action", "add"), ("words", "写了很久的一段话")]).await.expect(409).text();
    assert!(late.contains("写了很久的一段话") && late.contains("现在不能这样做"), "{late}");
    me.post(&address, &[("action", "rate"), ("rating", "5"), ("key", "a")]).await.expect(303);
    me.post(&address, &[("action", "rate"), ("rating", "5"), ("key", "a")]).await.expect(303);
    let second =
        me.post(&address, &[("action", "rate"), ("rating", "1"), ("reason", "其实没修好"), ("key", "b")]).await;
    let second = second.expect(409).text();
    assert!(second.contains("其实没修好") && second.contains("这件事已经办过了"), "{second}");
    // What can be corrected still says so.
    let reopen = me.post(&address, &[("action", "reopen"), ("words", " ")]).await.expect(422).text();
    assert!(reopen.contains("请先改正") && reopen.contains("<title>错误"), "{reopen}");
}

async fn what_was_undone_since_is_told_with_the_words_kept(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let address = format!("/cases/{}", fixture.number);
    let me = &fixture.reporter;
    fixture.close(&app).await;
    let rate = [("action", "rate"), ("rating", "2"), ("reason", "不好\r\n很慢"), ("key", "a")];
    let reopen = [("action", "reopen"), ("words", "又不亮了\r\n还是老样子"), ("key", "b")];
    for (form, done) in [(&rate[..], "#done-rate"), (&reopen[..], "#done-reopen")] {
        for _ in 0..2 {
            assert_eq!(me.post(&address, form).await.location(), format!("{address}{done}"));
        }
    }
    fixture.dispatch(&app, &fixture.number).await;
    fixture.close(&app).await;
    for (language, told) in [("", "现在不能这样做"), ("/en", app::text::site::SUMMARY_IMPOSSIBLE.en)] {
        for (form, line) in [(&rate[..], "很慢"), (&reopen[..], "还是老样子")] {
            let page = me.post(&format!("{language}{address}"), form).await.expect(409).text();
            assert!(page.contains(told) && page.contains(line), "{page}");
            // The page is a new one: sent from there it is meant.
            let new = value_of(&page, "key").expect("a key");
            assert!(new.len() > 20, "{new}");
        }
    }
    let page = me.post(&address, &rate).await.expect(409).text();
    let new = value_of(&page, "key").expect("a key");
    let again = [("action", "reopen"), ("words", "又不亮了\r\n还是老样子"), ("key", &*new)];
    assert_eq!(me.post(&address, &again).await.location(), format!("{address}#done-reopen"));
    // Somebody who joins what was closed meanwhile.
    fixture.dispatch(&app, &fixture.number).await;
    fixture.close(&app).await;
    for (language, told) in [("", "已经结案"), ("/en", "is closed")] {
        let page = app.client().post(&format!("{language}{address}"), &[("action", "join"), ("key", "c")]).await;
        let page = page.expect(409).text();
        assert!(page.contains(told) && !page.contains("没有找到"), "{page}");
    }
}

async fn i05_danger_in_whatever_is_written_leads_to_the_numbers(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let address = format!("/cases/{}", fixture.number);
    let me = &fixture.reporter;
    // At the end of words that are as long as they may be: the ends of lines do not push it out.
    let danger = format!("{}现在着火了快来", "说\r\n".repeat(490));
    let numbers = |language: &str| format!("{language}/report/emergency?case={}", fixture.number);
    let mut key = 0;
    let mut send = async |language: &str, fields: &[(&str, &str)]| {
        key += 1;
        let key = key.to_string();
        let answer = me.post(&format!("{language}{address}"), &[fields, &[("key", &*key)]].concat()).await;
        answer.location().to_owned()
    };
    for language in ["", "/en"] {
        let harmless = send(language, &[("action", "add"), ("words", "在东门，没有人触电")]).await;
        assert_eq!(harmless, format!("{language}{address}#done-add"));
        assert_eq!(send(language, &[("action", "add"), ("words", &danger)]).await, numbers(language));
        fixture.close(&app).await;
        let rate = [("action", "rate"), ("rating", "5"), ("reason", &*danger)];
        assert_eq!(send(language, &rate).await, numbers(language));
        assert_eq!(send(language, &[("action", "reopen"), ("words", &danger)]).await, numbers(language));
        let told = me.get(&numbers(language)).await.expect(200).text();
        assert!(told.contains("href=\"tel:119\""), "{told}");
        assert!(told.contains(&format!("href=\"{language}{address}\"")), "the way back: {told}");
        fixture.dispatch(&app, &fixture.number).await;
    }
}
