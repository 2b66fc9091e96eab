//! stub
use super::Exit;
use crate::cli::{Check, Common};
use crate::shell::Shell;
pub fn run(_: &Check, _: &Common, _: &Shell) -> Exit { Exit::Well }
