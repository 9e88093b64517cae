//! The first screen: photos. Each is stored as soon as it has come; one that is refused costs neither the others nor the fields.

use axum::extract::{Request, State};
use axum::http::header;
use axum::response::Response;
use backend::photo::Upload;
use domain::fault::{Fault, FaultCode, Field};
use domain::photo::MOST_PHOTOS;
use domain::report::{ReportForm, ReportStep};

use super::report_form;
use super::visit::{KEY, Visit};
use crate::doors::Doors;
use crate::form::post::{Fields, Part, Post};
use crate::middleware::body::LARGEST_REPORT;

/// `POST /report`.
pub async fn photos(State(doors): State<Doors>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let declared = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let mut visit = match Visit::new(doors, parts) {
        Ok(visit) => visit,
        Err(response) => return response,
    };
    let mut posted = Photos::default();
    let read = if declared.is_some_and(|length: u64| length > LARGEST_REPORT as u64) {
        Err(FaultCode::BodyTooLarge)
    } else {
        match Post::open(&visit.doors, &visit.parts, body).await {
            Ok(post) => posted.read(post, &mut visit).await,
            Err(code) => Err(code),
        }
    };
    let Photos { fields, stored, mut faults, .. } = posted;
    let mut form = report_form(&fields);
    form.photos.extend(stored);
    if form.photos.len() > MOST_PHOTOS {
        form.photos.truncate(MOST_PHOTOS);
        faults.push(Fault::at(Field::Photo, FaultCode::TooManyPhotos));
    }
    if let Err(code) = read {
        faults.insert(0, code.into());
        return visit.unreadable(form, ReportStep::Photo, faults).await;
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
    stored: Vec<String>,
    faults: Vec<Fault>,
    /// Whether it is known that the report takes photos.
    open: bool,
}

impl Photos {
    async fn read(&mut self, mut post: Post, visit: &mut Visit) -> Result<(), FaultCode> {
        while let Some(part) = post.next().await? {
            match part {
                Part::Field(name, value) => {
                    // It comes before the files, as in every form of ours.
                    if name == KEY {
                        visit.take_key(&value);
                    }
                    self.fields.push(name, value);
                }
                Part::File(Ok(upload)) => self.store(upload, visit).await,
                Part::File(Err(code)) => self.note([code.into()]),
            }
        }
        Ok(())
    }

    /// More than a report may carry are not even decoded.
    async fn store(&mut self, upload: Upload, visit: &mut Visit) {
        if self.stored.len() >= MOST_PHOTOS {
            return self.note([FaultCode::TooManyPhotos.into()]);
        }
        if let Err(failure) = self.leave_sent(visit).await {
            return self.note(failure.faults());
        }
        let stored = match visit.begin().await {
            Ok(()) => backend::draft::add_upload(&visit.doors.backend, &visit.token(), upload).await,
            Err(failure) => Err(failure),
        };
        match stored {
            Ok(photo) => self.stored.push(photo.id),
            Err(failure) => self.note(failure.faults()),
        }
    }

    /// A report that was sent is done: photos that come after it belong to another one.
    async fn leave_sent(&mut self, visit: &mut Visit) -> Result<(), backend::Failure> {
        if !self.open {
            if backend::draft::is_sent(&visit.doors.backend, &visit.token()).await? {
                visit.begin_another(&ReportForm::default()).await?;
            }
            self.open = true;
        }
        Ok(())
    }

    /// Every fault once, at the photos unless it concerns everything.
    fn note(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            let whole = matches!(fault.code, FaultCode::Unavailable | FaultCode::TooManyDevices);
            let fault = if whole { fault } else { Fault::at(Field::Photo, fault.code) };
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
    }
}
