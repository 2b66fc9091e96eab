//! `[calendar]`: the days on which schools and offices are closed.
//!
//! ```toml
//! [calendar.terms]
//! 2026-27 = ["2026-09-02 to 2026-10-23", "2026-11-02 to 2026-12-18"]
//!
//! [calendar.holidays]
//! 2027 = ["2027-01-01", "2027-03-26"]
//! ```

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::SETTING;
use crate::date::{self, Date, Reading};
use crate::diagnostic::Diagnostic;
use crate::fields::Reader;
use crate::mistakes::{shortened, unknown_field};
use crate::times::Calendar;

/// Reads the table; where the site says nothing of a year's holidays, those of its country stand if we know them.
pub fn read(reader: &mut Reader, table: Option<&DeTable>, country: &str) -> Calendar {
    let mut calendar = Calendar { terms: Vec::new(), holidays: Calendar::holidays_of(country) };
    for (key, value) in table.into_iter().flatten() {
        let name = key.get_ref().as_ref();
        match (name, value.get_ref().as_table()) {
            ("terms", Some(years)) => {
                for text in years.iter().flat_map(|(_, days)| texts(days)) {
                    calendar.terms.extend(term(reader, text));
                }
            }
            ("holidays", Some(years)) => {
                for (year, days) in years {
                    if let Ok(year) = year.get_ref().parse::<i16>() {
                        calendar.holidays.retain(|day| day.year() != year);
                    }
                    for text in texts(days) {
                        let found = day(text.get_ref().as_str().unwrap_or(""));
                        if found.is_none() {
                            told(reader, text, "is no day that we can read", "write days such as `\"2027-01-01\"`");
                        }
                        calendar.holidays.extend(found);
                    }
                }
            }
            ("terms" | "holidays", None) => {
                told(
                    reader,
                    value,
                    "is not sorted by year",
                    &format!("write `[calendar.{name}]`, and below it `2027 = [\"…\"]`"),
                );
            }
            _ => {
                let fields = ["terms", "holidays"].map(|name| super::plain(name, crate::kinds::FieldType::Table, "…"));
                let span = reader.span(key.span());
                reader.out.push(unknown_field::diagnostic(name, span, "the calendar", fields.iter()));
            }
        }
    }
    calendar.terms.sort_unstable();
    calendar
}

/// The texts of a list, or the one text.
fn texts<'a, 'i>(value: &'a Spanned<DeValue<'i>>) -> Vec<&'a Spanned<DeValue<'i>>> {
    value.get_ref().as_array().map_or_else(|| vec![value], |list| list.iter().collect())
}

/// "2026-09-02 to 2026-10-23"
fn term(reader: &mut Reader, value: &Spanned<DeValue>) -> Option<(Date, Date)> {
    let text = value.get_ref().as_str().unwrap_or("");
    let halves = [" to ", "–", "—", " - ", " until "].iter().find_map(|to| text.split_once(to));
    let span = halves.and_then(|(from, to)| day(from).zip(day(to)));
    let help = "write the first and the last day, such as `\"2026-09-02 to 2026-10-23\"`";
    match span {
        None => told(reader, value, "is no term that we can read", help),
        Some((from, to)) if from > to => told(reader, value, "ends before it begins", help),
        _ => return span,
    }
    None
}

fn day(text: &str) -> Option<Date> {
    match date::read(text) {
        Reading::Day(date) | Reading::Either(date, _) => Some(date),
        _ => None,
    }
}

fn told(reader: &mut Reader, value: &Spanned<DeValue>, what: &str, help: &str) {
    let found = value
        .get_ref()
        .as_str()
        .map_or_else(|| crate::fields::found(value.get_ref()).to_owned(), |t| format!("`{}`", shortened(t)));
    let at = reader.span(value.span());
    reader.out.push(Diagnostic::new(&SETTING, format!("{found} {what}")).at(at).help(help));
}
