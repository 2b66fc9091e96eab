//! How a reader tells of a change, or of something that is missing.

use std::cell::LazyCell;

use super::views::Views;
use super::{Record, Way};
use crate::config;
use crate::directory::RecordId;
use crate::issue_forms::{self, ABOUT, Answers, CHANGE, SORT};
use crate::kinds::{FieldDef, FieldType};
use crate::plan;
use crate::repository::{Forge, Repository};
use crate::safe_url::{encode, encode_path};
use crate::starter::{self, What};

/// No longer than that is what an address carries along: some programs for letters take no more, and every page
/// of a record has it.
const LONGEST: usize = 1500;
/// No longer is a single answer in it.
const LONGEST_ANSWER: usize = 240;

impl Views<'_> {
    /// The ways to tell of a change in a record, with what its page says filled in.
    pub(super) fn suggest(&self, id: RecordId, view: &Record) -> Vec<Way> {
        let record = self.directory.record(id);
        let kind = self.config.kinds.kind(record.kind);
        let what = What::Record(record.kind, record.type_.filter(|_| kind.browse_by_type));
        let page = format!(
            "{}{}",
            self.config.base_url.as_deref().unwrap_or(""),
            plan::record_path(self.directory, self.config, id)
        );
        let about = match view.no {
            Some(no) => format!("{no}, {page}"),
            None => page,
        };
        let lines = LazyCell::new(|| self.filled_in(what, id, view));
        let way = |way: &config::Way| {
            let url = match way {
                config::Way::Mail => {
                    let subject = self.language.filled("view.mail_subject", &[("title", &view.title)]);
                    let lines = lines.iter().map(|(field, values)| (self.field_label(field), values.clone()));
                    let about = (ABOUT.to_owned(), vec![about.clone()]);
                    self.letter(&subject, "view.mail_change", &std::iter::once(about).chain(lines).collect::<Vec<_>>())?
                }
                config::Way::Form => self.form(self.config.repository.as_ref()?, what, &view.title, &about, &lines),
                config::Way::Edit => {
                    let path = &self.files.source(record.span.file).path;
                    self.config.repository.as_ref()?.edit_url(path.as_str())
                }
            };
            Some(self.way(*way, url))
        };
        self.config.suggest.iter().filter_map(way).collect()
    }

    /// The ways to tell of something that is missing.
    pub(super) fn add(&self) -> Vec<Way> {
        let way = |way: &config::Way| {
            let url = match way {
                config::Way::Mail => {
                    let subject = self.language.filled("view.mail_new", &[("title", &self.config.title)]);
                    let asked = ["title", "when", "address", "phone", "email", "body"];
                    let fields = self.config.kinds.all.first().map(|kind| kind.fields.as_slice()).unwrap_or_default();
                    let named = asked.iter().filter_map(|name| fields.iter().find(|f| f.name == *name));
                    let sort = (SORT.to_owned(), vec![issue_forms::sorts(self.config)]);
                    let lines: Vec<_> =
                        std::iter::once(sort).chain(named.map(|f| (self.field_label(f), Vec::new()))).collect();
                    self.letter(&subject, "view.mail_add", &lines)?
                }
                config::Way::Form => self.config.repository.as_ref()?.forms_url(),
                config::Way::Edit => return None,
            };
            Some(self.way(*way, url))
        };
        self.config.suggest.iter().filter_map(way).collect()
    }

    fn way(&self, way: config::Way, url: String) -> Way {
        let word = way.word();
        let server = self.config.repository.as_ref().map_or("", |r| r.place.server.as_str());
        Way {
            way: word.to_owned(),
            url,
            label: self.language.filled(&format!("view.suggest.{word}"), &[("server", server)]),
        }
    }

    /// A letter to those who keep the directory; `lead` says what to do with the lines.
    fn letter(&self, subject: &str, lead: &str, lines: &[(String, Vec<String>)]) -> Option<String> {
        let to = self.config.contact_email.as_deref()?;
        let body = format!("{}\n\n{}", self.language.text(lead), issue_forms::letter(lines));
        Some(format!("mailto:{to}?subject={}&body={}", encode(subject), encode(&body)))
    }

    /// What the page of a record says, by the fields that are asked for. What it does not show is not here either.
    fn filled_in(&self, what: What, id: RecordId, view: &Record) -> Vec<(&FieldDef, Vec<String>)> {
        let title = match what {
            What::Record(kind, _) => self.config.kinds.kind(kind).field("title"),
            What::Page => None,
        };
        let mut length = 0;
        let mut lines = Vec::new();
        for field in title.into_iter().chain(starter::fields(what, self.config)) {
            let values = self.shown(&field.name, id, view);
            let long: usize = values.iter().map(|value| encode(value).len()).sum();
            if values.is_empty() || long > LONGEST_ANSWER || length + long > LONGEST {
                continue;
            }
            length += long;
            lines.push((field, values));
        }
        lines
    }

    /// The issue form with its fields filled in.
    fn form(
        &self,
        repository: &Repository,
        what: What,
        title: &str,
        about: &str,
        lines: &[(&FieldDef, Vec<String>)],
    ) -> String {
        let Some(form) = issue_forms::form(what, self.config) else { return repository.forms_url() };
        let mut url = format!("{}?", repository.issue_url());
        let heading = format!("{}: {title}", form.label);
        match repository.forge {
            Forge::Gitlab => {
                let mut answers: Answers =
                    lines.iter().map(|(field, values)| (field.name.clone(), values.clone())).collect();
                answers.insert(CHANGE.to_owned(), vec![about.to_owned()]);
                let body = issue_forms::body(&form, &answers);
                url.push_str(&format!("issue[title]={}&issue[description]={}", encode(&heading), encode(&body)));
            }
            Forge::Github | Forge::Forgejo => {
                let path = issue_forms::path(repository.forge, &form.name);
                let (template, before) = match repository.forge {
                    Forge::Github => (path.rsplit('/').next().unwrap_or(""), ""),
                    _ => (path.as_str(), "field:"),
                };
                url.push_str(&format!("template={}&title={}", encode_path(template), encode(&heading)));
                let mut add = |id: &str, words: &str| {
                    url.push_str(&format!("&{}={}", encode(&format!("{before}{id}")), encode(words)))
                };
                add(&issue_forms::id("change"), about);
                for ask in &form.asks {
                    // Choices cannot be filled in this way.
                    let is_written = !matches!(ask.answer, issue_forms::Answer::One(_) | issue_forms::Answer::Many(_));
                    if let Some((field, values)) =
                        lines.iter().find(|(field, _)| field.name == ask.field.name && is_written)
                    {
                        add(&issue_forms::id(&field.name), &values.join("\n"));
                    }
                }
            }
        }
        url
    }

    /// What a record's page says of a field, in the words of its author.
    fn shown(&self, name: &str, id: RecordId, view: &Record) -> Vec<String> {
        let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
        let own_place = view.place.as_ref().filter(|place| place.at.is_none());
        match name {
            "title" => vec![view.title.clone()],
            "summary" => one(&view.summary),
            "when" | "open" => {
                let own =
                    self.directory.times(id).iter().filter(|timed| timed.session.is_none() && timed.field == name);
                own.map(|timed| timed.text.value.trim().to_owned()).collect()
            }
            "meets_at" => view.place.iter().filter_map(|place| Some(place.at.as_ref()?.title.clone())).collect(),
            "address" => own_place
                .map(|place| vec![place.address.join(", ")])
                .filter(|line| line.iter().any(|l| !l.is_empty()))
                .unwrap_or_default(),
            "phone" => view.phones.iter().map(|phone| phone.text.clone()).collect(),
            "email" => view.emails.clone(),
            "categories" => {
                self.directory.categories(id).iter().map(|&c| self.config.category(c).label.clone()).collect()
            }
            "area" => self.directory.areas(id).iter().map(|&a| self.config.area(a).label.clone()).collect(),
            "offers" => view.offers.iter().map(|gift| gift.text.clone()).collect(),
            "wants" => view.wants.iter().map(|gift| gift.text.clone()).collect(),
            // As it is asked for, rather than as it is shown.
            name if self.is_choice(name, id) && view.facts.iter().any(|fact| fact.key == name) => {
                self.directory.record(id).fields.words(name).iter().map(|word| word.value.clone()).collect()
            }
            name => {
                let fact = view.facts.iter().filter(|fact| fact.key == name);
                fact.flat_map(|fact| fact.values.iter().map(|value| value.text.clone())).collect()
            }
        }
    }

    fn is_choice(&self, name: &str, id: RecordId) -> bool {
        let kind = self.config.kinds.kind(self.directory.record(id).kind);
        kind.field(name).is_some_and(|field| field.ty == FieldType::Choice)
    }
}
