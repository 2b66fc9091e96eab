//! How records write their fields, and whether a form could hold that.
//!
//! A form has one shape for each field. What is written in another, an editor drops when somebody saves the record.

use camino::Utf8Path;
use toml::{Table, Value};

use crate::front_matter;
use crate::kinds::{FieldDef, FieldType};
use crate::source::Files;
use crate::toml_text;

/// The fields of one file.
pub struct Written<'a> {
    /// The file.
    pub path: &'a Utf8Path,
    /// What stands in its fields.
    pub fields: Table,
}

/// What the items of a list of gifts or links are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Items {
    /// Words.
    Words,
    /// Tables.
    Tables,
}

/// The `.md` files below `folder`, as far as they can be read. Those below a folder in `others` belong there.
pub fn below<'a>(files: &'a Files, folder: &'a str, others: &[String]) -> Vec<Written<'a>> {
    let is_elsewhere = |path: &Utf8Path| {
        others.iter().any(|other| other.len() > folder.len() && other.starts_with(folder) && path.starts_with(other))
    };
    let records = files.below(folder).filter(|(_, source)| source.path.extension() == Some("md"));
    let records = records.filter(|(_, source)| source.path.file_stem() != Some("index") && !is_elsewhere(&source.path));
    records
        .filter_map(|(id, source)| {
            let parts = front_matter::split(source, id).0?;
            let text = source.text.get(parts.fields)?;
            let fields = toml::from_str(&toml_text::with_line_feeds(text)).ok()?;
            Some(Written { path: &source.path, fields })
        })
        .collect()
}

/// What the items of a field are in the form: what most people write, unless all records write the other.
pub fn items(field: &FieldDef, written: &[Written]) -> Items {
    let all = || written.iter().filter_map(|w| w.fields.get(&field.name)).flat_map(one_or_many);
    let (words, tables) = (all().any(|v| !v.is_table()), all().any(Value::is_table));
    match (field.ty, words, tables) {
        (FieldType::WebLink, _, true) | (FieldType::WebLink, false, _) | (_, false, true) => Items::Tables,
        _ => Items::Words,
    }
}

/// The first file that writes `field` in a way that the form would lose.
pub fn lost<'a>(field: &FieldDef, written: &[Written<'a>]) -> Option<&'a Utf8Path> {
    let items = items(field, written);
    written.iter().find(|w| w.fields.get(&field.name).is_some_and(|v| !fits(field, v, items))).map(|w| w.path)
}

fn fits(field: &FieldDef, value: &Value, items: Items) -> bool {
    let inner = |value: &Value| {
        let fits = |(name, value): (&String, &Value)| {
            field.fields.iter().find(|f| f.name == *name).is_none_or(|f| fits(f, value, items))
        };
        value.as_table().is_some_and(|table| table.iter().all(fits))
    };
    let all = |test: &dyn Fn(&Value) -> bool| value.as_array().is_some_and(|values| values.iter().all(test));
    match field.ty {
        FieldType::Gift | FieldType::WebLink if items == Items::Tables => all(&Value::is_table),
        FieldType::Table if field.open => value.as_table().is_some_and(|table| table.values().all(Value::is_str)),
        FieldType::Table if field.many => all(&inner),
        FieldType::Table => inner(value),
        // The editor takes the items of a list for texts, whatever they are.
        FieldType::Gift | FieldType::WebLink => value.is_str() || all(&Value::is_str),
        _ if field.many => value.is_str() || all(&Value::is_str),
        _ => is_plain(value) || all(&is_plain) && one_or_many(value).len() < 2,
    }
}

fn is_plain(value: &Value) -> bool {
    !value.is_table() && !value.is_array()
}

fn one_or_many(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    }
}
