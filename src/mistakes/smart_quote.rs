//! Quotes that a word processor bent.

use super::{Line, quoted};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// Curly quotes where straight ones must stand.
pub static RULE: Rule = Rule {
    code: "smart-quote",
    severity: Severity::Error,
    title: "curly quotes",
    explain: "A word processor turns the quotes on your keyboard into curly ones: “ and ”. Around a value they must be \
straight: \". Within the words curly quotes are welcome. `hereabouts check --fix` straightens them.",
};

const CURLY: [char; 11] = ['`', '´', '“', '”', '„', '‟', '«', '»', '‘', '’', '‚'];

/// `title = “Repair Café”`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value_without_comment()?;
    let first = value.chars().next()?;
    let last = value.chars().next_back()?;
    let (opens, closes) = (CURLY.contains(&first), CURLY.contains(&last));
    let straight = |c: char| c == '"' || c == '\'';
    if !(opens || closes && straight(first)) {
        return None;
    }
    let inner = value.strip_prefix(|c| CURLY.contains(&c) || straight(c)).unwrap_or(value);
    let inner = inner.strip_suffix(|c| CURLY.contains(&c) || straight(c)).unwrap_or(inner);
    let bent = if opens { first } else { last };
    let how = if "`´".contains(bent) { "no straight quote" } else { "curly" };
    let message = format!("the quote {bent} is {how}; around a value it must be straight: \"");
    let help = format!("write `{} = {}`", line.key()?, quoted(inner));
    let at = line.span_of(value);
    Some(Diagnostic::new(&RULE, message).at(at).help(help).fix(at, quoted(inner)))
}
