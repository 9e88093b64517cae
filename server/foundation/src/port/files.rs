//! Where photos lie: a local folder by default.

use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};

use crate::failure::Failure;

/// Bytes of the disk that photos leave free, or a twentieth of a small one.
const FOR_WORDS: u64 = 512 << 20;

/// The object store of photos.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    folder: PathBuf,
}

impl Files {
    /// A folder of this machine, made when it is missing. Every file is synced to disk before it counts as stored.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn local(folder: &Path) -> Result<Files, Failure> {
        make(folder).map_err(|error| Failure::Inside(format!("the photo folder: {error}")))?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Files { store: Arc::new(store), folder: folder.to_owned() })
    }

    /// Stores bytes under a name.
    pub async fn put(&self, name: &str, bytes: Bytes) -> Result<(), Failure> {
        self.store.put(&key(name), PutPayload::from_bytes(bytes)).await?;
        Ok(())
    }

    /// The bytes under a name; `None` when there are none.
    pub async fn get(&self, name: &str) -> Result<Option<Bytes>, Failure> {
        match self.store.get(&key(name)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The length of what lies under a name, and its bytes piece by piece, so that somebody who takes them in slowly takes up no memory;
    /// `None` when there is nothing.
    pub async fn open(&self, name: &str) -> Result<Option<Opened>, Failure> {
        match self.store.get(&key(name)).await {
            Ok(found) => Ok(Some(Opened { length: found.meta.size, pieces: found.into_stream() })),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes what lies under a name; nothing there is fine.
    pub async fn delete(&self, name: &str) -> Result<(), Failure> {
        match self.store.delete(&key(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Bytes that are free where the photos lie; `None` where the system does not say.
    pub fn free_bytes(&self) -> Option<u64> {
        self.disk().map(|(free, _)| free)
    }

    /// Whether so many bytes more would take what is kept for words: a report without photos has room when photos have none any more.
    pub fn is_nearly_full(&self, more: u64) -> bool {
        self.disk().is_some_and(|(free, total)| free < more.saturating_add(FOR_WORDS.min(total / 20)))
    }

    /// Bytes that are free, and all there are.
    fn disk(&self) -> Option<(u64, u64)> {
        #[cfg(unix)]
        return rustix::fs::statvfs(&self.folder)
            .ok()
            .map(|disk| (disk.f_bavail.saturating_mul(disk.f_frsize), disk.f_blocks.saturating_mul(disk.f_frsize)));
        #[cfg(not(unix))]
        return None;
    }

    /// Every name with the second it was last written, for the sweeper.
    pub async fn list(&self) -> Result<Vec<(String, i64)>, Failure> {
        use futures::TryStreamExt as _;
        let found = self.store.list(None).map_ok(|meta| {
            let name = meta.location.filename().unwrap_or_default().to_owned();
            (name, meta.last_modified.timestamp())
        });
        Ok(found.try_collect().await?)
    }
}

/// Bytes that are read as they are wanted.
pub struct Opened {
    /// How many there are.
    pub length: u64,
    pub pieces: BoxStream<'static, Result<Bytes, object_store::Error>>,
}

/// Makes the folder, and makes sure that it is still there after a power cut: what lies in it is as lost as its name.
fn make(folder: &Path) -> std::io::Result<()> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    folder.parent().map_or(Ok(()), sync_names)
}

/// Brings the names in a folder to disk: a file whose bytes are synced can still lose its name.
pub(crate) fn sync_names(folder: &Path) -> std::io::Result<()> {
    // Elsewhere a folder cannot be opened, and the file system looks after its names.
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Two digits of the name make a folder, so that none grows too large.
fn key(name: &str) -> Key {
    Key::from(format!("{}/{name}", name.get(..2).unwrap_or("xx")))
}
