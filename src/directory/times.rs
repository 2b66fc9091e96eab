//! The times of all records, read.

use rayon::prelude::*;

use crate::config::Config;
use crate::fields::Fields;
use crate::record::Record;
use crate::span::Spanned;
use crate::times::{self, Outcome, Schedule, Vocabulary};

/// What a record says of when, and what was read in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Timed {
    /// The field: `when` or `open`.
    pub field: &'static str,
    /// The number of the session it belongs to; none for the record itself.
    pub session: Option<usize>,
    /// The words, as their author wrote them.
    pub text: Spanned<String>,
    /// What they say.
    pub outcome: Outcome,
}

impl Timed {
    /// The schedule, if it was read for sure.
    pub fn schedule(&self) -> Option<&Schedule> {
        self.outcome.schedule()
    }
}

/// Reads the times of each record.
pub fn read(records: &[Record], config: &Config) -> Vec<Vec<Timed>> {
    let vocabulary = Vocabulary::of(&config.language);
    records.par_iter().map(|record| of_record(&record.fields, vocabulary)).collect()
}

/// Reads the times of one record.
pub fn of_record(fields: &Fields, vocabulary: &Vocabulary) -> Vec<Timed> {
    let mut all = Vec::new();
    let mut add = |field: &'static str, session: Option<usize>, fields: &Fields| {
        for text in fields.words(field) {
            let outcome = times::read(&text.value, vocabulary);
            all.push(Timed { field, session, text: text.clone(), outcome });
        }
    };
    add("when", None, fields);
    add("open", None, fields);
    fields.tables("sessions").iter().enumerate().for_each(|(at, session)| add("when", Some(at), session));
    all
}
