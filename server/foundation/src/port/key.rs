//! Secrets: one master key outside the database, and everything derived from it.
//!
//! Phone numbers and drafts are encrypted (ChaCha20-Poly1305), look-ups go through keyed hashes (HMAC-SHA-256), tokens are stored
//! as plain SHA-256 because they are 256 random bits themselves.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use super::blur::Blur;
use super::files::sync_names;
use crate::failure::Failure;

/// How somebody came in who passes for the reporter of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the secret link, which nobody was shown but who sent the report.
    Link,
    /// By the case number and the whole phone number.
    Number,
}

impl Way {
    const fn code(self) -> &'static str {
        match self {
            Way::Link => "link",
            Way::Number => "number",
        }
    }
}

/// The keys of this installation.
#[derive(Clone)]
pub struct Keys {
    encryption: [u8; 32],
    lookup: [u8; 32],
    tracking: [u8; 32],
    reporter: [u8; 32],
    blur: Blur,
}

impl Keys {
    /// All keys from the master key.
    pub fn new(master: &[u8; 32]) -> Keys {
        Keys {
            encryption: mac(master, b"encryption"),
            lookup: mac(master, b"look-up"),
            tracking: mac(master, b"tracking"),
            reporter: mac(master, b"reporter"),
            blur: Blur::new(keyed(&mac(master, b"blur"))),
        }
    }

    /// The master key that was `given` (64 hexadecimal digits), else from the file `key` in the data directory; `None` when there is no
    /// such file.
    ///
    /// # Errors
    /// When the setting is malformed or the file cannot be read.
    pub fn load(given: Option<&str>, data_dir: &Path) -> Result<Option<Keys>, Failure> {
        let (text, wrong) = match given {
            Some(text) => (text.to_owned(), "is not 64 hexadecimal digits"),
            None => match std::fs::read_to_string(file(data_dir)) {
                Ok(text) => (text, "in its file is damaged"),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(inside(&format!("cannot be read: {error}"))),
            },
        };
        decode(text.trim()).map(|key| Some(Keys::new(&key))).ok_or_else(|| inside(wrong))
    }

    /// A new master key, in the file `key` of mode 0600 in the data directory. For the first start alone: whoever has lost the key of their
    /// data would take it for that one.
    ///
    /// # Errors
    /// When there is such a file or it cannot be made.
    pub fn make(data_dir: &Path) -> Result<Keys, Failure> {
        let key = random()?;
        write(&file(data_dir), &key).map_err(|error| inside(&format!("cannot be written: {error}")))?;
        Ok(Keys::new(&key))
    }

    /// Encrypts; the nonce stands in front.
    pub fn encrypt(&self, plain: &[u8]) -> Result<Vec<u8>, Failure> {
        let nonce: [u8; 12] = random_bytes()?;
        let sealed = ChaCha20Poly1305::new(&self.encryption.into())
            .encrypt(&Nonce::from(nonce), plain)
            .map_err(|_| Failure::Inside("encryption failed".to_owned()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts; `None` when it was not encrypted with this key or was changed.
    pub fn decrypt(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<12>()?;
        ChaCha20Poly1305::new(&self.encryption.into()).decrypt(&Nonce::from(*nonce), sealed).ok()
    }

    /// Tells these keys from others without telling anything about them; kept with the data they belong to.
    pub fn mark(&self) -> String {
        self.lookup("mark", "jingzhi")
    }

    /// A keyed hash by which a value is found without being stored.
    pub fn lookup(&self, kind: &str, value: &str) -> String {
        hex(&mac(&self.lookup, format!("{kind}\0{value}").as_bytes()))
    }

    /// Where cases are shown whose place is not released.
    pub fn blur(&self) -> &Blur {
        &self.blur
    }

    /// A token for a browser's device cookie, which shows that it was made here: 128 random bits and their mark.
    pub(crate) fn device_token(&self) -> Result<String, Failure> {
        let random = new_id()?;
        Ok(format!("{random}{}", self.device_mark(&random)))
    }

    /// Whether a device cookie's token was made here.
    pub(crate) fn is_device_token(&self, token: &str) -> bool {
        let Some((random, mark)) = token.split_at_checked(32) else { return false };
        constant_time_equal(self.device_mark(random).as_bytes(), mark.as_bytes())
    }

    fn device_mark(&self, random: &str) -> String {
        hex(&mac(&self.lookup, format!("device mark\0{random}").as_bytes())[..16])
    }

    /// The tracking secret of a report: always the same for the same key, so that a repeated post shows the same link.
    pub fn tracking_secret(&self, report_key: &str) -> String {
        hex(&mac(&self.tracking, report_key.as_bytes())[..20])
    }

    /// A value for the reporter's cookie that opens one report until a time.
    pub fn reporter_pass(&self, report: i64, way: Way, until: i64) -> String {
        let opens = format!("{report}.{until}.{}", way.code());
        let mark = hex(&mac(&self.reporter, opens.as_bytes())[..16]);
        format!("{opens}.{mark}")
    }

    /// A value for the cookie in which a browser keeps what was reported with it: the reports, and a mark that they were put there by us.
    pub fn own_reports(&self, reports: &[i64]) -> String {
        let listed = reports.iter().map(i64::to_string).collect::<Vec<_>>().join(".");
        let mark = hex(&mac(&self.reporter, format!("own {listed}").as_bytes())[..16]);
        format!("{listed}.{mark}")
    }

    /// The reports that such a value names; none when it is forged.
    pub fn open_own_reports(&self, value: &str) -> Vec<i64> {
        let listed = value.rsplit_once('.').map_or("", |(listed, _)| listed);
        let reports: Vec<i64> = listed.split('.').filter_map(|id| id.parse().ok()).collect();
        let genuine = constant_time_equal(self.own_reports(&reports).as_bytes(), value.as_bytes());
        if genuine { reports } else { Vec::new() }
    }

    /// The report that a cookie's value opens, and how it was come by; `None` when it is forged or over.
    pub fn open_pass(&self, pass: &str, now: i64) -> Option<(i64, Way)> {
        let mut parts = pass.split('.');
        let report: i64 = parts.next()?.parse().ok()?;
        let until: i64 = parts.next()?.parse().ok()?;
        let code = parts.next()?;
        let way = [Way::Link, Way::Number].into_iter().find(|way| way.code() == code)?;
        let expected = self.reporter_pass(report, way, until);
        (constant_time_equal(expected.as_bytes(), pass.as_bytes()) && now < until).then_some((report, way))
    }
}

/// The key file.
fn file(data_dir: &Path) -> PathBuf {
    data_dir.join("key")
}

fn inside(what: &str) -> Failure {
    Failure::Inside(format!("the master key {what}"))
}

/// Writes the key file whole or not at all: under another name first, on disk before it gets its own.
fn write(path: &Path, key: &[u8; 32]) -> std::io::Result<()> {
    let half = path.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&half)?;
    file.write_all(hex(key).as_bytes())?;
    file.sync_all()?;
    // A link, which unlike a renaming never takes the place of a key that is there.
    std::fs::hard_link(&half, path)?;
    std::fs::remove_file(&half)?;
    // On disk before anything is encrypted with it.
    path.parent().map_or(Ok(()), sync_names)
}

/// SHA-256 in hexadecimal digits, for tokens that are random themselves.
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// A token of 256 random bits in hexadecimal digits.
pub fn new_token() -> Result<String, Failure> {
    Ok(hex(&random()?))
}

/// A random number.
pub fn chance() -> Result<u8, Failure> {
    let [chance] = random_bytes()?;
    Ok(chance)
}

/// A random id of 128 bits in hexadecimal digits.
pub fn new_id() -> Result<String, Failure> {
    Ok(hex(&random_bytes::<16>()?))
}

fn random() -> Result<[u8; 32], Failure> {
    random_bytes()
}

fn random_bytes<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Inside(format!("no random bytes: {error}")))?;
    Ok(bytes)
}

fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    // HMAC itself pads a short key with zeros to the hash's block; done here, it cannot fail.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    <Hmac<Sha256> as KeyInit>::new(&block.into())
}

fn mac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut hmac = keyed(key);
    hmac.update(message);
    hmac.finalize().into_bytes().into()
}

fn constant_time_equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn decode(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encrypted_is_read_again_and_changes_are_seen() {
        let keys = Keys::new(&[7; 32]);
        let mut sealed = keys.encrypt(b"13812345678").expect("encrypted");
        assert!(!sealed.windows(11).any(|w| w == b"13812345678"));
        assert_eq!(keys.decrypt(&sealed).as_deref(), Some(b"13812345678".as_slice()));
        sealed[14] ^= 1;
        assert_eq!(keys.decrypt(&sealed), None);
        assert_eq!(keys.decrypt(b"short"), None);
    }

    #[test]
    fn a_device_token_cannot_be_invented() {
        let (keys, others) = (Keys::new(&[7; 32]), Keys::new(&[8; 32]));
        let token = keys.device_token().expect("a token");
        assert!(token.len() == 64 && keys.is_device_token(&token) && !others.is_device_token(&token));
        for forged in [String::new(), "0".repeat(64), token.replacen(&token[..1], "g", 1), token[..63].to_owned()] {
            assert!(!keys.is_device_token(&forged), "{forged}");
        }
    }

    #[test]
    fn the_reports_of_a_browser_cannot_be_invented() {
        let keys = Keys::new(&[7; 32]);
        for reports in [vec![], vec![5], vec![7, 5, i64::MAX]] {
            assert_eq!(keys.open_own_reports(&keys.own_reports(&reports)), reports);
        }
        let value = keys.own_reports(&[7, 5]);
        let other_way_round = value.replacen("7.5", "5.7", 1);
        let forged = [value.replacen('7', "8", 1), other_way_round, value[2..].to_owned(), value[..20].to_owned()];
        for forged in forged.into_iter().chain(["", ".", "5", "5.", "x.y"].map(str::to_owned)) {
            assert_eq!(keys.open_own_reports(&forged), Vec::<i64>::new(), "{forged}");
        }
        let pass = keys.reporter_pass(5, Way::Link, 100);
        assert_eq!(keys.open_own_reports(&pass), Vec::<i64>::new(), "a pass is no list");
        assert_eq!(keys.open_pass(&value, 1), None, "a list is no pass");
    }

    #[test]
    fn a_pass_opens_one_report_for_a_time() {
        let keys = Keys::new(&[7; 32]);
        let pass = keys.reporter_pass(5, Way::Number, 100);
        assert_eq!(keys.open_pass(&pass, 99), Some((5, Way::Number)));
        assert_eq!(keys.open_pass(&pass, 100), None);
        assert_eq!(keys.open_pass(&pass.replacen('5', "6", 1), 1), None);
        assert_eq!(keys.open_pass(&pass.replace("number", "link"), 1), None, "it remembers how it was come by");
        assert_eq!(keys.open_pass(&keys.reporter_pass(5, Way::Link, 100), 1), Some((5, Way::Link)));
        for forged in ["", "5", "5.100", "5.100.", "5.100.link", "5.100.link.", "x.y.z"] {
            assert_eq!(keys.open_pass(forged, 1), None);
        }
    }
}
