//! HTML in the text of a record.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// HTML in the text of a record.
pub static RULE: Rule = Rule {
    code: "raw-html",
    severity: Severity::Warning,
    title: "HTML in the text",
    explain: "Texts are written in Markdown. HTML in them is not carried out but shown as it stands, so that nothing that \
somebody copied from elsewhere can harm a reader. What could run in the reader's browser is taken out altogether.",
};

/// The piece of HTML `html` at `at`.
pub fn diagnostic(html: &str, at: Span) -> Diagnostic {
    let lower = html.to_lowercase();
    if runs(&lower) {
        return Diagnostic::new(
            &RULE,
            "a script was removed from the page: nothing in a record runs in a reader's browser",
        )
        .at(at)
        .help("take it out of the text");
    }
    let help = if lower.starts_with("<br") {
        "for a new line, end the line with a backslash `\\`"
    } else if lower.starts_with("<!--") {
        "take the note out; everything in a record is shown"
    } else if lower.starts_with("<a ") {
        "a link is written `[words](https://…)`"
    } else if lower.starts_with("<img") {
        "a picture is written `![what it shows](file.jpg)`"
    } else if lower.starts_with("<b>") || lower.starts_with("<strong") {
        "bold is written `**words**`"
    } else {
        "take it out; texts are written in Markdown"
    };
    let message =
        format!("HTML is not carried out in a record; it is shown as it stands: `{}`", super::shortened(html));
    Diagnostic::new(&RULE, message).at(at).help(help)
}

/// Whether a piece of HTML could run something.
pub fn runs(lower: &str) -> bool {
    let tags = ["<script", "<iframe", "<object", "<embed", "<form", "<style", "<svg", "<meta", "<link", "<base"];
    tags.iter().any(|t| lower.contains(t)) || lower.contains("javascript:") || has_handler(lower)
}

/// Whether there is an attribute such as `onclick=`, however it is set apart.
fn has_handler(lower: &str) -> bool {
    lower.match_indices("on").any(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let rest = lower[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let has_name = rest.len() < lower.len() - at - 2;
        let is_apart = before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
        is_apart && has_name && rest.trim_start().starts_with('=')
    })
}
