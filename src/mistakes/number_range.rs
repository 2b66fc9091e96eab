//! A number for print that cannot be said in five digits.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::fields::Fields;
use crate::number;

/// A number for print that is none.
pub static RULE: Rule = Rule {
    code: "number-range",
    severity: Severity::Error,
    title: "a number for print that is too small or too large",
    explain: "`no` is the number by which a record is found in print and on the telephone. It is a whole number from 1 to 99999. \
Take the line out, and `hereabouts check --fix` gives the record the next one that is free.",
};

/// Takes a number out of the fields that is none, and tells it.
pub fn keep(fields: &mut Fields) -> Option<Diagnostic> {
    let no = fields.number("no").filter(|no| !(1..=i64::from(number::LAST)).contains(no))?;
    let i = fields.0.iter().position(|f| f.def.name == "no")?;
    let at = fields.0.remove(i).span;
    let message = format!("`no` is {no}, and it can be from 1 to {}", number::LAST);
    Some(Diagnostic::new(&RULE, message).at(at).help("take the line out: `hereabouts check --fix` gives a number"))
}
