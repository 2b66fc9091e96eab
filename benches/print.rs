//! How long the booklet takes, set and written: `just print-bench`.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark looks at the clock and prints")]

use std::time::Instant;

use hereabouts::build::{Input, build};
use hereabouts::date::Date;
use hereabouts::print::fonts::Fonts;
use hereabouts::print::make::{Filter, Maker};
use hereabouts::print::product::Product;
use hereabouts::source::{Files, Source};

/// A neighbourhood of so many records.
fn town(records: usize) -> Input {
    let config = "title = \"Made-up\"\nbase_url = \"https://made-up.example/\"\nlanguage = \"en-GB\"\n";
    let record = |n: usize| {
        let text = format!(
            "+++\ntitle = \"The {} of street {n}\"\nsummary = \"What the {n} of us do together on a wet evening in a warm hall, with tea.\"\n\
             when = \"Tuesdays 7pm-9pm, not in August\"\naddress = \"{n} Mill Lane, Made-up\"\nphone = \"01632 960{:03}\"\n\
             cost = \"Free, give what you can\"\noffers = [\"a hand with {n} things\"]\nwants = [\"{n} more chairs\"]\n+++\n",
            ["choir", "kitchen", "workshop", "garden"][n % 4],
            n % 1000
        );
        Source::new(format!("content/groups/group-{n}.md"), text)
    };
    let mut sources: Vec<Source> =
        std::iter::once(Source::new("hereabouts.toml", config)).chain((0..records).map(record)).collect();
    sources.sort_by(|a, b| a.path.as_str().cmp(b.path.as_str()));
    Input {
        files: Files { sources, ..Files::default() },
        diagnostics: Vec::new(),
        today: Date::constant(2026, 11, 21),
        drafts: false,
        base_url: None,
        rules: &hereabouts::rules::ALL,
        earlier: Default::default(),
    }
}

fn main() {
    for records in [100, 2_000, 10_000] {
        let Ok(built) = build(town(records)) else { continue };
        let start = Instant::now();
        let (views, mut fonts) = (built.views(), Fonts::new(&built.theme.fonts));
        let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, Filter::default(), false);
        let book = maker.make(Product::BookA5).remove(0);
        let set = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let bytes = book.pdf(&views).map_or(0, |bytes| bytes.len());
        let drawn = start.elapsed().as_secs_f64();
        println!(
            "{records} records, {} pages: set and placed in {set:.2} s, written in {drawn:.2} s, {} KB",
            book.document.pages.len(),
            bytes / 1024
        );
    }
}
