//! `jingzhi import …` and `jingzhi export …`.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use city::export;
use city::file::{Coordinates, LARGEST, Wrong};
use city::import;
use city::import::{Changes, How, Imported};
use clap::Args;
use foundation::account::Administrator;
use foundation::catalog::kind::FileKind;

use super::open::{Outcome, inside, open};
use crate::config::Config;

/// Lines that say what is wrong; more help nobody.
const SHOWN: usize = 100;

/// What to bring.
#[derive(Args, Clone, Debug)]
pub struct Import {
    /// What the file holds
    #[arg(value_parser = kind, long_help = kinds())]
    pub kind: FileKind,
    /// The file, CSV or GeoJSON
    pub file: PathBuf,
    /// Say what is wrong and what would change; store nothing
    #[arg(long)]
    pub check: bool,
    /// What positions in the file are in: wgs84, cgcs2000 or gcj02 (Chinese web maps)
    #[arg(long, value_parser = coordinates, default_value = "wgs84")]
    pub coordinates: Coordinates,
}

/// What to write.
#[derive(Args, Clone, Debug)]
pub struct Export {
    /// What to write
    #[arg(value_parser = kind, long_help = kinds())]
    pub kind: FileKind,
    /// Where to; without it to the standard output
    pub file: Option<PathBuf>,
}

fn kind(code: &str) -> Result<FileKind, String> {
    FileKind::from_code(code).ok_or_else(|| format!("one of {}", codes().join(", ")))
}

fn coordinates(code: &str) -> Result<Coordinates, String> {
    Coordinates::from_code(code).ok_or_else(|| "one of wgs84, cgcs2000, gcj02".to_owned())
}

fn codes() -> Vec<&'static str> {
    FileKind::ALL.iter().map(|kind| kind.code()).collect()
}

fn kinds() -> String {
    format!("In the order in which a new city is brought: {}", codes().join(", "))
}

/// Brings a file: all of it or nothing. A running server notices within seconds.
///
/// # Errors
/// When the file cannot be read or anything in it is wrong; the lines are told on the standard error.
pub async fn import(config: &Config, arguments: &Import) -> Outcome {
    let file = arguments.file.display();
    let opened = std::fs::File::open(&arguments.file).map_err(|error| format!("{file}: {error}"))?;
    let mut bytes = Vec::new();
    opened.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(|error| format!("{file}: {error}"))?;
    let backend = open(config).await?;
    let how = How { check: arguments.check, coordinates: arguments.coordinates };
    match import::import(&backend, Administrator::Machine, arguments.kind, bytes, how).await.map_err(inside)? {
        Imported::Sound(Changes { added, changed, removed, same }) => {
            let would = if arguments.check { "it would change this" } else { "done" };
            let kind = arguments.kind.code();
            println!("{kind}: {would}: {added} added, {changed} changed, {removed} removed, {same} as before");
            Ok(())
        }
        Imported::Wrong(wrongs) => {
            eprintln!("{:>7}  {:<14} what is wrong → what would be right", "line", "column");
            for Wrong { line, column, what, right } in wrongs.iter().take(SHOWN) {
                eprintln!("{line:>7}  {column:<14} {what} → {right}");
            }
            if wrongs.len() > SHOWN {
                eprintln!("… and more");
            }
            Err(format!("{file} is wrong; nothing was stored").into())
        }
    }
}

/// Writes what is stored as a file whose import changes nothing.
///
/// # Errors
/// When the store is away or the file cannot be written.
pub async fn export(config: &Config, arguments: &Export) -> Outcome {
    let backend = open(config).await?;
    let text = export::export(&backend, arguments.kind).await.map_err(inside)?;
    match &arguments.file {
        Some(file) => std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()).into()),
        None => {
            // Whoever reads may have had enough.
            match std::io::stdout().write_all(text.as_bytes()) {
                Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
                _ => Ok(()),
            }
        }
    }
}
