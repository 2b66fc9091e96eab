//! Pages on sheets: two beside each other, so that the sheets lie in one another when they are folded.

use std::collections::BTreeMap;

use super::page::{Bookmark, Document, Item, Page, PageLink, Piece, Tag, Tags};

/// As many sheets as fold well when they lie in one another.
pub const MOST_SHEETS: usize = 12;

/// How many sheets lie in one another: a number for each stack that is folded on its own, alike as far as may be.
pub fn stacks(pages: usize) -> Vec<usize> {
    let sheets = pages.div_ceil(4);
    let stacks = sheets.div_ceil(MOST_SHEETS);
    (0..stacks).map(|n| sheets * (n + 1) / stacks - sheets * n / stacks).collect()
}

/// Which pages stand on each side of the sheets, left and right: `None` is a blank page. Sides follow one another as they
/// come out of the printer, stack by stack; the second side of a sheet is turned over its short edge.
pub fn sides(pages: usize) -> Vec<[Option<usize>; 2]> {
    let page = |n: usize| (n < pages).then_some(n);
    let mut sides = Vec::new();
    let mut first = 0;
    for sheets in stacks(pages) {
        let whole = sheets * 4;
        sides.extend((0..sheets * 2).map(|side| {
            let (low, high) = (page(first + side), page(first + whole - 1 - side));
            if side.is_multiple_of(2) { [high, low] } else { [low, high] }
        }));
        first += whole;
    }
    sides
}

/// The document on sheets that are twice as wide. It is read side by side as it lies on them. A book that opens from
/// the left has its front page there.
pub fn sheets(document: &Document, is_rtl: bool) -> Document {
    let mut sides_of = sides(document.pages.len());
    if is_rtl {
        sides_of.iter_mut().for_each(|side| side.reverse());
    }
    let on = |page: usize| sides_of.iter().position(|side| side.contains(&Some(page)));
    let top = document.bookmarks.iter().filter(|mark| mark.level == 0);
    let mut bookmarks: Vec<Bookmark> =
        top.filter_map(|mark| Some(Bookmark { page: on(mark.page)?, ..mark.clone() })).collect();
    bookmarks.sort_by_key(|mark| mark.page);
    let size = document.pages.first().map_or([0.0; 2], |page| page.size);
    let mut pages = Vec::new();
    for side in sides_of.iter().copied() {
        let mut sheet = Page { size: [size[0] * 2.0, size[1]], pieces: Vec::new(), links: Vec::new() };
        // The page that comes first in the book is read first.
        let mut halves = [(0, side[0]), (1, side[1])];
        halves.sort_by_key(|(_, number)| number.unwrap_or(usize::MAX));
        for (half, number) in halves {
            #[expect(clippy::indexing_slicing, reason = "`sides` numbers the pages of the document")]
            let Some(page) = number.map(|n| &document.pages[n]) else { continue };
            let shift = size[0] * half as f32;
            sheet.pieces.extend(page.pieces.iter().map(|piece| {
                let moved = |item: &Item| Item { x: item.x + shift, ..item.clone() };
                Piece { items: piece.items.iter().map(moved).collect(), ..*piece }
            }));
            sheet.links.extend(page.links.iter().filter(|link| matches!(link.to, super::page::To::Address(_))).map(
                |link| {
                    let [x, y, width, height] = link.area;
                    PageLink { area: [x + shift, y, width, height], ..link.clone() }
                },
            ));
        }
        pages.push(sheet);
    }
    let tags = retagged(&mut pages, &document.tags, size[0]);
    Document {
        title: document.title.clone(),
        language: document.language.clone(),
        date: document.date,
        pages,
        tags,
        bookmarks,
    }
}

/// The parts once more, each below the half of the sheet on which it lies, in the order in which they are drawn.
fn retagged(pages: &mut [Page], tags: &Tags, half: f32) -> Tags {
    let mut fresh = Tags::default();
    for page in pages {
        let is_right = |piece: &Piece| piece.items.first().is_some_and(|item| item.x >= half);
        let is_right_first = page.pieces.first().is_some_and(is_right);
        for is_second in [is_right_first, !is_right_first] {
            let section = fresh.add(Tag::Section, 0);
            let mut known: BTreeMap<usize, usize> = BTreeMap::new();
            for piece in &mut page.pieces {
                let is_here = is_right(piece) == is_second;
                if let (Some(tag), true) = (piece.tag, is_here) {
                    piece.tag = Some(copied(tag, tags, section, &mut fresh, &mut known));
                }
            }
            for link in page.links.iter_mut().filter(|link| (link.area[0] >= half) == is_second) {
                link.tag = copied(link.tag, tags, section, &mut fresh, &mut known);
            }
        }
    }
    fresh
}

/// The copy of a part below another; the parts above it come along, but for sections.
#[expect(clippy::indexing_slicing, reason = "`Tags::add` counts from 1, and only 0 is the document")]
fn copied(tag: usize, tags: &Tags, section: usize, fresh: &mut Tags, known: &mut BTreeMap<usize, usize>) -> usize {
    if let Some(copy) = known.get(&tag) {
        return *copy;
    }
    let (what, above) = &tags.0[tag - 1];
    let above = match above {
        0 => section,
        above if tags.0[above - 1].0 == Tag::Section => section,
        above => copied(*above, tags, section, fresh, known),
    };
    let copy = fresh.add(what.clone(), above);
    known.insert(tag, copy);
    copy
}
