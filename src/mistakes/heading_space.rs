//! `##When`: a heading without its space.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::{FileId, Span};

/// A heading without its space.
pub static RULE: Rule = Rule {
    code: "heading-space",
    severity: Severity::Warning,
    title: "a heading without its space",
    explain: "Between the signs `##` and the words of a heading stands a space: `## When`. Without it the line is shown as it \
stands, signs and all.",
};

/// The line `line` at `start`, if it is such a heading.
pub fn look(line: &str, file: FileId, start: usize) -> Option<Diagnostic> {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    let rest = &line[hashes..];
    if !(2..=6).contains(&hashes) || !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let at = Span::new(file, start..start + line.trim_end().len());
    let mended = format!("{} {}", &line[..hashes], rest.trim_end());
    let message = "a heading needs a space after its signs `#`";
    Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{mended}`")).fix(at, mended))
}
