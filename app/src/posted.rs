//! What a plain form posted and what was wrong with it. The form handlers of crate `server` provide it as context and
//! render the same page again; the page's server function reads it, so that hydration sees the same values.

use domain::account::{AccountForm, Invitation};
use domain::fault::Fault;
use domain::report::{CaseForm, ReportPage, TrackForm};
use leptos::prelude::use_context;

/// A form that leads back to its own page: refused, with every value kept, or with what came of it.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    /// A screen of the report.
    pub report: Option<ReportPage>,
    /// A form on a case's page.
    pub case: Option<CaseForm>,
    /// Number and digits.
    pub track: Option<TrackForm>,
    /// The account name of a failed sign-in; never the password.
    pub login: Option<String>,
    /// An account to be.
    pub account: Option<AccountForm>,
    /// A link that was just made for an account.
    pub invitation: Option<Invitation>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// What was posted to this page; nothing when it was only opened.
pub fn posted() -> Posted {
    use_context::<Posted>().unwrap_or_default()
}
