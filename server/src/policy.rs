//! What a route asks of a request and says of its answer. It stands where the route stands (`router.rs`); what surrounds every request
//! (`middleware`) reads it and knows no addresses.

use std::time::Duration;

use axum::http::Extensions;

/// Bytes of a form as people fill it in, which count for nobody.
pub const SMALL_FORM: usize = 16 * 1024;
/// Bytes of a request without photos.
pub const LARGEST_FORM: usize = 1024 * 1024;
/// Bytes of a call of a server function: the longest form that people fill in has a tenth.
pub const LARGEST_CALL: usize = 128 * 1024;
/// Bytes of one photo with its wrapping.
pub const LARGEST_PHOTO_FORM: usize = 12 * 1024 * 1024;
/// Bytes of a report with its five photos.
pub const LARGEST_REPORT: usize = 56 * 1024 * 1024;

/// How long an answer may take once everything has come.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same where photos wait to be decoded: five of them.
const PATIENCE_WITH_PHOTOS: Duration = Duration::from_secs(180);

/// Files whose name changes with their content.
pub const FOREVER: &str = "public, max-age=31536000, immutable";
/// Files that keep their name.
pub const AN_HOUR: &str = "public, max-age=3600";
/// Files of a build without hashes in their names.
pub const ASK: &str = "no-cache";
const NEVER: &str = "no-store";

/// Who asks, and so how it shows who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A browser, which sends its cookies along whoever made it ask: what changes something must come from our own pages.
    Browser,
    /// A machine with a token of its own. It has no cookies: those that come along are taken away, so that no foreign page can use them.
    Machine,
}

/// What somebody is told who is refused before the route itself answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A page in the language of the address.
    Page,
    /// Faults in JSON.
    Json,
}

/// What a body may be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodySize {
    /// Bytes; who sends more is refused.
    Refused(usize),
    /// Bytes, photos among them, which are not kept in memory; who sends more is refused.
    Photos(usize),
    /// The same; but the route itself says that it is too much, on the page where the photos were chosen.
    OwnPhotos(usize),
}

/// What a route asks of a request and says of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Who asks.
    pub caller: Caller,
    /// How it is refused.
    pub refusal: Refusal,
    /// How much it may bring.
    pub body: BodySize,
    /// How long an answer may take once everything has come; `None` for one that goes on, as a stream of events does.
    pub patience: Option<Duration>,
    /// Whether what changes something is counted for the browser or the address.
    pub counted: bool,
    /// Whether it stands in the line of its address.
    pub in_line: bool,
    /// `Cache-Control` of an answer that succeeds and says nothing else.
    pub kept: &'static str,
    /// Whether an answer that is worth it is compressed.
    pub compressed: bool,
    /// `Referrer-Policy`: what other sites learn of the address.
    pub referrer: &'static str,
}

impl Policy {
    /// A citizen's page.
    pub const PAGE: Policy = Policy {
        caller: Caller::Browser,
        refusal: Refusal::Page,
        body: BodySize::Refused(LARGEST_FORM),
        patience: Some(PATIENCE),
        counted: true,
        in_line: true,
        kept: NEVER,
        compressed: true,
        referrer: "strict-origin-when-cross-origin",
    };
    /// A page of staff: other sites do not learn that there is such an address.
    pub const STAFF_PAGE: Policy = Policy { referrer: "same-origin", ..Policy::PAGE };
    /// A form of a citizen. Forms have measures of their own and do not wait for pages.
    pub const FORM: Policy = Policy { in_line: false, ..Policy::PAGE };
    /// A form with photos, which tells on its own page what is too large.
    pub const PHOTO_FORM: Policy =
        Policy { body: BodySize::OwnPhotos(LARGEST_REPORT), patience: Some(PATIENCE_WITH_PHOTOS), ..Policy::FORM };
    /// A form of staff.
    pub const STAFF_FORM: Policy = Policy { referrer: "same-origin", ..Policy::FORM };
    /// A photo that a script of ours sends.
    pub const UPLOAD: Policy = Policy {
        refusal: Refusal::Json,
        body: BodySize::Photos(LARGEST_PHOTO_FORM),
        patience: Some(PATIENCE_WITH_PHOTOS),
        ..Policy::FORM
    };
    /// A server function. Most read, and staff share an office's address, so that they wait in its line and are not counted.
    pub const FUNCTION: Policy =
        Policy { refusal: Refusal::Json, body: BodySize::Refused(LARGEST_CALL), counted: false, ..Policy::STAFF_PAGE };
    /// What scripts fetch, such as a map.
    pub const DATA: Policy = Policy { refusal: Refusal::Json, ..Policy::PAGE };
    /// What the machine's own keeper asks, who never waits: nothing is made for it.
    pub const PROBE: Policy = Policy { in_line: false, ..Policy::DATA };
    /// A file of the site. The compressed forms of the large ones lie beside them.
    pub const FILE: Policy = Policy { kept: AN_HOUR, ..Policy::PAGE };
    /// Another system, which shows a token.
    pub const MACHINE: Policy = Policy { caller: Caller::Machine, counted: false, ..Policy::DATA };
    /// Events as they happen.
    pub const STREAM: Policy = Policy { patience: None, compressed: false, ..Policy::DATA };

    /// The policy of the route that a request came to.
    pub fn of(extensions: &Extensions) -> Policy {
        extensions.get::<Policy>().copied().unwrap_or(Policy::FILE)
    }
}

impl BodySize {
    /// Bytes at most, and whether photos may be among them.
    pub fn bounds(self) -> (usize, bool) {
        match self {
            BodySize::Refused(bytes) => (bytes, false),
            BodySize::Photos(bytes) | BodySize::OwnPhotos(bytes) => (bytes, true),
        }
    }
}
