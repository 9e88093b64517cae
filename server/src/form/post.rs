//! Reads what was posted, part by part, with bounds on everything that a hostile sender could make large: parts, their
//! headers, their text, the photos on their way. Of file names no more is looked at than whether there is one.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest as _, Multipart};
use axum::http::request::Parts;
use axum::http::{Request, header};
use axum::response::IntoResponse as _;
use bytes::Bytes;
use casework::photo::Upload;
use domain::fault::FaultCode;
use foundation::Backend;
use foundation::share::{Sender, Share};

use super::multipart::{by_status, fault, guarded, text};
use super::photo;
use crate::address::sender;
use crate::policy::LARGEST_FORM;
use crate::state::AppState;

/// Parts a form may have: the report's longest has half as many.
const MOST_PARTS: usize = 64;
/// Bytes that the headers of a part may have: a browser's have two hundred.
const LONGEST_HEADER: usize = 16 * 1024;

/// The fields of a form in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The last value of a field, as a button pressed comes after a hidden field of the same name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// Adds a field.
    pub fn push(&mut self, name: String, value: String) {
        self.0.push((name, value));
    }
}

/// One part of what was posted.
pub enum Part {
    Field(String, String),
    /// A file, or why it was not taken. An input without a choice is no part.
    File(Result<Upload, FaultCode>),
}

/// A form that is being read.
pub struct Post {
    source: Source,
    parts: usize,
    text: usize,
    memory: Share,
    backend: Backend,
    sender: Sender,
}

enum Source {
    UrlEncoded(VecDeque<(String, String)>),
    Multipart(Box<Multipart>, Arc<AtomicUsize>),
}

impl Post {
    /// Begins to read.
    ///
    /// # Errors
    /// `Malformed` when it is no form, `BodyTooLarge`.
    pub async fn open(state: &AppState, parts: &Parts, body: Body) -> Result<Post, FaultCode> {
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let source = if kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data") {
            let between = Arc::new(AtomicUsize::new(0));
            let request = Request::from_parts(parts.clone(), guarded(body, between.clone()));
            let multipart = Multipart::from_request(request, &()).await.map_err(|_| FaultCode::Malformed)?;
            Source::Multipart(Box::new(multipart), between)
        } else {
            let request = Request::from_parts(parts.clone(), body);
            let body = Bytes::from_request(request, &()).await;
            let body = body.map_err(|refused| by_status(refused.into_response().status()))?;
            // Counted before it is taken apart: half a million fields of one letter fit into a form's length.
            if body.iter().filter(|byte| **byte == b'&').count() >= MOST_PARTS {
                return Err(FaultCode::Malformed);
            }
            let request = Request::from_parts(parts.clone(), Body::from(body));
            let form = Form::<VecDeque<(String, String)>>::from_request(request, &()).await;
            Source::UrlEncoded(form.map_err(|refused| by_status(refused.into_response().status()))?.0)
        };
        let sender = sender(&parts.extensions);
        let memory = state.body_memory.of(&sender);
        Ok(Post { source, parts: 0, text: 0, memory, backend: state.backend.clone(), sender })
    }

    /// Photos count for this sender instead of the address they come from.
    pub fn of(self, sender: Sender) -> Post {
        Post { sender, ..self }
    }

    /// The next part; `None` at the end.
    ///
    /// # Errors
    /// `Malformed` when the form cannot be read on, `BodyTooLarge`.
    pub async fn next(&mut self) -> Result<Option<Part>, FaultCode> {
        loop {
            let (multipart, between) = match &mut self.source {
                Source::UrlEncoded(fields) => {
                    let Some((name, value)) = fields.pop_front() else { return Ok(None) };
                    self.parts += 1;
                    return if self.parts > MOST_PARTS {
                        Err(FaultCode::Malformed)
                    } else {
                        Ok(Some(field(name, value)))
                    };
                }
                Source::Multipart(multipart, between) => (multipart, between),
            };
            between.store(0, Ordering::Relaxed);
            let Some(mut part) = multipart.next_field().await.map_err(fault)? else { return Ok(None) };
            self.parts += 1;
            let header: usize = part.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
            if self.parts > MOST_PARTS || header > LONGEST_HEADER {
                return Err(FaultCode::Malformed);
            }
            let name = part.name().unwrap_or_default().to_owned();
            if let Some(file_name) = part.file_name() {
                // Without a choice a browser sends a file without a name; an empty file has one.
                let is_chosen = !file_name.is_empty();
                match photo::receive(&mut part, between, &self.backend, &self.sender).await? {
                    Some(received) => {
                        let upload = received.map(|file| Upload::new(file, self.sender.clone()));
                        return Ok(Some(Part::File(upload)));
                    }
                    None if is_chosen => return Ok(Some(Part::File(Err(FaultCode::PhotoEmpty)))),
                    None => continue,
                }
            }
            let value = text(&mut part, between, LARGEST_FORM.saturating_sub(self.text), &mut self.memory).await?;
            self.text += value.len();
            return Ok(Some(field(name, value)));
        }
    }

    /// Reads to the end; files are passed over.
    ///
    /// # Errors
    /// As [`Post::next`].
    pub async fn fields(mut self) -> Result<Fields, FaultCode> {
        let mut fields = Fields::default();
        while let Some(part) = self.next().await? {
            if let Part::Field(name, value) = part {
                fields.push(name, value);
            }
        }
        Ok(fields)
    }
}

/// Reads a form without files.
///
/// # Errors
/// `Malformed` when it is no form, `BodyTooLarge`.
pub async fn fields(state: &AppState, parts: &Parts, body: Body) -> Result<Fields, FaultCode> {
    Post::open(state, parts, body).await?.fields().await
}

/// A field without the one character that PostgreSQL cannot store.
fn field(name: String, value: String) -> Part {
    Part::Field(name, if value.contains('\0') { value.replace('\0', "") } else { value })
}
