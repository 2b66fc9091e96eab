//! Characters that nobody sees.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::{FileId, Span};

/// Characters that nobody sees.
pub static RULE: Rule = Rule {
    code: "hidden-character",
    severity: Severity::Warning,
    title: "a character that nobody sees",
    explain: "Text that was copied from a web page or a chat may bring characters along that have no shape: spaces without \
width, marks that turn the direction of writing, control characters. They break searching and sorting. \
`hereabouts check --fix` takes them out.",
};

/// The name of a character that should not stand in a record, and what it becomes.
fn unwanted(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        '\u{200b}' => ("a space without width", ""),
        '\u{2060}' => ("a joiner without width", ""),
        '\u{feff}' => ("a byte-order mark in the middle of the text", ""),
        '\u{00ad}' => ("a soft hyphen", ""),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ("a mark that turns the direction of writing", ""),
        '\0' => ("a zero byte", ""),
        '\u{1}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => ("a control character", ""),
        '\u{2028}' | '\u{2029}' => ("a line separator", " "),
        '\u{fffe}' | '\u{ffff}' => ("a character that is none", ""),
        _ => return None,
    })
}

/// `text` without the characters that should not stand in a record, however they got into it.
pub fn without(text: &str) -> std::borrow::Cow<'_, str> {
    let plain = text.bytes().all(|b| (0x20..0x7f).contains(&b));
    if plain || !text.chars().any(|c| unwanted(c).is_some()) {
        return text.into();
    }
    let kept = text.chars().map(|c| unwanted(c).map_or_else(|| c.to_string(), |(_, instead)| instead.to_owned()));
    kept.collect::<String>().into()
}

/// An unwanted character in a value that is written as an escape, `"Choir\u200b"`; `raw` is the value as it stands in the file.
pub fn escaped(value: &str, raw: &str, at: Span) -> Option<Diagnostic> {
    let c = value.chars().find(|&c| unwanted(c).is_some() && !raw.contains(c))?;
    let (name, _) = unwanted(c)?;
    let message = format!("there is {name} here (U+{:04X}), written as an escape; it is left out", c as u32);
    Some(Diagnostic::new(&RULE, message).at(at).help("delete it: the backslash and the letters and digits behind it"))
}

/// Every unwanted character in a file; the byte-order mark at its very start is none.
pub fn find(text: &str, file: FileId) -> Vec<Diagnostic> {
    // The unwanted ASCII characters and the first bytes of all others: most texts have none of them.
    let suspicious = |&b: &u8| {
        b < 9 || b == 11 || b == 12 || (14..32).contains(&b) || b == 127 || b == 0xc2 || b == 0xe2 || b == 0xef
    };
    // Without a way out, so that many bytes are looked at in one step.
    if !text.as_bytes().iter().fold(false, |found, byte| found | suspicious(byte)) {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut run_end = 0;
    for (i, c) in text.char_indices() {
        let Some((name, becomes)) = unwanted(c).filter(|_| !(c == '\u{feff}' && i == 0)) else { continue };
        // Many of a kind in a row are one slip.
        if i < run_end {
            continue;
        }
        run_end = i + text[i..].chars().take_while(|&next| next == c).map(char::len_utf8).sum::<usize>();
        let at = Span::new(file, i..run_end);
        let message = format!("there is {name} here (U+{:04X})", c as u32);
        let start = text[..i].rfind(['\n', '\r']).map_or(0, |i| i + 1);
        let line: String =
            text[start..].lines().next().unwrap_or("").chars().filter(|&c| unwanted(c).is_none()).collect();
        let help =
            format!("delete it, so that the line reads: {}; or run `hereabouts check --fix`", super::shortened(&line));
        found.push(Diagnostic::new(&RULE, message).at(at).help(help).fix(at, becomes));
        if found.len() == 20 {
            break;
        }
    }
    found
}

/// A space that is not a space, where only a real one will do: `title\u{a0}= "x"`.
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let odd =
        |c: char| c == '\u{a0}' || c == '\u{3000}' || ('\u{2000}'..='\u{200b}').contains(&c) || unwanted(c).is_some();
    let (i, c) = line.text.char_indices().find(|&(_, c)| odd(c))?;
    let outside = line.text[..i].matches('"').count().is_multiple_of(2);
    if !outside {
        return None;
    }
    let at = line.span_of(&line.text[i..i + c.len_utf8()]);
    let diagnostic = Diagnostic::new(&RULE, "there is a character here that looks like a space but is none");
    let mended = if c == '\u{200b}' || unwanted(c).is_some() { "" } else { " " };
    Some(
        Diagnostic { severity: Severity::Error, ..diagnostic }
            .at(at)
            .help("delete it and type an ordinary space")
            .fix(at, mended),
    )
}
