//! One post of the report: whose it is and which of theirs, and the ways it can end.

#![expect(clippy::result_large_err, reason = "the error is the finished answer, made once a request and sent as it is")]

use app::posted::Posted;
use app::server::cookie::Cookie;
use axum::http::request::Parts;
use axum::response::Response;
use backend::draft::{Place, Saved};
use domain::fault::{Fault, FaultCode};
use domain::photo::PhotoOrigin;
use domain::report::{ReportForm, ReportPage, ReportStep};

use crate::doors::Doors;
use crate::form::see_other;
use crate::{page, refusal, visitor};

/// The name under which a form and an address carry the key of their report.
pub const KEY: &str = "report";

/// A post of the report.
pub struct Visit {
    /// The doors.
    pub doors: Doors,
    /// The request without its body.
    pub parts: Parts,
    /// The token of the browser that writes it, old or new.
    browser: String,
    /// The key of the report, as its form or else its address says.
    key: String,
    /// Whether the report's addresses carry its key.
    beside: bool,
    /// The device's token: of this browser, or new.
    pub device: String,
    /// `Set-Cookie` values.
    cookies: Vec<String>,
}

impl Visit {
    /// Whose report it is. Both cookies begin with the first post, not with the first look.
    ///
    /// # Errors
    /// The answer when there is no randomness for a token.
    pub fn new(doors: Doors, parts: Parts) -> Result<Visit, Response> {
        let key = key_of_address(&parts);
        let (browser, device) = (String::new(), String::new());
        let mut visit = Visit { browser, beside: !key.is_empty(), key, device, cookies: Vec::new(), doors, parts };
        visit.browser = visit.cookie(Cookie::Draft)?;
        visit.device = visit.cookie(Cookie::Device)?;
        Ok(visit)
    }

    /// The form says whose key it carries: it knows better than its address, which may be that of a report sent meanwhile.
    pub fn take_key(&mut self, key: &str) {
        if backend::draft::is_key(key) && key != self.key {
            (self.key, self.beside) = (key.to_owned(), false);
        }
    }

    /// The token of this report.
    pub fn token(&self) -> String {
        backend::draft::token(&self.browser, &self.key)
    }

    /// From here on another report: the one before was sent.
    ///
    /// # Errors
    /// The answer when the store is away.
    pub async fn begin_another(&mut self, form: &ReportForm) -> Result<(), backend::Failure> {
        let place = backend::draft::begin_another(&self.doors.backend, &self.token(), form).await?;
        self.move_to(place);
        Ok(())
    }

    fn move_to(&mut self, place: Place) {
        (self.key, self.beside) = (place.key, place.beside);
    }

    /// What the camera wrote into the draft's photos; nothing while the store is away.
    pub async fn origin(&self) -> PhotoOrigin {
        let kept = backend::draft::page(&self.doors.backend, Some(&self.token()), ReportStep::Place).await;
        kept.map(|page| page.origin).unwrap_or_default()
    }

    /// The same screen again with every value kept.
    pub async fn again(self, form: ReportForm, step: ReportStep, faults: Vec<Fault>) -> Response {
        let mut report =
            backend::draft::fill(&self.doors.backend, Some(&self.token()), form, step, faults.clone()).await;
        if matches!(step, ReportStep::Place | ReportStep::Details) {
            report.origin = self.origin().await;
        }
        self.render(report, faults).await
    }

    /// The screen of another report than the one that was sent with this form: nothing typed is lost, and nothing is claimed to have
    /// arrived that has not.
    pub async fn unsent(mut self, form: ReportForm, faults: Vec<Fault>) -> Response {
        if let Err(failure) = self.begin_another(&form).await {
            return self.again(form, ReportStep::Check, failure.faults()).await;
        }
        match backend::draft::page(&self.doors.backend, Some(&self.token()), ReportStep::Check).await {
            Ok(report) => self.render(ReportPage { faults: faults.clone(), ..report }, faults).await,
            Err(failure) => self.again(form, ReportStep::Check, failure.faults()).await,
        }
    }

    /// The same screen again when the post could not be read to its end: with what came, or else with the draft.
    pub async fn unreadable(self, form: ReportForm, step: ReportStep, faults: Vec<Fault>) -> Response {
        if form != ReportForm::default() {
            return self.again(form, step, faults).await;
        }
        let kept = backend::draft::page(&self.doors.backend, Some(&self.token()), step).await;
        let form = kept.map(|page| page.form).unwrap_or_default();
        self.again(form, step, faults).await
    }

    /// The next screen when there is nothing wrong and the draft is stored, else the same one again.
    pub async fn go_on(self, form: ReportForm, step: ReportStep, next: ReportStep) -> Response {
        match backend::draft::check(&self.doors.backend, &form, step).await {
            Ok(faults) if faults.is_empty() => self.save(form, step, next.path()).await,
            Ok(faults) => self.again(form, step, faults).await,
            Err(failure) => self.again(form, step, failure.faults()).await,
        }
    }

    /// Stores the draft, whether or not it would do, and goes to a page; shows the same screen again when the store is away. What was
    /// sent before leads to its receipt.
    pub async fn save(mut self, form: ReportForm, step: ReportStep, next: &str) -> Response {
        match backend::draft::save(&self.doors.backend, &self.token(), &form).await {
            Ok(Saved::Kept(place)) => {
                self.move_to(place);
                self.redirect(next)
            }
            Ok(Saved::Sent(place)) => self.receipt(place.beside),
            Err(failure) => self.again(form, step, failure.faults()).await,
        }
    }

    /// Goes to the receipt.
    pub fn receipt(mut self, beside: bool) -> Response {
        self.beside = beside;
        self.redirect("/report/done")
    }

    /// Goes to a page in the language of this one.
    fn redirect(self, path: &str) -> Response {
        let path = visitor::language(&self.parts).path(path);
        let mut response = see_other(&if self.beside { format!("{path}?{KEY}={}", self.key) } else { path });
        for cookie in &self.cookies {
            visitor::set_cookie(&mut response, cookie);
        }
        response
    }

    async fn render(self, report: ReportPage, faults: Vec<Fault>) -> Response {
        let report = ReportPage { key: self.key, beside: self.beside, ..report };
        let posted = Posted { report: Some(report), faults, ..Posted::default() };
        let mut response = page::again(&self.doors, self.parts, posted).await;
        for cookie in &self.cookies {
            visitor::set_cookie(&mut response, cookie);
        }
        response
    }

    /// The value of a cookie of this browser, old or new. The draft's is set again either way, so that it lives as long as it is used.
    fn cookie(&mut self, cookie: Cookie) -> Result<String, Response> {
        let known = visitor::token(&self.doors, &self.parts.headers, cookie);
        let again = known.is_none() || cookie == Cookie::Draft;
        let token = match known {
            Some(token) => token,
            None => visitor::new_token()
                .map_err(|_| refusal::refuse(&self.doors, self.parts.uri.path(), FaultCode::Unavailable))?,
        };
        if again {
            self.cookies.push(cookie.set(&token, self.doors.site.secure));
        }
        Ok(token)
    }
}

/// The key in the address of a report that is written beside another one; empty when there is none.
fn key_of_address(parts: &Parts) -> String {
    let pairs = parts.uri.query().into_iter().flat_map(|query| query.split('&'));
    let named = pairs.filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == KEY);
    named.map(|(_, key)| key.to_owned()).filter(|key| backend::draft::is_key(key)).unwrap_or_default()
}
