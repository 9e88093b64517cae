//! The log: one record a line on the error output, so that what a command prints stays readable; a panic is one of them.
//!
//! Whatever a stranger sends may end in a record, through a library's own words as well, and so every record is cleaned where it is
//! written, see [`record`]: no line is broken or painted, none is longer than it may be, none holds a secret. And there are only so many
//! lines in a second, see [`lines`]; how many records had none is told with the next that has.

mod lines;
mod record;

use std::io::{self, Write};

use serde_json::json;
use tracing::{Level, Metadata};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::config::{Config, LogFormat};
use lines::Lines;

/// Begins to log, as the settings say.
pub fn begin(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|error| {
        eprintln!("jingzhi: the log filter {:?} is not understood ({error}); logging at info", config.log);
        EnvFilter::new("info")
    });
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(Records(config.log_format)).with_ansi(false);
    match config.log_format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().flatten_event(true).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = panic.payload_as_str().unwrap_or("something that is no text");
        tracing::error!(place, what, "panicked");
    }));
}

/// The lines of failures, which no flood of anything else takes away.
static FAILURES: Lines = Lines::new();
/// Those of warnings and of what happens every day. What is written for whoever looks for a mistake has no measure.
static OTHERS: Lines = Lines::new();

/// Where records go.
struct Records(LogFormat);

/// Where one goes.
struct Record {
    format: LogFormat,
    lines: Option<&'static Lines>,
}

impl<'a> MakeWriter<'a> for Records {
    type Writer = Record;

    fn make_writer(&'a self) -> Record {
        Record { format: self.0, lines: Some(&OTHERS) }
    }

    fn make_writer_for(&'a self, meta: &Metadata<'_>) -> Record {
        let lines = match *meta.level() {
            Level::ERROR => Some(&FAILURES),
            Level::WARN | Level::INFO => Some(&OTHERS),
            _ => None,
        };
        Record { format: self.0, lines }
    }
}

impl Write for Record {
    /// A record comes in one piece, with its line's end.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(left_out) = self.lines.map_or(Some(0), Lines::next) else { return Ok(bytes.len()) };
        let json = matches!(self.format, LogFormat::Json);
        let mut out = io::stderr().lock();
        if left_out > 0 {
            let told = format!("{left_out} records were left out, as there were too many");
            let told =
                if json { json!({ "level": "WARN", "message": told }).to_string() } else { format!("WARN {told}") };
            writeln!(out, "{told}")?;
        }
        out.write_all(record::clean(&String::from_utf8_lossy(bytes), json).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().lock().flush()
    }
}
