//! A picture that was pasted into the text as letters.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A picture that was pasted into the text.
pub static RULE: Rule = Rule {
    code: "pasted-picture",
    severity: Severity::Warning,
    title: "a picture that was pasted into the text",
    explain: "Some editors put a pasted picture into the text as thousands of letters (`data:image/png;base64,…`). It makes the \
file huge and cannot be shown. Save the picture as a file beside the record and write `image = \"name.jpg\"`, or \
`![what it shows](name.jpg)` in the text.",
};

/// A `data:` picture at `at`.
pub fn diagnostic(at: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "a picture was pasted into the text as letters; it is not shown")
        .at(at)
        .help("save the picture as a file beside this record, and write `![what it shows](name.jpg)` here")
}
