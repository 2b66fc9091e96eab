//! An address with letters that no address should have.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::slug::{is_slug, slug};
use crate::span::Spanned;

/// An address that is not one.
pub static RULE: Rule = Rule {
    code: "slug-form",
    severity: Severity::Error,
    title: "an address with letters that no address should have",
    explain: "The last part of a web address is made of small letters a to z, digits and hyphens, so that it can be typed from \
paper and read out on the telephone.",
};

/// Whether the slug can stand in an address.
pub fn look(value: &Spanned<String>) -> Option<Diagnostic> {
    if is_slug(&value.value) {
        return None;
    }
    let mended = slug(&value.value);
    let diagnostic = Diagnostic::new(&RULE, format!("`{}` cannot stand in an address", super::shortened(&value.value)))
        .at(value.span);
    Some(if mended.is_empty() {
        diagnostic.help("use small letters, digits and hyphens, such as `sunflower-group`")
    } else {
        diagnostic.help(format!("write `slug = \"{mended}\"`")).fix(value.span, format!("\"{mended}\""))
    })
}
