//! Names become addresses that stay where they belong, and addresses that act are not let through.
#![no_main]

use hereabouts::safe_url::SafeUrl;
use hereabouts::slug::{is_slug, slug};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let made = slug(text);
    assert!(made.is_empty() || is_slug(&made), "{made:?}");
    assert_eq!(slug(&made), made, "a slug is its own slug");
    if is_slug(text) {
        assert!(!text.contains(['/', '\\', '.', '%', ':', '\0']), "{text:?} could leave its folder");
    }
    if let Some(url) = SafeUrl::new(text) {
        acts_not(&url);
    }
});

/// Read as the URL standard reads an address on a page: without the controls and spaces around it, and without tabs and line
/// ends anywhere.
fn acts_not(url: &SafeUrl) {
    let read: String = url.as_str().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let read = read.trim_matches(|c: char| c <= ' ');
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    if let Some((scheme, _)) = read.split_once(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(is_scheme)
    {
        let known = ["http", "https", "mailto", "tel", "sms", "geo"];
        assert!(known.contains(&scheme.to_ascii_lowercase().as_str()), "{read:?} does something");
        assert!(url.is_outside(), "{read:?} is taken for a file of the site");
    } else {
        let leads_away = read.starts_with(['/', '\\']) && read[1..].starts_with(['/', '\\']);
        assert!(!leads_away, "{read:?} leads to another site");
    }
}
