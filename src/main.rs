//! The program: reads what was typed, and ends with an exit code.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser;
use hereabouts::cli::Cli;
use hereabouts::command;
use hereabouts::shell::Shell;

fn main() -> ExitCode {
    let shell = Shell::new();
    let exit = command::run(Cli::parse(), &shell);
    ExitCode::from(exit as u8)
}
