//! The table of facts: every field that has no place of its own on the page, in the catalogue's order.

use super::views::Views;
use super::{Fact, FactValue};
use crate::directory::RecordId;
use crate::fields::{AccessState, Field, FieldValue, Fields, access};
use crate::kinds::{FieldDef, FieldType, Shown};

impl Views<'_> {
    /// The facts of a record.
    pub fn facts(&self, id: RecordId) -> Vec<Fact> {
        let record = self.directory.record(id);
        let kind = self.config.kinds.kind(record.kind);
        let shown = kind.fields.iter().filter(|d| d.shown == Shown::Facts && !d.private);
        let fact = |def: &FieldDef| {
            let values = self.fact_values(record.fields.get(&def.name)?);
            (!values.is_empty()).then(|| Fact {
                key: def.name.clone(),
                label: self.field_label(def),
                icon: def.icon.clone(),
                values,
            })
        };
        shown.filter_map(|def| fact(def)).collect()
    }

    /// A field's name for readers.
    pub fn field_label(&self, def: &FieldDef) -> String {
        self.language.find(&format!("field.{}", def.name)).unwrap_or(&def.label).to_owned()
    }

    pub(super) fn fact_values(&self, field: &Field) -> Vec<FactValue> {
        match &field.value {
            FieldValue::Words(words) => words.iter().map(|w| self.fact_word(&field.def, w.value.trim())).collect(),
            FieldValue::Number(n) => vec![text(n.to_string())],
            FieldValue::Degrees(n) => vec![text(n.to_string())],
            FieldValue::Date(d) => vec![text(self.language.day_long(*d))],
            FieldValue::YesNo(yes) => {
                vec![text(self.language.text(if *yes { "view.yes" } else { "view.no" }).to_owned())]
            }
            FieldValue::Point(lat, lon) => vec![text(format!("{lat}, {lon}"))],
            FieldValue::Gifts(gifts) => gifts.iter().map(|g| text(g.text.value.clone())).collect(),
            FieldValue::WebLinks(links) => {
                let link = |l: &crate::fields::WebLink| FactValue {
                    url: Some(l.url.clone()),
                    ..text(l.label.clone().unwrap_or_else(|| l.url.clone()))
                };
                links.iter().map(link).collect()
            }
            FieldValue::Tables(tables) => tables.iter().flat_map(|t| self.fact_table(&field.def, t)).collect(),
        }
    }

    fn fact_word(&self, def: &FieldDef, word: &str) -> FactValue {
        match def.ty {
            FieldType::Access => text(self.access_words(word)),
            FieldType::Language => text(self.language_name(word)),
            FieldType::Choice => text(
                self.language.find(&format!("view.{}.{}", def.name, word.replace('-', "_"))).unwrap_or(word).to_owned(),
            ),
            FieldType::Link => match self.directory.by_slug.get(&crate::directory::link_target(word)) {
                Some(&id) => {
                    let link = self.record_link(id);
                    FactValue { url: Some(link.url), inside: true, ..text(link.title) }
                }
                None => text(word.to_owned()),
            },
            FieldType::Url => FactValue { url: Some(word.to_owned()), ..text(bare_address(word)) },
            FieldType::Email => FactValue { url: Some(format!("mailto:{word}")), ..text(word.to_owned()) },
            _ => text(word.to_owned()),
        }
    }

    /// "Lift", "No lift", "Lift: not known".
    pub fn access_words(&self, written: &str) -> String {
        let (state, what) = access(written);
        let form = match state {
            AccessState::Yes => "yes",
            AccessState::No => "no",
            AccessState::Unknown => "unknown",
        };
        let key = format!("view.access.{}.{form}", what.replace('-', "_"));
        self.language.find(&key).map_or_else(|| written.to_owned(), str::to_owned)
    }

    /// "Polish", for `pl` as for `Polish`.
    pub fn language_name(&self, written: &str) -> String {
        let key = format!("view.language.{}", written.to_lowercase());
        self.language.find(&key).unwrap_or(written).to_owned()
    }

    /// A room: its name, and the rest as a note. Any other table: each of its fields with its label.
    fn fact_table(&self, def: &FieldDef, table: &Fields) -> Vec<FactValue> {
        let words = |field: &Field| match (&field.value, field.def.name.as_str()) {
            (FieldValue::Number(n), "capacity") => self.language.filled("view.room.capacity", &[("n", &n.to_string())]),
            _ => self.fact_values(field).into_iter().map(|v| v.text).collect::<Vec<_>>().join(", "),
        };
        let in_order = def.fields.iter().filter_map(|d| table.get(&d.name));
        if let Some(title) = table.text("title") {
            let rest: Vec<String> = in_order.filter(|f| f.def.name != "title").map(words).collect();
            let note = (!rest.is_empty()).then(|| rest.join(", "));
            return vec![FactValue { note, ..text(title.to_owned()) }];
        }
        let labelled = in_order.map(|f| {
            let label = self.language.find(&format!("view.{}.{}", def.name, f.def.name)).unwrap_or(&f.def.label);
            text(format!("{label}: {}", words(f)))
        });
        labelled.collect()
    }
}

fn text(text: String) -> FactValue {
    FactValue { text, url: None, inside: false, note: None }
}

/// An address without what nobody reads out: `repair.example`.
pub fn bare_address(url: &str) -> String {
    let bare = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_owned()
}
