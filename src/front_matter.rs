//! The two parts of a record's file: the fields between two lines `+++`, and the text below.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::mistakes::{Line, fence_late, fence_missing, fence_odd, fence_open, yaml};
use crate::source::Source;
use crate::span::{FileId, Span};

/// Where the two parts of a file lie, as byte offsets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The fields, in TOML.
    pub fields: Range<usize>,
    /// The text, in Markdown.
    pub body: Range<usize>,
}

/// A line of the file, with its offsets; the range does not hold the line's end.
type Piece = Range<usize>;

/// Takes a `.md` file apart. Nothing follows from a file without front matter, so then there are only
/// diagnostics; a slip that leaves no doubt about what was meant is told and forgiven.
#[expect(
    clippy::indexing_slicing,
    reason = "`first`, `opening`, `closing` and what lies between them are lines that were found among `lines`"
)]
pub fn split(source: &Source, file: FileId) -> (Option<Parts>, Vec<Diagnostic>) {
    let text: &str = &source.text;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let lines = lines(text, start);
    let span = |piece: &Piece| Span::new(file, piece.clone());
    let says = |piece: &Piece| text[piece.clone()].trim_end();
    let mut diagnostics = Vec::new();

    let Some(first) = lines.iter().position(|l| !says(l).is_empty()) else {
        return (None, diagnostics);
    };
    // Dashes around fields with `=` are the fences of another style around the fields of ours.
    let is_dashed = says(&lines[first]) == "---" && lines.get(first + 1).is_some_and(|l| is_field(source, file, l));
    let is_opening = |(i, line): (usize, &Piece)| {
        let line = says(line);
        line.trim() == "+++" || fence_odd::looks_like(line) || is_dashed && i == first
    };
    let opening = lines.iter().enumerate().position(is_opening);
    let Some(opening) = opening.filter(|&i| i == first || closes(text, &lines, i)) else {
        return (None, vec![no_fence(source, file, &lines, first)]);
    };
    if says(&lines[first]) == "---" && opening != first {
        return (None, vec![yaml::diagnostic(span(&lines[first]), source.path.as_str())]);
    }
    if opening > first {
        let before = Span::new(file, lines[first].start..lines[opening - 1].end);
        return (None, vec![fence_late::text(before)]);
    }
    if opening > 0 {
        diagnostics.push(fence_late::blank(Span::new(file, start..lines[opening].start)));
    }
    if !is_fence(says(&lines[opening])) {
        diagnostics.push(fence_odd::diagnostic(says(&lines[opening]), span(&lines[opening])));
    }

    let closing = (opening + 1..lines.len()).find(|&i| is_fence(says(&lines[i])));
    let odd = (opening + 1..closing.unwrap_or(lines.len())).find(|&i| is_odd_closing(says(&lines[i])));
    let closing = match (closing, odd) {
        // A line that is nearly a fence, with no field between it and the next real one, was meant as one.
        (_, Some(i)) if says(&lines[i]).trim() == says(&lines[opening]).trim() && !is_fence(says(&lines[opening])) => {
            diagnostics.pop();
            diagnostics.push(fence_odd::both(says(&lines[opening]), span(&lines[opening]), i + 1));
            i
        }
        (_, Some(i)) => {
            diagnostics.push(fence_odd::diagnostic(says(&lines[i]), span(&lines[i])));
            i
        }
        (Some(i), None) => i,
        (None, None) => {
            let rest = lines.get(opening + 1).map_or(text.len(), |l| l.start);
            diagnostics.push(fence_open::diagnostic(text, file, span(&lines[opening]), rest));
            return (None, diagnostics);
        }
    };
    let fields = lines[opening + 1].start..lines[closing].start;
    let next = lines[closing + 1..].iter().position(|l| !says(l).is_empty()).map(|i| closing + 1 + i);
    let doubled = text[fields.clone()].trim().is_empty() && next.is_some_and(|i| is_field(source, file, &lines[i]));
    if doubled {
        diagnostics.push(fence_odd::doubled(span(&lines[closing])));
        return (None, diagnostics);
    }
    let body = lines.get(closing + 1).map_or(text.len(), |l| l.start)..text.len();
    (Some(Parts { fields, body }), diagnostics)
}

fn is_fence(line: &str) -> bool {
    line == "+++"
}

/// `++`, `++++`, or the `---` that ends YAML, where the closing fence should be.
fn is_odd_closing(line: &str) -> bool {
    fence_odd::looks_like(line) || (line.trim() == "---") || (line.trim() == "+++" && line != "+++")
}

/// Whether the fence on line `i` opens a front matter, although other lines stand before it: another
/// fence follows it.
fn closes(text: &str, lines: &[Piece], i: usize) -> bool {
    lines.iter().skip(i + 1).any(|l| is_fence(text[l.clone()].trim_end()))
}

#[expect(clippy::indexing_slicing, reason = "`first` is a line that was found among `lines`")]
fn no_fence(source: &Source, file: FileId, lines: &[Piece], first: usize) -> Diagnostic {
    let line = &source.text[lines[first].clone()];
    let span = Span::new(file, lines[first].clone());
    if line.trim_end() == "---" {
        return yaml::diagnostic(span, source.path.as_str());
    }
    if is_field(source, file, &lines[first]) {
        let last = lines.iter().skip(first).take_while(|l| is_field(source, file, l)).count() + first;
        let is_closed = lines.iter().skip(first).any(|l| is_fence(source.text[l.start..l.end].trim_end()));
        return fence_missing::before_fields(span, (!is_closed).then_some(last));
    }
    let name = source.path.file_stem().unwrap_or("").replace(['-', '_'], " ");
    fence_missing::no_fields(span, &name)
}

fn is_field(source: &Source, file: FileId, piece: &Piece) -> bool {
    let text = &source.text[piece.clone()];
    let line = Line { file, number: 0, start: piece.start, text, error: "", error_at: piece.start };
    line.key().is_some()
}

/// The lines of `text` from `start` on; a line ends with LF, CRLF or CR.
fn lines(text: &str, start: usize) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut from = start;
    for i in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        // The second half of a CRLF ended its line already.
        if i >= from {
            lines.push(from..i);
            from = i + if text[i..].starts_with("\r\n") { 2 } else { 1 };
        }
    }
    if from < bytes.len() {
        lines.push(from..bytes.len());
    }
    lines
}
