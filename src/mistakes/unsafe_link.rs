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
    let drive = scheme.len() == 1 && scheme.bytes().all(|b| b.is_ascii_alphabetic());
    if drive || scheme.eq_ignore_ascii_case("file") {
        let message = format!("a link to a file of one computer was removed: `{}`", super::shortened(url));
        let help = "copy the file into the folder `static/` and link to it there, such as `(/map.pdf)`";
        return Diagnostic::new(&RULE, message).at(at).help(help);
    }
    if ["tel", "sms", "mailto"].contains(&scheme.to_ascii_lowercase().as_str()) {
        let message =
            format!("a link that does more than ring or write to somebody was removed: `{}`", super::shortened(url));
        let help = "write the number or the address alone, such as `tel:01632960140` or `mailto:hello@choir.example`";
        return Diagnostic::new(&RULE, message).at(at).help(help);
    }
    let message = format!("a link that begins with `{}:` was removed from the page", super::shortened(scheme));
    Diagnostic::new(&RULE, message).at(at).help("link to an address that begins with `https://`")
}
