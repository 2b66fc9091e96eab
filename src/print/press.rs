//! What everything that is printed is made with: words set in a look, put on boards, and told apart for those who listen.

use std::sync::Arc;

use super::fonts::Fonts;
use super::links;
use super::page::{Item, PageLink, Piece, Shape, Tag, Tags, To};
use super::style::Style;
use super::text::{Align, Line, Look, Missing, Span, unbroken};
use crate::directory::RecordId;
use crate::picture::Ready;
use crate::view::views::Views;
use crate::view::{PrintEntry, PrintLine};

pub(super) const BLACK: [u8; 3] = [0, 0, 0];
pub(super) const WHITE: [u8; 3] = [255, 255, 255];

/// The squares of a code are this wide at least, in points, so that telephones read it.
const LEAST_SQUARE: f32 = 0.5 * super::MM;

/// A code that telephones may not read.
#[derive(Debug, Clone, PartialEq)]
pub struct TooFine {
    /// What it leads to.
    pub address: String,
    /// How wide its squares are, in millimetres; nothing if there is no code for so long an address.
    pub squares: Option<f32>,
}

/// A letter that no font has, with the record or the words in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The record, if it stands in one.
    pub record: Option<RecordId>,
    /// The words.
    pub text: String,
    /// The letter.
    pub letter: char,
}

/// How many parts there are, and letters that are lost.
#[derive(Debug, Clone, Copy)]
pub(super) struct SoFar {
    tags: usize,
    lost: usize,
}

/// A place to put things on, as wide as its block: pieces and links, from its top left corner. Where one reads from right to
/// left everything is put from the other side.
#[derive(Debug, Default)]
pub(super) struct Board {
    pub width: f32,
    pub is_rtl: bool,
    pub pieces: Vec<Piece>,
    pub links: Vec<PageLink>,
}

impl Board {
    pub(super) fn side(&self, x: f32, width: f32) -> f32 {
        if self.is_rtl { self.width - x - width } else { x }
    }

    /// Puts a shape of a width.
    pub fn shape(&mut self, tag: Option<usize>, [x, y, width]: [f32; 3], shape: Shape) {
        let item = Item { x: self.side(x, width), y, shape };
        self.pieces.push(Piece { tag, is_margin: false, items: vec![item] });
    }

    /// Puts a filled box that is not read aloud.
    pub fn fill(&mut self, [x, y, width, height]: [f32; 4], radius: f32, colour: [u8; 3]) {
        self.shape(None, [x, y, width], Shape::Box([width, height], radius, colour));
    }

    /// Puts the outline of a box that is not read aloud.
    pub fn frame(&mut self, [x, y, width, height]: [f32; 4], radius: f32, pen: f32, colour: [u8; 3]) {
        self.shape(None, [x, y, width], Shape::Frame([width, height], radius, pen, colour));
    }

    /// A line of dashes to cut along: across, or down.
    pub fn cut(&mut self, [x, y, length]: [f32; 3], is_down: bool, colour: [u8; 3]) {
        let width = if is_down { 0.0 } else { length };
        self.shape(None, [x, y, width], Shape::Dashes(length, is_down, [4.0, 3.0], 0.6, colour));
    }

    /// Makes an area lead somewhere.
    pub fn link(&mut self, tag: usize, [x, y, width, height]: [f32; 4], to: To, words: String) {
        self.links.push(PageLink { tag, area: [self.side(x, width), y, width, height], to, words });
    }

    /// Moves everything on another board onto this one.
    pub fn add(&mut self, other: Self, x: f32, y: f32) {
        let x = self.side(x, other.width);
        self.pieces.extend(other.pieces.into_iter().map(|piece| {
            let items = piece.items.into_iter().map(|i| Item { x: i.x + x, y: i.y + y, ..i });
            Piece { items: items.collect(), ..piece }
        }));
        self.links.extend(other.links.into_iter().map(|link| {
            let [left, top, width, height] = link.area;
            PageLink { area: [left + x, top + y, width, height], ..link }
        }));
    }
}

/// How many dots of a picture stand on an inch of paper: more are not seen, and make the file large.
const DOTS: f32 = 200.0;
/// And how many at least: a small picture stays small.
const FEWEST_DOTS: f32 = 96.0;

/// What one product is made with.
pub struct Press<'a> {
    pub(super) views: &'a Views<'a>,
    pub(super) fonts: &'a mut Fonts,
    pub(super) style: Style,
    pub(super) tags: Tags,
    /// Letters that no font has.
    pub lost: Vec<Lost>,
    /// The code with the smallest squares, if they are too small.
    pub too_fine: Option<TooFine>,
    /// The record that is being set.
    pub(super) of: Option<RecordId>,
    /// Addresses as one says them, and where they lead: the site's own, and those of the record.
    pub(super) addresses: Vec<(String, String)>,
    /// How wide the column of the labels is.
    pub(super) label: f32,
    /// The number of the page that explains the marks, if there is one.
    pub(super) key_page: Option<usize>,
}

impl<'a> Press<'a> {
    /// A press for one product.
    pub fn new(views: &'a Views<'a>, fonts: &'a mut Fonts, mut style: Style) -> Self {
        let is_rtl = views.language.direction() == "rtl";
        style.paper.is_rtl = is_rtl;
        fonts.is_rtl = is_rtl;
        Self {
            views,
            fonts,
            style,
            tags: Tags::default(),
            lost: Vec::new(),
            too_fine: None,
            of: None,
            addresses: site_address(views),
            label: 0.0,
            key_page: None,
        }
    }

    /// What follows is of no record, after all that was of one.
    pub(super) fn of_none(&mut self) {
        self.of = None;
        self.addresses = site_address(self.views);
    }

    /// How far we are, to come back to when something is set only to know how high it is.
    pub(super) fn so_far(&self) -> SoFar {
        SoFar { tags: self.tags.0.len(), lost: self.lost.len() }
    }

    /// Goes back: what was set since then was never there.
    pub(super) fn back_to(&mut self, so_far: SoFar) {
        self.tags.0.truncate(so_far.tags);
        self.lost.truncate(so_far.lost);
    }

    /// The theme's word for something in print.
    pub(super) fn word(&self, name: &str) -> String {
        self.views.language.text(&format!("view.book.{name}")).to_owned()
    }

    /// The theme's sentence for something in print.
    pub(super) fn filled(&self, name: &str, parts: &[(&str, &str)]) -> String {
        self.views.language.filled(&format!("view.book.{name}"), parts)
    }

    /// The number of a record as one says it: "No. 104".
    pub(super) fn number_words(&self, no: u32) -> String {
        self.views.language.filled("print.number", &[("no", &no.to_string())])
    }

    /// A board of a width.
    pub(super) fn board(&self, width: f32) -> Board {
        Board { width, is_rtl: self.style.paper.is_rtl, ..Board::default() }
    }

    /// Sets words in lines.
    pub(super) fn set(&mut self, text: &str, look: Look, width: f32, align: Align) -> Vec<Line> {
        self.set_spans(text, look, &[], width, align)
    }

    pub(super) fn set_spans(&mut self, text: &str, look: Look, spans: &[Span], width: f32, align: Align) -> Vec<Line> {
        let mut missing = Vec::new();
        let held = unbroken(text);
        let spans: Vec<Span> = spans.iter().map(|span| span.moved(text, &held)).collect();
        let lines = self.fonts.set(&held, look, &spans, width, align, &mut missing);
        let record = self.of;
        let lost = |Missing(letter)| Lost { record, text: text.to_owned(), letter };
        self.lost.extend(missing.into_iter().map(lost));
        lines
    }

    /// How wide words are on one line.
    pub(super) fn width(&mut self, text: &str, look: Look) -> f32 {
        self.set(text, look, f32::MAX, Align::Start).first().map_or(0.0, |line| line.width)
    }

    /// Puts words on a board, and tells how far down they reach.
    pub(super) fn put(
        &mut self,
        board: &mut Board,
        tag: Option<usize>,
        text: &str,
        look: Look,
        [x, y, width]: [f32; 3],
        align: Align,
    ) -> f32 {
        let lines = self.set(text, look, width, align);
        Self::put_lines(board, tag, lines, [x, y, width])
    }

    /// Puts lines on a board, and tells how far down they reach.
    pub(super) fn put_lines(board: &mut Board, tag: Option<usize>, lines: Vec<Line>, [x, y, width]: [f32; 3]) -> f32 {
        let x = board.side(x, width);
        let mut top = y;
        for line in lines {
            let baseline = top + line.baseline;
            let items = line.runs.into_iter().map(|run| Item { x, y: baseline, shape: Shape::Letters(run) });
            board.pieces.push(Piece { tag, is_margin: false, items: items.collect() });
            top += line.height;
        }
        top
    }

    /// Puts words of a part on a board; addresses in them lead where they say.
    pub(super) fn put_linked(
        &mut self,
        board: &mut Board,
        tag: usize,
        text: &str,
        look: Look,
        mut spans: Vec<Span>,
        [x, y, width]: [f32; 3],
    ) -> f32 {
        let found = links::find(text, &self.addresses);
        for (n, link) in found.iter().enumerate() {
            let ink = super::text::Ink { link: n as u32 + 1, ..look.ink };
            spans.push(Span { at: link.at.clone(), look: Look { ink, ..look } });
        }
        let found: Vec<_> = found.into_iter().map(|link| (self.tags.add(Tag::Link, tag), link)).collect();
        let lines = self.set_spans(text, look, &spans, width, Align::Start);
        let left = board.side(x, width);
        let mut top = y;
        for line in lines {
            let baseline = top + line.baseline;
            // Letters of one link after another, or of none, are a piece each.
            for runs in line.runs.chunk_by(|a, b| a.ink.link == b.ink.link) {
                let Some(first) = runs.first() else { continue };
                let link = (first.ink.link as usize).checked_sub(1).and_then(|at| found.get(at));
                let items = runs.iter().map(|run| Item { x: left, y: baseline, shape: Shape::Letters(run.clone()) });
                let piece =
                    Piece { tag: Some(link.map_or(tag, |(own, _)| *own)), is_margin: false, items: items.collect() };
                board.pieces.push(piece);
                if let Some((tag, link)) = link {
                    let (from, to) = (first.x, runs.iter().map(|run| run.x + run.width).fold(0.0, f32::max));
                    let address = link.address.clone();
                    let area = [left + from, top, (to - from).max(1.0), line.height];
                    let words = link.words.clone();
                    board.links.push(PageLink { tag: *tag, area, to: To::Address(address), words });
                }
            }
            top += line.height;
        }
        top
    }

    /// The addresses that stand in an entry as one says them, each with where it leads.
    pub(super) fn addresses_of(&self, entry: &crate::view::PrintEntry) -> Vec<(String, String)> {
        let words = self.views.directory.record(entry.id).fields.words("website");
        words.iter().map(|word| (crate::view::facts::bare_address(&word.value), word.value.clone())).collect()
    }

    /// Puts a paragraph: words that are a part of their own below another.
    pub(super) fn paragraph(&mut self, board: &mut Board, above: usize, text: &str, look: Look, area: [f32; 3]) -> f32 {
        self.paragraph_of(board, above, text, look, Vec::new(), area)
    }

    /// The same, with words that look otherwise.
    pub(super) fn paragraph_of(
        &mut self,
        board: &mut Board,
        above: usize,
        text: &str,
        look: Look,
        spans: Vec<Span>,
        area: [f32; 3],
    ) -> f32 {
        let tag = self.tags.add(Tag::Paragraph, above);
        self.put_linked(board, tag, text, look, spans, area)
    }

    /// Puts a heading.
    pub(super) fn heading(
        &mut self,
        board: &mut Board,
        above: usize,
        level: u16,
        text: &str,
        look: Look,
        area: [f32; 3],
    ) -> f32 {
        let tag = self.tags.add(Tag::Heading(level, text.to_owned()), above);
        self.put(board, Some(tag), text, look, area, Align::Start)
    }

    /// How one gets in touch, in few words: the first way of these that there is. A number says itself what it is; whom to ask
    /// for is said.
    pub(super) fn reach(entry: &PrintEntry) -> Option<String> {
        let line = Self::reach_line(entry)?;
        Some(if line.name == "ask_for" { format!("{} {}", line.label, line.text) } else { line.text.clone() })
    }

    /// The line that tells it.
    pub(super) fn reach_line(entry: &PrintEntry) -> Option<&PrintLine> {
        let line = |name: &&str| entry.lines.iter().find(|line| line.name == **name);
        ["call", "text", "write", "ask_for", "web"].iter().find_map(line)
    }

    /// Puts a picture with words for those who do not see it: as wide as there is room, and never as high as to leave no room
    /// for what is told of it.
    pub(super) fn picture(
        &mut self,
        board: &mut Board,
        above: usize,
        picture: &Ready,
        shown: &str,
        area: [f32; 3],
    ) -> f32 {
        let [x, y, width] = area;
        let size = picture.widest().size;
        let [wide, high] = [size.0 as f32, size.1 as f32];
        let most_high = self.style.paper.height() * 0.4;
        let scale = (width / wide).min(most_high / high).min(72.0 / FEWEST_DOTS);
        let version = picture.at_least(wide * scale / 72.0 * DOTS);
        let shape = Shape::Picture([wide * scale, high * scale], Arc::clone(&version.bytes));
        let tag = (!shown.is_empty()).then(|| self.tags.add(Tag::Figure(shown.to_owned()), above));
        let room = self.style.text.size * 0.25;
        board.shape(tag, [x, y + room, wide * scale], shape);
        y + room + high * scale + room
    }

    /// As much of some words as stands on so many lines.
    pub(super) fn within(&mut self, text: &str, look: Look, width: f32, lines: usize) -> String {
        let mut words = text.to_owned();
        let mut letters = text.chars().count();
        loop {
            let now = self.set(&words, look, width, Align::Start).len();
            if now <= lines || letters < 8 {
                return words;
            }
            letters = (letters * lines / now).min(letters - 1);
            words = text.chars().take(letters).collect::<String>().trim_end().to_owned() + "…";
        }
    }

    /// Puts the first of some words that fit on one line; nothing if none do.
    pub(super) fn put_fitting(&mut self, board: &mut Board, all: &[String], look: Look, area: [f32; 3], align: Align) {
        for words in all {
            let lines = self.set(words, look, area[2], align);
            if lines.len() == 1 {
                Self::put_lines(board, None, lines, area);
                return;
            }
        }
    }

    /// Puts the QR code of an address, and tells whether there is one.
    pub(super) fn code(
        &mut self,
        board: &mut Board,
        above: usize,
        address: &str,
        words: String,
        [x, y, width]: [f32; 3],
    ) -> bool {
        let Some((side, black)) = self.squares(address, width) else { return false };
        let figure = self.tags.add(Tag::Figure(words), above);
        board.shape(Some(figure), [x, y, width], Shape::Squares(side, width / side as f32, black));
        true
    }

    /// The squares of the code of an address, so wide as a whole; it is kept in mind if they are too fine.
    pub(super) fn squares(&mut self, address: &str, width: f32) -> Option<(usize, Vec<bool>)> {
        let most = (width / LEAST_SQUARE) as usize;
        let squares = crate::qr::squares(address, most);
        let wide = squares.as_ref().map(|(side, _)| width / *side as f32);
        let known = self.too_fine.as_ref().map_or(f32::MAX, |fine| fine.squares.unwrap_or(0.0));
        let is_fine = wide.is_none_or(|wide| wide < LEAST_SQUARE - 0.005);
        if is_fine && wide.unwrap_or(0.0) / super::MM < known {
            self.too_fine = Some(TooFine { address: address.to_owned(), squares: wide.map(|wide| wide / super::MM) });
        }
        squares
    }

    /// The site's address as one says it.
    pub(super) fn bare_address(&self) -> Option<String> {
        self.views.config.base_url.as_deref().map(crate::view::facts::bare_address)
    }

    /// "Edition of 14 November 2026"
    pub(super) fn edition(&self) -> Option<String> {
        let day = self.views.language.day_long(self.views.edition()?);
        Some(self.filled("edition", &[("date", &day)]))
    }

    /// What is made, of pages that are ready.
    pub(super) fn document(
        &mut self,
        title: String,
        pages: Vec<super::page::Page>,
        bookmarks: Vec<super::page::Bookmark>,
    ) -> super::page::Document {
        let date = self.views.edition().unwrap_or(self.views.today);
        super::page::Document {
            title,
            language: self.views.config.language.clone(),
            date: (date.year() as u16, date.month() as u8, date.day() as u8),
            pages,
            tags: std::mem::take(&mut self.tags),
            bookmarks,
        }
    }
}

/// The address of the site as one says it, with where it leads.
fn site_address(views: &Views) -> Vec<(String, String)> {
    let base = views.config.base_url.iter();
    base.map(|base| (crate::view::facts::bare_address(base), base.clone())).collect()
}
