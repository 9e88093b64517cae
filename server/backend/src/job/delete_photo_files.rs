//! Deletes the files of photos whose rows are gone.

use serde::{Deserialize, Serialize};

use super::Job;
use crate::photo::small;
use crate::{Backend, Failure};

/// Deletes the files of photos. It is added where their rows are deleted, so that what somebody took back lies nowhere any more, whatever
/// happens in between.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DeletePhotoFiles {
    /// The photos.
    pub(crate) ids: Vec<String>,
}

impl Job for DeletePhotoFiles {
    const NAME: &'static str = "delete_photo_files";

    async fn run(&self, backend: &Backend) -> Result<(), Failure> {
        for id in &self.ids {
            backend.files().delete(id).await?;
            backend.files().delete(&small(id)).await?;
        }
        Ok(())
    }
}
