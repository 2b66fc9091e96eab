//! A word that is not among those one can choose from.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;
use crate::suggest::{is_slip, nearest};

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
    if let Some(parts) = several(text) {
        let help = format!("write a list, `{key} = [{parts}]`, with words out of: {list}");
        return Diagnostic::new(&RULE, format!("several words stand in one pair of quotes: `{text}`"))
            .at(value.span)
            .help(help);
    }
    match nearest(text, choices.iter().copied()) {
        Some(near) => {
            let message = format!("{is_what}; did you mean `{near}`?");
            let diagnostic = Diagnostic::new(&RULE, message).at(value.span).help(format!("write one of: {list}"));
            if is_slip(text, near) { diagnostic.fix(value.span, format!("\"{near}\"")) } else { diagnostic }
        }
        None => Diagnostic::new(&RULE, is_what).at(value.span).help(format!("write one of: {list}")),
    }
}

/// The parts of a list that was written as one text, each in quotes: `step-free, lift`.
pub fn several(text: &str) -> Option<String> {
    let parts: Vec<String> =
        text.split([',', ';']).map(str::trim).filter(|p| !p.is_empty()).map(super::quoted).collect();
    (parts.len() > 1).then(|| parts.join(", "))
}
