//! A picture that somebody sent.

use bytes::Bytes;
use foundation::Failure;
use foundation::port::spool::Spooled;
use foundation::share::Sender;

/// A picture that somebody sent, on disk until it is decoded.
#[derive(Debug)]
pub struct Upload {
    source: Source,
    sender: Sender,
}

#[derive(Debug)]
enum Source {
    Spooled(Spooled),
    Whole(Bytes),
}

impl Upload {
    /// A picture that was taken in on disk.
    pub fn new(spooled: Spooled, sender: Sender) -> Upload {
        Upload { source: Source::Spooled(spooled), sender }
    }

    /// A picture that is in memory anyway.
    pub fn whole(bytes: Bytes, sender: Sender) -> Upload {
        Upload { source: Source::Whole(bytes), sender }
    }

    /// Who sent it.
    pub fn sender(&self) -> &Sender {
        &self.sender
    }

    /// All of it, in memory; what lay on disk is gone.
    pub(super) fn read(self) -> Result<Bytes, Failure> {
        match self.source {
            Source::Spooled(mut file) => {
                let read = file.read();
                read.map(Bytes::from)
                    .map_err(|error| Failure::Inside(format!("a photo on its way in cannot be read: {error}")))
            }
            Source::Whole(bytes) => Ok(bytes),
        }
    }
}
