//! A link that would do something rather than lead somewhere.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A link that is not safe to follow.
pub static RULE: Rule = Rule {
    code: "unsafe-link",
    severity: Severity::Error,
    title: "a link that is not safe to follow",
    explain: "Links may begin with `https:`, `http:`, `mailto:`, `tel:`, `sms:` or `geo:`, or lead to another file of the site. \
Anything else could do something on the reader's device, so it is removed.",
};

/// The link to `url` at `at`.
pub fn diagnostic(url: &str, at: Span) -> Diagnostic {
    let scheme = url.split(':').next().unwrap_or("").trim();
    let message = format!("a link that begins with `{}:` was removed from the page", super::shortened(scheme));
    Diagnostic::new(&RULE, message).at(at).help("link to an address that begins with `https://`")
}
