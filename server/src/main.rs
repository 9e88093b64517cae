//! The program `jingzhi`.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Rendering a page makes and drops thousands of small pieces, on whichever thread is free: that was 40 % of its time with the system's
/// allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::command::run()
}
