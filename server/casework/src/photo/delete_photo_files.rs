//! Deletes the files of photos whose rows are gone.

use foundation::job::Job;
use foundation::{Backend, Failure};
use serde::{Deserialize, Serialize};

use super::small;

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
        // One that cannot be deleted keeps no other.
        let mut failed = Ok(());
        for name in self.ids.iter().flat_map(|id| [id.clone(), small(id)]) {
            if let Err(failure) = backend.files().delete(&name).await {
                failed = Err(failure);
            }
        }
        failed
    }
}
