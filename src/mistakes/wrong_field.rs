//! An e-mail address where a web address should be, and the like.

use super::quoted;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;

/// A value that belongs into another field.
pub static RULE: Rule = Rule {
    code: "wrong-field",
    severity: Severity::Error,
    title: "a value that belongs into another field",
    explain: "Addresses for e-mail go into `email`, addresses on the web into `website`, telephone numbers into `phone`.",
};

/// `value`, which stands in `key`, looks like a `what` and belongs into `field`.
pub fn diagnostic(key: &str, value: &Spanned<String>, what: &str, field: &str) -> Diagnostic {
    let text = value.value.trim();
    let message = format!("`{text}` looks like {what}; it belongs into `{field}`, not into `{key}`");
    Diagnostic::new(&RULE, message).at(value.span).help(format!("write `{field} = {}`", quoted(text)))
}
