//! What is written into a calendar is read back as it was, and adds no line of its own.
#![no_main]

use hereabouts::icalendar::Lines;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut lines = Lines::default();
    lines.text("SUMMARY", text).plain("UID", text);
    let written = lines.finish();
    assert!(written.split("\r\n").all(|line| line.len() <= 75), "a line is too long: {written:?}");
    assert!(!written.replace("\r\n", "").contains(['\r', '\n']), "a line end of its own: {written:?}");
    let unfolded = written.replace("\r\n ", "");
    let mut read = unfolded.split_terminator("\r\n");
    let said = |c: &char| !c.is_control();
    let summary = read.next().and_then(|line| line.strip_prefix("SUMMARY:")).expect("a summary was written");
    let meant: String = text.chars().filter(|c| said(c) || *c == '\n').collect();
    assert_eq!(unescaped(summary), meant);
    let uid = read.next().and_then(|line| line.strip_prefix("UID:")).expect("a name was written");
    assert_eq!(uid, text.chars().filter(said).collect::<String>());
    assert_eq!(read.next(), None, "{written:?}");
});

/// RFC 5545, 3.3.11.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n' | 'N')) => text.push('\n'),
            ('\\', Some(c @ ('\\' | ';' | ','))) => text.push(c),
            ('\\' | ';' | ',', other) => panic!("{c:?} and {other:?} stand bare in {value:?}"),
            (c, _) => text.push(c),
        }
    }
    text
}
