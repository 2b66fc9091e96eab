//! The record that somebody means: by its name, its number or its address.

use super::sections::Section;
use super::{Desk, key};
use crate::directory::RecordId;
use crate::issue_forms::{ABOUT, CHANGE};
use crate::kinds::FieldDef;

/// The record that it is about, if it names one that is there: by its number, its address or its name.
pub fn about(sections: &[Section], desk: &Desk) -> Option<RecordId> {
    let is_asked = |s: &&Section| key(&s.label) == key(ABOUT) || s.label.trim().to_lowercase().ends_with(CHANGE);
    let whole = sections.iter().find(is_asked)?.lines.join(" ");
    let by_number = || numbered(words(&whole).next()?, desk);
    let by_address =
        || whole.split_whitespace().filter(|word| word.contains('/')).find_map(|word| addressed(word, desk));
    let by_slug = || Some(whole.trim()).filter(|word| !word.contains(' ')).and_then(|word| addressed(word, desk));
    called(&whole, desk).or_else(by_address).or_else(by_number).or_else(by_slug)
}

/// Whether these words name a record, and say nothing else.
pub fn names_a_record(words: &str, desk: &Desk) -> bool {
    let is_name = |word: &str| numbered(word, desk).or_else(|| addressed(word, desk)).is_some();
    called(words, desk).is_some() || self::words(words).all(is_name)
}

/// Words without those that only say that a number follows.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| !["no.", "no", "number"].contains(&word.to_lowercase().as_str()))
}

/// The record of this name.
pub fn called(name: &str, desk: &Desk) -> Option<RecordId> {
    let name = name.trim().to_lowercase();
    let at = desk.directory.records.iter().position(|r| r.title.value.trim().to_lowercase() == name)?;
    Some(RecordId(at as u32))
}

/// The record whose page or file has this address, or which has this as the last part of one.
fn addressed(word: &str, desk: &Desk) -> Option<RecordId> {
    let path = word.split(['?', '#']).next().unwrap_or("").trim_end_matches([',', '.', '/', ')', '>']);
    let last = path.rsplit('/').next().unwrap_or("");
    let last = last.strip_suffix(".html").or_else(|| last.strip_suffix(".md")).unwrap_or(last);
    desk.directory.by_slug.get(last.trim_start_matches(['(', '<']).to_lowercase().as_str()).copied()
}

/// The record that has this number: `104`, or `104K` as on a slip.
fn numbered(word: &str, desk: &Desk) -> Option<RecordId> {
    let word = word.trim_end_matches([',', '.']).trim_start_matches('#');
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let no: i64 = digits.parse().ok().filter(|_| word.len() <= digits.len() + 1)?;
    let at = desk.directory.records.iter().position(|r| r.fields.number("no") == Some(no))?;
    Some(RecordId(at as u32))
}

/// The records to which a field may lead, by what somebody wrote: the slug of one, if there is one.
pub fn linked(field: &FieldDef, words: &str, desk: &Desk) -> Option<String> {
    let plain = words.trim().to_lowercase();
    let fits = |id: RecordId| {
        let record = desk.directory.record(id);
        let kind = desk.config.kinds.kind(record.kind);
        let type_ = record.type_.map(|t| kind.type_(t).name.as_str());
        field.to.is_empty() || field.to.iter().any(|to| *to == kind.name || type_ == Some(to.as_str()))
    };
    let by_slug = desk.directory.by_slug.get(plain.as_str()).copied();
    let plain = without_article(&plain);
    let by_name = || {
        desk.directory
            .records
            .iter()
            .position(|r| without_article(&r.title.value) == plain)
            .map(|at| RecordId(at as u32))
    };
    by_slug.or_else(by_name).filter(|id| fits(*id)).map(|id| desk.directory.record(id).slug.value.clone())
}

/// A name in small letters, without "the" in front.
fn without_article(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.strip_prefix("the ").map_or(name.clone(), str::to_owned)
}
