//! Placed pages: what stands where, and what it is to someone who has it read aloud.

use std::sync::Arc;

use super::text::Run;

/// What a part of a document is. A part stands below another; 0 is the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// A part of the document.
    Section,
    /// A heading, with its level from 1.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A table of contents.
    Contents,
    /// A line of it.
    ContentsLine,
    /// A link.
    Link,
    /// A picture, with words for those who do not see it.
    Figure(String),
}

/// The parts of a document in their order, each with the part above it.
#[derive(Debug, Clone, Default)]
pub struct Tags(pub Vec<(Tag, usize)>);

impl Tags {
    /// Adds a part below another, and tells its number; 0 is the document.
    pub fn add(&mut self, tag: Tag, above: usize) -> usize {
        self.0.push((tag, above));
        self.0.len()
    }
}

/// What is drawn.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Letters, their left end on the baseline.
    Letters(Run),
    /// Letters that run upwards: a quarter turn to the left about their left end on the baseline.
    Turned(Run),
    /// A filled rectangle with round corners of this radius.
    Box([f32; 2], f32, [u8; 3]),
    /// The outline of one, drawn within it with a pen of this width.
    Frame([f32; 2], f32, f32, [u8; 3]),
    /// A broken line: its length, whether it runs down, its dashes and the room between them, its pen.
    Dashes(f32, bool, [f32; 2], f32, [u8; 3]),
    /// A triangle that stands on its side of this length.
    Triangle(f32, [u8; 3]),
    /// A picture: width and height, and its file, JPEG or PNG.
    Picture([f32; 2], Arc<[u8]>),
    /// Black squares of a QR code: how many on a side, the size of one in points, and which are black.
    Squares(usize, f32, Vec<bool>),
}

/// Something at its place on a page, in points from the top left corner.
#[derive(Debug, Clone)]
pub struct Item {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// What.
    pub shape: Shape,
}

/// Items that belong to one part of the document, or to none: lines, folios, running heads.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The part's number; none for what is not read aloud.
    pub tag: Option<usize>,
    /// Whether it is a running head or foot, which stands on every page.
    pub is_margin: bool,
    /// What is drawn.
    pub items: Vec<Item>,
}

/// A link on a page.
#[derive(Debug, Clone)]
pub struct PageLink {
    /// The part that it belongs to, of the kind [`Tag::Link`].
    pub tag: usize,
    /// Left, top, width, height.
    pub area: [f32; 4],
    /// Where to.
    pub to: To,
    /// What it is, in words.
    pub words: String,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum To {
    /// A page of this document by its number from 0, and a height on it.
    Page(usize, f32),
    /// An address.
    Address(String),
}

/// A page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Width and height in points.
    pub size: [f32; 2],
    /// In the order of reading.
    pub pieces: Vec<Piece>,
    /// The links.
    pub links: Vec<PageLink>,
}

/// A line of the outline: its level from 0, its words, the page and the height on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// 0 is the top.
    pub level: usize,
    /// Words.
    pub title: String,
    /// The page, from 0.
    pub page: usize,
    /// The height on it.
    pub y: f32,
}

/// A finished document.
#[derive(Debug)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// The tag of its language.
    pub language: String,
    /// The day it speaks of: year, month, day.
    pub date: (u16, u8, u8),
    /// The pages.
    pub pages: Vec<Page>,
    /// What the parts are.
    pub tags: Tags,
    /// The outline.
    pub bookmarks: Vec<Bookmark>,
}
