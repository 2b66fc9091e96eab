//! Whatever stands in a file below `content/`: it is read without breaking down, and what is told of it points into the file.
#![no_main]

use std::sync::LazyLock;

use hereabouts::diagnostic::{Diagnostic, report};
use hereabouts::fields::Custom;
use hereabouts::kinds::Kinds;
use hereabouts::record;
use hereabouts::source::{Files, Source};
use hereabouts::span::FileId;
use libfuzzer_sys::fuzz_target;

static KINDS: LazyLock<Kinds> = LazyLock::new(Kinds::built_in);

fuzz_target!(|text: &str| {
    let source = Source::new("content/groups/choir.md", text);
    let (_, told) = record::parse(&source, FileId(0), &KINDS, &Custom::default());
    let files = Files { sources: vec![source], ..Files::default() };
    for diagnostic in &told {
        is_told_well(diagnostic, &files);
    }
});

/// A diagnostic points into the file, and what is printed of it can do nothing to a terminal.
fn is_told_well(diagnostic: &Diagnostic, files: &Files) {
    let said = report::text(diagnostic, files, false);
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
    assert!(said.lines().all(|line| line.chars().count() <= 1000), "{said:?}");
    let (_, line, _) = report::place(diagnostic, files);
    let lines = files.sources.iter().map(|source| source.text.split(['\n', '\r']).count()).max().unwrap_or(0);
    assert!(line <= lines, "line {line} of {lines}: {said}");
    report::json(diagnostic, files);
    report::github(diagnostic, files, "site/");
}
