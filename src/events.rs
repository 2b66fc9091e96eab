//! Calendars that other programs take in: what is on in the whole site, in an area, in a group and at a place.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::date::Date;
use crate::directory::{RecordId, Timed};
use crate::icalendar::{self, Lines};
use crate::plan;
use crate::times::schedule::{Days, Moment, Rule, Schedule, School, Times};
use crate::times::{Calendar, expand, rrule};
use crate::view::views::{Views, canonical};

/// What has no end that a rule could say is written down for so many years.
const YEARS: i16 = 3;
/// So many single days at most stand in an event.
const MOST: usize = 400;

/// The calendar files, by path; no file where nothing is on.
pub fn files(views: &Views) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
    let writer = Writer::new(views);
    let events: Vec<Vec<String>> = views.directory.ids().map(|id| writer.events(id)).collect();
    let mut files = BTreeMap::new();
    let mut add = |path: Utf8PathBuf, name: &str, records: &mut dyn Iterator<Item = RecordId>| {
        #[expect(clippy::indexing_slicing, reason = "each record has its entry")]
        let events: Vec<&str> = records.flat_map(|id| &events[id.index()]).map(String::as_str).collect();
        if !events.is_empty() {
            files.insert(path, Arc::from(writer.file(name, &events).into_bytes()));
        }
    };
    let config = views.config;
    add("calendar.ics".into(), &config.title, &mut views.directory.ids());
    for (area, records) in views.directory.in_area.iter().enumerate() {
        let name = format!("{}: {}", config.title, config.area(area).label);
        add(plan::area_path(config, area).with_extension("ics"), &name, &mut records.iter().copied());
    }
    for id in views.directory.ids() {
        add(record_file(views, id), &views.directory.record(id).title.value, &mut held(views, id));
    }
    files
}

/// Where the calendar of a record lies, if anything is on there.
pub fn path(views: &Views, id: RecordId) -> Option<Utf8PathBuf> {
    held(views, id).any(|id| has_events(views, id)).then(|| record_file(views, id))
}

fn record_file(views: &Views, id: RecordId) -> Utf8PathBuf {
    plan::record_path(views.directory, views.config, id).with_extension("ics")
}

/// The record itself, and what meets at it.
fn held<'a>(views: &'a Views, id: RecordId) -> impl Iterator<Item = RecordId> + 'a {
    let meets = views.directory.links_to(id).iter().filter(|link| link.field == "meets_at").map(|link| link.record);
    std::iter::once(id).chain(meets)
}

/// Whether a record has anything of its own to tell a calendar.
pub fn has_events(views: &Views, id: RecordId) -> bool {
    let timed = views.directory.times(id).iter().filter(|timed| timed.field == "when");
    let mut rules = timed.filter_map(Timed::schedule).flat_map(|schedule| &schedule.rules);
    let (start, today, calendar) = (start(views, id), views.today, &views.config.calendar);
    let is_event = |rule: &Rule| {
        rule.times.iter().any(|times| begin(*times).is_some()) && Repeat::new(rule, start, today, calendar).is_some()
    };
    is_told(views, id) && rules.any(is_event)
}

/// From which day on a record's events are told: from when it was last made sure of, else from this year on. So an
/// event stays what it is from build to build.
fn start(views: &Views, id: RecordId) -> Date {
    let checked = views.directory.record(id).fields.date("verified").filter(|day| *day <= views.today);
    checked.unwrap_or_else(|| views.today.first_of_year())
}

/// What is closed or has moved stands in no calendar; what is paused is told to be off.
fn is_told(views: &Views, id: RecordId) -> bool {
    !matches!(views.directory.record(id).fields.text("status"), Some("closed" | "moved"))
}

/// When it begins, if that is a time of the clock; what is on all day and all night is no event.
fn begin(times: Times) -> Option<u16> {
    match (times.from, times.to) {
        (Moment::At(0), Some(Moment::At(crate::times::clock::DAY))) => None,
        (Moment::At(from), _) => Some(from),
        _ => None,
    }
}

struct Writer<'a> {
    views: &'a Views<'a>,
    zone: TimeZone,
    /// The zone as its lines, written once.
    clock: String,
    host: String,
    stamp: String,
}

impl<'a> Writer<'a> {
    fn new(views: &'a Views<'a>) -> Self {
        let name = &views.config.timezone;
        let zone = TimeZoneDatabase::bundled().get(name).unwrap_or(TimeZone::UTC);
        let mut clock = Lines::default();
        icalendar::time_zone(&mut clock, name, &zone, views.today.year() - 1);
        let base = views.config.base_url.as_deref().and_then(|base| base.split_once("://"));
        let host = base
            .map_or_else(|| crate::slug::slug(&views.config.title), |(_, rest)| rest.trim_end_matches('/').to_owned());
        let stamp = icalendar::moment(views.edition().unwrap_or(views.today).at(12, 0, 0, 0)) + "Z";
        Self { views, zone, clock: clock.finish(), host, stamp }
    }

    fn file(&self, name: &str, events: &[&str]) -> String {
        let mut lines = Lines::default();
        lines.plain("BEGIN", "VCALENDAR").plain("VERSION", "2.0").plain("PRODID", "-//hereabouts//hereabouts//EN");
        lines.plain("CALSCALE", "GREGORIAN").plain("METHOD", "PUBLISH").text("NAME", name).text("X-WR-CALNAME", name);
        lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "P1D").plain("X-PUBLISHED-TTL", "P1D");
        let mut text = lines.finish();
        text.push_str(&self.clock);
        events.iter().for_each(|event| text.push_str(event));
        text.push_str("END:VCALENDAR\r\n");
        text
    }

    /// The events of a record, one for each time of each rule.
    fn events(&self, id: RecordId) -> Vec<String> {
        if !is_told(self.views, id) {
            return Vec::new();
        }
        let timed = self.views.directory.times(id).iter().filter(|timed| timed.field == "when");
        let numbered = timed.enumerate().filter_map(|(n, timed)| Some((n, timed, timed.schedule()?)));
        let mut events = Vec::new();
        for (line, timed, schedule) in numbered {
            for (r, rule) in schedule.rules.iter().enumerate() {
                for (t, times) in rule.times.iter().enumerate() {
                    let name = format!("{}-{line}-{r}-{t}", self.views.directory.record(id).slug.value);
                    events.extend(self.event(id, timed, rule, *times, &name));
                }
            }
        }
        events
    }

    fn event(&self, id: RecordId, timed: &Timed, rule: &Rule, times: Times, name: &str) -> Option<String> {
        let from = begin(times)?;
        let calendar = &self.views.config.calendar;
        let repeat = Repeat::new(rule, start(self.views, id), self.views.today, calendar)?;
        let record = self.views.directory.record(id);
        let mut lines = Lines::default();
        lines.plain("BEGIN", "VEVENT").plain("UID", &format!("{name}@{}", self.host)).plain("DTSTAMP", &self.stamp);
        self.moment(&mut lines, "DTSTART", &[at(repeat.first, from)]);
        if let Some(Moment::At(to)) = times.to {
            self.moment(&mut lines, "DTEND", &[at(repeat.first, to)]);
        }
        if let Some(words) = &repeat.rule {
            let until = repeat.last.map(|last| format!(";UNTIL={}", self.utc(at(last, 24 * 60 - 1))));
            lines.plain("RRULE", &format!("{words}{}", until.unwrap_or_default()));
        }
        for (name, days) in [("EXDATE", &repeat.without), ("RDATE", &repeat.with)] {
            let moments: Vec<DateTime> = days.iter().map(|day| at(*day, from)).collect();
            moments.chunks(4).for_each(|some| self.moment(&mut lines, name, some));
        }
        let session = timed.session.and_then(|n| record.fields.tables("sessions").get(n));
        let title = &record.title.value;
        match session.and_then(|s| s.text("title")) {
            Some(session) => lines.text("SUMMARY", &format!("{title}: {session}")),
            None => lines.text("SUMMARY", title),
        };
        let elsewhere = session.and_then(|s| s.text("at")).map(crate::directory::link_target);
        let elsewhere = elsewhere.and_then(|slug| self.views.directory.by_slug.get(&slug));
        let place = elsewhere.map_or_else(
            || self.views.place_line(id),
            |place| Some(self.views.directory.record(*place).title.value.clone()),
        );
        if let Some(place) = place {
            lines.text("LOCATION", &place);
        }
        let summary = record.fields.text("summary").map(|summary| format!("\n{summary}")).unwrap_or_default();
        lines.text("DESCRIPTION", &format!("{}{summary}", timed.text.value.trim()));
        if let Some(base) = &self.views.config.base_url {
            let path = plan::record_path(self.views.directory, self.views.config, id);
            lines.plain("URL", &format!("{base}{}", canonical(&path)));
        }
        let status = match record.fields.text("status") {
            Some("planned") => "TENTATIVE",
            Some("paused") => "CANCELLED",
            _ => "CONFIRMED",
        };
        lines.plain("STATUS", status).plain("TRANSP", "TRANSPARENT").plain("END", "VEVENT");
        Some(lines.finish())
    }

    fn moment(&self, lines: &mut Lines, name: &str, moments: &[DateTime]) {
        let is_utc = self.zone == TimeZone::UTC;
        let all: Vec<String> = moments.iter().map(|m| icalendar::moment(*m) + if is_utc { "Z" } else { "" }).collect();
        let name = if is_utc { name.to_owned() } else { format!("{name};TZID={}", self.views.config.timezone) };
        lines.plain(&name, &all.join(","));
    }

    fn utc(&self, local: DateTime) -> String {
        let instant = self.zone.to_timestamp(local).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        icalendar::moment(TimeZone::UTC.to_datetime(instant)) + "Z"
    }
}

/// Minutes after midnight may lie on the next day.
fn at(day: Date, minutes: u16) -> DateTime {
    day.at(0, 0, 0, 0).saturating_add(jiff::Span::new().minutes(i64::from(minutes)))
}

/// The days of a rule, as a calendar writes them.
struct Repeat {
    first: Date,
    rule: Option<String>,
    last: Option<Date>,
    without: Vec<Date>,
    with: Vec<Date>,
}

impl Repeat {
    fn new(rule: &Rule, start: Date, today: Date, calendar: &Calendar) -> Option<Self> {
        let start = rule.from.map_or(start, |from| from.max(start));
        let whole = Rule { times: vec![Times { from: Moment::At(0), to: None }], ..rule.clone() };
        let schedule = Schedule { rules: vec![whole.clone()] };
        let days = |schedule: &Schedule, from: Date, to: Date| -> Vec<Date> {
            expand::occurrences(schedule, from, to, calendar).map(|d| d.0).take(MOST * 8).collect()
        };
        if let Days::Once(dates) = &rule.days {
            let (from, to) = (dates.iter().map(|d| d.0).min()?, dates.iter().map(|d| d.1).max()?);
            let mut all = if start <= to { days(&schedule, from.max(start), to) } else { Vec::new() };
            all.truncate(MOST);
            let first = *all.first()?;
            return Some(Self { first, rule: None, last: None, without: Vec::new(), with: all.split_off(1) });
        }
        let far = start.saturating_add(jiff::Span::new().days(expand::FAR));
        let first = *days(&schedule, start, far).first()?;
        let by_days = |all: &[crate::times::schedule::Season]| all.iter().any(|s| s.whole_months().is_none());
        // What a rule cannot say goes on for ever is written down day by day, and ends.
        let known = match rule.school {
            School::Any => None,
            _ => calendar.terms.iter().map(|t| t.1).max(),
        };
        let holidays = rule.not_on_holidays.then(|| calendar.holidays.last().copied()).flatten();
        let years =
            (by_days(&rule.seasons) || by_days(&rule.not_in)).then(|| Date::new(today.year() + YEARS, 1, 1).ok());
        let last = [rule.until, known, years.flatten()].into_iter().flatten().min();
        let listed = rule.not_on.iter().map(|d| d.1).chain(holidays).max();
        let look_until = last.or(listed).unwrap_or(first);
        let bare = Rule {
            not_on: Vec::new(),
            school: School::Any,
            not_on_holidays: false,
            seasons: rule.seasons.iter().copied().filter(|s| s.whole_months().is_some()).collect(),
            not_in: rule.not_in.iter().copied().filter(|s| s.whole_months().is_some()).collect(),
            ..whole
        };
        // Where parts of the year have days and months both, no rule for months can be written.
        let mixed = by_days(&rule.seasons) && !bare.seasons.is_empty();
        let bare = if mixed { Rule { seasons: Vec::new(), ..bare } } else { bare };
        let words = rrule::of_rule(&bare);
        let without: Vec<Date> = days(&Schedule { rules: vec![bare] }, first, look_until)
            .into_iter()
            .filter(|day| !expand::is_on(rule, *day, calendar))
            .take(MOST)
            .collect();
        Some(Self { first, rule: words, last, without, with: Vec::new() })
    }
}
