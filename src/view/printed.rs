//! What a template may see of the printable directory.

use serde::Serialize;

use super::{Freshness, Gift, Made, Term};
use crate::directory::RecordId;

/// One entry of the printable page: everything a neighbour without a screen wants.
#[derive(Debug, Clone, Serialize)]
pub struct PrintEntry {
    /// The record.
    #[serde(skip)]
    pub id: RecordId,
    /// Its number for print and telephone, if it was given one.
    pub no: Option<u32>,
    /// The record's name.
    pub title: String,
    /// Its page.
    pub url: String,
    /// What it is, in one word.
    pub kind: String,
    /// One line about it.
    pub summary: Option<String>,
    /// Label and words, such as "When", "Where", "Call": only those that are filled.
    pub lines: Vec<PrintLine>,
    /// Further lines, for those booklets which ask for them.
    pub more: Vec<PrintLine>,
    /// "Checked 3 Mar 2026"-data.
    pub freshness: Made<Freshness>,
    /// "Closed" …, if not simply going on.
    pub status: Option<String>,
}

/// One labelled line of a printed entry.
#[derive(Debug, Clone, Serialize)]
pub struct PrintLine {
    /// What it is: "when", "where", "call" …
    pub name: String,
    /// The words in front.
    pub label: String,
    /// The words.
    pub text: String,
}

/// A section of the printable page.
#[derive(Debug, Clone, Serialize)]
pub struct PrintSection {
    /// The heading.
    pub title: String,
    /// Icon's name.
    pub icon: String,
    /// Colour's name.
    pub colour: String,
    /// The entries, A to Z.
    pub entries: Vec<PrintEntry>,
}

/// An index on the printable page: a category and the names under it.
#[derive(Debug, Clone, Serialize)]
pub struct PrintIndex {
    /// The category.
    pub title: String,
    /// What stands under it.
    pub names: Vec<PrintName>,
}

/// A name in an index on the printable page.
#[derive(Debug, Clone, Serialize)]
pub struct PrintName {
    /// The record's name.
    pub title: String,
    /// Its number, if it was given one: where it stands on the page.
    pub no: Option<u32>,
}

/// An address as a QR code, to be drawn in SVG with strokes one square wide.
#[derive(Debug, Clone, Serialize)]
pub struct Code {
    /// How many squares on a side, without the four on each side that stay white.
    pub side: usize,
    /// The path of the strokes, each along the middle of its row.
    pub path: String,
}

/// A file to print: a booklet, a poster, a blank form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintFile {
    /// What it is: "book-a5", "poster" …
    pub product: String,
    /// The same in words: "Booklet".
    pub label: String,
    /// What it is about, if not everything: a category, an area, the name of a form.
    pub title: Option<String>,
    /// The file.
    pub url: String,
    /// "80 pages".
    pub pages: String,
    /// "20 sheets".
    pub sheets: String,
    /// How large the file is: "412 KB".
    pub size: String,
    /// How to print and fold it, in a sentence.
    pub how: Option<String>,
}

/// The printable directory: whole, or in parts where it is long.
#[derive(Debug, Clone, Serialize)]
pub struct Print {
    /// A code that leads to the site, if it has an address.
    pub code: Option<Code>,
    /// This part's name, if the directory is printed in parts.
    pub part: Option<String>,
    /// All the parts, if it is printed in parts.
    pub parts: Vec<Term>,
    /// The sections of this page.
    pub sections: Vec<PrintSection>,
    /// What there is on each topic.
    pub index: Vec<PrintIndex>,
    /// What is offered.
    pub offers: Vec<Gift>,
    /// What is wanted.
    pub wants: Vec<Gift>,
    /// Files to print, if the configuration names any.
    pub files: Vec<PrintFile>,
}
