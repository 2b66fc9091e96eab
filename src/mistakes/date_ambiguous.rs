//! `"03/04/2026"`: 3 April or 4 March?

use crate::date::{self, Date};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A date that two people read in two ways.
pub static RULE: Rule = Rule {
    code: "date-ambiguous",
    severity: Severity::Warning,
    title: "a date that can be read in two ways",
    explain: "3/4/2026 is the third of April to some and the fourth of March to others. It is read as is usual in the site's \
language; to be sure, write it year-month-day.",
};

/// The date at `at` was read as `read`; it might have been `other`.
pub fn diagnostic(key: &str, read: Date, other: Date, month_first: bool, at: Span) -> Diagnostic {
    let how = if month_first { "month first" } else { "day first" };
    let message = format!("read as {}, {how}: `{key} = {read}`", date::in_words(read));
    let help = format!("write `{key} = {read}`; if you meant {}, write `{key} = {other}`", date::in_words(other));
    Diagnostic::new(&RULE, message).at(at).help(help)
}
