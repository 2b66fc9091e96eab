//! Bytes that are not UTF-8 text.

use camino::Utf8Path;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::{FileId, Span};

/// A file in another character set.
pub static RULE: Rule = Rule {
    code: "not-utf8",
    severity: Severity::Error,
    title: "a file in another character set",
    explain: "Text files are kept as UTF-8 nowadays, in which every letter of every script has its place. An old program may \
save letters such as é or £ in another way. In your editor, choose “Save as” and the encoding UTF-8; or run \
`hereabouts check --fix`, which converts the file.",
};

/// How the bytes of a file are to be read.
#[derive(Debug, PartialEq, Eq)]
pub enum Decoded {
    /// UTF-8, as it should be.
    Utf8(String),
    /// In another character set: the text as it was surely meant, the set's name, and the offset in
    /// the text of the first letter that shows it.
    Other(String, &'static str, usize),
}

/// Reads the bytes of a file as text.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if bytes.starts_with(&[0xff, 0xfe]) || looks_like_utf16(&bytes, u16::from_le_bytes) {
        return Decoded::Other(utf16(&bytes, u16::from_le_bytes), "UTF-16", 0);
    }
    if bytes.starts_with(&[0xfe, 0xff]) || looks_like_utf16(&bytes, u16::from_be_bytes) {
        return Decoded::Other(utf16(&bytes, u16::from_be_bytes), "UTF-16", 0);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::Utf8(text),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text: String = error.as_bytes().iter().map(|&b| windows_1252(b)).collect();
            // Everything before the first bad byte may hold letters that were good UTF-8: keep those.
            let (good, rest) = error.as_bytes().split_at(valid);
            let good = String::from_utf8_lossy(good).into_owned();
            let rest: String = rest.iter().map(|&b| windows_1252(b)).collect();
            if good.is_ascii() {
                Decoded::Other(text, "Windows-1252", valid)
            } else {
                Decoded::Other(good + &rest, "Windows-1252", valid)
            }
        }
    }
}

/// Every second byte of the beginning is zero.
fn looks_like_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let start = bytes.as_chunks().0.iter().take(32);
    let of_one_byte = start.clone().filter(|&&pair| matches!(unit(pair), 1..=0xff)).count();
    start.len() >= 4 && of_one_byte * 10 >= start.len() * 9
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks().0.iter().map(|&pair| unit(pair));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    text.trim_start_matches('\u{feff}').to_owned()
}

/// The character that Windows-1252 has for a byte.
pub fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let high = byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)));
    high.copied().unwrap_or(char::from(byte))
}

/// The file `path` was saved as `set`; its text reads `text`, and the first odd letter is at `offset`.
pub fn diagnostic(file: FileId, path: &Utf8Path, text: &str, set: &str, offset: usize) -> Diagnostic {
    let offset = (0..=offset.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let start = text[..offset].rfind('\n').map_or(0, |i| i + 1);
    let telling = text[start..].lines().find(|l| !l.trim().is_empty() && l.trim() != "+++");
    let line = telling.unwrap_or("");
    let which = if text[start..].starts_with(line) { "this line" } else { "its first line" };
    let message = format!("this file was saved as {set}, not as UTF-8; {which} would read: {}", super::shortened(line));
    let help =
        format!("save `{path}` again with the encoding UTF-8, or run `hereabouts check --fix`, which converts it");
    // An edit that changes nothing: whoever applies it writes the file anew, in UTF-8.
    let nothing = Span::new(file, 0..0);
    let end = text[offset..].chars().next().map_or(0, char::len_utf8);
    Diagnostic::new(&RULE, message).at(Span::new(file, offset..offset + end)).help(help).fix(nothing, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_character_sets_are_read_as_they_were_meant() {
        assert_eq!(decode(b"Caf\xe9 \x80 5".to_vec()), Decoded::Other("Café € 5".into(), "Windows-1252", 3));
        let utf16: Vec<u8> = "\u{feff}+++ Café".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(utf16), Decoded::Other("+++ Café".into(), "UTF-16", 0));
        assert_eq!(decode("Café".as_bytes().to_vec()), Decoded::Utf8("Café".into()));
    }
}
