//! TOML as people write it: what could be read, and a plain word for each line that could not.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use crate::diagnostic::Diagnostic;
use crate::mistakes::{self, Line, brace_open, duplicate_field, quote_open, table_open, toml_syntax};
use crate::source::Source;
use crate::span::{FileId, Span};

/// A piece of TOML that was read as far as it can be.
pub struct Read<'a> {
    /// The names and values; their offsets count from the start of the piece.
    pub table: DeTable<'a>,
    /// Byte ranges of the file that could not be read: what the table says of them does not count.
    pub faulty: Vec<Range<usize>>,
}

/// The text with each lone carriage return as a line feed, and each control character as a space: the same
/// length, and TOML understands it.
pub fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone = |i: usize| bytes.get(i) == Some(&b'\r') && bytes.get(i + 1) != Some(&b'\n');
    // Control characters are told by a rule of their own; they need not make a line unreadable too.
    let control = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
    if !bytes.iter().enumerate().any(|(i, &byte)| lone(i) || control(char::from(byte))) {
        return Cow::Borrowed(text);
    }
    let feeds = text.char_indices().map(|(i, c)| match c {
        '\r' if lone(i) => '\n',
        _ if control(c) => ' ',
        c => c,
    });
    Cow::Owned(feeds.collect())
}

/// So many lines at fault are looked into: a file with more is no record, and each costs a look through all of it.
const MOST_FAULTS: usize = 300;
/// So many lines of fields are read of one file.
const MOST_LINES_READ: usize = 400_000;
/// So many errors are sorted by their lines. Those behind them are not told: whoever mends these is told of them then.
const MOST_ERRORS: usize = 100_000;

/// Reads `text`, which stands at `base` in the file.
pub fn read<'a>(source: &Source, file: FileId, text: &'a str, base: usize, out: &mut Vec<Diagnostic>) -> Read<'a> {
    let text = match text.match_indices('\n').nth(MOST_LINES_READ) {
        Some((end, _)) => {
            let message = format!(
                "this file has more than {MOST_LINES_READ} lines of fields; what stands from here on is not read"
            );
            let at = Span::new(file, base + end..base + end);
            out.push(Diagnostic::new(&toml_syntax::RULE, message).at(at).help("put it into several files"));
            text.get(..end).unwrap_or(text)
        }
        None => text,
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    let table = table.into_inner();
    if errors.is_empty() {
        return Read { table, faulty: Vec::new() };
    }
    let mut found = Vec::new();
    let mut faulty: Vec<Range<usize>> = Vec::new();
    // What stands below a heading that could not be read belongs to nobody.
    let mut below_broken: Vec<Range<usize>> = Vec::new();
    let brace = brace_open::unclosed(text);
    for group in by_line(text, errors).into_iter().take(MOST_FAULTS) {
        let line = Line {
            file,
            number: source.line_column(base + group.line.start).0,
            start: base + group.line.start,
            text: text[group.line.clone()].trim_end_matches(['\r', '\n']),
            error: &group.message,
            error_at: base + group.at,
        };
        // Whatever stands behind an open brace is read as if it belonged to it, the end of a list around it too.
        if let Some(open) = brace.filter(|open| *open <= group.line.end || line.error.contains("unclosed array")) {
            if !found.iter().any(|d: &Diagnostic| d.rule == &brace_open::RULE) {
                let start = text[..open].rfind('\n').map_or(0, |i| i + 1);
                let words = text[start..].lines().next().unwrap_or("");
                let number = source.line_column(base + start).0;
                found.push(brace_open::diagnostic(
                    &Line { number, start: base + start, text: words, ..line },
                    base + open,
                ));
                // From the field that it stands in to the next heading, nothing is what it seems.
                let field = field_around(text, &table, open).unwrap_or(start);
                faulty.push(base + field..next_heading(text, base, line.start + line.text.len()));
            }
            continue;
        }
        // What follows from a fault above is not a fault of its own.
        if faulty.iter().any(|f| f.start < line.start && line.start < f.end) {
            continue;
        }
        if line.error.contains("duplicate") && below_broken.iter().any(|b| b.contains(&line.start)) {
            continue;
        }
        let mut diagnostic = mistakes::explain(&line);
        let mut whole = line.start..reach(text, base, &table, &line);
        if diagnostic.rule == &quote_open::RULE
            && let Some((end, words)) = goes_on(text, base, &line)
        {
            whole.end = end;
            diagnostic = quote_open::over_lines(diagnostic, &line, &words);
        }
        if diagnostic.rule == &table_open::RULE {
            below_broken.push(whole.start..next_heading(text, base, whole.end));
        }
        let diagnostic = if diagnostic.rule == &duplicate_field::RULE {
            name_first(diagnostic, source, &line, text, base)
        } else {
            faulty.push(whole);
            diagnostic
        };
        // Prose after an open quote is told once.
        let open = found.iter().any(|d: &Diagnostic| d.rule == &quote_open::RULE && d.message.contains("three quotes"));
        if !open {
            found.push(diagnostic);
        }
    }
    out.extend(one_for_loose_text(found));
    faulty.extend(below_broken);
    Read { table, faulty }
}

impl Read<'_> {
    /// Whether what stands at `span` could be read.
    pub fn is_sound(&self, span: Span) -> bool {
        let range = span.range();
        !self.faulty.iter().any(|f| f.start <= range.start && range.start < f.end)
    }
}

/// Where the field begins within which `at` stands: of a record among several, the field and not the record.
fn field_around(text: &str, table: &DeTable, at: usize) -> Option<usize> {
    let (key, value) =
        table.iter().filter(|(key, _)| key.span().start <= at).max_by_key(|(key, _)| key.span().start)?;
    let start = key.span().start;
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    if !text[line..].trim_start().starts_with('[') {
        return Some(start);
    }
    let below: Vec<&DeTable> = match value.get_ref() {
        DeValue::Table(table) => vec![table],
        DeValue::Array(all) => all.iter().filter_map(|one| one.get_ref().as_table()).collect(),
        _ => Vec::new(),
    };
    below.into_iter().filter_map(|table| field_around(text, table, at)).max().or(Some(start))
}

/// What the TOML reader said of one line.
struct Group {
    line: Range<usize>,
    message: String,
    at: usize,
}

/// The errors line by line; of several on one line the one that says most.
fn by_line(text: &str, errors: Vec<Error>) -> Vec<Group> {
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for error in errors.into_iter().take(MOST_ERRORS) {
        // A name of too many parts is told without a place.
        let place = error.span().map_or_else(|| longest_name(text), |s| s.start);
        let at = place.min(text.len());
        let mut at = (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        // An error behind the last character of a line belongs to that line; a string over several lines to its first.
        if error.message().contains("multi-line") {
            let opens = text[..at].rfind("\"\"\"").or_else(|| text[..at].rfind("'''"));
            at = opens.unwrap_or(at);
        } else if error.message().contains("unclosed array") {
            at = text[..at].rfind('[').unwrap_or(at);
        }
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        groups
            .entry(start)
            .and_modify(|group| {
                group.message.push_str("; ");
                group.message.push_str(error.message());
            })
            .or_insert_with(|| Group { line: start..end, message: error.message().to_owned(), at });
    }
    groups.into_values().collect()
}

/// Where the first line begins that has more full stops than any name has.
fn longest_name(text: &str) -> usize {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let name = line.split('=').next().unwrap_or("");
        if !name.trim_start().starts_with('#') && name.matches('.').count() >= 79 {
            return start;
        }
        start += line.len();
    }
    0
}

/// Where the fault that begins on `line` ends: an open list or text swallows the lines below it.
fn reach(text: &str, base: usize, table: &DeTable, line: &Line) -> usize {
    let end = line.start + line.text.len() + 1;
    if !line.error.contains("unclosed") && !line.error.contains("multi-line") && !line.error.contains("array") {
        return end;
    }
    let in_line = |at: usize| (line.start..end).contains(&(base + at));
    let values = table.iter().filter(|(key, _)| in_line(key.span().start));
    values.map(|(_, value)| base + value.span().end + 1).chain([end]).max().unwrap_or(end).min(base + text.len() + 1)
}

/// Words in quotes that go on in the lines below: the offset where those lines end, and all the words.
fn goes_on(text: &str, base: usize, line: &Line) -> Option<(usize, String)> {
    const MOST_LINES: usize = 12;
    let quote = line.value()?.chars().next().filter(|c| "\"'".contains(*c))?;
    let mut words = line.value()?[1..].trim().to_owned();
    let mut end = line.start + line.text.len();
    end += text[end - base..].chars().take_while(|c| "\r\n".contains(*c)).take(1).count();
    for below in text[end - base..].split_inclusive('\n').take(MOST_LINES) {
        let inner = Line { text: below.trim_end(), ..*line };
        if inner.key().is_some() || below.trim_start().starts_with('[') {
            return None;
        }
        end += below.len();
        let said = below.trim();
        match said.strip_suffix(quote) {
            Some(last) => return Some((end, format!("{words} {last}").trim().to_owned())),
            None => words = format!("{words} {said}"),
        }
    }
    None
}

/// The offset of the next heading in brackets after `from`, or of the end.
fn next_heading(text: &str, base: usize, from: usize) -> usize {
    let rest = text.get(from.saturating_sub(base)..).unwrap_or("");
    let heading = rest.split_inclusive('\n').scan(0, |offset, line| {
        let start = *offset;
        *offset += line.len();
        Some((start, line))
    });
    let next = heading.into_iter().find(|(_, line)| line.trim_start().starts_with('['));
    next.map_or(base + text.len() + 1, |(start, _)| from + start)
}

/// A field that stands twice: says where it stood first.
fn name_first(diagnostic: Diagnostic, source: &Source, line: &Line, text: &str, base: usize) -> Diagnostic {
    let Some(key) = line.key().or(Some(line.text.trim())) else { return diagnostic };
    let before = &text[..line.start - base];
    let mut offset = 0;
    for earlier in before.split_inclusive('\n') {
        let words = earlier.trim();
        let same = words == key || words.split_once('=').is_some_and(|(k, _)| k.trim() == key);
        if same {
            let at = base + offset + (earlier.len() - earlier.trim_start().len());
            let first = Span::new(line.file, at..at + key.len());
            return duplicate_field::with_first(diagnostic, first, source.line_column(at).0);
        }
        offset += earlier.len();
    }
    diagnostic
}

/// Several lines of prose among the fields are one fault: the fence stands too low.
fn one_for_loose_text(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = false;
    let loose = |d: &Diagnostic| d.rule == &mistakes::loose_text::RULE;
    found.into_iter().filter(|d| !loose(d) || !std::mem::replace(&mut seen, true)).collect()
}
