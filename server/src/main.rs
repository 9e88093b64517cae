//! The program `jingzhi`.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Rendering a page makes and drops thousands of small pieces, on whichever thread is free, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::command::run()
}
