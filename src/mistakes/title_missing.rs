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

/// No `title`, in the record at `at`; `name` is a guess from the file's name.
pub fn diagnostic(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&RULE, "this record has no `title`")
        .at(at)
        .help(format!("write its name as the first field: `title = {}`", super::quoted(name)))
}
