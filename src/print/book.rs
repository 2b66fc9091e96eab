//! The books: cover, contents, the entries by kind, offers and wants, and everything from A to Z; whatever parts the style
//! names, in its order.

use std::collections::BTreeMap;

use super::furniture::Around;
use super::indexes::{Indexed, Places};
use super::page::{Bookmark, Document, Page, Tag, To};
use super::place::{Block, Placed, place};
use super::press::{Lost, Press, TooFine};
use super::product::Product;
use crate::collate::Collation;
use crate::directory::RecordId;
use crate::view::PrintSection;

/// What is to be printed.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The records, in the order of the printed directory.
    pub records: Vec<RecordId>,
    /// What they have in common, if they are not all: a category, an area.
    pub title: Option<String>,
    /// Those that stand in front of all others: whom to call in need, what is asked for most.
    pub first: Vec<RecordId>,
}

/// What came of making something.
#[derive(Debug)]
pub struct Made {
    /// The document.
    pub document: Document,
    /// Letters that no font has.
    pub lost: Vec<Lost>,
    /// The code with the smallest squares, if they are too small.
    pub too_fine: Option<TooFine>,
}

/// A section of a book that the contents name: title, number, key.
type Section = (String, Option<usize>, usize);

/// The parts of a book that have sections of their own, after the entries.
const AFTER: [&str; 3] = ["offers-and-wants", "index", "areas"];

/// Makes a book.
pub fn book(mut press: Press, product: Product, selection: &Selection) -> Made {
    let parts = press.style.parts.clone();
    let front = parts.split(|part| part == "entries").next().unwrap_or_default();
    let sections = press.views.print_sections(&selection.records);
    press.label = press.widest_label(&sections);
    let mut titles: Vec<Section> =
        sections.iter().enumerate().map(|(n, section)| (section.title.clone(), Some(n + 1), n)).collect();
    let numbered = titles.len();
    for part in parts.iter().filter(|part| AFTER.contains(&part.as_str()) && press.has(part, selection)) {
        titles.push((press.word(&part.replace('-', "_")), None, titles.len()));
    }

    // The front is set twice: before the pages are known, only to know how many it takes, and at the end.
    let so_far = press.so_far();
    let first = press.front(front, &titles, &sections, selection, product, &Places::new(), 0).len();
    press.back_to(so_far);
    let front_tag = if first > 0 { press.tags.add(Tag::Section, 0) } else { 0 };
    let mut entries: Vec<Indexed> = Vec::new();
    let mut blocks = Vec::new();
    for (n, section) in sections.iter().enumerate() {
        let tag = press.tags.add(Tag::Section, 0);
        blocks.push(press.section(&section.title, Some(n + 1), tag, n));
        let is_mixed = section.entries.iter().zip(section.entries.iter().skip(1)).any(|(a, b)| a.kind != b.kind);
        for entry in &section.entries {
            let key = titles.len() + entries.len();
            blocks.push(press.entry(entry, is_mixed, tag, key));
            entries.push(Indexed { id: entry.id, title: entry.title.clone(), url: entry.url.clone(), key });
        }
    }
    let paper = press.style.paper;
    let mut placed = place(blocks, &paper, first);
    let mut places: Places = placed.places.iter().copied().collect();

    let mut after = Vec::new();
    let mut section = numbered;
    // Pages are known only once the entries stand on them, so what refers to pages follows them.
    for part in &parts {
        if AFTER.contains(&part.as_str()) && press.has(part, selection) {
            let tag = press.tags.add(Tag::Section, 0);
            #[expect(clippy::indexing_slicing, reason = "a title was added above for each part that comes here")]
            let title = titles[section].0.clone();
            let head = press.section(&title, None, tag, section);
            let above = press.style.section.leading * 1.5;
            after.push(Block { new_page: after.is_empty(), above, room: paper.size[1] * 0.35, ..head });
            match part.as_str() {
                "offers-and-wants" => press.exchange(selection, &entries, &places, tag, &mut after),
                "index" => press.index(&entries, &places, tag, &mut after),
                _ => press.areas(&entries, &places, tag, &mut after),
            }
            section += 1;
        }
    }
    let after = place(after, &paper, first + placed.pages.len());
    places.extend(after.places.iter().copied());
    placed.pages.extend(after.pages);
    placed.places.extend(after.places);

    let mut pages = press.front(front, &titles, &sections, selection, product, &places, front_tag);
    let around = press.around(&placed, &titles, numbered, &places, first, &sections, &entries);
    for (n, (mut page, around)) in placed.pages.into_iter().zip(around).enumerate() {
        press.furniture(&mut page, first + n, &around);
        pages.push(page);
    }
    press.endings(&parts, product, &mut pages);
    resolve(&mut pages, &places);
    let bookmarks = bookmarks(&titles, &entries, &places);
    let title = press.title(selection);
    let document = press.document(title, pages, bookmarks);
    Made { document, lost: press.lost, too_fine: press.too_fine }
}

/// The outline: the sections, and the entries below theirs.
fn bookmarks(titles: &[Section], entries: &[Indexed], places: &Places) -> Vec<Bookmark> {
    let mark = |level, title: &str, key| {
        let at = places.get(&key)?;
        Some(Bookmark { level, title: title.to_owned(), page: at.page, y: at.y })
    };
    let mut marks: Vec<Bookmark> = titles.iter().filter_map(|(title, _, key)| mark(0, title, *key)).collect();
    marks.extend(entries.iter().filter_map(|entry| mark(1, &entry.title, entry.key)));
    marks.sort_by(|a, b| {
        (a.page, a.y, a.level).partial_cmp(&(b.page, b.y, b.level)).unwrap_or(std::cmp::Ordering::Equal)
    });
    marks
}

/// Links within the document were written with keys: now they get pages.
fn resolve(pages: &mut [Page], places: &Places) {
    for link in pages.iter_mut().flat_map(|page| &mut page.links) {
        if let To::Page(key, _) = link.to
            && let Some(at) = places.get(&key)
        {
            link.to = To::Page(at.page, at.y);
        }
    }
}

impl Press<'_> {
    /// The name of the book.
    pub(super) fn title(&self, selection: &Selection) -> String {
        let site = &self.views.config.title;
        selection.title.as_ref().map_or_else(|| site.clone(), |title| format!("{site}: {title}"))
    }

    /// Whether there is anything for a part.
    fn has(&self, part: &str, selection: &Selection) -> bool {
        match part {
            "offers-and-wants" => selection
                .records
                .iter()
                .any(|&id| [true, false].iter().any(|&offer| self.views.offered(id, offer).next().is_some())),
            "index" => selection.records.len() > 1,
            "areas" => selection.records.iter().any(|&id| !self.views.directory.areas(id).is_empty()),
            _ => true,
        }
    }

    /// The pages before the entries, below a tag.
    #[expect(clippy::too_many_arguments, reason = "all of it is what the parts tell of")]
    fn front(
        &mut self,
        parts: &[String],
        titles: &[Section],
        sections: &[PrintSection],
        selection: &Selection,
        product: Product,
        places: &Places,
        above: usize,
    ) -> Vec<Page> {
        let mut pages = Vec::new();
        for part in parts {
            let blocks = match part.as_str() {
                "cover" => {
                    let cover = self.cover(selection, above);
                    pages.push(cover);
                    continue;
                }
                "how-to" => {
                    let blocks = self.how_to(sections, selection, product, above);
                    self.key_page = Some(pages.len() + 1);
                    blocks
                }
                "contents" if !titles.is_empty() => self.contents(titles, places, above),
                _ => continue,
            };
            for mut page in place(blocks, &self.style.paper.whole(), pages.len()).pages {
                self.furniture(&mut page, pages.len(), &Around::default());
                pages.push(page);
            }
        }
        pages
    }

    /// What the selected records offer and want.
    fn exchange(
        &mut self,
        selection: &Selection,
        entries: &[Indexed],
        places: &Places,
        tag: usize,
        blocks: &mut Vec<Block>,
    ) {
        let selected: std::collections::BTreeSet<RecordId> = selection.records.iter().copied().collect();
        let plan = self.views.plan;
        for (heading, all) in [("offers", &plan.offers), ("wants", &plan.wants)] {
            let gifts: Vec<_> = all
                .iter()
                .filter(|gift| selected.contains(&gift.record))
                .filter_map(|gift| self.views.gift(*gift))
                .collect();
            self.gifts(heading, &gifts, entries, places, tag, blocks);
        }
    }

    /// What stands around each page of the body.
    #[expect(clippy::too_many_arguments, reason = "all of it is what a page knows of itself")]
    fn around(
        &self,
        placed: &Placed,
        titles: &[Section],
        numbered: usize,
        places: &Places,
        first: usize,
        sections: &[PrintSection],
        entries: &[Indexed],
    ) -> Vec<Around> {
        let mut around = vec![Around::default(); placed.pages.len()];
        // The section that each page belongs to, by its key: the one with which it begins.
        let mut sections_of = vec![None; placed.pages.len()];
        let mut first_on: BTreeMap<usize, usize> = BTreeMap::new();
        for (key, place) in &placed.places {
            first_on.entry(place.page).or_insert(*key);
        }
        for (title, number, key) in titles {
            let Some(at) = places.get(key) else { continue };
            let begins_it = first_on.get(&at.page) == Some(key) && at.y < self.style.paper.top + 1.0;
            let from = at.page - first + usize::from(!begins_it);
            for (around, section) in around.iter_mut().zip(&mut sections_of).skip(from) {
                around.title.clone_from(title);
                around.thumb = number.map(|number| (number, numbered));
                *section = Some(*key);
            }
        }
        let collation = Collation::new(&self.views.config.language);
        let is_marked = self.style.is_marks && self.style.code > 0.0;
        let all = (0..).zip(sections).flat_map(|(n, section)| section.entries.iter().map(move |entry| (n, entry)));
        #[expect(clippy::indexing_slicing, reason = "each entry was placed on one of these pages")]
        for ((section, entry), indexed) in all.zip(entries) {
            let Some(page) = places.get(&indexed.key).map(|at| at.page - first) else { continue };
            if sections_of[page] == Some(section) {
                around[page].names.push(collation.plain(&entry.title).to_owned());
            }
            if is_marked {
                around[page].marks.extend(self.marks(entry));
            }
        }
        around.iter_mut().for_each(|around| {
            around.marks.sort();
            around.marks.dedup();
        });
        around
    }
}

/// How often each kind of record stands in a selection, in the order of the kinds.
pub(super) fn kinds(press: &Press, selection: &Selection) -> Vec<(usize, usize)> {
    let mut kinds: BTreeMap<usize, usize> = BTreeMap::new();
    for &id in &selection.records {
        *kinds.entry(press.views.directory.record(id).kind).or_default() += 1;
    }
    kinds.into_iter().collect()
}
