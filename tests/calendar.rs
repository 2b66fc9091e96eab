//! Where times show: on pages, in the week, in calendars that other programs read, and in what search engines are told.

mod support;

use std::collections::BTreeSet;

use hereabouts::date::Date;
use icalendar::{Calendar, Component};
use support::{Built, site_on};

const CONFIG: &str = "-- hereabouts.toml --\ntitle = \"Millbrook\"\nbase_url = \"https://millbrook.example/\"\nlanguage = \"en-GB\"\n\
    [areas]\nmill = \"Mill\"\n[calendar.terms]\n2026-27 = [\"2026-09-02 to 2026-10-23\", \"2026-11-02 to 2026-12-18\", \"2027-01-04 to 2027-02-12\"]\n";

/// A site on Saturday 21 November 2026, with a group that meets at a hall.
fn town(fields: &str) -> Built {
    let choir = format!("-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\narea = \"mill\"\n{fields}\n+++\n");
    let hall = "-- content/assets/hall.md --\n+++\ntitle = \"Loom Hall\"\ntype = \"place\"\naddress = \"1 Mill Lane\"\nopen = \"Mon-Fri 9am-5pm\"\n+++\n";
    site_on(Date::constant(2026, 11, 21), &format!("{CONFIG}{choir}{hall}"))
}

#[test]
fn a_page_says_the_words_what_was_read_and_the_next_day() {
    let built = town("when = \"Tuesdays 10am-12pm, term time only\"");
    let words = built.words("groups/choir.html");
    let want = "When Tuesdays 10am-12pm, term time only Every Tuesday 10:00–12:00, in term time Next: Tuesday 24 November , 10am–noon Add to calendar";
    assert!(words.contains(want), "{words}");
    // The days after it, for a page that was made a while ago: the holidays are left out.
    let page = built.page("groups/choir.html");
    assert!(page.contains("|2026-12-15 Tuesday 15 December|2027-01-05 Tuesday 5 January|"), "{page}");
    assert!(page.contains("href=\"../groups/choir.ics\""), "{page}");
}

#[test]
fn what_is_in_doubt_or_only_words_has_no_next_day_and_stands_in_no_calendar() {
    for when in ["Tuesdays 7-9", "By appointment", "Every other Thursday 7pm", "Saturday 13 June 2026, 2pm-4pm"] {
        let built = town(&format!("when = \"{when}\""));
        let words = built.words("groups/choir.html");
        assert!(words.contains(when) && !words.contains("Next:"), "{words}");
        assert!(!built.outputs.contains_key("groups/choir.ics") || when.contains("June"), "{when}");
        assert!(!built.page("index.html").contains("Coming up"), "{when}");
    }
}

#[test]
fn nothing_leads_to_a_calendar_that_is_not_there() {
    for when in
        ["Tuesdays 10am-12pm, in the school holidays", "24 hours", "Dawn to dusk", "Saturday 13 June 2026, 2pm-4pm"]
    {
        let text = "-- hereabouts.toml --\ntitle = \"T\"\n-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n";
        let built =
            site_on(Date::constant(2026, 11, 21), &format!("{text}when = \"{when}\"\nverified = 2026-11-20\n+++\n"));
        for page in ["groups/choir.html", "week.html"] {
            assert!(!built.page(page).contains(".ics"), "{when}: {page}");
        }
        assert!(!built.outputs.keys().any(|path| path.ends_with(".ics")), "{when}");
    }
}

#[test]
fn what_is_paused_or_closed_is_not_on_next() {
    for status in ["paused", "closed", "planned"] {
        let built = town(&format!("when = \"Tuesdays 10am-12pm\"\nstatus = \"{status}\""));
        assert!(!built.words("groups/choir.html").contains("Next:"), "{status}");
        assert!(!built.words("week.html").contains("Choir"), "{status}");
        let calendar = built.outputs.get("groups/choir.ics").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let status_line = calendar.as_deref().and_then(|c| c.lines().find(|l| l.starts_with("STATUS:")));
        let want = match status {
            "paused" => Some("STATUS:CANCELLED"),
            "planned" => Some("STATUS:TENTATIVE"),
            _ => None,
        };
        assert_eq!(status_line, want, "{status}");
    }
}

#[test]
fn the_week_tells_day_by_day_what_is_on_and_the_first_page_what_comes_up() {
    let sessions = "sessions = [{ title = \"Beginners\", when = \"Saturdays 9am-10am\", at = \"hall\" }, { when = \"First Tuesday of the month 7pm\" }]";
    let built = town(sessions);
    let week = built.words("week.html");
    assert!(
        week.contains("Saturday 21 November 9am–10am Choir: Beginners Loom Hall Sunday 22 November Nothing"),
        "{week}"
    );
    assert!(week.contains("Tuesday 1 December 7pm Choir"), "{week}");
    let home = built.words("index.html");
    assert!(
        home.contains("Coming up Saturday 21 November 9am–10am Choir: Beginners Loom Hall See the whole week"),
        "{home}"
    );
    // The hours of a place are no news.
    assert!(!week.contains("9am–5pm"), "{week}");
}

#[test]
fn what_is_on_nearly_every_day_is_no_news_on_the_first_page() {
    let built = town("when = \"Daily 10am-4pm\"");
    assert!(!built.page("index.html").contains("Coming up"));
    assert!(built.words("week.html").contains("10am–4pm Choir"));
}

fn calendar(built: &Built, path: &str) -> Calendar {
    let text = built.page(path);
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    text.parse().unwrap_or_else(|fault| panic!("{fault}: {text}"))
}

/// The days and hours of all events, as another program counts them, from one day to another.
fn expanded(built: &Built, path: &str, from: &str, to: &str) -> BTreeSet<String> {
    let mut days = BTreeSet::new();
    for event in calendar(built, path).events() {
        let name = |key: &str| {
            let property = event.properties().get(key).or_else(|| event.multi_properties().get(key)?.first());
            property.map(|p| p.value().to_owned())
        };
        let all = |key: &str| -> Vec<String> {
            let one = event.properties().get(key).map(|p| p.value().to_owned());
            let many = event.multi_properties().get(key).into_iter().flatten().map(|p| p.value().to_owned());
            one.into_iter().chain(many).collect()
        };
        let start = name("DTSTART").unwrap();
        let mut text = format!("DTSTART;TZID=Europe/London:{start}\n");
        name("RRULE").iter().for_each(|rule| text.push_str(&format!("RRULE:{rule}\n")));
        all("EXDATE").iter().for_each(|day| text.push_str(&format!("EXDATE;TZID=Europe/London:{day}\n")));
        all("RDATE").iter().for_each(|day| text.push_str(&format!("RDATE;TZID=Europe/London:{day}\n")));
        if name("RRULE").is_none() && all("RDATE").is_empty() {
            days.insert(format!("{}-{}-{}", &start[..4], &start[4..6], &start[6..8]));
            continue;
        }
        let set: rrule::RRuleSet = text.parse().unwrap_or_else(|fault| panic!("{fault}: {text}"));
        days.extend(set.all(500).dates.iter().map(|day| day.format("%Y-%m-%d").to_string()));
        if name("RRULE").is_none() {
            days.insert(format!("{}-{}-{}", &start[..4], &start[4..6], &start[6..8]));
        }
    }
    days.into_iter().filter(|day| from <= day.as_str() && day.as_str() <= to).collect()
}

#[test]
fn a_calendar_has_the_days_that_were_read_and_no_others() {
    use hereabouts::times::{self, Vocabulary, expand};
    let config = hereabouts::config::read(
        &hereabouts::source::Source::new("hereabouts.toml", CONFIG.split_once("--\n").unwrap().1),
        hereabouts::span::FileId(0),
    );
    for when in [
        "Tuesdays 10am-12pm",
        "Tuesdays 10am-12pm, term time only",
        "Mondays 10am-12pm, in the school holidays",
        "Mondays 10am-12pm except bank holidays",
        "First Thursday of the month 7pm-9pm, not in August",
        "Every other Friday from 8 January 2027, 2pm",
        "Every other Tuesday and Thursday from 5 January 2027, 2pm-3pm",
        "Wednesdays 7pm-9pm, not 30 December 2026, 6 January 2027",
        "Wednesdays 7pm-9pm, closed 20 December 2026 to 5 January 2027",
        "Sundays 2pm-5pm, 1 April to 30 September",
        "Daily 10am-4pm, October to March",
        "Tuesdays 10am-12pm, from 5 January 2027 to 30 March 2027",
        "Fridays 10pm-2am",
        "Saturday 12 December 2026, 2pm-4pm",
        "3, 10 and 17 March 2027, 10am-12pm",
        "Last Sunday of March, June and October 12.30am-3am",
    ] {
        let built = town(&format!("when = \"{when}\"\nverified = 2026-11-21"));
        let outcome = times::read(when, Vocabulary::of("en"));
        let (from, to) = (Date::constant(2026, 11, 21), Date::constant(2027, 12, 31));
        let ours: BTreeSet<String> = expand::occurrences(outcome.schedule().unwrap(), from, to, &config.0.calendar)
            .map(|(day, _)| day.to_string())
            .collect();
        let theirs = expanded(&built, "groups/choir.ics", "2026-11-21", "2027-12-31");
        assert_eq!(theirs, ours, "{when}");
        assert!(!ours.is_empty(), "{when}");
    }
}

#[test]
fn each_calendar_has_what_is_on_there() {
    let built = town("when = \"Tuesdays 10am-12pm\"\nmeets_at = \"hall\"");
    for path in ["calendar.ics", "areas/mill.ics", "groups/choir.ics", "assets/hall.ics"] {
        let calendar = calendar(&built, path);
        let names: Vec<&str> = calendar.events().filter_map(|e| e.get_summary()).collect();
        assert_eq!(names, ["Choir"], "{path}");
        let event = calendar.events().next().unwrap();
        assert_eq!(event.get_uid(), Some("choir-0-0-0@millbrook.example"));
        assert_eq!(
            event.property_value("LOCATION").map(|l| l.replace('\\', "")),
            Some("Loom Hall, 1 Mill Lane".to_owned())
        );
    }
    let area = built.page("areas/mill.html");
    assert!(area.contains("href=\"../areas/mill.ics\""), "whoever looks at an area finds its calendar: {area}");
    let text = built.page("calendar.ics");
    for line in [
        "TZID:Europe/London",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "DTSTART;TZID=Europe/London:20260106T100000",
        "DTEND;TZID=Europe/London:20260106T120000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "STATUS:CONFIRMED",
    ] {
        assert!(text.split("\r\n").any(|l| l == line), "{line}: {text}");
    }
}

#[test]
fn an_event_stays_what_it_is_from_day_to_day() {
    let on = |day| {
        let text = format!(
            "{CONFIG}-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nwhen = \"Tuesdays 10am-12pm\"\nverified = 2026-11-02\n+++\n"
        );
        site_on(Date::constant(2026, 11, day), &text).page("calendar.ics").to_owned()
    };
    assert_eq!(on(21), on(28));
}

#[test]
fn search_engines_are_told_the_hours_of_every_week_and_how_events_repeat() {
    let built = town("when = \"First Thursday of the month 7pm-9pm, not in August\"");
    let choir = built.page("groups/choir.html");
    for part in [
        "\"eventSchedule\":[{\"@type\":\"Schedule\",\"byDay\":[\"1TH\"],\"byMonth\":[1,2,3,4,5,6,7,9,10,11,12]",
        "\"repeatFrequency\":\"P1M\"",
        "\"scheduleTimezone\":\"Europe/London\",\"startDate\":\"2026-12-03\",\"startTime\":\"19:00\"",
    ] {
        assert!(choir.contains(part), "{part}: {choir}");
    }
    let hall = built.page("assets/hall.html");
    let hours = "\"openingHoursSpecification\":[{\"@type\":\"OpeningHoursSpecification\",\"dayOfWeek\":[\"Monday\",\"Tuesday\",\"Wednesday\",\"Thursday\",\"Friday\"],\"opens\":\"09:00\",\"closes\":\"17:00\"}]";
    assert!(hall.contains(hours), "{hall}");
}

#[test]
fn a_calendar_in_the_configuration_that_means_nothing_is_told_at_its_line() {
    for (line, message) in [
        ("[calendar.terms]\n2026-27 = [\"soon\"]", "`soon` is no term that we can read"),
        ("[calendar.terms]\n2026-27 = [\"2026-10-23 to 2026-09-02\"]", "ends before it begins"),
        ("[calendar.holidays]\n2027 = [\"Christmas\"]", "`Christmas` is no day that we can read"),
        ("[calendar]\nterms = \"2026-09-02 to 2026-10-23\"", "is not sorted by year"),
        ("[calendar.term]\n2026 = []", "did you mean `terms`"),
        ("timezone = \"Europe/Londn\"", "`Europe/Londn` is not the name of a time zone"),
    ] {
        let built = site_on(
            Date::constant(2026, 11, 21),
            &format!(
                "-- hereabouts.toml --\ntitle = \"T\"\n{line}\n-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n"
            ),
        );
        assert!(built.said().iter().any(|told| told.contains(message)), "{line}: {:?}", built.said());
    }
}
