//! The citizen's way through the forms, without script.

use harness::{Postgres, TemporaryDirectory};

use crate::app::{Store, TestApp, block_on, on_both};
use crate::client::Client;
use crate::fixture::{PHONE, report_fields, value_of};
use crate::picture;

on_both!(
    a_report_goes_through_in_both_languages,
    i05_danger_is_told_whom_to_call_first,
    a_refused_form_keeps_every_value,
    a_repeated_post_makes_one_case,
    an_empty_file_is_told_and_no_choice_is_no_file,
    one_faulty_photo_costs_neither_the_others_nor_the_fields,
    a_number_that_moves_the_pin_is_told,
);

/// Every screen with what it would carry: hidden inputs of the page before, and its own fields.
async fn a_report_goes_through_in_both_languages(store: Store) {
    let app = TestApp::shared(store).await;
    for language in ["", "/en"] {
        let client = app.client();
        let path = |path: &str| format!("{language}{path}");
        let photo = vec![("camera", picture::jpeg(320, 240)), ("album", Vec::new())];
        assert_eq!(
            client.post_files(&path("/report"), &[("go", "next")], photo).await.location(),
            path("/report/place")
        );
        let photo = value_of(&client.get(&path("/report/place")).await.expect(200).text(), "photos").expect("a photo");
        let mut fields = vec![("photos", &*photo), ("town", "330482001"), ("address", "解放路 12 号")];
        // Choosing the town without script shows its roads.
        let town = client.post(&path("/report/place"), &[&fields[..], &[("go", "town")]].concat()).await;
        assert_eq!(town.location(), path("/report/place"));
        let town = client.get(&path("/report/place")).await.expect(200).text();
        assert!(town.contains("解放路 12 号") && town.matches("<option").count() > 20, "{town}");
        assert_eq!(client.post(&path("/report/place"), &fields).await.location(), path("/report/details"));
        fields.extend([("words", "路灯不亮"), ("class", "matter-01037"), ("phone", PHONE)]);
        assert_eq!(client.post(&path("/report/details"), &fields).await.location(), path("/report/check"));
        // Another device finds the draft nowhere, this one everywhere.
        assert!(client.get(&path("/report/check")).await.text().contains("路灯不亮"));
        assert!(!app.client().get(&path("/report/check")).await.text().contains("路灯不亮"));
        assert_eq!(client.post(&path("/report/check"), &fields).await.location(), path("/report/done"));
        let done = client.get(&path("/report/done")).await.expect(200).text();
        assert!(done.contains("PH20261123-") && done.contains("/track/"), "{done}");
        // The next report begins empty.
        assert!(!client.get(&path("/report/details")).await.text().contains("路灯不亮"));
        assert_eq!(client.post(&path("/report/new"), &[]).await.location(), path("/report"));
    }
}

async fn i05_danger_is_told_whom_to_call_first(store: Store) {
    let app = TestApp::shared(store).await;
    for language in ["", "/en"] {
        let client = app.client();
        let path = |path: &str| format!("{language}{path}");
        let fields = |words| [("town", "330482001"), ("address", "解放路 12 号"), ("words", words)];
        let opened = client.get(&path("/report/emergency")).await.expect(200).text();
        for digits in ["110", "119", "120", "12345", "95598"] {
            assert!(opened.contains(&format!("href=\"tel:{digits}\"")), "{digits} opened directly: {opened}");
        }
        client.post(&path("/report"), &[]).await.expect(303);
        for (words, next) in [
            ("以免发生触电，请修一下路灯", "/report/check"),
            ("没有人受伤", "/report/check"),
            ("人民路小区着火，快来", "/report/emergency"),
            ("There is a fire next to the school", "/report/emergency"),
            ("这里漏電", "/report/emergency"),
        ] {
            let went = client.post(&path("/report/details"), &fields(words)).await;
            assert_eq!(went.location(), path(next), "{words}");
        }
        let told = client.get(&path("/report/emergency")).await.expect(200).text();
        assert!(told.contains("href=\"tel:95598\"") && told.contains("href=\"tel:120\""), "{told}");
        assert!(!told.contains("href=\"tel:110\""), "those who can help: {told}");
    }
}

async fn a_refused_form_keeps_every_value(store: Store) {
    let app = TestApp::shared(store).await;
    let client = app.client();
    let place =
        client.post("/report/place", &[("lat", "NaN"), ("lng", "121.02"), ("address", "地址 <b>\"x\"</b>")]).await;
    let page = place.expect(422).text();
    assert!(page.contains("NaN") && page.contains("地址") && !page.contains("<b>\"x\""), "{page}");
    let outside =
        client.post("/report/place", &[("lat", "31.23"), ("lng", "121.47"), ("phone", PHONE)]).await.expect(422);
    assert_eq!(value_of(&outside.text(), "phone").as_deref(), Some(PHONE));
    let words = "很长的话".repeat(300);
    let details = client
        .post("/en/report/details", &[("words", &words), ("phone", "12345"), ("lat", "30.69"), ("lng", "121.02")])
        .await;
    let page = details.expect(422).text();
    assert!(page.contains(&words) && page.contains("12345") && page.contains("30.69"), "{page}");
    assert!(page.contains("Error: "), "the title says so");
    let check = client.post("/report/check", &[("words", "只有话")]).await.expect(422).text();
    assert!(check.contains("只有话"), "{check}");
    // Signing in and finding a case again.
    let login = client.post("/login", &[("login", "no<body>"), ("password", "s3cret-marker")]).await.expect(422).text();
    assert!(login.contains("no&lt;body&gt;") && !login.contains("s3cret-marker"), "{login}");
    let track = client.post("/track", &[("number", "PH20261123-000001"), ("phone", "12")]).await.expect(422).text();
    assert!(track.contains("PH20261123-000001"), "{track}");
}

async fn a_repeated_post_makes_one_case(store: Store) {
    let app = TestApp::shared(store).await;
    let client = app.client();
    client.post("/report", &[]).await.expect(303);
    let fields = report_fields(&[("words", "双击提交")]);
    let twice = [client.post("/report/check", &fields), client.post("/report/check", &fields)];
    for answer in futures::future::join_all(twice).await {
        assert_eq!(answer.location(), "/report/done");
    }
    client.post("/report/check", &fields).await.expect(303);
    let number = number(&client).await;
    let other = app.client();
    let fields = crate::fixture::report_fields(&[("words", "下一件")]);
    other.post("/report/check", &fields).await.expect(303);
    let serial =
        |number: &str| number.rsplit('-').next().and_then(|serial| serial.parse::<i64>().ok()).expect("a serial");
    assert!(serial(&self::number(&other).await) > serial(&number));
    assert_eq!(number, self::number(&client).await);
}

async fn number(client: &Client) -> String {
    let done = client.get("/report/done").await.expect(200).text();
    let at = done.find("PH20261123-").expect("a number");
    done[at..at + "PH20261123-000001".len()].to_owned()
}

async fn an_empty_file_is_told_and_no_choice_is_no_file(store: Store) {
    let app = TestApp::shared(store).await;
    let client = app.client();
    let words = "--x\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\n已经写的话\r\n";
    let file = |name: &str| {
        let kind = "Content-Type: application/octet-stream";
        format!("--x\r\nContent-Disposition: form-data; name=\"album\"; filename=\"{name}\"\r\n{kind}\r\n\r\n\r\n")
    };
    let send = |name: &str| {
        client.post_raw("/report", "multipart/form-data; boundary=x", [words, &file(name), "--x--"].concat())
    };
    assert_eq!(send("").await.location(), "/report/place", "as a browser sends an input without a choice");
    let page = send("IMG_0001.jpg").await.expect(422).text();
    assert!(page.contains(app::text::faults::PHOTO_EMPTY.zh) && page.contains("已经写的话"), "{page}");
}

async fn one_faulty_photo_costs_neither_the_others_nor_the_fields(store: Store) {
    let app = TestApp::shared(store).await;
    let client = app.client();
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let files = vec![("album", picture::jpeg(320, 240)), ("album", heic), ("album", picture::png(120, 90))];
    let page = client.post_files("/report", &[("words", "已经写的话")], files).await.expect(422).text();
    assert!(page.contains("HEIC") && page.contains("已经写的话"), "{page}");
    assert_eq!(page.matches("name=\"photos\"").count(), 2, "{page}");
    let photo = value_of(&page, "photos").expect("a photo");
    client.get(&format!("/media/{photo}")).await.expect(200);
    // More than five: the first five stay.
    let files = (0..7).map(|_| ("album", picture::jpeg(60, 40))).collect();
    let page = client.post_files("/report", &[], files).await.expect(422).text();
    assert_eq!(page.matches("name=\"photos\"").count(), 5, "{page}");
    // One too large among good ones.
    let files = vec![("album", vec![0xff; 10 * 1024 * 1024 + 1]), ("album", picture::jpeg(60, 40))];
    let page = client.post_files("/report", &[], files).await.expect(422).text();
    assert_eq!(page.matches("name=\"photos\"").count(), 1, "{page}");
}

async fn a_number_that_moves_the_pin_is_told(store: Store) {
    let app = TestApp::shared(store).await;
    let lamp = harness::city_components()[0].clone();
    let pins = [(lamp.position.lat + 0.01, true), (lamp.position.lat + 0.000_01, false)];
    for (language, told) in [("", "位置已按设施编号更新"), ("/en", "The position is now that of the facility")]
    {
        let lng = lamp.position.lng.to_string();
        for (lat, moved) in pins {
            let client = app.client();
            let lat = lat.to_string();
            let fields =
                [("lat", &*lat), ("lng", &*lng), ("source", "map"), ("component", &*lamp.code), ("words", "坏了")];
            client.post(&format!("{language}/report/place"), &fields).await.expect(303);
            for screen in ["/report/details", "/report/check", "/report/place"] {
                let page = client.get(&format!("{language}{screen}")).await.expect(200).text();
                assert_eq!(page.contains(told) && page.contains("1.1 km"), moved, "{screen}: {page}");
                let pin = [app::text::citizen::CHECK_PIN.zh, app::text::citizen::CHECK_PIN.en];
                assert!(pin.iter().all(|pin| !page.contains(pin)), "that pin does not count: {page}");
            }
        }
        let client = app.client();
        client.post("/report/place", &[("component", &*lamp.code)]).await.expect(303);
        let page = client.get(&format!("{language}/report/details")).await.expect(200).text();
        assert!(!page.contains(told), "there was no pin: {page}");
    }
}

/// The database goes away in the middle: every screen says so in words, with everything typed still in the form.
#[test]
fn a_store_that_is_away_keeps_what_was_typed_postgres() {
    let cluster = Postgres::start();
    let url = harness::city_on(&cluster, "away");
    block_on(async {
        let directory = TemporaryDirectory::new("away");
        harness::city_in(directory.path());
        let app = TestApp::start_on(url, directory, &[]).await;
        let client = app.client();
        client.post("/report", &[]).await.expect(303);
        client.get("/readyz").await.expect(200);
        cluster.stop();
        client.get("/livez").await.expect(200);
        let fields = crate::fixture::report_fields(&[("words", "写了半小时的话")]);
        for screen in ["/report/place", "/report/details", "/report/check", "/en/report/check"] {
            let answer = client.post(screen, &fields).await.expect(503);
            assert!(!answer.header("retry-after").is_empty());
            let page = answer.text();
            for (_, value) in fields.iter().filter(|(name, _)| *name != "source") {
                assert!(page.contains(value), "{screen} lost {value}: {page}");
            }
        }
        let photo = client.post_files("/report", &fields, vec![("camera", picture::jpeg(320, 240))]).await.expect(503);
        assert!(photo.text().contains("写了半小时的话"));
        // Whom to call is told wherever somebody writes of danger.
        let danger = "着火了，快来";
        let [add, rate, reopen] = ["add", "rate", "reopen"].map(|action| {
            let field = if action == "rate" { "reason" } else { "words" };
            vec![("action", action), ("rating", "1"), (field, danger)]
        });
        let report = report_fields(&[("words", danger)]);
        for (path, form) in [
            ("/report", &report),
            ("/report/details", &report),
            ("/report/check", &report),
            ("/cases/PH20261123-000001", &add),
            ("/cases/PH20261123-000001", &rate),
            ("/en/cases/PH20261123-000001", &reopen),
        ] {
            let page = client.post(path, form).await.expect(503).text();
            assert!(page.contains(danger) && page.contains("href=\"tel:119\""), "{path}: {page}");
        }
        let harmless = [("action", "add"), ("words", "没有人受伤")];
        let page = client.post("/cases/PH20261123-000001", &harmless).await.expect(503).text();
        assert!(page.contains("没有人受伤") && !page.contains("tel:120"), "{page}");
        client.get("/readyz").await.expect(503);
        cluster.start_again();
        client.post("/report/check", &fields).await.expect(303);
    });
}
