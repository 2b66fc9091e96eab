//! The configuration of a git repository, as far as it says where the repository is kept.

use std::collections::BTreeMap;

/// Another copy of the repository, with which git exchanges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Its name: `origin`.
    pub name: String,
    /// Its address, as git would use it. It may hold a password: it is not for showing.
    pub url: String,
}

/// What the configuration says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GitConfig {
    /// The remotes, in the order in which they are named first.
    pub remotes: Vec<Remote>,
    /// The remote of each branch that has one.
    pub upstreams: BTreeMap<String, String>,
}

/// Reads the text of `.git/config`. What cannot be read is passed over, as it is git's to tell.
pub fn read(text: &str) -> GitConfig {
    let mut config = GitConfig::default();
    let mut instead: Vec<(String, String)> = Vec::new();
    let mut section = (String::new(), String::new());
    for line in logical_lines(text) {
        let line = line.trim();
        let rest = match heading(line) {
            Some((found, rest)) => {
                section = found;
                rest
            }
            None => line,
        };
        let Some((key, value)) = entry(rest) else { continue };
        match (section.0.as_str(), key.as_str()) {
            // The first address is the one that is fetched from.
            ("remote", "url") if config.remotes.iter().all(|r| r.name != section.1) => {
                config.remotes.push(Remote { name: section.1.clone(), url: value });
            }
            ("branch", "remote") => drop(config.upstreams.insert(section.1.clone(), value)),
            ("url", "insteadof") => instead.push((value, section.1.clone())),
            _ => {}
        }
    }
    for remote in &mut config.remotes {
        // The longest that fits, as git does.
        let fits = instead.iter().filter(|(short, _)| !short.is_empty() && remote.url.starts_with(short.as_str()));
        if let Some((short, long)) = fits.max_by_key(|(short, _)| short.len()) {
            remote.url = format!("{long}{}", remote.url.strip_prefix(short.as_str()).unwrap_or(""));
        }
    }
    config
}

/// Lines, those that end in a backslash joined with the next.
fn logical_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let (line, more) = match line.strip_suffix('\\') {
            Some(line) => (line, true),
            None => (line, false),
        };
        match lines.last_mut().filter(|_| goes_on) {
            Some(last) => last.push_str(line),
            None => lines.push(line.to_owned()),
        }
        goes_on = more;
    }
    lines
}

/// `[remote "origin"]`, and what stands behind it on the line.
fn heading(line: &str) -> Option<((String, String), &str)> {
    let inner = line.strip_prefix('[')?;
    let Some((name, rest)) = inner.split_once('"') else {
        let (name, rest) = inner.split_once(']')?;
        // An old way of writing: `[remote.origin]`.
        let (name, of) = name.split_once('.').unwrap_or((name, ""));
        return Some(((name.trim().to_ascii_lowercase(), of.to_owned()), rest));
    };
    let (of, rest) = quoted(rest)?;
    Some(((name.trim().to_ascii_lowercase(), of), rest.trim_start().strip_prefix(']')?))
}

/// What stands up to the closing quotation mark, and what stands behind it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut words = String::new();
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return Some((words, text.get(at + 1..)?)),
            '\\' => words.push(characters.next()?.1),
            c => words.push(c),
        }
    }
    None
}

/// `url = https://…`, without what is noted behind it.
fn entry(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once('=')?;
    let key = key.trim().to_ascii_lowercase();
    if key.starts_with(['#', ';']) {
        return None;
    }
    let mut words = String::new();
    let mut in_quotes = false;
    let mut characters = value.trim().chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => in_quotes = !in_quotes,
            '\\' => words.extend(characters.next()),
            '#' | ';' if !in_quotes => break,
            c => words.push(c),
        }
    }
    Some((key, words.trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(text: &str) -> Vec<(String, String)> {
        read(text).remotes.into_iter().map(|r| (r.name, r.url)).collect()
    }

    #[test]
    fn remotes_stand_in_their_order_with_their_first_address() {
        let text = "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@github.com:a/b.git ; home\n\turl = second\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[remote \"mirror\"] url = \"https://codeberg.org/a/b\" # there\n[branch \"main\"]\n\tremote = origin\n\tmerge = refs/heads/main\n";
        assert_eq!(
            urls(text),
            [("origin".into(), "git@github.com:a/b.git".into()), ("mirror".into(), "https://codeberg.org/a/b".into())]
        );
        assert_eq!(read(text).upstreams["main"], "origin");
    }

    #[test]
    fn shortened_addresses_are_written_out() {
        let text = "[url \"https://github.com/\"]\n insteadOf = gh:\n[remote \"origin\"]\n url = gh:a/b\n";
        assert_eq!(urls(text), [("origin".into(), "https://github.com/a/b".into())]);
    }

    #[test]
    fn notes_odd_lines_and_lines_that_go_on_do_no_harm() {
        let text = "\u{feff}; note\n[remote.origin]\n# url = x\nurl = https://a.example/\\\n  b/c\n[broken\nurl\n[remote \"x\n";
        assert_eq!(urls(text), [("origin".into(), "https://a.example/  b/c".into())]);
        assert_eq!(urls(""), []);
    }
}
