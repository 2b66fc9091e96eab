//! A value of the wrong sort: words for a number, a list for one thing.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::kinds::{FieldDef, FieldType};
use crate::span::Span;

/// A value of the wrong sort.
pub static RULE: Rule = Rule {
    code: "wrong-type",
    severity: Severity::Error,
    title: "a value of the wrong sort",
    explain: "Every field holds one sort of thing: words, a number, a date, true or false, a list, or a table. The field \
reference in the manual says which.",
};

/// `found` (such as "a list") stands where `field` wants something else.
pub fn diagnostic(field: &FieldDef, found: &str, at: Span) -> Diagnostic {
    let wanted = wanted(field);
    Diagnostic::new(&RULE, format!("`{}` should be {wanted}, and this is {found}", field.name))
        .at(at)
        .help(format!("write it as in `{} = {}`", field.name, field.example))
}

/// What a field holds, in words.
pub fn wanted(field: &FieldDef) -> &'static str {
    match field.ty {
        FieldType::Number => "a whole number, without quotes",
        FieldType::Date => "a date",
        FieldType::YesNo => "true or false",
        FieldType::Latitude | FieldType::Longitude => "a number such as 53.7414",
        FieldType::Gift if field.many => "words in quotes, or a list of them",
        FieldType::WebLink => "a list of links, each with a label and a url",
        FieldType::Table if field.many => "a list of tables",
        FieldType::Table => "a table, with names and values of its own",
        _ if field.many => "words in quotes, or a list of them",
        _ => "words in quotes",
    }
}
