//! Fields written into a record that is there already: only their lines change, whatever stands around them.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::mistakes::{hidden_character, quoted};
use crate::record::{self, Record};
use crate::source::Source;
use crate::span::{FileId, Span};

/// What becomes of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It says this, as it stands behind the `=`.
    Is(String),
    /// Its line goes.
    Gone,
}

/// Words as they stand behind an `=`, on one line.
pub fn words(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    quoted(hidden_character::without(&line).trim())
}

/// The pieces of the record's file that change so that its fields say this. What is there is replaced; what is
/// not stands in a line of its own behind the field before it, the first of all behind the record's last field.
pub fn set(source: &Source, record: &Record, fields: &[(&str, Value)]) -> Vec<Edit> {
    let text: &str = &source.text;
    let file = record.span.file;
    let mut edits = Vec::new();
    let mut behind = last_field(text, record);
    for (name, value) in fields {
        let place = place(source, record, name);
        match (place, value) {
            (Some(place), Value::Is(value)) => {
                behind = place.end;
                edits.push(Edit { span: Span::new(file, place), text: value.clone() });
            }
            (Some(place), Value::Gone) if is_line_of_its_own(text, name, place.start) => {
                let start = line_start(text, place.start);
                let (end, _) = below(text, place.end);
                edits.push(Edit { span: Span::new(file, start..end), text: String::new() });
            }
            (None, Value::Is(value)) => edits.push(field_behind(text, file, behind, &format!("{name} = {value}"))),
            (_, Value::Gone) => {}
        }
    }
    edits
}

/// A field put behind what ends at `at`: in a line of its own below, or behind a comma if both stand in one
/// table on one line.
pub fn field_behind(text: &str, file: FileId, at: usize, line: &str) -> Edit {
    if is_in_braces(text, at) {
        return Edit { span: Span::new(file, at..at), text: format!(", {line}") };
    }
    let (to, line_end) = below(text, at);
    let text = match line_end {
        "" => format!("\n{line}"),
        line_end => format!("{line}{line_end}"),
    };
    Edit { span: Span::new(file, to..to), text }
}

/// Where the line below the one with `at` begins, and how lines end there; the end of the text if there is none.
fn below(text: &str, at: usize) -> (usize, &str) {
    match text[at..].find(['\n', '\r']).map(|i| at + i) {
        Some(end) => {
            let next = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
            (next, &text[end..next])
        }
        None => (text.len(), ""),
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    text[..at].rfind(['\n', '\r']).map_or(bom, |i| i + 1)
}

/// Whether what ends at `at` stands in a table on one line.
fn is_in_braces(text: &str, at: usize) -> bool {
    let mut quote = None;
    let mut depth = 0;
    for c in text[line_start(text, at)..at].chars() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth -= 1,
            _ => {}
        }
    }
    depth > 0
}

fn is_line_of_its_own(text: &str, name: &str, at: usize) -> bool {
    let before = text[line_start(text, at)..at].trim();
    before.strip_prefix(name).is_some_and(|rest| rest.trim() == "=")
}

/// Where the value of a field stands, or what was meant as one.
fn place(source: &Source, record: &Record, name: &str) -> Option<Range<usize>> {
    if let Some(field) = record.fields.get(name) {
        return Some(field.span.range());
    }
    let line = record::written_line(source, record, name)?;
    let equals = line.start + source.text[line.clone()].find('=')? + 1;
    let said = &source.text[equals..line.end];
    let said = said.find(" #").map_or(said, |i| &said[..i]);
    let start = equals + (said.len() - said.trim_start().len());
    Some(start..start.max(equals + said.trim_end().len()))
}

/// Where the last field of the record ends that stands above its tables.
fn last_field(text: &str, record: &Record) -> usize {
    let plain = record.fields.0.iter().filter(|field| {
        let before = &text[line_start(text, field.key.start as usize)..field.key.start as usize];
        before.trim().is_empty() || before.contains('{')
    });
    let ends = plain.map(|field| field.span.end).chain([record.title.span.end]);
    ends.max().unwrap_or(record.title.span.end) as usize
}
