//! What the forms ask.

use super::{ABOUT, CHANGE, MORE, SORT};
use crate::config::{Config, Term};
use crate::kinds::{FieldDef, FieldType};
use crate::starter::{self, What};

/// A form for one sort of record.
#[derive(Debug, Clone, PartialEq)]
pub struct Form<'a> {
    /// Its name, as of a file: `group`, `skill`.
    pub name: String,
    /// What one record of the sort is called: "Group".
    pub label: String,
    /// One line saying what is meant.
    pub summary: &'a str,
    /// What it becomes.
    pub what: What,
    /// The questions in their order: the name first, the text last.
    pub asks: Vec<Ask<'a>>,
}

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask<'a> {
    /// The field that the answer goes into.
    pub field: &'a FieldDef,
    /// The question: the field's name for readers.
    pub label: &'a str,
    /// What helps to answer.
    pub help: &'a str,
    /// How it is answered.
    pub answer: Answer,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// On one line.
    Line,
    /// On lines of their own, one for each answer.
    Lines,
    /// In as many words as one likes.
    Text,
    /// With one of these: how it stands in the file, and what people read.
    One(Vec<(String, String)>),
    /// With any of these.
    Many(Vec<(String, String)>),
}

/// The forms of a site: one for each kind, and one for each type of a kind that is browsed by types.
pub fn forms(config: &Config) -> Vec<Form<'_>> {
    let kinds = config.kinds.all.iter().enumerate();
    let all = kinds.flat_map(|(number, kind)| {
        let types = if kind.browse_by_type { kind.types.len() } else { 0 };
        let own = (!kind.browse_by_type).then_some(What::Record(number, None));
        own.into_iter().chain((0..types).map(move |n| What::Record(number, Some(n))))
    });
    all.filter_map(|what| form(what, config)).collect()
}

/// The form for what a record is to be; nothing if there is none for it alone.
pub fn form(what: What, config: &Config) -> Option<Form<'_>> {
    let What::Record(number, type_) = what else { return None };
    let kind = config.kinds.kind(number);
    let (name, label, summary) = match type_ {
        None if kind.browse_by_type => return None,
        None => (kind.name.clone(), &kind.label, &kind.summary),
        Some(n) => {
            let type_ = kind.type_(n);
            (config.kinds.choice(kind, type_), &type_.label, &type_.summary)
        }
    };
    // Beside the forms lies a file of this name.
    let name = if name == "config" { "config-form".to_owned() } else { name };
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Form { name, label, summary, what, asks: asks(what, config) })
}

/// What is not asked where everybody can read the answer, and what only somebody who keeps the directory can say.
const NOT_ASKED: [&str; 6] = ["person", "tellers", "contact", "consent", "verified", "verified_how"];

/// The questions: what `new` asks for, with the name in front and the text behind.
fn asks(what: What, config: &Config) -> Vec<Ask<'_>> {
    let kind = match what {
        What::Record(kind, _) => &config.kinds.kind(kind).fields,
        What::Page => &config.kinds.page,
    };
    let named = |name: &'static str| kind.iter().filter(move |f| f.name == name).map(|f| &**f);
    let all = named("title").chain(starter::fields(what, config)).chain(named("body"));
    let mut asks: Vec<Ask> = Vec::new();
    for field in all {
        let Some(answer) = answer(field, what, config) else { continue };
        // Two questions that read alike could not be told apart again.
        let reads = |label: &str| label.trim().eq_ignore_ascii_case(field.label.trim());
        if asks.iter().all(|ask| !reads(ask.label))
            && ![MORE, ABOUT, SORT].into_iter().any(reads)
            && !field.label.contains(['\n', ':'])
        {
            asks.push(Ask { field, label: &field.label, help: help(field), answer });
        }
    }
    asks
}

/// What helps to answer, for somebody who sees no file.
fn help(field: &FieldDef) -> &str {
    match (field.ty, field.name.as_str()) {
        (FieldType::Category | FieldType::Area, _) => "Choose what fits.",
        (FieldType::Phone, _) => "A number to ring.",
        (FieldType::Link, _) => "Its name, as it stands in the directory.",
        (_, "body") => "Whatever else people should know before they come.",
        _ => &field.help,
    }
}

/// How a field is asked for; nothing if it is not: a picture is no answer, and a table is more than one.
fn answer(field: &FieldDef, what: What, config: &Config) -> Option<Answer> {
    let terms =
        |terms: &[Term]| -> Vec<(String, String)> { terms.iter().map(|t| (t.slug.clone(), t.label.clone())).collect() };
    let choices = match field.ty {
        _ if field.private || NOT_ASKED.contains(&field.name.as_str()) => return None,
        FieldType::Picture | FieldType::Table | FieldType::Latitude | FieldType::Longitude | FieldType::Uuid => {
            return None;
        }
        FieldType::Date => return None,
        FieldType::LongText => return Some(Answer::Text),
        FieldType::YesNo => vec![("true".to_owned(), "Yes".to_owned()), ("false".to_owned(), "No".to_owned())],
        FieldType::Choice => field.choices.iter().map(|c| (c.clone(), c.clone())).collect(),
        FieldType::Category => terms(&config.categories),
        FieldType::Area => terms(&config.areas),
        FieldType::Slug if field.name == "type" => {
            let What::Record(kind, _) = what else { return None };
            config.kinds.kind(kind).types.iter().map(|t| (t.name.clone(), t.label.clone())).collect()
        }
        _ => Vec::new(),
    };
    // What reads alike, or has no name, is no choice; an answer that is none of the choices is kept as it is.
    let mut seen = std::collections::BTreeSet::new();
    let choices: Vec<(String, String)> = choices
        .into_iter()
        .filter(|(_, label)| !label.trim().is_empty() && seen.insert(label.trim().to_lowercase()))
        .collect();
    Some(match (choices.is_empty(), field.many) {
        (false, true) => Answer::Many(choices),
        (false, false) => Answer::One(choices),
        (true, true) => Answer::Lines,
        (true, false) => Answer::Line,
    })
}

impl Form<'_> {
    /// The question about which record that is there already it is; by it one sees later which form was filled in.
    pub fn change(&self) -> String {
        format!("{}{CHANGE}", self.label.trim())
    }
}
