//! How large a picture is that is not decoded yet.

/// Width, height, and the bytes of memory that decoding takes, the file itself not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) memory: u64,
}
