//! What of a record can be found: its words, by the part of the record they stand in. All of it is taken from what
//! its page shows, so what is kept out of the pages is kept out of the index too.

use super::fold::fold;
use crate::directory::RecordId;
use crate::fields::{AccessState, access};
use crate::view::views::Views;

/// The part of a record that words stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its name.
    Title,
    /// Another name.
    Also,
    /// A category's name.
    Category,
    /// A word that the configuration gives for a category.
    Hidden,
    /// An area's name.
    Area,
    /// A language.
    Language,
    /// The line under the name.
    Summary,
    /// The text, the facts, what is offered and wanted, what sort of record it is.
    Body,
    /// Where it is.
    Address,
}

impl Part {
    /// How much a word in it counts.
    pub fn weight(self) -> f32 {
        match self {
            Self::Title => 6.0,
            Self::Also => 3.5,
            Self::Category => 2.5,
            Self::Summary => 2.4,
            Self::Area => 2.0,
            Self::Language => 1.5,
            Self::Body | Self::Address => 1.0,
            Self::Hidden => 0.9,
        }
    }
}

/// Words that follow one another in one part of a record.
pub type Run = (Part, Vec<String>);

/// The words of a record.
pub fn gather(views: &Views, id: RecordId) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(16);
    let mut add = |part: Part, text: &str| {
        let mut words = Vec::with_capacity(text.len() / 6 + 1);
        fold(text, &mut words);
        if !words.is_empty() {
            runs.push((part, words));
        }
    };
    let record = views.directory.record(id);
    let fields = &record.fields;
    add(Part::Title, &record.title.value);
    fields.words("also").iter().for_each(|name| add(Part::Also, &name.value));
    for &category in views.directory.categories(id) {
        let term = views.config.category(category);
        add(Part::Category, &term.label);
        term.words.iter().for_each(|word| add(Part::Hidden, word));
    }
    views.directory.areas(id).iter().for_each(|&area| add(Part::Area, &views.config.area(area).label));
    fields.text("summary").into_iter().for_each(|summary| add(Part::Summary, summary));
    let kind = views.config.kinds.kind(record.kind);
    add(Part::Body, views.looks(id).label);
    add(Part::Body, &views.named("kind", &kind.name, "plural", &kind.plural));
    if let Some(body) = &record.body {
        let text = crate::markdown::plain(body.text(views.files.source(record.span.file)));
        // Words of one paragraph are no neighbours of those of the next.
        text.split('\n').for_each(|line| add(Part::Body, line));
    }
    // Who asks for a lift wants those that have one.
    for word in fields.words("access").iter().filter(|word| access(&word.value).0 == AccessState::Yes) {
        add(Part::Body, &views.access_words(&word.value));
    }
    for fact in views.facts(id).into_iter().filter(|fact| fact.key != "access") {
        let part = if fact.key == "languages" { Part::Language } else { Part::Body };
        for value in fact.values.iter().filter(|v| v.url.is_none()) {
            add(part, &value.text);
            value.note.iter().for_each(|note| add(part, note));
        }
    }
    for gift in [true, false].into_iter().flat_map(|is_offer| views.offered(id, is_offer)) {
        add(Part::Body, gift);
    }
    views.when(id).for_each(|when| add(Part::Body, when));
    if let Some(place) = views.place(id) {
        place.at.iter().for_each(|at| add(Part::Address, &at.title));
        place.address.iter().for_each(|line| add(Part::Address, line));
    }
    runs
}
