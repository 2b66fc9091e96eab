//! Slips that come back: what `hereabouts verify` writes into the records, and what it leaves alone.
#![cfg(unix)]

mod support;

use support::folder::{Folder, Ran};

const SITE: &str = "-- hereabouts.toml --\ntitle = \"Brookside\"\nlanguage = \"en-GB\"\n\
    -- content/groups/repair-cafe.md --\n+++\ntitle = \"Millbrook Repair Café\" # ours\nno = 104\n\
    # last spring:\nverified = 2026-03-03 # rang\ncost = \"Free\"\n\n[contact]\nrole = \"the secretary\"\n+++\nEight menders.\n\
    -- content/groups/clubs.toml --\n[[record]]\ntitle = \"Chess Club\"\nno = 105\n\n[[record]]\ntitle = \"Darts\"\nno = 106\n\
    verified = \"soon\"\nverified_by = \"Joan\"\n\n[record.contact]\nrole = \"captain\"\n\
    -- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\nno = 107\nstatus = \"closed\"\nclosed_on = 2026-02-01\n+++\n";

/// The program with these arguments and the day and the way of the check.
fn verify(folder: &Folder, args: &[&str]) -> Ran {
    folder.run(&[&["verify", "--on", "2026-05-20", "--how", "phone"], args].concat())
}

#[test]
fn a_slip_changes_its_own_lines_and_no_others() {
    let folder = Folder::new(SITE);
    let before = folder.all("");
    let ran = verify(&folder, &["104k", "--by", "the library's \"front\" desk"]);
    assert_eq!((ran.code, ran.said().as_str()), (Some(0), "104 Millbrook Repair Café: checked 20 May 2026 by phone\n"));
    assert_eq!(
        folder.read("content/groups/repair-cafe.md"),
        "+++\ntitle = \"Millbrook Repair Café\" # ours\nno = 104\n\
         # last spring:\nverified = 2026-05-20 # rang\nverified_how = \"phone\"\n\
         verified_by = \"the library's \\\"front\\\" desk\"\ncost = \"Free\"\n\n\
         [contact]\nrole = \"the secretary\"\n+++\nEight menders.\n"
    );
    let changed: Vec<String> =
        folder.all("").into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes)).map(|(p, _)| p).collect();
    assert_eq!(changed, ["content/groups/repair-cafe.md"]);
}

#[test]
fn records_of_one_file_are_told_apart_and_a_date_that_was_none_is_replaced() {
    let folder = Folder::new(SITE);
    let ran = verify(&folder, &["105M", "106P"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert_eq!(
        folder.read("content/groups/clubs.toml"),
        "[[record]]\ntitle = \"Chess Club\"\nno = 105\nverified = 2026-05-20\nverified_how = \"phone\"\n\n\
         [[record]]\ntitle = \"Darts\"\nno = 106\nverified = 2026-05-20\nverified_how = \"phone\"\n\n\
         [record.contact]\nrole = \"captain\"\n"
    );
}

#[test]
fn lines_end_as_they_did_and_a_record_on_one_line_stays_on_one() {
    let folder = Folder::new(SITE);
    folder.write("content/groups/a.md", "\u{feff}+++\r\ntitle = \"Band\"\r\nno = 110\r\n# end\r\n+++\r\nLoud.\r\n");
    folder.write("content/groups/b.toml", "record = [{ title = \"A {b}\", no = 111 }]");
    folder.write("content/groups/c.toml", "title = \"Fishers\"\nno = 112");
    let slips: Vec<String> = [110, 111, 112].map(|no| format!("{no}{}", hereabouts::number::check_letter(no))).to_vec();
    let ran = verify(&folder, &slips.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert_eq!(
        folder.read("content/groups/a.md"),
        "\u{feff}+++\r\ntitle = \"Band\"\r\nno = 110\r\nverified = 2026-05-20\r\nverified_how = \"phone\"\r\n# end\r\n+++\r\nLoud.\r\n"
    );
    assert_eq!(
        folder.read("content/groups/b.toml"),
        "record = [{ title = \"A {b}\", no = 111, verified = 2026-05-20, verified_how = \"phone\" }]"
    );
    assert_eq!(
        folder.read("content/groups/c.toml"),
        "title = \"Fishers\"\nno = 112\nverified = 2026-05-20\nverified_how = \"phone\""
    );
}

#[test]
fn a_slip_that_makes_no_sense_is_told_and_the_others_are_written() {
    let folder = Folder::new(SITE);
    let unknown = format!("200{}", hereabouts::number::check_letter(200));
    let closed = format!("107{}", hereabouts::number::check_letter(107));
    let ran = verify(&folder, &["104M", "105", "banana", &unknown, &closed, "105M"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.out, "105 Chess Club: checked 20 May 2026 by phone\n");
    assert_eq!(
        ran.err.lines().collect::<Vec<_>>(),
        [
            "104M: number and letter do not belong together; look at the slip once more.",
            "105: the letter behind the number is missing; it stands on the slip.",
            "BANANA: this is no number of a slip, such as 104K.",
            &format!("{unknown}: no record has the number 200."),
            &format!(
                "{closed}: `Eastgate Singers` is closed since 1 February 2026, and was left as it is; its record is \
                 content/groups/choir.md:2."
            ),
        ]
    );
}

#[test]
fn a_group_that_has_closed_is_closed_and_one_that_changed_says_where_to_write() {
    let folder = Folder::new(SITE);
    let ran = verify(&folder, &["105M", "--closed"]);
    assert_eq!(ran.out, "105 Chess Club: closed, says the check of 20 May 2026 by phone\n", "{}", ran.err);
    let text = folder.read("content/groups/clubs.toml");
    assert!(text.contains("no = 105\nstatus = \"closed\"\nclosed_on = 2026-05-20\nverified = 2026-05-20\n"), "{text}");
    let ran = verify(&folder, &["104K", "--changed"]);
    assert!(ran.out.ends_with("by phone; write in what changed: content/groups/repair-cafe.md:2\n"), "{}", ran.said());
}

#[test]
fn a_day_that_is_none_or_still_to_come_changes_nothing() {
    let folder = Folder::new(SITE);
    let before = folder.all("");
    for (on, why) in [
        ("2026-06-02", "104K: 2 June 2026 is still to come."),
        ("2026-02-30", "104K: there is no such day as `2026-02-30`."),
        ("last week", "104K: `last week` is no date; write one as in 2026-11-20."),
        (
            "2026-01-01",
            "104K: `Millbrook Repair Café` was checked on 3 March 2026, which is later, and was left as it is.",
        ),
    ] {
        let ran = folder.run(&["verify", "104K", "--how", "visit", "--on", on]);
        assert_eq!((ran.code, ran.err.trim()), (Some(1), why));
    }
    let ran = folder.run(&["verify", "104K", "--how", "phon"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("`phon` is no way of checking that is known. Did you mean `phone`?"), "{}", ran.err);
    assert!(folder.all("") == before);
}

#[test]
fn every_record_of_the_sample_can_be_checked_by_its_slip_and_only_its_own_lines_change() {
    let folder = Folder::empty();
    assert_eq!(folder.run(&["init", "."]).code, Some(0));
    let before = folder.all("content");
    let slips: Vec<String> = (101..=209).map(|no| format!("{no}{}", hereabouts::number::check_letter(no))).collect();
    let mut args = vec!["verify", "--how", "visit", "--by", "somebody", "--today", "2030-01-01"];
    args.extend(slips.iter().map(String::as_str));
    let ran = folder.run(&args);
    let closed = ran.err.lines().filter(|line| line.contains("is closed")).count();
    assert_eq!(ran.err.lines().count(), closed, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 109 - closed);
    let own = |line: &&str| !["verified =", "verified_how =", "verified_by ="].iter().any(|f| line.starts_with(f));
    let rest = |bytes: &[u8]| -> Vec<String> {
        String::from_utf8_lossy(bytes).split_inclusive('\n').filter(own).map(str::to_owned).collect()
    };
    for (path, after) in folder.all("content") {
        if path.ends_with(".md") || path.ends_with(".toml") {
            assert_eq!(rest(&before[&path]), rest(&after), "{path}");
        }
    }
    let check = folder.run(&["check", "--today", "2030-01-01"]);
    assert!(!check.err.contains("error"), "{}", check.err);
}
