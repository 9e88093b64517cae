//! Photos: taken in from staff, given out to whoever may see them. What is given out was encoded by us, whatever was handed in.

use app::server::cookie::Cookie;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use casework::photo::{Size, Viewer};
use domain::fault::{Fault, FaultCode, Field};
use foundation::Failure;
use foundation::port::files::Opened;
use foundation::share::Sender;

use crate::form::post::{Part, Post};
use crate::state::AppState;
use crate::{refusal, visitor};

/// `POST /media`: the field `photo`, from somebody who is signed in. Answers the photo, or what is wrong with it.
pub async fn store(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let actor = match visitor::find_actor(&state, &parts.headers).await {
        Ok(Some(actor)) => actor,
        Ok(None) => return refusal::json(vec![FaultCode::SignedOut.into()]),
        Err(failure) => return refusal::json(failure.faults()),
    };
    let mut post = match Post::open(&state, &parts, body).await {
        Ok(post) => post.of(Sender::Staff(actor.account)),
        Err(code) => return refusal::json(vec![code.into()]),
    };
    // Read to its end before anything is stored: a form that breaks off leaves nothing behind. The first photo counts.
    let mut upload = None;
    loop {
        match post.next().await {
            Ok(Some(Part::File(Ok(photo)))) => upload = upload.or(Some(photo)),
            Ok(Some(Part::File(Err(code)))) => return refusal::json(vec![Fault::at(Field::Photo, code)]),
            Ok(Some(Part::Field(..))) => {}
            Ok(None) => break,
            Err(code) => return refusal::json(vec![code.into()]),
        }
    }
    let Some(upload) = upload else { return refusal::json(vec![Fault::at(Field::Photo, FaultCode::Required)]) };
    match casework::photo::store_upload(&state.backend, &actor, upload).await {
        Ok(photo) => Json(photo).into_response(),
        Err(failure) => refusal::json(failure.faults()),
    }
}

/// `GET /media/{id}`, `?size=small` for the thumbnail. What somebody may not see is not found.
pub async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    let size = if query.split('&').any(|pair| pair == "size=small") { Size::Small } else { Size::Full };
    // A picture that anybody may see may be kept whoever asks; one that only some may see is kept nowhere.
    match casework::photo::open(&state.backend, &id, size, &Viewer::default()).await {
        Ok(opened) => return picture(&id, size, &headers, opened, "private, no-cache"),
        Err(Failure::Faults(_)) => {}
        Err(failure) => return refusal::json(failure.faults()),
    }
    let actor = match visitor::find_actor(&state, &headers).await {
        Ok(actor) => actor,
        Err(failure) => return refusal::json(failure.faults()),
    };
    let viewer = Viewer {
        actor,
        reporter: visitor::cookie(&state, &headers, Cookie::Reporter),
        draft: visitor::cookie(&state, &headers, Cookie::Draft),
    };
    match casework::photo::open(&state.backend, &id, size, &viewer).await {
        Ok(opened) => picture(&id, size, &headers, opened, "private, no-store"),
        Err(failure) => refusal::json(failure.faults()),
    }
}

/// A stored photo never changes, but who may see it does: a browser keeps a public one and asks each time whether it still may, so that a
/// photo that was withdrawn is gone at once.
fn picture(id: &str, size: Size, asked: &HeaderMap, opened: Opened, kept: &'static str) -> Response {
    let small = if matches!(size, Size::Small) { "-small" } else { "" };
    let tag = format!("\"{id}{small}\"");
    let known = asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()) == Some(&*tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let length = [(header::CONTENT_LENGTH, HeaderValue::from(opened.length))];
        (length, Body::from_stream(opened.pieces)).into_response()
    };
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'"),
        (header::CACHE_CONTROL, kept),
        (header::VARY, "Cookie"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // The id was found in the store, so it is 32 hexadecimal digits.
    let disposition = format!("inline; filename=\"{id}{small}.jpg\"");
    for (name, value) in [(header::ETAG, tag), (header::CONTENT_DISPOSITION, disposition)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}
