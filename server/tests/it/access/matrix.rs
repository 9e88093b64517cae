//! Every kind of person at every endpoint, against a table that is read and changed by people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};
use server::endpoint::Endpoint;
use server::router::endpoints;

use super::people::{Person, everybody};
use crate::app::{Store, TestApp, on_both};
use crate::client::{Answer, Client};
use crate::fixture::Fixture;
use crate::picture;

on_both!(z01_everybody_at_every_endpoint);

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/matrix.tsv");

/// Compares the status of every answer with the table. A new endpoint without a row fails; `JINGZHI_BLESS=1` writes the table
/// anew, to be read before it is committed.
async fn z01_everybody_at_every_endpoint(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let people = everybody(&app, &fixture).await;
    let (mut found, mut waited) = (BTreeMap::new(), 0);
    for endpoint in in_order() {
        let mut row = Vec::new();
        for person in &people {
            let mut status = ask(&endpoint, person, &fixture).await.status;
            // A machine that does ten things at once may now and then keep a database waiting for longer than a server does. More than
            // now and then is a fault of ours.
            if status == 503 && waited < 3 {
                waited += 1;
                tokio::time::sleep(std::time::Duration::from_secs(1)).await;
                status = ask(&endpoint, person, &fixture).await.status;
            }
            row.push(status);
        }
        found.insert(endpoint.to_string(), row);
    }
    let names: Vec<&str> = people.iter().map(|person| person.name).collect();
    if std::env::var_os("JINGZHI_BLESS").is_some() {
        std::fs::write(TABLE, written(&names, &found)).expect("written");
        panic!("the table is written anew, which proves nothing: read it, then run this test without JINGZHI_BLESS");
    }
    let table = std::fs::read_to_string(TABLE).expect("the table");
    assert_eq!(table.lines().find(|line| !line.starts_with('#')), Some(&*header(&names)), "the table's columns");
    let expected: BTreeMap<&str, &str> = table.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut differences = String::new();
    for (endpoint, row) in &found {
        match expected.get(endpoint.as_str()) {
            None => {
                let _ = writeln!(differences, "{endpoint} has no row");
            }
            Some(line) => {
                for ((name, expected), actual) in names.iter().zip(line.split('\t')).zip(row) {
                    if expected != actual.to_string() {
                        let _ = writeln!(differences, "{endpoint}: {name} gets {actual}, not {expected}");
                    }
                }
            }
        }
    }
    for endpoint in expected.keys().filter(|key| **key != "endpoint" && !found.contains_key(**key)) {
        let _ = writeln!(differences, "{endpoint} is gone");
    }
    assert!(differences.is_empty(), "{differences}");
}

/// Signing out comes last, as it ends what the others need.
pub fn in_order() -> Vec<Endpoint> {
    let mut endpoints = endpoints();
    endpoints.sort_by_key(|endpoint| endpoint.path == "/logout");
    endpoints
}

fn header(names: &[&str]) -> String {
    format!("endpoint\t{}", names.join("\t"))
}

fn written(names: &[&str], rows: &BTreeMap<String, Vec<u16>>) -> String {
    let mut out = String::from(
        "# Status of every answer: who (columns) asks what (rows) about one case that 市政公司 is handling.\n",
    );
    let _ = writeln!(out, "{}", header(names));
    for (endpoint, row) in rows {
        let row: Vec<String> = row.iter().map(u16::to_string).collect();
        let _ = writeln!(out, "{endpoint}\t{}", row.join("\t"));
    }
    out
}

/// Asks as one person, about the fixture's case, in a way that leaves it as it is for the others.
pub async fn ask(endpoint: &Endpoint, person: &Person, fixture: &Fixture) -> Answer {
    let client = &person.client;
    let path = endpoint
        .path
        .replace("{number}", &fixture.number)
        .replace("{secret}", &fixture.secret)
        .replace("{id}", &fixture.photo)
        .replace("{token}", "0")
        .replace("{*rest}", "orders");
    if let Some(function) = path.strip_prefix("/rpc/") {
        let function = function.rsplit('/').next().unwrap_or_default();
        return client.call_path(&path, &arguments(function, &fixture.number, person.name)).await;
    }
    if endpoint.method == "GET" {
        // Opening the reporter's own link would make everybody the reporter.
        let stranger = path.contains("/track/").then(|| Client::new(client.url()));
        return stranger.as_ref().unwrap_or(client).get(&path).await;
    }
    let unknown = format!("nobody-{}", person.name);
    match path.as_str() {
        "/login" => client.post(&path, &[("login", &unknown), ("password", "wrong")]).await,
        "/media" => client.post_files(&path, &[], vec![("photo", picture::jpeg(40, 30))]).await,
        path if path.contains("/cases/") => client.post(path, &[("action", "add"), ("words", person.name)]).await,
        // A browser of its own, so that drafts and what was sent stay as they are.
        path if path.contains("/report") => Client::new(client.url()).post(path, &[]).await,
        path => client.post(path, &[]).await,
    }
}

/// Sound arguments where that changes nothing for the others, else such as are refused only after the right to ask was checked.
fn arguments(function: &str, number: &str, person: &str) -> Value {
    match function {
        "list_nearby" | "list_cases" => json!({ "filter": {} }),
        "find_public_case" | "find_case" | "list_officers" => json!({ "number": number }),
        "list_features" => {
            json!({ "viewport": { "bounds": { "south": 30.5, "west": 120.8, "north": 30.9, "east": 121.3 }, "zoom": 12 }, "filter": {} })
        }
        "find_report_page" => json!({ "step": "photo" }),
        "find_emergency" => json!({ "words": "闻到煤气味" }),
        "suggest_classes" => json!({ "words": "路灯不亮" }),
        "list_conditions" | "find_class" => json!({ "class": "matter-01037" }),
        "list_communities" | "list_roads" => json!({ "town": "330482001" }),
        "find_component" => json!({ "code": "33048201037000001" }),
        "list_orders" => json!({ "position": null }),
        "move_case" => json!({ "number": number, "revision": -1, "step": "start" }),
        "note_case" => json!({ "number": number, "words": format!("by {person}") }),
        "follow_up_case" => json!({ "number": number, "words": "回访" }),
        "release_photo" => json!({ "number": number, "photo": "0", "released": false }),
        "release_case" | "release_answer" => json!({ "number": number, "released": false }),
        "list_caller_cases" => json!({ "phone": "13857301234" }),
        "reveal_phone" => json!({ "number": number, "reason": "回访" }),
        // Next to the fixture's case, and of its class: among what is found there it stands.
        "list_likely_cases" => json!({ "report": { "key": "0123456789", "form": {
            "lat": "30.69", "lng": "121.02", "class": "matter-01037", "words": "路灯不亮" } } }),
        "register_case" => json!({ "report": { "key": "0123456789", "form": {} } }),
        "join_case" => json!({ "number": number, "report": { "key": format!("matrix-{person}"), "form": {} } }),
        _ => json!({}),
    }
}
