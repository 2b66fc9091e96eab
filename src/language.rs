//! The words that a theme says, in one language: texts by name, and forms for counted things.

use std::collections::BTreeMap;
use std::sync::Arc;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::date::Date;

/// The words of one language. Names are dotted: `view.how.phone`.
pub struct Language {
    /// The language's tag, such as `en-GB`.
    pub tag: String,
    texts: BTreeMap<String, String>,
    counting: Arc<Counting>,
}

/// Counts things in one language.
pub struct Counting {
    forms: BTreeMap<String, String>,
    plurals: PluralRules,
}

impl Counting {
    /// A counted thing: "8 entries".
    pub fn count(&self, n: usize, what: &str) -> String {
        let category = match self.plurals.category_for(n) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        };
        let form = |category: &str| self.forms.get(&format!("plural.{what}.{category}"));
        let form = form(category).or_else(|| form("other"));
        fill(form.map_or("{n}", String::as_str), &[("n", &n.to_string())])
    }
}

impl Language {
    /// Words from the files of a language, the most general first; what a later file says counts.
    pub fn new(tag: &str, files: &[&toml::Table]) -> Self {
        let mut texts = BTreeMap::new();
        for file in files {
            flatten("", file, &mut texts);
        }
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        #[expect(clippy::expect_used, reason = "the rules for no language in particular are compiled in")]
        let plurals = PluralRules::try_new_cardinal((&locale).into())
            .or_else(|_| PluralRules::try_new_cardinal((&Locale::UNKNOWN).into()))
            .expect("the rules for no language in particular are compiled in");
        let forms =
            texts.iter().filter(|(name, _)| name.starts_with("plural.")).map(|(n, t)| (n.clone(), t.clone())).collect();
        Self { tag: tag.to_owned(), texts, counting: Arc::new(Counting { forms, plurals }) }
    }

    /// The text called `name`; the name itself if there is none, so that a gap is seen and nothing breaks.
    pub fn text<'a>(&'a self, name: &'a str) -> &'a str {
        self.texts.get(name).map_or(name, String::as_str)
    }

    /// The text called `name`, if there is one.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// The names of all texts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The text called `name` with `{…}` filled in.
    pub fn filled(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(name), values)
    }

    /// A counted thing: "8 entries".
    pub fn count(&self, n: usize, what: &str) -> String {
        self.counting.count(n, what)
    }

    /// What counts things, to be kept apart from the rest.
    pub fn counting(&self) -> Arc<Counting> {
        Arc::clone(&self.counting)
    }

    /// A day in full: "3 March 2026".
    pub fn day_long(&self, date: Date) -> String {
        self.day(date, "view.day_long", "view.month_long")
    }

    /// A day of the days to come: "Tuesday 3 March".
    pub fn day_of_week(&self, date: Date) -> String {
        let weekday = format!("view.weekday.d{}", date.weekday().to_monday_one_offset());
        let month = format!("view.month_long.m{}", date.month());
        let (weekday, month, day) = (self.text(&weekday), self.text(&month), date.day().to_string());
        self.filled("view.day_of_week", &[("weekday", weekday), ("day", &day), ("month", month)])
    }

    /// A day in short: "3 Mar 2026".
    pub fn day_short(&self, date: Date) -> String {
        self.day(date, "view.day_short", "view.month_short")
    }

    fn day(&self, date: Date, form: &str, months: &str) -> String {
        let month = format!("{months}.m{}", date.month());
        self.filled(
            form,
            &[("day", &date.day().to_string()), ("month", self.text(&month)), ("year", &date.year().to_string())],
        )
    }

    /// A list in words: "Asha, Tom and Joan".
    pub fn list(&self, parts: &[String]) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let list = first.join(self.text("view.comma"));
                self.filled("view.and", &[("list", &list), ("last", last)])
            }
        }
    }

    /// Whether the language is written from right to left.
    pub fn direction(&self) -> &'static str {
        let main = self.tag.split(['-', '_']).next().unwrap_or("");
        if ["ar", "fa", "he", "ur", "ps", "yi", "ckb", "sd", "ug", "dv"].contains(&main) { "rtl" } else { "ltr" }
    }
}

/// `text` with each `{name}` replaced by its value.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let found = after.find('}').and_then(|close| {
            let value = values.iter().find(|(name, _)| *name == &after[..close])?;
            Some((close, value.1))
        });
        match found {
            Some((close, value)) => {
                out.push_str(value);
                rest = &after[close + 1..];
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn flatten(prefix: &str, table: &toml::Table, texts: &mut BTreeMap<String, String>) {
    for (name, value) in table {
        let name = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::Table(inner) => flatten(&name, inner, texts),
            toml::Value::String(text) => {
                texts.insert(name, text.clone());
            }
            _ => {}
        }
    }
}

/// A text with a capital in front.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_becomes_a_capital_and_the_rest_stays() {
        assert_eq!(["éclair McBride", "ß", "3 oaks", ""].map(capital), ["Éclair McBride", "SS", "3 oaks", ""]);
    }

    #[test]
    fn counted_things_take_the_forms_of_their_language() {
        let table: toml::Table = toml::from_str(
            "[plural.x]\none = \"{n} wpis\"\nfew = \"{n} wpisy\"\nmany = \"{n} wpisów\"\nother = \"{n} wpisu\"",
        )
        .unwrap();
        let polish = Language::new("pl", &[&table]);
        assert_eq!([1, 2, 5, 22].map(|n| polish.count(n, "x")), ["1 wpis", "2 wpisy", "5 wpisów", "22 wpisy"]);
    }

    #[test]
    fn braces_are_filled_once() {
        assert_eq!(fill("{a} and {b}, {c}", &[("a", "{b}"), ("b", "2")]), "{b} and 2, {c}");
    }
}
