//! A list with more in it than anybody reads.

use toml::Spanned;
use toml::de::{DeArray, DeValue};

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A list with more in it than anybody reads.
pub static RULE: Rule = Rule {
    code: "list-long",
    severity: Severity::Error,
    title: "a list with more in it than anybody reads",
    explain: "A field of a record holds five hundred things at most. A longer list is mostly a whole table that was pasted into one \
record: give each thing a record of its own, or put the table into a file below `static/` and link it.",
};

/// So many things are taken of a list.
pub const MOST: usize = 500;

/// One value, or each value of a list, but for those beyond the most.
pub fn taken<'v, 'i>(value: &'v Spanned<DeValue<'i>>) -> &'v [Spanned<DeValue<'i>>] {
    match value.get_ref() {
        DeValue::Array(array) => array.get(..MOST).unwrap_or(array),
        _ => std::slice::from_ref(value),
    }
}

/// Whether the list in the field `name`, at `at`, has more in it than is taken.
pub fn look(name: &str, list: Option<&DeArray>, at: Span) -> Option<Diagnostic> {
    let length = list?.len();
    let message = format!("`{name}` holds {length} things; only the first {MOST} are shown");
    let help = "give each a record of its own, or put the list into a file below `static/` and a link to it here";
    (length > MOST).then(|| Diagnostic::new(&RULE, message).at(at).help(help))
}
