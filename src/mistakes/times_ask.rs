//! `7-9`: morning or evening?

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;

/// A time that is morning to one and evening to another.
pub static RULE: Rule = Rule {
    code: "times-ask",
    severity: Severity::Warning,
    title: "morning or evening?",
    explain: "“7-9” is evening to some and morning to others, and nobody should stand before a closed door. Write am or pm \
behind it, or the time from 0 to 24: `7pm-9pm`, `7-9pm`, `19:00-21:00`. What you write is shown as you write it.",
};

/// Whether a time in the text could be meant in two ways.
pub fn look(key: &str, value: &Spanned<String>) -> Option<Diagnostic> {
    let (from, to, written) = doubtful(&value.value)?;
    let evening = if from.0 <= 7 || from.0 > to.0 { "pm" } else { "am" };
    let end = if evening == "am" && (to.0 < from.0 || to.0 == 12) { "pm" } else { evening };
    let guess = format!("{}{evening}-{}{end}", clock(from), clock(to));
    let message = format!("`{written}`: is that {guess}? write am or pm");
    let other = if evening == "pm" { "am" } else { "pm" };
    let mended = value.value.replacen(&written, &guess, 1);
    let help = format!("write `{key} = \"{mended}\"`, or with {other}");
    Some(Diagnostic::new(&RULE, message).at(value.span).help(help))
}

/// An hour from 1 to 12, and minutes.
type Clock = (u8, u8);

/// How the names of the months begin: "1-3 October" is no time of day.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The first span of times that has neither am nor pm and could be either.
fn doubtful(text: &str) -> Option<(Clock, Clock, String)> {
    let lower = text.to_lowercase();
    let bytes = lower.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let starts_number = bytes[i].is_ascii_digit()
            && (i == 0 || !(bytes[i - 1].is_ascii_alphanumeric() || "./:-£".contains(char::from(bytes[i - 1]))));
        if !starts_number {
            i += 1;
            continue;
        }
        let start = i;
        let Some((from, after)) = clock_at(&lower, i) else {
            i += 1;
            continue;
        };
        let mut j = skip_spaces(&lower, after);
        let dash = ["-", "–", "—", "to ", "till ", "until "].iter().find(|d| lower[j..].starts_with(**d));
        let Some(dash) = dash else {
            i = after;
            continue;
        };
        j = skip_spaces(&lower, j + dash.len());
        let Some((to, end)) = clock_at(&lower, j) else {
            i = after;
            continue;
        };
        let tail = lower[end..].trim_start();
        let marked = ["am", "pm", "a.m", "p.m", "noon", "midday", "midnight", "h", "o'clock"]
            .iter()
            .any(|m| tail.starts_with(m));
        let number_goes_on = lower[end..].starts_with(|c: char| c.is_ascii_digit() || "/-".contains(c));
        // Ages ("ages 8-10"), years and months are no times; nor is 9:00-17:00 or 07:00 in doubt.
        let before = lower[..start].trim_end();
        let other = ["ages", "age", "aged", "years", "year", "yrs", "£", "room", "rooms", "number", "no", "weeks"]
            .iter()
            .any(|w| before.ends_with(w))
            || ["year", "yr", "week", "month", "people", "%", "min"].iter().any(|w| tail.starts_with(w))
            || MONTHS.iter().any(|month| tail.starts_with(month));
        let twenty_four =
            from.0 > 12 || to.0 > 12 || from.0 == 0 || lower[start..].starts_with('0') || lower[j..].starts_with('0');
        if !marked && !number_goes_on && !other && !twenty_four && !lower[start..end].contains(':') {
            return Some((from, to, text.get(start..end)?.to_owned()));
        }
        i = end;
    }
    None
}

/// `7`, `7.30`, `7:30` at `i`: the time, and the offset after it; nothing if am or pm follows at once.
fn clock_at(text: &str, i: usize) -> Option<(Clock, usize)> {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let length = digits(i);
    let hour: u8 = text.get(i..i + length).filter(|_| (1..=2).contains(&length))?.parse().ok()?;
    let mut end = i + length;
    let mut minutes = 0;
    if text[end..].starts_with(['.', ':']) && digits(end + 1) == 2 {
        minutes = text[end + 1..end + 3].parse().ok().filter(|m| *m < 60)?;
        end += 3;
    }
    let tail = text[end..].trim_start();
    let marked_at_once =
        ["am", "pm", "a.m", "p.m"].iter().any(|m| tail.starts_with(m)) && text[end..].find(['-', '–']).is_some();
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|m| text[end..].starts_with(m));
    (hour <= 24 && !ordinal && !marked_at_once).then_some(((hour, minutes), end))
}

fn skip_spaces(text: &str, from: usize) -> usize {
    from + text[from..].len() - text[from..].trim_start().len()
}

fn clock((hour, minutes): Clock) -> String {
    if minutes == 0 { hour.to_string() } else { format!("{hour}.{minutes:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{FileId, Span};

    fn message(text: &str) -> Option<String> {
        look("when", &Spanned::new(text.to_owned(), Span::new(FileId(0), 0..1))).map(|d| d.message)
    }

    #[test]
    fn only_what_is_in_doubt_is_asked_about() {
        assert_eq!(message("Tuesdays 7-9").unwrap(), "`7-9`: is that 7pm-9pm? write am or pm");
        assert_eq!(message("Mon 10 to 12").unwrap(), "`10 to 12`: is that 10am-12pm? write am or pm");
        assert!(message("Thursdays 6.30-8").is_some());
        for clear in [
            "Tuesdays 7-9pm",
            "First Saturday of the month, 10am-12.30pm",
            "18:00-20:00",
            "Mo-Fr 09:00-17:00; Sa 10:00-12:30",
            "10.30am to noon",
            "by appointment",
            "Saturday 12 December 2026, 2pm-4pm",
            "1st and 3rd Monday, 2-4pm",
            "for ages 8-10",
            "from 2026-03-03",
            "1-3 October, drop in",
            "Mon-Fri 9am-5pm",
            "9:00-17:00",
            "07700 900140",
        ] {
            assert_eq!(message(clear), None, "{clear}");
        }
    }
}
