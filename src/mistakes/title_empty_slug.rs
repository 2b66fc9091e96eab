//! A name without letters.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;

/// A name without letters.
pub static RULE: Rule = Rule {
    code: "title-empty-slug",
    severity: Severity::Warning,
    title: "a name without letters",
    explain: "A name of signs or pictures alone cannot be searched for, read aloud, or put in the A to Z, and no address can be \
made from it. Add words to it, and a `slug` for the address.",
};

/// The title has no letter or digit.
pub fn look(title: &Spanned<String>, slug: &str) -> Option<Diagnostic> {
    if title.value.chars().any(char::is_alphanumeric) {
        return None;
    }
    let message = format!(
        "the name `{}` has no letters, so no address (slug) can be made from it and nobody can search for it",
        title.value.trim()
    );
    let slug = if slug.is_empty() { "sunflower-group" } else { slug };
    let help = format!(
        "add words to the name, such as `title = \"{} Sunflower Group\"`, and keep `slug = \"{slug}\"`",
        title.value.trim()
    );
    Some(Diagnostic::new(&RULE, message).at(title.span).help(help))
}
