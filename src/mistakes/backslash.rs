//! A backslash in double quotes.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A backslash in double quotes.
pub static RULE: Rule = Rule {
    code: "backslash",
    severity: Severity::Error,
    title: "a backslash within double quotes",
    explain: "Within double quotes a backslash has a meaning of its own. Put single quotes around the words, or use `/`.",
};

/// `image = "photos\repair.jpg"`, which nobody could read as TOML were it not that `\r` has a meaning.
pub fn in_path(key: &str, raw: &str, at: Span) -> Option<Diagnostic> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('\\') || inner.contains('"') {
        return None;
    }
    let mended = format!("\"{}\"", inner.replace("\\\\", "/").replace('\\', "/"));
    Some(Diagnostic::new(&RULE, MESSAGE).at(at).help(format!("write `{key} = {mended}`")).fix(at, mended))
}

const MESSAGE: &str = "a backslash `\\` within double quotes has a meaning of its own";

/// `image = "photos\album.jpg"`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value_without_comment()?;
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('\\') || inner.contains('"') || !line.error.contains("escape") {
        return None;
    }
    let looks_like_path = !inner.contains(' ') && inner.contains('.');
    let mended = if looks_like_path { format!("\"{}\"", inner.replace('\\', "/")) } else { format!("'{inner}'") };
    let at = line.span_of(value);
    Some(Diagnostic::new(&RULE, MESSAGE).at(at).help(format!("write `{} = {mended}`", line.key()?)).fix(at, mended))
}
