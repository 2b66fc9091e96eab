//! Text among the fields.

use super::{Line, shortened};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// Text among the fields.
pub static RULE: Rule = Rule {
    code: "loose-text",
    severity: Severity::Error,
    title: "text among the fields",
    explain: "Between the two lines `+++` stand only fields: `name = value`. The description goes below the second `+++`. A note \
to yourself may stand among the fields if its line begins with `#`.",
};

/// `We mend things.`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let text = line.text.trim();
    if line.key().is_some() || text.is_empty() {
        return None;
    }
    if let Some(note) = ["<!--", "//", "/*", "--", ";", "%"].iter().find_map(|sign| text.strip_prefix(sign)) {
        let note = format!("# {}", note.trim_end_matches("-->").trim_end_matches("*/").trim());
        let at = line.span_of(text);
        let message = "a note among the fields begins with `#`";
        return Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{note}`")).fix(at, note));
    }
    let message = format!("this line is not a field: `{}`", shortened(text));
    let help =
        "a field is written `name = \"value\"`; if this is part of the description, it goes below the second `+++`";
    Some(Diagnostic::new(&RULE, message).at(line.span_of(text)).help(help))
}
