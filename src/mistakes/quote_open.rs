//! A quote that is never closed.

use super::{Line, quoted, shortened};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A quote that is never closed.
pub static RULE: Rule = Rule {
    code: "quote-open",
    severity: Severity::Error,
    title: "a quote that is never closed",
    explain: "Words stand between two straight quotes: `title = \"Repair Café\"`. Here the second one is missing.",
};

/// `title = "Repair Café`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value()?;
    if value.starts_with("\"\"\"") || value.starts_with("'''") {
        return line.error.contains("multi-line").then(|| several_lines(line, value));
    }
    let quote = value.chars().next().filter(|c| "\"'".contains(*c));
    let number = line.number;
    match quote {
        Some(quote) => {
            let inner = &value[1..];
            if inner.contains(quote) || !line.error.contains("string") {
                return None;
            }
            let (words, comma) = inner.strip_suffix(',').map_or((inner, ""), |w| (w, ","));
            let words = words.trim_end().trim_end_matches(['"', '\'', '”', '’']);
            let message =
                format!("the quote that opens on line {number} before `{}` has no closing quote", shortened(words));
            let mended = format!("{}{comma}", quoted(words));
            let help = format!("write `{} = {mended}`", line.key()?);
            Some(Diagnostic::new(&RULE, message).at(line.value_span()?).help(help).fix(line.value_span()?, mended))
        }
        // name = Repair Café"
        None if value.ends_with('"') && value.matches('"').count() == 1 => {
            let words = value.trim_end_matches('"');
            let message = format!("the words on line {number} have a closing quote but no opening one");
            let help = format!("write `{} = {}`", line.key()?, quoted(words));
            Some(
                Diagnostic::new(&RULE, message)
                    .at(line.value_span()?)
                    .help(help)
                    .fix(line.value_span()?, quoted(words)),
            )
        }
        None => None,
    }
}

/// The same, when the words go on in the lines below and the closing quote stands there.
pub fn over_lines(diagnostic: Diagnostic, line: &Line, words: &str) -> Diagnostic {
    let Some(key) = line.key() else { return diagnostic };
    let message = format!("the quote that opens on line {} is not closed on the same line", line.number);
    let help = format!(
        "write it all on one line: `{key} = {}`; or put three quotes `\"\"\"` on each side",
        quoted(&shortened(words))
    );
    Diagnostic { message, fix: None, ..diagnostic }.help(help)
}

fn several_lines(line: &Line, value: &str) -> Diagnostic {
    let quotes = &value[..3];
    let message = format!(
        "the three quotes that open on line {} are never closed: three closing quotes are missing",
        line.number
    );
    let at = line.span_of(value);
    Diagnostic::new(&RULE, message).at(at).help(format!("write `{quotes}` after the last word that belongs to it"))
}
