//! When a record was checked, and whether that is long ago.

use super::views::Views;
use super::{Day, Freshness, Made};
use crate::date::Date;
use crate::directory::RecordId;
use crate::record::Record;

/// A check as its record tells of it.
pub struct Checked<'r> {
    /// `fresh`, `old` (longer ago than the site allows) or `never`.
    pub state: &'static str,
    /// The day.
    pub day: Option<Date>,
    /// By what way: `phone`, `visit` …
    pub how: Option<&'r str>,
    /// By whom: a role.
    pub by: Option<&'r str>,
}

impl Views<'_> {
    /// A day, written three ways.
    pub fn day(&self, date: Date) -> Day {
        if let Some(day) = self.memory.days.read().ok().and_then(|days| days.get(&date).cloned()) {
            return day;
        }
        let day =
            Day { iso: date.to_string(), short: self.language.day_short(date), long: self.language.day_long(date) };
        if let Ok(mut days) = self.memory.days.write() {
            days.insert(date, day.clone());
        }
        day
    }

    /// When a record was checked, and whether that is long ago.
    pub fn checked<'r>(&self, record: &'r Record) -> Checked<'r> {
        let fields = &record.fields;
        let day = fields.date("verified");
        let months =
            fields.number("verify_every").filter(|m| (1..=1200).contains(m)).unwrap_or(self.config.freshness_months);
        let is_fresh =
            |day: Date| day.checked_add(jiff::Span::new().months(months)).is_ok_and(|until| until >= self.today);
        let state = match day {
            None => "never",
            Some(day) if is_fresh(day) => "fresh",
            Some(_) => "old",
        };
        Checked { state, day, how: fields.text("verified_how"), by: fields.text("verified_by") }
    }

    /// The same for templates, made once for all records that were checked alike.
    #[expect(clippy::indexing_slicing, reason = "the memory has a place for each record")]
    pub fn made_freshness(&self, id: RecordId) -> Made<Freshness> {
        let make = || self.freshness_of(&self.checked(self.directory.record(id)));
        self.memory.freshness[id.index()].get_or_init(make).clone()
    }

    fn freshness_of(&self, checked: &Checked) -> Made<Freshness> {
        let key = (checked.state, checked.day, checked.how.map(str::to_owned), checked.by.map(str::to_owned));
        if let Some(made) = self.memory.checked.read().ok().and_then(|all| all.get(&key).cloned()) {
            return made;
        }
        let how = |how: &str| self.language.text(&["view.how.", &how.replace('-', "_")].concat()).to_owned();
        let made = Made::new(&Freshness {
            state: checked.state,
            day: checked.day.map(|day| self.day(day)),
            how: checked.how.map(how),
            by: checked.by.map(str::to_owned),
        });
        if let Ok(mut all) = self.memory.checked.write() {
            all.insert(key, made.clone());
        }
        made
    }
}
