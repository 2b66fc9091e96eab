//! A table's heading without its closing bracket.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// `[contact` without `]`.
pub static RULE: Rule = Rule {
    code: "table-open",
    severity: Severity::Error,
    title: "a heading in brackets that is not closed",
    explain: "The heading of a table stands in square brackets on a line of its own: `[contact]`, or `[[record]]` where there \
may be several.",
};

/// `[contact`, `[[record]`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let text = line.text.trim();
    if !text.starts_with('[') || text.contains('=') {
        return None;
    }
    let name = text.trim_matches(['[', ']', ' ', ',', ':']);
    if line.error.contains("duplicate") && !is_uneven(text) || name.is_empty() || name.contains([' ', '"', ',']) {
        return None;
    }
    let mended =
        if text.starts_with("[[") || text.ends_with("]]") { format!("[[{name}]]") } else { format!("[{name}]") };
    let message = format!("the heading `{text}` is not complete");
    let at = line.span_of(text);
    Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{mended}`")).fix(at, mended))
}

/// Whether a heading has more brackets on one side than on the other.
pub fn is_uneven(text: &str) -> bool {
    text.starts_with('[') && text.matches('[').count() != text.matches(']').count()
}
