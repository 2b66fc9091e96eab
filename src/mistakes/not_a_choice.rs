//! A word that is not among those one can choose from.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;
use crate::suggest::nearest;

/// A word that is not among the choices.
pub static RULE: Rule = Rule {
    code: "not-a-choice",
    severity: Severity::Error,
    title: "a word that is not among the choices",
    explain: "Some fields take one of a few words, so that readers can filter by them. The message lists the words.",
};

/// `value` is none of `choices`.
pub fn diagnostic(key: &str, value: &Spanned<String>, choices: &[&str]) -> Diagnostic {
    let text = value.value.trim();
    let is_what = if key.contains(' ') || matches!(key, "kind" | "severity") {
        format!("`{text}` is not a {key}")
    } else {
        format!("`{text}` is none of the words for `{key}`")
    };
    let list = choices.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", ");
    match nearest(text, choices.iter().copied()) {
        Some(near) => {
            let message = format!("{is_what}; did you mean `{near}`?");
            Diagnostic::new(&RULE, message)
                .at(value.span)
                .help(format!("write one of: {list}"))
                .fix(value.span, format!("\"{near}\""))
        }
        None => Diagnostic::new(&RULE, is_what).at(value.span).help(format!("write one of: {list}")),
    }
}
