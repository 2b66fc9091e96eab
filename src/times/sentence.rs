//! A schedule as a sentence: what was read, said back. The reader understands what is said here.

use super::clock::DAY;
use super::schedule::{Days, Moment, Rule, Schedule, School, Season, Times, Weekdays};
use super::vocabulary::Vocabulary;
use crate::date::Date;
use crate::language::capital;

/// "Every Tuesday 10:00–12:00, in term time"
pub fn sentence(schedule: &Schedule, vocabulary: &Vocabulary) -> String {
    let speaker = Speaker(vocabulary);
    let rules: Vec<String> = schedule.rules.iter().map(|rule| speaker.rule(rule)).collect();
    capital(&rules.join("; "))
}

/// "10:00–12:00", "from 19:00".
pub fn times(times: Times, vocabulary: &Vocabulary) -> String {
    Speaker(vocabulary).span(times)
}

/// "10am–noon", "7pm"; "10:00–12:00" in languages that use the clock of 24 hours.
pub fn short(times: Times, vocabulary: &Vocabulary) -> String {
    if vocabulary.language != "en" {
        return Speaker(vocabulary).span(times);
    }
    let moment = |moment: Moment| match moment {
        Moment::At(minutes) if minutes % DAY == 0 => "midnight".to_owned(),
        Moment::At(minutes) if minutes % DAY == DAY / 2 => "noon".to_owned(),
        moment => super::clock::moment_in_words(moment),
    };
    match (times.from, times.to) {
        (Moment::At(0), Some(Moment::At(DAY))) => Speaker(vocabulary).span(times),
        (from, None) => moment(from),
        (from, Some(to)) => format!("{}–{}", moment(from), moment(to)),
    }
}

struct Speaker<'a>(&'a Vocabulary);

impl Speaker<'_> {
    fn says(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.0.says.get(key).cloned().unwrap_or_default();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    fn list(&self, parts: &[String]) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.says("and", &[("list", &first.join(", ")), ("last", last)]),
        }
    }

    fn rule(&self, rule: &Rule) -> String {
        let times: Vec<String> = rule.times.iter().map(|t| self.span(*t)).collect();
        let is_always = matches!(rule.times[..], [Times { from: Moment::At(0), to: Some(Moment::At(DAY)) }]);
        let is_daily = rule.days == Days::Weekly(Weekdays::ALL);
        let days = if is_always && is_daily { String::new() } else { self.days(&rule.days) };
        let head = [days, self.list(&times)];
        let mut parts = vec![head.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")];
        if !rule.seasons.is_empty() {
            parts.push(self.list(&rule.seasons.iter().map(|s| self.season(*s)).collect::<Vec<_>>()));
        }
        match rule.school {
            School::Any => {}
            School::Term => parts.push(self.says("term", &[])),
            School::Holidays => parts.push(self.says("holidays", &[])),
        }
        let first = if let Days::Fortnightly(_, first) = rule.days { first } else { rule.from };
        parts.extend(first.map(|day| self.says("from", &[("date", &self.date(day))])));
        parts.extend(rule.until.map(|day| self.says("until", &[("date", &self.date(day))])));
        let (months, days): (Vec<Season>, Vec<Season>) = rule.not_in.iter().partition(|s| s.whole_months().is_some());
        for (key, seasons) in [("not_in", months), ("not_on", days)] {
            if !seasons.is_empty() {
                let list = self.list(&seasons.iter().map(|s| self.season(*s)).collect::<Vec<_>>());
                parts.push(self.says(key, &[("list", &list)]));
            }
        }
        if rule.not_on_holidays {
            parts.push(self.says("no_bank_holidays", &[]));
        }
        if !rule.not_on.is_empty() {
            let list = self.list(&rule.not_on.iter().map(|d| self.dates(*d)).collect::<Vec<_>>());
            parts.push(self.says("not_on", &[("list", &list)]));
        }
        parts.join(", ")
    }

    fn days(&self, days: &Days) -> String {
        match days {
            Days::Weekly(days) if *days == Weekdays::ALL => self.says("daily", &[]),
            Days::Weekly(days) if days.is_empty() => String::new(),
            Days::Weekly(days) if is_range(*days) => self.weekdays(*days),
            Days::Weekly(days) => self.says("every", &[("days", &self.weekdays(*days))]),
            Days::Fortnightly(days, _) => self.says("fortnightly", &[("days", &self.weekdays(*days))]),
            Days::Monthly(pairs) => {
                let names: Vec<String> = pairs
                    .chunk_by(|a, b| a.1 == b.1)
                    .filter_map(|chunk| {
                        let &(_, day) = chunk.first()?;
                        let which: Vec<String> = chunk.iter().map(|(which, _)| self.which(*which)).collect();
                        Some(self.says("which", &[("which", &self.list(&which)), ("day", self.0.day(day))]))
                    })
                    .collect();
                self.says("monthly", &[("days", &self.list(&names))])
            }
            Days::Once(dates) => self.list(&dates.iter().map(|d| self.once(*d)).collect::<Vec<_>>()),
        }
    }

    /// "Monday to Friday", "Tuesday and Thursday".
    fn weekdays(&self, days: Weekdays) -> String {
        let all: Vec<u8> = days.iter().collect();
        let name = |day: u8| self.0.day(day).to_owned();
        match all.as_slice() {
            [first, .., last] if is_range(days) => self.says("to", &[("from", &name(*first)), ("to", &name(*last))]),
            _ => self.list(&all.into_iter().map(name).collect::<Vec<_>>()),
        }
    }

    fn which(&self, which: i8) -> String {
        let key = match which {
            1 => "first",
            2 => "second",
            3 => "third",
            4 => "fourth",
            5 => "fifth",
            _ => "last",
        };
        self.says(key, &[])
    }

    /// One day is named with its weekday.
    fn once(&self, (from, to): (Date, Date)) -> String {
        if from != to {
            return self.dates((from, to));
        }
        format!("{} {}", self.0.day(from.weekday().to_monday_zero_offset() as u8), self.date(from))
    }

    fn dates(&self, (from, to): (Date, Date)) -> String {
        if from == to {
            self.date(from)
        } else {
            self.says("to", &[("from", &self.date(from)), ("to", &self.date(to))])
        }
    }

    fn date(&self, day: Date) -> String {
        let month = self.0.month(day.month() as u8);
        self.says("date", &[("day", &day.day().to_string()), ("month", month), ("year", &day.year().to_string())])
    }

    fn season(&self, season: Season) -> String {
        let month = |month: u8| self.0.month(month).to_owned();
        let day = |(m, day): (u8, u8)| self.says("day_of_year", &[("day", &day.to_string()), ("month", &month(m))]);
        let (from, to) = match season.whole_months() {
            Some((from, to)) => (month(from), month(to)),
            None => (day(season.from), day(season.to)),
        };
        if from == to { from } else { self.says("to", &[("from", &from), ("to", &to)]) }
    }

    fn span(&self, times: Times) -> String {
        match (times.from, times.to) {
            (Moment::At(0), Some(Moment::At(DAY))) => self.says("always", &[]),
            (from, None) => self.says("starts", &[("time", &self.moment(from))]),
            (from, Some(to)) => format!("{}–{}", self.moment(from), self.moment(to)),
        }
    }

    fn moment(&self, moment: Moment) -> String {
        match moment {
            Moment::At(DAY) => "24:00".to_owned(),
            Moment::At(minutes) => format!("{:02}:{:02}", minutes % DAY / 60, minutes % 60),
            Moment::Dawn => self.says("dawn", &[]),
            Moment::Dusk => self.says("dusk", &[]),
        }
    }
}

/// Three days or more in a row.
fn is_range(days: Weekdays) -> bool {
    let count = days.0.count_ones();
    count > 2 && days.0 >> days.0.trailing_zeros() == ((1_u16 << count) - 1) as u8
}
