//! No circle of modules: whoever reads one never comes back to it through what it uses. A module and those inside it are one, as a file and
//! its folder are; what stands in a crate's `lib.rs` itself is a module like any other.

use std::collections::{BTreeMap, BTreeSet};

use super::{files, none, without_tests};

/// The names that lead to a module, from the crate's root.
type Path = Vec<String>;

/// What a file says of others.
#[derive(Default)]
struct Module {
    /// Names that `use` brings in, and what they stand for.
    imports: BTreeMap<String, Path>,
    /// Those of them that others may take from here.
    exports: BTreeMap<String, Path>,
    /// Every path in it, those of `use` among them.
    paths: BTreeSet<Path>,
}

/// A crate by the paths of its modules.
struct Crate(BTreeMap<Path, Module>);

#[test]
fn no_module_comes_back_to_itself_through_what_it_uses() {
    let sources = ["app", "server"].into_iter().flat_map(|folder| files(folder, &[".rs"]));
    let mut crates: BTreeMap<String, BTreeMap<Path, Module>> = BTreeMap::new();
    for (path, text) in sources {
        let Some((name, file)) = path.split_once("/src/") else { continue };
        let modules = crates.entry(name.to_owned()).or_default();
        modules.insert(module_of(file), Module::read(without_tests(&text)));
    }
    assert!(crates.len() > 10 && crates.values().map(BTreeMap::len).sum::<usize>() > 500, "the crates were not found");
    let circles = crates.into_iter().flat_map(|(name, modules)| {
        Crate(modules).circles().into_iter().map(move |circle| format!("{name}: {circle}"))
    });
    none("modules that use each other in a circle", circles.collect());
}

#[test]
fn a_circle_is_seen_through_re_exports_and_inline_paths() {
    let read = |files: &[(&str, &str)]| {
        Crate(files.iter().map(|(file, text)| (module_of(file), Module::read(text))).collect()).circles()
    };
    let parent = ("case.rs", "mod step;\npub use step::take;\nfn f() { step::take() }");
    let straight =
        [("lib.rs", "mod case;\nmod index;"), parent, ("case/step.rs", "use super::Case;\nuse crate::index;")];
    assert_eq!(read(&straight), Vec::<String>::new());
    let back =
        [straight[0], parent, straight[2], ("index.rs", "fn g() { crate::case::take() }\nfn h() { index::x() }")];
    assert_eq!(
        read(&[back[0], back[1], ("case/step.rs", "use crate::{Failure, index::h};"), back[3]]),
        ["case, index"]
    );
    let siblings =
        [("a.rs", ""), ("a/b.rs", "use super::c::C as D;"), ("a/c.rs", "// use super::b;\nuse super::b::{B, E};")];
    assert_eq!(read(&siblings), ["a::b, a::c"]);
    let root = [("lib.rs", "mod a;\nstruct Own;\nfn f() { a::f() }"), ("a.rs", "use crate::Own;")];
    assert_eq!(read(&root), ["a, lib.rs"]);
}

/// The path of the module that a file below `src` holds.
fn module_of(file: &str) -> Path {
    match file.trim_end_matches(".rs") {
        "lib" | "main" => Path::new(),
        path => path.split('/').map(str::to_owned).collect(),
    }
}

impl Module {
    fn read(text: &str) -> Module {
        let mut module = Module::default();
        let code = code(text);
        for (start, _) in code.match_indices("use ") {
            let before = code[..start].trim_end_matches(' ');
            let exported = before.ends_with("pub") || before.ends_with(')');
            let begins = before.is_empty() || before.ends_with(['\n', ';', '}', '{']) || exported;
            if let (true, Some((tree, _))) = (begins, code[start + 4..].split_once(';')) {
                module.take(&Path::new(), tree, exported);
            }
        }
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        for path in code.split(|c| !is_part(c)).filter(|path| path.contains("::")) {
            let names = path.trim_matches(':').split("::").filter(|name| !name.is_empty());
            module.paths.insert(names.map(str::to_owned).collect());
        }
        module
    }

    /// Takes in the tree of a `use`, below the names it stands under.
    fn take(&mut self, below: &Path, tree: &str, exported: bool) {
        let tree = tree.trim();
        if let Some((stem, inner)) = tree.strip_suffix('}').and_then(|tree| tree.split_once('{')) {
            let below = below.iter().cloned().chain(names(stem)).collect();
            for part in split(inner) {
                self.take(&below, part, exported);
            }
            return;
        }
        let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name.trim())));
        let mut full: Path = below.iter().cloned().chain(names(path)).collect();
        if full.last().is_some_and(|last| last == "self") && full.len() > 1 {
            full.pop();
        }
        let Some(last) = full.last().cloned() else { return };
        let name = name.map_or(last, str::to_owned);
        if exported {
            self.exports.insert(name.clone(), full.clone());
        }
        self.imports.insert(name, full.clone());
        self.paths.insert(full);
    }
}

/// The names of a path.
fn names(path: &str) -> impl Iterator<Item = String> {
    path.split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// The parts of a list that may hold lists.
fn split(list: &str) -> Vec<&str> {
    let mut depth = 0;
    let outside = move |c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    };
    list.split(outside).filter(|part| !part.trim().is_empty()).collect()
}

/// A text without its comments and without what is quoted.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let mut code: String = line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
        code.truncate(code.find("//").unwrap_or(code.len()));
        code
    });
    lines.collect::<Vec<_>>().join("\n")
}

impl Crate {
    /// Where a path leads that stands in a module: to a module, and in it to a name unless it is meant itself.
    fn meant(&self, at: &Path, path: &[String], steps: u8) -> Option<(Path, Option<String>)> {
        let (first, rest) = path.split_first()?;
        let mut here = match first.as_str() {
            "crate" => Path::new(),
            "self" => at.clone(),
            "super" => at[..at.len().checked_sub(1)?].to_vec(),
            name => {
                let inside: Path = at.iter().cloned().chain([name.to_owned()]).collect();
                if self.0.contains_key(&inside) {
                    inside
                } else {
                    let import = self.0.get(at)?.imports.get(name).filter(|import| import.first() != Some(first))?;
                    let whole: Path = import.iter().chain(rest).cloned().collect();
                    return self.meant(at, &whole, steps.checked_sub(1)?);
                }
            }
        };
        for (number, name) in rest.iter().enumerate() {
            let inside: Path = here.iter().cloned().chain([name.clone()]).collect();
            if name == "super" {
                here.pop()?;
            } else if self.0.contains_key(&inside) {
                here = inside;
            } else {
                // What a module hands on belongs to where it comes from.
                let handed_on = self.0.get(&here).and_then(|module| module.exports.get(name));
                let whole = handed_on.map(|from| from.iter().chain(&rest[number + 1..]).cloned().collect::<Path>());
                let from = whole.and_then(|whole| self.meant(&here, &whole, steps.checked_sub(1)?));
                return from.or(Some((here, Some(name.clone()))));
            }
        }
        Some((here, None))
    }

    /// The circles, each as the names of its modules.
    fn circles(&self) -> Vec<String> {
        // At each level of the tree, who uses whom.
        let mut levels: BTreeMap<Path, BTreeMap<Path, BTreeSet<Path>>> = BTreeMap::new();
        for (at, module) in &self.0 {
            for (to, name) in module.paths.iter().filter_map(|path| self.meant(at, path, 8)) {
                let related = at.starts_with(&to) || to.starts_with(at);
                if (related && !at.is_empty() && !to.is_empty()) || *at == to || (to.is_empty() && name.is_none()) {
                    continue;
                }
                let shared = at.iter().zip(&to).take_while(|(one, other)| one == other).count();
                let unit =
                    |path: &Path| path.get(..=shared).map_or_else(|| vec!["lib.rs".to_owned()], <[String]>::to_vec);
                let level = levels.entry(at[..shared].to_vec()).or_default();
                level.entry(unit(at)).or_default().insert(unit(&to));
            }
        }
        levels.into_values().map(circle).filter(|circle| !circle.is_empty()).map(|circle| circle.join(", ")).collect()
    }
}

/// Those of a graph that are left when whoever uses nobody, or is used by nobody, has been taken out again and again.
fn circle(mut uses: BTreeMap<Path, BTreeSet<Path>>) -> Vec<String> {
    loop {
        let used: BTreeSet<Path> = uses.values().flatten().cloned().collect();
        let before = uses.len();
        uses.retain(|one, others| used.contains(one) && !others.is_empty());
        let left: BTreeSet<Path> = uses.keys().cloned().collect();
        for others in uses.values_mut() {
            others.retain(|other| left.contains(other));
        }
        if uses.len() == before && uses.values().all(|others| !others.is_empty()) {
            return uses.into_keys().map(|path| path.join("::")).collect();
        }
    }
}
