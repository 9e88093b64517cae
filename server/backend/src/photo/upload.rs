//! A picture that somebody sent.

use std::io::Cursor;

use bytes::Bytes;
use domain::fault::{Fault, FaultCode, Field};

use super::cost::{self, Cost};
use crate::Failure;
use crate::port::spool::Spooled;
use crate::share::Sender;

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

    /// Refuses what takes too much to decode, before it waits for it.
    pub(super) fn check(mut self) -> Result<Upload, Failure> {
        let found = match &mut self.source {
            Source::Spooled(file) => file.rewound().and_then(|file| cost::of(std::io::BufReader::new(file))),
            Source::Whole(bytes) => cost::of(Cursor::new(&*bytes)),
        };
        let code = match found {
            // Broken off in the middle of what it says of itself: the decoder tells what is wrong with it.
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(self),
            Err(error) => return Err(unread(error)),
            Ok(Some(found)) if Cost::is_too_large(found) => FaultCode::PhotoTooManyPixels,
            Ok(Some(found)) if Cost::is_too_demanding(found) => FaultCode::PhotoTooDemanding,
            _ => return Ok(self),
        };
        Err(Fault::at(Field::Photo, code).into())
    }

    /// All of it, in memory; what lay on disk is gone.
    pub(super) fn read(self) -> Result<Bytes, Failure> {
        match self.source {
            Source::Spooled(mut file) => Ok(file.read().map_err(unread)?.into()),
            Source::Whole(bytes) => Ok(bytes),
        }
    }
}

fn unread(error: std::io::Error) -> Failure {
    Failure::Inside(format!("a photo on its way in cannot be read: {error}"))
}
