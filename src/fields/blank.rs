//! Values in which nothing is said: forms write them for what nobody filled in.

use toml::de::DeValue;

/// Whether nothing stands in a value: no words, an empty list or table, or a list or table of nothing but such.
pub fn is_blank(value: &DeValue) -> bool {
    match value {
        DeValue::String(text) => text.trim().is_empty(),
        DeValue::Array(values) => values.iter().all(|value| is_blank(value.get_ref())),
        DeValue::Table(table) => table.values().all(|value| is_blank(value.get_ref())),
        _ => false,
    }
}
