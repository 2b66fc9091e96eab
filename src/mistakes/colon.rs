//! `title: "x"` for `title = "x"`.

use super::{Line, quoted};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A colon where `=` must stand.
pub static RULE: Rule = Rule {
    code: "colon",
    severity: Severity::Error,
    title: "a colon where `=` must stand",
    explain: "Between a field's name and its value stands an equals sign: `title = \"Repair Café\"`.",
};

/// `title: "Repair Café"`, `title “Repair Café”`, `title "x"`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let text = line.text.trim();
    if let Some(diagnostic) = in_the_manner_of_json(line, text) {
        return Some(diagnostic);
    }
    let name_end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))?;
    let (name, rest) = text.split_at(name_end);
    let rest = rest.trim_start();
    let colon = rest
        .strip_prefix(":=")
        .or_else(|| rest.strip_prefix("=>"))
        .or_else(|| rest.strip_prefix("=="))
        .or_else(|| rest.strip_prefix(':'));
    let value = match colon {
        Some(value) => value.trim(),
        // Without any sign between them only a quoted value is surely meant.
        None if rest.starts_with(['"', '“']) && rest.len() > 3 => rest,
        None => return None,
    };
    if name.is_empty() {
        return None;
    }
    let mended = format!("{name} = {}", value_of(value));
    let sign = match colon {
        None => "and it is missing",
        Some(_) if rest.starts_with("==") => "only once",
        Some(_) if rest.starts_with("=>") => "not an arrow",
        Some(_) => "not a colon",
    };
    let message = format!("between the name `{name}` and its value stands `=`, {sign}");
    let at = line.span_of(text);
    Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{mended}`")).fix(at, mended))
}

/// The value as it should stand: what needs no quotes keeps none.
pub fn value_of(value: &str) -> String {
    let bare = ["true", "false"].contains(&value)
        || value.starts_with(['[', '{'])
        || (value.starts_with('"') && value.ends_with('"') && value.len() > 1)
        || (value.starts_with('\'') && value.ends_with('\'') && value.len() > 1)
        || (value.len() == 10
            && matches!(crate::date::read(value), crate::date::Reading::Day(_))
            && value.as_bytes().get(4) == Some(&b'-'));
    if bare { value.to_owned() } else { quoted(value.trim_matches(['“', '”', '"'])) }
}

/// `"title": "Repair Café",`
fn in_the_manner_of_json(line: &Line, text: &str) -> Option<Diagnostic> {
    let (name, value) = text.strip_prefix('"')?.split_once('"')?;
    let value = value.trim_start().strip_prefix(':')?.trim();
    let value = value.strip_suffix(',').unwrap_or(value).trim_end();
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let mended = plain.then(|| format!("{name} = {}", value_of(value)))?;
    let message =
        format!("the name `{name}` stands without quotes, and between it and its value stands `=`, not a colon");
    let at = line.span_of(text);
    Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{mended}`")).fix(at, mended))
}
