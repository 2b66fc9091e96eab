//! A small table in braces that does not end.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A small table that does not end.
pub static RULE: Rule = Rule {
    code: "brace-open",
    severity: Severity::Error,
    title: "a brace that is not closed",
    explain: "Several things about one value stand between braces, with commas between them: \
`offers = [{ text = \"songs\", until = 2027-01-01 }]`. Here a brace `{` has no `}` that belongs to it.",
};

/// The offset of the first brace in `text` that is never closed. Braces in texts and comments do not count.
pub fn unclosed(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            quote @ (b'"' | b'\'') => at = end_of_words(bytes, at, quote),
            b'#' => at += bytes.iter().skip(at).take_while(|&&b| b != b'\n').count(),
            b'{' => open.push(at),
            b'}' => drop(open.pop()),
            _ => {}
        }
        at += 1;
    }
    open.first().copied()
}

/// The offset of the quote that ends what begins at `start`, or of the end of the line.
fn end_of_words(bytes: &[u8], start: usize, quote: u8) -> usize {
    let three = [quote; 3];
    if let Some(rest) = bytes.get(start..).and_then(|rest| rest.strip_prefix(&three)) {
        return rest.windows(3).position(|w| w == three).map_or(bytes.len(), |i| start + 3 + i + 2);
    }
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at).filter(|&&b| b != quote && b != b'\n') {
        at += if byte == b'\\' && quote == b'"' { 2 } else { 1 };
    }
    at
}

/// `social = { facebook = "https://…"`; `line` is the one on which the brace opens, `open` its offset in the file.
pub fn diagnostic(line: &Line, open: usize) -> Diagnostic {
    let at = Span::new(line.file, open..open + 1);
    let message = format!("the brace `{{` that opens on line {} is never closed", line.number);
    let whole = line.text.trim();
    // A line that is whole but for the brace at its end is easily told from all others.
    let is_simple = whole.matches('{').count() == 1 && !whole.contains('[') && !whole.ends_with(['{', ',']);
    let help = match is_simple {
        true => format!("write `{whole} }}`"),
        false => "write a brace `}` where this part ends, before the next part or the next field begins".to_owned(),
    };
    Diagnostic::new(&RULE, message).at(at).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_words_and_comments_open_nothing() {
        assert_eq!(unclosed("a = { b = \"}\" }\nc = '{' # {\nd = \"\"\"{\"\"\""), None);
        assert_eq!(unclosed("a = { b = \"}\"\nc = 1"), Some(4));
        assert_eq!(unclosed("a = [{ b = 1, { b = 2 }]"), Some(5));
        assert_eq!(unclosed("a = \"it\nb = { c = 1"), Some(12));
    }
}
