//! The mends that are sure, put into the texts: only the pieces at fault change.

use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Files;
use crate::span::FileId;

/// The texts that change, each with the number of places in it that were mended. Of two mends that
/// touch each other only the first is made; the next check brings the other.
pub fn apply(files: &Files, diagnostics: &[Diagnostic]) -> Vec<(FileId, String, usize)> {
    put(files, diagnostics.iter().filter_map(|d| d.fix.as_ref()).collect())
}

/// The texts with these pieces changed in them.
pub fn put(files: &Files, mut edits: Vec<&Edit>) -> Vec<(FileId, String, usize)> {
    edits.sort_by_key(|e| (e.span.file, e.span.start, e.span.end));
    let mut changed = Vec::new();
    for of_one in edits.chunk_by(|a, b| a.span.file == b.span.file) {
        let Some(first) = of_one.first() else { continue };
        let id = first.span.file;
        let source = files.source(id);
        let mut text = String::with_capacity(source.text.len() + 64);
        let mut from = 0;
        let mut made = 0;
        for edit in of_one {
            let range = edit.span.range();
            if range.start < from || range.end > source.text.len() {
                continue;
            }
            text.push_str(&source.text[from..range.start]);
            text.push_str(&edit.text);
            from = range.end;
            made += 1;
        }
        text.push_str(&source.text[from..]);
        // A file in another character set is written anew although no letter of it changes.
        if *text != *source.text || source.is_broken {
            changed.push((id, text, made));
        }
    }
    changed
}
