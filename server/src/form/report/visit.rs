//! One post of the report: whose draft it is, and the ways it can end.

#![expect(clippy::result_large_err, reason = "the error is the finished answer, made once a request and sent as it is")]

use app::posted::Posted;
use app::server::cookie::Cookie;
use axum::http::request::Parts;
use axum::response::Response;
use domain::fault::{Fault, FaultCode};
use domain::photo::PhotoOrigin;
use domain::report::{ReportForm, ReportPage, ReportStep};

use crate::doors::Doors;
use crate::form::see_other;
use crate::{page, refusal, visitor};

/// A post of the report.
pub struct Visit {
    /// The doors.
    pub doors: Doors,
    /// The request without its body.
    pub parts: Parts,
    /// The draft's token: of this browser, or new.
    pub draft: String,
    /// The device's token: of this browser, or new.
    pub device: String,
    /// `Set-Cookie` values for what is new.
    cookies: Vec<String>,
}

impl Visit {
    /// Whose draft it is. Both cookies begin with the first post, not with the first look.
    ///
    /// # Errors
    /// The answer when there is no randomness for a token.
    pub fn new(doors: Doors, parts: Parts) -> Result<Visit, Response> {
        let mut visit = Visit { draft: String::new(), device: String::new(), cookies: Vec::new(), doors, parts };
        visit.draft = visit.token(Cookie::Draft)?;
        visit.device = visit.token(Cookie::Device)?;
        Ok(visit)
    }

    /// Begins another draft: the one before was sent.
    ///
    /// # Errors
    /// As [`Visit::new`].
    pub fn begin_anew(&mut self) -> Result<(), Response> {
        self.draft = self.new_token(Cookie::Draft)?;
        Ok(())
    }

    /// What the camera wrote into the draft's photos; nothing while the store is away.
    pub async fn origin(&self) -> PhotoOrigin {
        let kept = backend::draft::page(&self.doors.backend, Some(&self.draft), ReportStep::Place).await;
        kept.map(|page| page.origin).unwrap_or_default()
    }

    /// The same screen again with every value kept.
    pub async fn again(self, form: ReportForm, step: ReportStep, faults: Vec<Fault>) -> Response {
        let mut report = backend::draft::fill(&self.doors.backend, form, step, faults.clone()).await;
        if matches!(step, ReportStep::Place | ReportStep::Details) {
            report.origin = self.origin().await;
        }
        self.render(report, faults).await
    }

    /// The same screen again when the post could not be read to its end: with what came, or else with the draft.
    pub async fn unreadable(self, form: ReportForm, step: ReportStep, faults: Vec<Fault>) -> Response {
        if form != ReportForm::default() {
            return self.again(form, step, faults).await;
        }
        let kept = backend::draft::page(&self.doors.backend, Some(&self.draft), step).await;
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

    /// Stores the draft, whether or not it would do, and goes to a page; shows the same screen again when the store is away.
    pub async fn save(self, form: ReportForm, step: ReportStep, next: &str) -> Response {
        match backend::draft::save(&self.doors.backend, &self.draft, &form).await {
            Ok(()) => self.redirect(next),
            Err(failure) => self.again(form, step, failure.faults()).await,
        }
    }

    /// Goes to a page in the language of this one.
    pub fn redirect(self, path: &str) -> Response {
        let mut response = see_other(&visitor::language(&self.parts).path(path));
        for cookie in &self.cookies {
            visitor::set_cookie(&mut response, cookie);
        }
        response
    }

    async fn render(self, report: ReportPage, faults: Vec<Fault>) -> Response {
        let posted = Posted { report: Some(report), faults, ..Posted::default() };
        let mut response = page::again(&self.doors, self.parts, posted).await;
        for cookie in &self.cookies {
            visitor::set_cookie(&mut response, cookie);
        }
        response
    }

    fn token(&mut self, cookie: Cookie) -> Result<String, Response> {
        match visitor::token(&self.doors, &self.parts.headers, cookie) {
            Some(token) => Ok(token),
            None => self.new_token(cookie),
        }
    }

    fn new_token(&mut self, cookie: Cookie) -> Result<String, Response> {
        let token = visitor::new_token()
            .map_err(|_| refusal::refuse(&self.doors, self.parts.uri.path(), FaultCode::Unavailable))?;
        self.cookies.push(cookie.set(&token, self.doors.site.secure));
        Ok(token)
    }
}
