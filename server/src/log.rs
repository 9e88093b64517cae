//! The log: one record a line on the error output, so that what a command prints stays readable; a panic is one of them.
//!
//! Whatever a stranger sends may end in a record, through a library's own words as well, and so every record is cleaned where it is
//! written, see [`record`]: no line is broken or painted, none is longer than it may be, none holds a secret.

mod record;

use std::io::{self, Write};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::config::{Config, LogFormat};

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

/// Where records go.
#[derive(Clone, Copy)]
struct Records(LogFormat);

impl<'a> MakeWriter<'a> for Records {
    type Writer = Records;

    fn make_writer(&'a self) -> Records {
        *self
    }
}

impl Write for Records {
    /// A record comes in one piece, with its line's end.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let line = record::clean(&String::from_utf8_lossy(bytes), matches!(self.0, LogFormat::Json));
        io::stderr().lock().write_all(line.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().lock().flush()
    }
}
