//! What a neighbour sent (an issue, a letter) becomes a record: a draft, for whoever keeps the directory to look at.
//!
//! No word is lost. What answers a question goes into its field; whatever else there is stands in `notes`, which
//! are never published.

pub mod letter;
mod named;
mod sections;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8PathBuf;
use named::{about, names_a_record};
use sections::{Labels, Section, sections};

use crate::amend;
use crate::config::Config;
use crate::directory::{Directory, RecordId};
use crate::issue_forms::{self, ABOUT, CHANGE, Form, MORE, SORT, forms};
use crate::language::Language;
use crate::slug::slug;

/// Where what was sent is read: the site as it is, and how it calls its fields.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// What the site is called, and which kinds it has.
    pub config: &'a Config,
    /// The records that are there.
    pub directory: &'a Directory,
    /// The names of fields in the language of the site.
    pub language: &'a Language,
}

/// A draft that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name.
    pub title: String,
    /// The folder it belongs into.
    pub folder: Utf8PathBuf,
    /// The name of its file without the ending; empty if none can be made from its title.
    pub stem: String,
    /// The whole text of the file.
    pub text: String,
    /// The record that it changes, if it is about one that is there.
    pub about: Option<RecordId>,
    /// What to tell whoever looks at it.
    pub told: Vec<String>,
}

/// What a field was answered with.
struct Given {
    /// The field as it stands in the file, behind the `=`.
    value: Option<String>,
    /// Its words, to be compared with those that are there.
    words: Vec<String>,
    /// What fits nowhere.
    left: Vec<String>,
}

/// The draft of what was sent; nothing if nothing was. `sort` names the kind or type, if whoever takes it in knows.
pub fn intake(text: &str, sort: Option<&str>, desk: &Desk) -> Option<Draft> {
    let forms = forms(desk.config);
    let labels = labels(&forms, desk);
    let meant = |label: &str| labels.get(&key(label)).map(String::as_str);
    let is_long = |label: &str| matches!(meant(label), Some("body" | MORE));
    let ours = ours(desk);
    let is_known = |label: &str| meant(label).is_some();
    let (loose, mut sections) = sections(text, &Labels { is_known: &is_known, is_long: &is_long, ours: &ours });
    // The list to choose from, as it was sent out, is no answer.
    let list = issue_forms::sorts(desk.config);
    sections.retain(|section| meant(&section.label) != Some(SORT) || section.lines.join(" ") != list);
    let is_empty = loose.is_empty() && sections.iter().all(|section| section.lines.is_empty());
    if is_empty {
        return None;
    }
    let about = about(&sections, desk).or_else(|| same_name(&sections, &labels, &forms, sort, desk));
    let form = form(&forms, &sections, &labels, sort, about, desk)?;
    let mut told = Vec::new();
    let asked = sections.iter().find(|s| labels.get(&key(&s.label)).is_some_and(|name| name == CHANGE));
    if let (Some(asked), None) = (asked.filter(|s| !s.lines.is_empty()), about) {
        told.push(format!("It is about `{}`, and there is no such record.", asked.lines.join(" ")));
    }
    let mut taken = Taken {
        form,
        desk,
        labels: &labels,
        fields: BTreeMap::new(),
        body: Vec::new(),
        notes: Vec::new(),
        words: BTreeMap::new(),
    };
    taken.notes.extend((!loose.is_empty()).then(|| loose.join("\n")));
    for section in &sections {
        taken.take(section, about.is_some());
    }
    let title = taken.title(about);
    if taken.notes.is_empty() && taken.fields.is_empty() && taken.body.is_empty() && title.is_none() {
        return None;
    }
    let title = title.unwrap_or_else(|| {
        told.push("It says no name: write one into `title`.".to_owned());
        format!("{} without a name", form.label)
    });
    if !taken.notes.is_empty() {
        told.push("What fits no field stands in `notes`, which are on no page: put it where it belongs. Where the files are public, so are they.".to_owned());
    }
    told.extend(about.iter().flat_map(|id| taken.differences(*id)));
    let stem = match about {
        Some(id) => format!("{}-change", desk.directory.record(id).slug.value),
        None => slug(&title),
    };
    let folder = form.what.folder(&desk.config.kinds);
    let text = taken.text(&title);
    Some(Draft { title, folder, stem, text, about, told })
}

/// Whether a kind or a type is called so.
pub fn is_sort(word: &str, desk: &Desk) -> bool {
    sorts(desk).contains(&word.trim().to_lowercase())
}

/// What there can be: the names of the forms.
pub fn sorts(desk: &Desk) -> Vec<String> {
    forms(desk.config).into_iter().map(|form| form.name).collect()
}

/// Whether a word in front of a colon means something here.
pub fn is_label(label: &str, desk: &Desk) -> bool {
    labels(&forms(desk.config), desk).contains_key(&key(label))
}

/// The lines that the program itself put into forms and letters.
fn ours(desk: &Desk) -> BTreeSet<String> {
    let leads = ["view.mail_change", "view.mail_add"].map(|name| desk.language.text(name).to_owned());
    issue_forms::hints(desk.config).chain(leads).filter(|line| !line.trim().is_empty()).collect()
}

/// A label as it is looked for.
fn key(label: &str) -> String {
    label.trim().trim_end_matches(':').trim().to_lowercase()
}

/// All labels that mean something, with the names of the fields they mean, those of the forms first.
fn labels(forms: &[Form], desk: &Desk) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    let mut add = |label: &str, name: &str| {
        labels.entry(key(label)).or_insert_with(|| name.to_owned());
    };
    for (label, name) in [(MORE, MORE), (ABOUT, CHANGE), (SORT, SORT)] {
        add(label, name);
    }
    for form in forms {
        add(&form.change(), CHANGE);
        form.asks.iter().for_each(|ask| add(ask.label, &ask.field.name));
    }
    for ask in forms.iter().flat_map(|form| &form.asks) {
        add(&ask.field.name, &ask.field.name);
        if let Some(label) = desk.language.find(&format!("field.{}", ask.field.name)) {
            add(label, &ask.field.name);
        }
    }
    labels
}

/// The record that has the name which is told, if nothing else says what it is to become.
fn same_name(
    sections: &[Section],
    labels: &BTreeMap<String, String>,
    forms: &[Form],
    sort: Option<&str>,
    desk: &Desk,
) -> Option<RecordId> {
    let is = |section: &Section, name: &str| labels.get(&key(&section.label)).is_some_and(|n| n == name);
    let is_form =
        |section: &Section| is(section, SORT) || forms.iter().any(|f| key(&f.change()) == key(&section.label));
    if sort.is_some() || sections.iter().any(is_form) {
        return None;
    }
    named::called(&sections.iter().find(|section| is(section, "title"))?.lines.join(" "), desk)
}

/// The form that was filled in, or the one that fits best.
fn form<'a>(
    forms: &'a [Form<'a>],
    sections: &[Section],
    labels: &BTreeMap<String, String>,
    sort: Option<&str>,
    about: Option<RecordId>,
    desk: &Desk,
) -> Option<&'a Form<'a>> {
    let called = |word: &str| {
        let word = word.trim().to_lowercase();
        forms.iter().find(|form| form.name == word || form.label.trim().to_lowercase() == word)
    };
    let said = sections.iter().find(|s| labels.get(&key(&s.label)).is_some_and(|name| name == SORT));
    let by_heading = || sections.iter().find_map(|s| forms.iter().find(|form| key(&form.change()) == key(&s.label)));
    let by_record = || {
        let record = desk.directory.record(about?);
        let kind = desk.config.kinds.kind(record.kind);
        let type_ = record.type_.filter(|_| kind.browse_by_type).map(|t| desk.config.kinds.choice(kind, kind.type_(t)));
        called(type_.as_deref().unwrap_or(&kind.name))
    };
    let by_word = || said?.lines.join(" ").split(|c: char| !c.is_alphanumeric() && c != '-').find_map(called);
    let asked = |form: &&Form| {
        let asks = |s: &&Section| {
            labels.get(&key(&s.label)).is_some_and(|name| form.asks.iter().any(|ask| ask.field.name == *name))
        };
        sections.iter().filter(asks).count()
    };
    let best = || forms.iter().rev().max_by_key(asked);
    sort.and_then(called).or_else(by_heading).or_else(by_record).or_else(by_word).or_else(best)
}

/// The answers, sorted by where they go.
struct Taken<'a> {
    form: &'a Form<'a>,
    desk: &'a Desk<'a>,
    labels: &'a BTreeMap<String, String>,
    fields: BTreeMap<String, String>,
    words: BTreeMap<String, Vec<String>>,
    body: Vec<String>,
    notes: Vec<String>,
}

impl Taken<'_> {
    /// Takes what stands below a label.
    fn take(&mut self, section: &Section, is_change: bool) {
        if section.lines.is_empty() {
            return;
        }
        let words = section.lines.join("\n");
        let name = self.labels.get(&key(&section.label)).map_or("", String::as_str);
        // Two kinds may call different fields alike: this form's own is meant.
        let own = self.form.asks.iter().find(|ask| key(ask.label) == key(&section.label));
        let name = own.filter(|_| ![CHANGE, SORT, MORE].contains(&name)).map_or(name, |ask| &ask.field.name);
        match name {
            CHANGE if is_change && names_a_record(&words, self.desk) => {}
            CHANGE => self.notes.push(format!("{}: {words}", section.label.trim())),
            SORT if self.form.name == words.trim().to_lowercase()
                || self.form.label.to_lowercase() == words.trim().to_lowercase() => {}
            SORT => self.notes.push(format!("{SORT}: {words}")),
            MORE => self.notes.push(words),
            "body" => self.body.push(words),
            name => match self.form.asks.iter().find(|ask| ask.field.name == name) {
                Some(ask) => {
                    let given = value::value(ask.field, &ask.answer, &section.lines, self.desk);
                    self.notes.extend(given.left.iter().map(|left| format!("{}: {left}", section.label.trim())));
                    match given.value {
                        // Twice the same question: the first answer stands in the field, and none is lost.
                        Some(_) if self.fields.contains_key(name) => {
                            self.notes.push(format!("{}: {words}", section.label.trim()))
                        }
                        Some(value) => {
                            self.fields.insert(name.to_owned(), value);
                            self.words.insert(name.to_owned(), given.words);
                        }
                        None => {}
                    }
                }
                None => self.notes.push(format!("{}: {words}", section.label.trim())),
            },
        }
    }

    /// The name that was given, or that of the record that changes.
    fn title(&mut self, about: Option<RecordId>) -> Option<String> {
        self.fields.remove("title");
        let said = self.words.get("title").map(|words| words.join(" ")).filter(|title| !title.trim().is_empty());
        said.or_else(|| about.map(|id| self.desk.directory.record(id).title.value.clone()))
    }

    /// What is other than in the record that is there.
    fn differences(&self, id: RecordId) -> Vec<String> {
        let record = self.desk.directory.record(id);
        let mut told = Vec::new();
        let was = |name: &str| -> Vec<String> {
            if name == "title" {
                return vec![record.title.value.clone()];
            }
            record.fields.words(name).iter().map(|w| w.value.clone()).collect()
        };
        let line = |words: &[String]| words.iter().map(|word| word.trim()).collect::<Vec<_>>().join("; ");
        for (name, words) in &self.words {
            let was = was(name);
            let is_known = record.fields.get(name).is_none() || !was.is_empty();
            let sorted = |words: &[String]| words.iter().map(|word| word.trim().to_owned()).collect::<BTreeSet<_>>();
            if is_known && sorted(&was) != sorted(words) {
                let before = if was.is_empty() { "nothing".to_owned() } else { format!("`{}`", line(&was)) };
                told.push(format!("{name}: was {before}, and is now `{}`", line(words)));
            }
        }
        if told.is_empty() {
            told.push("No field is told to have changed.".to_owned());
        }
        told
    }

    /// The text of the file.
    fn text(&self, title: &str) -> String {
        // In front of all that somebody else wrote.
        let mut text = format!("+++\ntitle = {}\ndraft = true\n", amend::words(title));
        let all = self.form.asks.iter().filter_map(|ask| Some((&ask.field.name, self.fields.get(&ask.field.name)?)));
        all.for_each(|(name, value)| text.push_str(&format!("{name} = {value}\n")));
        if !self.notes.is_empty() {
            let notes: Vec<String> = self.notes.iter().map(|note| value::string(note)).collect();
            text.push_str(&format!("notes = [{}]\n", notes.join(", ")));
        }
        text.push_str("+++\n");
        for paragraph in &self.body {
            text.push_str(&format!("\n{paragraph}\n"));
        }
        text
    }
}
