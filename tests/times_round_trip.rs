//! Any schedule, said as a sentence or written for OpenStreetMap, is read back as itself; and no text does harm.

use hereabouts::date::Date;
use hereabouts::times::schedule::{Days, Moment, Rule, Schedule, School, Season, Times, Weekdays};
use hereabouts::times::{Calendar, Outcome, Vocabulary, expand, osm, read, sentence};
use proptest::prelude::*;
use proptest::{collection, option, sample};

fn day() -> impl Strategy<Value = Date> {
    (2026_i16..2029, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

/// One or two spans that do not touch; past midnight; without an end.
fn times() -> impl Strategy<Value = Vec<Times>> {
    let at = Moment::At;
    let span = move |from: u16, length: u16| Times { from: at(from * 15), to: Some(at((from + length) * 15)) };
    prop_oneof![
        4 => (0_u16..60, 1_u16..36).prop_map(move |(from, length)| vec![span(from, length)]),
        1 => (0_u16..30, 1_u16..16, 47_u16..60, 1_u16..30).prop_map(move |(a, b, c, d)| vec![span(a, b), span(c, d)]),
        1 => (68_u16..95, 0_u16..32).prop_map(move |(from, to)| vec![Times { from: at(from * 15), to: Some(at(1440 + to * 15 + 15)) }]),
        1 => (0_u16..96).prop_map(move |from| vec![Times { from: at(from * 15), to: None }]),
        1 => Just(vec![Times { from: Moment::Dawn, to: Some(Moment::Dusk) }]),
        1 => Just(vec![Times { from: at(0), to: Some(at(1440)) }]),
    ]
}

fn weekdays() -> impl Strategy<Value = Weekdays> {
    (1_u8..128).prop_map(Weekdays)
}

fn days() -> impl Strategy<Value = Days> {
    let pairs = collection::btree_set((sample::select(vec![1_i8, 2, 3, 4, 5, -1]), 0_u8..7), 1..4);
    let dates = collection::btree_set(day(), 1..4);
    prop_oneof![
        4 => weekdays().prop_map(Days::Weekly),
        2 => pairs.prop_map(|pairs| {
            let mut pairs: Vec<(i8, u8)> = pairs.into_iter().collect();
            pairs.sort_by_key(|p| p.1);
            Days::Monthly(pairs)
        }),
        1 => (weekdays(), day()).prop_filter_map("the first day is one of the days", |(days, first)| {
            let weekday = first.weekday().to_monday_zero_offset() as u8;
            (days != Weekdays::ALL).then(|| Days::Fortnightly(days.and(Weekdays::one(weekday)), Some(first)))
        }),
        1 => dates.prop_map(|dates| Days::Once(dates.into_iter().map(|d| (d, d)).collect())),
    ]
}

/// Parts of the year in order that do not follow on one another.
fn seasons() -> impl Strategy<Value = Vec<Season>> {
    prop_oneof![
        6 => Just(Vec::new()),
        3 => (1_u8..=12, 1_u8..=12).prop_filter("not the whole year", |(a, b)| (b + 12 - a) % 12 != 11)
            .prop_map(|(a, b)| vec![Season::months(a, b)]),
        1 => (1_u8..=4, 6_u8..=8, 10_u8..=12).prop_map(|(a, b, c)| [a, b, c].map(|m| Season::months(m, m)).to_vec()),
        1 => (1_u8..=12, 1_u8..=28, 1_u8..=12, 1_u8..=27)
            .prop_filter("two days", |(a, b, c, d)| (a, b) != (c, d))
            .prop_map(|(a, b, c, d)| vec![Season { from: (a, b), to: (c, d) }]),
    ]
}

prop_compose! {
    fn rule()(
        days in days(), times in times(), seasons in seasons(), not_in in seasons(),
        from in option::weighted(0.2, day()), length in option::weighted(0.2, 1_i32..400),
        not_on in collection::vec((day(), 0_i32..20), 0..2),
        school in sample::select(vec![School::Any, School::Any, School::Term, School::Holidays]), holidays in proptest::bool::ANY,
    ) -> Rule {
        let later = |day: Date, days: i32| day.checked_add(jiff::Span::new().days(days)).unwrap();
        let not_on: Vec<(Date, Date)> = not_on.into_iter().map(|(d, n)| (d, later(d, n))).collect();
        if let Days::Once(_) = days {
            return Rule { days, times, ..Rule::default() };
        }
        let first = if let Days::Fortnightly(_, first) = days { first } else { from };
        Rule {
            times, not_on, school,
            until: length.map(|n| later(first.unwrap_or(Date::constant(2027, 1, 1)), n)),
            from: if let Days::Fortnightly(..) = days { None } else { from },
            seasons: if not_in.is_empty() { seasons } else { Vec::new() },
            days, not_in,
            not_on_holidays: holidays,
        }
    }
}

fn schedule() -> impl Strategy<Value = Schedule> {
    collection::vec(rule(), 1..3).prop_map(|rules| Schedule { rules })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_sentence_is_read_as_what_it_was_made_of(schedule in schedule(), language in sample::select(vec!["en", "cy", "pl"])) {
        let vocabulary = Vocabulary::of(language);
        let said = sentence::sentence(&schedule, vocabulary);
        prop_assert_eq!(read(&said, vocabulary), Outcome::Read(schedule), "{}", said);
    }

    #[test]
    fn what_is_written_for_openstreetmap_is_read_back(rule in rule()) {
        let is_known = !matches!(rule.days, Days::Fortnightly(..)) && (rule.school != School::Holidays);
        prop_assume!(is_known);
        let schedule = Schedule { rules: vec![rule] };
        let written = osm::write(&schedule);
        let again = read(&written, Vocabulary::of("en"));
        let again = again.schedule().unwrap_or_else(|| panic!("{written}: {again:?}"));
        let calendar = Calendar::default();
        let days = |schedule: &Schedule| {
            let (first, last) = (Date::constant(2026, 1, 1), Date::constant(2027, 12, 31));
            expand::occurrences(schedule, first, last, &calendar).collect::<Vec<_>>()
        };
        prop_assert_eq!(days(&schedule), days(again), "{}", written);
    }

    #[test]
    fn no_text_does_harm(text in "\\PC{0,60}", words in collection::vec(sample::select(WORDS.to_vec()), 0..14)) {
        for vocabulary in ["en", "cy", "pl"].map(Vocabulary::of) {
            for text in [&text, &words.join(" "), &words.join(""), &words.join(", ")] {
                if let Outcome::Ask(question) = read(text, vocabulary) {
                    prop_assert!(text.get(question.at.clone()).is_some(), "{text:?} {question:?}");
                    prop_assert!(!question.question.is_empty());
                }
            }
        }
    }
}

const WORDS: [&str; 54] = [
    "Tuesday",
    "Mon",
    "-",
    "to",
    "7",
    "9",
    "10am",
    "12pm",
    "25:00",
    "9.30",
    "19:00",
    "first",
    "3rd",
    "last",
    "of the month",
    "every other",
    "from",
    "until",
    "except",
    "not",
    "closed",
    "August",
    "31 June",
    "12 December 2026",
    "5 January",
    "2027",
    "term time",
    "school holidays",
    "bank holidays",
    "only",
    "and",
    ",",
    ";",
    "(",
    ")",
    "noon",
    "midnight",
    "dawn",
    "dusk",
    "24/7",
    "PH",
    "off",
    "Mo-Fr",
    "Su[-1]",
    "||",
    "\"",
    "wieczorem",
    "dydd",
    "evening",
    "daily",
    "monthly",
    "quarterly",
    "between",
    "１０",
];

#[test]
fn what_is_far_too_long_is_left_as_words_and_what_is_long_is_answered() {
    let english = Vocabulary::of("en");
    for piece in
        ["and ", "Tuesday ", "7 ", "not ", "10am-12pm ", "12 December 2026 ", "1, ", "(", "first ", "from ", "to "]
    {
        assert_eq!(read(&piece.repeat(10_000 / piece.len()), english), Outcome::Words, "{piece}");
        assert!(!matches!(read(&piece.repeat(1_900 / piece.len()), english), Outcome::Read(_)), "{piece}");
    }
}
