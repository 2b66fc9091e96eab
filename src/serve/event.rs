//! What happens while a site is served.

use std::time::Duration;

use camino::Utf8PathBuf;

use crate::diagnostic::report;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Files;

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Files have changed, and the new pages can be seen.
    Ready {
        /// The files, below the site's folder.
        changed: Vec<Utf8PathBuf>,
        /// From when the change was known until the new pages could be seen.
        took: Duration,
    },
    /// All has been looked at after a change.
    Checked {
        /// Problems that were not there before.
        new: Vec<Problem>,
        /// How many there were before and still are.
        same: usize,
        /// How many are mended.
        mended: usize,
    },
    /// The computer no longer tells of changes, so they are looked for every second.
    Looking,
    /// It has been ended by Ctrl+C.
    Ended,
}

/// A diagnostic as it is shown: it no longer needs the files that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Whether it is an error.
    pub is_error: bool,
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
    /// All of it, with the text at fault, as on a terminal.
    pub text: String,
}

impl Problem {
    /// A diagnostic about `files`.
    pub fn new(diagnostic: &Diagnostic, files: &Files) -> Self {
        let (file, line, _) = report::place(diagnostic, files);
        let is_error = diagnostic.severity == Severity::Error;
        let (message, help) = (diagnostic.message.clone(), diagnostic.help.clone());
        Self { file, line, is_error, message, help, text: report::text(diagnostic, files, true) }
    }

    /// What makes it the same problem after lines have moved.
    pub fn key(&self) -> (&str, &str, bool) {
        (&self.file, &self.message, self.is_error)
    }
}
