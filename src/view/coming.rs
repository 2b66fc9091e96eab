//! Times, and what is on in the days to come.

use serde::Serialize;

use super::{Day, Link};

/// A time: the words, and what was read in them.
#[derive(Debug, Clone, Serialize)]
pub struct When {
    /// As its author wrote it.
    pub text: String,
    /// What was read, as a sentence; none if it is in doubt, or only words.
    pub sentence: Option<String>,
    /// When it is on next, if that is known.
    pub next: Option<Next>,
    /// When it is open, week by week, for the script of the page.
    pub hours: Option<String>,
}

/// The next day of something.
#[derive(Debug, Clone, Serialize)]
pub struct Next {
    /// The day.
    pub day: Day,
    /// `Tuesday 1 December`
    pub text: String,
    /// `10am–noon`
    pub times: String,
    /// This day and some after it, each as `2026-12-01 Tuesday 1 December`, with a `|` between them.
    pub days: String,
}

/// Something that is on in the days to come.
#[derive(Debug, Clone, Serialize)]
pub struct Coming {
    /// The day.
    pub day: Day,
    /// `Tuesday 1 December`
    pub text: String,
    /// `10am–noon`
    pub times: String,
    /// The record.
    pub link: Link,
    /// The name of the session, if it is one that has a name.
    pub session: Option<String>,
    /// Where: the place's name and street, on one line.
    pub place: Option<String>,
    /// Icon's name.
    pub icon: String,
    /// Colour's name.
    pub colour: String,
}

/// The days to come.
#[derive(Debug, Clone, Serialize)]
pub struct Week {
    /// Two weeks, day by day: the page shows the first seven that are not past.
    pub days: Vec<WeekDay>,
    /// The calendar file of all that is on, if there is any.
    pub calendar: Option<String>,
    /// The day on which the page was made.
    pub made: Day,
}

/// One of the days to come.
#[derive(Debug, Clone, Serialize)]
pub struct WeekDay {
    /// The day.
    pub day: Day,
    /// `Tuesday 1 December`
    pub text: String,
    /// `tue`: the choice of the search.
    pub slug: &'static str,
    /// Whether it lies behind the first seven.
    pub is_later: bool,
    /// What is on, in the order of the clock.
    pub entries: Vec<Coming>,
    /// How many more there are.
    pub more: usize,
}
