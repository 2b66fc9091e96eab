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
    let message = format!("this line is not a field: `{}`", shortened(text));
    let help = "a field is written `name = \"value\"`; if this is part of the description, it goes below the second `+++`";
    Some(Diagnostic::new(&RULE, message).at(line.span_of(text)).help(help))
}
