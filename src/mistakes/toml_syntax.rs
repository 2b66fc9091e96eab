//! A line that no other recogniser knows.

use super::{Line, shortened};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A line that cannot be read.
pub static RULE: Rule = Rule {
    code: "unreadable-line",
    severity: Severity::Error,
    title: "a line that cannot be read",
    explain: "A field is written `name = \"words\"`, `name = 12`, `name = true`, `name = 2026-03-31`, or as a list: \
`name = [\"one\", \"two\"]`. The files are written in TOML, if you want to look it up.",
};

/// Whatever no other has recognised.
pub fn diagnostic(line: &Line) -> Diagnostic {
    let at = line.error_at.clamp(line.start, line.start + line.text.len());
    let message = format!("this line cannot be read: `{}`", shortened(line.text));
    let help = match line.key() {
        Some(key) => format!("write `{key} = \"…\"`, or a list: `{key} = [\"…\", \"…\"]`"),
        None => "a field is written `name = \"value\"`".to_owned(),
    };
    Diagnostic::new(&RULE, message).at(Span::new(line.file, at..at)).help(help)
}
