//! A schedule as OpenStreetMap writes opening hours.

use super::clock::DAY;
use super::schedule::{Days, Moment, Rule, Schedule, School, Season, Times, Weekdays, day_name};
use crate::date::Date;

/// The letters of the days, Monday first.
pub const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
/// The names of the months.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// "Tu 10:00-12:00; SH off". That it is every second week cannot be said there, and is left out.
pub fn write(schedule: &Schedule) -> String {
    let offs: Vec<Vec<String>> = schedule.rules.iter().map(|rule| offs(rule, "")).collect();
    let are_shared = offs.iter().all(|off| Some(off) == offs.first());
    let mut text = String::new();
    for (at, rule) in schedule.rules.iter().enumerate() {
        if at > 0 {
            // A rule behind a semicolon stands in place of earlier ones on its days; behind a comma it comes on top.
            // What goes on past midnight would end there if the next day had a rule in its place.
            let is_on_top = schedule
                .rules
                .iter()
                .take(at)
                .any(|e| e.may_meet(rule) || goes_past_midnight(e) || goes_past_midnight(rule));
            text.push_str(if is_on_top { ", " } else { "; " });
        }
        text.push_str(&opens(rule));
        if !are_shared {
            offs_of(rule).into_iter().for_each(|off| text.push_str(&format!("; {off}")));
        }
    }
    if are_shared {
        offs.first().into_iter().flatten().for_each(|off| text.push_str(&format!("; {off}")));
    }
    text
}

fn goes_past_midnight(rule: &Rule) -> bool {
    rule.times.iter().any(|times| matches!(times.to, Some(Moment::At(to)) if to > DAY))
}

fn opens(rule: &Rule) -> String {
    let times: Vec<String> = rule.times.iter().map(|t| span(*t)).collect();
    let is_always = matches!(rule.times[..], [Times { from: Moment::At(0), to: Some(Moment::At(DAY)) }]);
    let mut parts: Vec<String> = Vec::new();
    // A part of certain years and a part of every year do not stand together there: then the years are what is off.
    if let (Some(from), until, true) = (rule.from, rule.until, rule.seasons.is_empty()) {
        parts.push(until.map_or_else(|| format!("{}+", date(from)), |until| dates((from, until))));
    }
    if !rule.seasons.is_empty() {
        parts.push(seasons(&rule.seasons));
    }
    if rule.school == School::Holidays {
        parts.push("SH".to_owned());
    }
    let is_plain = parts.is_empty();
    match &rule.days {
        Days::Weekly(days) if is_plain && is_always && *days == Weekdays::ALL => return "24/7".to_owned(),
        days => parts.push(selector(days)),
    }
    parts.push(times.join(","));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn selector(days: &Days) -> String {
    match days {
        Days::Weekly(days) | Days::Fortnightly(days, _) => weekdays(*days),
        Days::Monthly(pairs) => {
            let name = |chunk: &[(i8, u8)]| {
                let &(_, day) = chunk.first()?;
                let which: Vec<String> = chunk.iter().map(|(which, _)| which.to_string()).collect();
                Some(format!("{}[{}]", day_name(&DAYS, day), which.join(",")))
            };
            pairs.chunk_by(|a, b| a.1 == b.1).filter_map(name).collect::<Vec<_>>().join(",")
        }
        Days::Once(all) => all.iter().map(|d| dates(*d)).collect::<Vec<_>>().join(","),
    }
}

/// When it is off.
fn offs(rule: &Rule, days: &str) -> Vec<String> {
    let on = if days.is_empty() { String::new() } else { format!(" {days}") };
    let mut all = Vec::new();
    if rule.school == School::Term {
        all.push(format!("SH{on} off"));
    }
    if rule.not_on_holidays {
        all.push(format!("PH{on} off"));
    }
    if !rule.not_in.is_empty() {
        all.push(format!("{}{on} off", seasons(&rule.not_in)));
    }
    if !rule.not_on.is_empty() {
        let days: Vec<String> = rule.not_on.iter().map(|d| dates(*d)).collect();
        all.push(format!("{}{on} off", days.join(",")));
    }
    let from = rule.from.filter(|_| !rule.seasons.is_empty());
    all.extend(from.and_then(|from| from.yesterday().ok()).map(|day| format!("1900 Jan 01-{}{on} off", date(day))));
    if let (true, Some(until)) = (rule.from == from, rule.until) {
        all.extend(until.tomorrow().map(|day| format!("{}+{on} off", date(day))));
    }
    all
}

/// When a rule is off that is off at other times than the others.
fn offs_of(rule: &Rule) -> Vec<String> {
    let days = match &rule.days {
        Days::Weekly(days) | Days::Fortnightly(days, _) => weekdays(*days),
        Days::Monthly(_) => weekdays(rule.days.weekdays()),
        Days::Once(_) => String::new(),
    };
    offs(rule, &days)
}

/// "Mo-Fr", "Sa,Su".
fn weekdays(days: Weekdays) -> String {
    let all: Vec<u8> = days.iter().collect();
    let runs = all.chunk_by(|a, b| a + 1 == *b).flat_map(|run| match run {
        [first, _, .., last] if run.len() > 2 => {
            vec![format!("{}-{}", day_name(&DAYS, *first), day_name(&DAYS, *last))]
        }
        run => run.iter().map(|day| day_name(&DAYS, *day).to_owned()).collect(),
    });
    runs.collect::<Vec<_>>().join(",")
}

fn seasons(seasons: &[Season]) -> String {
    let one = |season: &Season| {
        let day = |(m, d): (u8, u8)| format!("{} {d:02}", month(m));
        match season.whole_months() {
            Some((from, to)) if from == to => month(from).to_owned(),
            Some((from, to)) => format!("{}-{}", month(from), month(to)),
            None if season.from == season.to => day(season.from),
            None => format!("{}-{}", day(season.from), day(season.to)),
        }
    };
    seasons.iter().map(one).collect::<Vec<_>>().join(",")
}

#[expect(clippy::indexing_slicing, reason = "months are counted from January, which is 1, to December, which is 12")]
fn month(month: u8) -> &'static str {
    MONTHS[usize::from(month) - 1]
}

fn dates((from, to): (Date, Date)) -> String {
    if from == to {
        return date(from);
    }
    format!("{}-{}", date(from), date(to))
}

fn date(day: Date) -> String {
    format!("{} {} {:02}", day.year(), month(day.month() as u8), day.day())
}

fn span(times: Times) -> String {
    let moment = |moment: Moment| match moment {
        Moment::At(DAY) => "24:00".to_owned(),
        Moment::At(minutes) => format!("{:02}:{:02}", minutes % DAY / 60, minutes % 60),
        Moment::Dawn => "dawn".to_owned(),
        Moment::Dusk => "dusk".to_owned(),
    };
    times.to.map_or_else(|| format!("{}+", moment(times.from)), |to| format!("{}-{}", moment(times.from), moment(to)))
}
