//! Photos of demo cases: pictures drawn once, stored under an id for every case that shows one.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::case::{Action, EventKind};
use domain::photo::PhotoKind;
use futures::{StreamExt as _, TryStreamExt as _};

use super::picture::{self, Motif, Picture};
use crate::seed::history::Story;
use casework::photo;
use foundation::port::key::token_hash;
use foundation::{Backend, Failure};

/// Streets that every motif is drawn in.
const STREETS: usize = 2;
/// Photos are no more than this: each is two files.
const MOST: usize = 200;
/// Files that are written at the same time.
const AT_ONCE: usize = 16;

/// A picture: motif, put right or not, street.
type Key = (Motif, bool, u64);

/// A photo that a case is to have.
struct Wanted {
    /// Number of the story.
    story: usize,
    kind: PhotoKind,
    /// The event it comes with, by its number within the story; `None` with the report.
    event: Option<usize>,
    picture: Key,
}

/// Gives the youngest cases photos: the report's, and before and after the work.
///
/// # Errors
/// When a picture cannot be drawn or stored.
pub(super) async fn add(backend: &Backend, stories: &mut [Story]) -> Result<(), Failure> {
    let wanted = wanted(stories);
    let pictures = draw(&wanted).await?;
    let mut files = Vec::new();
    for (number, photo) in wanted.iter().enumerate() {
        let Some(picture) = pictures.get(&photo.picture) else { continue };
        let story = &mut stories[photo.story];
        let id: String = token_hash(&format!("photo {number} of {}", story.case.key)).chars().take(32).collect();
        let event = photo.event.and_then(|event| story.events.get(event));
        story.photos.push(entity::photo::Model {
            draft_id: None,
            account_id: event.map_or(story.case.finder_id, |event| event.account_id),
            case_id: None,
            event_id: event.map(|event| event.id),
            kind: photo.kind.code().to_owned(),
            position: 1,
            released: story.case.released,
            width: i64::from(picture.width),
            height: i64::from(picture.height),
            created_at: event.map_or(story.case.reported_at, |event| event.at),
            bytes: (picture.full.len() + picture.small.len()) as i64,
            sender: None,
            id: id.clone(),
        });
        files.push((photo::small(&id), picture.small.clone()));
        files.push((id, picture.full.clone()));
    }
    let stored =
        futures::stream::iter(files).map(|(name, bytes)| async move { backend.files().put(&name, bytes).await });
    stored.buffer_unordered(AT_ONCE).try_collect().await
}

/// Which photos there are to be, the youngest cases first.
fn wanted(stories: &[Story]) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (story, told) in stories.iter().enumerate().rev() {
        let Some(code) = &told.case.class_code else { continue };
        let motif = Motif::of_class(code);
        let street = (story % STREETS) as u64;
        let mut of_story = Vec::new();
        let mut photo =
            |kind, event, solved| of_story.push(Wanted { story, kind, event, picture: (motif, solved, street) });
        let last = |action| told.events.iter().rposition(|event| event.kind == EventKind::Step(action).code());
        let finished = last(Action::Finish);
        // Some report without a photo; officers always take them.
        if finished.is_some() || !story.is_multiple_of(4) {
            photo(PhotoKind::Report, None, false);
        }
        if let Some(event) = finished {
            photo(PhotoKind::After, Some(event), true);
        }
        if let Some(event) = last(Action::PassCheck).filter(|_| told.case.closed_at.is_none()) {
            photo(PhotoKind::Check, Some(event), true);
        }
        if wanted.len() + of_story.len() > MOST {
            break;
        }
        wanted.append(&mut of_story);
    }
    wanted
}

/// A picture's bytes, shared by all cases that show it.
struct Drawn {
    full: Bytes,
    small: Bytes,
    width: u32,
    height: u32,
}

/// Draws every picture once, on both halves of the machine.
async fn draw(wanted: &[Wanted]) -> Result<BTreeMap<Key, Drawn>, Failure> {
    let mut keys: Vec<Key> = wanted.iter().map(|photo| photo.picture).collect();
    keys.sort_unstable();
    keys.dedup();
    let drawing = futures::stream::iter(keys).map(|key| {
        let (motif, solved, street) = key;
        let drawn = tokio::task::spawn_blocking(move || picture::draw(motif, solved, street));
        async move {
            let drawn = drawn.await.map_err(|error| Failure::Inside(format!("drawing a picture: {error}")))?;
            let Picture { full, small, width, height } = drawn?;
            Ok((key, Drawn { full: full.into(), small: small.into(), width, height }))
        }
    });
    drawing.buffer_unordered(std::thread::available_parallelism().map_or(2, usize::from)).try_collect().await
}
