//! What was gathered of each rule, made into a schedule; what is missing or says two things is in doubt.

use std::ops::Range;

use super::clock::{self, Half, Said};
use super::schedule::{Days, Moment, Rule, Schedule, School, Season, Times, Weekdays};
use super::vocabulary::Concept;
use crate::date::{Date, in_words};

/// Why a text is not sure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What to ask.
    pub question: String,
    /// About what.
    pub at: Range<usize>,
    /// Whether what was read is still the likeliest.
    pub keeps_guess: bool,
    /// What to write in its place, if that is likely.
    pub instead: Option<String>,
    /// Whether it is about a word that is not known: then the rest may mean anything.
    pub is_word: bool,
}

impl Doubt {
    /// One that leaves nothing to guess.
    pub fn sure(question: String, at: Range<usize>) -> Self {
        Self { question, at, keeps_guess: false, is_word: false, instead: None }
    }

    /// One that leaves what was read as a guess.
    pub fn kept(question: String, at: Range<usize>) -> Self {
        Self { keeps_guess: true, ..Self::sure(question, at) }
    }
}

/// What was gathered of a rule.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// Days of the week.
    pub days: Weekdays,
    /// Which of a month, and the day of the week.
    pub pairs: Vec<(i8, u8)>,
    /// "First and third", while their day has not come.
    pub pending: Vec<i8>,
    /// Single days.
    pub dates: Vec<(Date, Date)>,
    /// Where the days stand.
    pub days_at: Option<Range<usize>>,
    /// Days of the week that are taken out.
    pub removed: Weekdays,
    /// "Every other" stands here.
    pub fortnightly: Option<Range<usize>>,
    /// "Every second" stands here, and nothing says yet whether of a month.
    pub every_second: Option<Range<usize>>,
    /// "Monthly" or "quarterly" stands here.
    pub rare: Option<(Concept, Range<usize>)>,
    /// The times as they were said.
    pub times: Vec<(Said, Option<Said>)>,
    /// "Morning" or "evening".
    pub half: Option<(Half, Range<usize>)>,
    /// The parts of the year in which it holds.
    pub seasons: Vec<Season>,
    /// Those in which it does not.
    pub not_in: Vec<Season>,
    /// Days on which it does not hold.
    pub not_on: Vec<(Date, Date)>,
    /// Its first day.
    pub from: Option<(Date, Range<usize>)>,
    /// Its last day.
    pub until: Option<(Date, Range<usize>)>,
    /// What it has to do with school.
    pub school: School,
    /// Whether it leaves out the public holidays.
    pub not_on_holidays: bool,
    /// Whether the times stand before the days.
    pub times_first: bool,
    /// Whether the months stand before all.
    pub season_first: bool,
    /// Whether a sentence begins with it.
    pub starts_sentence: bool,
    /// Something limits it that stands behind its days and times; whether after a comma.
    pub late_limit: Option<bool>,
}

impl Doubt {
    /// The same, with what to write in its place.
    pub fn instead(self, words: String) -> Self {
        Self { instead: Some(words), ..self }
    }
}

impl Draft {
    /// Whether it is said on which days.
    pub fn has_days(&self) -> bool {
        self.days.0 != 0 || !self.pairs.is_empty() || !self.pending.is_empty() || !self.dates.is_empty()
    }

    /// Whether it is said at what time, or in which part of the day.
    pub fn has_times(&self) -> bool {
        !self.times.is_empty() || self.half.is_some()
    }

    /// Whether nothing was gathered.
    pub fn is_empty(&self) -> bool {
        *self == Self { starts_sentence: self.starts_sentence, ..Self::default() }
    }

    /// Says that something limits it.
    pub fn note_limit(&mut self, after_comma: bool) {
        if self.has_days() && self.has_times() && self.late_limit.is_none() {
            self.late_limit = Some(after_comma);
        }
    }

    /// Takes over what limits another.
    pub fn add_limits(&mut self, other: &Self) {
        self.removed = self.removed.and(other.removed);
        self.not_in.extend(&other.not_in);
        self.not_on.extend(&other.not_on);
        self.not_on_holidays |= other.not_on_holidays;
        if self.seasons.is_empty() {
            self.seasons.clone_from(&other.seasons);
        }
        self.from = self.from.take().or_else(|| other.from.clone());
        self.until = self.until.take().or_else(|| other.until.clone());
        self.rare = self.rare.take().or_else(|| other.rare.clone());
        self.fortnightly = self.fortnightly.take().or_else(|| other.fortnightly.clone());
        if self.school == School::Any {
            self.school = other.school;
        }
    }

    fn is_limited(&self) -> bool {
        let own = !self.seasons.is_empty() || !self.not_in.is_empty() || !self.not_on.is_empty();
        own || self.from.is_some() || self.until.is_some() || self.school != School::Any || self.not_on_holidays
    }
}

/// Makes a schedule of the drafts. `global` holds for all of them.
pub fn combine(drafts: Vec<Draft>, mut global: Draft, doubts: &mut Vec<Doubt>) -> Schedule {
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        // "Tuesdays. 10am-12pm."
        match joined.last_mut() {
            Some(last) if !last.has_times() && !draft.has_days() => {
                last.times = draft.times.clone();
                last.half = draft.half.clone();
                last.add_limits(&draft);
            }
            _ => joined.push(draft),
        }
    }
    share(&mut joined, doubts);
    if joined.is_empty() && !global.is_empty() {
        let has_season = !global.seasons.is_empty();
        if doubts.is_empty() || has_season {
            let question = "on which days, and at what time? Write such as “Tuesdays 10am-12pm”".to_owned();
            doubts.push(if has_season { Doubt::kept(question, 0..0) } else { Doubt::sure(question, 0..0) });
        }
        if has_season {
            let rule = Rule { seasons: std::mem::take(&mut global.seasons), ..Rule::default() };
            return Schedule { rules: vec![rule] };
        }
    }
    let rules = joined.into_iter().flat_map(|mut draft| {
        draft.add_limits(&global);
        rules(draft, doubts)
    });
    Schedule { rules: rules.collect() }
}

/// What limits the last rule of a sentence, after a comma, limits those before it too.
fn share(drafts: &mut [Draft], doubts: &mut Vec<Doubt>) {
    for sentence in drafts.chunk_by_mut(|_, next| !next.starts_sentence) {
        let Some((last, others)) = sentence.split_last_mut() else { continue };
        let Some(after_comma) =
            last.late_limit.filter(|_| !others.is_empty() && others.iter().all(|d| !d.is_limited()))
        else {
            continue;
        };
        if !after_comma {
            let at = last.days_at.clone().unwrap_or_default();
            let question = "does what stands last hold for these days alone, or for all? Write a semicolon between the days: “Mondays 10am-12pm; Thursdays 2pm-4pm, not in August”";
            doubts.push(Doubt::kept(question.to_owned(), at));
        }
        let limits = Draft { removed: Weekdays::default(), rare: None, fortnightly: None, ..last.clone() };
        others.iter_mut().for_each(|other| other.add_limits(&limits));
    }
}

fn rules(mut draft: Draft, doubts: &mut Vec<Doubt>) -> Vec<Rule> {
    let at = draft.days_at.clone().or_else(|| draft.times.first().map(|t| t.0.at.clone()));
    let at = at.or_else(|| draft.half.as_ref().map(|h| h.1.clone())).unwrap_or_default();
    let times = times(&draft, &at, doubts);
    let from = draft.from.clone();
    let until = draft.until.clone();
    if let (Some((from, _)), Some((until, at))) = (&from, &until)
        && from > until
    {
        let question = format!("it ends on {}, and begins after that, on {}", in_words(*until), in_words(*from));
        doubts.push(Doubt::sure(question, at.clone()));
    }
    let (mut from, mut until) = (from.map(|f| f.0), until.map(|u| u.0));
    if !draft.has_days() {
        let all_day = |t: &Times| {
            matches!((t.from, t.to), (Moment::At(0), Some(Moment::At(clock::DAY))))
                || !matches!((t.from, t.to), (Moment::At(_), None | Some(Moment::At(_))))
        };
        match (from, until) {
            (Some(first), Some(last)) => {
                draft.dates.push((first, last));
                (from, until) = (None, None);
            }
            _ => {
                if !times.iter().all(all_day) && draft.removed.0 == 0 {
                    let question = "on which days? Write such as “Tuesdays 10am-12pm”, or “every day”".to_owned();
                    doubts.push(Doubt::kept(question, at.clone()));
                }
                draft.days = Weekdays::ALL;
            }
        }
    }
    if !draft.pending.is_empty() || !draft.pairs.is_empty() && draft.days.0 != 0 {
        let question =
            "which days of the month? Write each with its day, such as “first and third Thursday”".to_owned();
        doubts.push(Doubt::sure(question, at.clone()));
    }
    if let Some((concept, at)) = draft.rare.take().filter(|_| draft.dates.is_empty()) {
        let is_quarterly = concept == Concept::Quarterly;
        if draft.pairs.is_empty() {
            doubts.push(Doubt::sure(
                "on which day of the month? Write such as “first Thursday of the month”".to_owned(),
                at,
            ));
        } else if is_quarterly && draft.seasons.is_empty() {
            let question =
                "in which months? Write such as “first Monday of March, June, September and December”".to_owned();
            doubts.push(Doubt::sure(question, at));
        }
    }
    if let Some(at) = draft.every_second.take() {
        let question = "every second week, or the second of the month? Write “every other Tuesday from 5 January 2027”, or “second Tuesday of the month”";
        doubts.push(Doubt::sure(question.to_owned(), at));
    }
    let days = draft.days.without(draft.removed);
    draft.pairs.retain(|(_, day)| !draft.removed.has(*day));
    if draft.days.0 != 0 && days.0 == 0 || draft.days.0 == 0 && draft.pairs.is_empty() && draft.dates.is_empty() {
        doubts.push(Doubt::sure("all its days are taken out again".to_owned(), at.clone()));
    }
    let days = draft
        .fortnightly
        .take()
        .map_or(Days::Weekly(days), |place| fortnightly(days, &mut from, &draft, place, doubts));
    let rule = Rule {
        days: if draft.pairs.is_empty() { days } else { Days::Monthly(draft.pairs) },
        times,
        seasons: draft.seasons,
        not_in: draft.not_in,
        from,
        until,
        not_on: draft.not_on,
        school: draft.school,
        not_on_holidays: draft.not_on_holidays,
    };
    if draft.dates.is_empty() {
        return vec![rule];
    }
    let once = Rule {
        days: Days::Once(draft.dates),
        times: rule.times.clone(),
        not_on: rule.not_on.clone(),
        ..Rule::default()
    };
    if draft.days.0 == 0 && !matches!(rule.days, Days::Monthly(_)) {
        if rule.from.is_some() || rule.until.is_some() {
            doubts.push(Doubt::sure(
                "is that one day, or the first of many? Write “Tuesdays from 5 January 2027”".to_owned(),
                at,
            ));
        }
        return vec![once];
    }
    vec![rule, once]
}

/// Every second week: from which day on?
fn fortnightly(
    days: Weekdays,
    from: &mut Option<Date>,
    draft: &Draft,
    at: Range<usize>,
    doubts: &mut Vec<Doubt>,
) -> Days {
    if !draft.pairs.is_empty() {
        doubts
            .push(Doubt::sure("every other month, or every other week? Write the months, or the dates".to_owned(), at));
        return Days::Fortnightly(days, None);
    }
    let Some(first) = from.take() else {
        let question = "in which weeks? Write the first day: “every other Thursday from 7 January 2027”".to_owned();
        doubts.push(Doubt::kept(question, at));
        return Days::Fortnightly(days, None);
    };
    let weekday = first.weekday().to_monday_zero_offset() as u8;
    if days.0 == 127 && draft.days_at.is_none() {
        return Days::Fortnightly(Weekdays::one(weekday), Some(first));
    }
    if !days.has(weekday) {
        let name = first.strftime("%A");
        doubts.push(Doubt::sure(format!("{} is a {name}: which day is the first?", in_words(first)), at));
    }
    Days::Fortnightly(days, Some(first))
}

/// The times of a draft, those in doubt as they were probably meant.
fn times(draft: &Draft, days_at: &Range<usize>, doubts: &mut Vec<Doubt>) -> Vec<Times> {
    let half = draft.half.as_ref().map(|h| h.0);
    let mut all: Vec<Times> = Vec::with_capacity(draft.times.len());
    for (from, to) in &draft.times {
        let (times, doubt) = clock::times(from.time, to.as_ref().map(|t| t.time), half);
        let at = from.at.start..to.as_ref().map_or(from.at.end, |t| t.at.end);
        if let Some(doubt) = doubt {
            doubts.push(ask(doubt, times, at));
        } else if let (Some(new), Some(old)) = (times, all.last())
            && old.to.is_some_and(|end| end > new.from)
        {
            doubts.push(Doubt::kept("it begins again before it ends".to_owned(), at));
        }
        all.extend(times);
    }
    if all.is_empty() && draft.times.is_empty() {
        let question = match &draft.half {
            Some((Half::Am, _)) => "in the morning, from when to when? Write such as “10am-12pm”",
            Some((Half::Pm, _)) => "from when to when? Write such as “7pm-9pm”",
            None => "at what time? Write such as “Tuesdays 10am-12pm”",
        };
        let at = draft.half.as_ref().map_or_else(|| days_at.clone(), |h| h.1.clone());
        doubts.push(Doubt::kept(question.to_owned(), at));
    }
    all
}

fn ask(doubt: clock::Doubt, times: Option<Times>, at: Range<usize>) -> Doubt {
    match (doubt, times) {
        (clock::Doubt::Half, Some(times)) => {
            let guess = clock::in_words(times);
            Doubt::kept(format!("is that {guess}? write am or pm"), at).instead(guess)
        }
        (clock::Doubt::Twelve, Some(times)) => {
            let noon = clock::in_words(Times { to: Some(Moment::At(12 * 60)), ..times });
            let question = format!(
                "12am is midnight, and many mean noon. Write {noon}, or {} to midnight",
                clock::moment_in_words(times.from)
            );
            Doubt::kept(question, at).instead(noon)
        }
        (clock::Doubt::Order, _) => {
            Doubt::sure("it ends before it begins. Write am or pm behind both times".to_owned(), at)
        }
        _ => Doubt::sure("there is no such time. A day has the hours from 0:00 to 24:00".to_owned(), at),
    }
}
