//! A schedule in the words of schema.org.

use serde::Serialize;

use super::expand::{self, Calendar};
use super::osm::MONTHS;
use super::schedule::{Days, Moment, Rule, Schedule, School, Weekdays, day_name};
use crate::date::Date;

/// `OpeningHoursSpecification`: days of the week, from when to when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OpeningHours {
    #[serde(rename = "@type")]
    class: &'static str,
    day_of_week: Vec<&'static str>,
    opens: String,
    closes: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_through: Option<String>,
}

/// `Schedule`: how an event repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventSchedule {
    #[serde(rename = "@type")]
    class: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by_day: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by_month: Vec<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    except_date: Vec<String>,
    repeat_frequency: &'static str,
    schedule_timezone: String,
    start_date: String,
    start_time: String,
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The hours of a place for every week; none if they are not the same in every week, since a part of them would be
/// taken for the whole.
pub fn opening_hours(schedule: &Schedule) -> Vec<OpeningHours> {
    let mut all = Vec::new();
    for rule in &schedule.rules {
        let Days::Weekly(days) = rule.days else { return Vec::new() };
        let is_plain = rule.seasons.is_empty() && rule.not_in.is_empty() && rule.not_on.is_empty();
        if !is_plain || rule.school != School::Any {
            return Vec::new();
        }
        for times in &rule.times {
            let (Some(opens), Some(closes)) = (clock(times.from), times.to.and_then(clock)) else { return Vec::new() };
            all.push(OpeningHours {
                class: "OpeningHoursSpecification",
                day_of_week: days.iter().map(|day| day_name(&DAYS, day)).collect(),
                opens,
                closes,
                valid_from: rule.from.map(|day| day.to_string()),
                valid_through: rule.until.map(|day| day.to_string()),
            });
        }
    }
    all
}

/// How what happens repeats, from a day on: one for each time of each rule that has a next day.
pub fn schedules(schedule: &Schedule, today: Date, calendar: &Calendar, zone: &str) -> Vec<EventSchedule> {
    let mut all = Vec::new();
    for rule in &schedule.rules {
        let own = Schedule { rules: vec![rule.clone()] };
        let Some((first, _)) = expand::next(&own, today, calendar) else { continue };
        let (by_day, repeat_frequency) = match &rule.days {
            Days::Weekly(Weekdays::ALL) => (Vec::new(), "P1D"),
            Days::Weekly(days) => {
                (days.iter().map(|d| format!("https://schema.org/{}", day_name(&DAYS, d))).collect(), "P1W")
            }
            Days::Fortnightly(days, _) => {
                (days.iter().map(|d| format!("https://schema.org/{}", day_name(&DAYS, d))).collect(), "P2W")
            }
            Days::Monthly(pairs) => {
                (pairs.iter().map(|(n, d)| format!("{n}{}", day_name(&super::rrule::DAYS, *d))).collect(), "P1M")
            }
            Days::Once(_) => (Vec::new(), "P0D"),
        };
        for times in &rule.times {
            let Some(start_time) = clock(times.from) else { continue };
            all.push(EventSchedule {
                class: "Schedule",
                by_day: by_day.clone(),
                by_month: months(rule),
                end_date: rule.until.map(|day| day.to_string()),
                end_time: times.to.and_then(clock),
                except_date: rule
                    .not_on
                    .iter()
                    .filter(|(from, to)| from == to)
                    .map(|(day, _)| day.to_string())
                    .collect(),
                repeat_frequency,
                schedule_timezone: zone.to_owned(),
                start_date: first.to_string(),
                start_time,
            });
        }
    }
    all
}

/// The months in which it is on; none stands for all.
fn months(rule: &Rule) -> Vec<u8> {
    let in_some = |month: u8| {
        let day = Date::constant(2027, month as i8, 15);
        (rule.seasons.is_empty() || rule.seasons.iter().any(|s| s.has(day))) && !rule.not_in.iter().any(|s| s.has(day))
    };
    let all: Vec<u8> = (1..=MONTHS.len() as u8).filter(|month| in_some(*month)).collect();
    if all.len() == MONTHS.len() { Vec::new() } else { all }
}

fn clock(moment: Moment) -> Option<String> {
    match moment {
        Moment::At(super::clock::DAY) => Some("23:59".to_owned()),
        Moment::At(minutes) => Some(format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)),
        Moment::Dawn | Moment::Dusk => None,
    }
}
