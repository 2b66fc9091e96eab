//! A poster for a noticeboard: what there is in a category or an area, with strips to tear off.

use super::MM;
use super::book::{Made, Selection};
use super::page::{Page, Shape, Tag};
use super::press::{BLACK, Board, Press};
use super::text::{Align, Look};
use crate::view::PrintEntry;

/// How many strips there are.
const STRIPS: usize = 8;
/// How high they are.
const STRIP: f32 = 60.0 * MM;

/// Makes a poster; `path` is the page of the site that it leads to.
pub fn poster(mut press: Press, selection: &Selection, path: &str) -> Made {
    let style = press.style.clone();
    let paper = style.paper;
    let width = paper.across();
    let mut board = press.board(width);
    let site = press.views.config.title.clone();
    let title = selection.title.clone().unwrap_or_else(|| site.clone());
    let kicker = [Some(site.as_str()).filter(|site| *site != title), press.edition().as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let look = Look { size: 16.0, leading: 20.0, ..style.text.weight(700.0) };
    let mut y = press.paragraph(&mut board, 0, &kicker, look, [0.0, 0.0, width]) + 4.0;
    let look = press.fitting_title(&title, style.title, width, 2).colour(style.strong);
    y = press.heading(&mut board, 0, 1, &title, look, [0.0, y, width]) + 10.0;

    let has_strips = press.views.config.base_url.is_some();
    let foot = paper.height() - if has_strips { STRIP } else { 0.0 };
    let below = foot - style.code - 9.0 * MM;
    let mut entries: Vec<PrintEntry> = selection.records.iter().map(|id| press.views.printed(*id)).collect();
    // In front those that one can go to or ring up without asking further.
    let has = |entry: &PrintEntry, name: &str| entry.lines.iter().any(|line| line.name == name);
    entries.sort_by_key(|entry| match (has(entry, "when"), has(entry, "call")) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    });
    let mut shown = 0;
    for entry in &entries {
        let mut row = press.board(width);
        let so_far = press.so_far();
        let high = press.row(&mut row, entry);
        // What is too long for what is left gives way to what is not.
        if y + high > below {
            press.back_to(so_far);
            continue;
        }
        board.add(row, 0.0, y);
        y += high;
        shown += 1;
    }
    board.fill([0.0, y, width, 0.8], 0.0, style.line);
    press.foot(&mut board, entries.len() - shown, path, [below + 4.0 * MM, foot - 4.0 * MM]);
    if has_strips {
        press.strips(&mut board, foot);
    }
    let mut all = press.board(paper.size[0]);
    all.add(board, paper.inner, paper.top);
    let page = Page { size: paper.size, pieces: all.pieces, links: all.links };
    let document = press.document(format!("{site}: {title}"), vec![page], Vec::new());
    Made { document, lost: press.lost, too_fine: press.too_fine }
}

impl Press<'_> {
    /// A title as large as it may be on so many lines, down to half the size.
    pub(super) fn fitting_title(&mut self, title: &str, look: Look, width: f32, lines: usize) -> Look {
        let scales =
            [1.0, 0.9, 0.8, 0.7, 0.6, 0.5].map(|by| Look { size: look.size * by, leading: look.leading * by, ..look });
        let fits = |look: &Look, press: &mut Self| {
            let words = title.split_whitespace().all(|word| press.width(word, *look) <= width);
            words && press.set(title, *look, width, Align::Start).len() <= lines
        };
        scales.into_iter().find(|look| fits(look, self)).unwrap_or(scales[5])
    }

    /// A row of a poster: the name and the place, beside them when and whom to call. Its height comes back.
    fn row(&mut self, board: &mut Board, entry: &PrintEntry) -> f32 {
        self.of = Some(entry.id);
        let style = self.style.clone();
        let width = board.width;
        let left = width * 0.53;
        board.fill([0.0, 0.0, width, 0.8], 0.0, style.line);
        let line = |name: &str| entry.lines.iter().find(|line| line.name == name).map(|line| line.text.clone());
        let mut y = self.heading(board, 0, 2, &entry.title, style.name, [0.0, 5.0, left]);
        if let Some(words) = line("where").or_else(|| entry.summary.clone()) {
            y = self.paragraph(board, 0, &words, style.text, [0.0, y, left]);
        }
        let (x, right) = (left + 6.0 * MM, width - left - 6.0 * MM);
        let mut beside = 5.0;
        let when = [line("when"), line("cost")].into_iter().flatten().collect::<Vec<_>>().join(". ");
        if !when.is_empty() {
            beside = self.paragraph(board, 0, &when, style.text, [x, beside, right]);
        }
        if let Some(call) = Self::reach(entry) {
            beside = self.paragraph(board, 0, &call, style.text.weight(700.0), [x, beside, right]);
        }
        self.of = None;
        y.max(beside) + 6.0
    }

    /// The code, and how much more there is.
    fn foot(&mut self, board: &mut Board, more: usize, path: &str, [top, foot]: [f32; 2]) {
        let style = self.style.clone();
        let width = board.width;
        let mut left = 0.0;
        if let Some(address) = self.views.address(path) {
            let words = self.filled("code", &[("title", &self.views.config.title)]);
            if self.code(board, 0, &address, words, [0.0, top, style.code]) {
                left = style.code + 8.0 * MM;
            }
        }
        let large = Look { size: 21.0, leading: 25.0, ..style.name };
        let words = match more {
            0 => self.filled("all_of_it", &[("site", &self.views.config.title)]),
            more => self.views.language.count(more, "more_things"),
        };
        let area = [left, top, width - left];
        let lines = self.set(&words, large, area[2], Align::Start);
        let high = lines.len() as f32 * large.leading + style.text.leading * 2.0;
        let y = top + ((foot - top - high) / 2.0).max(0.0);
        let y = self.paragraph(board, 0, &words, large, [left, y, width - left]);
        if let Some(bare) = self.bare_address() {
            let words = self.filled("look_at", &[("address", &bare)]);
            self.paragraph(board, 0, &words, style.text, [left, y, width - left]);
        }
    }

    /// Strips to tear off: the site's code, its name and its address, upwards. To whoever listens they are one picture.
    fn strips(&mut self, board: &mut Board, top: f32) {
        let style = self.style.clone();
        let wide = board.width / STRIPS as f32;
        let side = 15.0 * MM;
        board.cut([0.0, top, board.width], false, BLACK);
        let Some(address) = self.views.address("index.html") else { return };
        let Some((squares, black)) = self.squares(&address, side) else { return };
        let name = Look { size: 12.0, leading: 14.0, ..style.text.weight(700.0) };
        let title = self.views.config.title.clone();
        let bare = self.bare_address().unwrap_or_default();
        let room = STRIP - side - 9.0 * MM;
        let mut lines: Vec<super::text::Line> = Vec::new();
        let bare_words = bare.clone();
        let name_sizes = [(1.0, 2), (0.9, 2), (0.8, 2), (0.7, 2), (0.7, 3)];
        let address_sizes = [(1.0, 1), (0.85, 1), (0.7, 1), (0.7, 2), (0.6, 2), (0.6, 3)];
        for (words, look, sizes) in
            [(title, name, name_sizes.as_slice()), (bare, name.weight(400.0), address_sizes.as_slice())]
        {
            // What is too long for a strip is set smaller and in more lines, never cut; the code leads there in any case.
            for (by, most) in sizes {
                let look = Look { size: look.size * by, leading: look.leading * by, ..look };
                let set = self.set(&words, look, room, Align::Start);
                if set.len() <= *most {
                    lines.extend(set);
                    break;
                }
            }
        }
        let words = self.filled("strips", &[("title", &self.views.config.title), ("address", &bare_words)]);
        let figure = self.tags.add(Tag::Figure(words), 0);
        for n in 0..STRIPS {
            let x = wide * n as f32;
            if n > 0 {
                board.cut([x, top + 2.0 * MM, STRIP - 2.0 * MM], true, BLACK);
            }
            let shape = Shape::Squares(squares, side / squares as f32, black.clone());
            board.shape(Some(figure), [x + (wide - side) / 2.0, top + 3.5 * MM, side], shape);
            let block: f32 = lines.iter().map(|line| line.height).sum();
            let mut across = x + (wide - block) / 2.0;
            for line in &lines {
                let up = top + STRIP - 2.0 * MM;
                for run in &line.runs {
                    let mut run = run.clone();
                    let along = run.x;
                    run.x = 0.0;
                    board.shape(Some(figure), [across + line.baseline, up - along, 0.0], Shape::Turned(run));
                }
                across += line.height;
            }
        }
    }
}
