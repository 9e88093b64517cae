//! Sends one photo.

use domain::fault::FaultCode;
use domain::photo::Photo;
use gloo_net::http::Request;
use web_sys::{Blob, FormData};

use crate::error::AppError;

/// Stores a photo. A network that is away is `Unanswered`: try again.
///
/// Browser only.
pub async fn upload(picture: &Blob) -> Result<Photo, AppError> {
    let away = || AppError::from(FaultCode::Unanswered);
    let form = FormData::new().map_err(|_| away())?;
    form.append_with_blob_and_filename("photo", picture, "photo.jpg").map_err(|_| away())?;
    let request = Request::post("/media").body(form).map_err(|_| away())?;
    let answer = request.send().await.map_err(|_| away())?;
    // As bytes: from a text is another reader to serde, and everything that is read would be compiled once more for it.
    let told = answer.binary().await.map_err(|_| away())?;
    if answer.ok() {
        serde_json::from_slice(&told).map_err(|_| away())
    } else {
        // A proxy's refusal has no faults of ours in it: it knows of no answer either.
        Err(serde_json::from_slice(&told).unwrap_or_else(|_| away()))
    }
}
