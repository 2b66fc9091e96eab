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

/// The switch that was meant by a name at `at` which nobody knows, if its value keeps something back: `pubic = false`.
pub fn meant(name: &str, at: Span, value: &Value, table: &DeTable, defs: &[Arc<FieldDef>]) -> Option<Field> {
    let is_meant = |(switch, safe): &&(&str, bool)| {
        nearest(name, std::iter::once(*switch)).is_some() && value.get_ref().as_bool() == Some(*safe)
    };
    let (switch, safe) = SWITCHES.iter().find(is_meant)?;
    let def = defs.iter().find(|def| def.name == *switch && !table.contains_key(*switch))?;
    Some(Field { def: Arc::clone(def), key: at, span: at, value: FieldValue::YesNo(*safe) })
}
