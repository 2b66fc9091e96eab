//! Telephone numbers with a slip in them.

use super::quoted;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;

/// A telephone number that will not ring.
pub static RULE: Rule = Rule {
    code: "phone-format",
    severity: Severity::Warning,
    title: "a telephone number that may not ring",
    explain: "One number in one pair of quotes, with nothing else, so that a tap on it rings. Several numbers stand in a list: \
`phone = [\"01632 960140\", \"01632 960141\"]`. Words about it go into the text, or into `contact`.",
};

/// What is wrong with a number, as it is dialled in `country`.
pub fn look(key: &str, value: &Spanned<String>, country: &str) -> Option<Diagnostic> {
    let text = value.value.trim();
    let digits = digits(text);
    let diagnostic = |message: String| Diagnostic::new(&RULE, message).at(value.span);
    let several = numbers(text);
    if several.len() > 1 {
        let list: Vec<String> = several.iter().map(|n| quoted(n)).collect();
        let help = format!("write a list: `{key} = [{}]`", list.join(", "));
        return Some(diagnostic(format!("there are {} numbers in one place: `{text}`", several.len())).help(help));
    }
    if digits.is_empty() {
        let help = "write the number, such as \"01632 960140\"; leave the line out if there is none";
        return Some(diagnostic(format!("`{text}` is not a telephone number")).help(help));
    }
    if text.chars().any(|c| c.is_alphabetic()) && !extension(text) {
        let number = several.first().map_or("", String::as_str);
        let help = format!("write `{key} = {}`, and put the words into the text", quoted(number));
        return Some(diagnostic(format!("there are words beside the number: `{text}`")).help(help));
    }
    if !matches!(country, "GB" | "UK") || text.starts_with('+') || text.starts_with("00") {
        return None;
    }
    let lost_zero = !digits.starts_with('0') && digits.len() == 10;
    if lost_zero {
        let help = format!("write `{key} = \"0{text}\"`");
        return Some(
            diagnostic(format!("`{text}` has lost its first 0")).help(help).fix(value.span, format!("\"0{text}\"")),
        );
    }
    let length = digits.len();
    if digits.starts_with('0') && !(10..=11).contains(&length) && !extension(text) {
        let more = if length < 10 { "too short" } else { "too long" };
        return Some(
            diagnostic(format!("`{text}` has {length} digits, which is {more} for a telephone number here"))
                .help("count the digits once more"),
        );
    }
    None
}

/// The number as a telephone dials it, with the country's own prefix: `+441632960140`.
pub fn dialled(text: &str, country: &str) -> String {
    let plus = text.trim_start().starts_with('+');
    let main = text.to_lowercase();
    let main = main.split("ext").next().and_then(|m| m.split('x').next()).unwrap_or("");
    let mut digits = digits(&main.replace("(0)", if plus { "" } else { "0" }));
    let prefix = match country {
        "GB" | "UK" => "44",
        "IE" => "353",
        "US" | "CA" => "1",
        "AU" => "61",
        "NZ" => "64",
        "DE" => "49",
        "FR" => "33",
        "NL" => "31",
        "ZA" => "27",
        _ => "",
    };
    if plus {
        return format!("+{digits}");
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return format!("+{rest}");
    }
    if prefix.is_empty() || digits.len() < 7 {
        return digits;
    }
    if digits.starts_with('0') && prefix != "1" {
        digits.remove(0);
    }
    format!("+{prefix}{digits}")
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The runs of digits in a text that are long enough to be a number each.
fn numbers(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !(c.is_ascii_digit() || " +()-.".contains(c)));
    let parts = runs.map(|r| r.trim_matches(|c: char| !c.is_ascii_digit() && c != '+' && c != '(').to_owned());
    let parts = parts.map(|r| r.trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned());
    parts.filter(|r| digits(r).len() >= 6).collect()
}

/// `01632 960140 ext 12`
fn extension(text: &str) -> bool {
    let lower = text.to_lowercase();
    let word: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    matches!(word.as_str(), "" | "ext" | "extn" | "x" | "extension")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{FileId, Span};

    fn message(text: &str) -> Option<String> {
        look("phone", &Spanned::new(text.to_owned(), Span::new(FileId(0), 0..1)), "GB").map(|d| d.message)
    }

    #[test]
    fn numbers_are_looked_at_kindly() {
        for good in
            ["01632 960140", "+44 1632 960140", "(01632) 960 140", "01632-960140", "01632 960140 ext 12", "07700900140"]
        {
            assert_eq!(message(good), None, "{good}");
        }
        assert!(message("1632 960140").unwrap().contains("lost its first 0"));
        assert!(message("01632 960140 / 07700 900140").unwrap().contains("2 numbers"));
        assert!(message("01632 960140 or 07700 900140").unwrap().contains("2 numbers"));
        assert!(message("01632 960140 (ask for Tom)").unwrap().contains("words"));
        assert!(message("ask at the desk").unwrap().contains("not a telephone number"));
        assert!(message("01632 96014").is_none() || message("01632 96").unwrap().contains("too short"));
    }

    #[test]
    fn numbers_are_dialled_from_anywhere() {
        assert_eq!(dialled("01632 960 140", "GB"), "+441632960140");
        assert_eq!(dialled("+44 (0)1632 960140", "GB"), "+441632960140");
        assert_eq!(dialled("(555) 0100-123", "US"), "+15550100123");
        assert_eq!(dialled("999", "GB"), "999");
    }
}
