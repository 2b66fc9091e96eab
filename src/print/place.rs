//! Blocks on pages: one below the other, whole, in order.

use super::page::{Item, Page, PageLink, Piece, Shape};

/// The paper and its margins, in points. The inner margin is at the fold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// Width and height.
    pub size: [f32; 2],
    /// At the fold.
    pub inner: f32,
    /// At the edge.
    pub outer: f32,
    /// Above the text.
    pub top: f32,
    /// Below the text.
    pub foot: f32,
    /// The room kept above the text of the first page.
    pub head: f32,
    /// How many columns there are.
    pub columns: usize,
    /// The room between them.
    pub gap: f32,
    /// Whether the language runs from right to left, and the book with it.
    pub is_rtl: bool,
}

impl Paper {
    /// How wide the text of a page is, all columns together.
    pub fn across(&self) -> f32 {
        self.size[0] - self.inner - self.outer
    }

    /// How wide a column is.
    pub fn width(&self) -> f32 {
        (self.across() - self.gap * (self.columns - 1) as f32) / self.columns as f32
    }

    /// The same paper with one column.
    pub fn whole(self) -> Self {
        Self { columns: 1, ..self }
    }

    /// How high the text is.
    pub fn height(&self) -> f32 {
        self.size[1] - self.top - self.foot
    }

    /// Where the text begins on a page by its number from 0: the first page lies at the right of the fold, or at its left
    /// where one reads from right to left.
    pub fn left(&self, page: usize) -> f32 {
        if page.is_multiple_of(2) == self.is_rtl { self.outer } else { self.inner }
    }

    /// Where a column begins on a page.
    pub fn column(&self, page: usize, column: usize) -> f32 {
        let column = if self.is_rtl { self.columns - 1 - column } else { column };
        self.left(page) + column as f32 * (self.width() + self.gap)
    }
}

/// Something that stands on a page as a whole. What is in it is placed from its own top left corner.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// Its height.
    pub height: f32,
    /// The room above it, except at the top of a page.
    pub above: f32,
    /// Whether it stands on the page of what follows.
    pub with_next: bool,
    /// Whether a page begins with it.
    pub new_page: bool,
    /// The room that it wants below its top, though it may be less high: where there is not so much left, it begins in the
    /// next column.
    pub room: f32,
    /// What is drawn.
    pub pieces: Vec<Piece>,
    /// The links.
    pub links: Vec<PageLink>,
    /// Its number, for references; none if nothing refers to it.
    pub key: Option<usize>,
    /// What stands above the rest of it where it goes on elsewhere.
    pub again: Vec<Piece>,
}

/// Where a block came to stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The page, from 0.
    pub page: usize,
    /// How far from the top.
    pub y: f32,
}

/// Pages with what was placed on them.
#[derive(Debug, Default)]
pub struct Placed {
    /// The pages.
    pub pages: Vec<Page>,
    /// By key, where blocks stand, in the order of reading.
    pub places: Vec<(usize, Place)>,
}

/// Places blocks on pages that begin at page `first`, column by column. A block that is higher than a column goes on in the
/// next, piece by piece, below its name.
pub fn place(blocks: Vec<Block>, paper: &Paper, first: usize) -> Placed {
    let mut at = At { paper: *paper, first, y: f32::MAX, column: 0, placed: Placed::default() };
    let mut rest = blocks.as_slice();
    while let Some(first) = rest.first() {
        // What stands together with what follows is placed together with it.
        let pairs = rest.iter().zip(rest.iter().skip(1));
        let more = pairs.take_while(|(block, next)| block.with_next && !next.new_page).count();
        let (group, after) = rest.split_at(1 + more);
        let between: f32 = group.iter().skip(1).map(|b| b.above).sum();
        let height = group.iter().map(|b| b.height).sum::<f32>() + between;
        if first.new_page {
            at.page();
        } else if at.y + first.above + needed(height, paper).max(first.room) > at.bottom() + 0.01 {
            at.on();
        } else {
            at.y += first.above;
        }
        for (n, block) in group.iter().enumerate() {
            at.y += if n > 0 { block.above } else { 0.0 };
            at.put(block);
        }
        rest = after;
    }
    at.placed
}

/// How much room a block of this height needs to begin. One that is higher than any column goes on elsewhere in any case, and
/// need not leave half a column empty before it.
fn needed(height: f32, paper: &Paper) -> f32 {
    if height > paper.height() { paper.height() * BEGINNING } else { height }
}

/// So much of a column the beginning of such a block takes: its name, its picture and some lines.
const BEGINNING: f32 = 0.4;

/// Where the next block comes.
struct At {
    paper: Paper,
    first: usize,
    y: f32,
    column: usize,
    placed: Placed,
}

impl At {
    fn bottom(&self) -> f32 {
        self.paper.size[1] - self.paper.foot
    }

    /// Where text begins on this page.
    fn top(&self) -> f32 {
        self.paper.top + if self.placed.pages.len() == 1 { self.paper.head } else { 0.0 }
    }

    /// Begins a page.
    fn page(&mut self) {
        self.placed.pages.push(Page { size: self.paper.size, pieces: Vec::new(), links: Vec::new() });
        (self.y, self.column) = (self.top(), 0);
    }

    /// Goes on in the next column, or on the next page.
    fn on(&mut self) {
        if self.placed.pages.is_empty() || self.column + 1 >= self.paper.columns {
            return self.page();
        }
        (self.y, self.column) = (self.top(), self.column + 1);
    }

    fn number(&self) -> usize {
        self.first + self.placed.pages.len() - 1
    }

    fn draw(&mut self, piece: &Piece, down: f32) {
        let left = self.paper.column(self.number(), self.column);
        let items = piece.items.iter().map(|i| Item { x: i.x + left, y: i.y + down, shape: i.shape.clone() });
        let piece = Piece { items: items.collect(), ..*piece };
        if let Some(page) = self.placed.pages.last_mut() {
            page.pieces.push(piece);
        }
    }

    /// Puts a block where we are.
    fn put(&mut self, block: &Block) {
        let place = Place { page: self.number(), y: self.y };
        self.placed.places.extend(block.key.map(|key| (key, place)));
        let begin = self.y;
        let mut shift = self.y;
        let mut used = self.y;
        // Where each piece went: its page, and how far from where it was drawn.
        let mut went = Vec::new();
        for (n, piece) in block.pieces.iter().enumerate() {
            let (top, own_foot) = extent(piece);
            let foot = own_foot.max(together(&block.pieces, n).map_or(own_foot, |next| extent(next).1));
            if shift + foot > self.bottom() + 0.5 && shift + top > self.top() + 1.0 {
                self.on();
                let mut again = self.top();
                for piece in &block.again {
                    self.draw(piece, again);
                    again = again.max(self.top() + extent(piece).1 + 6.0);
                }
                shift = again - top;
                used = again;
            }
            used = used.max(shift + own_foot);
            self.draw(piece, shift);
            went.push((self.placed.pages.len() - 1, self.paper.column(self.number(), self.column), shift));
        }
        for link in &block.links {
            let [x, y, width, height] = link.area;
            let middle = y + height / 2.0;
            let is_on =
                |piece: &Piece| piece.tag == Some(link.tag) && (extent(piece).0..=extent(piece).1).contains(&middle);
            let on = block.pieces.iter().position(is_on).and_then(|n| went.get(n)).or(went.last());
            let Some(&(page, left, shift)) = on else { continue };
            #[expect(clippy::indexing_slicing, reason = "`went` holds pages on which a piece of the block was drawn")]
            self.placed.pages[page].links.push(PageLink { area: [x + left, y + shift, width, height], ..link.clone() });
        }
        self.y = if shift == begin { begin + block.height } else { used };
    }
}

/// The line of a paragraph that must stand in the same column as a line of it: the second with the first, and the last with
/// the one before it, so that none stands alone.
fn together(pieces: &[Piece], n: usize) -> Option<&Piece> {
    let tag = pieces.get(n)?.tag?;
    let is_of = |at: usize| pieces.get(at).is_some_and(|piece| piece.tag == Some(tag));
    let is_first = n == 0 || !is_of(n - 1);
    pieces.get(n + 1).filter(|next| next.tag == Some(tag) && (is_first || !is_of(n + 2)))
}

/// From where to where the letters of a piece reach, at least: their baselines, with room for what rises above.
fn extent(piece: &Piece) -> (f32, f32) {
    let mut top = f32::MAX;
    let mut foot = f32::MIN;
    for item in &piece.items {
        let (above, below) = match &item.shape {
            Shape::Letters(run) => (run.size, run.size * 0.3),
            Shape::Turned(run) => (run.width, 0.0),
            Shape::Box([_, height], ..) | Shape::Frame([_, height], ..) | Shape::Picture([_, height], _) => {
                (0.0, *height)
            }
            Shape::Dashes(length, is_down, ..) => (0.0, if *is_down { *length } else { 0.0 }),
            Shape::Triangle(side, _) => (0.0, *side),
            Shape::Squares(side, size, _) => (0.0, *side as f32 * size),
        };
        top = top.min(item.y - above);
        foot = foot.max(item.y + below);
    }
    if piece.items.is_empty() { (0.0, 0.0) } else { (top, foot) }
}
