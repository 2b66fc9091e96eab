//! A file with nothing in it.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::{FileId, Span};

/// A file with nothing in it.
pub static RULE: Rule = Rule {
    code: "empty-file",
    severity: Severity::Error,
    title: "a file with nothing in it",
    explain: "A file without any text is often one that was damaged while it was saved. The history of the file on your git \
host has the last good copy. If it is not wanted, delete the file.",
};

/// The file `file` holds nothing but zero bytes, as is left when a disk fails or a stick is pulled out too early.
pub fn zeros(file: FileId) -> Diagnostic {
    Diagnostic { message: "this file is damaged: there are only zero bytes in it".to_owned(), ..diagnostic(file) }
}

/// The file `file` is empty.
pub fn diagnostic(file: FileId) -> Diagnostic {
    Diagnostic::new(&RULE, "this file is empty")
        .at(Span::new(file, 0..0))
        .help("get the last good copy from the file's history, or delete the file")
}
