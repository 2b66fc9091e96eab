//! A filled-in sheet becomes a record: each answer in its field, and what its writer keeps private kept private.
//!
//! Whatever was answered is in the file. What fits no field, and what may not be printed, stands in `notes` and
//! in a `contact` that is not public: both go no further than the file.

mod judge;

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8PathBuf;

pub use judge::{Given, judge};

use crate::amend;
use crate::config::Config;
use crate::date::Date;
use crate::directory::Directory;
use crate::kinds::{FieldDef, FieldType, Kind};
use crate::sheets::{Answer, Ask, Sheet};
use crate::slug::slug;
use crate::starter::What;

/// Where sheets are typed in: the site as it is, and the day.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// What the site is called, and how it wants things.
    pub config: &'a Config,
    /// The records that are there.
    pub directory: &'a Directory,
    /// The day on which we sit there.
    pub today: Date,
}

/// A record that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Its name.
    pub title: String,
    /// The folder it belongs into.
    pub folder: Utf8PathBuf,
    /// The name of its file without the ending; empty if none can be made from its title.
    pub stem: String,
    /// Its fields as they stand in the file, behind the title; the number is not among them.
    pub fields: String,
    /// Its text.
    pub body: String,
    /// What to tell whoever typed it in.
    pub told: Vec<String>,
}

impl Desk<'_> {
    #[expect(clippy::expect_used, reason = "the sheets are of built-in kinds, and none can be taken away")]
    fn kind(&self, sheet: &Sheet) -> &Kind {
        let kind = self
            .config
            .kinds
            .called(&sheet.kind)
            .expect("the sheets are of built-in kinds, and none can be taken away");
        self.config.kinds.kind(kind)
    }
}

impl Ready {
    /// The whole text of the file.
    pub fn text(&self, no: Option<u32>) -> String {
        let no = no.map_or(String::new(), |no| format!("no = {no}\n"));
        let title = amend::words(&self.title);
        format!("+++\ntitle = {title}\n{no}{}+++\n{}", self.fields, self.body)
    }
}

/// How much of a sheet may be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    All,
    Nameless,
    Nothing,
    Unanswered,
}

/// The answers, sorted by where they go.
#[derive(Default)]
struct Sorted {
    fields: BTreeMap<String, Vec<String>>,
    body: Vec<String>,
    notes: Vec<String>,
    /// What stands before an answer where it becomes a note, by field.
    said: BTreeMap<String, String>,
    day: Option<Date>,
    scope: Option<Scope>,
}

/// The record of a sheet with these answers, each beside its question; nothing if it would have no name.
pub fn ready(sheet: &Sheet, answers: &[(&Ask, Given)], desk: &Desk) -> Option<Ready> {
    let mut sorted = Sorted::default();
    for (ask, given) in answers {
        sorted.take(ask, given, desk.kind(sheet));
    }
    let offers = sorted.fields.get("offers");
    let titled = sorted.fields.get("title").map(|words| words.join(", "));
    let title = titled.or_else(|| Some(offers?.iter().take(3).cloned().collect::<Vec<_>>().join(", ")))?;
    sorted.fields.remove("title");
    let day = sorted.day.unwrap_or(desk.today);
    let is_person = sheet.asks().any(|ask| ask.field == "person");
    let scope = sorted.scope.unwrap_or(Scope::Unanswered);

    let mut told = Vec::new();
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    let (contact, secret) = sorted.keep_private(scope, is_person);
    let mut draft = scope == Scope::Nothing;
    if scope == Scope::Unanswered && is_person {
        draft = true;
        told.push("Nobody ticked what may be printed, so the record is a draft until you have asked.".to_owned());
    }
    if scope == Scope::Unanswered && !is_person && contact.is_some() {
        told.push("Nobody ticked what may be printed, so the name to ask for is left out.".to_owned());
    }
    if is_person && !draft && scope == Scope::Nameless && !sorted.fields.contains_key("via") {
        told.push("Nobody can reach them yet: write into `via` the record through which one asks.".to_owned());
    }
    lines.extend(contact.map(|contact| ("contact".to_owned(), contact)));
    if let Some(word) = secret.iter().find(|word| sorted.says(&title, word)) {
        draft = true;
        told.push(format!(
            "`{word}` is not to be printed, and stands in another answer too: the record is a draft until you have looked."
        ));
    }
    if scope == Scope::All {
        lines.insert("consent".to_owned(), day.to_string());
        lines.insert("consent_scope".to_owned(), "\"both\"".to_owned());
    }
    if draft {
        lines.insert("draft".to_owned(), "true".to_owned());
    }
    lines.insert("verified".to_owned(), day.to_string());
    lines.insert("verified_how".to_owned(), "\"in-person\"".to_owned());
    if !sorted.notes.is_empty() {
        lines.insert("notes".to_owned(), judge::quoted(&sorted.notes));
    }
    let kind = desk.kind(sheet);
    for (name, words) in &sorted.fields {
        let text = kind.field(name).map_or_else(|| judge::quoted(words), |def| value(def, words));
        lines.insert(name.clone(), text);
    }
    let by_catalogue = kind.fields.iter().filter_map(|def| lines.get(&def.name).map(|text| (&def.name, text)));
    let fields: String = by_catalogue.map(|(name, text)| format!("{name} = {text}\n")).collect();
    // Nobody writes Markdown on paper.
    let plain = |text: &String| text.replace('[', "\\[").replace('<', "\\<");
    let body: String = sorted.body.iter().map(|paragraph| format!("\n{}\n", plain(paragraph))).collect();
    let what = sheet.type_.as_deref().unwrap_or(&sheet.kind);
    let folder = What::called(what, &desk.config.kinds)?.folder(&desk.config.kinds);
    Some(Ready { stem: slug(&title), title, folder, fields, body: body.trim_start().to_owned(), told })
}

impl Sorted {
    fn take(&mut self, ask: &Ask, given: &Given, kind: &Kind) {
        let said = ask.said.as_deref().unwrap_or(&ask.question);
        self.said.insert(ask.field.clone(), said.to_owned());
        if let Some(note) = &given.note {
            // Where a group meets is worth printing, even if the place has no record yet.
            if ask.field == "meets_at" {
                self.fields.entry("address".to_owned()).or_default().push(note.clone());
            } else {
                self.notes.push(format!("{said}: {note}"));
            }
        }
        let ticked = |by_value: bool| -> Vec<String> {
            let (Answer::One(choices) | Answer::Many(choices)) = &ask.answer else { return Vec::new() };
            let chosen = given.ticks.iter().filter_map(|&i| choices.get(i));
            chosen.map(|c| if by_value { c.value.clone() } else { c.label.clone() }).collect()
        };
        let ty = kind.field(&ask.field).map(|def| def.ty);
        match ask.field.as_str() {
            "verified" => self.day = given.day.or(self.day),
            "consent" => {
                self.scope = match ticked(true).first().map(String::as_str) {
                    Some("all") => Some(Scope::All),
                    Some("nothing") => Some(Scope::Nothing),
                    Some(_) => Some(Scope::Nameless),
                    None => self.scope,
                }
            }
            "body" => {
                let words = [ticked(false), given.words.clone()].concat();
                if !words.is_empty() {
                    self.body.push(format!("{said}: {}", words.join(", ")));
                }
            }
            name => {
                // An offer is said in words; where the field has words of its own, in those.
                let words = [ticked(ty != Some(FieldType::Gift)), given.words.clone()].concat();
                if !words.is_empty() {
                    self.fields.entry(name.to_owned()).or_default().extend(words);
                }
            }
        }
    }

    /// Moves what may not be printed to where it is not: the contact as it stands in the file, if there is one,
    /// and the words that must not stand anywhere else.
    fn keep_private(&mut self, scope: Scope, is_person: bool) -> (Option<String>, Vec<String>) {
        let name = self.fields.remove(if is_person { "person" } else { "contact" }).map(|words| words.join(", "));
        if scope == Scope::All {
            let contact =
                name.as_ref().filter(|_| !is_person).map(|name| format!("{{ name = {} }}", amend::words(name)));
            if is_person {
                self.fields.extend(name.map(|name| ("person".to_owned(), vec![name])));
            }
            return (contact, Vec::new());
        }
        let mut secret: Vec<String> = name.iter().flat_map(|name| names(name, is_person)).collect();
        let mut contact: Vec<(&str, String)> = name.into_iter().map(|name| ("name", name)).collect();
        if is_person {
            for field in ["phone", "email"] {
                let words = self.fields.remove(field).unwrap_or_default();
                secret.extend(words.iter().cloned());
                contact.extend(words.first().map(|first| (field, first.clone())));
                self.note(field, words.get(1..).unwrap_or_default());
            }
            let groups = self.fields.remove("part_of").unwrap_or_default();
            self.note("part_of", &groups);
            self.notes.append(&mut self.body);
        }
        if contact.is_empty() {
            return (None, secret);
        }
        let table: Vec<String> =
            contact.iter().map(|(name, text)| format!("{name} = {}", amend::words(text))).collect();
        (Some(format!("{{ {}, public = false }}", table.join(", "))), secret)
    }

    fn note(&mut self, field: &str, words: &[String]) {
        let said = self.said.get(field).map_or(field, String::as_str);
        self.notes.extend((!words.is_empty()).then(|| format!("{said}: {}", words.join(", "))));
    }

    /// Whether what will be printed says this word.
    fn says(&self, title: &str, word: &str) -> bool {
        let printed = self.fields.values().flatten();
        printed
            .map(String::as_str)
            .chain(self.body.iter().map(String::as_str))
            .chain([title])
            .any(|text| has(text, word))
    }
}

/// The words of a name that point to somebody. Where a role may stand instead, such as "the secretary", only those
/// that begin with a capital, or are of a script that has none.
fn names(text: &str, is_person: bool) -> Vec<String> {
    let words: BTreeSet<&str> = text.split(|c: char| !(c.is_alphanumeric() || "-'’".contains(c))).collect();
    let points = |word: &&str| {
        let is_capital = word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        let long = if word.is_ascii() { 3 } else { 2 };
        word.chars().count() >= long
            && (is_person || is_capital)
            && !["the", "and"].contains(&word.to_lowercase().as_str())
    };
    words.into_iter().filter(points).map(str::to_owned).collect()
}

/// Whether a text has a word in it, whatever the letter case.
fn has(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    text.match_indices(&word).any(|(i, _)| {
        let before = text[..i].chars().next_back();
        let after = text[i + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Words as a field holds them.
fn value(def: &FieldDef, words: &[String]) -> String {
    if def.many { judge::quoted(words) } else { amend::words(&words.join(", ")) }
}
