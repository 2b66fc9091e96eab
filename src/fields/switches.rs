//! Fields that keep something back. A slip in one of them must not publish what was not to be seen: until it is mended, the
//! answer is the one that keeps it back.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::{Field, FieldValue, Value};
use crate::kinds::FieldDef;
use crate::mistakes::yes_no;
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

/// The line of a record's fields that keeps it back, though nobody could read it as a field: `draft: true`, unless the draft is
/// settled, or `private = yes`.
pub fn line<'t>(head: &'t str, defs: &[Arc<FieldDef>], is_settled: bool) -> Option<&'t str> {
    let plain = |text: &str| text.trim().trim_matches(['"', '\'']).to_lowercase();
    let parts = |line: &str| line.split_once(['=', ':']).map(|(key, value)| (plain(key), plain(value)));
    let is_draft = |(key, value): &(String, String)| {
        !is_settled && key == "draft" && !["false", "no", "off", "0", ""].contains(&value.as_str())
    };
    // Other names for it count only where they can be of the record as a whole, and are no field of it.
    let is_back = |(key, value): &(String, String)| !defs.iter().any(|def| def.name == *key) && keeps_back(key, value);
    let of_record = || head.lines().take_while(|line| !line.trim_start().starts_with('['));
    let draft = head.lines().find(|line| parts(line).as_ref().is_some_and(is_draft));
    draft.or_else(|| of_record().find(|line| parts(line).as_ref().is_some_and(is_back)))
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
