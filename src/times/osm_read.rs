//! Opening hours as OpenStreetMap writes them, read strictly. A rule behind a semicolon stands in place of earlier ones
//! on its days, as there; what a schedule cannot hold is asked about.

use super::osm::{DAYS, MONTHS};
use super::schedule::{Days, Moment, Rule, Schedule, School, Season, Times, Weekdays};
use super::{Outcome, Question};
use crate::date::Date;

/// Reads such a text; nothing if it is not one.
pub fn read(text: &str) -> Option<Outcome> {
    let tokens = tokens(text)?;
    let is_day = |t: &Token| matches!(t.what, What::Day(_) | What::Holiday(_) | What::Off);
    let is_always = matches!(tokens.as_slice(), [a, b, c] if a.what == What::Number(24) && b.what == What::Sign('/') && c.what == What::Number(7));
    if !is_always && !tokens.iter().any(is_day) {
        return None;
    }
    let mut reader = Reader { tokens, at: 0, rules: Vec::new(), fault: None };
    let fault = reader.run().err().or(reader.fault);
    Some(match fault {
        Some(Fault::NotOsm) => return None,
        Some(Fault::Cannot(why, at)) => {
            let (question, guess) =
                (format!("{why}. Write the times in words, or leave it as it is: then it stands in no calendar"), None);
            Outcome::Ask(Question { question, at, guess, instead: None })
        }
        None if reader.rules.is_empty() => return None,
        None => Outcome::Read(Schedule { rules: reader.rules }),
    })
}

#[derive(Debug, Clone, PartialEq)]
enum What {
    Number(u32),
    Time(u16),
    Dawn,
    Dusk,
    Day(u8),
    /// `SH` is true.
    Holiday(bool),
    Month(u8),
    Off,
    On,
    Comment,
    Week,
    Sign(char),
}

#[derive(Debug, Clone)]
struct Token {
    what: What,
    at: std::ops::Range<usize>,
    /// How many signs it has: `2026` is a year, `05` a day.
    length: usize,
}

/// Why a text is not read.
enum Fault {
    /// It is no such text.
    NotOsm,
    /// It is, and says what a schedule cannot hold.
    Cannot(&'static str, std::ops::Range<usize>),
}

type Step<T> = Result<T, Fault>;

fn tokens(text: &str) -> Option<Vec<Token>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let while_ = |at: usize, is: fn(&u8) -> bool| at + bytes.iter().skip(at).take_while(|b| is(b)).count();
        let what = match byte {
            b' ' | b'\n' | b'\t' | b'\r' => {
                at += 1;
                continue;
            }
            b'0'..=b'9' => {
                at = while_(at, u8::is_ascii_digit);
                let number: u32 = text[start..at].parse().ok()?;
                let minutes_end = if bytes.get(at) == Some(&b':') { while_(at + 1, u8::is_ascii_digit) } else { at };
                if minutes_end == at + 3 && at - start <= 2 {
                    let minutes: u32 = text[at + 1..minutes_end].parse().ok()?;
                    at = minutes_end;
                    if number > 48 || minutes > 59 {
                        return None;
                    }
                    What::Time((number * 60 + minutes) as u16)
                } else {
                    What::Number(number)
                }
            }
            b'"' => {
                at = start + 1 + text[start + 1..].find('"')? + 1;
                What::Comment
            }
            b'A'..=b'Z' | b'a'..=b'z' => {
                at = while_(at, u8::is_ascii_alphabetic);
                word(&text[start..at])?
            }
            b'-' | b',' | b';' | b'/' | b'+' | b'[' | b']' | b':' | b'|' | b'(' | b')' => {
                at += 1;
                What::Sign(char::from(byte))
            }
            _ if text[at..].starts_with('–') => {
                at += '–'.len_utf8();
                What::Sign('-')
            }
            _ => return None,
        };
        tokens.push(Token { what, at: start..at, length: at - start });
    }
    Some(tokens)
}

fn word(word: &str) -> Option<What> {
    let place = |names: &[&str]| names.iter().position(|name| *name == word).map(|at| at as u8);
    Some(match word {
        "PH" => What::Holiday(false),
        "SH" => What::Holiday(true),
        "off" | "closed" => What::Off,
        "open" => What::On,
        "sunrise" | "dawn" => What::Dawn,
        "sunset" | "dusk" => What::Dusk,
        "week" | "easter" | "unknown" | "day" | "days" => What::Week,
        _ => place(&DAYS).map(What::Day).or_else(|| place(&MONTHS).map(|month| What::Month(month + 1)))?,
    })
}

/// What a rule is about.
#[derive(Default)]
struct Selector {
    seasons: Vec<Season>,
    dates: Vec<(Date, Option<Date>)>,
    days: Option<Weekdays>,
    pairs: Vec<(i8, u8)>,
    school: bool,
    holiday: bool,
    is_always: bool,
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    rules: Vec<Rule>,
    fault: Option<Fault>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<&What> {
        self.tokens.get(self.at + ahead).map(|t| &t.what)
    }

    fn is(&self, sign: char) -> bool {
        self.peek(0) == Some(&What::Sign(sign))
    }

    fn take(&mut self, sign: char) -> bool {
        let is = self.is(sign);
        self.at += usize::from(is);
        is
    }

    fn cannot<T>(&self, why: &'static str) -> Step<T> {
        let token = self.tokens.get(self.at).or(self.tokens.last());
        Err(Fault::Cannot(why, token.map_or(0..0, |token| token.at.clone())))
    }

    fn run(&mut self) -> Step<()> {
        let mut is_on_top = false;
        while self.at < self.tokens.len() {
            self.rule(is_on_top)?;
            if self.at == self.tokens.len() {
                break;
            }
            match self.peek(0) {
                Some(What::Sign(';')) => is_on_top = false,
                Some(What::Sign(',')) => is_on_top = true,
                Some(What::Sign('|')) if self.peek(1) == Some(&What::Sign('|')) => {
                    self.at += 2;
                    self.left_over()?;
                    continue;
                }
                Some(What::Comment) => return self.cannot("here stands a remark"),
                Some(What::Week) => {
                    return self.cannot("single weeks, Easter and what is not known cannot be read here");
                }
                _ => return Err(Fault::NotOsm),
            }
            self.at += 1;
        }
        Ok(())
    }

    /// Behind `||` stands what holds on the days that are left over; where none of them is taken, it is a rule like others.
    fn left_over(&mut self) -> Step<()> {
        let earlier = std::mem::take(&mut self.rules);
        self.rule(false)?;
        if self.rules.iter().any(|rule| earlier.iter().any(|other| rule.may_meet(other))) {
            return self.cannot("`||` gives other hours for the days that are left over");
        }
        self.rules.splice(0..0, earlier);
        Ok(())
    }

    /// `Mar-Oct Tu,Th 09:00-12:00,14:00-18:00`, `PH off`.
    fn rule(&mut self, is_on_top: bool) -> Step<()> {
        let start = self.at;
        let selector = self.selector()?;
        let is_empty = self.at == start;
        self.take(':');
        let times = self.times()?;
        let is_off = self.peek(0) == Some(&What::Off);
        if is_off || self.peek(0) == Some(&What::On) {
            self.at += 1;
        }
        if self.peek(0) == Some(&What::Comment) {
            return self.cannot("here stands a remark");
        }
        if is_empty && times.is_empty() && !is_off {
            return if self.peek(0) == Some(&What::Week) {
                self.cannot("single weeks, Easter and what is not known cannot be read here")
            } else {
                Err(Fault::NotOsm)
            };
        }
        if is_off {
            return if times.is_empty() { self.off(&selector) } else { self.cannot("closed at certain hours") };
        }
        if selector.holiday {
            return self.cannot("hours of their own on public holidays");
        }
        if times.is_empty() && !selector.is_always {
            return self.cannot("days without hours");
        }
        let times = if times.is_empty() {
            vec![Times { from: Moment::At(0), to: Some(Moment::At(super::clock::DAY)) }]
        } else {
            times
        };
        self.open(selector, times, is_on_top)
    }

    fn selector(&mut self) -> Step<Selector> {
        let mut selector = Selector::default();
        if self.peek(0) == Some(&What::Number(24))
            && self.peek(1) == Some(&What::Sign('/'))
            && self.peek(2) == Some(&What::Number(7))
        {
            self.at += 3;
            selector.is_always = true;
            return Ok(selector);
        }
        while let Some(What::Month(_) | What::Number(_)) = self.peek(0) {
            self.month_day(&mut selector)?;
            if !(self.is(',') && matches!(self.peek(1), Some(What::Month(_) | What::Number(_)))) {
                break;
            }
            self.at += 1;
        }
        if matches!(self.peek(0), Some(What::Sign(':'))) {
            self.at += 1;
        }
        while let Some(What::Day(_) | What::Holiday(_)) = self.peek(0) {
            self.weekday(&mut selector)?;
            let goes_on = matches!(self.peek(1), Some(What::Day(_) | What::Holiday(_)));
            // "SH Tu": Tuesdays in the holidays.
            if selector.school && matches!(self.peek(0), Some(What::Day(_))) {
                continue;
            }
            if !(self.is(',') && goes_on) {
                break;
            }
            self.at += 1;
        }
        Ok(selector)
    }

    fn weekday(&mut self, selector: &mut Selector) -> Step<()> {
        match self.peek(0) {
            Some(What::Holiday(is_school)) => {
                if *is_school {
                    selector.school = true
                } else {
                    selector.holiday = true
                }
                self.at += 1;
                if matches!(self.peek(0), Some(What::Sign('+' | '-'))) {
                    return self.cannot("days before or after a holiday");
                }
                return Ok(());
            }
            Some(&What::Day(day)) => {
                self.at += 1;
                let mut days = Weekdays::one(day);
                if self.is('-') {
                    let Some(&What::Day(last)) = self.peek(1) else { return Err(Fault::NotOsm) };
                    self.at += 2;
                    days = Weekdays::range(day, last);
                }
                if self.take('[') {
                    loop {
                        let is_back = self.take('-');
                        let Some(&What::Number(n @ 1..=5)) = self.peek(0) else { return Err(Fault::NotOsm) };
                        self.at += 1;
                        let mut last = n as i8;
                        if self.is('-') && !is_back {
                            let Some(&What::Number(to @ 1..=5)) = self.peek(1) else { return Err(Fault::NotOsm) };
                            self.at += 2;
                            last = to as i8;
                        }
                        let first = n as i8;
                        let which = if is_back { -first..=-first } else { first..=last };
                        selector.pairs.extend(which.flat_map(|n| days.iter().map(move |day| (n, day))));
                        if !self.take(',') {
                            break;
                        }
                    }
                    if !self.take(']') {
                        return Err(Fault::NotOsm);
                    }
                    if selector.pairs.iter().any(|(n, _)| *n < -1) {
                        return self.cannot("the last but one of a month");
                    }
                    if matches!(self.peek(0), Some(What::Sign('+' | '-'))) {
                        return self.cannot("days before or after a day of the month");
                    }
                } else {
                    selector.days = Some(selector.days.unwrap_or_default().and(days));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// `Apr-Oct`, `Apr 01-Oct 31`, `2026 Dec 12`, `2026 Dec 24-2027 Jan 02`, `2027 Mar 03+`.
    fn month_day(&mut self, selector: &mut Selector) -> Step<()> {
        let (year, month, day) = self.one_day(None)?;
        if self.is('+') {
            self.at += 1;
            let (Some(year), Some(day)) = (year, day) else { return self.cannot("from a day of every year on") };
            let Ok(date) = Date::new(year, month as i8, day as i8) else { return self.cannot("there is no such day") };
            selector.dates.push((date, None));
            return Ok(());
        }
        let mut last = (year, month, day);
        if self.is('-') {
            self.at += 1;
            last = match self.tokens.get(self.at) {
                Some(&Token { what: What::Number(to), length: ..=2, .. }) if day.is_some() => {
                    self.at += 1;
                    (year, month, Some(to as u8))
                }
                _ => self.one_day(year)?,
            };
        }
        match (year, last.0) {
            (None, None) => {
                let whole = day.is_none() && last.2.is_none();
                let is_half = day.is_some() != last.2.is_some();
                if is_half {
                    return self.cannot("a part of the year that begins with a day and ends with a month");
                }
                let season = if whole {
                    Season::months(month, last.1)
                } else {
                    Season { from: (month, day.unwrap_or(1)), to: (last.1, last.2.unwrap_or(31)) }
                };
                match selector.seasons.last_mut() {
                    Some(before) if before.whole_months().is_some_and(|(_, m)| m + 1 == season.from.0) && whole => {
                        before.to = season.to
                    }
                    _ => selector.seasons.push(season),
                }
            }
            (Some(first_year), Some(last_year)) => {
                let first = Date::new(first_year, month as i8, day.unwrap_or(1) as i8);
                let end = Date::new(last_year, last.1 as i8, last.2.unwrap_or(1) as i8);
                let end = if last.2.is_none() { end.map(Date::last_of_month) } else { end };
                let (Ok(first), Ok(end)) = (first, end) else { return self.cannot("there is no such day") };
                selector.dates.push((first, Some(end)));
            }
            _ => return self.cannot("a part of the year with one year"),
        }
        Ok(())
    }

    fn one_day(&mut self, year: Option<i16>) -> Step<(Option<i16>, u8, Option<u8>)> {
        let mut year = year;
        if let Some(&Token { what: What::Number(number), length, .. }) = self.tokens.get(self.at) {
            if length != 4 {
                return Err(Fault::NotOsm);
            }
            if !matches!(self.peek(1), Some(What::Month(_))) {
                return self.cannot("a whole year");
            }
            year = Some(number as i16);
            self.at += 1;
        }
        let Some(&What::Month(month)) = self.peek(0) else { return Err(Fault::NotOsm) };
        self.at += 1;
        let day = match self.tokens.get(self.at) {
            Some(&Token { what: What::Number(day), length: ..=2, .. }) => {
                self.at += 1;
                if !(1..=31).contains(&day) {
                    return self.cannot("there is no such day");
                }
                Some(day as u8)
            }
            _ => None,
        };
        Ok((year, month, day))
    }

    fn times(&mut self) -> Step<Vec<Times>> {
        let mut all = Vec::new();
        while let Some(from) = self.moment()? {
            let mut to = None;
            if self.take('-') {
                let end = self.moment()?;
                let Some(mut end) = end else { return Err(Fault::NotOsm) };
                if self.is('+') {
                    return self.cannot("an end that may be later");
                }
                if let (Moment::At(a), Moment::At(b)) = (from, end)
                    && b <= a
                {
                    end = Moment::At(b + super::clock::DAY);
                }
                to = Some(end);
            } else if !self.take('+') {
                return self.cannot("a time that neither ends nor goes on");
            }
            all.push(Times { from, to });
            if !(self.is(',') && matches!(self.peek(1), Some(What::Time(_) | What::Dawn | What::Dusk))) {
                break;
            }
            self.at += 1;
        }
        if self.is('(') {
            return self.cannot("times before or after sunrise");
        }
        Ok(all)
    }

    fn moment(&mut self) -> Step<Option<Moment>> {
        let moment = match self.peek(0) {
            Some(&What::Time(minutes)) => Moment::At(minutes),
            Some(What::Dawn) => Moment::Dawn,
            Some(What::Dusk) => Moment::Dusk,
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(moment))
    }

    fn off(&mut self, off: &Selector) -> Step<()> {
        if !off.pairs.is_empty() {
            return self.cannot("closed on certain days of the month");
        }
        let mine = off.days.unwrap_or(Weekdays::ALL);
        let is_plain = off.seasons.is_empty() && off.dates.is_empty();
        if off.school || off.holiday {
            if !is_plain || off.school && off.days.is_some() {
                return self.cannot("closed on certain days of the holidays");
            }
            for rule in &mut self.rules {
                rule.not_on_holidays |= off.holiday;
                if off.school {
                    rule.school = School::Term;
                }
            }
            if off.days.is_none() {
                return Ok(());
            }
        }
        let rules = std::mem::take(&mut self.rules);
        for rule in rules {
            let Days::Weekly(days) = rule.days.clone() else {
                if mine != Weekdays::ALL {
                    return self.cannot("closed on certain days of the week, of days that are not weekly");
                }
                self.rules.push(limited(rule, off));
                continue;
            };
            let (kept, hit) = (days.without(mine), Weekdays(days.0 & mine.0));
            if !kept.is_empty() {
                self.rules.push(Rule { days: Days::Weekly(kept), ..rule.clone() });
            }
            if !hit.is_empty() && !is_plain {
                self.rules.push(limited(Rule { days: Days::Weekly(hit), ..rule }, off));
            }
        }
        Ok(())
    }

    fn open(&mut self, selector: Selector, times: Vec<Times>, is_on_top: bool) -> Step<()> {
        let school = if selector.school { School::Holidays } else { School::Any };
        let mut new = Rule { times, seasons: selector.seasons, school, ..Rule::default() };
        let days = selector.days.unwrap_or(Weekdays::ALL);
        let has_days = selector.days.is_some();
        if has_days && !selector.pairs.is_empty() {
            return self.cannot("days of the week and days of the month in one rule");
        }
        new.days = if selector.pairs.is_empty() { Days::Weekly(days) } else { Days::Monthly(selector.pairs) };
        match selector.dates.as_slice() {
            [] => {}
            [(from, to)] if has_days || matches!(new.days, Days::Monthly(_)) || to.is_none() => {
                (new.from, new.until) = (Some(*from), *to);
            }
            all if !has_days && matches!(new.days, Days::Weekly(_)) && all.iter().all(|d| d.1.is_some()) => {
                new.days = Days::Once(all.iter().filter_map(|&(from, to)| Some((from, to?))).collect());
            }
            _ => return self.cannot("several parts of certain years"),
        }
        if !is_on_top {
            self.give_way(&new)?;
        }
        self.rules.push(new);
        Ok(())
    }

    /// Takes from the earlier rules the days of a new one.
    fn give_way(&mut self, new: &Rule) -> Step<()> {
        let rules = std::mem::take(&mut self.rules);
        for rule in rules {
            if !rule.may_meet(new) {
                self.rules.push(rule);
                continue;
            }
            let (Days::Weekly(old), Days::Weekly(days)) = (&rule.days, &new.days) else {
                if let (Days::Once(dates), false) = (&new.days, matches!(rule.days, Days::Once(_))) {
                    let mut rule = rule;
                    rule.not_on.extend(dates);
                    self.rules.push(rule);
                    continue;
                }
                return self.cannot("a rule that stands in place of another on some of its days");
            };
            let (kept, hit) = (old.without(*days), Weekdays(old.0 & days.0));
            if !kept.is_empty() {
                self.rules.push(Rule { days: Days::Weekly(kept), ..rule.clone() });
            }
            let is_limited = !new.seasons.is_empty() || new.from.is_some() || new.until.is_some();
            if new.school != School::Any || rule.school != School::Any {
                return self.cannot("other hours in the school holidays");
            }
            if is_limited && !hit.is_empty() {
                let (Some(from), until) = (new.from, new.until) else {
                    let mut rule = Rule { days: Days::Weekly(hit), ..rule };
                    rule.not_in.extend(&new.seasons);
                    self.rules.push(rule);
                    continue;
                };
                if !new.seasons.is_empty() {
                    return self.cannot("a part of certain years that stands in place of another");
                }
                let mut rule = Rule { days: Days::Weekly(hit), ..rule };
                rule.not_on.push((from, until.unwrap_or(Date::MAX)));
                self.rules.push(rule);
            }
        }
        Ok(())
    }
}

/// A rule without what is off.
fn limited(mut rule: Rule, off: &Selector) -> Rule {
    rule.not_in.extend(&off.seasons);
    for (from, to) in &off.dates {
        match to {
            Some(to) => rule.not_on.push((*from, *to)),
            None => rule.until = from.yesterday().ok(),
        }
    }
    rule
}
