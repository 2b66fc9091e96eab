//! A schedule as days: on which it is on, from one day on.

use std::collections::BTreeSet;

use super::schedule::{Days, Rule, Schedule, School, Times};
use super::table::monday;
use crate::date::Date;

/// So many days are looked through for the next one.
pub const FAR: i32 = 800;

/// The days on which schools and offices are closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The school terms, each from its first day to its last, in order.
    pub terms: Vec<(Date, Date)>,
    /// The public holidays.
    pub holidays: BTreeSet<Date>,
}

impl Calendar {
    /// The public holidays of a country, by its two letters; none where the program does not know them.
    pub fn holidays_of(country: &str) -> BTreeSet<Date> {
        if country != "GB" {
            return BTreeSet::new();
        }
        #[expect(clippy::expect_used, reason = "the days that come with the program are tested")]
        let days: toml::Table =
            include_str!("holidays/england.toml").parse().expect("the days that come with the program are tested");
        days.keys().filter_map(|day| day.parse().ok()).collect()
    }

    /// Whether schools are open on a day; nothing if no term is known that begins before it and no term that ends
    /// after it.
    pub fn in_term(&self, day: Date) -> Option<bool> {
        let (first, last) = (self.terms.first()?.0, self.terms.iter().map(|t| t.1).max()?);
        (first <= day && day <= last).then(|| self.terms.iter().any(|(from, to)| *from <= day && day <= *to))
    }
}

/// All days on which it is on, from one day to another, in order, with their times.
pub fn occurrences<'a>(
    schedule: &'a Schedule,
    from: Date,
    to: Date,
    calendar: &'a Calendar,
) -> impl Iterator<Item = (Date, Times)> + 'a {
    let days = std::iter::successors(Some(from), move |day| day.tomorrow().ok().filter(|next| *next <= to));
    days.flat_map(move |day| on(schedule, day, calendar).into_iter().map(move |times| (day, times)))
}

/// The times of one day, in order.
pub fn on(schedule: &Schedule, day: Date, calendar: &Calendar) -> Vec<Times> {
    let mut times: Vec<Times> =
        schedule.rules.iter().filter(|rule| is_on(rule, day, calendar)).flat_map(|rule| &rule.times).copied().collect();
    if times.len() > 1 {
        times.sort_unstable();
        times.dedup();
    }
    times
}

/// The next time from a day on.
pub fn next(schedule: &Schedule, from: Date, calendar: &Calendar) -> Option<(Date, Times)> {
    occurrences(schedule, from, from.saturating_add(jiff::Span::new().days(FAR)), calendar).next()
}

/// The last day on which anything of it may be on; nothing if it goes on.
pub fn end(schedule: &Schedule) -> Option<Date> {
    let ends = schedule.rules.iter().map(|rule| match &rule.days {
        Days::Once(dates) => dates.iter().map(|d| d.1).max(),
        _ => rule.until,
    });
    ends.collect::<Option<Vec<Date>>>()?.into_iter().max()
}

/// Whether a rule holds on a day.
pub fn is_on(rule: &Rule, day: Date, calendar: &Calendar) -> bool {
    has_day(&rule.days, day)
        && rule.from.is_none_or(|from| from <= day)
        && rule.until.is_none_or(|until| day <= until)
        && (rule.seasons.is_empty() || rule.seasons.iter().any(|season| season.has(day)))
        && !rule.not_in.iter().any(|season| season.has(day))
        && !rule.not_on.iter().any(|(from, to)| *from <= day && day <= *to)
        && match rule.school {
            School::Any => true,
            School::Term => calendar.in_term(day) == Some(true),
            School::Holidays => calendar.in_term(day) == Some(false),
        }
        && !(rule.not_on_holidays && calendar.holidays.contains(&day))
}

fn has_day(days: &Days, day: Date) -> bool {
    let weekday = day.weekday().to_monday_zero_offset() as u8;
    match days {
        Days::Weekly(days) => days.has(weekday),
        Days::Fortnightly(days, Some(first)) => {
            let apart = || monday(day).since(monday(*first)).map_or(1, |span| span.get_days());
            days.has(weekday) && *first <= day && apart() % 14 == 0
        }
        Days::Fortnightly(_, None) => false,
        Days::Monthly(pairs) => pairs.iter().any(|&(which, on)| on == weekday && is_nth(day, which)),
        Days::Once(dates) => dates.iter().any(|(from, to)| *from <= day && day <= *to),
    }
}

/// Whether a day is the first, second … of its name in its month, or counted from the end.
fn is_nth(day: Date, which: i8) -> bool {
    if which > 0 { (day.day() - 1) / 7 + 1 == which } else { (day.days_in_month() - day.day()) / 7 + 1 == -which }
}
