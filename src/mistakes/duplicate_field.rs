//! A field that stands twice.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A field that stands twice.
pub static RULE: Rule = Rule {
    code: "duplicate-field",
    severity: Severity::Error,
    title: "a field that stands twice",
    explain: "Each field stands once in a record. If there are several values, write them as a list in one line: \
`phone = [\"01632 960140\", \"01632 960141\"]`.",
};

/// Fields that hold one thing only.
const ONE_ONLY: [&str; 14] = [
    "summary",
    "slug",
    "kind",
    "type",
    "verified",
    "verified_how",
    "consent",
    "status",
    "draft",
    "image",
    "image_alt",
    "postcode",
    "location",
    "no",
];

/// The second `title = …` of a record.
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    if !line.error.contains("duplicate key") || super::table_open::is_uneven(line.text.trim()) {
        return None;
    }
    let (name, at) = match line.key() {
        Some(key) => (key, line.span_of(key)),
        None => (line.text.trim(), line.span_of(line.text.trim())),
    };
    let help = if name.starts_with('[') {
        format!(
            "put what stands below both into one `{name}`; if these are several of a kind, write `[{name}]` each time"
        )
    } else if name == "title" {
        "keep one; another name people use goes into `also = [\"…\"]`".to_owned()
    } else if ONE_ONLY.contains(&name) {
        "keep the line that is right, and delete the other".to_owned()
    } else {
        format!("keep one; if both are right, write a list: `{name} = [\"…\", \"…\"]`")
    };
    Some(Diagnostic::new(&RULE, format!("`{name}` stands twice in this record")).at(at).help(help))
}

/// The same, with the first place named.
pub fn with_first(diagnostic: Diagnostic, first: Span, line: usize) -> Diagnostic {
    let message = format!("{}: the first is on line {line}", diagnostic.message);
    Diagnostic { message, ..diagnostic }.also(first, "the first one")
}
