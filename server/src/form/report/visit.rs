//! One post of the report: whose it is and which of theirs, and the ways it can end.

#![expect(clippy::result_large_err, reason = "the error is the finished answer, made once a request and sent as it is")]

use app::posted::Posted;
use app::server::cookie::Cookie;
use axum::http::request::Parts;
use axum::response::Response;
use casework::draft::{Place, Saved};
use domain::fault::{Fault, FaultCode, Field};
use domain::language::Language;
use domain::photo::PhotoOrigin;
use domain::report::{ReportForm, ReportPage, ReportStep};
use foundation::Failure;
use foundation::device::Device;
use foundation::share::Sender;
use tokio::sync::OnceCell;

use crate::address::{self, counted_as, sender};
use crate::form::see_other;
use crate::state::AppState;
use crate::{page, refusal, visitor};

/// The name under which a form and an address carry the key of their report.
pub const KEY: &str = "report";

/// A post of the report.
pub struct Visit {
    pub state: AppState,
    /// The request without its body.
    pub parts: Parts,
    /// The token of the browser that writes it: of its cookie, or new; empty when it keeps no cookie and the key alone leads to its report.
    browser: String,
    /// Whether the browser came with a cookie of its draft.
    has_cookie: bool,
    /// The key of the report, as its form or else its address says.
    key: String,
    /// Whether the report's addresses carry its key.
    beside: bool,
    /// The device's token: of this browser, or new.
    pub device: String,
    /// The person's address, as it is counted.
    pub address: String,
    /// Whether the browser came with a device cookie of ours.
    known: bool,
    /// Filled once this request is counted.
    counted: OnceCell<()>,
    /// Filled once a new browser is counted.
    admitted: OnceCell<()>,
    /// The language in which it goes on.
    language: Language,
    /// `Set-Cookie` values.
    cookies: Vec<String>,
}

impl Visit {
    /// Whose report it is. The cookie of the draft begins with the first look at a screen, that of the device with the first post.
    ///
    /// # Errors
    /// The answer when there is no randomness for a token.
    pub fn new(state: AppState, parts: Parts) -> Result<Visit, Response> {
        let key = key_of_address(&parts);
        let address = counted_as(address::of(&parts)).to_string();
        let device = visitor::device(&state, &parts.headers);
        let mut visit = Visit {
            browser: String::new(),
            has_cookie: false,
            beside: !key.is_empty(),
            key,
            address,
            known: device.is_some(),
            device: device.unwrap_or_default(),
            counted: OnceCell::new(),
            admitted: OnceCell::new(),
            language: visitor::language(&parts),
            cookies: Vec::new(),
            state,
            parts,
        };
        let browser = visitor::token(&visit.state, &visit.parts.headers, Cookie::Draft);
        visit.has_cookie = browser.is_some();
        // It is set again also when there is one, so that it lives as long as it is used.
        visit.browser = visit.keep(browser.map_or_else(visitor::new_token, Ok), Cookie::Draft)?;
        if !visit.key.is_empty() {
            visit.do_without_cookie();
        }
        if !visit.known {
            let made = foundation::device::new_token(&visit.state.backend);
            visit.device = made.map_err(|_| visit.no_randomness())?;
        }
        Ok(visit)
    }

    /// The form says whose key it carries: it knows better than its address, which may be that of a report sent meanwhile.
    pub fn take_key(&mut self, key: &str) {
        if casework::draft::is_report_key(key) && key != self.key {
            (self.key, self.beside) = (key.to_owned(), false);
            self.do_without_cookie();
        }
    }

    /// A page with a key was seen before, and its cookie has not come back: it may never do.
    fn do_without_cookie(&mut self) {
        if !self.has_cookie {
            self.browser.clear();
        }
    }

    /// The token of this report.
    pub fn token(&self) -> String {
        casework::draft::token(&self.browser, &self.key)
    }

    /// Makes sure that something of this browser may be stored: a new one, and a new draft, count for their address.
    ///
    /// # Errors
    /// Too many of them; or the store is away.
    pub async fn begin(&self) -> Result<(), Failure> {
        let count = || async {
            self.admit().await?;
            casework::draft::begin(&self.state.backend, &self.token(), &self.address).await
        };
        self.counted.get_or_try_init(count).await.copied()
    }

    /// Counts a new browser for its address.
    ///
    /// # Errors
    /// Too many of them; or the store is away.
    pub async fn admit(&self) -> Result<(), Failure> {
        if self.known {
            return Ok(());
        }
        let admitted = self.admitted.get_or_try_init(|| foundation::device::admit(&self.state.backend, &self.address));
        admitted.await.copied()
    }

    /// The cookies of this answer. A new browser has its own only once it is counted: it could come back as a known one otherwise.
    fn set_cookies(&self, response: &mut Response) {
        for cookie in &self.cookies {
            visitor::set_cookie(response, cookie);
        }
        if self.admitted.initialized() {
            visitor::set_cookie(response, &Cookie::Device.set(&self.device, self.state.site.secure));
        }
    }

    /// The browser and where it is.
    pub fn device(&self) -> Device<'_> {
        Device { token: &self.device, known: self.known, address: Some(&self.address) }
    }

    /// From here on another report: the one before was sent.
    ///
    /// # Errors
    /// The answer when the store is away.
    pub async fn begin_another(&mut self, form: &ReportForm) -> Result<(), Failure> {
        let place = casework::draft::begin_another(&self.state.backend, &self.token(), form).await?;
        self.move_to(place);
        Ok(())
    }

    fn sender(&self) -> Sender {
        sender(&self.parts.extensions)
    }

    fn move_to(&mut self, place: Place) {
        (self.key, self.beside) = (place.key, place.beside);
    }

    /// What the camera wrote into the draft's photos; nothing while the store is away.
    pub async fn origin(&self) -> PhotoOrigin {
        let kept =
            casework::draft::page(&self.state.backend, Some(&self.token()), ReportStep::Place, &self.sender()).await;
        kept.map(|page| page.origin).unwrap_or_default()
    }

    /// The same screen again with every value kept.
    pub async fn again(self, form: ReportForm, step: ReportStep, faults: Vec<Fault>) -> Response {
        let mut report =
            casework::draft::fill(&self.state.backend, Some(&self.token()), form, step, faults.clone(), &self.sender())
                .await;
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
        match casework::draft::page(&self.state.backend, Some(&self.token()), ReportStep::Check, &self.sender()).await {
            Ok(report) => self.render(ReportPage { faults: faults.clone(), ..report }, faults).await,
            Err(failure) => self.again(form, ReportStep::Check, failure.faults()).await,
        }
    }

    /// The same screen again when the post could not be read to its end: with what came, or else with the draft.
    pub async fn unreadable(self, form: ReportForm, step: ReportStep, faults: Vec<Fault>) -> Response {
        if form != ReportForm::default() {
            return self.again(form, step, faults).await;
        }
        let kept = casework::draft::page(&self.state.backend, Some(&self.token()), step, &self.sender()).await;
        let form = kept.map(|page| page.form).unwrap_or_default();
        self.again(form, step, faults).await
    }

    /// The next screen when there is nothing wrong and the draft is stored, else the same one again.
    pub async fn go_on(self, form: ReportForm, step: ReportStep, next: ReportStep) -> Response {
        // A photo that is gone is told before anybody goes on without it.
        if let Ok(false) = casework::draft::has_photos(&self.state.backend, &self.token(), &form).await {
            return self.again(form, step, vec![Fault::at(Field::Photo, FaultCode::PhotoGone)]).await;
        }
        match casework::draft::check(&self.state.backend, &form, step).await {
            Ok(faults) if faults.is_empty() => self.save(form, step, next.path()).await,
            Ok(faults) => self.again(form, step, faults).await,
            Err(failure) => self.again(form, step, failure.faults()).await,
        }
    }

    /// Stores the draft, whether or not it would do, and goes to a page; shows the same screen again when the store is away. What was
    /// sent before leads to its receipt.
    pub async fn save(mut self, form: ReportForm, step: ReportStep, next: &str) -> Response {
        let saved = match self.begin().await {
            Ok(()) => casework::draft::save(&self.state.backend, &self.token(), &form).await,
            Err(failure) => Err(failure),
        };
        match saved {
            Ok(Saved::Kept(place)) => {
                self.move_to(place);
                self.redirect(next)
            }
            Ok(Saved::Sent(place)) => self.receipt(place.key),
            Err(failure) => self.again(form, step, failure.faults()).await,
        }
    }

    /// The same screen in the other language, with what was typed so far.
    pub async fn switch_language(mut self, form: ReportForm, step: ReportStep) -> Response {
        self.language = self.language.other();
        self.show_anew(form, step).await
    }

    /// The same screen in the other size of type, with what was typed so far.
    pub async fn switch_type(mut self, form: ReportForm, step: ReportStep) -> Response {
        self.cookies.push(visitor::other_type(&self.state, &self.parts.headers));
        self.show_anew(form, step).await
    }

    /// Keeps what was typed and shows the screen again. Whoever looks at a report that was sent has typed nothing, and begins no other one.
    async fn show_anew(mut self, form: ReportForm, step: ReportStep) -> Response {
        if form == ReportForm::default()
            && let Ok(true) = casework::draft::is_sent(&self.state.backend, &self.token()).await
        {
            self.beside = casework::draft::is_report_key(&self.key);
            return self.redirect(step.path());
        }
        self.save(form, step, step.path()).await
    }

    /// Puts a report that was sent on the list that this browser keeps.
    pub async fn keep_own(&mut self, secret: &str) {
        let kept = visitor::cookie(&self.state, &self.parts.headers, Cookie::OwnReports);
        match casework::public::keep_own(&self.state.backend, kept.as_deref(), secret).await {
            Ok(kept) => self.cookies.push(Cookie::OwnReports.set(&kept, self.state.site.secure)),
            // It has arrived all the same, and its receipt has its link.
            Err(failure) => tracing::warn!(?failure, "a report is not on its browser's list"),
        }
    }

    /// Goes to the receipt of the report with this key: the browser may have sent another one since.
    pub fn receipt(mut self, key: String) -> Response {
        (self.beside, self.key) = (casework::draft::is_report_key(&key), key);
        self.redirect("/report/done")
    }

    /// Goes to a page.
    fn redirect(self, path: &str) -> Response {
        let path = self.language.path(path);
        let mut response = see_other(&if self.beside { format!("{path}?{KEY}={}", self.key) } else { path });
        self.set_cookies(&mut response);
        response
    }

    async fn render(self, report: ReportPage, faults: Vec<Fault>) -> Response {
        let report = ReportPage { key: self.key.clone(), beside: self.beside, ..report };
        let posted = Posted { report: Some(report), faults, ..Posted::default() };
        let mut response = page::again(&self.state, self.parts.clone(), posted).await;
        self.set_cookies(&mut response);
        response
    }

    /// Keeps a token in its cookie.
    fn keep(&mut self, token: Result<String, Failure>, cookie: Cookie) -> Result<String, Response> {
        let token = token.map_err(|_| self.no_randomness())?;
        self.cookies.push(cookie.set(&token, self.state.site.secure));
        Ok(token)
    }

    fn no_randomness(&self) -> Response {
        refusal::refuse(&self.state, self.parts.uri.path(), FaultCode::Unavailable)
    }
}

/// The key in the address of a report that is written beside another one; empty when there is none.
fn key_of_address(parts: &Parts) -> String {
    let pairs = parts.uri.query().into_iter().flat_map(|query| query.split('&'));
    let named = pairs.filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == KEY);
    named.map(|(_, key)| key.to_owned()).filter(|key| casework::draft::is_report_key(key)).unwrap_or_default()
}
