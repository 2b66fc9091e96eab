//! How long it takes to read 10,000 times in plain words: `just times-bench`.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark looks at the clock and prints")]

use std::hint::black_box;
use std::time::Instant;

use hereabouts::times::{Vocabulary, read};

fn main() {
    let table = include_str!("../tests/fixtures/times/more.tsv");
    let texts: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    let english = Vocabulary::of("en");
    let all: Vec<&str> = texts.iter().copied().cycle().take(10_000).collect();
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        all.iter().for_each(|text| drop(black_box(read(black_box(text), english))));
        best = best.min(start.elapsed().as_secs_f64());
    }
    let bytes: usize = all.iter().map(|text| text.len()).sum();
    println!("10,000 times of {} letters on average: {:.0} ms on one processor", bytes / all.len(), best * 1000.0);
}
