//! The values that stand in fields: read from TOML as the catalogue says, each with its place.

mod access;
mod blank;
pub mod switches;

use std::sync::Arc;

use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

pub use access::{AccessState, access};
use blank::is_blank;

use crate::date::{self, Date, Reading};
use crate::diagnostic::Diagnostic;
use crate::kinds::{FieldDef, FieldType};
use crate::mistakes::{
    backslash, bad_date, coordinates, date_ambiguous, email_address, field_in_table, hidden_character, list_long,
    not_a_choice, phone_format, phone_number, postcode, private_field, slug_form, times_ask, unknown_field,
    web_address, wrong_type, yes_no,
};
use crate::source::Source;
use crate::span::{FileId, Span, Spanned};

/// A field of a record, as its author filled it in.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// What the catalogue says of it.
    pub def: Arc<FieldDef>,
    /// Where its name stands.
    pub key: Span,
    /// Where its value stands.
    pub span: Span,
    /// The value.
    pub value: FieldValue,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// Words, one or many: texts, choices, links, telephone numbers, addresses …
    Words(Vec<Spanned<String>>),
    /// A whole number.
    Number(i64),
    /// Degrees.
    Degrees(f64),
    /// A day.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
    /// Latitude and longitude.
    Point(f64, f64),
    /// Things offered or wanted.
    Gifts(Vec<Gift>),
    /// Links to elsewhere.
    WebLinks(Vec<WebLink>),
    /// Tables with fields of their own, one or many.
    Tables(Vec<Fields>),
}

/// Something offered or wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Gift {
    /// The words.
    pub text: Spanned<String>,
    /// Categories of its own, by slug or label.
    pub categories: Vec<Spanned<String>>,
    /// The last day on which it stands.
    pub until: Option<Date>,
}

/// A link to elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebLink {
    /// The words to show, if the author gave any.
    pub label: Option<String>,
    /// The address.
    pub url: String,
}

/// Fields, in the order of their names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields(pub Vec<Field>);

impl Fields {
    /// The field called `name`.
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.0.iter().find(|f| f.def.name == name)
    }

    /// The words of the field called `name`, one or many.
    pub fn words(&self, name: &str) -> &[Spanned<String>] {
        match self.get(name).map(|f| &f.value) {
            Some(FieldValue::Words(words)) => words,
            _ => &[],
        }
    }

    /// The words of the field called `name`, if it has any; the first if there are many.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.words(name).first().map(|w| w.value.as_str())
    }

    /// The day in the field called `name`.
    pub fn date(&self, name: &str) -> Option<Date> {
        match self.get(name)?.value {
            FieldValue::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The number in the field called `name`.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.get(name)?.value {
            FieldValue::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Yes or no in the field called `name`.
    pub fn yes_no(&self, name: &str) -> Option<bool> {
        match self.get(name)?.value {
            FieldValue::YesNo(yes) => Some(yes),
            _ => None,
        }
    }

    /// The tables in the field called `name`.
    pub fn tables(&self, name: &str) -> &[Fields] {
        match self.get(name).map(|f| &f.value) {
            Some(FieldValue::Tables(tables)) => tables,
            _ => &[],
        }
    }

    /// The gifts in the field called `name`: `offers` or `wants`.
    pub fn gifts(&self, name: &str) -> &[Gift] {
        match self.get(name).map(|f| &f.value) {
            Some(FieldValue::Gifts(gifts)) => gifts,
            _ => &[],
        }
    }

    /// The links in the field called `name`.
    pub fn web_links(&self, name: &str) -> &[WebLink] {
        match self.get(name).map(|f| &f.value) {
            Some(FieldValue::WebLinks(links)) => links,
            _ => &[],
        }
    }
}

/// What is needed to read the values of one file.
pub struct Reader<'a> {
    /// The file.
    pub source: &'a Source,
    /// Its id.
    pub file: FileId,
    /// Where the TOML begins in the file: its offsets count from there.
    pub base: usize,
    /// How dates with slashes are read, and which telephone numbers and postcodes are looked at.
    pub custom: &'a Custom,
    /// What there is to tell.
    pub out: Vec<Diagnostic>,
}

/// What is customary where the site is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Custom {
    /// Two letters, such as `GB`; empty if not known.
    pub country: String,
    /// Whether 3/4/2026 is read as 4 March.
    pub month_first: bool,
    /// The language's tag, such as `en-GB`: in its words times are read.
    pub language: String,
}

/// A name in TOML, with its place.
pub type Key<'a> = TomlSpanned<std::borrow::Cow<'a, str>>;
/// A value in TOML, with its place.
pub type Value<'a> = TomlSpanned<DeValue<'a>>;

impl Reader<'_> {
    /// A place in the TOML as a place in the file.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }

    /// The fields of a table whose names are in `defs`; `what` names it in messages: "a group".
    /// In a table within a record, `parent` has the record's own fields, and the table's heading.
    pub fn fields(
        &mut self,
        table: &toml::de::DeTable,
        defs: &[Arc<FieldDef>],
        what: &str,
        sound: &dyn Fn(Span) -> bool,
    ) -> Fields {
        let mut fields = Vec::with_capacity(table.len());
        for (key, value) in table {
            let at = self.span(key.span());
            if !sound(at) {
                continue;
            }
            let name = key.get_ref().as_ref();
            let Some(def) = defs.iter().find(|d| d.name == name) else {
                let diagnostic = if private_field::is_private(name) {
                    private_field::diagnostic(name, at)
                } else {
                    let diagnostic = unknown_field::diagnostic(name, at, what, defs.iter().map(|d| &**d));
                    unknown_field::unless_there(diagnostic, name, |meant| table.contains_key(meant))
                };
                self.out.push(diagnostic);
                fields.extend(switches::meant(name, at, value, table, defs));
                continue;
            };
            if let Some(value_read) = self.value(def, name, value, defs) {
                fields.push(Field { def: Arc::clone(def), key: at, span: self.span(value.span()), value: value_read });
            }
        }
        Fields(fields)
    }

    /// The value of one field; nothing if it is empty or cannot be read (then that is told).
    fn value(&mut self, def: &FieldDef, key: &str, value: &Value, siblings: &[Arc<FieldDef>]) -> Option<FieldValue> {
        self.out.extend(list_long::look(key, value.get_ref().as_array(), self.span(value.span())));
        match def.ty {
            FieldType::Number => self.number(def, value),
            FieldType::Date => self.date(key, def, value).map(FieldValue::Date),
            FieldType::YesNo => self.yes_no(key, value).map(FieldValue::YesNo),
            FieldType::Point => self.point(key, def, value),
            FieldType::Latitude => self.degrees(key, def, value, 90.0),
            FieldType::Longitude => self.degrees(key, def, value, 180.0),
            FieldType::Gift => list_long::taken(value)
                .iter()
                .filter_map(|v| self.gift(def, v))
                .collect::<Vec<_>>()
                .into_filled()
                .map(FieldValue::Gifts),
            FieldType::WebLink => list_long::taken(value)
                .iter()
                .filter_map(|v| self.web_link(key, def, v))
                .collect::<Vec<_>>()
                .into_filled()
                .map(FieldValue::WebLinks),
            FieldType::Table => self.tables(def, value, siblings),
            _ => self.words(def, key, value),
        }
    }

    fn words(&mut self, def: &FieldDef, key: &str, value: &Value) -> Option<FieldValue> {
        if !def.many && value.get_ref().as_array().is_some_and(|a| a.len() > 1) {
            self.out.push(wrong_type::diagnostic(def, "a list", self.span(value.span())));
            return None;
        }
        let values = list_long::taken(value);
        let mut words = Vec::with_capacity(values.len());
        for value in values {
            if let Some(text) = self.text(def, key, value).filter(|t| !t.value.trim().is_empty())
                && let Some(text) = self.looked_at(def, key, text)
            {
                words.push(text);
            }
        }
        words.into_filled().map(FieldValue::Words)
    }

    /// The words of a value. A plain number or a date is words too, where words are wanted.
    fn text(&mut self, def: &FieldDef, key: &str, value: &Value) -> Option<Spanned<String>> {
        let at = self.span(value.span());
        let number = |text: &str| Spanned::new(text.to_owned(), at);
        match value.get_ref() {
            DeValue::String(text) => {
                let raw = self.source.text.get(at.range()).unwrap_or("");
                self.out.extend(hidden_character::escaped(text, raw, at));
                Some(Spanned::new(hidden_character::without(text).into_owned(), at))
            }
            DeValue::Integer(n) if matches!(def.ty, FieldType::Phone) => {
                let fault = phone_number::lost_zero(key, n.as_str(), &self.custom.country, at);
                self.out.push(fault.unwrap_or_else(|| phone_number::diagnostic(key, n.as_str(), at)));
                None
            }
            DeValue::Integer(n) => Some(number(n.as_str())),
            DeValue::Float(n) => Some(number(n.as_str())),
            DeValue::Datetime(d) => Some(Spanned::new(d.to_string(), at)),
            other => {
                let found = found(other);
                self.out.push(wrong_type::diagnostic(def, found, at));
                None
            }
        }
    }

    /// The words as they are to be used, if they can be; slips in them are told.
    fn looked_at(&mut self, def: &FieldDef, key: &str, text: Spanned<String>) -> Option<Spanned<String>> {
        let custom = self.custom;
        match def.ty {
            FieldType::Phone => {
                self.out.extend(phone_format::look(key, &text, &custom.country));
                Some(text)
            }
            FieldType::Email => {
                let fault = email_address::look(key, &text);
                let sound = fault.is_none();
                self.out.extend(fault);
                sound.then(|| Spanned::new(text.value.trim().to_owned(), text.span))
            }
            FieldType::Url => {
                let (url, fault) = web_address::read(key, &text);
                self.out.extend(fault);
                url.map(|url| Spanned::new(url, text.span))
            }
            FieldType::Postcode => {
                let (code, fault) = postcode::read(&text, &custom.country);
                self.out.extend(fault);
                Some(Spanned::new(code, text.span))
            }
            FieldType::Slug if key == "slug" => {
                let fault = slug_form::look(&text);
                let sound = fault.is_none();
                self.out.extend(fault);
                sound.then_some(text)
            }
            FieldType::Times => {
                self.out.extend(times_ask::look(key, &text, &custom.language));
                Some(text)
            }
            FieldType::Picture => {
                let raw = self.source.text.get(text.span.range()).unwrap_or("");
                let fault = backslash::in_path(key, raw, text.span);
                let sound = fault.is_none();
                self.out.extend(fault);
                sound.then_some(text)
            }
            FieldType::Choice => self.choice(def, key, text),
            FieldType::Access => {
                let (_, word) = access(&text.value);
                let known = def.choices.iter().any(|c| c == word);
                if !known {
                    let choices: Vec<&str> = def.choices.iter().map(String::as_str).collect();
                    let inner = Spanned::new(word.to_owned(), text.span);
                    let mut fault = not_a_choice::diagnostic(key, &inner, &choices);
                    if word != text.value.trim() {
                        fault.fix = None;
                    }
                    self.out.push(fault);
                }
                known.then_some(text)
            }
            _ => Some(text),
        }
    }

    fn choice(&mut self, def: &FieldDef, key: &str, text: Spanned<String>) -> Option<Spanned<String>> {
        let word = text.value.trim().to_lowercase().replace([' ', '_'], "-");
        if def.choices.is_empty() || def.choices.contains(&word) {
            return Some(Spanned::new(word, text.span));
        }
        let choices: Vec<&str> = def.choices.iter().map(String::as_str).collect();
        self.out.push(not_a_choice::diagnostic(key, &text, &choices));
        // Who meant to keep something back and mistyped how far, keeps it back altogether.
        switches::LIMITS.contains(&key).then_some(text)
    }

    fn number(&mut self, def: &FieldDef, value: &Value) -> Option<FieldValue> {
        let read = match value.get_ref() {
            DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok(),
            DeValue::String(text) if text.trim().is_empty() => return None,
            DeValue::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        if read.is_none() {
            let at = self.span(value.span());
            self.out.push(wrong_type::diagnostic(def, found(value.get_ref()), at));
        }
        read.map(FieldValue::Number)
    }

    fn yes_no(&mut self, key: &str, value: &Value) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(yes) => Some(*yes),
            DeValue::String(text) if text.trim().is_empty() => None,
            other => {
                let said = other.as_str().unwrap_or(found(other));
                self.out.push(yes_no::diagnostic(key, said, self.span(value.span())));
                switches::safe(key, said)
            }
        }
    }

    /// A day, however it is written.
    fn date(&mut self, key: &str, def: &FieldDef, value: &Value) -> Option<Date> {
        let at = self.span(value.span());
        let text = match value.get_ref() {
            DeValue::Datetime(moment) => {
                let d = moment.date?;
                return Date::new(d.year as i16, d.month as i8, d.day as i8).ok();
            }
            DeValue::String(text) if text.trim().is_empty() => return None,
            DeValue::String(text) => text,
            DeValue::Integer(year) if year.as_str().len() == 4 => {
                self.out.push(bad_date::incomplete(key, year.as_str(), at));
                return None;
            }
            other => {
                self.out.push(wrong_type::diagnostic(def, found(other), at));
                return None;
            }
        };
        match date::read(text) {
            Reading::Day(day) => {
                if !date::is_our_own(text, day) {
                    let quoted = bad_date::other_order(key, text.trim(), day, at);
                    self.out.push(Diagnostic { severity: crate::diagnostic::Severity::Warning, ..quoted });
                }
                Some(day)
            }
            Reading::Either(day_first, month_first) => {
                let american = self.custom.month_first;
                let (read, other) = if american { (month_first, day_first) } else { (day_first, month_first) };
                self.out.push(date_ambiguous::diagnostic(key, read, other, american, at));
                Some(read)
            }
            Reading::NoSuchDay(year, month, day) => {
                self.out.push(bad_date::no_such_day(year, month, day, at));
                None
            }
            Reading::Not => {
                self.out.push(bad_date::not_a_date(key, &Spanned::new(text.to_string(), at)));
                None
            }
        }
    }

    fn point(&mut self, key: &str, def: &FieldDef, value: &Value) -> Option<FieldValue> {
        let at = self.span(value.span());
        let text = match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => return None,
            DeValue::String(text) => text.to_string(),
            DeValue::Array(pair) => {
                let numbers = pair.iter().filter_map(|v| self.plain_number(v.get_ref()));
                numbers.map(|n| n.to_string()).collect::<Vec<_>>().join(", ")
            }
            other => {
                self.out.push(wrong_type::diagnostic(def, found(other), at));
                return None;
            }
        };
        let read = coordinates::read(&text);
        if read.is_none() {
            self.out.push(coordinates::diagnostic(key, &Spanned::new(text, at)));
        }
        read.map(|(lat, lon)| FieldValue::Point(lat, lon))
    }

    fn plain_number(&self, value: &DeValue) -> Option<f64> {
        match value {
            DeValue::Float(n) => n.as_str().parse().ok(),
            DeValue::Integer(n) => n.as_str().parse().ok(),
            DeValue::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    fn degrees(&mut self, key: &str, def: &FieldDef, value: &Value, limit: f64) -> Option<FieldValue> {
        let at = self.span(value.span());
        if value.get_ref().as_str().is_some_and(|t| t.trim().is_empty()) {
            return None;
        }
        match self.plain_number(value.get_ref()).filter(|n| n.is_finite()) {
            Some(number) if number.abs() <= limit => Some(FieldValue::Degrees(number)),
            Some(number) => {
                self.out.push(coordinates::out_of_range(key, number, limit, at));
                None
            }
            None => {
                self.out.push(wrong_type::diagnostic(def, found(value.get_ref()), at));
                None
            }
        }
    }

    fn gift(&mut self, def: &FieldDef, value: &Value) -> Option<Gift> {
        let DeValue::Table(table) = value.get_ref() else {
            let text = self.text(def, &def.name, value).filter(|t| !t.value.trim().is_empty())?;
            return Some(Gift { text, categories: Vec::new(), until: None });
        };
        let inner = gift_fields();
        let fields = self.fields(table, &inner, "an offer or a want", &|_| true);
        let Some(text) = fields.words("text").first().cloned() else {
            let fault = wrong_type::diagnostic(def, "a table without `text`", self.span(value.span()));
            self.out.extend((!is_blank(value.get_ref())).then_some(fault));
            return None;
        };
        Some(Gift { text, categories: fields.words("categories").to_vec(), until: fields.date("until") })
    }

    fn web_link(&mut self, key: &str, def: &FieldDef, value: &Value) -> Option<WebLink> {
        let DeValue::Table(table) = value.get_ref() else {
            let text = self.text(def, key, value).filter(|t| !t.value.trim().is_empty())?;
            let (url, fault) = web_address::read(key, &text);
            self.out.extend(fault);
            return url.map(|url| WebLink { label: None, url });
        };
        let fields = self.fields(table, &web_link_fields(), "a link", &|_| true);
        let Some(url) = fields.text("url") else {
            if table.get("url").is_none() && !is_blank(value.get_ref()) {
                self.out.push(wrong_type::diagnostic(def, "a link without `url`", self.span(value.span())));
            }
            return None;
        };
        Some(WebLink { label: fields.text("label").map(str::to_owned), url: url.to_owned() })
    }

    fn tables(&mut self, def: &FieldDef, value: &Value, siblings: &[Arc<FieldDef>]) -> Option<FieldValue> {
        let mut tables = Vec::new();
        for value in list_long::taken(value) {
            match value.get_ref() {
                DeValue::Table(table) => tables.push(self.table(def, table, self.span(value.span()), siblings)),
                DeValue::String(text) if text.trim().is_empty() => {}
                other => {
                    let at = self.span(value.span());
                    self.out.push(wrong_type::diagnostic(def, found(other), at));
                }
            }
        }
        tables.retain(|table| !table.0.is_empty());
        tables.into_filled().map(FieldValue::Tables)
    }

    /// A table within a record. A name that is no field of it but one of the record fell into it.
    fn table(
        &mut self,
        def: &FieldDef,
        table: &toml::de::DeTable,
        heading: Span,
        siblings: &[Arc<FieldDef>],
    ) -> Fields {
        let inner: Vec<Arc<FieldDef>> = def.fields.iter().cloned().map(Arc::new).collect();
        if let Some(any) = inner.first().filter(|_| def.open) {
            let named = table.keys().map(|k| Arc::new(FieldDef { name: k.get_ref().to_string(), ..(**any).clone() }));
            return self.fields(table, &named.collect::<Vec<_>>(), &format!("`{}`", def.name), &|_| true);
        }
        let (line, _) = self.source.line_column(heading.start as usize);
        let mut fell = Vec::new();
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if def.field(name).is_none() && siblings.iter().any(|s| s.name == name) {
                let at = self.span(key.span());
                fell.push(at);
                self.out.push(field_in_table::diagnostic(name, at, &def.name, heading, line));
            }
        }
        self.fields(table, &inner, &format!("`{}`", def.name), &|at| !fell.contains(&at))
    }
}

fn gift_fields() -> Vec<Arc<FieldDef>> {
    vec![
        inner("text", FieldType::Text, false),
        inner("categories", FieldType::Category, true),
        inner("until", FieldType::Date, false),
    ]
}

fn web_link_fields() -> Vec<Arc<FieldDef>> {
    vec![inner("label", FieldType::Text, false), inner("url", FieldType::Url, false)]
}

fn inner(name: &str, ty: FieldType, many: bool) -> Arc<FieldDef> {
    let example = match ty {
        FieldType::Date => "2026-12-31",
        FieldType::Url => "\"https://repair.example/\"",
        _ => "\"…\"",
    };
    Arc::new(FieldDef { name: name.to_owned(), ty, many, example: example.to_owned(), ..FieldDef::default() })
}

/// What a value is, in words.
pub fn found(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "words in quotes",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A list, unless it is empty.
trait Filled: Sized {
    fn into_filled(self) -> Option<Self>;
}

impl<T> Filled for Vec<T> {
    fn into_filled(self) -> Option<Self> {
        (!self.is_empty()).then_some(self)
    }
}
