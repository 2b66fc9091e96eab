//! When: the words, what was read in them, and what is on in the days to come.

use std::collections::BTreeMap;

use super::views::Views;
use super::{Coming, Next, Week, WeekDay, When};
use crate::date::Date;
use crate::directory::{RecordId, Timed};
use crate::times::schedule::Times;
use crate::times::{Schedule, Vocabulary, expand, sentence, table};

/// So many days ahead are shown: the browser takes away those that are past.
const DAYS: i32 = 14;
/// So many days make the week that is shown.
const WEEK: i32 = 7;
/// So many days after the next one are told to the browser, which shows the first that is not past.
const AFTER: usize = 8;
/// What is on more often than on so many days of a week needs no telling on the first page.
const OFTEN: usize = 3;
/// So many things are told on the first page, before those that are past are taken away.
const COMING: usize = 12;
/// So many things are told of a day; for more there is the search.
const IN_A_DAY: usize = 80;

/// Something that is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happening {
    /// On which day it begins.
    pub day: Date,
    /// When.
    pub times: Times,
    /// Of which record.
    pub record: RecordId,
    /// The number of its session, if it is one.
    pub session: Option<usize>,
}

impl Views<'_> {
    /// The words in which times are read and said back.
    pub fn vocabulary(&self) -> &'static Vocabulary {
        Vocabulary::of(&self.config.language)
    }

    /// Whether the record goes on: nothing is told of the next days of what is closed, paused or only planned.
    pub fn is_active(&self, id: RecordId) -> bool {
        self.directory.record(id).fields.text("status").is_none_or(|status| status == "active")
    }

    /// The record's own times, or those of one of its sessions.
    pub fn whens(&self, id: RecordId, session: Option<usize>) -> Vec<When> {
        let own = self.directory.times(id).iter().filter(|timed| timed.session == session);
        own.map(|timed| self.when_of(id, timed)).collect()
    }

    fn when_of(&self, id: RecordId, timed: &Timed) -> When {
        let schedule = timed.schedule().filter(|_| self.is_active(id));
        When {
            text: timed.text.value.trim().to_owned(),
            sentence: timed.schedule().map(|s| sentence::sentence(s, self.vocabulary())),
            next: schedule.filter(|_| timed.field == "when").and_then(|s| self.next(s)),
            hours: schedule.and_then(|s| self.hours(s)),
        }
    }

    /// The hours of a card: those of the line that it shows.
    pub fn card_hours(&self, id: RecordId) -> Option<String> {
        let shown = self.directory.times(id).iter().find(|timed| timed.session.is_none())?;
        self.hours(shown.schedule().filter(|_| self.is_active(id))?)
    }

    /// The next day, and some after it.
    fn next(&self, schedule: &Schedule) -> Option<Next> {
        let far = self.later(expand::FAR);
        let mut days = expand::occurrences(schedule, self.today, far, &self.config.calendar);
        let (day, times) = days.next()?;
        let mut all: Vec<Date> = std::iter::once(day).chain(days.map(|d| d.0).take(AFTER * 2)).collect();
        all.dedup();
        all.truncate(AFTER + 1);
        let days: Vec<String> = all.into_iter().map(|d| format!("{d} {}", self.language.day_of_week(d))).collect();
        Some(Next {
            day: self.day(day),
            text: self.language.day_of_week(day),
            times: sentence::short(times, self.vocabulary()),
            days: days.join("|"),
        })
    }

    fn later(&self, days: i32) -> Date {
        self.today.saturating_add(jiff::Span::new().days(days))
    }

    /// When it is open, week by week, in letters; nothing if no time is known with beginning and end.
    fn hours(&self, schedule: &Schedule) -> Option<String> {
        let spans = self.table(std::iter::once(schedule));
        let mut out = String::new();
        crate::digits::number(table::week(table::first(self.today)), &mut out);
        table::write(&spans, &mut out);
        (!spans.is_empty()).then_some(out)
    }

    /// The hours of some schedules as a table.
    pub fn table<'s>(&self, schedules: impl Iterator<Item = &'s Schedule>) -> Vec<table::Span> {
        let first = table::first(self.today);
        let last = first.saturating_add(jiff::Span::new().weeks(table::WEEKS));
        let mut all: Vec<_> = schedules
            .flat_map(|schedule| expand::occurrences(schedule, first, last, &self.config.calendar).collect::<Vec<_>>())
            .collect();
        all.sort_unstable();
        all.dedup();
        table::table(first, all.into_iter())
    }

    /// What is on in the next days, in order.
    pub fn happenings(&self) -> &[Happening] {
        self.memory.happenings.get_or_init(|| {
            let last = self.later(DAYS - 1);
            let mut all = Vec::new();
            for record in self.directory.ids().filter(|id| self.is_active(*id)) {
                for timed in self.directory.times(record).iter().filter(|timed| timed.field == "when") {
                    let Some(schedule) = timed.schedule() else { continue };
                    let days = expand::occurrences(schedule, self.today, last, &self.config.calendar);
                    all.extend(days.map(|(day, times)| Happening { day, times, record, session: timed.session }));
                }
            }
            // Records are in the order of their names.
            all.sort_unstable_by_key(|h| (h.day, h.times, h.record, h.session));
            all.dedup();
            all
        })
    }

    /// What comes up next, each record once: what is rare enough to be told.
    pub fn coming_up(&self) -> Vec<Coming> {
        let all = self.happenings();
        let mut count: BTreeMap<RecordId, usize> = BTreeMap::new();
        let week = self.later(WEEK);
        all.iter().filter(|h| h.day < week).for_each(|h| *count.entry(h.record).or_default() += 1);
        let mut coming: Vec<Coming> = Vec::new();
        let mut told: Vec<RecordId> = Vec::new();
        for happening in all.iter().filter(|h| count.get(&h.record).is_none_or(|&times| times <= OFTEN)) {
            if coming.len() == COMING {
                break;
            }
            if !told.contains(&happening.record) {
                told.push(happening.record);
                coming.push(self.coming(happening));
            }
        }
        coming
    }

    fn coming(&self, happening: &Happening) -> Coming {
        let record = self.directory.record(happening.record);
        let session = happening.session.and_then(|at| record.fields.tables("sessions").get(at));
        let at = session.and_then(|s| s.text("at")).map(crate::directory::link_target);
        let elsewhere = at.and_then(|slug| self.directory.by_slug.get(&slug).copied());
        let looks = self.looks(happening.record);
        Coming {
            day: self.day(happening.day),
            text: self.language.day_of_week(happening.day),
            times: sentence::short(happening.times, self.vocabulary()),
            link: self.record_link(happening.record),
            session: session.and_then(|s| s.text("title")).map(str::to_owned),
            place: match elsewhere {
                Some(place) if place == happening.record => None,
                Some(place) => Some(self.directory.record(place).title.value.clone()),
                None => self.place_line(happening.record),
            },
            icon: looks.icon.to_owned(),
            colour: looks.colour.to_owned(),
        }
    }

    /// The page of the days to come.
    pub fn week(&self) -> Week {
        let all = self.happenings();
        let days = (0..DAYS).map(|n| {
            let day = self.later(n);
            #[expect(clippy::indexing_slicing, reason = "a day's offset from Monday is below seven")]
            let slug =
                ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day.weekday().to_monday_zero_offset() as usize];
            let of_day: Vec<_> = all.iter().filter(|h| h.day == day).collect();
            WeekDay {
                day: self.day(day),
                text: self.language.day_of_week(day),
                slug,
                is_later: n >= WEEK,
                more: of_day.len().saturating_sub(IN_A_DAY),
                entries: of_day.into_iter().take(IN_A_DAY).map(|h| self.coming(h)).collect(),
            }
        });
        let has_events = self.directory.ids().any(|id| crate::events::has_events(self, id));
        Week {
            days: days.collect(),
            calendar: has_events.then(|| "calendar.ics".to_owned()),
            made: self.day(self.today),
        }
    }

    /// Whether there is a page of the days to come.
    pub fn has_week(&self) -> bool {
        self.plan.pages.binary_search_by(|page| page.path.as_str().cmp("week.html")).is_ok()
    }
}
