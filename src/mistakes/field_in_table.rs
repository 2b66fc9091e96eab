//! A field that fell into the table above it.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A field that fell into a table.
pub static RULE: Rule = Rule {
    code: "field-in-table",
    severity: Severity::Error,
    title: "a field that fell into a table",
    explain: "Everything below a heading in brackets, such as `[contact]`, belongs to it. A field of the record itself stands \
above the first such heading.",
};

/// The field `name` at `at` stands below the heading `[table]` on `line`, but is a field of the record.
pub fn diagnostic(name: &str, at: Span, table: &str, heading: Span, line: usize) -> Diagnostic {
    let message = format!("`{name}` landed inside `[{table}]`, because it stands below that heading");
    Diagnostic::new(&RULE, message)
        .at(at)
        .also(heading, format!("everything below belongs to `[{table}]`"))
        .help(format!("move `{name}` above line {line}, where `[{table}]` begins"))
}
