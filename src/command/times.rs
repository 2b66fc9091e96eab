//! `hereabouts times`: how words are read as times.

use serde::Serialize;

use super::Exit;
use crate::cli::{Common, Times, TimesFormat};
use crate::config::{self, Config};
use crate::date::{self, Date};
use crate::files;
use crate::shell::{self, Shell};
use crate::source::Source;
use crate::span::FileId;
use crate::times::{self, Outcome, Schedule, Vocabulary, expand, osm, rrule, sentence};

/// So many of the next days are told.
const NEXT: usize = 5;

/// What a program is told.
#[derive(Serialize)]
struct Answer {
    outcome: &'static str,
    sentence: Option<String>,
    osm: Option<String>,
    rrule: Vec<String>,
    next: Vec<String>,
    question: Option<String>,
}

/// Reads the words as a record of the site would be read, or one of a site in English where there is none.
pub fn run(options: &Times, common: &Common, shell: &Shell) -> Exit {
    let root = shell::site_folder(common.site.as_deref());
    let source = files::configuration(&root).unwrap_or_else(|| Source::new(config::FILE, ""));
    let (config, _) = config::read(&source, FileId(0));
    let today = common.today.unwrap_or_else(shell::today);
    let vocabulary = Vocabulary::of(&config.language);
    let outcome = times::read(&options.words, vocabulary);
    match options.format {
        TimesFormat::Json => {
            let answer = answer(&outcome, vocabulary, &config, today);
            #[expect(
                clippy::expect_used,
                reason = "an answer is texts, numbers and days, which can always be written"
            )]
            shell.say(&serde_json::to_string(&answer).expect("texts and days can always be written"));
        }
        TimesFormat::Text => say(&outcome, vocabulary, &config, today, shell),
    }
    Exit::Well
}

fn answer(outcome: &Outcome, vocabulary: &Vocabulary, config: &Config, today: Date) -> Answer {
    let (name, schedule, question) = match outcome {
        Outcome::Read(schedule) => ("read", Some(schedule), None),
        Outcome::Ask(question) => ("ask", question.guess.as_ref(), Some(question.question.clone())),
        Outcome::Words => ("words", None, None),
    };
    Answer {
        outcome: name,
        sentence: schedule.map(|s| sentence::sentence(s, vocabulary)),
        osm: schedule.map(osm::write),
        rrule: schedule.map(rrule::rules).unwrap_or_default(),
        next: outcome
            .schedule()
            .map(|s| next(s, config, today))
            .unwrap_or_default()
            .iter()
            .map(Date::to_string)
            .collect(),
        question,
    }
}

/// The next days.
fn next(schedule: &Schedule, config: &Config, today: Date) -> Vec<Date> {
    let far = today.saturating_add(jiff::Span::new().days(expand::FAR));
    let mut days: Vec<Date> =
        expand::occurrences(schedule, today, far, &config.calendar).map(|(day, _)| day).take(NEXT * 8).collect();
    days.dedup();
    days.truncate(NEXT);
    days
}

fn say(outcome: &Outcome, vocabulary: &Vocabulary, config: &Config, today: Date, shell: &Shell) {
    match outcome {
        Outcome::Words => shell.say("Words: shown as they are written. They say no time that a calendar could hold."),
        Outcome::Ask(question) => {
            shell.say(&format!("Asked: {}", question.question));
            if let Some(guess) = &question.guess {
                shell.say(&format!("Probably: {}.", sentence::sentence(guess, vocabulary)));
            }
            shell.say("Until that is clear it stands in no calendar, and pages show the words as they are.");
        }
        Outcome::Read(schedule) => {
            shell.say(&format!("Read: {}.", sentence::sentence(schedule, vocabulary)));
            shell.say(&match next(schedule, config, today).as_slice() {
                [] => "Next: no day that is known.".to_owned(),
                days => format!("Next: {}.", days.iter().map(|d| in_words(*d)).collect::<Vec<_>>().join(", ")),
            });
            shell.say(&format!("For OpenStreetMap: {}", osm::write(schedule)));
        }
    }
}

/// "Tuesday 1 December 2026"
pub fn in_words(day: Date) -> String {
    format!("{} {}", day.strftime("%A"), date::in_words(day))
}
