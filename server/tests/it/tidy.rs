//! The layout's rules, kept by a test instead of by hope.

mod cycle;
mod documentation;
mod layer;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}

/// Every file below a folder with one of these endings, as (path from the root, text).
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && name != "node_modules" && name != "target" {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let from_root = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
                found.push((from_root, std::fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    // A folder that was renamed must not make a rule look kept.
    assert!(!found.is_empty(), "there is no {endings:?} in {folder}");
    found.sort();
    found
}

/// A file without the tests at its end.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or_default()
}

fn none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn nothing_of_the_server_is_compiled_for_the_browser() {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "-p",
            "hydrate",
            "--target",
            "wasm32-unknown-unknown",
            "-e",
            "normal",
            "--prefix",
            "none",
            "-f",
            "{p} {f}",
        ])
        .current_dir(root())
        .output()
        .expect("cargo tree");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    assert!(tree.contains("domain v"), "{tree}");
    let servers = [
        "foundation",
        "city",
        "casework",
        "danger",
        "picture",
        "demo",
        "entity",
        "migration",
        "server",
        "harness",
        "axum",
        "leptos_axum",
        "sea-orm",
        "sqlx",
        "tower-http",
        "hyper",
        "rustls",
        "mio",
        // The browser normalizes by itself: no table travels.
        "unicode-normalization",
    ];
    let crates: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    none(
        "crates of the server in the WASM tree",
        servers.iter().filter(|name| crates.contains(*name)).map(|name| (*name).to_owned()).collect(),
    );
    let tokio = tree.lines().find(|line| line.starts_with("tokio v"));
    assert!(tokio.is_none_or(|line| !line.contains("net") && !line.contains("full")), "{tokio:?}");
}

#[test]
fn no_source_file_is_longer_than_400_lines() {
    let mut long = Vec::new();
    let mut lengths = Vec::new();
    for folder in ["app", "server", "style", "end2end"] {
        for (path, text) in files(folder, &[".rs", ".css", ".ts"]) {
            let lines = text.lines().count();
            lengths.push(lines);
            if lines > 400 {
                long.push(format!("{path}: {lines}"));
            }
        }
    }
    none("files over 400 lines", long);
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 100, "the median is {median} lines");
}

#[test]
fn no_module_is_called_mod_and_none_is_a_drawer_for_everything() {
    let names =
        ["mod.rs", "utils.rs", "util.rs", "helpers.rs", "helper.rs", "common.rs", "types.rs", "manager.rs", "misc.rs"];
    let all = ["app", "server"].into_iter().flat_map(|folder| files(folder, &[".rs"]));
    none(
        "names",
        all.map(|(path, _)| path).filter(|path| names.iter().any(|name| path.ends_with(&format!("/{name}")))).collect(),
    );
}

#[test]
fn every_crate_forbids_unsafe_code() {
    let manifests: Vec<_> = ["app", "server"].into_iter().flat_map(|folder| files(folder, &["Cargo.toml"])).collect();
    assert!(manifests.len() >= 8);
    // What wasm-bindgen makes of the browser's entry, ten lines, is unsafe by nature.
    let lax = manifests
        .into_iter()
        .filter(|(path, text)| path != "app/hydrate/Cargo.toml" && !text.contains("[lints]\nworkspace = true"));
    none("crates without the workspace's lints", lax.map(|(path, _)| path).collect());
    let lints = std::fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    assert!(lints.contains("unsafe_code = \"forbid\""));
}

/// The invented city is brought from outside: no page, no rule and no step knows of it.
#[test]
fn the_demo_is_a_guest() {
    let knows = |(_, text): &(String, String)| text.contains("demo::") || text.contains("\ndemo.workspace");
    let sources = ["app", "server"].into_iter().flat_map(|folder| files(folder, &[".rs", "Cargo.toml"]));
    let guests = ["server/src/command", "server/Cargo.toml", "server/harness/", "server/demo/"];
    let strangers = sources.filter(knows);
    let strangers = strangers.filter(|(path, _)| !guests.iter().any(|guest| path.starts_with(guest)));
    // Tests may ask for whatever city they like.
    let tests = |path: &str, text: &str| {
        path.contains("/tests/")
            || text.split("[dev-dependencies]").next().is_some_and(|own| !own.contains("\ndemo."))
                && path.ends_with("Cargo.toml")
    };
    none(
        "those who know the demo",
        strangers.filter(|(path, text)| !tests(path, text)).map(|(path, _)| path).collect(),
    );
}

#[test]
fn citizens_pages_need_no_script_to_be_complete() {
    let text = std::fs::read_to_string(root().join("app/src/routes.rs")).expect("the routes");
    let routes: Vec<&str> = text.lines().filter(|line| line.contains("Route path=")).collect();
    // Every page that is declared has its route: else the lines below would be read from a file that has changed its ways.
    let declared = text.lines().filter_map(|line| line.strip_prefix("        ")?.split_once("): ")?.0.split_once('('));
    let pages: Vec<String> = declared.map(|(page, _)| format!("view={page} ")).collect();
    assert!(pages.len() > 12, "{pages:?}");
    none(
        "pages without a route",
        pages.iter().filter(|page| !routes.iter().any(|route| route.contains(page.as_str()))).cloned().collect(),
    );
    none(
        "routes without SsrMode::Async",
        routes.iter().filter(|line| !line.contains("ssr=SsrMode::Async")).map(|line| line.trim().to_owned()).collect(),
    );
    // The pages that come in the staff's own chunks.
    let chunks = |name: &str| {
        let (_, chunk) = text.split_once(&format!("\n    {name} {{\n")).expect(name);
        let (pages, _) = chunk.split_once("\n    }").expect(name);
        pages
            .lines()
            .filter_map(|line| line.trim().split_once('('))
            .map(|(route, _)| format!("view={route} "))
            .collect()
    };
    let own: Vec<String> = ["desk", "officer"].into_iter().flat_map(|name| -> Vec<String> { chunks(name) }).collect();
    assert!(own.len() > 3);
    // Pages without script are on the server alone.
    let (downloaded, rest) =
        text.split_once("#[cfg(feature = \"ssr\")]\nfn PlainRoutes()").expect("the pages without script");
    let (_, rest) = rest.split_once("\n}\n").expect("their end");
    let staff = [downloaded, rest].into_iter().flat_map(str::lines).filter(|line| line.contains("Route path="));
    let staff =
        staff.filter(|line| ["\"/desk", "\"/officer"].iter().any(|start| line.contains(&format!("path!({start}"))));
    none(
        "staff pages that citizens download",
        staff
            .filter(|line| !own.iter().any(|view| line.contains(view.as_str())))
            .map(|line| line.trim().to_owned())
            .collect(),
    );
}

#[test]
fn colors_sizes_and_fonts_are_named_in_one_place() {
    let mut literal = Vec::new();
    for (path, text) in files("style", &[".css"]) {
        if path.starts_with("style/settings") {
            continue;
        }
        let text = without_comments(&text);
        for line in text.lines() {
            let hexadecimal = line.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                let ends = rest.chars().nth(digits).is_none_or(|next| matches!(next, ';' | ' ' | ',' | ')' | '}'));
                matches!(digits, 3 | 4 | 6 | 8) && ends && line.contains(':') && !line.trim_end().ends_with('{')
            });
            let function = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lab(", "lch("].iter().any(|name| {
                line.match_indices(name)
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
            });
            if hexadecimal || function || line.contains("font-family: \"") {
                literal.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    none("literal colors and fonts outside style/settings", literal);
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, rest)| rest))
}

#[test]
fn views_carry_no_style_and_no_script_in_attributes() {
    let mut found = Vec::new();
    for (path, text) in files("app/src", &[".rs"]) {
        for (number, line) in without_tests(&text).lines().enumerate() {
            let code = line.trim_start();
            let inline = [" style=", "\tstyle=", " onclick=", " onsubmit=", " onchange=", "javascript:"];
            if !code.starts_with("//") && (inline.iter().any(|word| line.contains(word)) || code.starts_with("style="))
            {
                found.push(format!("{path}:{}: {}", number + 1, code));
            }
        }
    }
    none("attributes that the content security policy forbids", found);
}

#[test]
fn both_languages_have_the_same_messages() {
    let catalogs = |language: &str| files(&format!("app/src/text/{language}"), &[".json"]);
    let (chinese, english) = (catalogs("zh-CN"), catalogs("en"));
    assert_eq!(chinese.len(), english.len());
    for ((zh_path, zh), (en_path, en)) in chinese.iter().zip(&english) {
        let keys = |text: &str| -> BTreeSet<String> {
            let value: serde_json::Value =
                serde_json::from_str(text).unwrap_or_else(|error| panic!("{zh_path}: {error}"));
            value.as_object().expect("an object").keys().cloned().collect()
        };
        let (zh, en) = (keys(zh), keys(en));
        none(&format!("{zh_path} and {en_path}"), zh.symmetric_difference(&en).cloned().collect());
    }
}

#[test]
fn no_chinese_stands_in_a_page_outside_the_catalogs() {
    let mut found = Vec::new();
    for (path, text) in files("app/src", &[".rs"]) {
        if path.ends_with("/tests.rs") {
            continue;
        }
        for (number, line) in without_tests(&text).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let quoted = code
                .split('"')
                .skip(1)
                .step_by(2)
                .any(|text| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
            if quoted {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    none("Chinese in code", found);
}

/// What a city is called, and its hotline, come from its setting (`app/src/city.rs`).
#[test]
fn no_word_of_one_city_stands_in_the_pages() {
    let mut found = Vec::new();
    let doors = [("app/src", &[".rs", ".json"][..]), ("server/src", &[".rs"]), ("public", &[".svg", ".txt"])];
    for (path, text) in doors.into_iter().flat_map(|(folder, endings)| files(folder, endings)) {
        for (number, line) in without_tests(&text).lines().enumerate() {
            let code = if path.ends_with(".rs") { line.split("//").next().unwrap_or_default() } else { line };
            if !path.ends_with("/tests.rs") && ["平湖", "Pinghu", "12345"].iter().any(|word| code.contains(word)) {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    none("words of one city", found);
}
