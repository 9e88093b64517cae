//! Turns the catalogues `src/text/{zh-CN,en}/*.json` into typed constants and functions, so that a missing or
//! differing translation does not compile. The files have the shape of leptos_i18n's, for an easy change later:
//! flat objects, `{{ name }}` for an argument.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src/text");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut out = String::new();
    for file in names(&root.join("zh-CN")) {
        let (zh, en) = (read(&root.join("zh-CN").join(&file)), read(&root.join("en").join(&file)));
        let area = file.trim_end_matches(".json");
        println!("cargo::rerun-if-changed={}", root.join("zh-CN").join(&file).display());
        println!("cargo::rerun-if-changed={}", root.join("en").join(&file).display());
        let _ = writeln!(out, "/// Words of the area `{area}`.\npub mod {area} {{\n    use super::Text;\n");
        let orphan = en.keys().find(|key| !zh.contains_key(*key));
        assert!(orphan.is_none(), "{file}: {orphan:?} has no Chinese");
        for (key, zh) in &zh {
            let en = en.get(key).unwrap_or_else(|| panic!("{file}: {key} has no English"));
            let arguments = arguments(zh);
            let mut sorted = (arguments.clone(), self::arguments(en));
            sorted.0.sort();
            sorted.1.sort();
            assert!(sorted.0 == sorted.1, "{file}: {key} has different arguments in its two languages");
            assert!(!zh.is_empty() && !en.is_empty(), "{file}: {key} is empty");
            emit(&mut out, key, zh, en, &arguments);
        }
        out.push_str("}\n");
    }
    let target = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("text.rs");
    fs::write(target, out).unwrap_or_else(|e| panic!("cannot write the catalogue: {e}"));
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".json"))
        .collect();
    names.sort();
    names
}

fn read(path: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The names between `{{` and `}}`, in order of appearance.
fn arguments(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in text.split("{{").skip(1) {
        let name = part.split("}}").next().unwrap_or("").trim().to_owned();
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn emit(out: &mut String, key: &str, zh: &str, en: &str, arguments: &[String]) {
    let _ = writeln!(out, "    /// {}", zh.replace('\n', " "));
    if arguments.is_empty() {
        let _ = writeln!(out, "    pub const {}: Text = Text {{ zh: {zh:?}, en: {en:?} }};", key.to_uppercase());
        return;
    }
    // What the city fills in is one replacement for all of them: a function each would weigh more in the download.
    if arguments.iter().all(|name| name == "city" || name == "hotline") {
        let plain = |text: &str| text.replace("{{ city }}", "{city}").replace("{{ hotline }}", "{hotline}");
        let (zh, en) = (plain(zh), plain(en));
        let name = key.to_uppercase();
        let _ = writeln!(
            out,
            "    pub const {name}: super::CityText = super::CityText(Text {{ zh: {zh:?}, en: {en:?} }});"
        );
        return;
    }
    let parameters: String = arguments.iter().map(|a| format!(", {a}: impl std::fmt::Display")).collect();
    let _ = writeln!(
        out,
        "    pub fn {key}(language: domain::language::Language{parameters}) -> String {{\n        match language {{\n            domain::language::Language::Chinese => format!({:?}),\n            domain::language::Language::English => format!({:?}),\n        }}\n    }}",
        format_string(zh),
        format_string(en)
    );
}

/// `{{ name }}` as a format string's `{name}`; single braces are escaped.
fn format_string(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(&before.replace('{', "{{").replace('}', "}}"));
        let (name, tail) = after.split_once("}}").unwrap_or((after, ""));
        let _ = write!(out, "{{{}}}", name.trim());
        rest = tail;
    }
    out.push_str(&rest.replace('{', "{{").replace('}', "}}"));
    out
}
