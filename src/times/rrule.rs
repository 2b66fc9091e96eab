//! A schedule as the recurrence rules of RFC 5545. What a rule cannot say (dates left out, terms) is for whoever writes
//! the calendar to add as `EXDATE`.

use super::schedule::{Days, Rule, Schedule, Season, day_name};

/// The letters of the days, Monday first.
pub const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// One rule for each time of each rule of the schedule; none for what happens once.
pub fn rules(schedule: &Schedule) -> Vec<String> {
    schedule
        .rules
        .iter()
        .flat_map(|rule| std::iter::repeat_n(of_rule(rule), rule.times.len().max(1)).flatten())
        .collect()
}

/// The rule, without its beginning and its end; nothing for what happens once, or where a day of the year begins or
/// ends a season and a rule alone would say too much.
pub fn of_rule(rule: &Rule) -> Option<String> {
    let by_month = by_month(rule);
    let letters = |days: &mut dyn Iterator<Item = u8>| days.map(|d| day_name(&DAYS, d)).collect::<Vec<_>>().join(",");
    match &rule.days {
        Days::Once(_) => None,
        Days::Weekly(days) if days.is_empty() => None,
        Days::Weekly(days) if days.0 == 127 => Some(format!("FREQ=DAILY{by_month}")),
        Days::Weekly(days) => Some(format!("FREQ=WEEKLY{by_month};BYDAY={}", letters(&mut days.iter()))),
        Days::Fortnightly(days, _) => {
            Some(format!("FREQ=WEEKLY;INTERVAL=2{by_month};BYDAY={}", letters(&mut days.iter())))
        }
        Days::Monthly(pairs) => {
            let days: Vec<String> = pairs.iter().map(|(n, d)| format!("{n}{}", day_name(&DAYS, *d))).collect();
            Some(format!("FREQ=MONTHLY{by_month};BYDAY={}", days.join(",")))
        }
    }
}

/// The months in which it may be on, in their order over the year in which it is said.
fn by_month(rule: &Rule) -> String {
    let months = |season: &Season| {
        let (from, to) = (season.from.0, season.to.0);
        (0..=(to + 12 - from) % 12).map(move |n| (from - 1 + n) % 12 + 1)
    };
    let whole_not: Vec<u8> = rule.not_in.iter().filter(|s| s.whole_months().is_some()).flat_map(months).collect();
    let mut all: Vec<u8> = Vec::new();
    if rule.seasons.is_empty() {
        all.extend(1..=12);
    } else {
        for month in rule.seasons.iter().flat_map(months) {
            if !all.contains(&month) {
                all.push(month);
            }
        }
    }
    all.retain(|month| !whole_not.contains(month));
    if all.len() == 12 || all.is_empty() {
        return String::new();
    }
    format!(";BYMONTH={}", all.iter().map(u8::to_string).collect::<Vec<_>>().join(","))
}
