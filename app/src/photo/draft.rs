//! Photos on their way: made smaller, sent, stored, or waiting for another try.

use domain::fault::{Fault, FaultCode, Field};
use domain::photo::MOST_PHOTOS;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use leptos::task::spawn_local;
use web_sys::{Blob, File};

use super::shrink::smaller;
use super::upload::upload;
use super::{preview, release};
use crate::error::AppError;

/// Where one photo stands.
#[derive(Clone, Debug, PartialEq)]
pub enum PhotoProgress {
    /// Being made smaller, or sent.
    Sending,
    /// Stored under this id.
    Stored(String),
    /// Not stored; the picture is still here for another try.
    Failed(AppError),
}

/// One photo of the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoItem {
    /// Its number in this draft.
    pub key: u32,
    /// Address of the picture to show; empty until there is one.
    pub preview: String,
    /// Where it stands.
    pub progress: PhotoProgress,
}

/// A handful of photos for one field. The pictures are the browser's, which has one thread.
#[derive(Clone, Copy)]
pub struct PhotoDraft {
    items: RwSignal<Vec<PhotoItem>>,
    pictures: StoredValue<Vec<(u32, SendOption<Blob>)>>,
    made: StoredValue<u32>,
}

impl PhotoDraft {
    /// A draft that begins with photos stored before.
    ///
    /// Browser only.
    pub fn restored(ids: Vec<String>) -> PhotoDraft {
        let item = |(key, id): (u32, String)| PhotoItem {
            key,
            preview: format!("/media/{id}?size=small"),
            progress: PhotoProgress::Stored(id),
        };
        let items: Vec<PhotoItem> = (0..).zip(ids).map(item).collect();
        let draft = PhotoDraft {
            made: StoredValue::new(u32::try_from(items.len()).unwrap_or(u32::MAX)),
            items: RwSignal::new(items),
            pictures: StoredValue::new(Vec::new()),
        };
        on_cleanup(move || {
            draft.items.try_with_untracked(|items| items.iter().for_each(|item| release(&item.preview)));
        });
        draft
    }

    /// The photos, in order.
    pub fn items(self) -> Vec<PhotoItem> {
        self.items.get()
    }

    /// The ids of what is stored.
    pub fn ids(self) -> Vec<String> {
        self.items.with(|items| stored(items))
    }

    /// The ids of what is stored, without following changes.
    pub fn ids_untracked(self) -> Vec<String> {
        self.items.with_untracked(|items| stored(items))
    }

    /// What is wrong while a photo is on its way, or one that was refused is still among them.
    pub fn faults(self) -> Option<Fault> {
        let fault = |item: &PhotoItem| match &item.progress {
            PhotoProgress::Stored(_) => None,
            // The way to sign in again stands with this one.
            PhotoProgress::Failed(error) if error.code() == FaultCode::SignedOut => Some(FaultCode::SignedOut.into()),
            _ => Some(Fault::at(Field::Photo, FaultCode::PhotoWaiting)),
        };
        self.items.with_untracked(|items| items.iter().find_map(fault))
    }

    /// How many more photos fit.
    pub fn room(self) -> usize {
        MOST_PHOTOS.saturating_sub(self.items.with(Vec::len))
    }

    /// Takes a file in: it is made smaller and sent at once. A fault when there is no room for it.
    pub fn add(self, file: File) -> Result<(), Fault> {
        if self.items.with_untracked(Vec::len) >= MOST_PHOTOS {
            return Err(Fault::at(Field::Photo, FaultCode::TooManyPhotos));
        }
        let key = self.made.get_value();
        self.made.set_value(key + 1);
        self.items.update(|items| {
            items.push(PhotoItem { key, preview: String::new(), progress: PhotoProgress::Sending });
        });
        spawn_local(async move {
            // What the browser cannot read goes as it is: the server says exactly what is wrong with it.
            let picture = smaller(&file).await.unwrap_or_else(|| file.into());
            // It may have been taken out meanwhile.
            if self.items.try_with_untracked(|items| items.iter().any(|item| item.key == key)) != Some(true) {
                return;
            }
            let preview = preview(&picture);
            let kept = self
                .pictures
                .try_update_value(|pictures| pictures.push((key, SendOption::new_local(Some(picture)))))
                .is_some();
            if kept {
                self.change(key, move |item| item.preview = preview);
                self.send(key).await;
            } else {
                release(&preview);
            }
        });
        Ok(())
    }

    /// Tries again to send a photo.
    pub fn retry(self, key: u32) {
        self.change(key, |item| item.progress = PhotoProgress::Sending);
        spawn_local(self.send(key));
    }

    /// Takes a photo out.
    pub fn remove(self, key: u32) {
        self.items.update(|items| {
            if let Some(at) = items.iter().position(|item| item.key == key) {
                release(&items.remove(at).preview);
            }
        });
        self.pictures.try_update_value(|pictures| pictures.retain(|(own, _)| *own != key));
    }

    /// Empties the draft.
    pub fn clear(self) {
        for key in self.items.with_untracked(|items| items.iter().map(|item| item.key).collect::<Vec<_>>()) {
            self.remove(key);
        }
    }

    async fn send(self, key: u32) {
        let picture = self.pictures.try_with_value(|pictures| {
            let (_, picture) = pictures.iter().find(|(own, _)| *own == key)?;
            (**picture).clone()
        });
        let Some(picture) = picture.flatten() else { return };
        let progress = match upload(&picture).await {
            Ok(photo) => PhotoProgress::Stored(photo.id),
            Err(error) => PhotoProgress::Failed(error),
        };
        self.change(key, move |item| item.progress = progress);
    }

    /// Changes one photo, if it and the draft are still there.
    fn change(self, key: u32, change: impl FnOnce(&mut PhotoItem)) {
        self.items.try_update(|items| {
            if let Some(item) = items.iter_mut().find(|item| item.key == key) {
                change(item);
            }
        });
    }
}

fn stored(items: &[PhotoItem]) -> Vec<String> {
    let id = |item: &PhotoItem| match &item.progress {
        PhotoProgress::Stored(id) => Some(id.clone()),
        _ => None,
    };
    items.iter().filter_map(id).collect()
}
