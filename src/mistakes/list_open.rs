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
    if let Some(diagnostic) = missing_comma(line) {
        return Some(diagnostic);
    }
    let value = line.value_without_comment()?;
    let Some(inner) = value.strip_prefix('[') else { return no_brackets(line, value) };
    let key = line.key()?;
    let at = line.span_of(value);
    if inner.trim().is_empty() {
        let message = format!("the list that opens on line {} has no closing bracket `]`", line.number);
        let help = "write a line `]` below the last part of the list, before the next field begins";
        return Some(Diagnostic::new(&RULE, message).at(at).help(help));
    }
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

/// `also = "fix-it", "mending"`
fn no_brackets(line: &Line, value: &str) -> Option<Diagnostic> {
    let is_quoted = |part: &str| {
        part.len() > 1
            && (part.starts_with('"') && part.ends_with('"') || part.starts_with('\'') && part.ends_with('\''))
    };
    let plain = |part: &str| is_quoted(part) && part.matches(&part[..1]).count() == 2;
    let bare = value.trim_matches(['(', ')', '[', ']']);
    let parts: Vec<&str> = bare.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    if parts.len() < 2 || !parts.iter().all(|p| plain(p)) {
        return None;
    }
    let mended = format!("[{}]", parts.join(", "));
    let at = line.span_of(value);
    let help = format!("write `{} = {mended}`", line.key()?);
    Some(
        Diagnostic::new(&RULE, "several values stand in a list, between square brackets")
            .at(at)
            .help(help)
            .fix(at, mended),
    )
}

/// A part of a list on a line of its own, when the part above it has no comma behind it.
fn missing_comma(line: &Line) -> Option<Diagnostic> {
    let text = line.text.trim();
    let alone = line.key().is_none() && text.starts_with(['"', '\'']);
    (alone && line.error.contains("comma")).then(|| {
        let message = "between two parts of a list stands a comma, and one is missing before this part";
        Diagnostic::new(&RULE, message).at(line.span_of(text)).help("write a comma `,` at the end of the line above")
    })
}
