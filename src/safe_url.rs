//! Addresses that may stand in a page: judged once, after entities are decoded, and then trusted.

/// An address that is safe to follow: `http`, `https`, `mailto`, `tel`, `sms`, `geo`, or relative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeUrl(String);

/// The schemes that lead somewhere and do nothing.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "sms", "geo"];

impl SafeUrl {
    /// `url` without control characters and spaces around it, if it is safe.
    pub fn new(url: &str) -> Option<Self> {
        // Browsers skip these within a scheme, so they must not count when it is judged.
        let mut plain: String =
            url.chars().filter(|c| !c.is_control() && !('\u{200b}'..='\u{200f}').contains(c)).collect();
        // After those are gone: they may stand before the spaces.
        plain = plain.trim().to_owned();
        let head = plain.split(['/', '?', '#']).next().unwrap_or("");
        match head.split_once(':') {
            Some((scheme, _)) if !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) => None,
            _ if plain.starts_with("//") || plain.starts_with('\\') || plain.starts_with("/\\") => None,
            _ => Some(Self(plain)),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads to another site or program rather than to a file of this one.
    pub fn is_outside(&self) -> bool {
        self.0.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'))
    }
}

#[cfg(test)]
mod tests {
    use super::SafeUrl;

    #[test]
    fn only_addresses_that_lead_somewhere_are_safe() {
        for safe in
            ["https://repair.example/", "mailto:a@b.example", "tel:+44", "../places/hall.md", "#when", "a?b=c:d"]
        {
            assert!(SafeUrl::new(safe).is_some(), "{safe}");
        }
        for unsafe_ in [
            "javascript:alert(1)",
            "JaVa\tscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "\0 //evil.example",
            "\u{1f} /\\evil.example",
            "file:///etc/passwd",
        ] {
            assert!(SafeUrl::new(unsafe_).is_none(), "{unsafe_}");
        }
    }
}
