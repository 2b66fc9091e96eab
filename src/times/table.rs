//! When something is open, week by week, small enough to stand in a page: what a browser needs to say "open now".

use super::schedule::{Moment, Times};
use crate::date::Date;
use crate::digits::number;

/// So many weeks are written down. Whoever looks later is told nothing, rather than something that may be wrong.
pub const WEEKS: u32 = 58;
/// The minutes of a day.
const DAY: u32 = 24 * 60;

/// The same hours in some weeks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// When it begins, in minutes since Monday at midnight.
    pub from: u32,
    /// How many minutes it lasts; it may run into the next day and the next week.
    pub length: u32,
    /// The weeks in which it is, counted from the table's first, as runs: the first week and how many follow it.
    pub weeks: Vec<(u32, u32)>,
}

/// The Monday with which a table begins that is made on a day: what began in the week before may still be on.
pub fn first(today: Date) -> Date {
    monday(today).saturating_sub(jiff::Span::new().weeks(1))
}

/// The Monday of a day's week.
pub fn monday(day: Date) -> Date {
    day.saturating_sub(jiff::Span::new().days(day.weekday().to_monday_zero_offset()))
}

/// How many weeks after the first Monday of 1970 a Monday is.
pub fn week(monday: Date) -> u32 {
    let days = monday.since(jiff::civil::date(1970, 1, 5)).map_or(0, |span| span.get_days());
    (days / 7).max(0) as u32
}

/// The table from a Monday on, of days with times in their order. What has no end that is known stands in no table.
pub fn table(first: Date, days: impl Iterator<Item = (Date, Times)>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (day, times) in days {
        let (Moment::At(from), Some(Moment::At(to))) = (times.from, times.to) else { continue };
        if to <= from {
            continue;
        }
        let Ok(since) = u32::try_from(day.since(first).map_or(-1, |span| span.get_days())) else { continue };
        let (week, from, length) = (since / 7, since % 7 * DAY + u32::from(from), u32::from(to - from));
        if week >= WEEKS {
            break;
        }
        match spans.iter_mut().find(|span| span.from == from && span.length == length) {
            Some(span) => match span.weeks.last_mut() {
                Some(run) if run.0 + run.1 == week => run.1 += 1,
                Some(run) if run.0 + run.1 > week => {}
                _ => span.weeks.push((week, 1)),
            },
            None => spans.push(Span { from, length, weeks: vec![(week, 1)] }),
        }
    }
    spans.sort_unstable();
    spans
}

/// The table in letters, for `static/hereabouts.js` and the search: how many spans, then of each its beginning, its
/// length, how many runs of weeks, and of each run how far it lies behind the last and how many weeks it has.
pub fn write(spans: &[Span], out: &mut String) {
    number(spans.len() as u32, out);
    for span in spans {
        number(span.from, out);
        number(span.length, out);
        number(span.weeks.len() as u32, out);
        let mut next = 0;
        for (first, count) in &span.weeks {
            number(first - next, out);
            number(*count, out);
            next = first + count;
        }
    }
}
