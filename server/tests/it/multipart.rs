//! Forms that are no forms.

use std::collections::BTreeSet;
use std::path::Path;

use crate::app::{Store, TestApp, on_both};
use crate::picture;

on_both!(i07_hostile_forms_are_refused_and_write_nothing, i07_file_names_are_never_used);

const FORMS: [&str; 9] = [
    "/report",
    "/en/report",
    "/report/place",
    "/report/details",
    "/report/check",
    "/track",
    "/login",
    "/preferences",
    "/cases/PH20261123-000001",
];

async fn i07_hostile_forms_are_refused_and_write_nothing(store: Store) {
    let app = TestApp::shared(store).await;
    let client = app.client();
    let part = |head: &str, body: &str| format!("--x\r\n{head}\r\n\r\n{body}\r\n");
    let field = |name: &str, value: &str| part(&format!("Content-Disposition: form-data; name=\"{name}\""), value);
    let multipart = "multipart/form-data; boundary=x";
    let hostile: Vec<(&str, String)> = vec![
        ("multipart/form-data", field("words", "x") + "--x--"),
        ("multipart/form-data; boundary=", field("words", "x") + "--x--"),
        ("multipart/form-data; boundary=y", field("words", "x") + "--x--"),
        ("multipart/mixed; boundary=x", field("words", "x") + "--x--"),
        ("application/json", "{\"words\":\"x\"}".to_owned()),
        ("text/plain", "words=x".to_owned()),
        ("", String::new()),
        (multipart, String::new()),
        (multipart, "--x".to_owned()),
        (multipart, field("words", "never ends")),
        (multipart, "--x\r\nContent-Disposition: form-data; name=\"words\"\r\n".to_owned()),
        (multipart, field("words", "x").repeat(10_000) + "--x--"),
        (
            multipart,
            part(&format!("X-Long: {}\r\nContent-Disposition: form-data; name=\"words\"", "a".repeat(200_000)), "x")
                + "--x--",
        ),
        (multipart, part(&(0..200).map(|n| format!("X-{n}: y\r\n")).collect::<String>(), "x") + "--x--"),
        (multipart, "\0".repeat(100_000)),
        (multipart, "no boundary at all\r\n".repeat(10_000)),
    ];
    for path in FORMS {
        for (index, (kind, body)) in hostile.iter().enumerate() {
            let answer = client.post_raw(path, kind, body.clone()).await;
            assert!(matches!(answer.status, 400 | 413), "{path} {index} {kind}: {}", answer.status);
        }
    }
    // Sound, if odd: a form within a form is text, the last of several values counts, a missing name is a name.
    let nested = field("words", "--y\r\nContent-Disposition: form-data; name=\"phone\"\r\n\r\n13800000000\r\n--y--");
    let odd = [
        nested + "--x--",
        field("words", "first") + &field("words", "last") + "--x--",
        part("Content-Disposition: form-data", "x") + "--x--",
        part("Content-Disposition: form-data; name=\"wo\0rds\"", "x\0y") + "--x--",
        part("content-disposition:form-data;name=words", "x") + "--x--",
    ];
    for body in odd {
        let answer = client.post_raw("/report/details", multipart, body.clone()).await;
        assert!(matches!(answer.status, 303 | 400 | 422), "{body:?}: {}", answer.status);
        let kept = client.get("/report/details").await.expect(200).text();
        assert!(!kept.contains("value=\"13800000000\""), "a field of the form within is no field of ours");
    }
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
