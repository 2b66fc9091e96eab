//! JSON Schemas of the kinds, out of the catalogue: for editors that help while one types.

use serde_json::{Map, Value, json};

use crate::config::{Config, Term};
use crate::kinds::{FieldDef, FieldType, Kind, Kinds};

/// The files: one schema for each kind, and taplo's settings.
pub fn files(kinds: &Kinds, config: Option<&Config>) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut taplo = String::from("# Tells taplo, and the editors that use it, which schema belongs to which files.\n");
    for kind in &kinds.all {
        let name = format!("{}.schema.json", kind.name);
        files.push((name.clone(), pretty(&schema(kind, config))));
        taplo.push_str(&format!(
            "\n[[rule]]\ninclude = [\"content/{0}/**/*.toml\"]\n[rule.schema]\npath = \"schema/{name}\"\nenabled = true\n",
            kind.folder
        ));
    }
    files.push(("taplo.toml".to_owned(), taplo));
    files
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// The schema of a file: one record, or several under `[[record]]`.
fn schema(kind: &Kind, config: Option<&Config>) -> Value {
    let record = table(kind.fields.iter().map(|f| &**f), Some(kind), config);
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": kind.label,
        "description": kind.summary,
        "definitions": { "record": record },
        "anyOf": [
            { "type": "object", "required": ["record"], "additionalProperties": false,
              "properties": { "record": { "type": "array", "items": { "$ref": "#/definitions/record" } } } },
            { "$ref": "#/definitions/record" },
        ],
    })
}

fn table<'a>(fields: impl Iterator<Item = &'a FieldDef>, kind: Option<&Kind>, config: Option<&Config>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut open = json!(false);
    for field in fields {
        if field.required {
            required.push(json!(field.name));
        }
        if field.name == "*" {
            open = one(field, kind, config);
        } else {
            properties.insert(field.name.clone(), described(field, kind, config));
        }
    }
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": open })
}

fn described(field: &FieldDef, kind: Option<&Kind>, config: Option<&Config>) -> Value {
    let one = one(field, kind, config);
    let mut value = if field.many { json!({ "anyOf": [one, { "type": "array", "items": one }] }) } else { one };
    if let Value::Object(map) = &mut value {
        if !field.label.is_empty() {
            map.insert("title".into(), json!(field.label));
        }
        let example =
            if field.example.is_empty() { String::new() } else { format!("\n\n{} = {}", field.name, field.example) };
        map.insert("description".into(), json!(format!("{}{example}", field.help)));
    }
    value
}

/// A single value of a field.
fn one(field: &FieldDef, kind: Option<&Kind>, config: Option<&Config>) -> Value {
    let words = json!({ "type": "string" });
    match field.ty {
        FieldType::Number => json!({ "type": "integer" }),
        FieldType::YesNo => json!({ "type": "boolean" }),
        FieldType::Latitude => json!({ "type": "number", "minimum": -90, "maximum": 90 }),
        FieldType::Longitude => json!({ "type": "number", "minimum": -180, "maximum": 180 }),
        // taplo hands dates on as text.
        FieldType::Date => json!({ "type": "string", "format": "date" }),
        FieldType::Choice => json!({ "type": "string", "enum": field.choices }),
        FieldType::Slug if field.name == "type" => {
            let names: Vec<&str> = kind.map(|k| k.types.iter().map(|t| t.name.as_str()).collect()).unwrap_or_default();
            if names.is_empty() { words } else { json!({ "type": "string", "enum": names }) }
        }
        FieldType::Slug => json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }),
        FieldType::Uuid => json!({ "type": "string", "format": "uuid" }),
        FieldType::Email => json!({ "type": "string", "format": "email" }),
        FieldType::Category => terms(config.map(|c| c.categories.as_slice())),
        FieldType::Area => terms(config.map(|c| c.areas.as_slice())),
        FieldType::Point => {
            json!({ "anyOf": [words, { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 }] })
        }
        FieldType::Gift => json!({ "anyOf": [words, {
            "type": "object", "required": ["text"], "additionalProperties": false,
            "properties": { "text": { "type": "string" }, "until": { "type": "string", "format": "date" },
                "categories": { "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] } } }] }),
        FieldType::WebLink => json!({ "anyOf": [words, {
            "type": "object", "required": ["url"], "additionalProperties": false,
            "properties": { "label": { "type": "string" }, "url": { "type": "string" } } }] }),
        FieldType::Table => table(field.fields.iter(), None, config),
        _ => words,
    }
}

/// A category or area: its slug or its label.
fn terms(terms: Option<&[Term]>) -> Value {
    let names: Vec<&str> = terms.unwrap_or(&[]).iter().flat_map(|t| [t.slug.as_str(), t.label.as_str()]).collect();
    let mut names = names;
    names.dedup();
    if names.is_empty() { json!({ "type": "string" }) } else { json!({ "type": "string", "enum": names }) }
}
