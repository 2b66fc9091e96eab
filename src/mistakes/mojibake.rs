//! UTF-8 that was read as Windows-1252 and saved again: `CafÃ©`.

use super::not_utf8::windows_1252;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::{FileId, Span};

/// Letters that were damaged on the way.
pub static RULE: Rule = Rule {
    code: "mojibake",
    severity: Severity::Warning,
    title: "letters that were damaged on the way",
    explain: "Where a text passes through a program that mistakes its character set, é becomes Ã© and ’ becomes â€™. \
`hereabouts check --fix` puts the letters back.",
};

/// Every run of damaged letters in a text.
pub fn find(text: &str, file: FileId) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if text.is_ascii() || !text.contains(['Ã', 'Â', 'â', 'Å', 'Ä', 'Ð', 'Ñ', 'Ø', 'Ù', 'å', '‰']) {
        return found;
    }
    let mut from = 0;
    while let Some(i) =
        text[from..].find(|c: char| c as u32 >= 0xc2 && byte(c).is_some_and(|b| (0xc2..=0xf4).contains(&b)) || c == '‰')
    {
        let start = from + i;
        let (length, meant) = repaired(&text[start..]);
        if meant.is_empty() {
            from = start + text[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let end = start + length;
        // The space before may be a wide one, which takes more than one byte.
        let space = text[..start].char_indices().rfind(|(_, c)| c.is_whitespace() || *c == '"');
        let word_start = space.map_or(0, |(i, c)| i + c.len_utf8());
        let word_end = text[end..].find(|c: char| c.is_whitespace() || c == '"').map_or(text.len(), |i| end + i);
        let damaged = &text[word_start..word_end];
        let whole = format!("{}{meant}{}", &text[word_start..start], repaired_all(&text[end..word_end]))
            .trim_start()
            .to_owned();
        let message = format!("`{damaged}` was damaged on the way; it should read `{whole}`");
        let help = format!("write `{whole}`, or run `hereabouts check --fix`");
        let at = Span::new(file, word_start..word_end);
        found.push(Diagnostic::new(&RULE, message).at(at).help(help).fix(at, whole));
        from = word_end.max(end);
        if found.len() == 20 {
            break;
        }
    }
    found
}

/// What spreadsheets of old make of letters that were damaged already: a space, quotes and dashes.
const TWICE: [(&str, &str); 6] = [("åÊ", " "), ("‰Ûª", "’"), ("‰ÛÔ", "‘"), ("‰ÛÏ", "“"), ("‰ÛÐ", "–"), ("‰ÛÑ", "—")];

/// The run of damaged letters at the start of `text`: how long it is, and what it was.
fn repaired(text: &str) -> (usize, String) {
    if let Some((damaged, meant)) = TWICE.iter().find(|(damaged, _)| text.starts_with(damaged)) {
        return (damaged.len(), (*meant).to_owned());
    }
    let mut bytes = Vec::new();
    let mut length = 0;
    for c in text.chars().take(4) {
        let Some(byte) = byte(c) else { break };
        bytes.push(byte);
        length += c.len_utf8();
        if bytes.len() >= 2
            && let Ok(meant) = std::str::from_utf8(&bytes)
        {
            return (length, meant.to_owned());
        }
    }
    (0, String::new())
}

fn repaired_all(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (length, meant) = if c.is_ascii() { (0, String::new()) } else { repaired(rest) };
        if meant.is_empty() {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.push_str(&meant);
            rest = &rest[length..];
        }
    }
    out
}

/// The byte that Windows-1252 has for a character.
fn byte(c: char) -> Option<u8> {
    (0x80..=0xff).find(|&b| windows_1252(b) == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_letters_are_put_back_and_good_ones_left_alone() {
        let found = find("Repair CafÃ© at Maryâ€™s house", FileId(0));
        let mends: Vec<_> = found.iter().map(|d| d.fix.as_ref().unwrap().text.as_str()).collect();
        assert_eq!(mends, ["Café", "Mary’s"]);
        let twice = find("St Oswald‰Ûªs, Street,åÊYork, åÊlibrary@york.example, 5‰", FileId(0));
        let mends: Vec<_> = twice.iter().map(|d| d.fix.as_ref().unwrap().text.as_str()).collect();
        assert_eq!(mends, ["Oswald’s,", "Street, York,", "library@york.example,"]);
        let behind = find("the\u{a0}CafÃ©", FileId(0));
        assert_eq!(behind[0].fix.as_ref().unwrap().text, "Café");
        assert!(find("Ysgol Feithrin, Łódź, São Paulo, Ångström, ÂNGELA", FileId(0)).is_empty());
    }
}
