//! `yes` for `true`.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// Yes or no in other words.
pub static RULE: Rule = Rule {
    code: "yes-no",
    severity: Severity::Error,
    title: "yes or no in other words",
    explain: "Yes is written `true` and no is written `false`, in small letters and without quotes: `draft = true`. Leave the \
field out when it is not known.",
};

/// What `text` means, if it means yes or no.
pub fn meaning(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "on" => Some(true),
        "no" | "n" | "false" | "off" => Some(false),
        _ => None,
    }
}

/// `draft = yes`, `draft = True`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value_without_comment()?;
    meaning(value)?;
    Some(diagnostic(line.key()?, value, line.span_of(value)))
}

/// A record whose line `draft` cannot be read, or stands where nobody reads it; `at` stands for the record.
pub fn kept_back(at: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "this record says `draft` in a way that cannot be read, and is kept back")
        .at(at)
        .help("write `draft = true` above all tables, or take the line out to publish the record")
}

/// `value` means yes or no, or should.
pub fn diagnostic(key: &str, value: &str, at: Span) -> Diagnostic {
    let message = match value {
        "true" | "false" => format!("`{value}` stands without quotes"),
        _ => format!("`{key}` is answered with true or false, not with `{}`", super::shortened(value)),
    };
    let diagnostic = Diagnostic::new(&RULE, message).at(at);
    match meaning(value) {
        Some(meant) => diagnostic.help(format!("write `{key} = {meant}`")).fix(at, meant.to_string()),
        None => diagnostic.help(format!("write `{key} = true` or `{key} = false`")),
    }
}
