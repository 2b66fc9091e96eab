//! Blank sheets: what a neighbour can do, a group, an institution, a place. What they ask stands in the catalogue of kinds;
//! `hereabouts add` asks the same in the same order.

use super::MM;
use super::book::Made;
use super::front::WRITING;
use super::page::{Page, Piece, Tag, Tags};
use super::place::{Block, place};
use super::press::{BLACK, Board, Press};
use super::text::{Align, Look};
use crate::sheets::{Answer, Ask, Choice, Sheet};

/// The side of a box to tick.
const TICK: f32 = 5.4 * MM;
/// From a row of boxes to the next, at least.
const ROW: f32 = 7.8 * MM;

/// Makes a form: on one sheet, both sides, in smaller letters if need be, but never below clear print.
pub fn form(mut press: Press, sheet: &Sheet) -> Made {
    let style = press.style.clone();
    let least = 12.0 / style.text.size;
    let mut pages = press.sides(sheet);
    for by in [0.95, 0.9, 0.86] {
        if pages.len() <= 2 || by < least {
            break;
        }
        let smaller = |look: Look| Look { size: look.size * by, leading: look.leading * by, ..look };
        press.style.text = smaller(style.text);
        press.style.section = smaller(style.section);
        press.tags = Tags::default();
        press.lost.clear();
        pages = press.sides(sheet);
    }
    let sides = pages.len().to_string();
    let paper = press.style.paper;
    for (n, page) in pages.iter_mut().enumerate() {
        let mut board = press.board(paper.size[0]);
        let look = Look { size: 12.0, leading: 15.0, ..press.style.text };
        let y = paper.size[1] - paper.foot - 3.0 * MM;
        let typed = press.filled("form_code", &[("site", &press.views.config.title), ("name", &sheet.name)]);
        let side = press.filled("form_side", &[("side", &(n + 1).to_string()), ("sides", &sides)]);
        press.put(&mut board, None, &typed, look, [paper.inner, y, paper.across() * 0.8], Align::Start);
        press.put(&mut board, None, &side, look, [paper.inner, y, paper.across()], Align::End);
        page.pieces.extend(board.pieces.into_iter().map(|piece| Piece { is_margin: true, ..piece }));
    }
    let title = format!("{}: {}", press.views.config.title, sheet.title);
    let document = press.document(title, pages, Vec::new());
    Made { document, lost: press.lost, too_fine: press.too_fine }
}

impl Press<'_> {
    /// The pages of a form, but for the line at their feet.
    fn sides(&mut self, sheet: &Sheet) -> Vec<Page> {
        let mut paper = self.style.paper;
        paper.foot += 6.0 * MM;
        let mut blocks = vec![self.form_head(sheet)];
        for part in &sheet.parts {
            self.part(part, &mut blocks);
        }
        blocks.push(self.give_back());
        place(blocks, &paper, 0).pages
    }

    fn form_head(&mut self, sheet: &Sheet) -> Block {
        let style = self.style.clone();
        let width = style.paper.across();
        let mut board = self.board(width);
        let look = self.fitting_title(&sheet.title, style.title, width, 1).colour(style.strong);
        let y = self.heading(&mut board, 0, 1, &sheet.title, look, [0.0, 0.0, width]);
        let y = self.paragraph(&mut board, 0, &sheet.intro, style.text, [0.0, y + 2.0, width]);
        Block { height: y, pieces: board.pieces, ..Block::default() }
    }

    fn part(&mut self, part: &crate::sheets::Part, blocks: &mut Vec<Block>) {
        let style = self.style.clone();
        let width = style.paper.across();
        let section = self.tags.add(Tag::Section, 0);
        let mut board = self.board(width);
        let mut y = 0.0;
        if let Some(words) = &part.heading {
            y = self.heading(&mut board, section, 2, words, style.section.colour(style.strong), [0.0, y, width]);
        }
        if let Some(words) = &part.note {
            y = self.paragraph(&mut board, section, words, style.text, [0.0, y, width]);
        }
        if y > 0.0 {
            blocks.push(Block { height: y, above: 11.0, with_next: true, pieces: board.pieces, ..Block::default() });
        }
        let mut asks = part.asks.iter().peekable();
        while let Some(ask) = asks.next() {
            // Two short answers share a line.
            if is_short(ask)
                && let Some(next) = asks.next_if(|next| is_short(next))
            {
                let half = (width - 8.0 * MM) / 2.0;
                let mut board = self.board(width);
                let mut foot: f32 = 0.0;
                for (ask, x) in [(ask, 0.0), (next, half + 8.0 * MM)] {
                    let mut column = self.board(half);
                    foot = foot.max(self.ask(&mut column, ask, section));
                    board.add(column, x, 0.0);
                }
                blocks.push(Block { height: foot, above: 7.0, pieces: board.pieces, ..Block::default() });
                continue;
            }
            let mut board = self.board(width);
            let height = self.ask(&mut board, ask, section);
            blocks.push(Block { height, above: 7.0, pieces: board.pieces, ..Block::default() });
        }
    }

    /// A question and the room for its answer; the height comes back.
    fn ask(&mut self, board: &mut Board, ask: &Ask, section: usize) -> f32 {
        let style = self.style.clone();
        let width = board.width;
        let mut y = self.paragraph(board, section, &ask.question, style.text.weight(700.0), [0.0, 0.0, width]);
        if let Some(help) = &ask.help {
            let look = Look { size: 12.0, leading: 15.0, ..style.text };
            y = self.paragraph(board, section, help, look, [0.0, y, width]);
        }
        match &ask.answer {
            Answer::Lines(lines) => {
                // Smaller letters are written closer, but never so close that a hand has no room.
                let step = WRITING * (style.text.size / 14.0).clamp(0.88, 1.0);
                let room = step - 7.0;
                for n in 0..*lines {
                    board.fill([0.0, y + room + step * f32::from(n), width, 0.6], 0.0, BLACK);
                }
                y + room + step * f32::from(lines.saturating_sub(1)) + 2.0
            }
            Answer::One(choices) | Answer::Many(choices) => self.ticks(board, choices, section, y + 4.0),
        }
    }

    /// Boxes to tick in as many columns as their words allow.
    fn ticks(&mut self, board: &mut Board, choices: &[Choice], section: usize, top: f32) -> f32 {
        let look = Look { leading: self.style.text.size * 1.2, ..self.style.text };
        let room = TICK + 2.6 * MM;
        let widest = choices.iter().map(|choice| self.width(&choice.label, look)).fold(0.0, f32::max);
        let between = 4.0 * MM;
        let columns = [3_usize, 2, 1]
            .into_iter()
            .find(|columns| {
                let each = (board.width - between * (columns - 1) as f32) / *columns as f32;
                // Of many, some may take two lines.
                let most = if choices.len() >= 8 { each * 1.5 } else { each };
                widest + room <= most || *columns == 1
            })
            .unwrap_or(1);
        let each = (board.width - between * (columns - 1) as f32) / columns as f32;
        let mut y = top;
        for row in choices.chunks(columns) {
            let mut foot = y + ROW;
            for (n, choice) in row.iter().enumerate() {
                let x = (each + between) * n as f32;
                board.frame([x, y, TICK, TICK], 1.5, 1.0, BLACK);
                let below = self.paragraph(board, section, &choice.label, look, [x + room, y - 0.5, each - room]);
                foot = foot.max(below + 3.0);
            }
            y = foot;
        }
        y
    }

    /// Where to hand the sheet back, in a frame.
    fn give_back(&mut self) -> Block {
        let style = self.style.clone();
        let width = style.paper.across();
        let mut board = self.board(width);
        let to = self.views.config.print.hand_back.clone();
        let words = match to {
            Some(to) => self.filled("give_back_to", &[("where", &to)]),
            None => self.word("give_back"),
        };
        let y = self.paragraph(&mut board, 0, &words, style.text, [10.0, 9.0, width - 20.0]) + 9.0;
        board.frame([0.0, 0.0, width, y], 3.0, 1.0, BLACK);
        Block { height: y, above: 10.0, pieces: board.pieces, ..Block::default() }
    }
}

/// Whether an answer fits on half a line: a telephone number, a day, a name.
fn is_short(ask: &Ask) -> bool {
    let field = ask.field.as_str();
    matches!(ask.answer, Answer::Lines(1))
        && ask.help.is_none()
        && ask.question.chars().count() <= 30
        && ["phone", "email", "website", "verified", "area", "cost", "postcode", "contact"].contains(&field)
}
