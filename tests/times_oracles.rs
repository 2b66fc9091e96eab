//! What is read of times, held against other programs that expand opening hours and recurrence rules.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use hereabouts::date::Date;
use hereabouts::times::schedule::{Days, Moment, Rule, Schedule, School};
use hereabouts::times::{Calendar, Outcome, Vocabulary, expand, osm, read, rrule};
use opening_hours::OpeningHours;

const MARKETS: &str = include_str!("fixtures/times/markets.txt");
const TABLES: [&str; 2] = [include_str!("fixtures/times/cases.tsv"), include_str!("fixtures/times/more.tsv")];

/// All that is read in the tables.
fn readings() -> Vec<(&'static str, Schedule)> {
    let english = Vocabulary::of("en");
    let texts = TABLES[0].lines().skip(1).filter_map(|l| l.split('\t').nth(1));
    let texts = texts.chain(TABLES[1].lines().skip(1).filter_map(|l| l.split('\t').next()));
    texts.filter_map(|text| read(text, english).schedule().map(|s| (text, s.clone()))).collect()
}

/// Minutes since the beginning of a year at which it is open, from when to when, those that touch joined.
fn ours(schedule: &Schedule, year: i16) -> Vec<(i64, i64)> {
    let first = Date::new(year, 1, 1).unwrap();
    let calendar = Calendar::default();
    let days = expand::occurrences(schedule, first.yesterday().unwrap(), Date::new(year, 12, 31).unwrap(), &calendar);
    let spans = days.filter_map(|(day, times)| {
        let (Moment::At(from), Some(Moment::At(to))) = (times.from, times.to) else { return None };
        let start = i64::from(day.since(first).unwrap().get_days()) * 1440;
        Some((start + i64::from(from), start + i64::from(to)))
    });
    joined(spans.collect(), year)
}

fn joined(mut spans: Vec<(i64, i64)>, year: i16) -> Vec<(i64, i64)> {
    let end = if Date::new(year, 1, 1).unwrap().in_leap_year() { 366 } else { 365 } * 1440;
    spans.sort_unstable();
    let mut all: Vec<(i64, i64)> = Vec::new();
    for (from, to) in spans.into_iter().map(|(a, b)| (a.max(0), b.min(end))).filter(|(a, b)| a < b) {
        match all.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => all.push((from, to)),
        }
    }
    all
}

fn theirs(text: &str, year: i16) -> Option<Vec<(i64, i64)>> {
    let first = NaiveDate::from_ymd_opt(i32::from(year), 1, 1)?.and_hms_opt(0, 0, 0)?;
    let last = NaiveDate::from_ymd_opt(i32::from(year) + 1, 1, 1)?.and_hms_opt(0, 0, 0)?;
    let hours = OpeningHours::from_str(text).ok()?;
    let minutes = |at: NaiveDateTime| (at - first).num_minutes();
    let open = hours.iter_range(first, last).filter(|range| range.kind == opening_hours::RuleKind::Open);
    Some(joined(open.map(|range| (minutes(range.range.start), minutes(range.range.end))).collect(), year))
}

/// Without the spaces that people put into lists of days and about a dash: the other program takes `Mo, Fr 08:00-15:00`
/// for the whole Monday and some hours on Friday.
fn tidy(text: &str) -> String {
    let mut tidy = String::new();
    for part in text.replace(" - ", "-").split(", ") {
        if !tidy.is_empty() {
            let part = tidy.rsplit([',', ';', '|']).next();
            let has_hours = part.and_then(|part| part.rsplit(' ').next()).is_some_and(|last| last.contains(':'));
            tidy.push_str(if has_hours { ", " } else { "," });
        }
        tidy.push_str(part);
    }
    tidy
}

/// A month list before a counted weekday, which the other program takes for every such day.
fn is_misread_there(text: &str) -> bool {
    let has_months = osm::MONTHS.iter().any(|month| text.contains(month));
    has_months && text.contains('[')
}

#[test]
fn the_hours_of_markets_are_read_as_another_program_reads_them_or_questioned() {
    let english = Vocabulary::of("en");
    let (mut same, mut asked, mut wrong) = (0, 0, Vec::new());
    for text in MARKETS.lines() {
        match read(text, english) {
            Outcome::Ask(_) => asked += 1,
            Outcome::Words => wrong.push(format!("{text}: only words")),
            Outcome::Read(schedule) => {
                let years: &[i16] =
                    if text.contains("2017") || text.contains("2018") { &[2017, 2018] } else { &[2027] };
                let differs =
                    years.iter().find(|year| theirs(&tidy(text), **year).as_ref() != Some(&ours(&schedule, **year)));
                match differs {
                    None => same += 1,
                    Some(_) if is_misread_there(text) => asked += 1,
                    Some(year) => wrong.push(format!("{text} in {year}: {:?}", schedule.rules)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{same} alike, {asked} asked about, {} otherwise:\n{}", wrong.len(), wrong.join("\n"));
    assert!(same > asked * 5, "{same} alike, {asked} asked about");
}

#[test]
fn what_is_written_for_openstreetmap_means_there_what_was_read() {
    let mut compared = 0;
    for (text, schedule) in readings() {
        let written = osm::write(&schedule);
        let is_plain = |rule: &Rule| {
            rule.school == School::Any
                && !rule.not_on_holidays
                && !matches!(rule.days, Days::Fortnightly(..))
                && rule.times.iter().all(|t| matches!((t.from, t.to), (Moment::At(_), Some(Moment::At(_)))))
        };
        if !schedule.rules.iter().all(is_plain) || is_misread_there(&written) {
            continue;
        }
        for year in [2026, 2027] {
            assert_eq!(theirs(&written, year), Some(ours(&schedule, year)), "{text}: {written} in {year}");
        }
        compared += 1;
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn what_is_written_for_openstreetmap_is_read_back_as_the_same() {
    for (text, schedule) in readings() {
        let written = osm::write(&schedule);
        if schedule.rules.iter().any(|rule| matches!(rule.days, Days::Fortnightly(..))) {
            continue;
        }
        let again = read(&written, Vocabulary::of("en"));
        let again = again.schedule().unwrap_or_else(|| panic!("{text}: {written}: {again:?}"));
        for year in [2026, 2027] {
            assert_eq!(ours(&schedule, year), ours(again, year), "{text}: {written}");
        }
    }
}

#[test]
fn the_recurrence_rules_mean_what_was_read() {
    let mut compared = 0;
    for (text, schedule) in readings() {
        for rule in &schedule.rules {
            let Some(words) = rrule::of_rule(rule) else { continue };
            if rule.seasons.iter().chain(&rule.not_in).any(|season| season.whole_months().is_none()) {
                continue;
            }
            // A rule knows days of the week and months; what else limits it is written beside it.
            let bare = Rule {
                not_on: Vec::new(),
                school: School::Any,
                not_on_holidays: false,
                from: None,
                until: None,
                ..rule.clone()
            };
            let bare = Schedule { rules: vec![bare] };
            let start = Date::new(2027, 1, 1).unwrap();
            let calendar = Calendar::default();
            let days = || expand::occurrences(&bare, start, Date::constant(2060, 1, 1), &calendar).map(|(day, _)| day);
            let Some(first) = days().next() else { panic!("{text}") };
            let set: ::rrule::RRuleSet =
                format!("DTSTART:{}T090000Z\nRRULE:{words}", first.strftime("%Y%m%d")).parse().unwrap();
            let theirs: Vec<(i32, u32, u32)> =
                set.all(60).dates.iter().map(|d| (d.year(), d.month(), d.day())).collect();
            let mut ours: Vec<Date> = days().take(200).collect();
            ours.dedup();
            ours.truncate(60);
            let ours: Vec<(i32, u32, u32)> =
                ours.iter().map(|d| (i32::from(d.year()), d.month() as u32, d.day() as u32)).collect();
            assert_eq!(theirs, ours, "{text}: {words}");
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}
