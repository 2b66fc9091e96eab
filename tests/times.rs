//! Times in plain words: what is read, what is asked about, what is left as words.

use hereabouts::times::{Outcome, Vocabulary, osm, read, rrule};

/// The cases of a table: text, what comes of it, as OpenStreetMap, as rules.
fn cases(table: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    table.lines().skip(1).filter(|line| !line.is_empty()).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        [cells[1], cells[2], cells.get(3).unwrap_or(&""), cells.get(4).unwrap_or(&"")]
    })
}

fn wrong(table: &'static str, language: &str) -> Vec<String> {
    let vocabulary = Vocabulary::of(language);
    let mut wrong = Vec::new();
    for [text, status, want_osm, want_rules] in cases(table) {
        let outcome = read(text, vocabulary);
        let (found, schedule) = match &outcome {
            Outcome::Read(schedule) => ("ok", Some(schedule.clone())),
            Outcome::Ask(question) => ("ask", question.guess.clone()),
            Outcome::Words => ("phrase", None),
        };
        let osm = schedule.as_ref().map(osm::write).unwrap_or_default();
        let rules = schedule.as_ref().map(|s| rrule::rules(s).join(" | ")).unwrap_or_default();
        let want = if status == "wrong" { "ask" } else { status };
        if found != want || osm != want_osm || rules != want_rules {
            wrong.push(format!(
                "{text}\n  want {want} {want_osm} {want_rules}\n  have {found} {osm} {rules} {outcome:?}"
            ));
        }
    }
    wrong
}

/// A table of text, what comes of it, and for what is read the text of OpenStreetMap.
fn wrong_in(table: &'static str, language: &str) -> Vec<String> {
    let vocabulary = Vocabulary::of(language);
    let mut wrong = Vec::new();
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t');
        let (text, status, want) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap_or(""));
        let outcome = read(text, vocabulary);
        let (found, osm) = match &outcome {
            Outcome::Read(schedule) => ("ok", osm::write(schedule)),
            Outcome::Ask(_) => ("ask", String::new()),
            Outcome::Words => ("phrase", String::new()),
        };
        if (found, osm.as_str()) != (status, want) {
            let why = if let Outcome::Ask(question) = &outcome { &question.question } else { "" };
            wrong.push(format!("{text}\n    want {status} {want}\n    have {found} {osm} {why}"));
        }
    }
    wrong
}

#[test]
fn many_more_cases_are_read_asked_about_or_left_as_words() {
    let wrong = wrong_in(include_str!("fixtures/times/more.tsv"), "en");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn another_language_is_another_table_of_words() {
    let tables = [("cy", include_str!("fixtures/times/welsh.tsv")), ("pl", include_str!("fixtures/times/polish.tsv"))];
    let wrong = tables.into_iter().flat_map(|(language, table)| wrong_in(table, language)).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_cases_are_read_asked_about_or_left_as_words() {
    let wrong = wrong(include_str!("fixtures/times/cases.tsv"), "en");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_schedule_is_told_in_the_words_of_hsds() {
    let vocabulary = Vocabulary::of("en");
    let read = read("First Thursday of the month 7pm-9pm, until 3 June 2027", vocabulary);
    let told = hereabouts::times::hsds::schedules(read.schedule().unwrap(), vocabulary);
    assert_eq!(
        serde_json::to_value(&told).unwrap(),
        serde_json::json!([{
            "freq": "MONTHLY", "byday": "1TH", "valid_to": "2027-06-03", "opens_at": "19:00", "closes_at": "21:00",
            "description": "The first Thursday of the month 19:00–21:00, until 3 June 2027",
        }])
    );
}

#[test]
fn a_text_that_breaks_off_does_no_harm() {
    let vocabulary = Vocabulary::of("en");
    let whole = ["Mondays from 2026-12-14 to 18/12/2026, 10am-12pm", "1st Tue 19:30-21:00, not 24.12.2026 or 3 Jan"];
    for text in whole {
        for (end, _) in text.char_indices() {
            read(&text[..end], vocabulary);
            read(&text[end..], vocabulary);
        }
    }
    assert!(matches!(read("2026-12-", vocabulary), Outcome::Words));
}
