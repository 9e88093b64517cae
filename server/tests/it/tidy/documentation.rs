//! What a stranger has to be told: every public item says what it means. Fields and variants whose names say it need no more words.

use super::{files, none, without_tests};

/// What begins a public item.
const ITEMS: [&str; 9] = ["fn ", "async fn ", "const fn ", "struct ", "enum ", "trait ", "const ", "type ", "static "];

/// The line of a public item without the visibility, if it is one.
fn item(line: &str) -> Option<&str> {
    let public = line.trim_start().strip_prefix("pub ")?;
    ITEMS.iter().any(|item| public.starts_with(item)).then_some(public)
}

/// The public items of a text that no comment stands above, with their lines.
fn undocumented(text: &str) -> Vec<(usize, &str)> {
    let lines: Vec<&str> = text.lines().collect();
    let told = |number: usize| {
        let above = lines[..number].iter().rev().map(|line| line.trim_start());
        // Attributes stand between the words and the item, over several lines perhaps.
        let mut above = above.skip_while(|line| line.starts_with("#[") || line.starts_with(')') || line.ends_with(','));
        above.next().is_some_and(|line| line.starts_with("///"))
    };
    let found = (0..lines.len()).filter_map(|number| Some((number, item(lines[number])?)));
    found.filter(|(number, _)| !told(*number)).map(|(number, line)| (number + 1, line)).collect()
}

#[test]
fn every_public_item_says_what_it_means() {
    let mut found = Vec::new();
    for (path, text) in ["app", "server"].into_iter().flat_map(|folder| files(folder, &[".rs"])) {
        if path.contains("/tests/") || path.ends_with("/tests.rs") {
            continue;
        }
        let text = without_tests(&text);
        found.extend(undocumented(text).into_iter().map(|(number, line)| format!("{path}:{number}: {line}")));
        if !text.trim_start().starts_with("//!") {
            found.push(format!("{path}: what is in this file?"));
        }
    }
    none("public items without a word of documentation", found);
}

#[test]
fn an_item_is_told_from_a_field_and_words_from_attributes() {
    let text = "/// Told.\n#[derive(\n    Debug,\n)]\npub struct A {\n    pub field: u8,\n}\npub(crate) fn own() {}\n\npub fn b() {}";
    assert_eq!(undocumented(text), [(10, "fn b() {}")]);
}
