//! Fields that keep something back. A slip in one of them must not publish what was not to be seen: until it is mended, the
//! answer is the one that keeps it back.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::{Field, FieldValue, Fields, Value};
use crate::kinds::FieldDef;
use crate::mistakes::{hidden_character, yes_no};
use crate::span::Span;
use crate::suggest::nearest;

/// Each with the answer that keeps something back.
const SWITCHES: [(&str, bool); 3] = [("draft", true), ("private", true), ("public", false)];

/// Fields that say how far something may be seen: a word that is not known keeps all of it back.
pub const LIMITS: [&str; 2] = ["consent_scope", "location_precision"];

/// The answer of a switch that does not say true or false: what the word means, or else what keeps something back. None for
/// other fields.
pub fn safe(key: &str, said: &str) -> Option<bool> {
    let (_, safe) = SWITCHES.iter().find(|(switch, _)| *switch == key)?;
    Some(yes_no::meaning(said).unwrap_or(*safe))
}

/// Names under which people keep back a record as a whole, each with the answer that does so. There is one field for that.
pub const KEEPS_BACK: [(&str, bool); 10] = [
    ("private", true),
    ("hidden", true),
    ("secret", true),
    ("internal", true),
    ("unlisted", true),
    ("unpublished", true),
    ("public", false),
    ("publish", false),
    ("published", false),
    ("visible", false),
];

/// Whether a record is kept back by a line with this name, which is no field, and this answer. A name with a slip in it counts
/// if the answer is plain, and a date or another word is no answer.
pub fn keeps_back(name: &str, said: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.strip_prefix("is_").unwrap_or(&name);
    let plain = match said {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    };
    let exact = KEEPS_BACK.iter().find(|(known, _)| *known == name);
    let near = || {
        let known = nearest(name, KEEPS_BACK.iter().map(|(known, _)| *known)).filter(|_| name.len() > 5)?;
        KEEPS_BACK.iter().find(|(other, _)| *other == known && plain.is_some())
    };
    exact.or_else(near).is_some_and(|(_, back)| plain.or_else(|| yes_no::meaning(said)) == Some(*back))
}

/// The switch that was meant by a name at `at` which nobody knows, if its value keeps something back: `pubic = false` of a
/// contact, `private = true` of a record.
pub fn meant(name: &str, at: Span, value: &Value, table: &DeTable, defs: &[Arc<FieldDef>]) -> Option<Field> {
    let said = match value.get_ref() {
        DeValue::Boolean(said) => said.to_string(),
        DeValue::String(said) => said.to_string(),
        _ => return None,
    };
    let is_meant =
        |(switch, safe): &&(&str, bool)| nearest(name, std::iter::once(*switch)).is_some() && said.parse() == Ok(*safe);
    let field = |switch: &str| defs.iter().find(|def| def.name == switch && !table.contains_key(switch));
    let one = SWITCHES.iter().find(is_meant).and_then(|(switch, safe)| Some((field(switch)?, *safe)));
    let whole = || {
        let part = || field("public").map(|def| (def, false));
        field("draft").map(|def| (def, true)).or_else(part).filter(|_| keeps_back(name, &said))
    };
    let (def, safe) = one.or_else(whole)?;
    Some(Field { def: Arc::clone(def), key: at, span: at, value: FieldValue::YesNo(safe) })
}

/// The name and the value on a line, as somebody wrote them who knew neither quotes nor signs well. Every line of every record
/// is looked at, so that nothing is made of them until something hangs on it.
fn parts(line: &str) -> Option<(&str, &str)> {
    line.split_once(['=', ':', '＝', '：']).map(|(key, value)| (bare(key), bare(value)))
}

fn bare(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '“', '”', '‘', '’', ','])
}

fn plain(text: &str) -> String {
    bare(&hidden_character::without(text)).to_lowercase()
}

/// The lines of a text, wherever they were written.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r'])
}

/// Whether a line begins a table within a record.
fn is_heading(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('[') && !line.starts_with("[[record]]")
}

/// The longest answer that says yes or no, in bytes.
const LONGEST_ANSWER: usize = 24;

/// The line of a record's fields that keeps it back, though nobody could read it as a field: `draft: true`, unless the draft is
/// settled by the only line of that name, or `private = yes`.
pub fn line<'t>(head: &'t str, defs: &[Arc<FieldDef>], is_settled: bool) -> Option<&'t str> {
    let is_named =
        |key: &str| key.eq_ignore_ascii_case("draft") || !key.is_ascii() && nearest(&plain(key), ["draft"]).is_some();
    let names = || lines(head).filter_map(parts).filter(|(key, _)| is_named(key));
    let settled = is_settled && names().count() < 2;
    let is_draft = |(key, value): (&str, &str)| {
        is_named(key) && {
            let value = plain(value);
            let is_no = ["false", "no", "off", "0", ""].contains(&value.as_str());
            !is_no && (key.is_ascii() || yes_no::meaning(&value) == Some(true) || value == "true")
        }
    };
    // Other names for it count only where they can be of the record as a whole, and are no field of it.
    let is_back =
        |(key, value): (&str, &str)| is_answer(key, value) && !defs.iter().any(|def| def.name == key.to_lowercase());
    let draft = || lines(head).find(|line| parts(line).is_some_and(is_draft));
    let of_record = || lines(head).take_while(|line| !is_heading(line));
    let draft = if settled { None } else { draft() };
    draft.or_else(|| of_record().find(|line| parts(line).is_some_and(is_back)))
}

/// The name on a line that keeps a record back, if it is another one than `draft`.
pub fn other_name(line: &str) -> Option<&str> {
    parts(line).map(|(key, _)| key).filter(|key| key.is_ascii() && !key.eq_ignore_ascii_case("draft"))
}

/// Whether a line is an answer that keeps something back.
fn is_answer(key: &str, value: &str) -> bool {
    if value.len() > LONGEST_ANSWER || key.len() > LONGEST_ANSWER {
        return false;
    }
    let said = plain(value);
    let is_yes_or_no = matches!(said.as_str(), "true" | "false") || yes_no::meaning(&said).is_some();
    is_yes_or_no && keeps_back(&plain(key), &said)
}

/// Whether a line asks to keep back where something is, which could not be read.
pub fn hides_place(head: &str, fields: &Fields) -> bool {
    let is_read = |name: &str| fields.text(name).is_some();
    let is_limit = |key: &str| {
        (13..=LONGEST_ANSWER).contains(&key.len()) && nearest(&plain(key), ["location_precision"]).is_some()
    };
    let limits = lines(head).filter_map(parts).filter(|(key, value)| is_limit(key) && !value.is_empty()).count();
    limits > 1
        || limits > 0 && !is_read("location_precision")
        || !is_read("address")
            && lines(head)
                .filter_map(parts)
                .any(|(key, value)| key.eq_ignore_ascii_case("address") && value.eq_ignore_ascii_case("withheld"))
}

/// Whether a line below `[contact]` keeps it back, however it is written.
pub fn hides_contact(head: &str) -> bool {
    let mut is_within = false;
    lines(head).any(|line| {
        if line.trim_start().starts_with('[') {
            is_within = line.to_lowercase().replace([' ', '\t'], "").contains("contact]");
        }
        is_within && parts(line).is_some_and(|(key, value)| is_answer(key, value))
    })
}

#[cfg(test)]
mod tests {
    use super::keeps_back;

    #[test]
    fn what_keeps_a_record_back_is_known_by_other_names_and_with_slips() {
        for (name, said) in [
            ("private", "true"),
            ("private", "yes"),
            ("Hidden", "true"),
            ("published", "no"),
            ("publishd", "false"),
            ("is_private", "true"),
            ("unpublishd", "true"),
        ] {
            assert!(keeps_back(name, said), "{name} = {said}");
        }
        for (name, said) in [
            ("published", "true"),
            ("published", "2026-05-01"),
            ("public", "true"),
            ("unpublished", "false"),
            ("internal", "rooms"),
            ("parking", "true"),
            ("price", "true"),
            ("side", "true"),
        ] {
            assert!(!keeps_back(name, said), "{name} = {said}");
        }
    }
}
