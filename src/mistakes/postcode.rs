//! Postcodes: their usual shape, and the letters and digits that are taken for each other.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;

/// Not a postcode.
pub static RULE: Rule = Rule {
    code: "postcode",
    severity: Severity::Warning,
    title: "not a postcode",
    explain: "A postcode finds a place on a map only if every letter is right. The letter O and the digit 0, and I and 1, are \
easily taken for each other.",
};

/// `value` as it should be shown, or what is wrong with it. Only the postcodes of the United
/// Kingdom are known; elsewhere everything is accepted.
pub fn read(value: &Spanned<String>, country: &str) -> (String, Option<Diagnostic>) {
    let text = value.value.trim();
    if !matches!(country, "GB" | "UK" | "") || (country.is_empty() && !text.chars().any(|c| c.is_ascii_alphabetic())) {
        return (text.to_owned(), None);
    }
    let letters: String = text.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect();
    if let Some(code) = united_kingdom(&letters) {
        return (code, None);
    }
    let message = format!("`{text}` is not a postcode");
    let diagnostic = Diagnostic::new(&RULE, message).at(value.span);
    let meant = swapped(&letters).into_iter().find_map(|s| united_kingdom(&s).map(|code| (s, code)));
    let diagnostic = match meant {
        Some((meant, code)) => {
            let why = difference(&letters, &meant);
            Diagnostic { message: format!("`{text}` is not a postcode; did you mean `{code}`{why}?"), ..diagnostic }
                .help(format!("write `postcode = \"{code}\"`"))
        }
        None => diagnostic.help("a postcode looks like `NE27 0HJ`; leave the line out if it is not known"),
    };
    (text.to_owned(), Some(diagnostic))
}

/// The postcode with its space, if `letters` (capitals and digits only) has the shape of one:
/// `A9 9AA`, `A99 9AA`, `AA9 9AA`, `AA99 9AA`, `A9A 9AA`, `AA9A 9AA`.
fn united_kingdom(letters: &str) -> Option<String> {
    if !(5..=7).contains(&letters.len()) {
        return None;
    }
    let (outward, inward) = letters.split_at(letters.len() - 3);
    let shape = |text: &str| -> String { text.chars().map(|c| if c.is_ascii_digit() { '9' } else { 'A' }).collect() };
    let outward_ok =
        matches!(shape(outward).as_str(), "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A") || outward == "GIR";
    (outward_ok && shape(inward) == "9AA").then(|| format!("{outward} {inward}"))
}

/// `letters` with those characters changed that are easily taken for each other: at one place, then at two.
fn swapped(letters: &str) -> Vec<String> {
    let twin = |c: char| match c {
        'O' => Some('0'),
        '0' => Some('O'),
        'I' | 'L' => Some('1'),
        '1' => Some('I'),
        'S' => Some('5'),
        '5' => Some('S'),
        'B' => Some('8'),
        '8' => Some('B'),
        'Z' => Some('2'),
        _ => None,
    };
    let once = |text: &str| -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let places = (0..chars.len()).rev().filter_map(|i| {
            let mut changed = chars.clone();
            let letter = changed.get_mut(i)?;
            *letter = twin(*letter)?;
            Some(changed.into_iter().collect())
        });
        places.collect()
    };
    let first = once(letters);
    let second: Vec<String> = first.iter().flat_map(|s| once(s)).collect();
    first.into_iter().chain(second).collect()
}

fn difference(from: &str, to: &str) -> String {
    match from.chars().zip(to.chars()).find(|(a, b)| a != b) {
        Some((_, '0')) => " (zero, not the letter O)".to_owned(),
        Some((_, 'O')) => " (the letter O, not zero)".to_owned(),
        Some((a, b)) => format!(" ({b}, not {a})"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{FileId, Span};

    fn read_text(text: &str) -> (String, Option<String>) {
        let value = Spanned::new(text.to_owned(), Span::new(FileId(0), 0..text.len()));
        let (code, diagnostic) = read(&value, "GB");
        (code, diagnostic.map(|d| d.message))
    }

    #[test]
    fn postcodes_are_shown_in_their_usual_shape() {
        assert_eq!(read_text("ct195ae"), ("CT19 5AE".into(), None));
        assert_eq!(read_text(" m1  1ae "), ("M1 1AE".into(), None));
        assert_eq!(read_text("EC1A 1BB"), ("EC1A 1BB".into(), None));
    }

    #[test]
    fn a_letter_for_a_digit_is_seen() {
        assert_eq!(
            read_text("NE27 OHJ").1.unwrap(),
            "`NE27 OHJ` is not a postcode; did you mean `NE27 0HJ` (zero, not the letter O)?"
        );
        assert!(read_text("Weaver Street").1.is_some());
    }
}
