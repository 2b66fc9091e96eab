//! A `#` heading in the text.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A second top heading.
pub static RULE: Rule = Rule {
    code: "second-heading",
    severity: Severity::Warning,
    title: "a second top heading",
    explain: "The record's `title` is the top heading of its page. Headings in the text are one step below it: `## When it \
began`. A `#` heading is shown as if it had two.",
};

/// The heading at `at`, which says `words`; `same` if it only says the title again. Whether it begins with a `#`, or is a line
/// with another of `=` below, says `is_marked`.
pub fn diagnostic(words: &str, same: bool, is_marked: bool, at: Span) -> Diagnostic {
    let message = "the title is already the top heading of the page";
    let help =
        if same { format!("take out `# {words}`: it says the title again") } else { format!("write `## {words}`") };
    let diagnostic = Diagnostic::new(&RULE, message).at(at).help(help);
    let hash = Span { end: at.start + 1, ..at };
    if same || !is_marked { diagnostic } else { diagnostic.fix(hash, "##") }
}
