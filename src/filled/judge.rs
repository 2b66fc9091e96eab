//! One answer of a sheet as it was typed: what it says, and what is odd about it.

use super::Desk;
use crate::amend;
use crate::date::{self, Date, Reading};
use crate::diagnostic::Severity;
use crate::directory::{RecordId, TermIndex, leads_to};
use crate::kinds::{FieldDef, FieldType, Kind};
use crate::mistakes::hidden_character;
use crate::record;
use crate::sheets::{Answer, Ask, Choice, Sheet};
use crate::slug::slug;
use crate::source::Source;
use crate::span::FileId;

/// What one answer says. Nothing of it is ever lost: what fits nowhere else is a note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// Words for the field.
    pub words: Vec<String>,
    /// What was ticked, as numbers in the question's choices.
    pub ticks: Vec<usize>,
    /// A day for the field.
    pub day: Option<Date>,
    /// Words that the field cannot hold.
    pub note: Option<String>,
}

impl Given {
    fn words(words: Vec<String>) -> Self {
        Self { words, ..Self::default() }
    }

    fn note(line: &str) -> Self {
        Self { note: Some(line.to_owned()), ..Self::default() }
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Reads what was typed; with a sentence if it should be asked about again.
pub fn judge(sheet: &Sheet, ask: &Ask, line: &str, desk: &Desk) -> (Given, Option<String>) {
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = hidden_character::without(&line).trim().to_owned();
    if line.is_empty() {
        return (Given::default(), None);
    }
    match &ask.answer {
        Answer::One(choices) => one(&line, choices),
        Answer::Many(choices) => many(&line, choices),
        Answer::Lines(on_lines) => in_words(sheet, ask, &line, *on_lines, desk),
    }
}

fn one(line: &str, choices: &[Choice]) -> (Given, Option<String>) {
    match chosen(line, choices) {
        Some(tick) => (Given { ticks: vec![tick], ..Given::default() }, None),
        None => {
            (Given::note(line), Some(format!("`{line}` is none of them: type one number from 1 to {}", choices.len())))
        }
    }
}

fn many(line: &str, choices: &[Choice]) -> (Given, Option<String>) {
    if let Some(tick) = chosen(line, choices) {
        return (Given { ticks: vec![tick], ..Given::default() }, None);
    }
    let pieces = || line.split([' ', ',', ';']).filter(|piece| !piece.is_empty());
    let mut ticks: Vec<usize> = pieces().filter_map(|piece| chosen(piece, choices)).collect();
    ticks.sort_unstable();
    ticks.dedup();
    let odd: Vec<&str> = pieces().filter(|piece| chosen(piece, choices).is_none()).collect();
    if odd.is_empty() {
        return (Given { ticks, ..Given::default() }, None);
    }
    let why = format!("`{}` is none of them: type numbers from 1 to {}, such as 1 3 5", odd.join(" "), choices.len());
    (Given { ticks, note: Some(line.to_owned()), ..Given::default() }, Some(why))
}

/// The choice that is meant, by its number or by its words.
fn chosen(text: &str, choices: &[Choice]) -> Option<usize> {
    let text = text.trim().trim_end_matches('.');
    let by_number = text.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|i| *i < choices.len());
    let lower = text.to_lowercase();
    by_number.or_else(|| choices.iter().position(|c| c.value == lower || c.label.to_lowercase() == lower))
}

fn in_words(sheet: &Sheet, ask: &Ask, line: &str, on_lines: u8, desk: &Desk) -> (Given, Option<String>) {
    let kind = desk.kind(sheet);
    let Some(def) = kind.field(&ask.field) else { return (Given::note(line), None) };
    match def.ty {
        FieldType::Date => day(line, desk),
        FieldType::Link => (links(def, line, desk), None),
        FieldType::Area => area(line, desk),
        FieldType::LongText if ask.field == "body" => (Given::words(vec![line.to_owned()]), None),
        _ if ask.field == "contact" => (Given::words(vec![line.to_owned()]), None),
        _ => {
            let is_list = if def.many { def.ty != FieldType::Times } else { ask.field == "title" && on_lines > 1 };
            let words: Vec<String> = if is_list { pieces(line) } else { vec![line.to_owned()] };
            let (why, fits) = tried(kind, def, &words, desk);
            (if fits { Given::words(words) } else { Given::note(line) }, why)
        }
    }
}

/// Several answers on one line, with semicolons between them.
fn pieces(line: &str) -> Vec<String> {
    let pieces: Vec<String> = line.split(';').map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
    if pieces.is_empty() { vec![line.to_owned()] } else { pieces }
}

fn day(line: &str, desk: &Desk) -> (Given, Option<String>) {
    let month_first = desk.config.custom().month_first;
    let (day, why) = match date::read(line) {
        Reading::Day(day) => (Some(day), None),
        Reading::Either(first, second) => {
            let day = if month_first { second } else { first };
            let why = format!("is that {}? If so, type {day}", date::in_words(day));
            (Some(day), Some(why))
        }
        Reading::NoSuchDay(..) => (None, Some(format!("there is no such day as `{line}`"))),
        Reading::Not => (None, Some(format!("`{line}` is no date: type it as in {}", desk.today))),
    };
    match day {
        Some(day) if day > desk.today => (Given::note(line), Some(format!("{} is still to come", date::in_words(day)))),
        Some(day) => (Given { day: Some(day), ..Given::default() }, why),
        None => (Given::note(line), why),
    }
}

/// The records that are named. A name that no record has is no slip: its record may come later.
fn links(def: &FieldDef, line: &str, desk: &Desk) -> Given {
    let mut given = Given::default();
    let mut unknown = Vec::new();
    for name in line.split([';', ',']).map(str::trim).filter(|name| !name.is_empty()) {
        match record_called(name, def, desk) {
            Some(id) => given.words.push(desk.directory.record(id).slug.value.clone()),
            None => unknown.push(name),
        }
    }
    if given.words.len() > 1 && !def.many || (given.words.is_empty() && !unknown.is_empty()) {
        return Given::note(line);
    }
    given.note = (!unknown.is_empty()).then(|| unknown.join(", "));
    given
}

fn record_called(name: &str, def: &FieldDef, desk: &Desk) -> Option<RecordId> {
    let wanted = slug(name);
    // A link to a draft would lead nowhere.
    let fits = |id: &RecordId| {
        let record = desk.directory.record(*id);
        !record.is_draft() && leads_to(def, record, desk.config)
    };
    let by_slug = desk.directory.by_slug.get(&wanted).copied().filter(fits);
    let same = |id: &RecordId| desk.directory.record(*id).title.value.to_lowercase() == name.to_lowercase();
    by_slug.or_else(|| desk.directory.ids().filter(same).find(fits))
}

fn area(line: &str, desk: &Desk) -> (Given, Option<String>) {
    if desk.config.areas.is_empty() {
        return (Given::note(line), None);
    }
    match TermIndex::new(&desk.config.areas).find(line) {
        Some(area) => (Given::words(vec![desk.config.area(area).slug.clone()]), None),
        None => {
            let near = crate::suggest::nearest(line, desk.config.areas.iter().map(|a| a.label.as_str()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            (Given::note(line), Some(format!("no area is called `{line}`{near}")))
        }
    }
}

/// What `check` would say of these words in a record, and whether the field can hold them all the same.
fn tried(kind: &Kind, def: &FieldDef, words: &[String], desk: &Desk) -> (Option<String>, bool) {
    let value = super::value(def, words);
    let title = if def.name == "title" { "" } else { "title = \"A\"\n" };
    let text = format!("+++\n{title}{} = {value}\n+++\n", def.name);
    let source = Source::new(format!("{}/{}/a.md", record::CONTENT, kind.folder), text);
    let (_, told) = record::parse(&source, FileId(0), &desk.config.kinds, &desk.config.custom());
    let fits = told.iter().all(|d| d.severity != Severity::Error);
    (told.into_iter().next().map(|d| d.message), fits)
}

/// Words as they stand behind an `=`: one, or a list.
pub fn quoted(words: &[String]) -> String {
    match words {
        [one] => amend::words(one),
        many => format!("[{}]", many.iter().map(|w| amend::words(w)).collect::<Vec<_>>().join(", ")),
    }
}
