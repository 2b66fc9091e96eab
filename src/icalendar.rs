//! Calendars as other programs read them: the lines of RFC 5545, and the clock of a time zone in them.

use std::fmt::Write;

use jiff::civil::{DateTime, Weekday};
use jiff::tz::{Dst, Offset, TimeZone, TimeZoneTransition};
use jiff::{Timestamp, civil};

/// A line holds so many bytes at most; what is longer goes on after a line break and a space.
const LONGEST: usize = 75;
/// For so many years a rule of a clock has to hold to be written as a rule.
const YEARS: i16 = 12;

/// A calendar that is being written.
#[derive(Debug, Default)]
pub struct Lines(String);

impl Lines {
    /// A line whose value holds no sign that means something: a name, a day, a rule.
    pub fn plain(&mut self, name: &str, value: &str) -> &mut Self {
        let mut room = LONGEST;
        for c in name.chars().chain([':']).chain(value.chars().filter(|c| !c.is_control())) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LONGEST - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
        self
    }

    /// A line whose value is words for people.
    pub fn text(&mut self, name: &str, words: &str) -> &mut Self {
        let mut safe = String::with_capacity(words.len() + 8);
        for c in words.chars() {
            match c {
                '\\' | ';' | ',' => safe.extend(['\\', c]),
                '\n' => safe.push_str("\\n"),
                c => safe.push(c),
            }
        }
        self.plain(name, &safe)
    }

    /// All that was written.
    pub fn finish(self) -> String {
        self.0
    }
}

/// "20261201T100000"
pub fn moment(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// Writes the clock of a place from a year on: `VTIMEZONE`. Changes that come every year on such a Sunday are written
/// as a rule; those that follow none, one by one.
pub fn time_zone(lines: &mut Lines, name: &str, zone: &TimeZone, from: i16) {
    lines.plain("BEGIN", "VTIMEZONE").plain("TZID", name);
    // A clock may be set to any year.
    let from = from.clamp(1, 9999 - YEARS);
    let start = civil::date(from, 1, 1).at(0, 0, 0, 0);
    let begin = zone.to_timestamp(start).unwrap_or(Timestamp::UNIX_EPOCH);
    let end = zone.to_timestamp(civil::date(from + YEARS, 1, 1).at(0, 0, 0, 0)).unwrap_or(begin);
    let changes: Vec<TimeZoneTransition> = zone.following(begin).take_while(|t| t.timestamp() < end).collect();
    let before = zone.to_offset_info(begin);
    // The clock as it stands when the year begins.
    observance(lines, before.dst(), before.offset(), before.offset(), start, None, before.abbreviation());
    let mut offset = before.offset();
    let mut seen: Vec<(Dst, Change)> = Vec::new();
    let all: Vec<(Dst, Change)> = changes
        .iter()
        .map(|t| {
            let local = std::mem::replace(&mut offset, t.offset());
            (t.dst(), Change { at: local.to_datetime(t.timestamp()), from: local, to: t.offset() })
        })
        .collect();
    for (transition, (dst, change)) in changes.iter().zip(&all) {
        let alike = |rule: fn(&Change) -> Rule| {
            let same = all.iter().filter(|(d, c)| d == dst && c.from == change.from && c.to == change.to);
            let same: Vec<&Change> = same.map(|(_, c)| c).collect();
            same.len() == YEARS as usize && same.iter().all(|c| rule(c) == rule(change))
        };
        let rule = [from_end as fn(&Change) -> Rule, from_start].into_iter().find(|rule| alike(*rule));
        if rule.is_some() && seen.iter().any(|(d, c)| d == dst && c.from == change.from && c.to == change.to) {
            continue;
        }
        #[expect(clippy::indexing_slicing, reason = "a day's offset from Monday is below seven")]
        let words = rule.map(|rule| rule(change)).map(|(month, nth, day, _)| {
            let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
            format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{}", days[day.to_monday_zero_offset() as usize])
        });
        observance(lines, *dst, change.from, change.to, change.at, words.as_deref(), transition.abbreviation());
        seen.push((*dst, *change));
    }
    lines.plain("END", "VTIMEZONE");
}

/// A change of the clock: at which local time, from which distance to Greenwich to which.
#[derive(Debug, Clone, Copy)]
struct Change {
    at: DateTime,
    from: Offset,
    to: Offset,
}

/// Month, which of its days of that name, the day, the time.
type Rule = (i8, i8, Weekday, civil::Time);

/// The last Sunday of March.
fn from_end(change: &Change) -> Rule {
    let date = change.at.date();
    let nth = -((date.days_in_month() - date.day()) / 7 + 1);
    (date.month(), nth, date.weekday(), change.at.time())
}

/// The second Sunday of March.
fn from_start(change: &Change) -> Rule {
    let date = change.at.date();
    (date.month(), (date.day() - 1) / 7 + 1, date.weekday(), change.at.time())
}

fn observance(
    lines: &mut Lines,
    dst: Dst,
    from: Offset,
    to: Offset,
    at: DateTime,
    rule: Option<&str>,
    abbreviation: &str,
) {
    let sort = if dst.is_dst() { "DAYLIGHT" } else { "STANDARD" };
    lines.plain("BEGIN", sort).plain("DTSTART", &moment(at));
    if let Some(rule) = rule {
        lines.plain("RRULE", rule);
    }
    lines.plain("TZOFFSETFROM", &distance(from)).plain("TZOFFSETTO", &distance(to));
    lines.text("TZNAME", abbreviation).plain("END", sort);
}

/// "+0100"
fn distance(offset: Offset) -> String {
    let seconds = offset.seconds();
    let mut words = String::new();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let _ = write!(words, "{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60);
    if !seconds.is_multiple_of(60) {
        let _ = write!(words, "{:02}", seconds % 60);
    }
    words
}
