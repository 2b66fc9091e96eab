//! The files of a site as they were read: texts with their lines, and other files as bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::span::FileId;

/// A text file that people write, with its path below the site's folder.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path below the site's folder, with `/` between the parts.
    pub path: Utf8PathBuf,
    /// The whole text; a byte-order mark at the start is kept, so that offsets are the file's own.
    pub text: Arc<str>,
    /// Whether the door could not read it as it should be, and has said so: then nothing more is read from it.
    pub is_broken: bool,
}

impl Source {
    /// A file called `path` that says `text`.
    pub fn new(path: impl Into<Utf8PathBuf>, text: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), text: text.into(), is_broken: false }
    }

    /// The line and the column, both from 1, of the byte at `offset`, as an editor shows them:
    /// columns are counted in characters, and a byte-order mark is not one.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.floor(offset);
        let before = &self.text[..offset];
        let start = line_start(before);
        let line = 1 + count_breaks(&before[..start]);
        let column = 1 + before[start..].chars().filter(|&c| c != '\u{feff}').count();
        (line, column)
    }

    /// The text of the line that holds the byte at `offset`, without its end.
    pub fn line_at(&self, offset: usize) -> &str {
        let offset = self.floor(offset);
        let start = line_start(&self.text[..offset]);
        let end = self.text[offset..].find(['\n', '\r']).map_or(self.text.len(), |i| offset + i);
        &self.text[start..end]
    }

    /// `offset`, moved back to the start of the character it lies in.
    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// Offset just after the last line break in `text`; a lone carriage return ends a line too.
fn line_start(text: &str) -> usize {
    text.rfind(['\n', '\r']).map_or(0, |i| i + 1)
}

fn count_breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let breaks = |(i, &b): (usize, &u8)| b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(|&(i, b)| breaks((i, b))).count()
}

/// Everything that was read from a site's folder.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// Texts that people write: the configuration and everything below `content/`, sorted by path.
    pub sources: Vec<Source>,
    /// Pictures beside the records: their bytes by path.
    pub blobs: BTreeMap<Utf8PathBuf, Arc<[u8]>>,
    /// Other files below `content/`, which are not read.
    pub others: Vec<Utf8PathBuf>,
    /// The site's own theme files, below `templates/`, `themes/` and `static/`, by path.
    pub theme: BTreeMap<Utf8PathBuf, Arc<[u8]>>,
}

impl Files {
    /// The file with this id.
    #[expect(clippy::indexing_slicing, reason = "an id is a place among the texts")]
    pub fn source(&self, id: FileId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// The file with this id, to put another in its place.
    #[expect(clippy::indexing_slicing, reason = "an id is a place among the texts")]
    pub fn source_mut(&mut self, id: FileId) -> &mut Source {
        &mut self.sources[id.0 as usize]
    }

    /// The ids and files whose path begins with `folder`.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (FileId, &'a Source)> {
        let all = self.sources.iter().enumerate();
        all.filter(move |(_, s)| s.path.starts_with(folder)).map(|(i, s)| (FileId(i as u32), s))
    }

    /// The file at exactly this path.
    pub fn find(&self, path: &str) -> Option<(FileId, &Source)> {
        let i = self.sources.binary_search_by(|s| s.path.as_path().cmp(Utf8Path::new(path))).ok()?;
        Some((FileId(i as u32), self.sources.get(i)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_those_of_an_editor() {
        let s = Source::new("a.md", "\u{feff}+++\r\ntitle = \"Café\"\rb\n");
        assert_eq!(s.line_column(3), (1, 1));
        assert_eq!(s.line_column(s.text.find("\"\rb").unwrap()), (2, 14));
        assert_eq!(s.line_column(s.text.find("b\n").unwrap()), (3, 1));
        assert_eq!(s.line_at(10), "title = \"Café\"");
    }
}
