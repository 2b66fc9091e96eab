//! A quote within the words ends them too early.

use super::{Line, quoted};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A quote within quotes.
pub static RULE: Rule = Rule {
    code: "quote-inside",
    severity: Severity::Error,
    title: "a quote within the words",
    explain: "Words in double quotes end at the next double quote, so `\"The \"Old\" School\"` ends after `The `. Put single \
quotes around the whole: `'The \"Old\" School'`. In the same way words with an apostrophe go into double quotes: \
`\"St John's\"`.",
};

/// The name of the field that a text is, from its name to its closing quote: `ages = "all"`. Words in a quotation,
/// such as `a = "b" to us"`, are none.
fn whole_field(text: &str) -> Option<&str> {
    let (name, value) = text.split_once('=')?;
    let name = name.trim_end();
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let value = value.trim();
    let is_words = value.len() > 1
        && value.starts_with(['"', '\''])
        && value.ends_with(&value[..1])
        && value.matches(&value[..1]).count() == 2;
    let is_plain = matches!(value, "true" | "false")
        || value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains(['"', '\'']);
    (is_name && (is_words || is_plain)).then_some(name)
}

/// `title = "The "Old" School"`, `title = 'St John's'`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value()?;
    let quote = value.chars().next().filter(|c| "\"'".contains(*c))?;
    if !line.error.contains("unexpected key or value") && !line.error.contains("string") {
        return None;
    }
    let second = 1 + value[1..].find(quote)?;
    let last = value.rfind(quote)?;
    let rest = value[second + 1..].trim_start();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let gap = &value[second + 1..value.len() - rest.len()];
    if let Some(next) = whole_field(rest).filter(|_| !gap.is_empty()) {
        // cost = "Free" ages = "all"
        let gap = line.span_of(gap);
        let message = format!("two fields stand on one line: `{next}` needs a line of its own");
        let help = format!("write `{} = {}`, and below it `{rest}`", line.key()?, &value[..=second]);
        return Some(Diagnostic::new(&RULE, message).at(line.span_of(rest)).help(help).fix(gap, "\n"));
    }
    if last == second {
        // cost = "Free",
        if rest.chars().all(|c| ";,.".contains(c)) {
            let whole = &value[..=second];
            let message = format!("the sign `{rest}` behind the closing quote is one too many");
            let at = line.span_of(rest);
            return Some(
                Diagnostic::new(&RULE, message).at(at).help(format!("write `{} = {whole}`", line.key()?)).fix(at, ""),
            );
        }
        // title = "Repair Café" in the hall
        let words = format!("{}{}", &value[1..second], &value[second + 1..]);
        let message = format!("these words stand after the closing quote: `{}`", super::shortened(rest));
        let help = format!("write `{} = {}`", line.key()?, quoted(words.trim_end()));
        return Some(Diagnostic::new(&RULE, message).at(line.span_of(rest)).help(help));
    }
    if value[last + 1..].trim().starts_with(|c: char| c != '#') && !value[last + 1..].trim().is_empty() {
        return None;
    }
    let inner = &value[1..last];
    // title = ""Repair Café""
    let bare = inner.trim_matches(quote);
    if inner.starts_with(quote) && inner.ends_with(quote) && !bare.contains(quote) && !bare.is_empty() {
        let at = line.span_of(&value[..=last]);
        let message = format!("these words have two quotes `{quote}` on each side; one is enough");
        let help = format!("write `{} = {}`", line.key()?, quoted(bare));
        return Some(Diagnostic::new(&RULE, message).at(at).help(help).fix(at, quoted(bare)));
    }
    let other = quoted(inner);
    let (name, with) = if other.starts_with('\'') { ("single quotes", "'") } else { ("double quotes", "\"") };
    let message =
        format!("a quote `{quote}` within the words ends them too early; put {name} ({with}) around the whole");
    let at = line.span_of(value).start as usize + second;
    let whole = line.span_of(&value[..=last]);
    let help = format!("write `{} = {other}`", line.key()?);
    // More than two pairs may be a list without brackets: then it is not sure what was meant.
    let sure = !inner.contains(&format!("{quote},")) && !inner.contains(&format!("{quote} ,"));
    let diagnostic = Diagnostic::new(&RULE, message).at(Span::new(line.file, at..at + 1));
    if !sure {
        return Some(diagnostic.help(format!("if this is a list, write `{} = [{value}]`", line.key()?)));
    }
    Some(diagnostic.help(help).fix(whole, other))
}
