//! Photos of demo cases: pictures stored under an id for every case that shows one.

use bytes::Bytes;
use domain::case::{Action, EventKind};
use domain::photo::PhotoKind;
use futures::{StreamExt as _, TryStreamExt as _};

use super::picture::{self, HEIGHT, Picture, WIDTH};
use crate::seed::history::InventedCase;
use casework::photo;
use foundation::port::key::token_hash;
use foundation::{Backend, Failure};

/// Photos are no more than this: each is two files.
const MOST: usize = 200;
/// Files that are written at the same time.
const AT_ONCE: usize = 16;

/// A photo that a case is to have.
struct Wanted {
    /// Number of the case.
    invented: usize,
    kind: PhotoKind,
    /// The event it comes with, by its number within the case; `None` with the report.
    event: Option<usize>,
    picture: &'static Picture,
}

/// Gives the youngest cases photos: the report's, and before and after the work.
///
/// # Errors
/// When a picture cannot be stored.
pub(super) async fn add(backend: &Backend, cases: &mut [InventedCase]) -> Result<(), Failure> {
    let wanted = wanted(cases);
    let mut files = Vec::new();
    for (number, photo) in wanted.iter().enumerate() {
        let Picture { full, small } = *photo.picture;
        let invented = &mut cases[photo.invented];
        let id: String = token_hash(&format!("photo {number} of {}", invented.case.key)).chars().take(32).collect();
        let event = photo.event.and_then(|event| invented.events.get(event));
        invented.photos.push(entity::photo::Model {
            draft_id: None,
            account_id: event.map_or(invented.case.finder_id, |event| event.account_id),
            case_id: None,
            event_id: event.map(|event| event.id),
            kind: photo.kind.code().to_owned(),
            position: 1,
            released: invented.case.released,
            width: i64::from(WIDTH),
            height: i64::from(HEIGHT),
            created_at: event.map_or(invented.case.reported_at, |event| event.at),
            bytes: (full.len() + small.len()) as i64,
            sender: None,
            id: id.clone(),
        });
        files.push((photo::small(&id), Bytes::from_static(small)));
        files.push((id, Bytes::from_static(full)));
    }
    let stored =
        futures::stream::iter(files).map(|(name, bytes)| async move { backend.files().put(&name, bytes).await });
    stored.buffer_unordered(AT_ONCE).try_collect().await
}

/// Which photos there are to be, the youngest cases first.
fn wanted(cases: &[InventedCase]) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (invented, told) in cases.iter().enumerate().rev() {
        let Some(code) = &told.case.class_code else { continue };
        let places = picture::of_class(code);
        let Some(place) = places.get(invented % places.len().max(1)) else { continue };
        let mut of_case = Vec::new();
        let mut photo = |kind, event, picture| of_case.push(Wanted { invented, kind, event, picture });
        let last = |action| told.events.iter().rposition(|event| event.kind == EventKind::Step(action).code());
        let finished = last(Action::Finish);
        // Some report without a photo; officers always take them.
        if finished.is_some() || !invented.is_multiple_of(4) {
            photo(PhotoKind::Report, None, &place.before);
        }
        if let Some(event) = finished {
            photo(PhotoKind::After, Some(event), &place.after);
        }
        if let Some(event) = last(Action::PassCheck).filter(|_| told.case.closed_at.is_none()) {
            photo(PhotoKind::Check, Some(event), &place.after);
        }
        if wanted.len() + of_case.len() > MOST {
            break;
        }
        wanted.append(&mut of_case);
    }
    wanted
}
