//! A record without a name.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A record without a name.
pub static RULE: Rule = Rule {
    code: "title-missing",
    severity: Severity::Error,
    title: "a record without a name",
    explain: "The one field that every record must have is `title`: the name people know it by.",
};

/// There is a `title`, but nothing in it.
pub fn empty(at: Span, name: &str) -> Diagnostic {
    let diagnostic = diagnostic(at, name);
    Diagnostic { message: "the `title` of this record is empty".to_owned(), ..diagnostic }
        .help(format!("write its name: `title = {}`", super::quoted(name)))
}

/// No `title`, in the record at `at`; `name` is a guess from the file's name.
pub fn diagnostic(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&RULE, "this record has no `title`")
        .at(at)
        .help(format!("write its name as the first field: `title = {}`", super::quoted(name)))
}
