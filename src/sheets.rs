//! The paper forms by which a directory begins: what each asks, and which field an answer goes into.
//!
//! A sheet is data: the TOML files in `src/kinds/sheets/`. The press draws it with boxes and lines, and
//! `hereabouts add` asks its questions one by one; so what is printed and what is typed in cannot drift apart.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::config::Config;
use crate::kinds::FieldDef;
use crate::language::Language;

/// A form for one sort of record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Its name, as people type it: `skill`.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// A few sentences above the first question.
    pub intro: String,
    /// The kind of record that it becomes, by name.
    pub kind: String,
    /// The type within the kind, by name.
    #[serde(default, rename = "type")]
    pub type_: Option<String>,
    /// Its parts, from top to bottom.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its name within the sheet, by which a language file translates it.
    pub name: String,
    /// Its heading.
    #[serde(default)]
    pub heading: Option<String>,
    /// A line below the heading.
    #[serde(default)]
    pub note: Option<String>,
    /// The questions.
    #[serde(rename = "ask")]
    pub asks: Vec<Ask>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Its name within the sheet, by which a language file translates it.
    pub name: String,
    /// The field of the record that the answer goes into, or `body`.
    pub field: String,
    /// The question.
    pub question: String,
    /// A few words that help to answer it.
    #[serde(default)]
    pub help: Option<String>,
    /// What stands before the answer where it becomes part of the text or of a note: "Cares about".
    #[serde(default)]
    pub said: Option<String>,
    /// How it is answered.
    pub answer: Answer,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// In words, on so many lines of the paper.
    Lines(u8),
    /// With one tick.
    One(Vec<Choice>),
    /// With as many ticks as one likes.
    Many(Vec<Choice>),
}

/// Something to tick.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What stands for it in files: the field's own word, or a name within the sheet.
    pub value: String,
    /// What people read. Where it becomes an offer or part of the text, these are the words.
    pub label: String,
}

const SHEETS: [&str; 4] = [
    include_str!("kinds/sheets/skill.toml"),
    include_str!("kinds/sheets/group.toml"),
    include_str!("kinds/sheets/institution.toml"),
    include_str!("kinds/sheets/place.toml"),
];

#[expect(clippy::expect_used, reason = "the sheets that come with the program are tested")]
static BUILT_IN: LazyLock<Vec<Sheet>> =
    LazyLock::new(|| SHEETS.iter().map(|text| toml::from_str(text).expect("the sheets are tested")).collect());

/// As many areas fit on paper as boxes to tick; of more, one writes the name.
const MOST_AREAS: usize = 12;

/// The sheets of a site, in its language, with the site's own areas to tick.
pub fn sheets(config: &Config, language: &Language) -> Vec<Sheet> {
    BUILT_IN.iter().cloned().map(|sheet| in_words(sheet, config, language)).collect()
}

/// The names of all sheets.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|sheet| sheet.name.as_str())
}

impl Sheet {
    /// All its questions, from top to bottom.
    pub fn asks(&self) -> impl Iterator<Item = &Ask> {
        self.parts.iter().flat_map(|part| &part.asks)
    }
}

/// The sheet with its choices filled in and with the words of the language.
fn in_words(mut sheet: Sheet, config: &Config, language: &Language) -> Sheet {
    let kind = config.kinds.called(&sheet.kind).map(|kind| config.kinds.kind(kind));
    let prefix = format!("sheet.{}", sheet.name);
    let word = |name: &str, text: &mut String| {
        if let Some(found) = language.find(&format!("{prefix}.{name}")) {
            found.clone_into(text);
        }
    };
    word("title", &mut sheet.title);
    word("intro", &mut sheet.intro);
    for part in &mut sheet.parts {
        let name = part.name.clone();
        part.heading.iter_mut().for_each(|text| word(&format!("{name}.heading"), text));
        part.note.iter_mut().for_each(|text| word(&format!("{name}.note"), text));
        for ask in &mut part.asks {
            let name = ask.name.clone();
            word(&format!("{name}.question"), &mut ask.question);
            ask.help.iter_mut().for_each(|text| word(&format!("{name}.help"), text));
            ask.said.iter_mut().for_each(|text| word(&format!("{name}.said"), text));
            if let Answer::One(choices) | Answer::Many(choices) = &mut ask.answer {
                for choice in choices.iter_mut() {
                    word(&format!("{name}.{}", choice.value.replace('-', "_")), &mut choice.label);
                }
                if choices.is_empty() {
                    let field = kind.and_then(|kind| kind.field(&ask.field));
                    *choices = of_site(&ask.field, field, config, language);
                }
                if choices.is_empty() {
                    ask.answer = Answer::Lines(1);
                }
            }
        }
    }
    sheet
}

/// What there is to tick where the sheet leaves it to the site: its areas, or the words of the field.
fn of_site(name: &str, field: Option<&FieldDef>, config: &Config, language: &Language) -> Vec<Choice> {
    if name == "area" {
        let few = Some(&config.areas).filter(|areas| areas.len() <= MOST_AREAS);
        let choice = |area: &crate::config::Term| Choice { value: area.slug.clone(), label: area.label.clone() };
        return few.into_iter().flatten().map(choice).collect();
    }
    let label = |value: &String| {
        let key = format!("view.{name}.{}", value.replace('-', "_"));
        language.find(&format!("{key}.yes")).or_else(|| language.find(&key)).unwrap_or(value).to_owned()
    };
    let choices = field.map(|field| field.choices.as_slice()).unwrap_or_default();
    choices.iter().map(|value| Choice { value: value.clone(), label: label(value) }).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::kinds::{FieldType, Kinds};

    #[test]
    fn every_answer_has_a_field_and_every_question_a_name_of_its_own() {
        let kinds = Kinds::built_in();
        for sheet in BUILT_IN.iter() {
            let kind = kinds.kind(kinds.called(&sheet.kind).expect("there is such a kind"));
            assert!(sheet.type_.iter().all(|name| kind.type_called(name).is_some()), "{}", sheet.name);
            let mut names = BTreeSet::new();
            for ask in sheet.asks() {
                let field = kind.field(&ask.field).unwrap_or_else(|| panic!("{}: {}", sheet.name, ask.field));
                let meant = field.types.is_empty() || field.types.iter().any(|t| Some(t) == sheet.type_.as_ref());
                assert!(meant, "{}: {} is for others", sheet.name, ask.field);
                assert!(names.insert(&ask.name), "{}: {} stands twice", sheet.name, ask.name);
                if let (Answer::One(choices) | Answer::Many(choices), FieldType::Choice) = (&ask.answer, field.ty) {
                    assert!(choices.iter().all(|c| field.choices.contains(&c.value)), "{}", ask.name);
                }
            }
            for name in ["title", "area", "consent", "verified"] {
                assert!(sheet.asks().any(|ask| ask.field == name), "{} does not ask for {name}", sheet.name);
            }
        }
    }

    #[test]
    fn the_site_says_which_areas_there_are_and_the_catalogue_how_one_gets_in() {
        let config = |areas: usize| {
            let areas: String = (1..=areas).map(|i| format!("a{i} = \"Area {i}\"\n")).collect();
            let source = crate::source::Source::new("hereabouts.toml", format!("title = \"A\"\n[areas]\n{areas}"));
            crate::config::read(&source, crate::span::FileId(0)).0
        };
        let table = "[view.access.step_free]\nyes = \"Ebenerdig\"\n[sheet.group]\ntitle = \"Was macht ihr?\"\n\
                     [sheet.group.consent]\nnothing = \"Nichts\"\n";
        let language = Language::new("de", &[&toml::from_str(table).expect("it is TOML")]);
        let group = |areas| {
            let all = sheets(&config(areas), &language);
            all.into_iter().find(|sheet| sheet.name == "group").expect("there is one for groups")
        };
        let answer = |areas, field: &str| {
            group(areas).asks().find(|ask| ask.field == field).map(|ask| ask.answer.clone()).expect("it is asked")
        };
        assert_eq!(group(2).title, "Was macht ihr?");
        let labels = |answer: Answer| match answer {
            Answer::One(choices) | Answer::Many(choices) => choices.into_iter().map(|c| c.label).collect(),
            Answer::Lines(_) => Vec::new(),
        };
        assert_eq!(labels(answer(2, "area")), ["Area 1", "Area 2"]);
        assert_eq!(answer(0, "area"), Answer::Lines(1));
        assert_eq!(answer(13, "area"), Answer::Lines(1));
        assert_eq!(labels(answer(2, "access"))[..2], ["Ebenerdig", "lift"]);
        assert_eq!(labels(answer(2, "consent")).last().map(String::as_str), Some("Nichts"));
    }
}
