//! Slips to send out, four on a sheet: the entry as it is held, and whether it is still right. The number with its letter
//! leads the answer back into the record.

use super::MM;
use super::book::{Made, Selection};
use super::page::{Page, Tag};
use super::press::{BLACK, Board, Press};
use super::text::{Align, Look, Span};
use crate::number;

/// The room between paragraphs, in points.
const BETWEEN: f32 = 1.5;

/// Makes the slips.
pub fn slips(mut press: Press, selection: &Selection) -> Made {
    let paper = press.style.paper;
    let (half, high) = (paper.size[0] / 2.0, paper.size[1] / 2.0);
    let mut pages = Vec::new();
    for four in selection.records.chunks(4) {
        let mut board = press.board(paper.size[0]);
        let edge = 6.0 * MM;
        board.cut([half, edge, paper.size[1] - edge * 2.0], true, BLACK);
        board.cut([edge, high, paper.size[0] - edge * 2.0], false, BLACK);
        for (n, id) in four.iter().enumerate() {
            let slip = press.slip(*id, [half - paper.inner * 2.0, high - paper.top * 2.0]);
            board.add(slip, half * (n % 2) as f32 + paper.inner, high * (n / 2) as f32 + paper.top);
        }
        pages.push(Page { size: paper.size, pieces: board.pieces, links: board.links });
    }
    let title = format!("{}: {}", press.title(selection), press.word("slip"));
    let document = press.document(title, pages, Vec::new());
    Made { document, lost: press.lost, too_fine: press.too_fine }
}

impl Press<'_> {
    fn slip(&mut self, id: crate::directory::RecordId, [width, height]: [f32; 2]) -> Board {
        let entry = self.views.printed(id);
        self.of = Some(entry.id);
        self.addresses = self.addresses_of(&entry);
        let style = self.style.clone();
        let mut board = self.board(width);
        let section = self.tags.add(Tag::Section, 0);
        let code = entry.no.map(|no| format!("{no}{}", number::check_letter(no)));
        let words = self.word("slip");
        let look = style.text.weight(700.0).colour(style.strong);
        let mut y = self.heading(&mut board, section, 1, &words, look, [0.0, 0.0, width * 0.7]);
        if let Some(code) = &code {
            let tag = self.tags.add(Tag::Paragraph, section);
            let look = Look { size: 16.0, leading: 18.0, ..style.text.weight(800.0) };
            self.put(&mut board, Some(tag), code, look, [0.0, 0.0, width], Align::End);
        }
        let title = self.within(&entry.title, style.name, width, 3);
        y = self.heading(&mut board, section, 2, &title, style.name, [0.0, y + 6.0, width]);
        let mut told: Vec<(Option<&str>, &str)> = entry.summary.iter().map(|words| (None, words.as_str())).collect();
        told.extend(entry.lines.iter().map(|line| (Some(line.label.as_str()), line.text.as_str())));
        let mut told: Vec<(String, Option<Span>)> = told
            .into_iter()
            .map(|(label, words)| match label {
                Some(label) => {
                    let bold = Span { at: 0..label.len() + 1, look: style.text.weight(700.0) };
                    (format!("{label}: {words}"), Some(bold))
                }
                None => (words.to_owned(), None),
            })
            .collect();
        // The whole of the entry, with fewer lines to write on and then in smaller letters if need be; if even that does
        // not do, it says that there is more.
        let sized = |by: f32| Look { size: style.text.size * by, leading: style.text.leading * by, ..style.text };
        let ways = [(1.0, 3), (1.0, 2), (1.0, 1), (0.9, 1), (0.8, 1)].map(|(by, lines)| (sized(by), lines));
        let mut foot = 0.0;
        let mut chosen = ways[0];
        for way in ways {
            chosen = way;
            foot = height - self.foot_height(width, way.1);
            if self.height_of(&told, way.0, width) <= foot - y {
                break;
            }
        }
        let (look, lines) = chosen;
        let room = foot - y;
        if self.height_of(&told, look, width) > room {
            let more = (self.word("slip_more"), None);
            while told.len() > 1
                && self.height_of(&told, look, width) + self.height_of(std::slice::from_ref(&more), look, width) > room
            {
                told.pop();
            }
            told.push(more);
        }
        for (words, bold) in &told {
            let bold = bold.iter().map(|bold| Span { look: look.weight(700.0), ..bold.clone() }).collect();
            y = self.paragraph_of(&mut board, section, words, look, bold, [0.0, y, width]) + BETWEEN;
        }
        let mut below = self.board(width);
        self.slip_foot(&mut below, section, lines);
        board.add(below, 0.0, foot + 4.0);
        self.of_none();
        board
    }

    /// How high paragraphs are.
    fn height_of(&mut self, told: &[(String, Option<Span>)], look: Look, width: f32) -> f32 {
        let so_far = self.so_far();
        let mut height = 0.0;
        for (words, bold) in told {
            let lines = self.set_spans(words, look, bold.as_slice(), width, Align::Start);
            height += lines.iter().map(|line| line.height).sum::<f32>() + BETWEEN;
        }
        self.back_to(so_far);
        height
    }

    /// How high the foot of a slip is.
    fn foot_height(&mut self, width: f32, lines: usize) -> f32 {
        let so_far = self.so_far();
        let mut board = self.board(width);
        let height = self.slip_foot(&mut board, 0, lines);
        self.back_to(so_far);
        height
    }

    /// Where the slip goes, boxes to tick, and lines to write on; how high they are comes back.
    fn slip_foot(&mut self, board: &mut Board, section: usize, lines: usize) -> f32 {
        let style = self.style.clone();
        let width = board.width;
        let side = 4.6 * MM;
        board.fill([0.0, 0.0, width, 0.6], 0.0, BLACK);
        let words = match (&self.views.config.print.hand_back, &self.views.config.contact_email) {
            (Some(to), _) => self.filled("slip_back_to", &[("where", to)]),
            (None, Some(email)) => self.filled("slip_back_to", &[("where", email)]),
            _ => self.word("slip_back"),
        };
        let mut y = self.paragraph(board, section, &words, style.text, [0.0, 4.0, width]) + 5.0;
        let third = width / 3.0;
        for (n, word) in ["slip_right", "slip_closed", "slip_changed"].into_iter().enumerate() {
            let x = third * n as f32;
            board.frame([x, y, side, side], 1.5, 1.0, BLACK);
            let words = self.word(word);
            self.paragraph(board, section, &words, style.text, [x + side + 5.0, y - 1.0, third - side - 5.0]);
        }
        y += side;
        for _ in 0..lines {
            y += 8.0 * MM;
            board.fill([0.0, y, width, 0.6], 0.0, BLACK);
        }
        y + 4.0
    }
}
