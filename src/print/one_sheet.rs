//! The whole directory on as few sheets as it takes, both sides: names, places, times and numbers in three columns, and an
//! index of topics.

use super::book::{Made, Selection};
use super::page::Tag;
use super::place::{Block, place};
use super::press::{Board, Press};
use super::text::{Align, Span};
use crate::directory::RecordId;
use crate::view::PrintEntry;

/// Makes the sheet.
pub fn one_sheet(mut press: Press, selection: &Selection) -> Made {
    let mut sections = press.views.print_sections(&selection.records);
    let head = press.sheet_head(selection);
    let mut blocks: Vec<Block> = Vec::new();
    let mut numbers: Vec<(RecordId, u32)> = Vec::new();
    for section in &mut sections {
        // By number, for the topics refer to these.
        section.entries.sort_by_key(|entry| entry.no.unwrap_or(u32::MAX));
        let tag = press.tags.add(Tag::Section, 0);
        blocks.push(press.small_heading(&section.title, tag));
        for entry in &section.entries {
            // Without numbers of their own they are counted, so that the topics can name them.
            let number = entry.no.unwrap_or(numbers.len() as u32 + 1);
            numbers.push((entry.id, number));
            blocks.push(press.short(entry, number, tag));
        }
    }
    press.topics(&numbers, &mut blocks);
    let mut paper = press.style.paper;
    paper.head = head.1;
    let mut pages = place(blocks, &paper, 0).pages;
    if pages.is_empty() {
        pages.push(super::page::Page { size: paper.size, pieces: Vec::new(), links: Vec::new() });
    }
    let mut board = press.board(paper.size[0]);
    board.add(head.0, paper.inner, paper.top);
    if let Some(first) = pages.first_mut() {
        first.pieces.extend(board.pieces);
        first.links.extend(board.links);
    }
    let title = press.title(selection);
    let document = press.document(title, pages, Vec::new());
    Made { document, lost: press.lost, too_fine: press.too_fine }
}

impl Press<'_> {
    /// Title, what it is, edition and code, across the first page; and how high they are.
    fn sheet_head(&mut self, selection: &Selection) -> (Board, f32) {
        let style = self.style.clone();
        let width = style.paper.across();
        let mut board = self.board(width);
        let site = self.views.config.title.clone();
        let title = selection.title.as_ref().map_or_else(|| site.clone(), |title| format!("{site}: {title}"));
        let side = 19.0 * super::MM;
        let mut column = width;
        let mut least = 0.0;
        if let Some(address) = self.views.address("index.html") {
            let words = self.filled("code", &[("title", &site)]);
            if self.code(&mut board, 0, &address, words, [width - side, 0.0, side]) {
                (column, least) = (width - side - 12.0, side);
            }
        }
        let look = self.fitting_title(&title, style.title, column, 1).colour(style.strong);
        let mut y = self.heading(&mut board, 0, 1, &title, look, [0.0, 0.0, column]);
        let words = [self.views.config.tagline.clone(), self.edition(), self.bare_address()];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        y = self.paragraph(&mut board, 0, &words, style.text, [0.0, y + 2.0, column]);
        let line = style.line;
        let y = y.max(least) + 5.0;
        board.fill([0.0, y, width, 0.6], 0.0, line);
        (board, y + 7.0)
    }

    fn small_heading(&mut self, title: &str, tag: usize) -> Block {
        let style = self.style.clone();
        let width = style.paper.width();
        let mut board = self.board(width);
        let look = style.section.colour(style.strong);
        let height = self.heading(&mut board, tag, 2, title, look, [0.0, 0.0, width]);
        Block { height: height + 1.0, above: 8.0, with_next: true, pieces: board.pieces, ..Block::default() }
    }

    /// An entry in few lines: number and name, and what the style's fields tell, one after the other.
    fn short(&mut self, entry: &PrintEntry, number: u32, tag: usize) -> Block {
        self.of = Some(entry.id);
        let style = self.style.clone();
        let width = style.paper.width();
        let mut board = self.board(width);
        let name = format!("{number}  {}", entry.title);
        let mut y = self.heading(&mut board, tag, 3, &name, style.name, [0.0, 0.0, width]);
        let told = style.fields.iter().filter_map(|field| entry.lines.iter().find(|line| line.name == *field));
        let mut words: Vec<&str> = told.map(|line| line.text.as_str()).collect();
        // Whoever has no telephone is written to, or asked for elsewhere.
        let wants_call = style.fields.iter().any(|field| field == "call");
        let has_call = entry.lines.iter().any(|line| line.name == "call");
        let reach = Self::reach(entry).filter(|_| wants_call && !has_call);
        words.extend(reach.as_deref());
        let words = match words.is_empty() {
            true => entry.summary.clone().unwrap_or_default(),
            false => words.join(" · "),
        };
        if !words.is_empty() {
            y = self.paragraph(&mut board, tag, &words, style.text, [0.0, y, width]);
        }
        self.of = None;
        Block { height: y, above: 4.5, pieces: board.pieces, links: board.links, ..Block::default() }
    }

    /// Each topic with the numbers of its entries.
    fn topics(&mut self, numbers: &[(RecordId, u32)], blocks: &mut Vec<Block>) {
        let style = self.style.clone();
        let width = style.paper.width();
        let section = self.tags.add(Tag::Section, 0);
        let mut begun = false;
        for (category, term) in self.views.config.categories.iter().enumerate() {
            let of = numbers.iter().filter(|(id, _)| self.views.directory.categories(*id).contains(&category));
            let mut of: Vec<u32> = of.map(|(_, number)| *number).collect();
            if of.is_empty() {
                continue;
            }
            // A row of numbers that rises is looked through at once.
            of.sort_unstable();
            let of: Vec<String> = of.iter().map(u32::to_string).collect();
            if !std::mem::replace(&mut begun, true) {
                let words = self.word("topics");
                blocks.push(self.small_heading(&words, section));
            }
            let mut board = self.board(width);
            let tag = self.tags.add(Tag::Paragraph, section);
            let words = format!("{}: {}", term.label, of.join(", "));
            let bold = Span { at: 0..term.label.len() + 1, look: style.text.weight(700.0) };
            let lines = self.set_spans(&words, style.text, &[bold], width, Align::Start);
            let height = Self::put_lines(&mut board, Some(tag), lines, [0.0, 0.0, width]);
            blocks.push(Block { height, above: 2.0, pieces: board.pieces, ..Block::default() });
        }
    }
}
