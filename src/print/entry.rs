//! An entry of a book: its name, what it is, where, when and whom to call; beside it its code, its number and the marks for
//! access. And the heading of a section.

use super::MM;
use super::markdown;
use super::page::{Piece, Shape, Tag};
use super::place::Block;
use super::press::{BLACK, Board, Press, WHITE};
use super::text::{Align, Ink, Look, Span, unbroken};
use crate::fields::{AccessState, access};
use crate::view::{PrintEntry, PrintSection};

/// The sign of a mark: a letter in a circle of so many points.
const MARK: f32 = 16.0;
/// The letter in it.
const MARK_LETTER: f32 = 12.0;

/// Few texts have letters that are wider than this part of their size on the whole.
const WIDE: f32 = 0.6;

/// A mark for access, with the words that explain it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    /// Where it stands in the key.
    pub order: usize,
    /// The letter.
    pub letter: String,
    /// "step-free"
    pub words: String,
}

/// The accesses that have marks, in the order of the key.
pub(super) const MARKED: [&str; 9] = [
    "step-free",
    "lift",
    "accessible-toilet",
    "changing-place",
    "hearing-loop",
    "quiet-space",
    "disabled-parking",
    "assistance-dogs",
    "baby-change",
];

impl Press<'_> {
    /// The mark of something that helps people in; none if there is none for it.
    pub(super) fn mark(&self, what: &str) -> Option<Mark> {
        let order = MARKED.iter().position(|known| *known == what)?;
        let words = self.views.language.find(&format!("view.access_mark.{}", what.replace('-', "_")))?;
        let (letter, words) = words.split_once(' ')?;
        Some(Mark { order, letter: letter.to_owned(), words: words.to_owned() })
    }

    /// The marks of an entry: of what is there. What is not there, or not known, is told in words.
    pub(super) fn marks(&self, entry: &PrintEntry) -> Vec<Mark> {
        if !self.style.is_marks {
            return Vec::new();
        }
        let written = self.views.directory.record(entry.id).fields.words("access");
        let mut marks: Vec<Mark> = written
            .iter()
            .filter_map(|word| match access(&word.value) {
                (AccessState::Yes, what) => self.mark(what),
                _ => None,
            })
            .collect();
        marks.sort();
        marks.dedup();
        marks
    }

    /// What an entry tells, in the order of the style: name, label and words.
    fn told(&self, entry: &PrintEntry) -> Vec<(String, String)> {
        // Who has no telephone is reached in another way, even if the style asks for telephones only.
        let reach = Self::reach_line(entry).filter(|line| !self.style.fields.contains(&line.name));
        let has_call = entry.lines.iter().any(|line| line.name == "call");
        let line = |field: &String| {
            if let Some(line) = reach.filter(|_| field == "call" && !has_call) {
                return Some((line.label.clone(), line.text.clone()));
            }
            let line = entry.lines.iter().chain(&entry.more).find(|line| line.name == *field)?;
            let text = match field.as_str() {
                "access" if self.style.is_marks => self.access_left(entry)?,
                _ => line.text.clone(),
            };
            Some((line.label.clone(), text))
        };
        self.style.fields.iter().filter_map(line).collect()
    }

    /// The words for access that no mark stands for.
    fn access_left(&self, entry: &PrintEntry) -> Option<String> {
        let written = self.views.directory.record(entry.id).fields.words("access");
        let left = written.iter().filter(|word| match access(&word.value) {
            (AccessState::Yes, what) => self.mark(what).is_none(),
            _ => true,
        });
        let words: Vec<String> = left.map(|word| self.views.access_words(&word.value)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// The width of the widest label that is used, with the room behind it.
    pub(super) fn widest_label(&mut self, sections: &[PrintSection]) -> f32 {
        let entries = sections.iter().flat_map(|section| &section.entries);
        let lines = entries
            .flat_map(|entry| entry.lines.iter().chain(&entry.more))
            .filter(|line| self.style.fields.contains(&line.name));
        let labels: std::collections::BTreeSet<&str> = lines.map(|line| line.label.as_str()).collect();
        let look = self.style.text.weight(700.0);
        let most = self.style.paper.width() / 3.0;
        let widest = labels.into_iter().map(|label| self.width(label, look)).fold(0.0, f32::max);
        widest.min(most) + self.style.text.size * 0.7
    }

    /// An entry, as a block that stands on a page as a whole.
    pub(super) fn entry(&mut self, entry: &PrintEntry, is_mixed: bool, above: usize, key: usize) -> Block {
        self.of = Some(entry.id);
        self.addresses = self.addresses_of(entry);
        let style = self.style.clone();
        let width = style.paper.width();
        let mut board = self.board(width);
        board.fill([0.0, 0.0, width, if style.code > 0.0 { 0.5 } else { 0.8 }], 0.0, style.line);
        let address = if style.code > 0.0 { self.views.short_address(entry.id) } else { None };
        let marks = self.marks(entry);
        let has_side = style.code > 0.0 && (address.is_some() || entry.no.is_some() || !marks.is_empty());
        let column = if has_side { width - style.code - 3.5 * MM } else { width };
        let mut y = style.text.size * 0.5;
        y = self.heading(&mut board, above, 2, &entry.title, style.name, [0.0, y, column]);
        let side = if has_side { self.side(&mut board, entry, address.as_deref(), &marks, above) } else { 0.0 };
        // Below the code the lines are as wide as the page.
        let right = |y: f32| if y >= side { width } else { column };
        // What it is stands first, where not all of the section are the same.
        let kind = is_mixed.then_some(entry.kind.as_str());
        let what = [entry.status.as_deref(), kind].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let words = [Some(what.as_str()).filter(|what| !what.is_empty()), entry.summary.as_deref()];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        if !words.is_empty() {
            let strong = Span { at: 0..what.len(), look: style.text.colour(style.strong) };
            let spans = if what.is_empty() { vec![] } else { vec![strong] };
            y = self.paragraph_of(&mut board, above, &words, style.text, spans, [0.0, y, right(y)]);
        }
        if style.stories && self.views.config.kinds.kind(self.views.directory.record(entry.id).kind).name == "story" {
            y = self.story(&mut board, entry, above, y, &right);
        }
        let told = self.told(entry);
        if !told.is_empty() {
            y += style.text.size * 0.33;
        }
        // Each line is a paragraph, label and all: as a list it would be four parts, of which a large book has too many.
        for (label, text) in &told {
            let tag = self.tags.add(Tag::Paragraph, above);
            let look = style.text.weight(700.0).colour(style.strong);
            if label.is_empty() {
                y = self.put_beside(&mut board, tag, text, [0.0, y], [column, width], side);
                continue;
            }
            let below = self.put(&mut board, Some(tag), label, look, [0.0, y, self.label], Align::Start);
            y = self.put_beside(&mut board, tag, text, [self.label, y], [column, width], side).max(below);
        }
        y = y.max(side);
        if !has_side && (entry.no.is_some() || !marks.is_empty()) {
            y = self.number_and_marks(&mut board, entry, &marks, above, y);
        }
        let again = self.again(&entry.title);
        self.of_none();
        Block {
            height: y + style.text.size * 0.33,
            above: style.text.size * 0.58,
            pieces: board.pieces,
            links: board.links,
            key: Some(key),
            again,
            ..Block::default()
        }
    }

    /// Puts what a field says from a place on: down to `side` as far as the code at the side lets it reach, below that as far
    /// as the page.
    fn put_beside(
        &mut self,
        board: &mut Board,
        tag: usize,
        text: &str,
        [x, y]: [f32; 2],
        [narrow, wide]: [f32; 2],
        side: f32,
    ) -> f32 {
        let look = self.style.text;
        let beside = ((side - y) / look.leading).ceil().max(0.0) as usize;
        if beside == 0 {
            return self.put_linked(board, tag, text, look, Vec::new(), [x, y, wide - x]);
        }
        // What is surely not longer need not be set twice.
        if text.chars().count() as f32 * look.size * WIDE < (narrow - x) * beside as f32 {
            return self.put_linked(board, tag, text, look, Vec::new(), [x, y, narrow - x]);
        }
        let held = unbroken(text);
        let so_far = self.so_far();
        let lines = self.set(&held, look, narrow - x, Align::Start);
        self.back_to(so_far);
        let runs = lines.iter().take(beside).flat_map(|line| &line.runs);
        let end =
            runs.filter(|run| *run.text == *held).flat_map(|run| &run.glyphs).map(|glyph| glyph.text_range.end).max();
        let (above, below) = match end {
            // One line that goes on below is not worth a break.
            Some(end) if lines.len() > beside + 1 => (&held[..end], held[end..].trim_start()),
            _ => (&*held, ""),
        };
        let y = self.put_linked(board, tag, above.trim_end(), look, Vec::new(), [x, y, narrow - x]);
        self.put_linked(board, tag, below, look, Vec::new(), [x, y, wide - x])
    }

    /// What stands at the top where an entry goes on overleaf: its name again.
    fn again(&mut self, title: &str) -> Vec<Piece> {
        let mut board = self.board(self.style.paper.width());
        let words = self.filled("goes_on", &[("title", title)]);
        let look = Look { leading: self.style.text.leading, ..self.style.text.weight(700.0) };
        self.put_fitting(&mut board, &[words], look, [0.0, 0.0, self.style.paper.width()], Align::Start);
        // It is read once, where the entry begins.
        board.pieces.into_iter().map(|piece| Piece { is_margin: true, ..piece }).collect()
    }

    /// Code, number and marks below one another, beside an entry; the height of all comes back.
    fn side(
        &mut self,
        board: &mut Board,
        entry: &PrintEntry,
        address: Option<&str>,
        marks: &[Mark],
        above: usize,
    ) -> f32 {
        let style = self.style.clone();
        let left = board.width - style.code;
        let mut y = 8.0;
        if let Some(address) = address {
            let words = self.filled("code", &[("title", &entry.title)]);
            if self.code(board, above, address, words, [left, y, style.code]) {
                y += style.code + 3.0;
            }
        }
        if let Some(no) = entry.no {
            let tag = self.tags.add(Tag::Paragraph, above);
            let words = self.number_words(no);
            let look = Look { size: 12.0, leading: 15.0, ..style.text.weight(700.0) };
            y = self.put(board, Some(tag), &words, look, [left, y, style.code], Align::Centre);
        }
        if marks.is_empty() {
            return y;
        }
        let tag = self.marks_tag(marks, above);
        let in_row = (style.code / MARK).floor().max(1.0) as usize;
        for row in marks.chunks(in_row) {
            let wide = row.len() as f32 * MARK;
            let mut x = left + (style.code - wide) / 2.0;
            for mark in row {
                self.put_mark(board, mark, tag, [x, y + 2.0]);
                x += MARK;
            }
            y += MARK + 2.0;
        }
        y + 2.0
    }

    /// Number and marks in a line below an entry.
    fn number_and_marks(&mut self, board: &mut Board, entry: &PrintEntry, marks: &[Mark], above: usize, y: f32) -> f32 {
        let style = self.style.clone();
        let mut x = 0.0;
        let mut foot = y;
        if let Some(no) = entry.no {
            let words = self.number_words(no);
            let look = style.text.weight(700.0);
            foot = self.paragraph(board, above, &words, look, [0.0, y, board.width]);
            x = self.width(&words, look) + 6.0;
        }
        if !marks.is_empty() {
            let tag = self.marks_tag(marks, above);
            let size = style.text.leading;
            for mark in marks {
                if x + size > board.width {
                    break;
                }
                self.put_mark_of(board, mark, tag, [x, y], size, style.text.size);
                x += size + 1.0;
            }
            foot = foot.max(y + size);
        }
        foot
    }

    /// What the marks are to someone who listens: their words.
    fn marks_tag(&mut self, marks: &[Mark], above: usize) -> usize {
        let words = marks.iter().map(|mark| mark.words.as_str()).collect::<Vec<_>>().join(", ");
        self.tags.add(Tag::Figure(words), above)
    }

    /// A letter in a circle.
    pub(super) fn put_mark(&mut self, board: &mut Board, mark: &Mark, tag: usize, at: [f32; 2]) {
        self.put_mark_of(board, mark, tag, at, MARK, MARK_LETTER);
    }

    fn put_mark_of(&mut self, board: &mut Board, mark: &Mark, tag: usize, [x, y]: [f32; 2], size: f32, letter: f32) {
        let ring = size - 1.0;
        board.shape(Some(tag), [x, y, ring], Shape::Frame([ring, ring], ring / 2.0, 0.9, BLACK));
        let look = Look { size: letter, leading: ring, ..self.style.text.weight(700.0) };
        self.put(board, Some(tag), &mark.letter, look, [x, y, ring], Align::Centre);
    }

    /// A story as it was written, below its entry's name.
    fn story(
        &mut self,
        board: &mut Board,
        entry: &PrintEntry,
        above: usize,
        y: f32,
        right: &dyn Fn(f32) -> f32,
    ) -> f32 {
        let record = self.views.directory.record(entry.id);
        let Some(body) = &record.body else { return y };
        let source = self.views.files.source(record.span.file);
        let passages = markdown::passages(body.text(source));
        let mut y = y + self.style.text.size * 0.4;
        if let Some(ready) = self.views.record_picture(entry.id).filter(|ready| self.style.pictures && ready.has_dots())
        {
            let shown = record.fields.text("image_alt").unwrap_or("");
            y = self.picture(board, above, ready, shown, [0.0, y, right(y)]);
            if let Some(words) = self.views.picture_credit(entry.id) {
                y = self.paragraph(board, above, &words, self.style.text, [0.0, y, right(y)]);
            }
            y += self.style.text.size * 0.45;
        }
        for passage in passages {
            y = markdown::put(self, board, &[passage], &source.path, above, [0.0, y, right(y)]);
        }
        y
    }

    /// The heading of a section: its number in a box, and its name.
    pub(super) fn section(&mut self, title: &str, number: Option<usize>, tag: usize, key: usize) -> Block {
        let style = self.style.clone();
        let width = style.paper.width();
        let mut board = self.board(width);
        let mut left = 0.0;
        if let Some(number) = number {
            let side = style.section.leading * 1.18;
            board.fill([0.0, 0.0, side, side], 3.0, style.strong);
            let look = Look { size: side * 0.54, leading: side, weight: 800.0, ink: Ink { colour: WHITE, link: 0 } };
            self.put(&mut board, None, &number.to_string(), look, [0.0, 0.0, side], Align::Centre);
            left = side + style.section.size * 0.45;
        }
        let look = style.section.colour(style.strong);
        let height = self.heading(&mut board, tag, 1, title, look, [left, 2.0, width - left]);
        Block {
            height: height.max(if number.is_some() { style.section.leading * 1.18 } else { 0.0 }) + 8.0,
            above: style.section.size * 0.9,
            with_next: true,
            pieces: board.pieces,
            key: Some(key),
            ..Block::default()
        }
    }
}
