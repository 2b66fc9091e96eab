//! The last part of an address: lower-case ASCII letters, digits and hyphens.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug we make, so that every path stays well below what hosts and archives allow.
const LONGEST: usize = 80;

/// `text` as a slug, or an empty string if no letter or digit of it can be written in ASCII.
///
/// Accents are dropped ("Café" → `cafe`), letters that have a usual spelling get it ("Łódź" → `lodz`,
/// "Straße" → `strasse`); everything else becomes a hyphen.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let plain = text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
    for c in plain {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'ß' => slug.push_str("ss"),
            'æ' => slug.push_str("ae"),
            'œ' => slug.push_str("oe"),
            'þ' => slug.push_str("th"),
            'ø' => slug.push('o'),
            'ł' => slug.push('l'),
            'đ' | 'ð' => slug.push('d'),
            'ı' => slug.push('i'),
            '&' => push_word(&mut slug, "and"),
            '\'' | '’' | '‘' => {}
            _ => push_hyphen(&mut slug),
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    slug.truncate(LONGEST);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Names that Windows keeps for its devices, whatever their ending.
pub fn is_reserved(stem: &str) -> bool {
    let device = |name: &str| {
        stem.strip_prefix(name).is_some_and(|n| n.len() == 1 && n != "0" && n.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(stem, "con" | "prn" | "aux" | "nul") || device("com") || device("lpt")
}

/// Whether `text` can stand in an address as it is.
pub fn is_slug(text: &str) -> bool {
    let allowed = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-');
    !text.is_empty()
        && text.len() <= LONGEST
        && text.bytes().all(allowed)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn push_hyphen(slug: &mut String) {
    if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

fn push_word(slug: &mut String, word: &str) {
    push_hyphen(slug);
    slug.push_str(word);
    slug.push('-');
}

#[cfg(test)]
mod tests {
    use super::{is_slug, slug};

    #[test]
    fn a_long_name_with_signs_that_are_words_is_cut_like_any_other() {
        let long = slug(&"&".repeat(50));
        assert!(is_slug(&long), "{long} has {} letters", long.len());
    }

    #[test]
    fn names_become_addresses() {
        assert_eq!(slug("Millbrook Repair Café"), "millbrook-repair-cafe");
        assert_eq!(slug("St Hild’s Church"), "st-hilds-church");
        assert_eq!(slug("Łódź & Straße"), "lodz-and-strasse");
        assert_eq!(slug("  --  "), "");
        assert_eq!(slug("🌻"), "");
        assert_eq!(slug("Knit & Natter"), "knit-and-natter");
    }

    #[test]
    fn every_slug_we_make_is_one() {
        for name in ["A", "Knit and Natter!", "Öde–Straße 12", &"long ".repeat(60)] {
            assert!(is_slug(&slug(name)), "{name}");
        }
    }
}
