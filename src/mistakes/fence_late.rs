//! Something stands before the first `+++`.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// The front matter does not begin on the first line.
pub static RULE: Rule = Rule {
    code: "fence-late",
    severity: Severity::Warning,
    title: "something stands before the first `+++`",
    explain: "The first `+++` should be the first line of the file. Blank lines before it are put up with, and \
`hereabouts check --fix` takes them away. Text before it is not shown anywhere: move it below the second `+++`.",
};

/// Only blank lines stand before the fence.
pub fn blank(before: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "blank lines stand before the first `+++`")
        .at(Span { end: before.start, ..before })
        .help("make `+++` the first line of the file")
        .fix(before, "")
}

/// Words stand before the fence.
pub fn text(before: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, "this text stands before the first `+++`, so it is not shown anywhere");
    Diagnostic { severity: Severity::Error, ..diagnostic }
        .at(before)
        .help("make `+++` the first line of the file, and move the text below the second `+++`")
}
