//! The first screen: photos. One that is refused costs neither the others nor the fields; a form that cannot be read to its end stores
//! nothing at all, and what was typed is shown again.

use axum::extract::{Request, State};
use axum::http::header;
use axum::response::Response;
use casework::photo::Upload;
use domain::fault::{Fault, FaultCode, Field};
use domain::photo::MOST_PHOTOS;
use domain::report::{ReportForm, ReportStep};
use foundation::Failure;

use super::fields::report_form;
use super::visit::{KEY, Visit};
use crate::form::post::{Fields, Part, Post};
use crate::policy::LARGEST_REPORT;
use crate::state::AppState;

/// `POST /report`.
pub async fn photos(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let declared = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let mut visit = match Visit::new(state, parts) {
        Ok(visit) => visit,
        Err(response) => return response,
    };
    let mut posted = Photos::default();
    let read = if declared.is_some_and(|length: u64| length > LARGEST_REPORT as u64) {
        Err(FaultCode::BodyTooLarge)
    } else {
        match Post::open(&visit.state, &visit.parts, body).await {
            Ok(post) => posted.read(post, &mut visit).await,
            Err(code) => Err(code),
        }
    };
    if let Err(code) = read {
        posted.faults.insert(0, code.into());
        return visit.unreadable(report_form(&posted.fields), ReportStep::Photo, posted.faults).await;
    }
    posted.store(&mut visit).await;
    let Photos { fields, stored, mut faults, .. } = posted;
    let mut form = report_form(&fields);
    form.photos.extend(stored);
    if form.photos.len() > MOST_PHOTOS {
        form.photos.truncate(MOST_PHOTOS);
        faults.push(Fault::at(Field::Photo, FaultCode::TooManyPhotos));
    }
    if !faults.is_empty() {
        return visit.again(form, ReportStep::Photo, faults).await;
    }
    let removed = fields.get("remove");
    if !removed.is_empty() {
        form.photos.retain(|id| id != removed);
        return visit.save(form, ReportStep::Photo, ReportStep::Photo.path()).await;
    }
    let next = if fields.get("go") == "stay" { ReportStep::Photo } else { ReportStep::Place };
    visit.go_on(form, ReportStep::Photo, next).await
}

/// What came, as far as it could be read.
#[derive(Default)]
struct Photos {
    fields: Fields,
    received: Vec<Upload>,
    stored: Vec<String>,
    faults: Vec<Fault>,
}

/// A report that was sent is done: photos that come after it belong to another one.
async fn leave_sent(visit: &mut Visit) -> Result<(), Failure> {
    if casework::draft::is_sent(&visit.state.backend, &visit.token()).await? {
        visit.begin_another(&ReportForm::default()).await?;
    }
    Ok(())
}

/// Stores one; its id.
async fn store(upload: Upload, visit: &Visit, named: &[String]) -> Result<String, Failure> {
    visit.begin().await?;
    Ok(casework::draft::add_upload(&visit.state.backend, &visit.token(), upload, named).await?.id)
}

impl Photos {
    /// Reads to the end. More photos than a report may carry are not even kept.
    async fn read(&mut self, mut post: Post, visit: &mut Visit) -> Result<(), FaultCode> {
        while let Some(part) = post.next().await? {
            match part {
                Part::Field(name, value) => {
                    if name == KEY {
                        visit.take_key(&value);
                    }
                    self.fields.push(name, value);
                }
                Part::File(Ok(_)) if self.received.len() >= MOST_PHOTOS => self.note([FaultCode::TooManyPhotos.into()]),
                Part::File(Ok(upload)) => self.received.push(upload),
                Part::File(Err(code)) => self.note([code.into()]),
            }
        }
        Ok(())
    }

    /// Stores what came, once all of it could be read.
    async fn store(&mut self, visit: &mut Visit) {
        if self.received.is_empty() {
            return;
        }
        if let Err(failure) = leave_sent(visit).await {
            return self.note(failure.faults());
        }
        for upload in std::mem::take(&mut self.received) {
            let named = [self.fields.all("photos"), self.stored.clone()].concat();
            match store(upload, visit, &named).await {
                Ok(photo) => self.stored.push(photo),
                Err(failure) => self.note(failure.faults()),
            }
        }
    }

    /// Every fault once, at the photos unless it concerns everything.
    fn note(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            let whole = matches!(fault.code, FaultCode::Unavailable | FaultCode::TooManyDevices);
            let fault = if whole { fault } else { Fault { field: Some(Field::Photo), ..fault } };
            // Two that are refused a second apart are told different times.
            match self.faults.iter_mut().find(|told| (told.code, told.field) == (fault.code, fault.field)) {
                Some(told) => told.wait = told.wait.max(fault.wait),
                None => self.faults.push(fault),
            }
        }
    }
}
