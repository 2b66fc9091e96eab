//! What goes with a record when it is removed, and where else it is still spoken of.

use std::ops::Range;

use camino::Utf8PathBuf;

use crate::config::Config;
use crate::directory::{Directory, of_record};
use crate::record::{self, Record};
use crate::slug::slug;
use crate::source::{Files, Source};

/// What becomes of the file that a record stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest {
    /// It held nothing else, and goes.
    Nothing,
    /// It holds other records, and this is what is left.
    Text(String),
}

/// All that is to be done, and said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// What becomes of the record's file.
    pub rest: Rest,
    /// Pictures that nothing else shows, and that go too.
    pub pictures: Vec<Utf8PathBuf>,
    /// Pictures that others show as well, and that stay.
    pub shared: Vec<Utf8PathBuf>,
    /// Where its name or the names of its people still stand.
    pub mentions: Vec<Mention>,
}

/// A line in which something still stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The file, from the site's folder.
    pub path: Utf8PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub what: String,
}

/// Plans the removal of a record of the directory, which has the drafts too. None if its lines cannot be told from
/// those of its neighbours in the file.
pub fn plan(record: &Record, directory: &Directory, files: &Files, config: &Config) -> Option<Removal> {
    let source = files.source(record.span.file);
    let rest = rest(record, source, config)?;
    let all = directory.records.iter().chain(directory.duplicates.iter().map(|(record, _)| record));
    let others = all.filter(|other| !std::ptr::eq(*other, record));
    let mut of_others = directory.pictures_of_pages(files);
    of_others.extend(others.flat_map(|other| of_record(other, files)));
    let own = of_record(record, files).into_keys();
    let (shared, pictures) = own.partition(|path| of_others.contains_key(path));
    let mentions = mentions(record, &rest, files);
    Some(Removal { rest, pictures, shared, mentions })
}

/// The file without the record.
fn rest(record: &Record, source: &Source, config: &Config) -> Option<Rest> {
    let parsed = |source: &Source| record::parse(source, record.span.file, &config.kinds, &config.custom()).0.records;
    let before = parsed(source);
    if before.len() <= 1 {
        return Some(Rest::Nothing);
    }
    let mut text = source.text.to_string();
    text.replace_range(block(&source.text, record.title.span.start as usize)?, "");
    // The others must be there as they were, and none beside them.
    let after = parsed(&Source { text: text.as_str().into(), ..source.clone() });
    let slugs = |records: &[Record]| records.iter().map(|r| r.slug.value.clone()).collect::<Vec<_>>();
    let left: Vec<String> = slugs(&before).into_iter().filter(|slug| *slug != record.slug.value).collect();
    (slugs(&after) == left && left.len() + 1 == before.len()).then_some(Rest::Text(text))
}

/// The lines of the table `[[…]]` in which something stands at `at`, with the comment above it.
fn block(text: &str, at: usize) -> Option<Range<usize>> {
    let is_head = |line: &str| line.trim_start().starts_with("[[") && !line.trim_start().contains('.');
    let mut heads = Vec::new();
    let mut begin = 0;
    let mut comment = None;
    for line in text.split_inclusive('\n') {
        if is_head(line) {
            heads.push(comment.unwrap_or(begin));
        }
        comment = if line.starts_with('#') { comment.or(Some(begin)) } else { None };
        begin += line.len();
    }
    let start = heads.iter().rev().find(|head| **head <= at).copied()?;
    let end = heads.iter().find(|head| **head > at).copied().unwrap_or(text.len());
    Some(start..end)
}

/// Every line that still names it: by its slug, its title, or its people.
fn mentions(record: &Record, rest: &Rest, files: &Files) -> Vec<Mention> {
    let people = ["person", "tellers"].into_iter().flat_map(|field| record.fields.words(field));
    let people = people.chain(record.fields.tables("contact").iter().flat_map(|contact| contact.words("name")));
    let mut names: Vec<String> = people.map(|name| name.value.trim().to_lowercase()).collect();
    names.push(record.title.value.trim().to_lowercase());
    // Very short names stand in other words.
    names.retain(|name| name.chars().count() > 2);
    let own = &record.slug.value;
    let mut mentions = Vec::new();
    for (number, source) in files.sources.iter().enumerate() {
        let text: &str = match rest {
            Rest::Nothing if number == record.span.file.0 as usize => continue,
            Rest::Text(text) if number == record.span.file.0 as usize => text,
            _ => &source.text,
        };
        for (line, what) in text.lines().enumerate() {
            let low = what.to_lowercase();
            let is_named = names.iter().any(|name| has_word(&low, name));
            let is_linked = low.contains(own.as_str()) && words(what).any(|word| slug(word) == *own);
            if is_named || is_linked {
                mentions.push(Mention { path: source.path.clone(), line: line + 1, what: what.trim().to_owned() });
            }
        }
    }
    mentions
}

/// Whether words stand in a line as words, and not within others.
fn has_word(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(at, found)| {
        let before = line[..at].chars().next_back();
        let after = line[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The parts of a line that may be a slug.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
    parts.filter(|part| !part.is_empty())
}
