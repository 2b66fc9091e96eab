//! Numbers for print, written into the files by whichever command gives them.

use camino::Utf8Path;

use crate::config;
use crate::diagnostic::Diagnostic;
use crate::fix;
use crate::numbering::{Given, Numbers};
use crate::source::Files;
use crate::write::sources;

/// Gives every record a number that has none.
pub fn give(root: &Utf8Path, files: &Files, mut numbers: Numbers) -> Result<Given, Box<Diagnostic>> {
    let given = numbers.give(files);
    // First of all: a number that was noted and not used is lost, one that was used and not noted is given twice.
    note(root, files, &numbers)?;
    for (id, text, _) in fix::put(files, given.edits.iter().collect()) {
        sources::replace(root, &files.source(id).path, &text)?;
    }
    Ok(given)
}

/// Notes in the configuration which number was given last.
pub fn note(root: &Utf8Path, files: &Files, numbers: &Numbers) -> Result<(), Box<Diagnostic>> {
    match files.find(config::FILE) {
        Some((_, source)) if numbers.is_news() && !source.is_broken => {
            sources::replace(root, &source.path, &numbers.noted_in(source))
        }
        _ => Ok(()),
    }
}

/// "Gave 30 records their numbers for print, 101 to 130.", if any were given.
pub fn in_words(given: &Given) -> Option<String> {
    let (first, last) = (given.numbers.start, given.numbers.end.saturating_sub(1));
    let left = match given.left {
        0 => String::new(),
        n => format!(" There are no numbers left for {n} more."),
    };
    match given.edits.len() {
        0 => Some(left.trim_start().to_owned()).filter(|left| !left.is_empty()),
        1 => Some(format!("Gave 1 record its number for print, {first}.{left}")),
        n => Some(format!("Gave {n} records their numbers for print, {first} to {last}.{left}")),
    }
}
