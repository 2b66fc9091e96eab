//! Words without quotes.

use super::{Line, quoted, shortened};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// Words without quotes.
pub static RULE: Rule = Rule {
    code: "needs-quotes",
    severity: Severity::Error,
    title: "words without quotes",
    explain: "Words, and numbers with a sign such as £, stand in quotes: `title = \"Repair Café\"`, `cost = \"£2\"`. Only dates, \
plain numbers, `true` and `false` stand without them. `hereabouts check --fix` puts them in.",
};

/// `title = Repair Café`, `cost = £2`, `location = 53.7, -2.0`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value()?;
    if value.is_empty() || value.starts_with(['"', '\'', '{']) || value.starts_with("[[") {
        return None;
    }
    if let Some(inner) = value.strip_prefix('[') {
        return list(line, value, inner);
    }
    let mended = quoted(value);
    let message = format!("words need quotes around them: {}", shortened(&mended));
    let help = format!("write `{} = {mended}`", line.key()?);
    let at = line.value_span()?;
    Some(Diagnostic::new(&RULE, message).at(at).help(help).fix(at, mended))
}

/// `categories = [food, company]`
fn list(line: &Line, value: &str, inner: &str) -> Option<Diagnostic> {
    let inner = inner.strip_suffix(']')?;
    let words: Vec<String> = inner.split(',').map(str::trim).filter(|w| !w.is_empty()).map(bare).collect();
    let mended = format!("[{}]", words.join(", "));
    let message = format!("each of the words in a list needs quotes around it: `{}`", shortened(&mended));
    let at = line.span_of(value);
    let help = format!("write `{} = {mended}`", line.key()?);
    Some(Diagnostic::new(&RULE, message).at(at).help(help).fix(at, mended))
}

fn bare(word: &str) -> String {
    let word = word.trim_matches(['"', '\'', '“', '”', '‘', '’']);
    quoted(word)
}
