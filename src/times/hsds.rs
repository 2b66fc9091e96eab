//! A schedule in the words of Open Referral's HSDS 3: objects of its class `schedule`.

use serde::Serialize;

use super::rrule::{self, DAYS};
use super::schedule::{Days, Moment, Schedule, day_name};
use super::vocabulary::Vocabulary;

/// One of HSDS's schedules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct HsdsSchedule {
    /// How often: `WEEKLY` or `MONTHLY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freq: Option<&'static str>,
    /// Every so many weeks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<u8>,
    /// The days, such as `MO,TU` or `1TH`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byday: Option<String>,
    /// Its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// When it opens, such as `10:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<String>,
    /// When it closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<String>,
    /// The whole of it as a sentence.
    pub description: String,
}

/// One for each time of each rule; each says the whole in words.
pub fn schedules(schedule: &Schedule, vocabulary: &Vocabulary) -> Vec<HsdsSchedule> {
    let mut all = Vec::new();
    for rule in &schedule.rules {
        let description = super::sentence::sentence(&Schedule { rules: vec![rule.clone()] }, vocabulary);
        let letters = |all: Vec<String>| Some(all.join(","));
        let (freq, interval, byday) = match &rule.days {
            Days::Weekly(days) => {
                (Some("WEEKLY"), None, letters(days.iter().map(|d| day_name(&DAYS, d).to_owned()).collect()))
            }
            Days::Fortnightly(days, _) => {
                (Some("WEEKLY"), Some(2), letters(days.iter().map(|d| day_name(&DAYS, d).to_owned()).collect()))
            }
            Days::Monthly(pairs) => (
                Some("MONTHLY"),
                None,
                letters(pairs.iter().map(|(n, d)| format!("{n}{}", day_name(&rrule::DAYS, *d))).collect()),
            ),
            Days::Once(_) => (None, None, None),
        };
        let (mut from, mut to) = (rule.from, rule.until);
        match &rule.days {
            Days::Once(dates) => (from, to) = (dates.iter().map(|d| d.0).min(), dates.iter().map(|d| d.1).max()),
            Days::Fortnightly(_, first) => from = *first,
            _ => {}
        }
        for times in &rule.times {
            let clock = |moment: Moment| match moment {
                Moment::At(minutes) => Some(format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)),
                Moment::Dawn | Moment::Dusk => None,
            };
            all.push(HsdsSchedule {
                freq,
                interval,
                byday: byday.clone(),
                valid_from: from.map(|d| d.to_string()),
                valid_to: to.map(|d| d.to_string()),
                opens_at: clock(times.from),
                closes_at: times.to.and_then(clock),
                description: description.clone(),
            });
        }
    }
    all
}
