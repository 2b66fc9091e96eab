//! The catalogue of kinds: what sorts of record there are, and which fields each may have.
//!
//! A kind is data. The built-in ones are the TOML files beside this one; a site adds its own in
//! `hereabouts.toml`. Reading, checking, `new`, the JSON Schemas and the field reference of the
//! manual all come from here, so a field is defined once.

use std::sync::Arc;

use serde::Deserialize;

/// What a field holds, and so how it is read and what may be wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// One line of words.
    #[default]
    Text,
    /// Words that may go over several lines.
    LongText,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// `true` or `false`.
    YesNo,
    /// One of a few words, listed in `choices`.
    Choice,
    /// A part of an address: small letters, digits, hyphens.
    Slug,
    /// A UUID.
    Uuid,
    /// An e-mail address.
    Email,
    /// A telephone number, kept as it was written.
    Phone,
    /// An address on the web.
    Url,
    /// The slug of another record.
    Link,
    /// One of the site's categories.
    Category,
    /// One of the site's areas.
    Area,
    /// A language: its name or its code.
    Language,
    /// A picture file.
    Picture,
    /// When something happens, in plain words.
    Times,
    /// Latitude and longitude as one text.
    Point,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// A postcode.
    Postcode,
    /// One of `choices`, or "no …", or "unknown: …".
    Access,
    /// Something offered or wanted: words, or `{ text, categories, until }`.
    Gift,
    /// A link to elsewhere: `{ label, url }`.
    WebLink,
    /// A table with fields of its own.
    Table,
}

/// Where a record's page shows a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// The page has a place of its own for it.
    #[default]
    Page,
    /// In the table of facts, in the order of the catalogue.
    Facts,
    /// Nowhere.
    Never,
}

/// One field that a record may have.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldDef {
    /// Its name, as people type it.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: FieldType,
    /// Its name for readers: "Cost".
    #[serde(default)]
    pub label: String,
    /// What to write, in a sentence or two.
    #[serde(default)]
    pub help: String,
    /// A value as it would stand after the `=`.
    #[serde(default)]
    pub example: String,
    /// Whether a list is accepted beside a single value.
    #[serde(default)]
    pub many: bool,
    /// Whether a record must have it.
    #[serde(default)]
    pub required: bool,
    /// The words to choose from.
    #[serde(default)]
    pub choices: Vec<String>,
    /// For links: the kinds and types it may lead to; empty for any.
    #[serde(default)]
    pub to: Vec<String>,
    /// The types of the kind for which it is meant; empty for all.
    #[serde(default)]
    pub types: Vec<String>,
    /// Icon's name in the theme, or empty.
    #[serde(default)]
    pub icon: String,
    /// Where the page shows it.
    #[serde(default)]
    pub shown: Shown,
    /// Whether it is kept out of every output.
    #[serde(default)]
    pub private: bool,
    /// Whether `hereabouts new` writes it into a new record.
    #[serde(default)]
    pub starter: bool,
    /// For tables: whether any name may stand in it (the one field is then called `*`).
    #[serde(default)]
    pub open: bool,
    /// For tables: the fields in it.
    #[serde(default)]
    pub fields: Vec<FieldDef>,
}

impl FieldDef {
    /// The field called `name` in this table.
    pub fn field(&self, name: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|f| f.name == name || (self.open && f.name == "*"))
    }
}

/// A sort within a kind: a group may be a club, a choir, a team.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Type {
    /// Its name, as people type it: `club`.
    pub name: String,
    /// The folder whose records have it, and its list's address: `clubs`.
    pub folder: String,
    /// What one record of it is called: "Club".
    pub label: String,
    /// What its list is called: "Clubs".
    pub plural: String,
    /// One line saying what is in it.
    #[serde(default)]
    pub summary: String,
    /// Icon's name in the theme.
    pub icon: String,
    /// Colour's name in the theme.
    pub colour: String,
}

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its name, as people type it: `group`.
    pub name: String,
    /// The folder below `content/` whose records have it, and its list's address: `groups`.
    pub folder: String,
    /// What one record of it is called: "Group".
    pub label: String,
    /// What its list is called: "Groups".
    pub plural: String,
    /// One line saying what is in it.
    #[serde(default)]
    pub summary: String,
    /// Icon's name in the theme.
    #[serde(default)]
    pub icon: String,
    /// Colour's name in the theme.
    #[serde(default)]
    pub colour: String,
    /// Whether readers browse it by its types rather than as one list.
    #[serde(default)]
    pub browse_by_type: bool,
    /// Its types, in the order in which they are listed.
    #[serde(default, rename = "type")]
    pub types: Vec<Type>,
    /// All its fields: its own behind those that every record has.
    #[serde(default, rename = "field")]
    pub fields: Vec<Arc<FieldDef>>,
}

impl Kind {
    /// The field called `name`.
    pub fn field(&self, name: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|f| f.name == name).map(|f| &**f)
    }

    /// The type with this number.
    #[expect(
        clippy::indexing_slicing,
        reason = "a type's number is its place in this list, of which none is ever taken out"
    )]
    pub fn type_(&self, number: usize) -> &Type {
        &self.types[number]
    }

    /// The type called `name`, or the one that has the folder `name`.
    pub fn type_called(&self, name: &str) -> Option<usize> {
        self.types.iter().position(|t| t.name == name || t.folder == name)
    }
}

/// All kinds of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Kinds {
    /// The kinds, in the order in which they are listed.
    pub all: Vec<Kind>,
    /// The fields of ordinary pages.
    pub page: Vec<Arc<FieldDef>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldFile {
    field: Vec<Arc<FieldDef>>,
}

const COMMON: &str = include_str!("common.toml");
const PAGE: &str = include_str!("page.toml");
const KINDS: [&str; 4] = [
    include_str!("asset.toml"),
    include_str!("group.toml"),
    include_str!("institution.toml"),
    include_str!("story.toml"),
];

impl Kinds {
    /// The kinds that every site has.
    pub fn built_in() -> Self {
        let mut kinds = Self { all: Vec::new(), page: fields(PAGE) };
        for text in KINDS {
            #[expect(clippy::expect_used, reason = "the built-in kinds are tested")]
            kinds.add(toml::from_str(text).expect("the built-in kinds are tested"));
        }
        kinds
    }

    /// Adds a kind; it gets the fields that every record has, unless it defines them itself.
    pub fn add(&mut self, mut kind: Kind) {
        let own = std::mem::take(&mut kind.fields);
        let mut all = fields(COMMON);
        all.retain(|f| !own.iter().any(|o| o.name == f.name));
        // The text stands last in every file, so it does in the catalogue.
        let body = all.pop();
        all.extend(own);
        all.extend(body);
        kind.fields = all;
        self.all.push(kind);
    }

    /// What stands for a type where one chooses among kinds and types: its name, with its kind's before it if
    /// another kind has such a type, or is called so.
    pub fn choice(&self, kind: &Kind, type_: &Type) -> String {
        let has = |k: &Kind| k.name == type_.name || k.types.iter().any(|t| t.name == type_.name);
        if self.all.iter().any(|k| k.name != kind.name && has(k)) {
            format!("{}-{}", kind.name, type_.name)
        } else {
            type_.name.clone()
        }
    }

    /// The kind with this number.
    #[expect(
        clippy::indexing_slicing,
        reason = "a kind's number is its place in this list, of which none is ever taken out"
    )]
    pub fn kind(&self, number: usize) -> &Kind {
        &self.all[number]
    }

    /// The number of the kind called `name`.
    pub fn called(&self, name: &str) -> Option<usize> {
        self.all.iter().position(|k| k.name == name)
    }

    /// The number of the kind whose records lie in `folder`.
    pub fn in_folder(&self, folder: &str) -> Option<usize> {
        self.all.iter().position(|k| k.folder == folder)
    }
}

fn fields(text: &str) -> Vec<Arc<FieldDef>> {
    #[expect(clippy::expect_used, reason = "the built-in fields are tested")]
    let file: FieldFile = toml::from_str(text).expect("the built-in kinds are tested");
    file.field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_kinds_are_whole() {
        let kinds = Kinds::built_in();
        for kind in &kinds.all {
            assert_eq!(kind.fields.first().map(|f| f.name.as_str()), Some("title"), "{}", kind.name);
            assert_eq!(kind.fields.last().map(|f| f.name.as_str()), Some("body"), "{}", kind.name);
            for field in &kind.fields {
                assert!(
                    !field.label.is_empty() && field.help.ends_with('.') && !field.example.is_empty(),
                    "{}",
                    field.name
                );
                let example: Result<toml::Table, _> = toml::from_str(&format!("x = {}", field.example));
                assert!(example.is_ok(), "{} = {}", field.name, field.example);
                for name in &field.to {
                    let known = kinds.called(name).is_some() || kinds.all.iter().any(|k| k.type_called(name).is_some());
                    assert!(known, "{} may lead to {name}, which is no kind or type", field.name);
                }
            }
            let mut names: Vec<_> = kind.fields.iter().map(|f| &f.name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), kind.fields.len(), "a field stands twice in {}", kind.name);
        }
    }
}
