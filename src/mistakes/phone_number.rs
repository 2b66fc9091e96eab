//! A telephone number without quotes.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A telephone number without quotes.
pub static RULE: Rule = Rule {
    code: "phone-number",
    severity: Severity::Error,
    title: "a telephone number without quotes",
    explain: "A number without quotes is reckoned with, and the 0 at its beginning is lost. Write telephone numbers, and the \
numbers of charities and companies, in quotes: `phone = \"01632 960140\"`.",
};

/// `phone = 01632960001`, `phone = 01632 960001`, `phone = +44 1632 960001`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value_without_comment()?;
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let only = value.chars().all(|c| c.is_ascii_digit() || " +()-./".contains(c));
    let named = matches!(line.key()?, "phone" | "text" | "fax" | "tel" | "telephone" | "mobile");
    let starts = value.starts_with(['0', '+', '(']);
    if !only || digits < 5 || !(named || starts) || crate::date::read(value) != crate::date::Reading::Not {
        return None;
    }
    Some(diagnostic(line.key()?, value, line.span_of(value)))
}

/// `phone = 1632960001`: the 0 at its beginning is lost already.
pub fn lost_zero(key: &str, value: &str, country: &str, at: Span) -> Option<Diagnostic> {
    let lost = matches!(country, "GB" | "UK") && value.len() == 10 && !value.starts_with('0');
    lost.then(|| {
        let message = format!("this number has lost its first 0, and needs quotes to keep it: \"0{value}\"");
        Diagnostic::new(&RULE, message)
            .at(at)
            .help(format!("write `{key} = \"0{value}\"`"))
            .fix(at, format!("\"0{value}\""))
    })
}

/// `value` stands without quotes at `at`.
pub fn diagnostic(key: &str, value: &str, at: Span) -> Diagnostic {
    let message = format!("a number like this needs quotes, or its first 0 is lost: \"{value}\"");
    Diagnostic::new(&RULE, message).at(at).help(format!("write `{key} = \"{value}\"`")).fix(at, format!("\"{value}\""))
}
