//! The first text of a new record: its name, and its fields as comments to fill in.

use camino::Utf8PathBuf;

use crate::config::{Config, Term};
use crate::kinds::{FieldDef, FieldType, Kinds};
use crate::mistakes::quoted;

/// What a new file is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A record of a kind, perhaps of a type.
    Record(usize, Option<usize>),
    /// An ordinary page.
    Page,
}

impl What {
    /// The kind or the type called `name`, in the singular or the plural.
    pub fn called(name: &str, kinds: &Kinds) -> Option<Self> {
        let name = name.trim().to_lowercase();
        if name == "page" || name == "pages" {
            return Some(Self::Page);
        }
        if let Some(kind) = kinds.called(&name).or_else(|| kinds.in_folder(&name)) {
            return Some(Self::Record(kind, None));
        }
        let of_kind =
            |(i, kind): (usize, &crate::kinds::Kind)| kind.type_called(&name).map(|t| Self::Record(i, Some(t)));
        kinds.all.iter().enumerate().find_map(of_kind)
    }

    /// The folder in which it lies.
    pub fn folder(self, kinds: &Kinds) -> Utf8PathBuf {
        match self {
            Self::Page => "content/pages".into(),
            Self::Record(kind, type_) => {
                let kind = kinds.kind(kind);
                match type_.filter(|_| kind.browse_by_type) {
                    Some(t) => format!("content/{}/{}", kind.folder, kind.type_(t).folder).into(),
                    None => format!("content/{}", kind.folder).into(),
                }
            }
        }
    }
}

/// The text of a new record called `title`, with its number for print if it gets one.
pub fn record(what: What, title: &str, no: Option<u32>, config: &Config) -> String {
    let no = no.map_or(String::new(), |no| format!("no = {no}\n"));
    let mut text = format!("+++\ntitle = {}\n{no}", quoted(title));
    let type_name = type_name(what, config);
    for field in fields(what, config) {
        text.push_str(&line(field, type_name, what, config));
    }
    text.push_str("+++\n\n");
    text
}

/// The fields that a new record is asked for, in the order of the catalogue.
pub fn fields(what: What, config: &Config) -> impl Iterator<Item = &FieldDef> {
    let fields = match what {
        What::Page => &config.kinds.page,
        What::Record(kind, _) => &config.kinds.kind(kind).fields,
    };
    let in_folder = matches!(what, What::Record(kind, Some(_)) if config.kinds.kind(kind).browse_by_type);
    let type_name = type_name(what, config);
    let wanted = move |d: &&FieldDef| {
        let asked = d.starter || is_place_field(&d.name) && type_name == Some("place");
        let fits = d.types.is_empty() || type_name.is_some_and(|t| d.types.iter().any(|x| x == t));
        let private =
            type_name == Some("skill") && ["phone", "email", "website", "meets_at"].contains(&d.name.as_str());
        let told = matches!(what, What::Record(kind, _) if config.kinds.kind(kind).name == "story")
            && ["when", "meets_at", "cost", "phone", "email", "website", "offers", "wants"].contains(&d.name.as_str());
        let empty = d.ty == FieldType::Area && config.areas.is_empty()
            || d.ty == FieldType::Category && config.categories.is_empty();
        let known = d.name == "type" && in_folder;
        asked && fits && !(private || told || empty || known)
    };
    fields.iter().map(|field| &**field).filter(wanted)
}

fn type_name(what: What, config: &Config) -> Option<&str> {
    match what {
        What::Page | What::Record(_, None) => None,
        What::Record(kind, Some(type_)) => Some(&config.kinds.kind(kind).type_(type_).name),
    }
}

/// What one wants to say of a place before anything else.
fn is_place_field(name: &str) -> bool {
    matches!(name, "address" | "postcode" | "location" | "open" | "access" | "hire" | "kept_by")
}

/// A line to fill in: what to write, and an example.
fn line(field: &FieldDef, type_name: Option<&str>, what: What, config: &Config) -> String {
    if field.name == "type" {
        if let Some(name) = type_name {
            return format!("type = \"{name}\"\n");
        }
        let What::Record(kind, _) = what else { return String::new() };
        let names: Vec<&str> = config.kinds.kind(kind).types.iter().map(|t| t.name.as_str()).collect();
        let Some(first) = names.first() else { return String::new() };
        return format!("\n# One of: {}.\n# type = \"{first}\"\n", names.join(", "));
    }
    let example = match field.ty {
        FieldType::Category => terms(&config.categories, &field.example),
        FieldType::Area => terms(&config.areas, &field.example),
        _ => field.example.clone(),
    };
    let choices =
        if field.choices.is_empty() { String::new() } else { format!(" One of: {}.", field.choices.join(", ")) };
    format!("\n# {}{choices}\n# {} = {example}\n", field.help, field.name)
}

/// An example out of the site's own lists.
fn terms(terms: &[Term], example: &str) -> String {
    let some: Vec<String> = terms.iter().take(2).map(|t| format!("\"{}\"", t.slug)).collect();
    if some.is_empty() { example.to_owned() } else { format!("[{}]", some.join(", ")) }
}
