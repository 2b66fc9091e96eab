//! Which number each record has for print and telephone, and which one comes next.
//!
//! A number is given once and never again, for it stands in booklets and on slips for years. So the highest one
//! that was ever given is kept in `hereabouts.toml`, whatever becomes of its record.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::amend;
use crate::config::Config;
use crate::diagnostic::Edit;
use crate::number::{FIRST, LAST};
use crate::record::{self, Record};
use crate::source::{Files, Source};
use crate::span::{FileId, Span};

/// The numbers of a site: of all its records, drafts too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// The highest number that was ever given; 0 if none was.
    pub highest: u32,
    /// The highest number that the configuration knows of.
    noted: u32,
    /// The file and the place of the title of each record without a number, in the order of paths.
    lacking: Vec<Span>,
}

/// The numbers that were given, and where to write them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The numbers, from the first to the last.
    pub numbers: Range<u32>,
    /// What to write into the records.
    pub edits: Vec<Edit>,
    /// How many records are left without, as there are no numbers left.
    pub left: usize,
}

impl Numbers {
    /// Reads the numbers of all records.
    pub fn read(files: &Files, config: &Config) -> Self {
        let custom = config.custom();
        let noted = config.print.last_no;
        let mut numbers = Self { highest: noted, noted, lacking: Vec::new() };
        for (id, source) in files.below(record::CONTENT).filter(|(_, s)| !s.path.starts_with("content/map")) {
            for record in record::parse(source, id, &config.kinds, &custom).0.records {
                match number(&record) {
                    Some(no) => numbers.highest = numbers.highest.max(no),
                    None if record::is_written(source, &record, "no") => {}
                    None => numbers.lacking.push(record.title.span),
                }
            }
        }
        numbers
    }

    /// The number that a new record gets; none if all are used up.
    pub fn next(&self) -> Option<u32> {
        Some((self.highest + 1).max(FIRST)).filter(|no| *no <= LAST)
    }

    /// The next number, which counts as given from now on.
    pub fn take(&mut self) -> Option<u32> {
        let next = self.next();
        self.highest = next.unwrap_or(self.highest);
        next
    }

    /// Whether the configuration has to be told of a higher number.
    pub fn is_news(&self) -> bool {
        self.highest > self.noted
    }

    /// Numbers for all records that have none, in the order of their paths; they count as given from now on.
    pub fn give(&mut self, files: &Files) -> Given {
        let first = self.next().unwrap_or(LAST + 1);
        let mut given = Given { numbers: first..first, edits: Vec::new(), left: 0 };
        for title in std::mem::take(&mut self.lacking) {
            match self.take() {
                Some(no) => {
                    given.edits.push(amend::field_behind(
                        &files.source(title.file).text,
                        title.file,
                        title.end as usize,
                        &format!("no = {no}"),
                    ));
                    given.numbers.end = no + 1;
                }
                None => given.left += 1,
            }
        }
        given
    }

    /// The configuration's text with the highest number noted in it: all else stays as it is.
    pub fn noted_in(&self, source: &Source) -> String {
        noted_in(&source.text, self.highest)
    }
}

/// The number of a record.
pub fn number(record: &Record) -> Option<u32> {
    u32::try_from(record.fields.number("no")?).ok()
}

/// `text`, a configuration, with `last_no = highest` in its table `[print]`.
fn noted_in(text: &str, highest: u32) -> String {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let (table, _) = DeTable::parse_recoverable(&text[start..]);
    let table = table.into_inner();
    let line = format!("last_no = {highest}");
    let put = |at: Range<usize>, with: &str| [&text[..start + at.start], with, &text[start + at.end..]].concat();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some((key, value)) = table.get_key_value("print") else {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
        let note =
            "# For print: the highest number that a record was given. The program writes it; no number is given twice.";
        return format!("{text}{gap}{end}{note}{end}[print]{end}{line}{end}");
    };
    if let Some((_, old)) = value.get_ref().as_table().and_then(|t| t.get_key_value("last_no")) {
        return put(old.span(), &highest.to_string());
    }
    let key = key.span();
    let line_start = text[..start + key.start].rfind(['\n', '\r']).map_or(start, |i| i + 1) - start;
    if text[start + line_start..start + key.start].trim() == "[" {
        let edit = amend::field_behind(text, FileId(0), start + key.end, &line);
        return put(edit.span.start as usize - start..edit.span.end as usize - start, &edit.text);
    }
    match value.get_ref() {
        DeValue::Table(inner) if text[start + value.span().start..].starts_with('{') => {
            let at = value.span().start + 1;
            put(at..at, &if inner.is_empty() { format!(" {line} ") } else { format!(" {line},") })
        }
        _ => put(line_start..line_start, &format!("print.{line}{end}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_number_is_noted_and_nothing_else_of_the_configuration_changes() {
        let note = "\n# For print: the highest number that a record was given. The program writes it; no number is given twice.\n";
        for (before, after) in [
            ("title = \"A\"\n", format!("title = \"A\"\n{note}[print]\nlast_no = 130\n")),
            ("title = \"A\"", format!("title = \"A\"\n{note}[print]\nlast_no = 130\n")),
            (
                "[print] # paper\nlast_no = 104 # high\n[rules]\n",
                "[print] # paper\nlast_no = 130 # high\n[rules]\n".into(),
            ),
            ("[print]\r\n# none yet\r\n[rules]\r\n", "[print]\r\nlast_no = 130\r\n# none yet\r\n[rules]\r\n".into()),
            ("[print]", "[print]\nlast_no = 130".into()),
            ("print = {}\n", "print = { last_no = 130 }\n".into()),
            ("\u{feff}print = { last_no = 1 }\n", "\u{feff}print = { last_no = 130 }\n".into()),
            ("print.last_no = 7\n", "print.last_no = 130\n".into()),
        ] {
            let noted = noted_in(before, 130);
            assert_eq!(noted, after);
            let read: toml::Table = toml::from_str(noted.trim_start_matches('\u{feff}')).expect("it is TOML");
            assert_eq!(read["print"]["last_no"].as_integer(), Some(130), "{noted}");
        }
    }
}
