//! What the configuration is told of the place where the site is kept and published.

use std::ops::Range;

use toml::de::DeTable;

use super::{Address, address};
use crate::config::Config;
use crate::mistakes::quoted;
use crate::repository::{Forge, Repository};

/// A line that is written into the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// The address of the site.
    BaseUrl(String),
    /// Where the files are kept.
    Repository(String),
}

/// The text of `hereabouts.toml` with what it did not say yet, and the lines that are new.
/// What somebody wrote there stays, but for an address that nobody chose: an example's, or one that a host gave.
pub fn settings(text: &str, config: &Config, repository: &Repository, stands: &Address) -> (String, Vec<Setting>) {
    let mut new = text.to_owned();
    let mut told = Vec::new();
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let Some(body) = text.get(start..) else { return (new, told) };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (table, errors) = DeTable::parse_recoverable(body);
    if !errors.is_empty() {
        return (new, told);
    }
    let table = table.into_inner();
    let spot = |name: &str| table.get(name).map(|value| start + value.span().start..start + value.span().end);
    if config.repository.is_none() && !table.contains_key("repository") {
        let lines = lines(repository);
        let gap = if new.is_empty() || new.ends_with('\n') { "" } else { end };
        let note = "# Where the files are kept, and how a reader tells of a change: by \"mail\", with a \"form\", or on the page to \"edit\".";
        let block: Vec<&str> = std::iter::once(note).chain(lines.lines()).collect();
        new.push_str(&format!("{gap}{end}{}{end}", block.join(end)));
        told.push(Setting::Repository(repository.place.url()));
    }
    if let Some(address) = stands.known() {
        match (&config.base_url, spot("base_url")) {
            // What a host gave, or nobody has, is not somebody's wish; and a domain that was asked for is a newer one.
            (Some(said), Some(at))
                if said != address && (!address::is_own(said) || matches!(stands, Address::Own(_))) =>
            {
                put(&mut new, at, &quoted(address));
                told.push(Setting::BaseUrl(address.to_owned()));
            }
            (None, None) => {
                let behind = spot("title").map(|at| at.end);
                let line = format!("base_url = {}", quoted(address));
                match behind.and_then(|at| text.get(at..)?.find('\n').map(|i| at + i + 1)) {
                    Some(at) => put(&mut new, at..at, &format!("{line}{end}")),
                    None => new.insert_str(start, &format!("{line}{end}")),
                }
                told.push(Setting::BaseUrl(address.to_owned()));
            }
            _ => {}
        }
    }
    (new, told)
}

fn put(text: &mut String, at: Range<usize>, with: &str) {
    if text.is_char_boundary(at.start) && text.is_char_boundary(at.end) {
        text.replace_range(at, with);
    }
}

/// `[repository]` with what is not as usual.
fn lines(repository: &Repository) -> String {
    let mut lines = format!("[repository]\nurl = {}\n", quoted(&repository.place.url()));
    if Forge::of_server(&repository.place.server) != Some(repository.forge) {
        lines.push_str(&format!("host = {}\n", quoted(repository.forge.word())));
    }
    if repository.branch != "main" {
        lines.push_str(&format!("branch = {}\n", quoted(&repository.branch)));
    }
    if !repository.folder.is_empty() {
        lines.push_str(&format!("folder = {}\n", quoted(&repository.folder)));
    }
    lines.push_str("suggest = [\"mail\", \"form\"]");
    lines
}
