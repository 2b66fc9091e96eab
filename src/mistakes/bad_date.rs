//! A date in another order, or one that is in no calendar.

use super::Line;
use crate::date::{self, Reading};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::{Span, Spanned};

/// A date that cannot be read.
pub static RULE: Rule = Rule {
    code: "bad-date",
    severity: Severity::Error,
    title: "a date that cannot be read",
    explain: "Dates are written year-month-day, without quotes: `verified = 2026-03-03`. That way nobody has to guess which \
number is the month.",
};

/// `verified = 31/12/2025`, `verified = 2026-02-30`, `verified = 3 March 2026`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value_without_comment()?;
    if value.starts_with(['"', '\'', '[']) {
        return None;
    }
    let at = line.span_of(value);
    let key = line.key()?;
    match date::read(value) {
        Reading::Day(day) => Some(other_order(key, value, day, at)),
        Reading::Either(first, second) => Some(
            Diagnostic::new(
                &RULE,
                format!("dates are written year-month-day: `{key} = {first}` is {}", date::in_words(first)),
            )
            .at(at)
            .help(format!(
                "write `{key} = {first}`; if you meant {}, write `{key} = {second}`",
                date::in_words(second)
            )),
        ),
        Reading::NoSuchDay(year, month, day) => Some(no_such_day(year, month, day, at)),
        Reading::Not if is_month(value) && KEYS.contains(&key) => Some(incomplete(key, value, at)),
        Reading::Not => None,
    }
}

/// The fields that hold a day: elsewhere `2025-12` may be words without quotes.
const KEYS: [&str; 5] = ["verified", "consent", "closed_on", "alert_until", "until"];

/// `2025-12`
fn is_month(value: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    value
        .split_once('-')
        .is_some_and(|(year, month)| year.len() == 4 && month.len() == 2 && digits(year) && digits(month))
}

/// A year, or a year and a month, for a day.
pub fn incomplete(key: &str, value: &str, at: Span) -> Diagnostic {
    let (lacks, day) = if value.contains('-') {
        ("day is", format!("{value}-01"))
    } else {
        ("month and the day are", format!("{value}-01-01"))
    };
    Diagnostic::new(&RULE, format!("`{value}` is not a whole date: the {lacks} missing")).at(at).help(format!(
        "write year-month-day, such as `{key} = {day}`; take the first day if the right one is not known"
    ))
}

/// The text in a date field is a date, but in another order.
pub fn other_order(key: &str, value: &str, day: date::Date, at: Span) -> Diagnostic {
    let message = format!("dates are written year-month-day: `{value}` is `{day}`");
    Diagnostic::new(&RULE, message).at(at).help(format!("write `{key} = {day}`")).fix(at, day.to_string())
}

/// The text is a date in shape, but there is no such day.
pub fn no_such_day(year: i16, month: i8, day: i8, at: Span) -> Diagnostic {
    let diagnostic = if let Some(days) = date::days_in_month(year, month) {
        let name = date::month_name(month);
        Diagnostic::new(&RULE, format!("there is no {day} {name} {year}: {name} {year} has {days} days"))
            .help(format!("write a day from {year}-{month:02}-01 to {year}-{month:02}-{days}"))
    } else {
        Diagnostic::new(&RULE, format!("there is no month {month}: dates are written year-month-day"))
            .help("write it as in 2026-03-31, which is 31 March 2026")
    };
    diagnostic.at(at)
}

/// The words in a date field are no date at all.
pub fn not_a_date(key: &str, value: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{key}` is a date, and `{}` is not one", super::shortened(&value.value)))
        .at(value.span)
        .help(format!("write it year-month-day and without quotes, such as `{key} = 2026-03-31`"))
}
