//! Texts to look for, and where none of them may be.

use std::path::Path;

/// Texts that are told apart from all others.
pub struct Markers {
    /// Nowhere in clear.
    everywhere: Vec<String>,
    /// In the database they belong; in a log they do not.
    in_logs: Vec<String>,
}

impl Markers {
    /// Secrets: neither in a log nor in a file.
    pub fn everywhere<'a>(texts: impl IntoIterator<Item = &'a str>) -> Markers {
        Markers { everywhere: texts.into_iter().map(str::to_owned).collect(), in_logs: Vec::new() }
    }

    /// Words: not in a log.
    pub fn in_logs<'a>(texts: impl IntoIterator<Item = &'a str>) -> Markers {
        Markers { everywhere: Vec::new(), in_logs: texts.into_iter().map(str::to_owned).collect() }
    }

    /// More of both.
    pub fn add(&mut self, more: Markers) {
        self.everywhere.extend(more.everywhere);
        self.in_logs.extend(more.in_logs);
    }

    /// Lines of a log that hold any of them.
    pub fn in_text(&self, log: &str) -> Vec<String> {
        let all: Vec<&String> = self.everywhere.iter().chain(&self.in_logs).collect();
        log.lines().filter(|line| all.iter().any(|marker| line.contains(marker.as_str()))).map(str::to_owned).collect()
    }

    /// Which of the secrets bytes hold, as they are or in hexadecimal digits, as databases write bytes out.
    pub fn in_bytes(&self, name: &str, bytes: &[u8]) -> Vec<String> {
        let text = String::from_utf8_lossy(bytes);
        let hexadecimal = |marker: &str| marker.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
        let holds = |marker: &&String| text.contains(marker.as_str()) || text.contains(&hexadecimal(marker));
        let found = self.everywhere.iter().filter(holds);
        found.map(|text| format!("{name}: {text}")).collect()
    }

    /// Which of the secrets lie in which file of a folder: database, write-ahead log, photos, everything.
    pub fn in_folder(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.extend(self.in_folder(&path));
            } else {
                let bytes = std::fs::read(&path).expect("a file");
                found.extend(self.in_bytes(&path.display().to_string(), &bytes));
            }
        }
        found
    }
}
