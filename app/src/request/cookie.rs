//! Our cookies: all `HttpOnly`, `SameSite=Lax`, `Path=/`, and under https with the `__Host-` prefix and `Secure`.

use axum::http::{HeaderMap, header};

/// A cookie of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// The staff session's token.
    Session,
    /// The report draft's token.
    Draft,
    /// A random id of this device, for "me too" and the limits on reports.
    Device,
    /// Opens one case to its reporter for a short time.
    Reporter,
    /// What was reported with this browser: a list that only we can write.
    OwnReports,
    /// The staff pages' language.
    Language,
    /// 长辈版 is on.
    LargeType,
}

impl Cookie {
    const fn base(self) -> &'static str {
        match self {
            Cookie::Session => "sid",
            Cookie::Draft => "draft",
            Cookie::Device => "device",
            Cookie::Reporter => "reporter",
            Cookie::OwnReports => "reports",
            Cookie::Language => "language",
            Cookie::LargeType => "large-type",
        }
    }

    /// How long the browser keeps it, in seconds.
    const fn seconds(self) -> i64 {
        match self {
            Cookie::Session => 14 * 86_400,
            Cookie::Draft => 7 * 86_400,
            Cookie::OwnReports => 180 * 86_400,
            Cookie::Device | Cookie::Language | Cookie::LargeType => 365 * 86_400,
            Cookie::Reporter => 2 * 3600,
        }
    }

    /// The name, which depends on whether the site is served over https.
    pub fn name(self, secure: bool) -> String {
        format!("{}{}", if secure { "__Host-" } else { "" }, self.base())
    }

    /// The `Set-Cookie` value that stores it. `value` must be free of separators; ours are hexadecimal, tags, or numbers with dots between them.
    pub fn set(self, value: &str, secure: bool) -> String {
        self.header(value, self.seconds(), secure)
    }

    /// The `Set-Cookie` value that removes it.
    pub fn remove(self, secure: bool) -> String {
        self.header("", 0, secure)
    }

    fn header(self, value: &str, seconds: i64, secure: bool) -> String {
        let flag = if secure { "; Secure" } else { "" };
        format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{flag}", self.name(secure))
    }
}

/// The value of a cookie which we made ourselves: a token of 64 hexadecimal digits. Anything else is as good as none.
pub fn token(headers: &HeaderMap, cookie: Cookie, secure: bool) -> Option<String> {
    read(headers, cookie, secure)
        .filter(|value| value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The value of a cookie in a request, if it is there and not empty.
pub fn read(headers: &HeaderMap, cookie: Cookie, secure: bool) -> Option<String> {
    let name = cookie.name(secure);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}
