//! A record without its first `+++`.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// There is no front matter at all.
pub static RULE: Rule = Rule {
    code: "fence-missing",
    severity: Severity::Error,
    title: "the record does not begin with `+++`",
    explain: "A record begins with its fields between two lines that are exactly `+++`, at the least its name:\n\n\
    +++\n    title = \"Knit and Natter\"\n    +++\n\nThe text follows after the second one.",
};

/// The file has fields, but nothing before them; and nothing behind them either, if their `last` line is given.
pub fn before_fields(first_line: Span, last: Option<usize>) -> Diagnostic {
    let (missing, help) = match last {
        Some(last) => {
            ("both are missing", format!("write a line `+++` above this one, and another one below line {last}"))
        }
        None => ("the first one is missing", "write a line `+++` above this one".to_owned()),
    };
    Diagnostic::new(&RULE, format!("the fields of a record stand between two lines `+++`, and {missing}"))
        .at(first_line)
        .help(help)
}

/// The file is only text.
pub fn no_fields(first_line: Span, name: &str) -> Diagnostic {
    let title = super::quoted(name);
    Diagnostic::new(&RULE, "this file has a text but no name: a record begins with its fields between two lines `+++`")
        .at(first_line)
        .help(format!("write these three lines above the text: `+++`, then `title = {title}`, then `+++`"))
}
