//! When things happen, in the words of those who write it down. What can be read is read exactly, what is in doubt is
//! asked about, and the rest is left as words: nothing is guessed in silence.

pub mod clock;
mod combine;
pub mod expand;
mod grammar;
pub mod hsds;
pub mod osm;
pub mod osm_read;
pub mod rrule;
pub mod schedule;
pub mod schema_org;
pub mod sentence;
pub mod table;
pub mod tokens;
pub mod vocabulary;

use std::ops::Range;

pub use expand::Calendar;
pub use schedule::Schedule;
pub use vocabulary::Vocabulary;

/// No text on times is as long as this; what is longer is words.
const LONGEST: usize = 2000;

/// What came of reading a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It says one thing and no other.
    Read(Schedule),
    /// It says something of times, but what?
    Ask(Question),
    /// It says nothing of times that a calendar could hold.
    Words,
}

/// What has to be asked before a text is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question, and what to write instead, in English.
    pub question: String,
    /// What it is about: a place in the text, in bytes.
    pub at: Range<usize>,
    /// What was probably meant.
    pub guess: Option<Schedule>,
    /// What to write in the place of what is asked about, if that is likely.
    pub instead: Option<String>,
}

impl Outcome {
    /// What was read for sure.
    pub fn schedule(&self) -> Option<&Schedule> {
        if let Self::Read(schedule) = self { Some(schedule) } else { None }
    }
}

/// Reads a text in the words of a language, or as OpenStreetMap writes it. The time it takes grows with the text's
/// length and no faster.
pub fn read(text: &str, vocabulary: &Vocabulary) -> Outcome {
    if text.len() > LONGEST {
        return Outcome::Words;
    }
    osm_read::read(text).unwrap_or_else(|| grammar::read(text, vocabulary))
}
