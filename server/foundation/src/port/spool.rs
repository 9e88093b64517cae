//! Photos on their way in: files of this machine without a name, so that nothing is left of them once nobody holds them, whether the
//! sender hung up or the program was killed. A photo that comes slowly so takes up no memory.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use domain::fault::FaultCode;
use tokio::io::{AsyncWriteExt as _, BufWriter};

use crate::failure::Failure;
use crate::share::{Sender, Share, Shares};

/// Bytes by which a file's share grows at once.
const STEP: u64 = 256 * 1024;
/// Bytes that wait in memory to be written.
const BUFFER: usize = 64 * 1024;

/// The folder of photos on their way in. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Spool {
    folder: PathBuf,
    files: Shares,
    bytes: Shares,
}

impl Spool {
    /// A folder of this machine, made when it is missing, for its user alone. Where files cannot be without a name, or the program was
    /// killed before it took a name away, they are deleted now: nobody can hold one from a run before this one.
    ///
    /// # Errors
    /// When the folder cannot be made or emptied.
    pub fn open(folder: &Path, files: Shares, bytes: Shares) -> Result<Spool, Failure> {
        super::private::keep(folder)?;
        let empty = || -> std::io::Result<()> {
            for left in std::fs::read_dir(folder)? {
                std::fs::remove_file(left?.path())?;
            }
            Ok(())
        };
        empty().map_err(|error| Failure::Inside(format!("the folder of photos on their way in: {error}")))?;
        Ok(Spool { folder: folder.to_owned(), files, bytes })
    }

    /// Begins to take a file in.
    ///
    /// # Errors
    /// `Busy` when the sender, or everybody together, has too many on the way; `Unavailable` when there is no place for it.
    pub async fn begin(&self, sender: &Sender) -> Result<Arriving, FaultCode> {
        let mut place = self.files.of(sender);
        if !place.grow(1) {
            return Err(FaultCode::Busy);
        }
        let folder = self.folder.clone();
        let made = tokio::task::spawn_blocking(move || tempfile::tempfile_in(folder)).await;
        let file = made.map_err(std::io::Error::other).flatten().map_err(away)?;
        let mut file = tokio::fs::File::from_std(file);
        file.set_max_buf_size(BUFFER);
        // However small the pieces are in which somebody sends it: each way to the disk is a thread's turn.
        let file = BufWriter::with_capacity(BUFFER, file);
        let share = self.bytes.of(sender);
        Ok(Arriving { file, length: 0, taken: 0, share, place })
    }
}

/// A file that is coming in.
#[derive(Debug)]
pub struct Arriving {
    file: BufWriter<tokio::fs::File>,
    length: u64,
    taken: u64,
    share: Share,
    place: Share,
}

impl Arriving {
    /// Bytes that have come.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Takes the next piece in.
    ///
    /// # Errors
    /// `Busy` when the sender, or everybody together, has too much on the way, or when it had to make room for somebody who has less;
    /// `Unavailable` when the disk is full or away.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), FaultCode> {
        self.length += piece.len() as u64;
        let missing = self.length.saturating_sub(self.taken).next_multiple_of(STEP);
        if self.place.is_lost() || !self.share.grow(missing) {
            return Err(FaultCode::Busy);
        }
        self.taken += missing;
        self.file.write_all(piece).await.map_err(away)
    }

    /// All of it has come.
    ///
    /// # Errors
    /// `Unavailable` when the disk is full or away.
    pub async fn done(mut self) -> Result<Spooled, FaultCode> {
        self.file.flush().await.map_err(away)?;
        let file = self.file.into_inner().into_std().await;
        Ok(Spooled { file, length: self.length, _share: self.share })
    }
}

/// A file that has come, until it is dropped.
#[derive(Debug)]
pub struct Spooled {
    file: File,
    length: u64,
    _share: Share,
}

impl Spooled {
    /// All of it, in memory.
    pub fn read(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.length).unwrap_or_default());
        self.file.seek(SeekFrom::Start(0))?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A disk that is full or away is nobody's fault but ours.
fn away(error: std::io::Error) -> FaultCode {
    tracing::error!(%error, "a photo on its way in could not be written");
    FaultCode::Unavailable
}
