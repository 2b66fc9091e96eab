//! Every word of the site once, as a number, with its stem as a number too.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use crate::words::Stemmer;

/// A quick hash for words and numbers; nothing that it orders reaches an output.
#[derive(Default, Clone, Copy)]
pub struct Quick(u64);

impl Quick {
    fn add(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks();
        eights.iter().for_each(|&eight| self.add(u64::from_le_bytes(eight)));
        let rest = rest.iter().fold(bytes.len() as u64, |n, b| (n << 8) | u64::from(*b));
        self.add(rest);
    }

    fn write_u8(&mut self, n: u8) {
        self.add(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }
}

/// A map that is quick to look into.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// The words by their numbers, and back.
#[derive(Default)]
pub struct Dictionary {
    /// The words, in the order in which they came.
    pub words: Vec<Box<str>>,
    /// For each word the number of its stem.
    pub stems: Vec<u32>,
    numbers: Map<Box<str>, u32>,
}

impl Dictionary {
    /// The number of a word, a new one if it was not there.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.words.len() as u32;
        self.words.push(word.into());
        self.numbers.insert(word.into(), number);
        number
    }

    /// The word with this number.
    #[expect(clippy::indexing_slicing, reason = "a word's number is its place in this list")]
    pub fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// The number of the stem of the word with this number, once the stems are found.
    #[expect(clippy::indexing_slicing, reason = "`find_stems` gives each word its stem")]
    pub fn stem(&self, number: u32) -> u32 {
        self.stems[number as usize]
    }

    /// The number of a word that is there.
    pub fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// Finds the stems of all words.
    pub fn find_stems(&mut self, stemmer: &Stemmer) {
        let stems: Vec<_> = self.words.par_iter().map(|word| stemmer.stem(word)).collect();
        let mut numbers: Map<&str, u32> = Map::default();
        let number = |stem| {
            let next = numbers.len() as u32;
            *numbers.entry(stem).or_insert(next)
        };
        self.stems = stems.iter().map(|s| &**s).map(number).collect();
    }

    /// Two words that stand for a third when they are neighbours: "food", "bank" and "foodbank".
    pub fn joined(&self) -> Map<(u32, u32), u32> {
        let mut joined = Map::default();
        for (word, number) in self.words.iter().zip(0..).filter(|(word, _)| word.len() > 3) {
            for (i, _) in word.char_indices().filter(|&(i, _)| i > 1 && i + 1 < word.len()) {
                if let (Some(a), Some(b)) = (self.find(&word[..i]), self.find(&word[i..])) {
                    joined.insert((a, b), number);
                }
            }
        }
        joined
    }
}
