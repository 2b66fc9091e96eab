//! A whole site around one record: every page, feed, calendar, index and list of data is parsed, and nothing from the record acts.
#![no_main]

#[path = "../../tests/hostile/oracle.rs"]
mod oracle;

use std::collections::BTreeMap;

use hereabouts::build::{self, Input};
use hereabouts::date::Date;
use hereabouts::source::{Files, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let config = "title = \"Brookside\"\nbase_url = \"https://brookside.example/\"\ncountry = \"GB\"\n[areas]\ntown = \"Town\"\n";
    let mut sources = vec![Source::new("content/groups/choir.md", text), Source::new("hereabouts.toml", config)];
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let input = Input {
        files: Files { sources, ..Files::default() },
        diagnostics: Vec::new(),
        today: Date::constant(2026, 6, 1),
        drafts: true,
        base_url: None,
        rules: &hereabouts::rules::ALL,
        earlier: BTreeMap::default(),
    };
    let Ok(built) = build::build(input) else { panic!("there is a configuration") };
    let mut outputs = BTreeMap::new();
    for output in built.outputs() {
        if output.path().starts_with("theme") {
            continue;
        }
        let bytes = built.bytes(output).expect("the theme can show every record");
        outputs.insert(output.path().to_string(), bytes.into_owned());
    }
    let faults = oracle::faults(&outputs);
    assert!(faults.is_empty(), "{faults:#?}");
});
