//! What people entrust to the program stands in no log, and in no file in clear.

mod markers;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use harness::{Disk, Server};
use reqwest::Method;
use serde_json::json;

use crate::app::block_on;
use crate::client::Client;
use crate::fixture::{report_fields, value_of};
use crate::picture;
use markers::Markers;

const PROGRAM: &str = env!("CARGO_BIN_EXE_jingzhi");
/// As talkative as the program can be made without the insides of other people's libraries.
const TALKATIVE: &str = "debug,server=trace,backend=trace,app=trace,domain=trace,entity=trace";

const PHONE: &str = "13957301357";
const OTHER_PHONE: &str = "13957302468";
const PASSWORD: &str = "MARKER-password-right";
const WRONG: &str = "MARKER-password-wrong";
/// What somebody typed into the wrong field.
const TYPED_AS_NAME: &str = "MARKER-password-as-name";

#[test]
fn u07_no_secret_lies_in_log_database_or_photos() {
    let (disk, server) = Disk::under(harness::city_server(PROGRAM).setting("JINGZHI_LOG", TALKATIVE));
    create_account(disk.folder(), None);
    let mut server = server.start();
    let markers = block_on(async {
        let mut markers = live(&server, &server.url()).await;
        // Errors say more than anything: the same once more on a disk without room.
        disk.fill();
        markers.add(fail(&server.url()).await);
        disk.make_room();
        markers
    });
    let log = server.log();
    assert!(log.contains("could not answer"), "nothing has failed");
    server.kill9();
    assert_eq!(markers.in_text(&log), Vec::<String>::new());
    // The search can find what is there: an address that was asked for, and words in the database.
    assert!(log.contains("/asked-for-by-nobody"), "{log}");
    assert!(
        Markers::everywhere(["MARKER-words"]).in_folder(disk.folder()).iter().any(|found| found.contains("jingzhi.db"))
    );
    assert_eq!(markers.in_folder(disk.folder()), Vec::<String>::new());
}

#[test]
fn u07_no_secret_lies_in_log_or_dump_postgres() {
    let name = format!("leak_{}", std::process::id());
    let url = harness::city_database(&name);
    let server = harness::city_server(PROGRAM).setting("JINGZHI_LOG", TALKATIVE).setting("JINGZHI_DATABASE_URL", &url);
    create_account(&server.data_directory(), Some(&url));
    let server = server.start();
    let markers = block_on(live(&server, &server.url()));
    assert_eq!(markers.in_text(&server.log()), Vec::<String>::new());
    assert_eq!(markers.in_folder(&server.data_directory()), Vec::<String>::new());
    let dump = harness::postgres().command("pg_dump").arg(&name).output().expect("a dump").stdout;
    assert!(!Markers::everywhere(["MARKER-words"]).in_bytes("dump", &dump).is_empty(), "the search itself works");
    assert_eq!(markers.in_bytes("dump", &dump), Vec::<String>::new());
}

fn create_account(folder: &Path, database: Option<&str>) {
    let mut command = Command::new(PROGRAM);
    command.args(["account", "create", "--login", "acceptor", "--role", "acceptor", "--name-zh", "第一人"]);
    command.env("JINGZHI_DATA_DIR", folder).stdin(Stdio::piped()).stdout(Stdio::null());
    if let Some(url) = database {
        command.env("JINGZHI_DATABASE_URL", url);
    }
    let mut child = command.spawn().expect("the program");
    child.stdin.take().expect("an input").write_all(format!("{PASSWORD}\n").as_bytes()).expect("written");
    assert!(child.wait().expect("an end").success());
}

/// Goes through everything that takes a secret or somebody's words, right and wrong.
async fn live(server: &Server, url: &str) -> Markers {
    let mut markers = Markers::everywhere([PHONE, OTHER_PHONE, PASSWORD, WRONG, TYPED_AS_NAME]);
    markers.add(Markers::in_logs([
        "MARKER-words",
        "MARKER-address",
        "MARKER-search",
        "MARKER-note",
        "MARKER-reason",
        "MARKER-typed",
    ]));
    let staff = Client::new(url);
    for (login, password) in [("acceptor", WRONG), (TYPED_AS_NAME, "x"), ("acceptor", PASSWORD)] {
        staff.post("/login", &[("login", login), ("password", password)]).await;
    }
    let session = staff.cookie("sid").expect("a session");
    let citizen = Client::new(url);
    citizen.get("/asked-for-by-nobody").await.expect(404);
    citizen.get("/nearby?words=MARKER-search").await.expect(200);
    // A report, first with faults on every screen.
    citizen.post_files("/report", &[], vec![("album", picture::camera_jpeg(160, 80))]).await.expect(303);
    let photo = value_of(&citizen.get("/report").await.text(), "photos").expect("a photo");
    let fields = |phone: &'static str| {
        report_fields(&[("words", "MARKER-words 路灯不亮"), ("address", "MARKER-address"), ("phone", phone)])
    };
    let wrong = [
        &fields("MARKER-typed")[..],
        &[("lat", "MARKER-typed"), ("class", "MARKER-typed"), ("photos", "MARKER-typed")],
    ]
    .concat();
    for screen in ["/report", "/report/place", "/report/details", "/report/emergency", "/report/check"] {
        citizen.post(screen, &wrong).await;
    }
    let sound = [&fields(PHONE)[..], &[("photos", &*photo)]].concat();
    for screen in ["/report/place", "/report/details"] {
        citizen.post(screen, &sound).await.expect(303);
    }
    assert_eq!(citizen.post("/report/check", &sound).await.location(), "/report/done");
    let done = citizen.get("/report/done").await.expect(200).text();
    let after = |mark: &str| {
        done.split(mark).nth(1).map(|rest| rest.split(['"', '<', '?', '#']).next().unwrap_or_default().to_owned())
    };
    let secret = after("/track/").filter(|secret| secret.len() >= 32).expect("the secret link");
    let number = format!("PH{}", &after(">PH").expect("a number")[..15]);
    let (draft, device) = (citizen.cookie("draft").expect("a draft"), citizen.cookie("device").expect("a device"));
    // Following it: by the link, and by number and phone, right and wrong.
    citizen.get(&format!("/track/{secret}")).await.expect(303);
    citizen.get(&format!("/en/track/{secret}0")).await.expect(404);
    let pass = citizen.cookie("reporter").expect("a pass");
    for typed in [PHONE, "1357", "MARKER-typed", OTHER_PHONE] {
        let fields = [("number", number.as_str()), ("digits", typed), ("phone", typed)];
        Client::new(url).post("/track", &fields).await;
    }
    let case = format!("/cases/{number}");
    for action in ["add", "hurry", "rate", "reopen", "join", "MARKER-typed"] {
        let fields = [
            ("action", action),
            ("words", "MARKER-words"),
            ("rating", "1"),
            ("reason", "MARKER-reason"),
            ("key", "MARKER-typed"),
        ];
        citizen.post(&case, &fields).await;
    }
    // The desk: a call that is taken down, a number that is asked for, a note.
    let form = json!({ "words": "MARKER-words", "phone": OTHER_PHONE, "lat": "30.69", "lng": "121.02" });
    staff.call("register_case", &json!({ "report": { "key": "0123456789", "form": form } })).await.expect(200);
    let phone = staff.call("reveal_phone", &json!({ "number": number, "reason": "MARKER-reason 回访" })).await;
    assert_eq!(phone.expect(200).json(), json!([PHONE]));
    staff.call("note_case", &json!({ "number": number, "words": "MARKER-note" })).await.expect(200);
    staff.call("list_cases", &json!({ "filter": { "words": "MARKER-search" } })).await.expect(200);
    let refuse = json!({ "number": number, "revision": 0, "step": { "refuse": { "reason": "MARKER-reason" } } });
    staff.call("move_case", &refuse).await.expect(200);
    broken(url, server).await;
    staff.post("/logout", &[]).await.expect(303);
    markers.add(Markers::everywhere([&*session, &*secret, &*draft, &*device, &*pass]));
    markers
}

/// Requests that are no good, or given up in the middle.
async fn broken(url: &str, server: &Server) {
    let client = Client::new(url);
    for kind in ["application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"] {
        for path in ["/report/details", "/login", "/rpc/app/api/case/note_case", "/media"] {
            let body = format!(
                "--x\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nMARKER-typed {PHONE}&words=%4DARKER-typed"
            );
            client.post_raw(path, kind, body).await;
        }
    }
    let address = server.url().trim_start_matches("http://").to_owned();
    for path in ["/login", "/report/check", "/rpc/app/api/case/list_cases"] {
        let mut socket = std::net::TcpStream::connect(&address).expect("a connection");
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 1000\r\n\r\n");
        write!(socket, "{head}login=acceptor&password={PASSWORD}&phone={PHONE}").expect("sent");
    }
    for _ in 0..5 {
        let asking = client.get("/nearby?words=MARKER-search");
        let _ = tokio::time::timeout(std::time::Duration::from_millis(3), asking).await;
    }
}

/// The same kinds of things when nothing can be stored.
async fn fail(url: &str) -> Markers {
    let client = Client::new(url);
    client.post("/login", &[("login", "acceptor"), ("password", PASSWORD)]).await;
    client.post_files("/report", &[("words", "MARKER-words")], vec![("album", picture::jpeg(160, 80))]).await;
    let fields = report_fields(&[("phone", PHONE), ("words", "MARKER-words")]);
    let request = client.request(Method::POST, "/report/check").form(&fields);
    client.send(request).await.expect(503);
    client.post("/track", &[("number", "PH20261123-000001"), ("digits", "1357"), ("phone", PHONE)]).await;
    Markers::everywhere(client.cookie("draft").as_deref().into_iter().chain(client.cookie("device").as_deref()))
}
