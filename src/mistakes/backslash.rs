//! A backslash in double quotes.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A backslash in double quotes.
pub static RULE: Rule = Rule {
    code: "backslash",
    severity: Severity::Error,
    title: "a backslash within double quotes",
    explain: "Within double quotes a backslash has a meaning of its own. Put single quotes around the words, or use `/`.",
};

/// `image = "photos\repair.jpg"`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value_without_comment()?;
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('\\') || inner.contains('"') || !line.error.contains("escape") {
        return None;
    }
    let looks_like_path = !inner.contains(' ') && inner.contains('.');
    let mended = if looks_like_path { format!("\"{}\"", inner.replace('\\', "/")) } else { format!("'{inner}'") };
    let at = line.span_of(value);
    let message = "a backslash `\\` within double quotes has a meaning of its own";
    Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{} = {mended}`", line.key()?)).fix(at, mended))
}
