//! Every endpoint that takes text, with its text parameters.

use reqwest::{Method, Url};
use serde_json::{Value, json};

use crate::client::{Answer, Client};

/// An endpoint.
pub struct Target {
    /// Whether somebody is signed in.
    pub staff: bool,
    door: Door,
}

enum Door {
    /// A form's path with its sound fields. The last place is the path itself, when it has a `*`.
    Form(String, Vec<(&'static str, &'static str)>),
    /// A page's path with its parameters.
    Page(&'static str, Vec<&'static str>),
    /// A server function with sound arguments and where its texts stand.
    Function(&'static str, Value, Vec<&'static str>),
}

impl Target {
    /// How many parameters it has.
    pub fn places(&self) -> usize {
        match &self.door {
            Door::Form(path, fields) => fields.len() + usize::from(path.contains('*')),
            Door::Page(path, names) => names.len() + usize::from(path.contains('*')),
            Door::Function(_, _, pointers) => pointers.len(),
        }
    }

    /// Whether it is a whole page, which takes its time in a debug build.
    pub fn is_page(&self) -> bool {
        !matches!(self.door, Door::Function(..))
    }

    /// What a parameter is called.
    pub fn name(&self, place: usize) -> String {
        match &self.door {
            Door::Form(path, fields) => format!("{path} {}", fields.get(place).map_or("*", |(name, _)| name)),
            Door::Page(path, names) => format!("{path} {}", names.get(place).unwrap_or(&"*")),
            Door::Function(name, _, pointers) => format!("{name} {}", pointers[place]),
        }
    }

    /// Asks with one parameter replaced.
    pub async fn send(&self, client: &Client, place: usize, text: &str) -> Answer {
        match &self.door {
            Door::Form(path, fields) => {
                let fields: Vec<(&str, &str)> = fields
                    .iter()
                    .enumerate()
                    .map(|(index, (name, sound))| (*name, if index == place { text } else { sound }))
                    .collect();
                let request = client.request(
                    Method::POST,
                    &path.replace('*', &segment(if place >= fields.len() { text } else { "abc" })),
                );
                client.send(request.form(&fields)).await
            }
            Door::Page(path, names) => {
                let mut url = Url::parse("http://x").expect("a URL");
                if let Some(name) = names.get(place) {
                    url.query_pairs_mut().append_pair(name, text);
                }
                let path = path.replace('*', &segment(if place >= names.len() { text } else { "abc" }));
                client.get(&format!("{path}?{}", url.query().unwrap_or_default())).await
            }
            Door::Function(name, arguments, pointers) => {
                let mut arguments = arguments.clone();
                *arguments.pointer_mut(pointers[place]).expect("a place") = json!(text);
                client.call(name, &arguments).await
            }
        }
    }
}

/// Text as one segment of a path.
fn segment(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Everything that takes text.
pub fn targets(number: &str) -> Vec<Target> {
    let open = |door| Target { staff: false, door };
    let staff = |door| Target { staff: true, door };
    let report = vec![
        ("words", "路灯不亮"),
        ("address", "解放路"),
        ("lat", "30.69"),
        ("lng", "121.02"),
        ("accuracy", "5"),
        ("source", "map"),
        ("town", ""),
        ("community", ""),
        ("road", ""),
        ("component", ""),
        ("class", "matter-01037"),
        ("phone", ""),
        ("warned", ""),
        ("photos", ""),
        ("go", "next"),
    ];
    let form = json!({ "words": "路灯", "address": "", "lat": "30.69", "lng": "121.02", "town": "", "community": "", "road": "",
        "component": "", "class": "matter-01037", "phone": "", "photos": [""] });
    let staff_report = json!({ "report": { "key": "0123456789", "form": form } });
    let in_report = vec![
        "/report/form/words",
        "/report/form/address",
        "/report/form/town",
        "/report/form/community",
        "/report/form/road",
        "/report/form/component",
        "/report/form/class",
        "/report/form/phone",
        "/report/form/photos/0",
    ];
    let on_case = |function, more: Value, places: &[&'static str]| {
        let mut arguments = json!({ "number": number });
        arguments.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
        staff(Door::Function(function, arguments, [&["/number"], places].concat()))
    };
    let act = vec![("action", "add"), ("words", "x"), ("rating", "5"), ("reason", "x"), ("key", "0123456789")];
    vec![
        open(Door::Form("/report".into(), vec![("remove", ""), ("photos", ""), ("words", "x"), ("go", "stay")])),
        open(Door::Form("/report/place".into(), report.clone())),
        open(Door::Form("/en/report/details".into(), report.clone())),
        open(Door::Form("/report/emergency".into(), report.clone())),
        open(Door::Form("/report/check".into(), report.clone())),
        open(Door::Form("/report/check".into(), [report, vec![("join", "x")]].concat())),
        open(Door::Form(format!("/cases/{number}"), act.clone())),
        open(Door::Form("/cases/*".into(), act)),
        open(Door::Form("/track".into(), vec![("number", "PH20261123-000001"), ("phone", "13857301234")])),
        open(Door::Form("/login".into(), vec![("login", "nobody"), ("password", "x"), ("next", "/desk")])),
        open(Door::Form("/preferences".into(), vec![("language", "en"), ("large_type", "1"), ("next", "/")])),
        open(Door::Form("/setup/*".into(), vec![("login", "x"), ("name", "x"), ("password", "long enough by far")])),
        open(Door::Page("/nearby", vec!["town", "words", "done", "page", "lat", "lng"])),
        open(Door::Page("/cases/*", vec![])),
        open(Door::Page("/track/*", vec![])),
        open(Door::Page("/media/*", vec!["size"])),
        open(Door::Page("/login", vec!["next"])),
        staff(Door::Page("/desk/inbox", vec!["queue", "town", "department", "class", "words", "sort", "page", "case"])),
        staff(Door::Page("/desk/cases/*", vec![])),
        open(Door::Function(
            "list_nearby",
            json!({ "filter": { "town": "", "words": "" } }),
            vec!["/filter/town", "/filter/words"],
        )),
        open(Door::Function("find_public_case", json!({ "number": number }), vec!["/number"])),
        open(Door::Function("suggest_classes", json!({ "words": "" }), vec!["/words"])),
        open(Door::Function("find_emergency", json!({ "words": "" }), vec!["/words"])),
        open(Door::Function("find_class", json!({ "class": "" }), vec!["/class"])),
        open(Door::Function("list_conditions", json!({ "class": "" }), vec!["/class"])),
        open(Door::Function("list_communities", json!({ "town": "" }), vec!["/town"])),
        open(Door::Function("list_roads", json!({ "town": "" }), vec!["/town"])),
        open(Door::Function("find_component", json!({ "code": "" }), vec!["/code"])),
        open(Door::Function("find_report_page", json!({ "step": "photo" }), vec!["/step"])),
        staff(Door::Function(
            "list_cases",
            json!({ "filter": { "queue": "open", "town": "", "class": "", "words": "", "sort": "due" } }),
            vec!["/filter/queue", "/filter/town", "/filter/class", "/filter/words", "/filter/sort"],
        )),
        on_case("find_case", json!({}), &[]),
        on_case("note_case", json!({ "words": "x" }), &["/words"]),
        on_case("release_case", json!({ "released": false }), &[]),
        on_case("release_answer", json!({ "released": false }), &[]),
        on_case("follow_up_case", json!({ "words": "x" }), &["/words"]),
        on_case("release_photo", json!({ "photo": "0", "released": false }), &["/photo"]),
        on_case("reveal_phone", json!({ "reason": "回访" }), &["/reason"]),
        on_case("list_officers", json!({}), &[]),
        on_case(
            "move_case",
            json!({ "revision": -1, "step": { "refuse": { "reason": "x" } } }),
            &["/step/refuse/reason"],
        ),
        staff(Door::Function("list_likely_cases", staff_report.clone(), in_report.clone())),
        staff(Door::Function("register_case", staff_report.clone(), [&in_report[..], &["/report/key"]].concat())),
        staff(Door::Function(
            "join_case",
            {
                let mut all = staff_report;
                all["number"] = json!(number);
                all
            },
            [&in_report[..], &["/number"]].concat(),
        )),
    ]
}
