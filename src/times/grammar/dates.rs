//! Days of the calendar, months and parts of the year, alone and in lists.

use std::ops::Range;

use super::super::combine::Doubt;
use super::super::schedule::Season;
use super::super::tokens::{Token, What};
use super::super::vocabulary::Concept;
use super::{Limit, Mode, Reader};
use crate::date::{Date, in_words};

/// A day, with its year or of every year.
#[derive(Debug, Clone, Copy)]
enum Day {
    Full(Date),
    Yearly(u8, u8),
}

impl Reader<'_> {
    /// "June to September", "March, June"; "April 2027" is a part of that year.
    pub(super) fn months(&mut self) {
        let month = |at: usize| match self.tokens.get(at).map(|t| &t.what) {
            Some(&What::Concept(Concept::Month(month))) => Some(month),
            _ => None,
        };
        let year = |at: usize| match self.tokens.get(at).map(|t| &t.what) {
            Some(&What::Number(year)) if (1900..2200).contains(&year) => Some(year as i16),
            _ => None,
        };
        let from = month(self.at).unwrap_or(1);
        let mut next = self.at + 1;
        let from_year = year(next);
        next += usize::from(from_year.is_some());
        let to = if self.is(next, Concept::To)
            || self.is(next, Concept::Until)
            || self.is_between && self.is(next, Concept::And)
        {
            month(next + 1)
        } else {
            None
        };
        next += if to.is_some() { 2 } else { 0 };
        let to_year = if to.is_some() { year(next) } else { None };
        next += usize::from(to_year.is_some());
        let at = self.place(self.at).start..self.place(next - 1).end;
        self.at = next;
        if let Some(year) = from_year.or(to_year) {
            let last = to.unwrap_or(from);
            let first_year = from_year.unwrap_or(if from > last { year - 1 } else { year });
            let last_year = to_year.unwrap_or(first_year);
            let first = Date::new(first_year, from as i8, 1);
            let last = Date::new(last_year, last as i8, 1).map(Date::last_of_month);
            if let (Ok(first), Ok(last)) = (first, last) {
                let range = to.is_some() || self.limit == Limit::None;
                return self.limited(first, last, range, at);
            }
        }
        if self.limit == Limit::Until && to.is_none() {
            let question = format!(
                "until when exactly? Write the last day, such as “until 31 {} 2027”",
                self.vocabulary.month(from)
            );
            self.limit = Limit::None;
            self.doubts.push(Doubt::sure(question, at));
            return;
        }
        if self.limit == Limit::From && to.is_none() {
            let question = format!(
                "from when exactly? Write the first day, such as “from 1 {} 2027”",
                self.vocabulary.month(from)
            );
            self.limit = Limit::None;
            self.doubts.push(Doubt::sure(question, at));
            return;
        }
        self.limit = Limit::None;
        self.season(Season::months(from, to.unwrap_or(from)));
    }

    /// A part of a certain year.
    pub(super) fn limited(&mut self, first: Date, last: Date, is_range: bool, at: Range<usize>) {
        let limit = std::mem::replace(&mut self.limit, Limit::None);
        if self.mode != Mode::On {
            self.in_mode += 1;
            self.draft.not_on.push((first, last));
            return;
        }
        self.draft.note_limit(self.after_comma);
        if limit != Limit::Until || is_range {
            self.draft.from = Some((first, at.clone()));
        }
        if limit != Limit::From || is_range {
            self.draft.until = Some((last, at));
        }
    }

    pub(super) fn season(&mut self, season: Season) {
        let is_on = self.mode == Mode::On;
        if is_on {
            self.new_season();
            if self.draft.has_times() && self.draft.has_days() {
                self.draft.note_limit(self.after_comma);
            }
        }
        self.in_mode += 1;
        let list = if is_on { &mut self.draft.seasons } else { &mut self.draft.not_in };
        // "July and August" is from July to August.
        if let Some(last) = list.last_mut()
            && let (Some((_, before)), Some((after, _))) = (last.whole_months(), season.whole_months())
            && before + 1 == after
        {
            last.to = season.to;
            return;
        }
        list.push(season);
    }

    /// Whether a day of a calendar is written here: a day, or numbers of which the last has a month.
    pub(super) fn is_date(&self, mut at: usize) -> bool {
        loop {
            match self.tokens.get(at).map(|t| &t.what) {
                Some(What::Date(_) | What::Either(..) | What::DayOfYear(..) | What::NoSuchDay(..)) => return true,
                Some(What::Number(1..=31)) => {
                    at += 1;
                    at += usize::from(self.is(at, Concept::Ordinal));
                    let before = at;
                    let joins = |c: Concept| matches!(c, Concept::Comma | Concept::And | Concept::To);
                    while let Some(&What::Concept(c)) = self.tokens.get(at).map(|t| &t.what)
                        && joins(c)
                        && at < before + 2
                    {
                        at += 1;
                    }
                    if at == before {
                        return false;
                    }
                }
                _ => return false,
            }
        }
    }

    /// One day: the token at `at`, if it is one.
    fn one_day(&mut self, at: usize) -> Option<Day> {
        let token = self.tokens.get(at)?;
        match token.what {
            What::Date(date) => Some(Day::Full(date)),
            What::DayOfYear(month, day) => Some(Day::Yearly(month, day)),
            What::Either(a, b) => {
                let question = format!(
                    "`{}`: {} or {}? Write the month as a word",
                    &self.text[token.at.clone()],
                    in_words(a),
                    in_words(b)
                );
                self.doubts.push(Doubt::kept(question, token.at.clone()));
                Some(Day::Full(a))
            }
            What::NoSuchDay(year, month, day) => {
                let name = crate::date::month_name(month.clamp(1, 12) as i8);
                let days = crate::date::days_in_month(if year == 0 { 2024 } else { year }, month.clamp(1, 12) as i8);
                let why = match days {
                    Some(days) if (1..=12).contains(&month) && year == 0 => format!("{name} has {days} days"),
                    Some(days) if (1..=12).contains(&month) => format!("{name} {year} has {days} days"),
                    _ => "a year has 12 months".to_owned(),
                };
                let question = format!("there is no `{}`: {why} ({day} is written)", &self.text[token.at.clone()]);
                self.doubts.push(Doubt::sure(question, token.at.clone()));
                None
            }
            _ => None,
        }
    }

    /// "12 December 2026", "3, 10 and 17 March 2027", "3 to 7 August 2026", "24 December to 2 January".
    pub(super) fn dates(&mut self, weekday: Option<u8>) {
        let start = self.at;
        let mut numbers: Vec<(u32, bool)> = Vec::new();
        // The numbers before the first whole day; with each whether a span begins there.
        while let Some(&What::Number(number)) = self.tokens.get(self.at).map(|t| &t.what) {
            self.at += 1;
            self.at += usize::from(self.is(self.at, Concept::Ordinal));
            let mut is_span = false;
            let joins = |what: &What| {
                !matches!(
                    what,
                    What::Number(_) | What::Date(_) | What::Either(..) | What::DayOfYear(..) | What::NoSuchDay(..)
                )
            };
            while self.tokens.get(self.at).is_some_and(|t| joins(&t.what)) {
                is_span |= self.is(self.at, Concept::To);
                self.at += 1;
            }
            numbers.push((number, is_span));
        }
        let Some(day) = self.one_day(self.at) else {
            self.at += 1;
            return;
        };
        self.at += 1;
        let mut spans: Vec<(Day, Day)> = Vec::new();
        let of_month = |number: u32| match day {
            Day::Full(date) => Date::new(date.year(), date.month(), number as i8).ok().map(Day::Full),
            Day::Yearly(month, _) => Some(Day::Yearly(month, number as u8)),
        };
        let mut from: Option<Day> = None;
        for (number, is_span) in numbers {
            let first = from.take().or_else(|| of_month(number));
            match (first, of_month(number)) {
                (Some(first), Some(_)) if is_span => from = Some(first),
                (Some(first), Some(last)) => spans.push((first, last)),
                _ => {}
            }
        }
        spans.push((from.unwrap_or(day), day));
        // "… to 2 January 2027"
        let joins = self.is(self.at, Concept::To)
            || self.is(self.at, Concept::Until)
            || self.is_between && self.is(self.at, Concept::And);
        let mut next = self.at + 1;
        if matches!(self.tokens.get(next).map(|t| &t.what), Some(What::Concept(Concept::Day(_)))) {
            next += 1;
        }
        let is_day =
            |t: &Token| matches!(t.what, What::Date(_) | What::Either(..) | What::DayOfYear(..) | What::NoSuchDay(..));
        let mut is_range = false;
        if joins && from.is_none() && self.tokens.get(next).is_some_and(is_day) {
            self.at = next + 1;
            let Some(last) = self.one_day(next) else { return };
            let first = spans.pop().map_or(day, |s| s.0);
            let first = match (first, last) {
                // The first day lies in the year of the last, or in the one before.
                (Day::Yearly(month, day), Day::Full(last)) => {
                    let year = if (month, day) <= (last.month() as u8, last.day() as u8) {
                        last.year()
                    } else {
                        last.year() - 1
                    };
                    Date::new(year, month as i8, day as i8).map_or(first, Day::Full)
                }
                _ => first,
            };
            spans.push((first, last));
            is_range = true;
        }
        let at = self.place(start).start..self.place(self.at - 1).end;
        self.take_dates(spans, is_range, weekday, at);
    }

    fn take_dates(&mut self, spans: Vec<(Day, Day)>, is_range: bool, weekday: Option<u8>, at: Range<usize>) {
        let limit = self.limit;
        let Some(&(first, _)) = spans.first() else { return };
        if let (Some(weekday), Day::Full(date)) = (weekday, first)
            && date.weekday().to_monday_zero_offset() != weekday as i8
        {
            let day = |day: u8| self.vocabulary.day(day);
            let question = format!(
                "{} is a {}, not a {}: which of the two is right?",
                in_words(date),
                day(date.weekday().to_monday_zero_offset() as u8),
                day(weekday)
            );
            self.doubts.push(Doubt::sure(question, at.clone()));
        }
        if self.mode != Mode::On && self.after_comma && self.in_mode > 0 && limit != Limit::None {
            self.mode = Mode::On;
        }
        if self.mode == Mode::On && limit == Limit::None && matches!(first, Day::Full(_)) {
            self.new_day();
        }
        let mut dates = Vec::new();
        for (from, to) in spans {
            match (from, to) {
                (Day::Full(from), Day::Full(to)) if from > to => {
                    let question = format!("{} comes before {}", in_words(to), in_words(from));
                    self.doubts.push(Doubt::sure(question, at.clone()));
                }
                (Day::Full(from), Day::Full(to)) => dates.push((from, to)),
                (Day::Yearly(m, d), Day::Yearly(n, e)) if self.mode != Mode::On || is_range || (m, d) != (n, e) => {
                    self.limit = Limit::None;
                    self.season(Season { from: (m, d), to: (n, e) });
                }
                _ => {
                    let question = format!("`{}`: of which year? Write it behind the month", &self.text[at.clone()]);
                    self.doubts.push(Doubt::sure(question, at.clone()));
                }
            }
        }
        self.limit = Limit::None;
        if self.mode != Mode::On {
            self.in_mode += 1;
            self.draft.not_on.extend(dates);
            return;
        }
        match (limit, dates.as_slice()) {
            (_, []) => {}
            (Limit::None, _) => {
                self.draft.dates.extend(dates);
                self.draft.days_at.get_or_insert(at);
            }
            (_, &[(from, to)]) => {
                self.limit = limit;
                self.limited(from, to, is_range, at);
            }
            _ => self.doubts.push(Doubt::sure("from which of these days on? Write one".to_owned(), at)),
        }
    }
}
