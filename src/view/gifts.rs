//! What is offered and wanted, and who meets whom.

use super::views::Views;
use super::{Exchange, Gift, Match, Pager};
use crate::directory::{GiftRef, RecordId};
use crate::fields;
use crate::plan::{self, Part};

impl Views<'_> {
    /// What a record offers (or wants), each with its matches. What has run out is left out.
    pub fn gifts_of(&self, id: RecordId, is_offer: bool) -> Vec<Gift> {
        let count = self.words_of(id, is_offer).len() as u32;
        (0..count).filter_map(|index| self.gift(GiftRef { record: id, is_offer, index })).collect()
    }

    /// One offer or want, unless it has run out.
    pub fn gift(&self, gift: GiftRef) -> Option<Gift> {
        let said = self.said(gift);
        if said.until.is_some_and(|until| until < self.today) {
            return None;
        }
        let matches = self.directory.matches.get(&gift).map_or(&[][..], Vec::as_slice);
        let still = matches.iter().filter(|m| self.said(**m).until.is_none_or(|until| until >= self.today));
        Some(Gift {
            text: said.text.value.trim().to_owned(),
            until: said.until.map(|d| self.day(d)),
            by: self.record_link(gift.record),
            no: self.no(gift.record),
            colour: self.looks(gift.record).colour.to_owned(),
            matches: still
                .map(|m| Match { text: self.said(*m).text.value.trim().to_owned(), by: self.record_link(m.record) })
                .collect(),
        })
    }

    /// The words of what a record offers (or wants) still.
    pub fn offered(&self, id: RecordId, is_offer: bool) -> impl Iterator<Item = &str> {
        let still = |gift: &&fields::Gift| gift.until.is_none_or(|until| until >= self.today);
        self.words_of(id, is_offer).iter().filter(still).map(|gift| gift.text.value.trim())
    }

    fn words_of(&self, id: RecordId, is_offer: bool) -> &[fields::Gift] {
        self.directory.record(id).fields.gifts(if is_offer { "offers" } else { "wants" })
    }

    #[expect(clippy::indexing_slicing, reason = "a `GiftRef` is made by counting the gifts of its record")]
    fn said(&self, gift: GiftRef) -> &fields::Gift {
        &self.words_of(gift.record, gift.is_offer)[gift.index as usize]
    }

    /// The page of all offers and wants.
    pub fn exchange(&self, part: &Part) -> Exchange {
        let of = |all: &[GiftRef]| part.shown(all).iter().filter_map(|g| self.gift(*g)).collect();
        Exchange { offers: of(&self.plan.offers), wants: of(&self.plan.wants), pager: pager("offers.html", part) }
    }
}

/// The links from a part of a list to the parts before and after it.
pub fn pager(first: &str, part: &Part) -> Option<Pager> {
    let to = |number: usize| plan::numbered(first, number).into();
    (part.of > 1).then(|| Pager {
        number: part.number,
        of: part.of,
        previous: (part.number > 1).then(|| to(part.number - 1)),
        next: (part.number < part.of).then(|| to(part.number + 1)),
    })
}
