//! When something happens or is open, as it was read: nothing in it is guessed.

use crate::date::Date;

/// Rules, each of which adds its own times.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule {
    /// In the order in which they were written.
    pub rules: Vec<Rule>,
}

/// On which days, from when to when, and with which limits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rule {
    /// The days.
    pub days: Days,
    /// The times of each of these days, in order.
    pub times: Vec<Times>,
    /// The parts of the year in which it holds; none stands for the whole year.
    pub seasons: Vec<Season>,
    /// The parts of the year in which it does not.
    pub not_in: Vec<Season>,
    /// The first day on which it holds.
    pub from: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Days on which it does not hold, from the first to the last.
    pub not_on: Vec<(Date, Date)>,
    /// What it has to do with school.
    pub school: School,
    /// Whether it leaves out the public holidays.
    pub not_on_holidays: bool,
}

/// The days of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// These days of the week.
    Weekly(Weekdays),
    /// These days of every second week, the first of them in the week of this day and not before it. Only what is
    /// guessed may not know the day.
    Fortnightly(Weekdays, Option<Date>),
    /// The first Monday of a month is `(1, 0)`, the last Sunday `(-1, 6)`.
    Monthly(Vec<(i8, u8)>),
    /// These days and no others, from the first to the last.
    Once(Vec<(Date, Date)>),
}

/// The name of a day in a list that begins with Monday.
#[expect(clippy::indexing_slicing, reason = "days are counted from Monday, which is 0, to Sunday, which is 6")]
pub fn day_name(names: &[&'static str; 7], day: u8) -> &'static str {
    names[usize::from(day)]
}

impl Days {
    /// The days of the week that may be among them.
    pub fn weekdays(&self) -> Weekdays {
        match self {
            Self::Weekly(days) | Self::Fortnightly(days, _) => *days,
            Self::Monthly(pairs) => pairs.iter().fold(Weekdays(0), |all, (_, day)| all.and(Weekdays::one(*day))),
            Self::Once(_) => Weekdays::ALL,
        }
    }
}

impl Rule {
    /// Whether there may be a day on which both hold, as far as days of the week and months say.
    pub fn may_meet(&self, other: &Self) -> bool {
        let are_apart = match (&self.days, &other.days) {
            (Days::Monthly(a), Days::Monthly(b)) => {
                a.iter().all(|x| b.iter().all(|y| x.1 != y.1 || x != y && x.0 > 0 && y.0 > 0))
            }
            (a, b) => a.weekdays().0 & b.weekdays().0 == 0,
        };
        !are_apart && self.months() & other.months() != 0
    }

    /// The months in which it may hold: bit 0 is January.
    fn months(&self) -> u16 {
        let all = self.seasons.iter().flat_map(|season| {
            let (from, to) = (u16::from(season.from.0), u16::from(season.to.0));
            let runs_over = season.from.0 == season.to.0 && season.from.1 > season.to.1;
            let count = if runs_over { 12 } else { (to + 12 - from) % 12 + 1 };
            (0..count).map(move |n| 1 << ((from - 1 + n) % 12))
        });
        if self.seasons.is_empty() { 0xfff } else { all.fold(0, |all: u16, month: u16| all | month) }
    }
}

impl Default for Days {
    fn default() -> Self {
        Self::Weekly(Weekdays::default())
    }
}

/// Days of the week: bit 0 is Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weekdays(pub u8);

impl Weekdays {
    /// Monday to Sunday.
    pub const ALL: Self = Self(127);

    /// Those in it, Monday first.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..7).filter(move |&day| self.has(day))
    }

    /// Whether a day is in it: 0 is Monday.
    pub fn has(self, day: u8) -> bool {
        self.0 >> day & 1 == 1
    }

    /// One day.
    pub fn one(day: u8) -> Self {
        Self(1 << day)
    }

    /// Those of both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are not in the other.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// From one day to another, over the end of the week if need be.
    pub fn range(from: u8, to: u8) -> Self {
        Self((0..=(to + 7 - from) % 7).fold(0, |all, i| all | 1 << ((from + i) % 7)))
    }
}

/// A time of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// Minutes since midnight; past 1440 it is on the next day.
    At(u16),
    /// When it gets light.
    Dawn,
    /// When it gets dark.
    Dusk,
}

/// From when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Times {
    /// When it begins.
    pub from: Moment,
    /// When it ends, if that is said. An end past midnight is more than 1440 minutes.
    pub to: Option<Moment>,
}

/// A part of every year, from a month and day to another; it may run over the end of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Season {
    /// Its first day: month and day.
    pub from: (u8, u8),
    /// Its last day. A day past the end of the month stands for that end.
    pub to: (u8, u8),
}

impl Season {
    /// Whole months.
    pub fn months(from: u8, to: u8) -> Self {
        Self { from: (from, 1), to: (to, 31) }
    }

    /// Its first and last month if it is made of whole months.
    pub fn whole_months(self) -> Option<(u8, u8)> {
        (self.from.1 == 1 && self.to.1 == 31).then_some((self.from.0, self.to.0))
    }

    /// Whether a day is in it.
    pub fn has(self, date: Date) -> bool {
        let day = (date.month() as u8, date.day() as u8);
        if self.from <= self.to { self.from <= day && day <= self.to } else { day >= self.from || day <= self.to }
    }
}

/// What a rule has to do with school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum School {
    /// Nothing.
    #[default]
    Any,
    /// Only in term time.
    Term,
    /// Only in the holidays.
    Holidays,
}
