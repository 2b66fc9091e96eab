//! The program: reads what was typed, and ends with an exit code.
#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![deny(clippy::unreachable, clippy::todo, clippy::unimplemented)]

use std::process::ExitCode;

use clap::Parser;
use hereabouts::cli::Cli;
use hereabouts::command;
use hereabouts::shell::Shell;

// A site is made in very many small pieces, which this allocator hands out in about half the time.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let shell = Shell::new();
    let exit = command::run(Cli::parse(), &shell);
    ExitCode::from(exit as u8)
}
