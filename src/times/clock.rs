//! Times of day as people say them, and what is missing in them: morning or evening?

use std::ops::Range;

use super::schedule::{Moment, Times};

/// The minutes of half a day.
const HALF: u16 = 12 * 60;
/// The minutes of a day.
pub const DAY: u16 = 2 * HALF;
/// What begins at this time or later may end on the next day, where both times are sure.
const LATE: u16 = 12 * 60;
/// What ends on the next day ends by this time.
const EARLY: u16 = 6 * 60;
/// What begins in the evening may go on into the morning.
const EVENING: u16 = 17 * 60;
/// By this time it ends then.
const MORNING: u16 = 8 * 60;

/// A time as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is known of it.
    pub time: Time,
    /// Where it stands.
    pub at: Range<usize>,
}

/// What is known of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// This and no other.
    Sure(Moment),
    /// So many minutes after noon or midnight, whichever was meant.
    Open(u16),
    /// There is no such time.
    None,
}

/// Before or after noon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Before.
    Am,
    /// After.
    Pm,
}

/// Why times are not sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Morning or evening?
    Half,
    /// It ends before it begins.
    Order,
    /// There is no such time.
    NoSuchTime,
    /// "12am" is midnight, and many mean noon.
    Twelve,
}

impl Time {
    /// Hours and minutes with what was said of them; `whole` where only a clock of 24 hours is written so.
    pub fn new(hour: u32, minute: u32, half: Option<Half>, whole: bool) -> Self {
        let minutes = (hour.min(99) * 60 + minute) as u16;
        match half {
            _ if minute > 59 || hour > 24 || minutes > DAY => Self::None,
            Some(half) if (1..=12).contains(&hour) => {
                Self::Sure(Moment::At(minutes % HALF + if half == Half::Pm { HALF } else { 0 }))
            }
            // "15:00 pm" says it twice, and "0:30 am" too.
            Some(Half::Pm) if hour > 12 => Self::Sure(Moment::At(minutes)),
            Some(Half::Am) if hour == 0 => Self::Sure(Moment::At(minutes)),
            Some(_) => Self::None,
            None if whole || hour > 12 => Self::Sure(Moment::At(minutes)),
            None if hour == 0 => Self::Sure(Moment::At(minutes)),
            None => Self::Open(minutes % HALF),
        }
    }
}

fn sure(minutes: u16) -> Time {
    Time::Sure(Moment::At(minutes))
}

/// From when to when, and what is in doubt about it; in doubt the likeliest is given.
pub fn times(from: Time, to: Option<Time>, half: Option<Half>) -> (Option<Times>, Option<Doubt>) {
    let in_half = |time: Time| match (time, half) {
        (Time::Open(minutes), Some(Half::Am)) => sure(minutes),
        (Time::Open(minutes), Some(Half::Pm)) => sure(minutes + HALF),
        _ => time,
    };
    let (from, to) = match (in_half(from), to) {
        (Time::None, _) | (_, Some(Time::None)) => return (None, Some(Doubt::NoSuchTime)),
        (from, to) => (from, to),
    };
    let Some(to) = to else {
        return match from {
            Time::Sure(from) => (Some(Times { from, to: None }), None),
            Time::Open(minutes) => (Some(Times { from: Moment::At(likely(minutes)), to: None }), Some(Doubt::Half)),
            Time::None => (None, Some(Doubt::NoSuchTime)),
        };
    };
    match (from, to) {
        (Time::Sure(Moment::At(a)), Time::Sure(Moment::At(b))) => ordered(a, b),
        (Time::Sure(from), Time::Sure(to)) => (Some(Times { from, to: Some(to) }), None),
        // "9am-5", "7pm-9": the next time that the clock shows so.
        (Time::Sure(Moment::At(a)), Time::Open(b)) => {
            let b = next(a, b);
            if b <= DAY { (made(a, b), None) } else { (made(a, b), Some(Doubt::Half)) }
        }
        // "2-4pm": the same half of the day; "10-1pm": the half before.
        (Time::Open(a), Time::Sure(Moment::At(b))) => {
            let end = if b == 0 { DAY } else { b };
            let same = if end > HALF { a + HALF } else { a };
            if same < end {
                (made(same, end), None)
            } else if a < end {
                (made(a, end), None)
            } else {
                let (times, _) = ordered(a + HALF, end);
                (times, Some(Doubt::Half))
            }
        }
        (Time::Open(a), Time::Open(b)) => {
            let a = likely(a);
            (made(a, next(a, b)), Some(Doubt::Half))
        }
        (Time::Open(a), Time::Sure(to)) => {
            (Some(Times { from: Moment::At(likely(a)), to: Some(to) }), Some(Doubt::Half))
        }
        (Time::Sure(from), Time::Open(b)) => (Some(Times { from, to: Some(Moment::At(likely(b))) }), Some(Doubt::Half)),
        _ => (None, Some(Doubt::NoSuchTime)),
    }
}

fn made(from: u16, to: u16) -> Option<Times> {
    Some(Times { from: Moment::At(from), to: Some(Moment::At(to)) })
}

/// Both are sure. Past midnight goes what begins late and ends early.
fn ordered(from: u16, to: u16) -> (Option<Times>, Option<Doubt>) {
    match to {
        0 if from > 0 && from < HALF => (made(from, HALF), Some(Doubt::Twelve)),
        0 => (made(from, DAY), None),
        _ if from < to => (made(from, to), None),
        _ if from >= LATE && to <= EARLY || from >= EVENING && to <= MORNING => (made(from, to + DAY), None),
        _ => (None, Some(Doubt::Order)),
    }
}

/// The next time after `from` at which the clock shows so.
fn next(from: u16, minutes: u16) -> u16 {
    let mut to = minutes;
    while to <= from {
        to += HALF;
    }
    to
}

/// In the day, or in the evening from seven on.
fn likely(minutes: u16) -> u16 {
    if minutes < 8 * 60 { minutes + HALF } else { minutes }
}

/// "7pm-9.30pm"
pub fn in_words(times: Times) -> String {
    let from = moment_in_words(times.from);
    times.to.map_or_else(|| from.clone(), |to| format!("{from}-{}", moment_in_words(to)))
}

/// "7pm", "9.30am", "noon".
pub fn moment_in_words(moment: Moment) -> String {
    let minutes = match moment {
        Moment::At(minutes) => minutes % DAY,
        Moment::Dawn => return "dawn".to_owned(),
        Moment::Dusk => return "dusk".to_owned(),
    };
    let hour = match minutes / 60 % 12 {
        0 => 12,
        hour => hour,
    };
    let half = if minutes < HALF { "am" } else { "pm" };
    match minutes % 60 {
        0 => format!("{hour}{half}"),
        minute => format!("{hour}.{minute:02}{half}"),
    }
}
