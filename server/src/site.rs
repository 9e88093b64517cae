//! Where the built site lies, and what its files are called.
//!
//! `cargo leptos` says it in `LEPTOS_*` variables, for the program that it runs as for the program that it built. Without
//! them the site is looked for where a build leaves it: `target/site` below the working directory, or `site` beside the program.

use std::fmt;
use std::path::{Path, PathBuf};

use leptos::config::{LeptosOptions, get_configuration};

/// Why the site's files cannot be served.
#[derive(Debug)]
pub enum SiteError {
    /// A `LEPTOS_*` variable is malformed.
    Setting(String),
    /// `LEPTOS_HASH_FILES` is on but the list of hashes is not beside the program.
    HashFileMissing(PathBuf),
}

impl fmt::Display for SiteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SiteError::Setting(what) => write!(formatter, "a LEPTOS_ setting cannot be read: {what}"),
            SiteError::HashFileMissing(path) => {
                write!(formatter, "LEPTOS_HASH_FILES is on, but {} is missing: copy it from the build", path.display())
            }
        }
    }
}

impl std::error::Error for SiteError {}

/// The options of Leptos, with our own defaults for what the environment does not say.
///
/// # Errors
/// When a setting is malformed, or names of files are to be hashed and the hashes are missing: better now than with the first page.
pub fn options() -> Result<LeptosOptions, SiteError> {
    let configuration = get_configuration(None).map_err(|error| SiteError::Setting(error.to_string()))?;
    let mut options = configuration.leptos_options;
    if options.output_name.is_empty() {
        options.output_name = "jingzhi".into();
    }
    let beside = folder_of_program();
    if std::env::var_os("LEPTOS_SITE_ROOT").is_none() {
        let found = [PathBuf::from("target/site"), beside.join("site")].into_iter().find(|folder| folder.is_dir());
        if let Some(found) = found {
            options.site_root = found.to_string_lossy().into();
        }
    }
    let hash_file = beside.join(&*options.hash_file);
    if std::env::var_os("LEPTOS_HASH_FILES").is_none() {
        options.hash_files = hash_file.is_file();
    } else if options.hash_files && !hash_file.is_file() {
        return Err(SiteError::HashFileMissing(hash_file));
    }
    Ok(options)
}

/// The address of the style sheet.
pub fn stylesheet(options: &LeptosOptions) -> String {
    let plain = options.css_path();
    if !options.hash_files {
        return plain;
    }
    let hashes = std::fs::read_to_string(folder_of_program().join(&*options.hash_file)).unwrap_or_default();
    let hash = hashes.lines().filter_map(|line| line.split_once(':')).find(|(file, _)| file.trim() == "css");
    match hash {
        Some((_, hash)) => format!("{}.{}.css", plain.trim_end_matches(".css"), hash.trim()),
        None => plain,
    }
}

fn folder_of_program() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.parent().map(Path::to_path_buf).unwrap_or_default()
}
