//! The words of the search are read back from its files as they were put in, by a reader written from the format's description
//! and not from its writer.
#![no_main]

use std::collections::BTreeMap;

use hereabouts::search::fold::fold;
use hereabouts::search::postings::{Entry, Posting, in_order};
use hereabouts::search::shards::{backwards, forwards};
use libfuzzer_sys::fuzz_target;

/// A word, and the records that it finds with how well.
type Words = BTreeMap<String, Vec<(u32, u8)>>;

fuzz_target!(|text: &str| {
    let mut put: Words = BTreeMap::new();
    for (number, line) in (0_u32..).zip(text.lines()) {
        let mut words = Vec::new();
        fold(line, &mut words);
        for (at, word) in (0_u8..).zip(words) {
            let found = put.entry(word).or_default();
            if found.last().is_none_or(|&(before, _)| before < number * 3) {
                found.push((number * 3, at % 7 + 1));
            }
        }
    }
    let mut entries: Vec<Entry> = put.iter().map(entry).collect();
    entries.sort_by(|a, b| in_order(&a.word, &b.word));
    let (shards, heavy) = forwards(&entries);
    // Where the places of a word stand in a file of their own, the word only names it.
    if heavy.is_empty() {
        let mut read: Words = BTreeMap::new();
        for shard in &shards {
            read.extend(words(&shard.text));
        }
        for (word, found) in &mut put {
            // Levels are written one after another.
            found.sort_by_key(|&(number, level)| (std::cmp::Reverse(level), number));
            assert_eq!(read.get(word), Some(&*found), "{word}");
        }
    }
    let behind: usize = backwards(&entries).iter().map(|shard| shard.text.split('~').count()).sum();
    assert!(behind <= entries.len());
});

fn entry((word, found): (&String, &Vec<(u32, u8)>)) -> Entry {
    let postings = found.iter().map(|&(number, level)| Posting::new(number, level)).collect();
    Entry { word: word.clone(), stem: Some(word.len() as u32), postings }
}

const ENDS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
const GOES_ON: &str = "ghijklmnopqrstuvwxyz#$%{'()*+-./:;=}?@[]^_";

/// Takes a number from the front.
fn number(text: &mut &str) -> u32 {
    let mut n = 0;
    loop {
        let c = text.chars().next().expect("a number has a last sign");
        *text = &text[c.len_utf8()..];
        if let Some(digit) = ENDS.find(c) {
            return n * 42 + digit as u32;
        }
        n = n * 42 + GOES_ON.find(c).expect("a number has only its signs") as u32;
    }
}

/// The words of a file: how many letters are those of the word before, the rest of it, and where it stands.
fn words(text: &str) -> Words {
    let mut read = Words::new();
    let mut before = String::new();
    for mut part in text.split('~').filter(|part| !part.is_empty()) {
        let same = number(&mut part) as usize;
        let end = part.find(['|', ',']).unwrap_or(part.len());
        let word: String = before.chars().take(same).chain(part[..end].chars()).collect();
        let mut rest = &part[end..];
        if let Some(stem) = rest.strip_prefix('|') {
            rest = stem;
            number(&mut rest);
        }
        let mut found = Vec::new();
        for mut level in rest.split(',').skip(1) {
            let well = number(&mut level) as u8;
            let mut next = 0;
            while !level.is_empty() {
                let n = next + number(&mut level);
                found.push((n, well));
                next = n + 1;
            }
        }
        // A beginning of words is marked by a star, and is no word.
        if word.ends_with('*') {
            continue;
        }
        before.clone_from(&word);
        read.insert(word, found);
    }
    read
}
