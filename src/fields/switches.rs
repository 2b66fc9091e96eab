//! Fields that keep something back. A slip in one of them must not publish what was not to be seen: until it is mended, the
//! answer is the one that keeps it back.

use std::sync::Arc;

use toml::de::DeTable;

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
const KEEPS_BACK: [(&str, bool); 11] = [
    ("private", true),
    ("hidden", true),
    ("hide", true),
    ("secret", true),
    ("internal", true),
    ("unlisted", true),
    ("unpublished", true),
    ("public", false),
    ("publish", false),
    ("published", false),
    ("visible", false),
];

/// Whether a record is kept back by this, which is no field.
fn keeps_back(name: &str, value: &Value) -> bool {
    let Some((_, back)) = KEEPS_BACK.iter().find(|(said, _)| *said == name.to_lowercase()) else { return false };
    let said = value.get_ref().as_bool().or_else(|| yes_no::meaning(value.get_ref().as_str()?));
    said.is_none_or(|said| said == *back)
}

/// The switch that was meant by a name at `at` which nobody knows, if its value keeps something back: `pubic = false`.
pub fn meant(name: &str, at: Span, value: &Value, table: &DeTable, defs: &[Arc<FieldDef>]) -> Option<Field> {
    let is_meant = |(switch, safe): &&(&str, bool)| {
        nearest(name, std::iter::once(*switch)).is_some() && value.get_ref().as_bool() == Some(*safe)
    };
    let field = |switch: &str| defs.iter().find(|def| def.name == switch && !table.contains_key(switch));
    let one = SWITCHES.iter().find(is_meant).and_then(|(switch, safe)| Some((field(switch)?, safe)));
    let whole = || field("draft").filter(|_| keeps_back(name, value)).map(|def| (def, &true));
    let (def, safe) = one.or_else(whole)?;
    Some(Field { def: Arc::clone(def), key: at, span: at, value: FieldValue::YesNo(*safe) })
}
