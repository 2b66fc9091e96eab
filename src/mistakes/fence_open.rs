//! The line `+++` that should end the front matter is not there.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::{FileId, Span};

/// The front matter never ends.
pub static RULE: Rule = Rule {
    code: "fence-open",
    severity: Severity::Error,
    title: "the second `+++` is missing",
    explain: "A record begins with its fields between two lines that are exactly `+++`; the text follows after the \
second one. Without it nobody can tell where the fields end. Write a line `+++` after the last field.",
};

/// The front matter that opens at `fence` is never closed; `rest` is everything after that line.
pub fn diagnostic(text: &str, file: FileId, fence: Span, rest: usize) -> Diagnostic {
    let opened = 1 + text[..fence.start as usize].matches('\n').count();
    let message =
        format!("the `+++` on line {opened} opens the fields of this record, but no second `+++` closes them");
    let mut last = opened;
    let mut start = rest;
    for (i, line) in text[rest..].split_inclusive('\n').enumerate() {
        let number = opened + 1 + i;
        let line_ = Line { file, number, start, text: line.trim_end(), error: "", error_at: start };
        if line_.key().is_some() {
            last = number;
        } else if !line.trim().is_empty() && !line.trim_start().starts_with(['[', ']', '#', '"', '}']) {
            break;
        }
        start += line.len();
    }
    Diagnostic::new(&RULE, message)
        .at(fence)
        .help(format!("write a line `+++` after line {last}, before the description"))
}
