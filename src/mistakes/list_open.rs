//! A list without its closing bracket.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A list that does not end.
pub static RULE: Rule = Rule {
    code: "list-open",
    severity: Severity::Error,
    title: "a list that is not closed",
    explain: "A list stands between square brackets, with commas between its parts: `categories = [\"food\", \"company\"]`. Here a \
bracket or a comma is missing.",
};

/// `categories = ["food", "company"`, `["food" "company"]`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value_without_comment()?;
    let inner = value.strip_prefix('[')?;
    let key = line.key()?;
    let at = line.span_of(value);
    if !inner.ends_with(']') {
        let mended = format!("{}]", value.trim_end_matches([',', ' ']));
        let message = format!("the list that opens on line {} has no closing bracket `]`", line.number);
        return Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{key} = {mended}`")));
    }
    if line.error.contains("missing comma") {
        let message = "between two parts of a list stands a comma, and one is missing";
        let mended = value.replace("\" \"", "\", \"").replace("\"\"", "\", \"");
        return Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{key} = {mended}`")));
    }
    None
}
