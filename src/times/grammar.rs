//! Tokens to a schedule: which days, which times, and which limits, rule by rule. What a rule says of its days and
//! times is gathered in a [`Draft`]; `combine` makes the schedule of the drafts.

mod dates;
mod hours;

use std::ops::Range;

use super::clock::{Half, Said, Time};
use super::combine::{self, Doubt, Draft};
use super::schedule::{Moment, School, Weekdays};
use super::tokens::{Token, What, tokens};
use super::vocabulary::{Concept, Vocabulary};
use super::{Outcome, Question};

/// Reads a text in the words of a language.
pub fn read(text: &str, vocabulary: &Vocabulary) -> Outcome {
    let tokens = tokens(text, vocabulary);
    if !tokens.iter().enumerate().any(|(at, _)| speaks_of_times(&tokens, at)) {
        return Outcome::Words;
    }
    let has_whole = tokens.iter().any(is_whole) || tokens.windows(3).any(|three| is_span(three) && is_late(three));
    let mut reader = Reader::new(text, &tokens, vocabulary, vocabulary.whole_clock || has_whole);
    reader.run();
    let schedule = combine::combine(reader.drafts, reader.global, &mut reader.doubts);
    let first = reader.doubts.iter().min_by_key(|d| (!d.is_word, d.at.start)).cloned();
    match first {
        None => Outcome::Read(schedule),
        Some(doubt) => {
            let is_sure = reader.doubts.iter().all(|d| d.keeps_guess);
            let guess = (is_sure && !schedule.rules.is_empty()).then_some(schedule);
            let is_bare = |about: &&str| {
                !about.is_empty() && !doubt.question.contains('`') && !doubt.question.starts_with(about.trim())
            };
            let about = text.get(doubt.at.clone()).filter(is_bare);
            let question = about.map_or(doubt.question.clone(), |about| format!("`{about}`: {}", doubt.question));
            Outcome::Ask(Question { question, at: doubt.at, guess, instead: doubt.instead })
        }
    }
}

fn is_whole(token: &Token) -> bool {
    matches!(token.what, What::Clock(13.., _, _))
}

/// "14-17"
fn is_span(three: &[Token]) -> bool {
    let [from, sign, to] = three else { return false };
    matches!((&from.what, &sign.what, &to.what), (What::Number(_), What::Concept(Concept::To), What::Number(_)))
}

fn is_late(three: &[Token]) -> bool {
    [three.first(), three.last()].into_iter().flatten().any(|token| matches!(token.what, What::Number(13..=24)))
}

/// Whether a token says something of times. A number alone does not, nor does a word that is a day or a month for some
/// and another word for others, where it stands among other words.
fn speaks_of_times(tokens: &[Token], at: usize) -> bool {
    let (before, rest) = tokens.split_at(at);
    let Some((token, behind)) = rest.split_first() else { return false };
    match &token.what {
        What::Concept(concept) => match concept {
            Concept::Day(_) | Concept::Month(_) => !is_plain_word(before, token, behind),
            Concept::Daily
            | Concept::Weekdays
            | Concept::Weekends
            | Concept::Fortnightly
            | Concept::Unclear
            | Concept::EverySecond => true,
            Concept::Monthly | Concept::Quarterly | Concept::Always | Concept::Noon | Concept::Midnight => true,
            Concept::Dawn | Concept::Dusk | Concept::Morning | Concept::Afternoon | Concept::Evening => true,
            Concept::Term | Concept::SchoolHolidays | Concept::BankHolidays => true,
            Concept::Am | Concept::Pm => before.last().is_some_and(is_number),
            Concept::To => before.last().is_some_and(is_number) && behind.first().is_some_and(is_number),
            _ => false,
        },
        What::Clock(..) | What::Date(_) | What::Either(..) | What::DayOfYear(..) | What::NoSuchDay(..) => true,
        What::Number(_) | What::Stop | What::Unknown(_) => false,
    }
}

fn is_number(token: &Token) -> bool {
    matches!(token.what, What::Number(0..=24) | What::Clock(..))
}

/// "May" in "times may vary", "sun" in "when the sun is out": short words in small letters between words that say
/// nothing of times.
fn is_plain_word(before: &[Token], token: &Token, behind: &[Token]) -> bool {
    let is_short = token.at.len() == 3;
    let speaks = |t: &&Token| t.what != What::Concept(Concept::Nothing);
    let is_unknown = |t: Option<&Token>| t.is_some_and(|t| matches!(t.what, What::Unknown(_)));
    let next_to_one = is_unknown(before.iter().rev().find(speaks)) || is_unknown(behind.iter().find(speaks));
    is_short
        && next_to_one
        && token.is_small
        && !before.iter().chain(behind).any(|t| matches!(t.what, What::Number(_) | What::Clock(..)))
}

/// What the words that follow mean for the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// It is on.
    On,
    /// It is not on.
    Not,
    /// It is closed: what stands before may be meant too.
    Closed,
}

/// What stands before a day or a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    None,
    From,
    Until,
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    vocabulary: &'a Vocabulary,
    /// Whether bare numbers are hours of the clock of 24 hours.
    whole: bool,
    at: usize,
    drafts: Vec<Draft>,
    draft: Draft,
    /// What holds for all rules.
    global: Draft,
    doubts: Vec<Doubt>,
    mode: Mode,
    /// So many things have stood in this mode.
    in_mode: usize,
    limit: Limit,
    is_between: bool,
    /// Whether a comma stood before.
    after_comma: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, tokens: &'a [Token], vocabulary: &'a Vocabulary, whole: bool) -> Self {
        Self {
            text,
            tokens,
            vocabulary,
            whole,
            at: 0,
            drafts: Vec::new(),
            draft: Draft::default(),
            global: Draft::default(),
            doubts: Vec::new(),
            mode: Mode::On,
            in_mode: 0,
            limit: Limit::None,
            is_between: false,
            after_comma: false,
        }
    }

    fn run(&mut self) {
        while let Some(token) = self.tokens.get(self.at) {
            match &token.what {
                What::Stop => self.stop(),
                What::Concept(Concept::Comma) => {
                    self.after_comma = true;
                    self.at += 1;
                    continue;
                }
                What::Concept(concept) => self.concept(*concept),
                What::Number(_) if self.is_date(self.at) => self.dates(None),
                What::Number(_) | What::Clock(..) => self.times(),
                What::Date(_) | What::Either(..) | What::DayOfYear(..) | What::NoSuchDay(..) => self.dates(None),
                What::Unknown(word) => self.unknown(word),
            }
            self.after_comma = false;
        }
        self.stop();
    }

    /// Where a token stands.
    #[expect(clippy::indexing_slicing, reason = "nobody asks where a token stands without having looked at it before")]
    fn place(&self, at: usize) -> Range<usize> {
        self.tokens[at].at.clone()
    }

    fn concept(&mut self, concept: Concept) {
        let at = self.place(self.at);
        match concept {
            Concept::Day(day) => self.day(day),
            Concept::Daily => self.days(Weekdays::ALL),
            Concept::Weekdays => self.days(Weekdays(0b1_1111)),
            Concept::Weekends => self.days(Weekdays(0b110_0000)),
            Concept::Which(which) => self.which(which),
            Concept::Month(_) => self.months(),
            Concept::Fortnightly => {
                self.new_day();
                self.draft.fortnightly = Some(at);
                self.at += 1;
            }
            Concept::EverySecond => {
                self.which(2);
                self.draft.every_second = Some(at);
            }
            Concept::OfMonth => {
                self.draft.every_second = None;
                self.at += 1;
            }
            Concept::Unclear => {
                let word = &self.text[at.clone()];
                let question = format!(
                    "`{word}`: twice as often, or half as often? Write “every other Monday from 4 January 2027”, or name the days"
                );
                self.doubts.push(Doubt::sure(question, at));
                self.at += 1;
            }
            Concept::Monthly | Concept::Quarterly => {
                self.new_day();
                self.draft.rare = Some((concept, at));
                self.at += 1;
            }
            Concept::Always => {
                let all = |minutes| Said { time: Time::Sure(Moment::At(minutes)), at: at.clone() };
                self.new_time();
                self.draft.times.push((all(0), Some(all(super::clock::DAY))));
                self.at += 1;
            }
            Concept::Noon | Concept::Midnight | Concept::Dawn | Concept::Dusk => self.times(),
            Concept::Morning | Concept::Afternoon | Concept::Evening => {
                let half = if concept == Concept::Morning { Half::Am } else { Half::Pm };
                if self.draft.half.as_ref().is_some_and(|(old, _)| *old != half) {
                    let question =
                        "morning and evening: write the time of each, such as “10am-12pm and 7pm-9pm”".to_owned();
                    self.doubts.push(Doubt::sure(question, at.clone()));
                }
                self.draft.half = Some((half, at));
                self.at += 1;
            }
            Concept::Between => {
                self.is_between = true;
                self.at += 1;
            }
            Concept::From | Concept::Until => {
                self.limit = if concept == Concept::From { Limit::From } else { Limit::Until };
                self.at += 1;
            }
            Concept::Except => self.enter(Mode::Not),
            Concept::Closed => self.closed(),
            Concept::Term | Concept::SchoolHolidays | Concept::BankHolidays => self.school(concept),
            Concept::Ordinal => {
                let question = "of which month and year? Write such as “14 January 2027”".to_owned();
                self.doubts.push(Doubt::sure(question, self.place(self.at.saturating_sub(1)).start..at.end));
                self.at += 1;
            }
            // "10 to", "am": what belongs to nothing.
            Concept::To | Concept::Am | Concept::Pm => {
                let question = format!("what does `{}` belong to?", &self.text[at.clone()]);
                self.doubts.push(Doubt::sure(question, at));
                self.at += 1;
            }
            Concept::And | Concept::Comma | Concept::Only | Concept::Onwards | Concept::Nothing => self.at += 1,
        }
    }

    fn unknown(&mut self, word: &str) {
        let at = self.place(self.at);
        let written = &self.text[at.clone()];
        if let Some(day) = self.vocabulary.nearest_day(word).filter(|_| word.chars().count() > 4) {
            let name = self.vocabulary.day(day).to_owned();
            self.doubts.push(Doubt::kept(format!("`{written}`: is that {name}?"), at).instead(name));
            self.days(Weekdays::one(day));
            return;
        }
        let question = format!(
            "`{written}` says nothing that a calendar can hold. Write the days and times alone here, and the rest into the text"
        );
        self.doubts.push(Doubt { is_word: true, ..Doubt::sure(question, at) });
        self.at += 1;
    }

    /// A sentence ends.
    fn stop(&mut self) {
        self.finish();
        self.mode = Mode::On;
        self.limit = Limit::None;
        self.is_between = false;
        self.draft.starts_sentence = true;
        self.at += 1;
    }

    /// Puts the draft to the others, and begins a new one.
    fn finish(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        if draft.has_days() || draft.has_times() {
            self.drafts.push(draft);
        } else if !draft.is_empty() {
            self.global.add_limits(&draft);
        }
    }

    /// A day comes: does it begin a new rule?
    fn new_day(&mut self) {
        let has_times = self.draft.has_times();
        if self.mode != Mode::On && self.in_mode > 0 && self.after_comma {
            self.mode = Mode::On;
        }
        if self.mode == Mode::On && has_times && self.draft.has_days() && !self.draft.times_first {
            self.finish();
        }
    }

    /// A time comes: does it begin a new rule?
    fn new_time(&mut self) {
        self.mode = Mode::On;
        if !self.draft.has_days() && !self.draft.has_times() {
            self.draft.times_first = true;
        } else if self.draft.times_first && self.draft.has_days() {
            self.finish();
            self.draft.times_first = true;
        }
    }

    /// Whether what limits a rule begins a new one: where each rule begins with its months.
    fn new_season(&mut self) {
        if !self.draft.has_days() && !self.draft.has_times() {
            self.draft.season_first = true;
        } else if self.draft.season_first && self.draft.has_days() && self.draft.has_times() && self.mode == Mode::On {
            self.finish();
            self.draft.season_first = true;
        }
    }

    fn enter(&mut self, mode: Mode) {
        self.mode = mode;
        self.in_mode = 0;
        self.draft.note_limit(self.after_comma);
        self.at += 1;
    }

    /// "Closed Mondays", "Mon closed".
    fn closed(&mut self) {
        let next = self.tokens.get(self.at + 1).map(|t| &t.what);
        let ends = matches!(next, None | Some(What::Stop | What::Concept(Concept::Comma)));
        if ends && self.draft.has_days() && !self.draft.has_times() && self.draft.days.0 != 0 {
            self.global.removed = self.global.removed.and(self.draft.days);
            self.draft = Draft::default();
            self.at += 1;
            return;
        }
        if ends {
            let at = self.place(self.at);
            self.doubts.push(Doubt::sure(
                "on which days is it closed? Write “closed Mondays”, or leave it out".to_owned(),
                at,
            ));
        }
        self.enter(Mode::Closed);
    }

    fn day(&mut self, day: u8) {
        // "Saturday 12 December 2026"
        let mut next = self.at + 1;
        let passed = |what: &What| matches!(what, What::Concept(Concept::Comma | Concept::Nothing));
        while self.tokens.get(next).is_some_and(|t| passed(&t.what)) {
            next += 1;
        }
        if self.is_date(next) {
            self.at = next;
            return self.dates(Some(day));
        }
        if self.is(self.at + 1, Concept::To)
            && let Some(&What::Concept(Concept::Day(last))) = self.tokens.get(self.at + 2).map(|t| &t.what)
        {
            self.at += 2;
            return self.days(Weekdays::range(day, last));
        }
        self.days(Weekdays::one(day));
    }

    fn days(&mut self, days: Weekdays) {
        let at = self.place(self.at);
        self.new_day();
        self.limit = Limit::None;
        self.at += 1;
        if self.mode != Mode::On {
            self.in_mode += 1;
            if !std::mem::take(&mut self.draft.pending).is_empty() {
                let question = "which days are left out? Write the dates, such as “not 29 December 2026”".to_owned();
                self.doubts.push(Doubt::sure(question, at));
            }
            self.draft.removed = self.draft.removed.and(days);
            return;
        }
        if self.vocabulary.which_after
            && let Some(&What::Concept(Concept::Which(which))) = self.tokens.get(self.at).map(|t| &t.what)
        {
            self.draft.pending.push(which);
            self.at += 1;
        }
        if self.draft.pending.is_empty() {
            self.draft.days = self.draft.days.and(days);
        } else {
            let pending = std::mem::take(&mut self.draft.pending);
            self.draft.pairs.extend(pending.iter().flat_map(|which| days.iter().map(move |day| (*which, day))));
        }
        self.draft.days_at.get_or_insert(at);
    }

    fn which(&mut self, which: i8) {
        // "Every 2nd and 4th Tuesday"
        self.draft.every_second = None;
        // "dydd Iau cyntaf a thrydydd"
        if let Some(&(_, day)) =
            self.draft.pairs.last().filter(|_| self.vocabulary.which_after && !self.draft.has_times())
        {
            self.draft.pairs.push((which, day));
            self.at += 1;
            return;
        }
        if self.draft.pending.is_empty() {
            self.new_day();
        }
        if self.mode == Mode::On && !self.draft.has_days() && self.draft.pending.is_empty() {
            self.draft.days_at = Some(self.place(self.at));
        }
        self.draft.pending.push(which);
        self.at += 1;
    }

    fn is(&self, at: usize, concept: Concept) -> bool {
        self.tokens.get(at).is_some_and(|t| t.what == What::Concept(concept))
    }

    fn school(&mut self, concept: Concept) {
        let only = self.is(self.at + 1, Concept::Only) || self.after_comma && self.in_mode > 0;
        let is_on = self.mode == Mode::On || only && concept != Concept::BankHolidays;
        let at = self.place(self.at);
        if is_on {
            self.draft.note_limit(self.after_comma);
        }
        self.in_mode += 1;
        self.at += 1;
        let school = match (concept, is_on) {
            (Concept::Term, true) | (Concept::SchoolHolidays, false) => School::Term,
            (Concept::SchoolHolidays, true) | (Concept::Term, false) => School::Holidays,
            (_, false) => {
                self.draft.not_on_holidays = true;
                return;
            }
            (_, true) => {
                let question = "on public holidays only, or on these days too? Write the dates, such as “25 December 2026 10am-12pm”";
                self.doubts.push(Doubt::sure(question.to_owned(), at));
                return;
            }
        };
        if self.draft.school != School::Any && self.draft.school != school {
            let question = "in term time or in the school holidays? This says both, so leave it out".to_owned();
            self.doubts.push(Doubt::sure(question, at));
        }
        self.draft.school = school;
    }
}
