//! A summary that goes on.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;

/// The longest summary, in letters.
pub const LONGEST: usize = 160;

/// A summary that goes on.
pub static RULE: Rule = Rule {
    code: "summary-long",
    severity: Severity::Warning,
    title: "a summary of more than 160 letters",
    explain: "The summary stands on cards, in lists and in the booklet, where there is room for one line or two. What does not fit \
goes into the text.",
};

/// Whether the summary is too long.
pub fn look(value: &Spanned<String>) -> Option<Diagnostic> {
    let letters = value.value.chars().count();
    if letters <= LONGEST {
        return None;
    }
    let message = format!("this summary has {letters} letters; lists have room for {LONGEST}");
    Some(Diagnostic::new(&RULE, message).at(value.span).help("keep the first sentence, and put the rest into the text"))
}
