//! The pages of a book that are about the book: its cover, how to use it, room for notes, and how to say what has changed.

use super::MM;
use super::book::{Selection, kinds};
use super::entry::{MARKED, Mark};
use super::furniture::Around;
use super::page::{Page, Shape, Tag};
use super::place::Block;
use super::press::{Board, Press};
use super::product::Product;
use super::text::{Align, Look};
use crate::view::PrintSection;

/// From one line for handwriting to the next, in points.
pub(super) const WRITING: f32 = 9.0 * MM;

impl Press<'_> {
    /// The cover: the name, what it is, a sign for each record, and where it stands on the web.
    pub(super) fn cover(&mut self, selection: &Selection, above: usize) -> Page {
        let style = self.style.clone();
        let paper = style.paper;
        let mut board = self.board(paper.size[0]);
        let left = if paper.is_rtl { paper.size[0] - paper.left(0) - paper.across() } else { paper.left(0) };
        let width = paper.across();
        let config = self.views.config;
        let mut y = paper.size[1] * 0.14;
        if let Some(edition) = self.edition() {
            let look = style.text.weight(700.0).colour(style.strong);
            y = self.paragraph(&mut board, above, &edition, look, [left, y, width]) + 4.0;
        }
        let title = config.title.clone();
        y = self.heading(&mut board, above, 1, &title, style.title.colour(style.strong), [left, y, width]);
        let larger = |by: f32| Look { size: style.text.size * by, leading: style.text.leading * by, ..style.text };
        if let Some(title) = &selection.title {
            let look = Look { leading: style.section.leading, ..style.section };
            y = self.paragraph(&mut board, above, title, look, [left, y + 4.0, width]);
        }
        if let Some(tagline) = config.tagline.clone() {
            y = self.paragraph(&mut board, above, &tagline, larger(1.33), [left, y + 8.0, width]);
        }
        let foot = paper.size[1] - paper.foot;
        let code = if style.code > 0.0 || paper.size[0] > 160.0 * MM { 22.0 * MM } else { 17.0 * MM };
        self.signs(&mut board, selection, [left, y + 9.0 * MM, width, foot - code - 8.0 * MM]);
        self.cover_foot(&mut board, above, selection, [left, foot - code, width], code);
        Page { size: paper.size, pieces: board.pieces, links: board.links }
    }

    /// A sign for each record: circles, squares and triangles for the kinds, as many as there are and fit.
    pub(super) fn signs(&mut self, board: &mut Board, selection: &Selection, [x, y, width, foot]: [f32; 4]) {
        let side = 7.0 * MM;
        let step = 11.0 * MM;
        let columns = ((width + step - side) / step).floor() as usize;
        let rows = ((foot - y + step - side) / step).floor().max(0.0) as usize;
        let counts = kinds(self, selection);
        let total: usize = counts.iter().map(|(_, count)| count).sum();
        let room = (columns * rows).min(total);
        let strong = self.style.strong;
        // Spread over the grid, so that each kind is seen, in the same order each time.
        let mut signs: Vec<(f32, usize)> = Vec::new();
        for (at, (_, count)) in counts.iter().enumerate() {
            let share = (*count as f32 / total.max(1) as f32 * room as f32).round().max(1.0) as usize;
            signs.extend((0..share).map(|n| ((n as f32 + 0.5 + at as f32 * 0.07) / share as f32, at)));
        }
        signs.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (n, (_, kind)) in signs.into_iter().take(room).enumerate() {
            let at = [x + (n % columns) as f32 * step, y + (n / columns) as f32 * step];
            match kind % 4 {
                0 => board.frame([at[0], at[1], side, side], side / 2.0, 1.2, strong),
                1 => board.fill([at[0] + 1.0, at[1] + 1.0, side - 2.0, side - 2.0], 0.0, strong),
                2 => board.shape(None, [at[0], at[1], side], Shape::Triangle(side, strong)),
                _ => board.frame([at[0] + 1.0, at[1] + 1.0, side - 2.0, side - 2.0], 0.0, 1.2, strong),
            }
        }
    }

    fn cover_foot(
        &mut self,
        board: &mut Board,
        above: usize,
        selection: &Selection,
        [left, y, width]: [f32; 3],
        code: f32,
    ) {
        let style = self.style.clone();
        let mut words = vec![self.views.language.count(selection.records.len(), "things")];
        words.push(self.word("take_one"));
        if let Some(until) = self.throw_away() {
            words.push(until);
        }
        let mut column = width;
        if let (Some(address), Some(bare)) = (self.views.address("index.html"), self.bare_address()) {
            let label = self.filled("code", &[("title", &self.views.config.title)]);
            if self.code(board, above, &address, label, [left + width - code, y, code]) {
                column = width - code - 4.0 * MM;
            }
            words.push(bare);
        }
        let mut lines = Vec::new();
        for words in &words {
            lines.extend(self.set(words, style.text, column, Align::Start));
        }
        // Its last line ends where the code ends.
        let mut at = y + code - lines.iter().map(|line| line.height).sum::<f32>();
        for words in &words {
            at = self.paragraph(board, above, words, style.text, [left, at, column]);
        }
    }

    /// "Throw me away after May 2027": when everything in it should be checked again.
    fn throw_away(&self) -> Option<String> {
        let months = jiff::Span::new().months(self.views.config.freshness_months);
        let day = self.views.edition()?.checked_add(months).ok()?;
        Some(self.filled("throw_away", &[("date", &self.views.language.day_long(day))]))
    }

    /// How to use the book: what offers and wants are, what the numbers and the marks mean, and whom to call first.
    pub(super) fn how_to(
        &mut self,
        sections: &[PrintSection],
        selection: &Selection,
        product: Product,
        above: usize,
    ) -> Vec<Block> {
        let style = self.style.clone();
        let width = style.paper.across();
        let tag = self.tags.add(Tag::Section, above);
        let mut blocks = self.first_calls(selection, tag);
        let mut board = self.board(width);
        let words = self.word("how_to");
        let mut y =
            self.heading(&mut board, tag, 1, &words, style.section.colour(style.strong), [0.0, 0.0, width]) + 6.0;
        let entries = || sections.iter().flat_map(|section| &section.entries);
        let mut paragraphs = vec![self.word("how_to_told"), self.word("how_to_gifts")];
        if entries().any(|entry| entry.no.is_some()) {
            paragraphs.push(self.word("how_to_numbers"));
        }
        if style.code > 0.0 && entries().any(|entry| self.views.short_address(entry.id).is_some()) {
            paragraphs.push(self.word("how_to_codes"));
        }
        if product.table() == "pocket-a5" {
            paragraphs.push(self.word("small_letters"));
        }
        for words in paragraphs {
            y = self.paragraph(&mut board, tag, &words, style.text, [0.0, y, width]) + style.text.size * 0.5;
        }
        let mut marks: Vec<Mark> = entries().flat_map(|entry| self.marks(entry)).collect();
        marks.sort();
        marks.dedup();
        y += 4.0;
        let marks: Vec<(Mark, String)> = marks
            .into_iter()
            .map(|mark| {
                #[expect(clippy::indexing_slicing, reason = "`order` is the mark's place in the key")]
                let what = MARKED[mark.order].replace('-', "_");
                let words = self.views.language.text(&format!("view.access.{what}.yes")).to_owned();
                (mark, words)
            })
            .collect();
        // Beside each other, where none of them is too long for that.
        let widest = marks.iter().map(|(_, words)| self.width(words, style.text)).fold(0.0, f32::max);
        let columns = if 24.0 + widest < width / 2.0 - 6.0 { 2 } else { 1 };
        let step = width / columns as f32;
        for row in marks.chunks(columns) {
            let mut foot = y;
            for (n, (mark, words)) in row.iter().enumerate() {
                let x = step * n as f32;
                let tag = self.tags.add(Tag::Paragraph, tag);
                self.put_mark(&mut board, mark, tag, [x, y]);
                let area = [x + 24.0, y, step - 24.0];
                foot = foot.max(self.put(&mut board, Some(tag), words, style.text, area, Align::Start));
            }
            y = foot + 5.0;
        }
        let above = if blocks.is_empty() { 0.0 } else { style.section.size };
        blocks.push(Block { height: y, above, pieces: board.pieces, links: board.links, ..Block::default() });
        blocks
    }

    /// Whom to call first: the names that the site puts in front, with their telephone.
    fn first_calls(&mut self, selection: &Selection, tag: usize) -> Vec<Block> {
        if selection.first.is_empty() {
            return Vec::new();
        }
        let style = self.style.clone();
        let width = style.paper.across();
        let mut board = self.board(width);
        let words = self.word("first");
        let mut y =
            self.heading(&mut board, tag, 1, &words, style.section.colour(style.strong), [0.0, 0.0, width]) + 6.0;
        for &id in &selection.first {
            let entry = self.views.printed(id);
            let reach = ["call", "text", "when", "where"]
                .iter()
                .find_map(|name| entry.lines.iter().find(|line| line.name == *name));
            y = self.paragraph(&mut board, tag, &entry.title, style.text.weight(700.0), [0.0, y, width]);
            if let Some(line) = reach {
                let look = Look { size: style.text.size * 1.2, leading: style.text.leading * 1.2, ..style.text };
                y = self.paragraph(&mut board, tag, &line.text, look, [0.0, y, width]);
            }
            y += 6.0;
        }
        vec![Block { height: y, pieces: board.pieces, links: board.links, ..Block::default() }]
    }

    /// The last pages: room for notes where a booklet has pages over, and how to say what has changed.
    pub(super) fn endings(&mut self, parts: &[String], product: Product, pages: &mut Vec<Page>) {
        let has = |name: &str| parts.iter().any(|part| part == name);
        let endings = usize::from(has("changed"));
        let is_booklet = matches!(product.table(), "book-a5" | "pocket-a5");
        let total = pages.len() + endings;
        let notes = if has("notes") && is_booklet { total.next_multiple_of(4) - total } else { 0 };
        for _ in 0..notes {
            let page = self.notes(pages.len());
            pages.push(page);
        }
        if has("changed") {
            let page = self.changed(pages.len());
            pages.push(page);
        }
    }

    /// A page on which a board stands where the text stands.
    fn page_with(&mut self, board: Board, number: usize) -> Page {
        let paper = self.style.paper;
        let mut all = self.board(paper.size[0]);
        let left = if paper.is_rtl { paper.size[0] - paper.left(number) - paper.across() } else { paper.left(number) };
        all.add(board, left, paper.top);
        let mut page = Page { size: paper.size, pieces: all.pieces, links: all.links };
        self.furniture(&mut page, number, &Around::default());
        page
    }

    fn notes(&mut self, number: usize) -> Page {
        let style = self.style.clone();
        let width = style.paper.across();
        let mut board = self.board(width);
        let words = self.word("notes");
        let top = self.heading(&mut board, 0, 1, &words, style.section.colour(style.strong), [0.0, 0.0, width]);
        self.writing_lines(&mut board, [0.0, top, width, style.paper.height()]);
        self.page_with(board, number)
    }

    /// Lines to write on, from the top to the foot.
    pub(super) fn writing_lines(&self, board: &mut Board, [x, top, width, foot]: [f32; 4]) {
        let mut y = top + WRITING;
        while y <= foot {
            board.fill([x, y, width, 0.6], 0.0, self.style.line);
            y += WRITING;
        }
    }

    fn changed(&mut self, number: usize) -> Page {
        let style = self.style.clone();
        let width = style.paper.across();
        let mut board = self.board(width);
        let tag = self.tags.add(Tag::Section, 0);
        let words = self.word("changed");
        let mut y =
            self.heading(&mut board, tag, 1, &words, style.section.colour(style.strong), [0.0, 0.0, width]) + 4.0;
        let mut words = self.word("changed_text");
        if let Some(reach) = self.views.config.contact_email.clone().or_else(|| self.bare_address()) {
            words = format!("{words} {}", self.filled("changed_reach", &[("reach", &reach)]));
        }
        y = self.paragraph(&mut board, tag, &words, style.text, [0.0, y, width]) + 10.0;
        let least = style.text.leading + WRITING;
        for (question, lines) in [("changed_which", 1), ("changed_what", 3), ("changed_add", 3), ("changed_you", 2)] {
            let words = self.word(question);
            let foot = y + least + WRITING * (lines - 1) as f32;
            if foot > style.paper.height() {
                break;
            }
            let below = self.paragraph(&mut board, tag, &words, style.text.weight(700.0), [0.0, y, width]);
            self.writing_lines(&mut board, [0.0, below - 8.0, width, below - 8.0 + WRITING * lines as f32 + 1.0]);
            y = below - 8.0 + WRITING * lines as f32 + 9.0;
        }
        self.page_with(board, number)
    }
}
