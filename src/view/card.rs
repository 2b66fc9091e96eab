//! A record in a list.

use super::views::Views;
use super::{Card, Listed, Made};
use crate::directory::RecordId;
use crate::plan;

impl Views<'_> {
    /// A record in a list; `is_first` says whether it is the first under its letter.
    pub fn listed(&self, id: RecordId, is_first: bool) -> Listed {
        Listed { card: self.made_card(id), anchor: is_first.then(|| letter_anchor(self.directory.letter(id))) }
    }

    /// The card of a record, made at the first time.
    #[expect(clippy::indexing_slicing, reason = "the memory has a place for each record")]
    pub fn made_card(&self, id: RecordId) -> Made<Card> {
        self.memory.cards[id.index()].get_or_init(|| Made::new(&self.card(id))).clone()
    }

    /// The card of a record.
    pub fn card(&self, id: RecordId) -> Card {
        let record = self.directory.record(id);
        let looks = self.looks(id);
        let status = record.fields.text("status").filter(|s| *s != "active");
        Card {
            slug: record.slug.value.clone(),
            title: record.title.value.clone(),
            url: plan::record_path(self.directory, self.config, id).into(),
            kind: looks.label.to_owned(),
            icon: looks.icon.to_owned(),
            colour: looks.colour.to_owned(),
            summary: record.fields.text("summary").map(str::to_owned),
            place: self.place_line(id),
            when: self.when(id).next().map(str::to_owned),
            hours: self.card_hours(id),
            freshness: self.made_freshness(id),
            status: status.map(|s| self.language.text(&format!("view.status.{s}")).to_owned()),
        }
    }

    /// When, as the author wrote it: the times of the record itself.
    pub fn when(&self, id: RecordId) -> impl Iterator<Item = &str> {
        let fields = &self.directory.record(id).fields;
        ["when", "open"].into_iter().flat_map(|f| fields.words(f)).map(|w| w.value.trim())
    }
}

/// The target of a letter: `a`, or `other` for numbers and signs.
pub fn letter_anchor(letter: &str) -> String {
    if letter == "#" { "letter-0".to_owned() } else { format!("letter-{}", letter.to_lowercase()) }
}
