//! The words in files of about 2 KB. Where a file ends is settled by the words near it and by nothing else, so that
//! a new word changes the file it comes into and leaves the others as they were.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::postings::{Entry, Posting, in_order};
use crate::digits::{number, rising};
use crate::view::json_ld::script_safe;

/// A file of words.
pub struct Shard {
    /// No word of it stands before this, and each word of the files before does.
    pub from: String,
    /// What it holds.
    pub text: String,
}

/// A word whose places take more bytes has a file of its own for them.
const HEAVY: usize = 300;
/// No file ends before it has so many bytes.
const LEAST: usize = 1_200;
/// Here every file ends, even between words of one stem.
const MOST: usize = 3_000;
/// Past the least size one word in so many ends a file.
const ONE_IN: u64 = 10;
/// A beginning that stands in more files than this is answered by a list of its own.
const MANY: usize = 3;

/// The words with where they stand, forwards; and where those stand that are in very many records, which have a file
/// each, so that nobody gets it who asks for their neighbours in the alphabet.
#[expect(
    clippy::indexing_slicing,
    reason = "the ranges lie within the entries and what is written of them, and each entry lies in a range"
)]
pub fn forwards(entries: &[Entry]) -> (Vec<Shard>, Vec<String>) {
    let mut written: Vec<String> = entries.par_iter().map(|e| postings(&e.postings)).collect();
    let mut heavy = Vec::new();
    let mut take_out = |text: &mut String| {
        if text.len() > HEAVY {
            let name = format!(",!{}", crate::digits::name(script_safe(&*text).as_bytes(), super::SIGNS));
            heavy.push(std::mem::replace(text, name));
        }
    };
    for (entry, text) in entries.iter().zip(&mut written) {
        if !entry.word.contains(' ') {
            take_out(text);
        }
    }
    let ranges = ranges(entries, &written);
    let mut beginnings: Vec<Vec<(String, String)>> = vec![Vec::new(); ranges.len()];
    for (word, from, to) in crowded(entries, &ranges) {
        // Where the client looks first: in the last file whose border is not behind it.
        let own = ranges.partition_point(|r| r.end <= from);
        let behind = own > 0 && in_order(&border(entries, ranges[own].start), &word).is_gt();
        let shard = own - usize::from(behind);
        let mut text = postings(&best(&entries[from..to]));
        take_out(&mut text);
        beginnings[shard].push((format!("{word}*"), text));
    }
    let shard = |(range, mut stars): (&std::ops::Range<usize>, Vec<(String, String)>)| {
        let own = &entries[range.clone()];
        stars.sort_unstable();
        // The file's first words, and behind them in a list of their own the crowded beginnings.
        let mut text = String::with_capacity(MOST);
        let mut before = "";
        for (i, ((entry, head), written)) in own.iter().zip(heads(own)).zip(&written[range.clone()]).enumerate() {
            front(before, &entry.word, &mut text);
            if head < i {
                text.push('|');
                number((i - head) as u32, &mut text);
            }
            text.push_str(written);
            text.push('~');
            before = &entry.word;
        }
        for (word, postings) in &stars {
            front("", word, &mut text);
            text.push_str(postings);
            text.push('~');
        }
        text.pop();
        Shard { from: border(entries, range.start), text }
    };
    let shards = ranges.par_iter().zip(beginnings).map(shard).collect();
    (shards, heavy)
}

/// The words alone, each from its last letter to its first: a slip in the first letters is found by the ending.
pub fn backwards(entries: &[Entry]) -> Vec<Shard> {
    let plain = |e: &&Entry| {
        !e.word.contains(' ') && e.word.encode_utf16().count() > 3 && e.word.chars().all(|c| c < '\u{3040}')
    };
    let turned = entries.iter().filter(plain).map(|e| Entry {
        word: e.word.chars().rev().collect(),
        stem: None,
        postings: Vec::new(),
    });
    let mut turned: Vec<Entry> = turned.collect();
    turned.par_sort_unstable_by(|a, b| in_order(&a.word, &b.word));
    let written = vec![String::new(); turned.len()];
    let shard = |range: std::ops::Range<usize>| {
        let mut text = String::with_capacity(MOST);
        let mut before = "";
        #[expect(clippy::indexing_slicing, reason = "the ranges lie within the words")]
        for entry in &turned[range.clone()] {
            front(before, &entry.word, &mut text);
            text.push('~');
            before = &entry.word;
        }
        text.pop();
        Shard { from: border(&turned, range.start), text }
    };
    ranges(&turned, &written).into_iter().map(shard).collect()
}

/// How many letters a word has in common with the one before, and the rest of it.
fn front(before: &str, word: &str, out: &mut String) {
    let same = before.chars().zip(word.chars()).take_while(|(a, b)| a == b && *a < '\u{10000}').count().min(41);
    number(same as u32, out);
    out.extend(word.chars().skip(same));
}

/// Where it stands: for each level a comma, the level and the numbers.
fn postings(all: &[Posting]) -> String {
    let mut out = String::with_capacity(all.len() * 2 + 4);
    for level in (1..=7).rev() {
        let mut numbers = all.iter().filter(|p| p.level() == level).map(|p| p.number()).peekable();
        if numbers.peek().is_some() {
            out.push(',');
            out.push(char::from(b'0' + level));
            rising(numbers, &mut out);
        }
    }
    out
}

/// Each record that any of the entries has, at its best.
fn best(entries: &[Entry]) -> Vec<Posting> {
    let mut all: Vec<Posting> =
        entries.iter().filter(|e| !e.word.contains(' ')).flat_map(|e| e.postings.iter().copied()).collect();
    all.sort_unstable_by_key(|p| (p.number(), std::cmp::Reverse(p.level())));
    all.dedup_by_key(|p| p.number());
    all
}

/// For each entry the first one with the same stem.
fn heads(entries: &[Entry]) -> Vec<usize> {
    let mut first = super::dictionary::Map::default();
    let head = |(i, e): (usize, &Entry)| e.stem.map_or(i, |stem| *first.entry(stem).or_insert(i));
    entries.iter().enumerate().map(head).collect()
}

/// Where the files begin and end.
fn ranges(entries: &[Entry], written: &[String]) -> Vec<std::ops::Range<usize>> {
    let mut last = super::dictionary::Map::default();
    for (i, entry) in entries.iter().enumerate() {
        last.extend(entry.stem.map(|stem| (stem, i)));
    }
    let (mut ranges, mut start, mut size, mut open) = (Vec::new(), 0, 0, 0);
    for (i, (entry, written)) in entries.iter().zip(written).enumerate() {
        size += entry.word.len() / 2 + 2 + written.len();
        open = open.max(entry.stem.and_then(|stem| last.get(&stem)).copied().unwrap_or(0));
        let may_end = size >= LEAST && open <= i && xxh3_64(entry.word.as_bytes()).is_multiple_of(ONE_IN);
        if may_end || size >= MOST {
            ranges.push(start..i + 1);
            (start, size) = (i + 1, 0);
        }
    }
    if start < entries.len() {
        ranges.push(start..entries.len());
    }
    ranges
}

/// The shortest beginning of an entry's word that sets it apart from the one before.
fn border(entries: &[Entry], at: usize) -> String {
    let (before, from) = entries.split_at(at);
    let (Some(before), Some(entry)) = (before.last(), from.first()) else { return String::new() };
    let word = &entry.word;
    let same = before.word.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    word.chars().take(same + 1).collect()
}

/// The beginnings of one to four letters that stand in too many files: each with its range of entries.
fn crowded(entries: &[Entry], ranges: &[std::ops::Range<usize>]) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let file = |at: usize| ranges.partition_point(|r| r.end <= at);
    for length in 1..=4 {
        let beginning = |e: &Entry| e.word.char_indices().nth(length).map_or(e.word.len(), |(i, _)| i);
        let (mut from, mut rest) = (0, entries);
        while let [first, ..] = rest {
            let word = &first.word[..beginning(first)];
            let (same, behind) = rest.split_at(rest.partition_point(|e| e.word.starts_with(word)));
            let to = from + same.len();
            if word.chars().count() == length && !word.contains(' ') && file(to - 1) - file(from) >= MANY {
                found.push((word.to_owned(), from, to));
            }
            (from, rest) = (to, behind);
        }
    }
    found
}
