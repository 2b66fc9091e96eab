//! Which offer meets which want: the connections that a directory is for.
//!
//! An offer and a want of two records meet if they share a telling word, the more so if the records
//! have a category or an area in common; or if both were given the same category of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::{Directory, RecordId, TermIndex};
use crate::config::Config;
use crate::fields::Gift;
use crate::words;

/// An offer or a want: the record, whether it is an offer, and its number in that list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GiftRef {
    /// The record that offers or wants.
    pub record: RecordId,
    /// Whether it is an offer.
    pub is_offer: bool,
    /// Its number in the record's list.
    pub index: u32,
}

/// At most so many matches are shown for one gift.
const MOST: usize = 3;

struct Entry {
    gift: GiftRef,
    stems: Vec<String>,
    categories: BTreeSet<usize>,
}

/// The matches of all gifts, both ways, the best first.
pub fn find(directory: &Directory, config: &Config) -> BTreeMap<GiftRef, Vec<GiftRef>> {
    let terms = TermIndex::new(&config.categories);
    let offers = entries(directory, &terms, true);
    let wants = entries(directory, &terms, false);
    let mut by_stem: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut by_category: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, want) in wants.iter().enumerate() {
        want.stems.iter().for_each(|s| by_stem.entry(s).or_default().push(i));
        want.categories.iter().for_each(|&c| by_category.entry(c).or_default().push(i));
    }
    let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
    offers.iter().chain(&wants).flat_map(|e| &e.stems).for_each(|s| *frequency.entry(s).or_default() += 1);
    let all = offers.len() + wants.len();
    // A word that stands everywhere tells nothing, and would make the work grow with the square of the site.
    let telling = (all / 20).clamp(8, 200);

    let mut scored: BTreeMap<GiftRef, Vec<(u32, GiftRef)>> = BTreeMap::new();
    for offer in &offers {
        let mut scores: BTreeMap<usize, u32> = BTreeMap::new();
        for stem in &offer.stems {
            let Some(&frequency) = frequency.get(stem.as_str()).filter(|&&f| f <= telling) else { continue };
            let weight = weight(frequency, all);
            by_stem.get(stem.as_str()).into_iter().flatten().for_each(|&i| *scores.entry(i).or_default() += weight);
        }
        for category in &offer.categories {
            let wants = by_category.get(category).into_iter().flatten();
            wants.take(200).for_each(|&i| *scores.entry(i).or_default() += ENOUGH);
        }
        for (i, score) in scores {
            #[expect(clippy::indexing_slicing, reason = "`by_stem` and `by_category` hold places among the wants")]
            let want = &wants[i];
            let score = score + common(directory, offer.gift.record, want.gift.record);
            if want.gift.record != offer.gift.record && score >= ENOUGH {
                scored.entry(offer.gift).or_default().push((score, want.gift));
                scored.entry(want.gift).or_default().push((score, offer.gift));
            }
        }
    }
    let best = |(gift, mut list): (GiftRef, Vec<(u32, GiftRef)>)| {
        list.sort_by_key(|&(score, other)| (std::cmp::Reverse(score), other));
        list.truncate(MOST);
        (gift, list.into_iter().map(|(_, other)| other).collect())
    };
    scored.into_iter().map(best).collect()
}

/// From this score on, an offer meets a want.
const ENOUGH: u32 = 56;

/// What a shared word is worth: the rarer, the more.
fn weight(frequency: usize, all: usize) -> u32 {
    // Among a few gifts every word is rare, and one in common tells enough.
    if all < 60 {
        return ENOUGH;
    }
    let rarity = (all.max(280) as f64 / frequency as f64).ln();
    (rarity * 10.0) as u32
}

/// What two records have in common besides.
fn common(directory: &Directory, a: RecordId, b: RecordId) -> u32 {
    let share = |a: &[usize], b: &[usize]| a.iter().any(|x| b.contains(x));
    let category = if share(directory.categories(a), directory.categories(b)) { 12 } else { 0 };
    let area = if share(directory.areas(a), directory.areas(b)) { 6 } else { 0 };
    category + area
}

fn entries(directory: &Directory, terms: &TermIndex, is_offer: bool) -> Vec<Entry> {
    let field = if is_offer { "offers" } else { "wants" };
    let mut entries = Vec::new();
    for id in directory.ids() {
        let record = directory.record(id);
        let active = record.fields.text("status").is_none_or(|s| s == "active" || s == "planned");
        if !active {
            continue;
        }
        for (gift, index) in record.fields.gifts(field).iter().zip(0..) {
            entries.push(Entry {
                gift: GiftRef { record: id, is_offer, index },
                stems: words::stems(&gift.text.value),
                categories: own_categories(gift, terms),
            });
        }
    }
    entries
}

fn own_categories(gift: &Gift, terms: &TermIndex) -> BTreeSet<usize> {
    gift.categories.iter().filter_map(|c| terms.find(&c.value)).collect()
}
