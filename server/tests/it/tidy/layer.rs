//! Each area of the city's work has one name, and that name is a file or a folder in every layer.

use std::collections::BTreeSet;

use super::{none, root};

/// Where the names come from: the words of the trade, the tables, and what each part of the server offers to the others.
const NOUNS: [&str; 5] =
    ["app/domain/src", "server/entity/src", "server/foundation/src", "server/city/src", "server/casework/src"];

/// Layers that are cut along the areas, with the names there that are of no area, as no noun of the work could tell what they are.
const LAYERS: [(&str, &[&str]); 5] = [
    // What anybody sees, and what an officer has on the phone: doors, not areas.
    ("app/src/api", &["officer"]),
    // The page after a report, those that stand before an account, and the list that a browser keeps.
    ("app/src/server", &["confirmation", "entrance", "my"]),
    // Doors again, what a browser keeps and prefers, and how forms are read and refused at all.
    ("server/src/form", &["multipart", "my", "post", "preferences", "refused", "set_up", "track"]),
    // How server functions are called, whether the program is alive, what installs, what pictures are served.
    ("server/src/api", &["function", "health", "manifest", "map", "media"]),
    // What whoever has the machine does with the program itself.
    ("server/src/command", &["migrate", "open", "seed", "serve"]),
];

/// The names of the files and folders directly in a folder.
fn names(folder: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}")).flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.map(|name| name.trim_end_matches(".rs").to_owned()).filter(|name| name != "lib").collect()
}

#[test]
fn an_area_has_one_name_in_every_layer() {
    let mut nouns: BTreeSet<String> = NOUNS.into_iter().flat_map(names).collect();
    nouns.extend(names("server"));
    for (layer, others) in LAYERS {
        let names = names(layer);
        let unknown = names.iter().filter(|name| !nouns.contains(*name) && !others.contains(&name.as_str()));
        none(&format!("names in {layer} that no other layer knows"), unknown.cloned().collect());
        let gone = others.iter().filter(|name| !names.contains(**name));
        none(&format!("exceptions for {layer} that are not there"), gone.map(|name| (*name).to_owned()).collect());
    }
    // A part of the server that is not in the README's map would not be found.
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let map = readme.split("## Map of the code").nth(1).expect("the map");
    let parts = names("server").into_iter().filter(|name| !["src", "tests", "Cargo.toml"].contains(&name.as_str()));
    none(
        "parts of the server that the README does not name",
        parts.filter(|name| !map.contains(&format!("  {name}/"))).collect(),
    );
}

#[test]
fn the_readme_can_be_read_in_a_terminal() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let long = readme.lines().enumerate().filter(|(_, line)| line.chars().count() >= 120 && !line.starts_with('|'));
    none("lines of 120 characters or more", long.map(|(number, _)| (number + 1).to_string()).collect());
}

/// The parts of the server in the order of the README's map, which is the order in which they stand on each other.
#[test]
fn a_part_of_the_server_depends_on_those_above_it_alone() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let (_, map) = readme.split_once("\nserver/").expect("the server in the map");
    let (map, _) = map.split_once("\n  src/").expect("its end");
    let order: Vec<&str> =
        map.lines().filter_map(|line| line.strip_prefix("  ")?.split_once('/')).map(|(name, _)| name).collect();
    assert!(order.len() > 7, "{order:?}");
    let mut wrong = Vec::new();
    for (place, part) in order.iter().enumerate() {
        let manifest = std::fs::read_to_string(root().join(format!("server/{part}/Cargo.toml"))).expect("a manifest");
        let (_, own) = manifest.split_once("[dependencies]").unwrap_or_default();
        let own = own.split("\n[").next().unwrap_or_default();
        let below = order.iter().skip(place).filter(|other| own.contains(&format!("\n{other}.workspace")));
        wrong.extend(below.map(|other| format!("{part} depends on {other}")));
    }
    none("dependencies downwards", wrong);
}

#[test]
fn what_the_readme_points_to_is_there() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let named = readme.split('`').skip(1).step_by(2).filter(|name| {
        ["app/", "server/", "cities/", "end2end/", "style/"].iter().any(|start| name.starts_with(start))
            && !name.contains(['<', '*', '{', ' '])
    });
    none("paths that the README names", named.filter(|name| !root().join(name).exists()).map(str::to_owned).collect());
}
