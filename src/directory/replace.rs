//! A record in place of its older self, where nothing that joins it to the others has changed.

use super::{Directory, RecordId, Timed};
use crate::fields::{FieldValue, Fields};
use crate::kinds::FieldType;
use crate::record::Record;
use crate::span::FileId;
use crate::times::Vocabulary;

impl Directory {
    /// Puts the records of a file in the place of those that it had. Nothing happens, and the answer is
    /// no, if that would change more than the records themselves: then all must be joined anew.
    pub fn replace(&mut self, file: FileId, records: Vec<Record>, language: &str) -> bool {
        let old: Vec<RecordId> = self.ids().filter(|&id| self.record(id).span.file == file).collect();
        let place = |new: &Record| old.iter().copied().find(|&id| self.record(id).slug.value == new.slug.value);
        let places: Vec<RecordId> = records.iter().filter_map(place).collect();
        let same = |(new, &id): (&Record, &RecordId)| outline(new) == outline(self.record(id));
        let whole = !records.is_empty() && records.len() == old.len() && places.len() == old.len();
        if !whole || !records.iter().zip(&places).all(same) {
            return false;
        }
        let times: Vec<Vec<Timed>> =
            records.iter().map(|new| super::times::of_record(&new.fields, Vocabulary::of(language))).collect();
        // Which calendars there are, and whether there is a week to show.
        let read =
            |times: &[Timed]| times.iter().filter(|t| t.schedule().is_some()).map(|t| t.field).collect::<Vec<_>>();
        if !times.iter().zip(&places).all(|(new, &id)| read(new) == read(self.times(id))) {
            return false;
        }
        #[expect(
            clippy::indexing_slicing,
            reason = "`places` are records of this directory, each of which has its times"
        )]
        for ((new, times), id) in records.into_iter().zip(times).zip(places) {
            self.times[id.index()] = times;
            self.records[id.index()] = new;
        }
        true
    }
}

/// Everything in a record that the rest of the site is made from, without where it stands in the file.
fn outline(record: &Record) -> Vec<String> {
    let mut outline =
        vec![format!("{:?} {:?} {}", record.kind, record.type_, record.slug.value), record.title.value.clone()];
    outline.extend(record.scan.links.iter().map(|l| l.value.clone()));
    outline.extend(record.scan.pictures.iter().map(|(p, _)| p.value.clone()));
    joined(&record.fields, &mut outline);
    outline
}

/// Fields that only the record's own page and the lists show, wherever they may stand.
const PLAIN: [FieldType; 18] = [
    FieldType::Text,
    FieldType::LongText,
    FieldType::Number,
    FieldType::Date,
    FieldType::YesNo,
    FieldType::Choice,
    FieldType::Uuid,
    FieldType::Email,
    FieldType::Phone,
    FieldType::Url,
    FieldType::Language,
    FieldType::Times,
    FieldType::Point,
    FieldType::Latitude,
    FieldType::Longitude,
    FieldType::Postcode,
    FieldType::Access,
    FieldType::WebLink,
];

/// Fields of these types by which pages are made or put in order all the same.
const NOT_PLAIN: [&str; 7] = ["also", "aliases", "draft", "no", "order", "status", "type"];

fn joined(fields: &Fields, outline: &mut Vec<String>) {
    for field in &fields.0 {
        let name = field.def.name.as_str();
        if PLAIN.contains(&field.def.ty) && !NOT_PLAIN.contains(&name) {
            continue;
        }
        outline.push(name.to_owned());
        match &field.value {
            FieldValue::Words(words) => outline.extend(words.iter().map(|w| w.value.clone())),
            FieldValue::YesNo(yes) => outline.push(yes.to_string()),
            FieldValue::Number(number) => outline.push(number.to_string()),
            FieldValue::Gifts(gifts) => gifts.iter().for_each(|gift| {
                outline.push(format!("{} {:?}", gift.text.value, gift.until));
                outline.extend(gift.categories.iter().map(|c| c.value.clone()));
            }),
            FieldValue::Tables(tables) => tables.iter().for_each(|table| {
                outline.push("+".to_owned());
                joined(table, outline);
            }),
            // With where it stands: it is joined anew too often, which does no harm.
            other => outline.push(format!("{other:?}")),
        }
    }
}
