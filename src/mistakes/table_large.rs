//! A table with more cells than anybody reads.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A table with more cells than anybody reads.
pub static RULE: Rule = Rule {
    code: "table-large",
    severity: Severity::Warning,
    title: "a table with more cells than anybody reads",
    explain: "Each row of a table has as many cells as its head, whether or not anything stands in them, so that a short text can \
become a page of megabytes. Tables beyond the first ten thousand cells of a text are not shown as tables. Put the table into a file of its own below `static/` \
and link it, or say the most important of it.",
};

/// That the tables of a text have more than `most` cells; `at` is the first that is left out.
pub fn diagnostic(most: usize, at: Span) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        format!("the tables of this text have more than {most} cells; from here on they are not shown as tables"),
    )
    .at(at)
    .help("put the table into a file below `static/`, and a link to it here")
}
