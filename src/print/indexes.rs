//! What refers to pages: the contents, the offers and wants, everything from A to Z, and by area.

use std::collections::BTreeMap;

use super::MM;
use super::page::{Shape, Tag, To};
use super::place::{Block, Place};
use super::press::{Board, Press};
use super::text::{Align, Look};
use crate::directory::RecordId;
use crate::view::Gift;

/// Where each block came to stand, by its key.
pub(super) type Places = BTreeMap<usize, Place>;

/// An entry as indexes need it.
#[derive(Debug, Clone)]
pub(super) struct Indexed {
    pub id: RecordId,
    pub title: String,
    pub url: String,
    pub key: usize,
}

impl Press<'_> {
    /// How wide the column of the page numbers is.
    fn folio_width(&self) -> f32 {
        self.style.text.size * 2.6
    }

    /// A line that leads to a page: words, dots, the page. Its height comes back.
    fn reference(
        &mut self,
        board: &mut Board,
        tag: usize,
        words: &str,
        look: Look,
        (key, page): (usize, &str),
        [x, y, width]: [f32; 3],
    ) -> f32 {
        let folio = self.folio_width();
        let lines = self.set(words, look, width - folio, Align::Start);
        let last = lines.last().map_or(0.0, |line| line.width);
        let foot = Self::put_lines(board, Some(tag), lines, [x, y, width - folio]);
        // The page stands on the last line, at the end of its dots.
        let line = foot - look.leading;
        let bold = look.weight(700.0);
        self.put(board, Some(tag), page, bold, [x + width - folio, line, folio], Align::End);
        let dots = [x + last + 4.0, line + look.leading * 0.72];
        let length = width - last - 8.0 - self.width(page, bold);
        if length > 6.0 {
            let shape = Shape::Dashes(length, false, [0.8, 2.8], 0.8, self.style.line);
            board.shape(None, [dots[0], dots[1], length], shape);
        }
        let words = self.filled("to_page", &[("title", words), ("page", page)]);
        board.link(tag, [x, y, width, foot - y], To::Page(key, 0.0), words);
        foot
    }

    fn page_of(places: &Places, key: usize) -> String {
        places.get(&key).map_or_else(String::new, |at| (at.page + 1).to_string())
    }

    /// The contents: each section with its number and its page.
    pub(super) fn contents(
        &mut self,
        titles: &[(String, Option<usize>, usize)],
        places: &Places,
        above: usize,
    ) -> Vec<Block> {
        let tag = self.tags.add(Tag::Contents, above);
        let style = self.style.clone();
        let width = style.paper.across();
        let words = self.word("contents");
        let mut board = self.board(width);
        let look = style.section.colour(style.strong);
        let height = self.heading(&mut board, tag, 1, &words, look, [0.0, 0.0, width]);
        let mut blocks =
            vec![Block { height: height + 10.0, with_next: true, pieces: board.pieces, ..Block::default() }];
        let size = (style.text.size * 1.15).min(20.0);
        let look = Look { size, leading: size * 1.35, ..style.text };
        let is_numbered = titles.iter().any(|(_, number, _)| number.is_some());
        for (title, number, key) in titles {
            let line = self.tags.add(Tag::ContentsLine, tag);
            let link = self.tags.add(Tag::Link, line);
            let mut board = self.board(width);
            let side = look.leading;
            if let Some(number) = number {
                board.fill([0.0, 0.0, side, side], 2.5, style.strong);
                let look = Look { size: size * 0.9, leading: side, weight: 800.0, ..look }.colour(super::press::WHITE);
                self.put(&mut board, None, &number.to_string(), look, [0.0, 0.0, side], Align::Centre);
            }
            let left = if is_numbered { side + 4.0 * MM } else { 0.0 };
            let page = Self::page_of(places, *key);
            let height = self.reference(&mut board, link, title, look, (*key, &page), [left, 0.0, width - left]);
            let (pieces, links) = (board.pieces, board.links);
            blocks.push(Block { height, above: size * 0.55, pieces, links, ..Block::default() });
        }
        blocks
    }

    /// What is offered, or wanted: the words, who says so, and the page.
    pub(super) fn gifts(
        &mut self,
        heading: &str,
        gifts: &[Gift],
        entries: &[Indexed],
        places: &Places,
        above: usize,
        blocks: &mut Vec<Block>,
    ) {
        if gifts.is_empty() {
            return;
        }
        let style = self.style.clone();
        let width = style.paper.width();
        let by_url: BTreeMap<&str, usize> = entries.iter().map(|entry| (entry.url.as_str(), entry.key)).collect();
        let words = self.word(heading);
        blocks.push(self.sub_heading(&words, above));
        for gift in gifts {
            let Some(&key) = by_url.get(gift.by.url.as_str()) else { continue };
            let line = self.tags.add(Tag::Paragraph, above);
            let link = self.tags.add(Tag::Link, line);
            let mut board = self.board(width);
            let folio = self.folio_width();
            let bold = style.text.weight(700.0);
            let area = [0.0, 0.0, width - folio];
            let foot = self.put(&mut board, Some(link), &gift.text, bold, area, Align::Start);
            let page = Self::page_of(places, key);
            let area = [0.0, foot, width];
            let height = self.reference(&mut board, link, &gift.by.title, style.text, (key, &page), area);
            if let Some(link) = board.links.last_mut() {
                link.area = [link.area[0], 0.0, link.area[2], height];
            }
            let (pieces, links) = (board.pieces, board.links);
            blocks.push(Block { height, above: style.text.size * 0.4, pieces, links, ..Block::default() });
        }
    }

    /// A heading within a section.
    fn sub_heading(&mut self, words: &str, above: usize) -> Block {
        let style = self.style.clone();
        let width = style.paper.width();
        let mut board = self.board(width);
        let look = style.name.colour(style.strong);
        let height = self.heading(&mut board, above, 2, words, look, [0.0, 0.0, width]);
        Block { height, above: style.text.size, with_next: true, pieces: board.pieces, ..Block::default() }
    }

    /// All entries from A to Z, the first of each letter with that letter before it.
    pub(super) fn index(&mut self, entries: &[Indexed], places: &Places, above: usize, blocks: &mut Vec<Block>) {
        let collation = crate::collate::Collation::new(&self.views.config.language);
        let mut entries = entries.to_vec();
        entries.sort_by_cached_key(|entry| (collation.key(&entry.title), entry.key));
        let look = self.style.text;
        let left = look.size * 2.0;
        let mut letter = String::new();
        for entry in &entries {
            let own = self.views.directory.letter(entry.id).to_owned();
            let is_new = own != letter;
            let mut block = self.index_line(entry, places, above, left);
            if is_new {
                let mut board = self.board(self.style.paper.width());
                let look = look.weight(800.0).colour(self.style.strong);
                self.put(&mut board, None, &own, look, [0.0, 0.0, left], Align::Start);
                block.pieces.extend(board.pieces);
                block.above = if letter.is_empty() { 0.0 } else { look.size * 0.6 };
                letter = own;
            }
            blocks.push(block);
        }
    }

    fn index_line(&mut self, entry: &Indexed, places: &Places, above: usize, left: f32) -> Block {
        let width = self.style.paper.width();
        let line = self.tags.add(Tag::Paragraph, above);
        let link = self.tags.add(Tag::Link, line);
        let mut board = self.board(width);
        let page = Self::page_of(places, entry.key);
        let look = self.style.text;
        let height =
            self.reference(&mut board, link, &entry.title, look, (entry.key, &page), [left, 0.0, width - left]);
        Block { height, above: look.size * 0.13, pieces: board.pieces, links: board.links, ..Block::default() }
    }

    /// The entries of each area that has any.
    pub(super) fn areas(&mut self, entries: &[Indexed], places: &Places, above: usize, blocks: &mut Vec<Block>) {
        let collation = crate::collate::Collation::new(&self.views.config.language);
        for (area, term) in self.views.config.areas.iter().enumerate() {
            let of_area = entries.iter().filter(|entry| self.views.directory.areas(entry.id).contains(&area));
            let mut of_area: Vec<Indexed> = of_area.cloned().collect();
            if of_area.is_empty() {
                continue;
            }
            of_area.sort_by_cached_key(|entry| (collation.key(&entry.title), entry.key));
            blocks.push(self.sub_heading(&term.label, above));
            for entry in &of_area {
                blocks.push(self.index_line(entry, places, above, 0.0));
            }
        }
    }
}
