//! A leaflet: a sheet across, folded in three. Outside the panel that is tucked in, the back and the front; inside the entries.

use super::MM;
use super::book::{Made, Selection};
use super::page::{Page, Tag};
use super::place::{Block, Paper, place};
use super::press::{BLACK, Board, Press};
use super::text::Look;
use crate::view::PrintEntry;

/// The panel that is tucked in is so much narrower than the others.
const TUCKED: f32 = 3.0 * MM;

/// Makes a leaflet; `path` is the page of the site that it leads to.
pub fn leaflet(mut press: Press, selection: &Selection, path: &str) -> Made {
    let upright = press.style.paper;
    let size = [upright.size[1], upright.size[0]];
    // Two whole panels and a narrower one, with words as wide as fit into the narrowest.
    let panel = (size[0] + TUCKED) / 3.0;
    let words = panel - TUCKED - upright.inner - upright.outer;
    let paper = Paper { size, columns: 3, gap: panel - words, ..upright };
    let inner = paper.inner;
    press.style.paper = Paper { outer: size[0] - inner - words * 3.0 - paper.gap * 2.0, ..paper };
    let entries: Vec<PrintEntry> = selection.records.iter().map(|id| press.views.printed(*id)).collect();

    let folds = [panel, panel * 2.0];
    let outside_folds = [panel - TUCKED, panel * 2.0 - TUCKED];
    let mut outside = press.board(size[0]);
    let front = press.panel_front(selection, words);
    let tucked = press.panel_wants(&entries, words);
    let back = press.panel_back(path, words);
    // The order of reading: front, what is wanted, back.
    outside.add(front, outside_folds[1] + inner, paper.top);
    outside.add(tucked, inner, paper.top);
    outside.add(back, outside_folds[0] + inner, paper.top);
    ticks(&mut outside, outside_folds, size[1]);

    let (mut inside, shown) = press.inside(&entries, folds);
    if shown < entries.len() {
        let words = press.views.language.count(entries.len() - shown, "more_things");
        let mut board = press.board(size[0]);
        let look = press.style.text.weight(700.0);
        let y = size[1] - paper.foot - look.leading;
        press.paragraph(&mut board, 0, &words, look, [folds[1] + inner, y, press.style.paper.width()]);
        inside.pieces.extend(board.pieces);
    }
    let pages = vec![Page { size, pieces: outside.pieces, links: outside.links }, inside];
    let title = press.title(selection);
    let document = press.document(title, pages, Vec::new());
    Made { document, lost: press.lost, too_fine: press.too_fine }
}

/// Short lines at the edges, where the sheet is folded.
fn ticks(board: &mut Board, folds: [f32; 2], height: f32) {
    for x in folds {
        for y in [6.0 * MM, height - 9.0 * MM] {
            board.fill([x - 0.25, y, 0.5, 3.0 * MM], 0.0, BLACK);
        }
    }
}

impl Press<'_> {
    fn panel_front(&mut self, selection: &Selection, width: f32) -> Board {
        let style = self.style.clone();
        let mut board = self.board(width);
        let site = self.views.config.title.clone();
        let title = selection.title.clone().unwrap_or_else(|| site.clone());
        let mut y = 0.0;
        if title != site {
            let look = Look { size: 14.0, leading: 18.0, ..style.text.weight(700.0) };
            y = self.paragraph(&mut board, 0, &site, look, [0.0, y, width]);
        }
        let look = self.fitting_title(&title, style.title, width, 3).colour(style.strong);
        y = self.heading(&mut board, 0, 1, &title, look, [0.0, y + 12.0 * MM, width]);
        if let Some(tagline) = self.views.config.tagline.clone() {
            let look = Look { size: 14.0, leading: 18.0, ..style.text.weight(700.0) };
            y = self.paragraph(&mut board, 0, &tagline, look, [0.0, y + 6.0, width]);
        }
        let foot = style.paper.height();
        self.signs(&mut board, selection, [0.0, y + 14.0 * MM, width, foot - 16.0 * MM]);
        if let Some(edition) = self.edition() {
            self.paragraph(&mut board, 0, &edition, style.text, [0.0, foot - style.text.leading, width]);
        }
        board
    }

    fn panel_back(&mut self, path: &str, width: f32) -> Board {
        let style = self.style.clone();
        let mut board = self.board(width);
        let mut lines = Vec::new();
        if let Some(bare) = self.bare_address() {
            lines.push(self.filled("look_at", &[("address", &bare)]));
        }
        if let Some(reach) = self.views.config.contact_email.clone() {
            lines.push(self.filled("changed_short", &[("reach", &reach)]));
        }
        let mut y = style.paper.height() * 0.55;
        if let Some(address) = self.views.address(path) {
            let words = self.filled("code", &[("title", &self.views.config.title)]);
            if self.code(
                &mut board,
                0,
                &address,
                words,
                [(width - style.code) / 2.0, y - style.code - 12.0, style.code],
            ) {
                y += 4.0;
            }
        }
        for words in lines {
            y = self.paragraph(&mut board, 0, &words, style.text, [0.0, y, width]) + style.text.size * 0.6;
        }
        board
    }

    /// What is wanted, on the panel that one sees first on opening.
    fn panel_wants(&mut self, entries: &[PrintEntry], width: f32) -> Board {
        let style = self.style.clone();
        let mut board = self.board(width);
        let wants: Vec<(&PrintEntry, &str)> = entries
            .iter()
            .filter_map(|entry| Some((entry, entry.lines.iter().find(|line| line.name == "wants")?.text.as_str())))
            .collect();
        if wants.is_empty() {
            return board;
        }
        let words = self.word("lend_a_hand");
        let look = style.section.colour(style.strong);
        let mut y = self.heading(&mut board, 0, 2, &words, look, [0.0, 0.0, width]) + 4.0;
        for (entry, words) in wants {
            self.of = Some(entry.id);
            let by = match Self::reach(entry) {
                Some(reach) => format!("{}, {reach}", entry.title),
                None => entry.title.clone(),
            };
            let bold = style.text.weight(700.0);
            let lines =
                |press: &mut Self, words: &str, look| press.set(words, look, width, super::text::Align::Start).len();
            let high = (lines(self, words, bold) + lines(self, &by, style.text)) as f32 * style.text.leading;
            if y + high > style.paper.height() {
                continue;
            }
            y = self.paragraph(&mut board, 0, words, bold, [0.0, y, width]);
            y = self.paragraph(&mut board, 0, &by, style.text, [0.0, y, width]) + style.text.size * 0.4;
        }
        self.of = None;
        board
    }

    /// The entries on the three panels inside, and how many there was room for.
    fn inside(&mut self, entries: &[PrintEntry], folds: [f32; 2]) -> (Page, usize) {
        let (code, marks) = (self.style.code, self.style.is_marks);
        (self.style.code, self.style.is_marks) = (0.0, false);
        let sections = [crate::view::PrintSection {
            title: String::new(),
            icon: String::new(),
            colour: String::new(),
            entries: entries.to_vec(),
        }];
        self.label = self.widest_label(&sections);
        let section = self.tags.add(Tag::Section, 0);
        // A line at the end of the last panel may say that there is more.
        let mut paper = self.style.paper;
        paper.foot += self.style.text.leading * 2.0;
        let mut blocks: Vec<Block> = Vec::new();
        let mut shown = 0;
        for (n, entry) in entries.iter().enumerate() {
            let so_far = self.so_far();
            blocks.push(self.entry(entry, false, section, n));
            if place(blocks.clone(), &paper, 0).pages.len() > 1 {
                blocks.pop();
                self.back_to(so_far);
                continue;
            }
            shown += 1;
        }
        (self.style.code, self.style.is_marks) = (code, marks);
        let mut page = place(blocks, &paper, 0).pages.into_iter().next().unwrap_or(Page {
            size: paper.size,
            pieces: Vec::new(),
            links: Vec::new(),
        });
        let mut board = self.board(paper.size[0]);
        ticks(&mut board, folds, paper.size[1]);
        page.pieces.extend(board.pieces);
        (page, shown)
    }
}
