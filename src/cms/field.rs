//! What a field is in a form: a line, a box, a list, a choice, a date.

use toml::Value;

use super::shape::Items;
use super::yaml::Yaml;
use crate::config::{Config, Term};
use crate::kinds::{FieldDef, FieldType, Type};
use crate::language::capital;

type Entries = Vec<(&'static str, Yaml)>;

/// Fields that only the program or the keeper of the files has to do with. The editor leaves them in the file.
const LEFT_IN_THE_FILE: [&str; 5] = ["kind", "slug", "aliases", "no", "id"];

/// What the catalogue says to those who write files, and what that is in a form.
const IN_A_FORM: [(&str, &str); 6] = [
    (", in quotes.", "."),
    (" of the categories in hereabouts.toml", ""),
    (" of the areas in hereabouts.toml", ""),
    ("true keeps", "Keeps"),
    ("With public = false nothing", "Unless “Published” is on, nothing"),
    ("A picture file beside this record.", "A picture from your computer or telephone."),
];

/// Whether a field stands in forms at all.
pub fn is_asked(field: &FieldDef) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    !LEFT_IN_THE_FILE.contains(&field.name.as_str()) && field.name.chars().all(is_name) && field.ty != FieldType::Uuid
}

/// The field in the form. `types` are those to choose from in the field `type`.
pub fn widget(field: &FieldDef, items: Items, types: &[Type], config: &Config) -> Yaml {
    let mut entries: Entries =
        vec![("name", field.name.clone().into()), ("label", label(field).into()), ("required", field.required.into())];
    let hint = hint(field);
    if !hint.is_empty() {
        entries.push(("hint", hint.into()));
    }
    entries.extend(of_type(field, items, types, config));
    Yaml::Map(entries)
}

fn label(field: &FieldDef) -> String {
    if field.label.is_empty() { capital(&field.name.replace(['_', '-'], " ")) } else { field.label.clone() }
}

fn of_type(field: &FieldDef, items: Items, types: &[Type], config: &Config) -> Entries {
    match field.ty {
        FieldType::Slug if field.name == "type" && !types.is_empty() => {
            let types = types.iter().map(|t| option(&t.name, &t.label));
            select(types.collect(), false)
        }
        FieldType::Category => choice_of(&config.categories, field.many),
        FieldType::Area => choice_of(&config.areas, field.many),
        FieldType::Choice if !field.choices.is_empty() => {
            let options = field.choices.iter().map(|c| option(c, &capital(&c.replace('-', " "))));
            select(options.collect(), field.many)
        }
        FieldType::Number => number("int", None),
        FieldType::Latitude => number("float", Some(90)),
        FieldType::Longitude => number("float", Some(180)),
        FieldType::Date => date(),
        FieldType::YesNo => yes_no(field),
        FieldType::Picture => picture(),
        FieldType::Gift | FieldType::WebLink if items == Items::Tables => {
            let fields = if field.ty == FieldType::Gift { gift(config) } else { web_link() };
            vec![("widget", "list".into()), ("fields", Yaml::List(fields))]
        }
        FieldType::Table if field.open => vec![
            ("widget", "keyvalue".into()),
            ("key_label", "Name".into()),
            ("value_label", field.fields.first().map_or("Value", |f| f.label.as_str()).into()),
        ],
        FieldType::Table => {
            let inner = field.fields.iter().filter(|f| is_asked(f)).map(|f| widget(f, items, &[], config));
            vec![("widget", if field.many { "list" } else { "object" }.into()), ("fields", Yaml::List(inner.collect()))]
        }
        FieldType::LongText if field.name == "body" => vec![("widget", "markdown".into())],
        _ if field.many || field.ty == FieldType::Gift || field.ty == FieldType::WebLink => {
            vec![("widget", "list".into())]
        }
        FieldType::LongText => vec![("widget", "text".into())],
        _ => vec![("widget", "string".into())],
    }
}

fn option(value: &str, label: &str) -> Yaml {
    Yaml::Map(vec![("label", label.into()), ("value", value.into())])
}

fn select(options: Vec<Yaml>, many: bool) -> Entries {
    let mut entries: Entries = vec![("widget", "select".into())];
    if many {
        entries.push(("multiple", true.into()));
    }
    entries.push(("options", Yaml::List(options)));
    entries
}

/// A choice among the site's topics or areas; as long as it has none, words.
fn choice_of(terms: &[Term], many: bool) -> Entries {
    match (terms, many) {
        ([], true) => vec![("widget", "list".into())],
        ([], false) => vec![("widget", "string".into())],
        _ => select(terms.iter().map(|t| option(&t.slug, &t.label)).collect(), many),
    }
}

fn number(ty: &str, limit: Option<i64>) -> Entries {
    let mut entries: Entries = vec![("widget", "number".into()), ("value_type", ty.into())];
    if let Some(limit) = limit {
        entries.extend([("min", Yaml::Number(-limit)), ("max", Yaml::Number(limit))]);
    }
    entries
}

/// A day and no time. Without a form of its own for the text, the editor writes it as TOML's own date.
fn date() -> Entries {
    vec![("widget", "datetime".into()), ("type", "date".into()), ("time_format", false.into())]
}

/// A switch where leaving it out means yes or means no. Elsewhere leaving it out means that nobody knows, so there are three
/// answers, and a switch that nobody touched would say no.
fn yes_no(field: &FieldDef) -> Entries {
    let usual = [("draft", false), ("public", true)].into_iter().find(|(name, _)| *name == field.name);
    if let Some((_, usual)) = usual {
        return vec![("widget", "boolean".into()), ("default", usual.into())];
    }
    let answer = |label: &str, yes: bool| Yaml::Map(vec![("label", label.into()), ("value", yes.into())]);
    select(vec![answer("Yes", true), answer("No", false)], false)
}

/// A picture lies in the folder of its record. One on another site would not be shown.
fn picture() -> Entries {
    vec![
        ("widget", "image".into()),
        ("choose_url", false.into()),
        ("accept", "image/jpeg,image/png,image/webp,image/gif,image/svg+xml".into()),
    ]
}

fn inner(name: &'static str, label: &str, required: bool, more: Entries) -> Yaml {
    let entries: Entries = vec![("name", name.into()), ("label", label.into()), ("required", required.into())];
    Yaml::Map(entries.into_iter().chain(more).collect())
}

fn gift(config: &Config) -> Vec<Yaml> {
    vec![
        inner("text", "In words", true, vec![("widget", "string".into())]),
        inner("categories", "Topics", false, choice_of(&config.categories, true)),
        inner("until", "Until", false, date()),
    ]
}

fn web_link() -> Vec<Yaml> {
    vec![
        inner("label", "Words to show", false, vec![("widget", "string".into())]),
        inner("url", "Address", true, vec![("widget", "string".into())]),
    ]
}

/// What to write, and an example.
fn hint(field: &FieldDef) -> String {
    if field.name == "body" {
        return String::new();
    }
    let mut hint = field.help.clone();
    for (in_a_file, in_a_form) in IN_A_FORM {
        hint = hint.replace(in_a_file, in_a_form);
    }
    let mut say = |more: String| {
        let gap = if hint.is_empty() { "" } else { " " };
        hint.push_str(&format!("{gap}{more}"));
    };
    match field.ty {
        FieldType::Link => say("Write the last part of its page’s address, or the name of its file.".to_owned()),
        FieldType::Access => say(format!("There are: {}.", field.choices.join(", "))),
        _ => {}
    }
    if let Some(example) = example(field) {
        say(format!("Such as: {example}"));
    }
    if field.private && !field.help.contains("never published") {
        say("It stays in the file, and is never published.".to_owned());
    }
    hint
}

/// The example as one would type it into a form.
fn example(field: &FieldDef) -> Option<String> {
    let typed = !matches!(field.ty, FieldType::Choice | FieldType::Category | FieldType::Area | FieldType::Picture);
    if !typed || field.name == "type" || field.example == "\"…\"" {
        return None;
    }
    let table: toml::Table = toml::from_str(&format!("x = {}", field.example)).ok()?;
    match table.get("x")? {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        // Each on a line of its own.
        Value::Array(all) => all.first()?.as_str().map(str::to_owned),
        _ => None,
    }
}
