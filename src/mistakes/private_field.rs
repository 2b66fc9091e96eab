//! Fields for what should not stand in a public directory.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A field for something private.
pub static RULE: Rule = Rule {
    code: "private-field",
    severity: Severity::Error,
    title: "something private",
    explain: "A directory lies open to everybody, and so does the folder it is made from. Birth dates, health, and the home \
addresses of people who share a skill have no place in it, and no field. Contact goes through a group or an \
institution: `via = \"millbrook-library\"`.",
};

const NAMES: [&str; 16] = [
    "birthday",
    "birth_date",
    "birthdate",
    "date_of_birth",
    "dob",
    "born",
    "health",
    "medical",
    "disability",
    "diagnosis",
    "medication",
    "religion_of",
    "home_address",
    "ni_number",
    "bank",
    "nhs_number",
];

/// Whether `name` asks for something that should not be published.
pub fn is_private(name: &str) -> bool {
    NAMES.contains(&name.to_lowercase().replace('-', "_").as_str())
}

/// The field `name` at `at` asks for something private.
pub fn diagnostic(name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{name}` is private, and everything in this folder can be read by everybody"))
        .at(at)
        .help("please take the line out; a directory does well without it")
}

/// A skill has an address of its own.
pub fn address_of_a_skill(name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        format!("`{name}` would tell where somebody lives; a skill has no address of its own, so it is not shown"),
    )
    .at(at)
    .help("take the line out, and say through whom contact goes: `via = \"millbrook-library\"`")
}
