//! The thesaurus at work: a record that holds a phrase of a group gets the group's other phrases as hidden words, each
//! joined to one word, as the client joins the neighbours of a query.

use super::dictionary::{Dictionary, Map};
use super::fold::folded;
use crate::thesaurus::Group;

/// A phrase as the stems of its words, and the hidden words of who holds it.
struct Phrase {
    stems: Vec<u32>,
    gets: Vec<u32>,
}

/// All phrases, by the stem of their first word.
pub struct Synonyms(Map<u32, Vec<Phrase>>);

impl Synonyms {
    /// Puts the phrases' joined words into the dictionary; its stems are found after that.
    pub fn prepare(groups: &[Group], dictionary: &mut Dictionary) -> Vec<(Vec<u32>, Vec<u32>)> {
        let mut phrases = Vec::new();
        for group in groups {
            let all: Vec<Vec<String>> = group.phrases.iter().map(|p| folded(p)).collect();
            let joined: Vec<u32> = all.iter().map(|p| dictionary.number(&joined(p))).collect();
            let finds: Vec<Vec<String>> = group.finds.iter().map(|p| folded(p)).collect();
            // Both ways: who holds one gets the others. One way: who holds what is found gets what is asked for.
            let holds = if finds.is_empty() { &all } else { &finds };
            for (i, words) in holds.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
                let own = if finds.is_empty() { Some(i) } else { None };
                let gets = joined.iter().enumerate().filter(|(j, _)| own != Some(*j)).map(|(_, n)| *n).collect();
                phrases.push((words.iter().map(|w| dictionary.number(w)).collect(), gets));
            }
        }
        phrases
    }

    /// Orders what was prepared by its stems.
    pub fn new(prepared: Vec<(Vec<u32>, Vec<u32>)>, dictionary: &Dictionary) -> Self {
        let mut by_first: Map<u32, Vec<Phrase>> = Map::default();
        for (words, gets) in prepared {
            let stems: Vec<u32> = words.iter().map(|&w| dictionary.stem(w)).collect();
            let Some(&first) = stems.first() else { continue };
            by_first.entry(first).or_default().push(Phrase { stems, gets });
        }
        Self(by_first)
    }

    /// The hidden words for words that follow one another.
    pub fn find(&self, words: &[u32], dictionary: &Dictionary, mut add: impl FnMut(u32)) {
        let stem = |word: &u32| dictionary.stem(*word);
        for (i, word) in words.iter().enumerate() {
            let Some(phrases) = self.0.get(&stem(word)) else { continue };
            let (_, here) = words.split_at(i);
            let stands =
                |p: &&Phrase| p.stems.len() <= here.len() && p.stems.iter().zip(here).all(|(s, w)| *s == stem(w));
            phrases.iter().filter(stands).flat_map(|p| &p.gets).for_each(|&word| add(word));
        }
    }
}

/// A phrase as one word, as long as a word may be.
fn joined(words: &[String]) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= super::fold::LONGEST
    };
    words.iter().flat_map(|w| w.chars()).take_while(fits).collect()
}
