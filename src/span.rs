//! Where something stands: a file and two byte offsets in it.

use std::ops::Range;

/// One of the files that were read; an index into [`Files::sources`](crate::source::Files::sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A piece of a file, as byte offsets from the start of the whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just after the last byte.
    pub end: u32,
}

impl Span {
    /// The piece of `file` that `range` covers.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        // Files above 4 GB are refused before they are read, so the offsets always fit.
        Self { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The offsets, to slice the file's text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
