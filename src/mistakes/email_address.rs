//! E-mail addresses with a slip in them.

use super::{quoted, wrong_field};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;

/// Not an e-mail address.
pub static RULE: Rule = Rule {
    code: "email-address",
    severity: Severity::Error,
    title: "not an e-mail address",
    explain: "An e-mail address has one @ and no spaces: `hello@repair.example`. Two addresses stand in a list.",
};

/// What is wrong with an address.
pub fn look(key: &str, value: &Spanned<String>) -> Option<Diagnostic> {
    let text = value.value.trim();
    let diagnostic = |message: String| Diagnostic::new(&RULE, message).at(value.span);
    let several: Vec<&str> = text.split([' ', ',', ';', '/']).filter(|p| p.contains('@')).collect();
    if several.len() > 1 {
        let list: Vec<String> = several.iter().map(|a| quoted(a)).collect();
        let message = format!("there are {} addresses in one place", several.len());
        return Some(diagnostic(message).help(format!("write a list: `{key} = [{}]`", list.join(", "))));
    }
    if !text.contains('@') && (text.starts_with("www.") || text.contains("://")) {
        return Some(wrong_field::diagnostic(key, value, "a web address", "website"));
    }
    let meant = text
        .trim_start_matches("mailto:")
        .trim_matches(['<', '>', ' '])
        .replace(" @ ", "@")
        .replace("(at)", "@")
        .replace(" at ", "@")
        .replace(" dot ", ".");
    if is_address(text) {
        return None;
    }
    // As a mail program copies it: Joan <joan@repair.example>
    let pointed =
        text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inner, _)| inner.trim().to_owned());
    let meant = pointed.filter(|inner| is_address(inner)).unwrap_or(meant);
    let joined = meant.split_whitespace().collect::<String>();
    let meant = if meant.split_whitespace().count() == 2 && is_address(&joined) { joined } else { meant };
    let diagnostic = diagnostic(format!("`{}` is not an e-mail address", super::shortened(text)));
    Some(if is_address(&meant) {
        diagnostic.help(format!("write `{key} = {}`", quoted(&meant))).fix(value.span, quoted(&meant))
    } else {
        diagnostic.help("an address looks like `hello@repair.example`; leave the line out if there is none")
    })
}

/// Whether `text` has the shape of an address.
pub fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    // Others are allowed, and nobody has them; behind `mailto:` they would begin something else.
    let plain = |c: char| c.is_alphanumeric() || "!$'*+-=^_`{|}~.".contains(c);
    let host_ok = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains("..");
    !name.is_empty()
        && name.chars().all(plain)
        && host_ok
        && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
}
