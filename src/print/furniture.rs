//! What stands around the text of a page: running head, thumb, folio, and the key to the marks.

use super::MM;
use super::entry::Mark;
use super::page::{Document, Page, Piece, Shape};
use super::press::{BLACK, Board, Press, WHITE};
use super::text::{Align, Ink, Look, Run};
use crate::language::capital;

/// So far from the edge of the paper printers reach.
const EDGE: f32 = 6.0 * MM;

/// What a page has around it.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    /// The section that it belongs to.
    pub title: String,
    /// That section's number, and how many numbered sections there are.
    pub thumb: Option<(usize, usize)>,
    /// The names of the entries that begin on it.
    pub names: Vec<String>,
    /// The marks that are used on it.
    pub marks: Vec<Mark>,
}

impl Press<'_> {
    /// Puts what stands around a page by its number from 0.
    pub(super) fn furniture(&mut self, page: &mut Page, number: usize, around: &Around) {
        let paper = self.style.paper;
        let is_right = number.is_multiple_of(2);
        let mut board = self.board(paper.size[0]);
        // Left and right are those of a book that opens from right to left in such languages: the board turns them.
        let left = if paper.is_rtl { paper.size[0] - paper.left(number) - paper.across() } else { paper.left(number) };
        let area = [left, paper.across()];
        if !around.title.is_empty() {
            self.running_head(&mut board, around, is_right, area);
        }
        if let Some((section, of)) = around.thumb {
            self.thumb(&mut board, section, of, is_right);
        }
        let size = (self.style.text.size + 1.0).max(11.0);
        let folio = Look { size, leading: size * 1.2, ..self.style.text.weight(700.0) };
        let y = paper.size[1] - paper.foot + (paper.foot - EDGE - folio.leading).min(5.0 * MM);
        let align = if is_right { Align::End } else { Align::Start };
        self.put(&mut board, None, &(number + 1).to_string(), folio, [left, y, area[1]], align);
        if !around.marks.is_empty() {
            self.key(&mut board, &around.marks, is_right, [left, y, area[1]]);
        }
        page.pieces.extend(board.pieces.into_iter().map(|piece| Piece { is_margin: true, ..piece }));
    }

    /// Marks the fold inside each sheet, out of sight in the finished booklet; where there are several stacks, with which
    /// sheet of which stack it is.
    pub(super) fn sheet_marks(&mut self, document: &mut Document, stacks: &[usize]) {
        let sheets = stacks.iter().enumerate().flat_map(|(stack, of)| (0..*of).map(move |n| (stack, n, *of)));
        for ((stack, n, of), page) in sheets.zip(document.pages.iter_mut().skip(1).step_by(2)) {
            let mut board = Board { width: page.size[0], ..Board::default() };
            let (fold, foot) = (page.size[0] / 2.0, page.size[1] - EDGE);
            let tick = 4.0 * MM;
            for y in [EDGE, foot - tick] {
                board.fill([fold - 0.25, y, 0.5, tick], 0.0, BLACK);
            }
            if stacks.len() > 1 {
                let numbers = [stack + 1, n + 1, of].map(|number| number.to_string());
                let [stack, n, of] = &numbers;
                let words = self.filled("sheet_mark", &[("stack", stack), ("n", n), ("of", of)]);
                let look = self.style.text;
                for line in self.set(&words, look, page.size[1], Align::Start) {
                    for run in line.runs {
                        let up = foot - tick - 2.0 * MM - run.x;
                        let at = fold - look.leading / 2.0 + line.baseline;
                        board.shape(None, [at, up, 0.0], Shape::Turned(Run { x: 0.0, ..run }));
                    }
                }
            }
            page.pieces.extend(board.pieces.into_iter().map(|piece| Piece { is_margin: true, ..piece }));
        }
    }

    fn running_head(&mut self, board: &mut Board, around: &Around, is_right: bool, [left, width]: [f32; 2]) {
        let style = self.style.clone();
        let small = Look { leading: style.text.size * 1.17, ..style.text };
        let y = style.paper.top - 9.0 * MM;
        let half = width * 0.42;
        let (section_at, range_at) = if is_right { (width - half, 0.0) } else { (0.0, half) };
        let (section_align, range_align) =
            if is_right { (Align::End, Align::Start) } else { (Align::Start, Align::End) };
        let look = small.weight(700.0).colour(style.strong);
        self.put_fitting(board, std::slice::from_ref(&around.title), look, [left + section_at, y, half], section_align);
        let range = self.range(&around.names);
        self.put_fitting(board, &range, small, [left + range_at, y, width - half], range_align);
        board.fill([left, y + small.leading + 3.0, width, 0.5], 0.0, style.line);
    }

    /// The thumb steps down from section to section.
    fn thumb(&mut self, board: &mut Board, section: usize, of: usize, is_right: bool) {
        let paper = self.style.paper;
        let (wide, high) = (6.0 * MM, 13.0 * MM);
        let step = ((paper.height() - high) / of.max(2) as f32).min(high + 2.0 * MM);
        let x = if is_right { paper.size[0] - EDGE - wide } else { EDGE };
        let y = paper.top + step * (section - 1) as f32;
        board.fill([x, y, wide, high], 2.0, self.style.strong);
        let size = self.style.text.size.clamp(12.0, 18.0);
        let look = Look { size, leading: high, weight: 800.0, ink: Ink { colour: WHITE, link: 0 } };
        self.put(board, None, &section.to_string(), look, [x, y, wide], Align::Centre);
    }

    /// The key to the marks on the page, as far as it fits on the line of the folio.
    fn key(&mut self, board: &mut Board, marks: &[Mark], is_right: bool, [left, y, width]: [f32; 3]) {
        let look = Look { size: self.style.text.size.max(9.0), leading: self.style.text.leading, ..self.style.text };
        let (ring, room, between) = (look.leading - 0.5, 3.0, 8.0);
        let widths: Vec<f32> = marks.iter().map(|mark| self.width(&mark.words, look) + ring + room).collect();
        let whole: f32 = widths.iter().sum::<f32>() + between * (marks.len() - 1) as f32;
        let folio = 12.0 * MM;
        if whole > width - folio {
            // Too many for a line: where they are explained.
            let Some(page) = self.key_page else { return };
            let words = self.filled("key_on", &[("page", &page.to_string())]);
            let (x, align) = if is_right { (left, Align::Start) } else { (left + folio, Align::End) };
            self.put(board, None, &words, look, [x, y, width - folio], align);
            return;
        }
        let mut x = if is_right { left } else { left + width - whole };
        for (mark, wide) in marks.iter().zip(widths) {
            board.shape(None, [x, y, ring], Shape::Frame([ring, ring], ring / 2.0, 0.9, BLACK));
            let letter = Look { leading: ring, ..look.weight(700.0) };
            self.put(board, None, &mark.letter, letter, [x, y, ring], Align::Centre);
            self.put(board, None, &mark.words, look, [x + ring + room, y, wide], Align::Start);
            x += wide + between;
        }
    }

    /// "Beacon to Dunmoor", the words by which the names are sorted, and shorter: the first letters.
    fn range(&self, names: &[String]) -> Vec<String> {
        let (Some(first), Some(last)) = (names.first(), names.last()) else { return Vec::new() };
        let to = |from: &str, to: &str| match from == to {
            true => from.to_owned(),
            false => self.filled("range", &[("from", from), ("to", to)]),
        };
        let letter = |name: &str| name.chars().next().map_or_else(String::new, |c| c.to_uppercase().collect());
        let word = |name: &str| {
            let mut words = name.split_whitespace();
            let first = words.next().unwrap_or(name);
            // "St Mary" says more than "St".
            let words = words
                .next()
                .filter(|_| first.chars().count() < 3)
                .map_or_else(|| first.to_owned(), |next| format!("{first} {next}"));
            capital(words.trim_end_matches([',', '.', ':', ';']))
        };
        vec![to(&word(first), &word(last)), to(&letter(first), &letter(last))]
    }
}
