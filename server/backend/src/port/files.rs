//! Where photos lie: a local folder by default.

use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};

use crate::failure::Failure;

/// The object store of photos.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// A folder of this machine, made when it is missing. Every file is synced to disk before it counts as stored.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn local(folder: &Path) -> Result<Files, Failure> {
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|error| Failure::Inside(format!("the photo folder: {error}")))?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Files(Arc::new(store)))
    }

    /// Stores bytes under a name.
    pub async fn put(&self, name: &str, bytes: Bytes) -> Result<(), Failure> {
        self.0.put(&key(name), PutPayload::from_bytes(bytes)).await?;
        Ok(())
    }

    /// The bytes under a name; `None` when there are none.
    pub async fn get(&self, name: &str) -> Result<Option<Bytes>, Failure> {
        match self.0.get(&key(name)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes what lies under a name; nothing there is fine.
    pub async fn delete(&self, name: &str) -> Result<(), Failure> {
        match self.0.delete(&key(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Every name with the second it was last written, for the sweeper.
    pub async fn list(&self) -> Result<Vec<(String, i64)>, Failure> {
        use futures::TryStreamExt as _;
        let found = self.0.list(None).map_ok(|meta| {
            let name = meta.location.filename().unwrap_or_default().to_owned();
            (name, meta.last_modified.timestamp())
        });
        Ok(found.try_collect().await?)
    }
}

/// Two digits of the name make a folder, so that none grows too large.
fn key(name: &str) -> Key {
    Key::from(format!("{}/{name}", name.get(..2).unwrap_or("xx")))
}
