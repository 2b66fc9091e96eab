//! The site's configuration: `hereabouts.toml`, read so that every slip in it is told.

mod calendar;
mod kinds;
mod print;
mod repository;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use print::Print;
pub use repository::Way;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::fields::{Custom, Fields, Reader, Value};
use crate::kinds::{FieldDef, FieldType, Kinds};
use crate::language::capital;
use crate::mistakes::{hidden_character, merge_conflict, not_a_choice, title_missing, unknown_field, wrong_type};
use crate::repository::Repository;
use crate::slug::{is_reserved, slug};
use crate::source::Source;
use crate::span::{FileId, Span, Spanned};
use crate::thesaurus::{self, Group};
use crate::times::Calendar;
use crate::toml_text;

/// The name of the file.
pub const FILE: &str = "hereabouts.toml";

/// A folder that is no site.
pub static CONFIG_MISSING: Rule = Rule {
    code: "config-missing",
    severity: Severity::Error,
    title: "no hereabouts.toml",
    explain: "The file `hereabouts.toml` makes a folder a site. It needs one line: `title = \"Our town\"`. Run the program in the \
folder where that file lies, or make a new site with `hereabouts init our-town`.",
};

/// A setting that means nothing.
pub static SETTING: Rule = Rule {
    code: "setting",
    severity: Severity::Error,
    title: "a setting that means nothing",
    explain: "Languages and countries are written as short codes that browsers and telephones know: `language = \"en-GB\"`, \
`country = \"GB\"`. Months are a number from 1 to 1200.",
};

/// A category or an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its short name, in records and addresses.
    pub slug: String,
    /// The name as it stands in the configuration, in small letters.
    pub key: String,
    /// Its name for readers.
    pub label: String,
    /// One line about it.
    pub summary: Option<String>,
    /// Words people use for it.
    pub words: Vec<String>,
    /// What it is called in other lists.
    pub same_as: Vec<String>,
    /// Icon's name, or empty.
    pub icon: String,
    /// Where it stands in the configuration.
    pub span: Span,
}

/// What the site is called, where it is, and how it wants things.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The directory's name.
    pub title: String,
    /// The line under it.
    pub tagline: Option<String>,
    /// Full address with a closing slash.
    pub base_url: Option<String>,
    /// Language tag, such as `en-GB`.
    pub language: String,
    /// Two letters, such as `GB`.
    pub country: String,
    /// Name of the time zone, such as `Europe/London`.
    pub timezone: String,
    /// Name of the theme.
    pub theme: Spanned<String>,
    /// Where corrections go.
    pub contact_email: Option<String>,
    /// The categories, in the order of their slugs.
    pub categories: Vec<Term>,
    /// The areas, in the order of their slugs.
    pub areas: Vec<Term>,
    /// After how many months a record should be checked again.
    pub freshness_months: i64,
    /// Rules with another severity than usual, by name.
    pub rules: BTreeMap<String, Spanned<Severity>>,
    /// All kinds: the built-in ones and the site's own.
    pub kinds: Kinds,
    /// Words that mean the same, beside those that come with the program.
    pub words: Vec<Group>,
    /// The school terms and the public holidays.
    pub calendar: Calendar,
    /// What is kept in mind for paper, if there is a table for it.
    pub print: Print,
    /// Where the files are kept, if it is told.
    pub repository: Option<Repository>,
    /// How a reader tells of a change, the first way first.
    pub suggest: Vec<Way>,
}

impl Config {
    /// The category with this number.
    #[expect(clippy::indexing_slicing, reason = "a category's number is its place in this list")]
    pub fn category(&self, number: usize) -> &Term {
        &self.categories[number]
    }

    /// The area with this number.
    #[expect(clippy::indexing_slicing, reason = "an area's number is its place in this list")]
    pub fn area(&self, number: usize) -> &Term {
        &self.areas[number]
    }

    /// What is customary where the site is.
    pub fn custom(&self) -> Custom {
        Custom {
            country: self.country.clone(),
            month_first: self.language == "en-US" || self.country == "US",
            language: self.language.clone(),
        }
    }
}

/// The plain fields of the configuration: name, what it holds, an example.
const FIELDS: [(&str, FieldType, &str); 8] = [
    ("title", FieldType::Text, "\"Millbrook & Eastgate\""),
    ("tagline", FieldType::Text, "\"A directory made by neighbours\""),
    ("base_url", FieldType::Url, "\"https://millbrook.example/\""),
    ("language", FieldType::Text, "\"en-GB\""),
    ("country", FieldType::Text, "\"GB\""),
    ("timezone", FieldType::Text, "\"Europe/London\""),
    ("theme", FieldType::Text, "\"default\""),
    ("contact_email", FieldType::Email, "\"hello@millbrook.example\""),
];

/// The tables of the configuration.
const TABLES: [&str; 9] =
    ["categories", "areas", "freshness", "rules", "kinds", "print", "search", "calendar", "repository"];

/// Reads the configuration. What cannot be read is told and left at its usual value.
pub fn read(source: &Source, file: FileId) -> (Config, Vec<Diagnostic>) {
    let text = toml_text::with_line_feeds(&source.text);
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut out = hidden_character::find(&source.text, file);
    let conflict = merge_conflict::find(&source.text, file);
    let text = if conflict.is_some() { merge_conflict::first_version(&text).into() } else { text };
    out.extend(conflict);
    let parsed = toml_text::read(source, file, &text[start..], start, &mut out);
    let custom = Custom::default();
    let mut reader = Reader { source, file, base: start, custom: &custom, out };
    let config = assemble(&mut reader, &parsed);
    (config, reader.out)
}

fn assemble(reader: &mut Reader, parsed: &toml_text::Read) -> Config {
    let defs: Vec<Arc<FieldDef>> = FIELDS.map(|(name, ty, example)| Arc::new(plain(name, ty, example))).to_vec();
    let known_table = |name: &str| TABLES.contains(&name);
    let all: Vec<Arc<FieldDef>> =
        defs.iter().cloned().chain(TABLES.map(|name| Arc::new(plain(name, FieldType::Table, "…")))).collect();
    let mut own = DeTable::new();
    for (key, value) in &parsed.table {
        let name = key.get_ref().as_ref();
        let span = reader.span(key.span());
        if defs.iter().any(|d| d.name == name) {
            own.insert(key.clone(), value.clone());
        } else if !known_table(name) && parsed.is_sound(span) {
            let diagnostic = unknown_field::diagnostic(name, span, "the configuration", all.iter().map(|d| &**d));
            reader.out.push(diagnostic);
        } else if known_table(name) && value.get_ref().as_table().is_none() && parsed.is_sound(span) {
            let at = reader.span(value.span());
            let found = crate::fields::found(value.get_ref());
            reader.out.push(wrong_type::diagnostic(&plain(name, FieldType::Table, "{ … }"), found, at));
        }
    }
    let fields = reader.fields(&own, &defs, "the configuration", &|at| parsed.is_sound(at));
    let table = |name: &str| parsed.table.get(name).and_then(|v| v.get_ref().as_table());

    let broken = !parsed.faulty.is_empty();
    let title = fields.text("title").map(str::to_owned);
    if title.is_none() && !broken {
        reader.out.push(title_missing::diagnostic(Span::new(reader.file, 0..0), "Our neighbourhood"));
    }
    let language = language(reader, &fields);
    let country = country(reader, &fields, &language);
    let mut kinds = Kinds::built_in();
    if let Some(table) = table("kinds") {
        kinds::own_kinds(reader, table, &mut kinds);
    }
    let contact_email = fields.text("contact_email").map(str::to_owned);
    let (repository, ways) = table("repository").map(|t| repository::read(reader, t)).unwrap_or_default();
    // Whoever can write a letter needs no account anywhere.
    let ways = ways.unwrap_or_else(|| vec![Way::Mail, Way::Form]);
    let can = |way: &Way| if *way == Way::Mail { contact_email.is_some() } else { repository.is_some() };
    Config {
        suggest: ways.into_iter().filter(can).collect(),
        title: title.unwrap_or_else(|| "Our neighbourhood".to_owned()),
        tagline: fields.text("tagline").map(str::to_owned),
        base_url: base_url(reader, &fields),
        calendar: calendar::read(reader, table("calendar"), &country),
        timezone: timezone(reader, &fields, &country),
        country,
        theme: fields
            .words("theme")
            .first()
            .cloned()
            .unwrap_or_else(|| Spanned::new("default".to_owned(), Span::new(reader.file, 0..0))),
        repository,
        contact_email,
        categories: table("categories").map(|t| terms(reader, t, "category")).unwrap_or_default(),
        areas: table("areas").map(|t| terms(reader, t, "area")).unwrap_or_default(),
        freshness_months: table("freshness").and_then(|t| freshness(reader, t)).unwrap_or(6),
        rules: table("rules").map(|t| rules(reader, t)).unwrap_or_default(),
        kinds,
        print: table("print").map(|t| print::read(reader, t)).unwrap_or_default(),
        words: table("search").map(|t| search_words(reader, t)).unwrap_or_default(),
        language,
    }
}

fn base_url(reader: &mut Reader, fields: &Fields) -> Option<String> {
    let said = fields.words("base_url").first()?;
    let address = site_address(&said.value);
    if address.is_none() {
        let message = format!("`{}` is not the address of a site", crate::mistakes::shortened(&said.value));
        let help = "write an address such as `base_url = \"https://our-town.example/\"`, with nothing after the folder";
        reader.out.push(Diagnostic::new(&SETTING, message).at(said.span).help(help));
    }
    address
}

/// An address at which a site may stand, with a slash at its end.
pub fn site_address(text: &str) -> Option<String> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    let is_plain = !text.contains(['?', '#', '"', '<', '>', '\\', '@']) && !text.contains(char::is_whitespace);
    let is_plain = is_plain && !text.split('/').any(|part| part == "." || part == "..");
    (is_web && is_plain).then(|| if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
}

fn plain(name: &str, ty: FieldType, example: &str) -> FieldDef {
    FieldDef { name: name.to_owned(), ty, example: example.to_owned(), ..FieldDef::default() }
}

/// The language's tag; English if there is none that can be read.
fn language(reader: &mut Reader, fields: &Fields) -> String {
    let Some(said) = fields.words("language").first() else { return "en".to_owned() };
    let tag = said.value.trim();
    let main = tag.split(['-', '_']).next().unwrap_or("");
    let is_code = (2..=3).contains(&main.len()) && main.bytes().all(|b| b.is_ascii_alphabetic());
    if is_code && tag.parse::<icu_locale_core::Locale>().is_ok() {
        return tag.to_owned();
    }
    let message = format!("`{}` is not the code of a language", crate::mistakes::shortened(tag));
    let help = "write a code such as `language = \"en-GB\"`, `\"cy\"` for Welsh or `\"pl\"` for Polish";
    reader.out.push(Diagnostic::new(&SETTING, message).at(said.span).help(help));
    "en".to_owned()
}

/// The country, or the one that the language tag names: `en-GB`.
fn country(reader: &mut Reader, fields: &Fields, language: &str) -> String {
    let is_code = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase());
    let from_tag = || language.split(['-', '_']).skip(1).find(|part| is_code(part)).unwrap_or("").to_owned();
    let Some(said) = fields.words("country").first() else { return from_tag() };
    match said.value.trim().to_uppercase().as_str() {
        // What people say, and what their telephones understand.
        "UK" => "GB".to_owned(),
        code if is_code(code) => code.to_owned(),
        _ => {
            let message = format!("`{}` is not the code of a country", crate::mistakes::shortened(&said.value));
            let help = "write its two letters, such as `country = \"GB\"`";
            reader.out.push(Diagnostic::new(&SETTING, message).at(said.span).help(help));
            from_tag()
        }
    }
}

/// The time zone; that of the country where it has but one, if none is named that can be read.
fn timezone(reader: &mut Reader, fields: &Fields, country: &str) -> String {
    let usual = match country {
        "GB" => "Europe/London",
        "IE" => "Europe/Dublin",
        "DE" => "Europe/Berlin",
        "FR" => "Europe/Paris",
        "PL" => "Europe/Warsaw",
        _ => "UTC",
    };
    let Some(said) = fields.words("timezone").first() else { return usual.to_owned() };
    match jiff::tz::TimeZoneDatabase::bundled().get(said.value.trim()) {
        // The name as the list of zones writes it, whatever the capitals.
        Ok(zone) => zone.iana_name().unwrap_or(usual).to_owned(),
        Err(_) => {
            let message = format!("`{}` is not the name of a time zone", crate::mistakes::shortened(&said.value));
            let help = "write a name from the list of time zones, such as `timezone = \"Europe/London\"`";
            reader.out.push(Diagnostic::new(&SETTING, message).at(said.span).help(help));
            usual.to_owned()
        }
    }
}

/// `repair = "Repair"`, or `food = { label = "Food and growing", words = ["pantry"] }`.
/// The last part of the address of an area's or topic's list: its name, unless another has that address, or the list of all, or
/// some computers cannot keep a file of that name.
fn own_address(wanted: &str, what: &str, others: &[Term]) -> String {
    let is_free = |slug: &str| {
        !slug.is_empty() && slug != "index" && !is_reserved(slug) && others.iter().all(|other| other.slug != slug)
    };
    let base = if wanted.is_empty() { what } else { wanted };
    let numbered = (others.len() + 1..).map(|n| format!("{base}-{n}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|slug| is_free(slug)).unwrap_or_default()
}

fn terms(reader: &mut Reader, table: &DeTable, what: &str) -> Vec<Term> {
    let defs: Vec<Arc<FieldDef>> = vec![
        Arc::new(plain("label", FieldType::Text, "\"Food and growing\"")),
        Arc::new(plain("summary", FieldType::Text, "\"Meals, gardens and cupboards that are shared\"")),
        Arc::new(plain("icon", FieldType::Text, "\"food\"")),
        Arc::new(FieldDef { many: true, ..plain("words", FieldType::Text, "[\"pantry\"]") }),
        Arc::new(FieldDef { many: true, ..plain("same_as", FieldType::Text, "[\"…\"]") }),
    ];
    let mut terms = Vec::with_capacity(table.len());
    for (key, value) in table {
        let name = hidden_character::without(key.get_ref()).into_owned();
        let span = reader.span(key.span());
        let own = own_address(&slug(&name), what, &terms);
        if own != slug(&name) && !slug(&name).is_empty() {
            let message =
                format!("the address `{}` is taken or cannot be used, and so this {what} has `{own}`", slug(&name));
            let help = "write another short name on the left";
            reader.out.push(Diagnostic::new(&SETTING, message).at(span).help(help));
        }
        let mut term = Term {
            slug: own,
            key: name.to_lowercase(),
            label: name,
            summary: None,
            words: Vec::new(),
            same_as: Vec::new(),
            icon: String::new(),
            span,
        };
        match value.get_ref() {
            DeValue::String(label) if !label.trim().is_empty() => {
                term.label = hidden_character::without(label.trim()).into_owned();
            }
            DeValue::String(_) => {}
            DeValue::Table(table) => {
                let fields = reader.fields(table, &defs, &format!("a {what}"), &|_| true);
                if let Some(label) = fields.text("label") {
                    term.label = label.to_owned();
                }
                term.summary = fields.text("summary").map(str::to_owned);
                term.icon = fields.text("icon").unwrap_or("").to_owned();
                term.words = fields.words("words").iter().map(|w| w.value.clone()).collect();
                term.same_as = fields.words("same_as").iter().map(|w| w.value.clone()).collect();
            }
            other => {
                let at = reader.span(value.span());
                let def = plain(&term.slug, FieldType::Text, "\"Food and growing\"");
                reader.out.push(wrong_type::diagnostic(&def, crate::fields::found(other), at));
            }
        }
        terms.push(term);
    }
    terms
}

/// `[search.words]`, all there is in `[search]`.
fn search_words(reader: &mut Reader, table: &DeTable) -> Vec<Group> {
    let words = plain("words", FieldType::Table, "{ \"food bank\" = [\"food parcel\"] }");
    let mut groups = Vec::new();
    for (key, value) in table {
        let at = reader.span(key.span());
        match value.get_ref() {
            DeValue::Table(table) if key.get_ref() == "words" => groups = thesaurus::read(reader, table),
            other if key.get_ref() == "words" => {
                let at = reader.span(value.span());
                reader.out.push(wrong_type::diagnostic(&words, crate::fields::found(other), at));
            }
            _ => {
                let all = std::iter::once(&words);
                reader.out.push(unknown_field::diagnostic(key.get_ref(), at, "`search`", all));
            }
        }
    }
    groups
}

fn freshness(reader: &mut Reader, table: &DeTable) -> Option<i64> {
    let defs = [Arc::new(plain("months", FieldType::Number, "6"))];
    let fields = reader.fields(table, &defs, "`freshness`", &|_| true);
    let months = fields.number("months")?;
    if (1..=1200).contains(&months) {
        return Some(months);
    }
    let at = fields.get("months").map_or(Span::new(reader.file, 0..0), |f| f.span);
    let diagnostic = Diagnostic::new(&SETTING, format!("`months` is {months}, and it can be from 1 to 1200"));
    reader.out.push(diagnostic.at(at).help("write `months = 6`"));
    None
}

fn rules(reader: &mut Reader, table: &DeTable) -> BTreeMap<String, Spanned<Severity>> {
    let mut rules = BTreeMap::new();
    for (key, value) in table {
        let at = reader.span(value.span());
        let said = value.get_ref().as_str().unwrap_or("").to_lowercase();
        let severity = [Severity::Error, Severity::Warning, Severity::Off].into_iter().find(|s| s.word() == said);
        match severity {
            Some(severity) => {
                rules.insert(key.get_ref().to_string(), Spanned::new(severity, reader.span(key.span())));
            }
            None => {
                let said = Spanned::new(said, at);
                reader.out.push(not_a_choice::diagnostic("severity", &said, &["error", "warning", "off"]));
            }
        }
    }
    rules
}

fn value_text(value: &Value) -> Option<String> {
    value.get_ref().as_str().map(str::to_owned)
}

/// A name as a label, where nobody wrote one: "Things to lend".
fn label_of(name: &str) -> String {
    capital(&name.replace(['_', '-'], " "))
}
