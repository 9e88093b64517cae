//! Forms that are no forms.

use std::collections::BTreeSet;
use std::path::Path;

use crate::app::{Store, TestApp, on_both};
use crate::client::Client;
use crate::fixture::{Fixture, value_of};
use crate::picture;

on_both!(
    i07_hostile_forms_are_refused_and_write_nothing,
    i07_a_form_over_the_limit_stores_nothing_and_shows_what_was_typed,
    i07_odd_forms_are_read_as_they_stand,
    i07_file_names_are_never_used,
);

const FORMS: [&str; 8] =
    ["/report", "/en/report", "/report/place", "/report/details", "/report/check", "/track", "/login", "/preferences"];

const MULTIPART: &str = "multipart/form-data; boundary=x";

fn part(head: &str, body: &str) -> String {
    format!("--x\r\n{head}\r\n\r\n{body}\r\n")
}

fn field(name: &str, value: &str) -> String {
    part(&format!("Content-Disposition: form-data; name=\"{name}\""), value)
}

/// A sound photo with what stands before it, and without what stands behind.
fn photo(name: &str) -> Vec<u8> {
    let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.jpg\"\r\n\r\n");
    [head.as_bytes(), &picture::jpeg(120, 90), b"\r\n"].concat()
}

/// The beginning of a form that everybody would take: fields for every door, and photos.
fn well_begun() -> Vec<u8> {
    let fields =
        [("action", "add"), ("words", "x"), ("go", "next"), ("lat", "30.69"), ("lng", "121.02"), ("large_type", "1")];
    let fields: String = fields.into_iter().map(|(name, value)| field(name, value)).collect();
    [fields.as_bytes(), &photo("album"), &photo("photo")].concat()
}

/// What nobody can read to its end, by content type. Each that begins like a form comes once more behind a sound beginning.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let sound = field("words", "x") + "--x--";
    let no_form = [
        ("multipart/form-data", sound.clone()),
        ("multipart/form-data; boundary=", sound.clone()),
        ("multipart/form-data; boundary=y", sound.clone()),
        ("multipart/mixed; boundary=x", sound),
        ("application/json", "{\"words\":\"x\"}".to_owned()),
        ("text/plain", "words=x".to_owned()),
        ("", String::new()),
        (MULTIPART, String::new()),
        (MULTIPART, "no boundary at all\r\n".repeat(10_000)),
    ];
    let long_header = format!("X-Long: {}\r\nContent-Disposition: form-data; name=\"words\"", "a".repeat(200_000));
    let broken: Vec<Vec<u8>> = [
        "--x".to_owned(),
        field("words", "never ends"),
        "--x\r\nContent-Disposition: form-data; name=\"words\"\r\n".to_owned(),
        field("words", "x").repeat(10_000) + "--x--",
        part(&long_header, "x") + "--x--",
        part(&(0..200).map(|n| format!("X-{n}: y\r\n")).collect::<String>(), "x") + "--x--",
        field("words", &"a".repeat(1_100_000)) + "--x--",
        "\0".repeat(100_000),
    ]
    .map(String::into_bytes)
    .into_iter()
    .chain([photo("album")[..400].to_vec(), photo("photo")])
    // No UTF-8: kept as it is by no database, and as something else it would not be what was sent.
    .chain([b"--x\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\n\xc2\xb7\xb5\xc6\r\n--x--".to_vec()])
    .collect();
    let begun = broken.iter().map(|rest| [&well_begun()[..], rest].concat());
    let multipart: Vec<Vec<u8>> = broken.iter().cloned().chain(begun).collect();
    no_form
        .into_iter()
        .map(|(kind, body)| (kind, body.into_bytes()))
        .chain(multipart.into_iter().map(|body| (MULTIPART, body)))
        .collect()
}

/// Everything that a refused form might have left behind: rows, files, and the draft of this browser.
async fn traces(app: &TestApp, client: &Client) -> (Vec<(String, i64)>, BTreeSet<String>, String) {
    let page = client.get("/report/details").await.expect(200).text();
    let draft = format!("{:?} {}", value_of(&page, "photos"), page.contains("已经写的话"));
    (app.row_counts().await, names(app.directory.path(), 9), draft)
}

async fn i07_hostile_forms_are_refused_and_write_nothing(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let browser = app.client();
    // A draft that is there before stays as it was.
    browser.post_files("/report", &[("words", "已经写的话")], vec![("album", picture::jpeg(60, 40))]).await.expect(303);
    let before = traces(&app, &browser).await;
    assert!(before.2.starts_with("Some(") && before.2.ends_with("true"), "{}", before.2);
    let case = format!("/cases/{}", fixture.number);
    let doors = FORMS.iter().map(|path| (*path, &browser));
    let doors: Vec<_> = doors.chain([(&*case, &fixture.reporter), ("/media", &fixture.officer.client)]).collect();
    for (path, client) in doors {
        for (index, (kind, body)) in hostile().into_iter().enumerate() {
            let answer = client.post_raw(path, kind, body).await;
            assert!(matches!(answer.status, 400 | 413), "{path} {index} {kind}: {}", answer.status);
        }
        assert_eq!(traces(&app, &browser).await, before, "{path}");
    }
    // The same beginning with a sound end is a form, which shows that the beginning alone is not what was refused.
    let whole = [&well_begun()[..], b"--x--"].concat();
    browser.post_raw("/report", MULTIPART, whole.clone()).await.expect(303);
    fixture.officer.client.post_raw("/media", MULTIPART, whole).await.expect(200);
    assert_ne!(traces(&app, &browser).await, before);
}

/// A form that grows over the limit on its way: nothing of it is stored, and everything that was typed is in the page.
async fn i07_a_form_over_the_limit_stores_nothing_and_shows_what_was_typed(store: Store) {
    let app = TestApp::start(store).await;
    let client = app.client();
    let before = (app.row_counts().await, names(app.directory.path(), 9));
    let head = "--x\r\nContent-Disposition: form-data; name=\"album\"; filename=\"b.jpg\"\r\n\r\n";
    let large = [head.as_bytes(), &vec![0xff; 11 * 1024 * 1024], b"\r\n"].concat();
    let body = [field("words", "写了很久的话").as_bytes(), &well_begun()[..], &large.repeat(6), b"--x--"].concat();
    // In pieces, as the length of what is declared is refused before anything is read.
    let pieces = futures::stream::iter(
        body.chunks(64 * 1024).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect::<Vec<_>>(),
    );
    let page = client.post_raw("/report", MULTIPART, reqwest::Body::wrap_stream(pieces)).await.expect(413).text();
    assert!(page.contains(app::text::faults::BODY_TOO_LARGE.zh), "{page}");
    assert_eq!((value_of(&page, "lat").as_deref(), value_of(&page, "photos")), (Some("30.69"), None), "{page}");
    assert_eq!((app.row_counts().await, names(app.directory.path(), 9)), before);
}

/// Sound, if odd: a form within a form is text, the last of several values counts, a missing name is a name.
async fn i07_odd_forms_are_read_as_they_stand(store: Store) {
    let client = TestApp::shared(store).await.client();
    let nested = field("words", "--y\r\nContent-Disposition: form-data; name=\"phone\"\r\n\r\n13800000000\r\n--y--");
    let odd = [
        (nested + "--x--", 303),
        (field("words", "first") + &field("words", "last") + "--x--", 303),
        (part("Content-Disposition: form-data", "x") + "--x--", 422),
        (part("Content-Disposition: form-data; name=\"wo\0rds\"", "x\0y") + "--x--", 400),
        (part("content-disposition:form-data;name=words", "x") + "--x--", 303),
    ];
    for (body, status) in odd {
        let answer = client.post_raw("/report/details", MULTIPART, body.clone()).await;
        assert_eq!(answer.status, status, "{body:?}: {}", answer.text());
        let kept = client.get("/report/details").await.expect(200).text();
        assert!(!kept.contains("value=\"13800000000\""), "a field of the form within is no field of ours");
    }
    let last = field("words", "first") + &field("words", "last") + &field("go", "back") + "--x--";
    client.post_raw("/report/details", MULTIPART, last).await.expect(303);
    let kept = client.get("/report/details").await.expect(200).text();
    assert!(kept.contains("last") && !kept.contains("first"), "{kept}");
}

async fn i07_file_names_are_never_used(store: Store) {
    let app = TestApp::start(store).await;
    let client = app.client();
    let around = app.directory.path().parent().expect("a folder above");
    let before = names(around, 0);
    let names_of_files = [
        "../../../../tmp/jingzhi-evil.jpg",
        "..\\..\\evil.jpg",
        "/etc/evil.jpg",
        "evil\\\"\\r\\nX-Evil: 1.jpg",
        "%0d%0aX-Evil:1.jpg",
        "evil.php",
        ".htaccess",
        "\u{202e}gpj.exe",
    ];
    for name in names_of_files {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"album\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
        );
        let body = [head.as_bytes(), &picture::jpeg(60, 40), b"\r\n--x--"].concat();
        let answer = client.post_raw("/report", "multipart/form-data; boundary=x", body).await;
        assert!(matches!(answer.status, 303 | 400), "{name}: {}", answer.status);
        assert!(answer.header("x-evil").is_empty());
    }
    assert_eq!(names(around, 0), before, "something was written outside");
    let own = names(app.directory.path(), 9);
    let ours = |name: &String| {
        let id = name.trim_end_matches("-small");
        name.starts_with("jingzhi.db")
            || matches!(&**name, "key" | "photos" | "lock" | "spool")
            || matches!(id.len(), 2 | 32) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let foreign: Vec<_> = own.iter().filter(|name| !ours(name)).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

/// The names in a folder and so many levels below it; of the folder above, only what an attack would have made.
fn names(folder: &Path, depth: u32) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found = BTreeSet::new();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if depth > 0 {
            found.extend(names(&entry.path(), depth - 1));
            found.insert(name);
        } else if name.contains("evil") || name.contains("htaccess") || name.contains("gpj") {
            found.insert(name);
        }
    }
    found
}
