//! Which word finds which record, and how well: reckoned here, so that the client need not.

use rayon::prelude::*;

use super::dictionary::{Dictionary, Map};
use super::gather::{Part, Run};
use super::synonyms::Synonyms;
use crate::thesaurus::Group;
use crate::words::Stemmer;

/// Where a word stands: the record's number, and how well it finds it, from 1 to 7. From 5 on it is in the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

impl Posting {
    /// A record's number, below 2^29, and a level.
    pub fn new(number: u32, level: u8) -> Self {
        Self(number << 3 | u32::from(level))
    }

    /// The record's number.
    pub fn number(self) -> u32 {
        self.0 >> 3
    }

    /// How well the word finds it.
    pub fn level(self) -> u8 {
        (self.0 & 7) as u8
    }
}

/// A word or two neighbours in a name, and where they stand: by rising number.
pub struct Entry {
    /// The folded word; two words with a space between.
    pub word: String,
    /// Its stem as a number; nothing for two words.
    pub stem: Option<u32>,
    /// Where it stands.
    pub postings: Vec<Posting>,
}

/// The level of a word that stands for a name as a whole.
const NAME: u8 = 5;

/// What one record adds.
struct Own {
    words: Vec<(u32, u8)>,
    pairs: Vec<(u32, u32, u8)>,
    initials: Vec<String>,
}

/// Little words that initials leave out: the Society of Friends is the SF.
const LITTLE: [&str; 12] = ["a", "and", "at", "by", "de", "for", "in", "la", "of", "on", "the", "y"];

/// The words of one part of a record, as their numbers in the dictionary.
type Numbered = (Part, Vec<u32>);

/// The entries of all records, in the order of their words. `records` gives each record's number, rising, and words.
#[expect(clippy::indexing_slicing, reason = "`of_word` grows with the dictionary, whose numbers are places in it")]
pub fn entries(records: impl Iterator<Item = (u32, Vec<Run>)>, groups: &[Group], stemmer: &Stemmer) -> Vec<Entry> {
    let mut dictionary = Dictionary::default();
    let mut numbered: Vec<(u32, Vec<Numbered>)> = Vec::new();
    for (number, runs) in records {
        let runs = runs.into_iter().map(|(part, words)| (part, words.iter().map(|w| dictionary.number(w)).collect()));
        numbered.push((number, runs.collect()));
    }
    let prepared = Synonyms::prepare(groups, &mut dictionary);
    dictionary.find_stems(stemmer);
    let synonyms = Synonyms::new(prepared, &dictionary);
    let joined = dictionary.joined();
    let mut of_word: Vec<Vec<Posting>> = vec![Vec::new(); dictionary.words.len()];
    let mut of_pair: Map<(u32, u32), Vec<Posting>> = Map::default();
    let mut initials: Vec<(String, u32)> = Vec::new();
    let mut add = |number: u32, own: Own| {
        own.words.iter().for_each(|&(word, level)| of_word[word as usize].push(Posting::new(number, level)));
        own.pairs
            .iter()
            .for_each(|&(a, b, level)| of_pair.entry((a, b)).or_default().push(Posting::new(number, level)));
        initials.extend(own.initials.into_iter().map(|word| (word, number)));
    };
    for some in numbered.chunks(super::AT_A_TIME) {
        let own = |(_, runs): &(u32, Vec<Numbered>)| own(runs, &dictionary, &synonyms, &joined);
        let own: Vec<Own> = some.par_iter().map(own).collect();
        some.iter().zip(own).for_each(|((number, _), own)| add(*number, own));
    }
    drop(numbered);
    for (word, number) in initials {
        let word = dictionary.number(&word) as usize;
        if word >= of_word.len() {
            of_word.push(Vec::new());
            dictionary.stems.push(u32::MAX);
        }
        let postings = &mut of_word[word];
        if let Err(place) = postings.binary_search_by_key(&number, |p| p.number()) {
            postings.insert(place, Posting::new(number, NAME));
        }
    }
    let words = of_word.into_iter().zip(0..).filter(|(p, _)| !p.is_empty()).map(|(postings, i)| Entry {
        word: dictionary.word(i).to_owned(),
        stem: Some(dictionary.stem(i)).filter(|s| *s != u32::MAX),
        postings,
    });
    let pairs = of_pair.into_iter().map(|((a, b), postings)| {
        let word = [dictionary.word(a), " ", dictionary.word(b)].concat();
        Entry { word, stem: None, postings }
    });
    let mut entries: Vec<Entry> = words.chain(pairs).collect();
    entries.par_sort_unstable_by(|a, b| in_order(&a.word, &b.word));
    entries
}

/// The order of JavaScript's strings, which is that of UTF-16.
pub fn in_order(a: &str, b: &str) -> std::cmp::Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

/// The words of one record, each with how well it finds it.
fn own(runs: &[(Part, Vec<u32>)], dictionary: &Dictionary, synonyms: &Synonyms, joined: &Map<(u32, u32), u32>) -> Own {
    let count = |part: Part| runs.iter().filter(|(p, _)| *p == part).map(|(_, words)| words.len()).sum::<usize>();
    // In steps, so that one word more does not change what all the others count.
    let body = count(Part::Body).max(16).next_power_of_two().min(1024) as f32;
    let thin = 1.0 / (0.5 + 0.5 * body / 64.0);
    let title = count(Part::Title);
    let name = match title {
        0..=2 => 7,
        3..=4 => 6,
        _ => 5,
    };
    let mut found: Vec<(u32, f32, u8)> = Vec::with_capacity(128);
    let mut pairs = Vec::new();
    for (part, words) in runs {
        let weight = if *part == Part::Body { thin.min(1.0) } else { part.weight() };
        let level = match part {
            Part::Title => name,
            Part::Also => 5,
            _ => 0,
        };
        found.extend(words.iter().map(|&w| (w, weight, level)));
        for two in words.windows(2) {
            let &[a, b] = two else { continue };
            if let Some(&one) = joined.get(&(a, b)) {
                found.push((one, weight, level));
            }
            if level > 0 {
                pairs.push((a, b, level));
            }
        }
        if *part == Part::Hidden && words.len() > 1 {
            let whole: String = words.iter().map(|&w| dictionary.word(w)).collect();
            found.extend(dictionary.find(&whole).map(|w| (w, weight, 0)));
        }
        synonyms.find(words, dictionary, |word| found.push((word, Part::Hidden.weight(), 0)));
    }
    found.sort_unstable_by_key(|(word, ..)| *word);
    let mut words: Vec<(u32, u8)> = Vec::with_capacity(found.len());
    for same in found.chunk_by(|a, b| a.0 == b.0) {
        let Some(&(word, ..)) = same.first() else { continue };
        let level = same.iter().map(|(_, _, level)| *level).max().unwrap_or(0);
        let sum: f32 = same.iter().map(|(_, weight, _)| weight).sum();
        words.push((word, if level > 0 { level } else { plain_level(sum / (K1 + sum)) }));
    }
    pairs.sort_unstable_by_key(|&(a, b, level)| (a, b, std::cmp::Reverse(level)));
    pairs.dedup_by_key(|(a, b, _)| (*a, *b));
    Own { words, pairs, initials: initials(runs, dictionary) }
}

/// How soon more of a word adds little.
const K1: f32 = 1.4;

/// The level of a word that stands in no name.
fn plain_level(score: f32) -> u8 {
    match score {
        s if s < 0.40 => 1,
        s if s < 0.55 => 2,
        s if s < 0.68 => 3,
        _ => 4,
    }
}

/// The first letters of a name of three words or more: with its little words, and without.
fn initials(runs: &[(Part, Vec<u32>)], dictionary: &Dictionary) -> Vec<String> {
    let mut all = Vec::new();
    for (_, words) in runs.iter().filter(|(part, words)| *part == Part::Title && words.len() > 2) {
        let text = |w: &u32| dictionary.word(*w);
        let first = |w: &str| w.chars().next().filter(|c| c.is_alphabetic());
        let long: String = words.iter().filter_map(|w| first(text(w))).collect();
        let short: String = words.iter().map(text).filter(|w| !LITTLE.contains(w)).filter_map(first).collect();
        all.extend([long, short].into_iter().filter(|s| s.chars().count() > 2));
    }
    all.dedup();
    all
}
