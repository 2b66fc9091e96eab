//! Times of day: from when to when, as they stand there.

use super::super::clock::{Half, Said, Time};
use super::super::combine::Doubt;
use super::super::schedule::Moment;
use super::super::tokens::What;
use super::super::vocabulary::Concept;
use super::{Limit, Mode, Reader};

impl Reader<'_> {
    /// "10am-12pm", "from 10 to noon", "7pm".
    pub(super) fn times(&mut self) {
        let start = self.at;
        let limit = std::mem::replace(&mut self.limit, Limit::None);
        let Some(from) = self.time() else {
            let at = self.place(start);
            let question = format!("what is `{}`? A time is written such as 7pm or 19:00", &self.text[at.clone()]);
            self.doubts.push(Doubt::sure(question, at));
            self.at = start + 1;
            return;
        };
        if self.text[from.at.clone()].starts_with("12") && from.time == Time::Sure(Moment::At(0)) {
            let question = "12am is midnight, and many mean noon. Write midnight or noon".to_owned();
            self.doubts.push(Doubt::kept(question, from.at.clone()));
        }
        if self.mode == Mode::Closed || self.mode == Mode::Not && self.in_mode == 0 {
            let question = "closed in between? Write the times when it is open: “9am-12pm and 1pm-5pm”".to_owned();
            self.doubts.push(Doubt::sure(question, from.at.clone()));
        }
        let mut to = None;
        let before = self.at;
        let joins = self.is(before, Concept::To)
            || self.is(before, Concept::Until)
            || self.is_between && self.is(before, Concept::And);
        if joins {
            self.at += 1;
            to = self.time();
            if to.is_none() {
                self.at = before;
            }
        }
        if limit == Limit::Until && to.is_none() {
            // "from 10am until 2pm" came as one; here nothing says when it begins.
            let question = format!("until `{}`, and from when on?", &self.text[from.at.clone()]);
            self.doubts.push(Doubt::sure(question, from.at));
            return;
        }
        self.is_between = false;
        self.new_time();
        self.draft.times.push((from, to));
    }

    /// One time, with what stands behind it.
    pub(super) fn time(&mut self) -> Option<Said> {
        let token = self.tokens.get(self.at)?;
        let at = token.at.clone();
        let sure = |minutes| Some(Said { time: Time::Sure(minutes), at: at.clone() });
        let (hour, minute, whole) = match token.what {
            What::Clock(hour, minute, whole) => (hour, minute, whole),
            What::Number(number) if self.four_figures(self.at) => (number / 100, number % 100, true),
            What::Number(number @ 0..=24) => (number, 0, false),
            What::Concept(word) => {
                self.at += 1;
                match word {
                    Concept::Noon => return sure(Moment::At(12 * 60)),
                    Concept::Midnight => return sure(Moment::At(0)),
                    Concept::Dawn => return sure(Moment::Dawn),
                    Concept::Dusk => return sure(Moment::Dusk),
                    _ => {
                        self.at -= 1;
                        return None;
                    }
                }
            }
            _ => return None,
        };
        self.at += 1;
        // "10 oclock am", "7.30 in the evening", "7 yn yr hwyr"
        let says_half = self.is(self.at + 1, Concept::Am) || self.is(self.at + 1, Concept::Pm);
        self.at += usize::from(self.is(self.at, Concept::Nothing) && says_half);
        let half = match self.tokens.get(self.at).map(|t| &t.what) {
            Some(What::Concept(Concept::Am)) => Some(Half::Am),
            Some(What::Concept(Concept::Pm)) => Some(Half::Pm),
            _ => None,
        };
        self.at += usize::from(half.is_some());
        let at = at.start..self.place(self.at - 1).end;
        Some(Said { time: Time::new(hour, minute, half, whole || self.whole), at })
    }

    /// "1900-2100": times without a sign between hour and minutes, which could be years.
    pub(super) fn four_figures(&self, at: usize) -> bool {
        let four = |at: Option<usize>| {
            let what = at.and_then(|at| self.tokens.get(at)).map(|t| &t.what);
            matches!(what, Some(&What::Number(n)) if n >= 1000) || matches!(what, Some(What::Clock(_, _, true)))
        };
        let to = |at: Option<usize>| at.is_some_and(|at| self.is(at, Concept::To));
        four(Some(at)) && (to(Some(at + 1)) && four(Some(at + 2)) || to(at.checked_sub(1)) && four(at.checked_sub(2)))
    }
}
