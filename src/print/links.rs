//! Addresses within words: e-mail, the web, and whatever is known to be one.

use std::ops::Range;

/// An address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// Where it leads.
    pub address: String,
    /// What it is, as it stands there.
    pub words: String,
}

/// Every address in a text: e-mail, what begins like an address of the web, and those that are known, each as one says it
/// with where it leads.
pub fn find(text: &str, known: &[(String, String)]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive([' ', '\u{a0}', '\n']) {
        let begin = at;
        at += word.len();
        let edge = |c: char| !c.is_alphanumeric() && c != '/';
        let bare = word.trim_end_matches(edge);
        let start = bare.len() - bare.trim_start_matches(edge).len();
        let bare = &bare[start..];
        let address = known.iter().find(|(said, _)| said == bare).map(|(_, address)| address.clone());
        if let Some(address) = address.or_else(|| address_of(bare)) {
            let from = begin + start;
            found.push(Found { at: from..from + bare.len(), address, words: bare.to_owned() });
        }
    }
    found
}

/// Where a word leads that is an address by its looks.
fn address_of(word: &str) -> Option<String> {
    if word.starts_with("https://") || word.starts_with("http://") {
        return Some(word.to_owned());
    }
    if word.starts_with("www.") {
        return Some(format!("https://{word}"));
    }
    let (name, host) = word.split_once('@')?;
    let is_host = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
    let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_+".contains(c));
    (!name.is_empty() && is_host && is_plain(name) && is_plain(host)).then(|| format!("mailto:{word}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_and_nothing_else() {
        let known = [("hall.example".to_owned(), "https://hall.example/".to_owned())];
        let of =
            |text: &str| find(text, &known).into_iter().map(|f| (text[f.at].to_owned(), f.address)).collect::<Vec<_>>();
        let pair = |words: &str, address: &str| (words.to_owned(), address.to_owned());
        assert_eq!(
            of("Write to (a.b@c.example), or look at hall.example."),
            [pair("a.b@c.example", "mailto:a.b@c.example"), pair("hall.example", "https://hall.example/")]
        );
        assert_eq!(of("9.30am e.g. other.example, a@b, @c.d é@é.é"), []);
        assert_eq!(of("see www.x.example/y"), [pair("www.x.example/y", "https://www.x.example/y")]);
    }
}
