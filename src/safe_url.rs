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
            Some((scheme, _)) if gives_orders(scheme, plain.get(scheme.len() + 1..).unwrap_or("")) => None,
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

/// Whether more is asked for than to ring a number or to write to somebody: stars and hashes set up a telephone, semicolons and
/// commas dial on by themselves, and a message may have readers that its writer does not see.
fn gives_orders(scheme: &str, rest: &str) -> bool {
    let rest = percents(rest).to_ascii_lowercase();
    let (to, more) = rest.split_once('?').unwrap_or((&rest, ""));
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')' | ' ' | '/');
    let only = |keys: &[&str]| more.split('&').all(|part| keys.contains(&part.split('=').next().unwrap_or("")));
    match scheme.to_ascii_lowercase().as_str() {
        "tel" => rest.contains(|c| !is_number(c)),
        "sms" => to.contains(|c| !is_number(c)) || !only(&["", "body"]),
        // A line end in a subject could begin another heading; the text may have its own.
        "mailto" => {
            let subject = more.split('&').find(|part| part.starts_with("subject="));
            to.contains([',', ';'])
                || !only(&["", "subject", "body"])
                || subject.is_some_and(|s| s.contains(['\r', '\n']))
        }
        _ => false,
    }
}

/// `text` as it stands in the query of an address.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3 / 2);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => {
                let digit = |n: u8| char::from(if n < 10 { b'0' + n } else { b'A' + n - 10 });
                out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    out
}

/// `path` as it stands in an address, its slashes as they are.
pub fn encode_path(path: &str) -> String {
    path.split('/').map(encode).collect::<Vec<_>>().join("/")
}

/// What an address says once its percents are read. Letters of other alphabets become no letters, which is all the same here.
fn percents(text: &str) -> String {
    let mut parts = text.split('%');
    let mut read = parts.next().unwrap_or("").to_owned();
    for part in parts {
        match part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                read.push(char::from(byte));
                read.push_str(part.get(2..).unwrap_or(""));
            }
            None => read.extend(["%", part]),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::SafeUrl;

    #[test]
    fn only_addresses_that_lead_somewhere_are_safe() {
        for safe in [
            "https://repair.example/",
            "mailto:a@b.example?subject=Hello",
            "tel:+44%201632",
            "sms:+44?body=Hello",
            "../places/hall.md",
            "#when",
            "a?b=c:d",
        ] {
            assert!(SafeUrl::new(safe).is_some(), "{safe}");
        }
        for unsafe_ in [
            "javascript:alert(1)",
            "JaVa\tscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "tel:*21*0900#",
            "tel:01632,,1",
            "TEL:01632;phone-context=x",
            "sms:0900?body=JOIN&x=y",
            "sms:to:a@b.example",
            "mailto:a@b.example?bcc=c@d.example",
            "mailto:a@b.example,c@d.example",
            "mailto:a@b.example%2Cc@d.example",
            "mailto:a@b.example;c@d.example",
            "mailto:a@b.example?subject=x%0D%0ABcc:c@d.example",
            "mailto:a@b.example?subject=x&CC=c@d.example",
            "//evil.example",
            "\0 //evil.example",
            "\u{1f} /\\evil.example",
            "file:///etc/passwd",
        ] {
            assert!(SafeUrl::new(unsafe_).is_none(), "{unsafe_}");
        }
    }
}
