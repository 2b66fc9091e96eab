//! A text on times as tokens: what its words, numbers and signs stand for, each with its place.

use std::ops::Range;

use super::vocabulary::{Concept, Vocabulary};
use crate::date::Date;

/// A word, a number or a sign, as small letters in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// "tuesdays", "10", "-"
    pub text: String,
    /// Where it stands.
    pub at: Range<usize>,
}

/// What some pieces stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What they say.
    pub what: What,
    /// Where they stand.
    pub at: Range<usize>,
    /// Whether they are written in small letters.
    pub is_small: bool,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A word of the vocabulary.
    Concept(Concept),
    /// A number, which may be a day of a month, a year, or a time.
    Number(u32),
    /// A time of day: hour, minute, and whether only a clock of 24 hours is written so.
    Clock(u32, u32, bool),
    /// A day with its year.
    Date(Date),
    /// A day that is written in figures alone and may be two: day first, month first.
    Either(Date, Date),
    /// A day of the year: month and day.
    DayOfYear(u8, u8),
    /// A day that is in no calendar: year (0 if none is said), month, day.
    NoSuchDay(i16, u8, u8),
    /// Where a sentence ends, or a semicolon.
    Stop,
    /// A word that the vocabulary does not have.
    Unknown(String),
}

/// The pieces of a text. Full-width figures, dashes and curly apostrophes are taken for the plain ones.
pub fn pieces(text: &str) -> Vec<Piece> {
    #[derive(PartialEq, Clone, Copy)]
    enum Sort {
        Letter,
        Digit,
        Sign,
        Nothing,
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = Sort::Nothing;
    for (at, raw) in text.char_indices() {
        let end = at + raw.len_utf8();
        let c = match raw {
            '–' | '—' | '−' | '‐' | '‑' | '~' => '-',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(raw as u32 - 0xfee0).unwrap_or(raw),
            _ => raw,
        };
        let sort = match c {
            '\'' | '’' | '‘' => continue,
            _ if c.is_ascii_digit() => Sort::Digit,
            _ if c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}') => Sort::Letter,
            _ if c.is_whitespace() || c == '\u{200b}' => Sort::Nothing,
            _ => Sort::Sign,
        };
        match pieces.last_mut().filter(|_| sort == last && matches!(sort, Sort::Letter | Sort::Digit)) {
            Some(piece) => {
                piece.text.extend(c.to_lowercase());
                piece.at.end = end;
            }
            None if sort != Sort::Nothing => {
                pieces.push(Piece { text: c.to_lowercase().collect(), at: at..end });
            }
            None => {}
        }
        last = sort;
    }
    pieces
}

/// The tokens of a text in the words of a language.
pub fn tokens(text: &str, vocabulary: &Vocabulary) -> Vec<Token> {
    let pieces = pieces(text);
    let mut tokens = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while let Some(first) = rest.first() {
        let (what, count) = one(rest, vocabulary);
        let (own, behind) = rest.split_at(count);
        let span = first.at.start..own.last().unwrap_or(first).at.end;
        let is_small = !text[span.clone()].contains(char::is_uppercase);
        tokens.extend(what.map(|what| Token { what, at: span, is_small }));
        rest = behind;
    }
    tokens
}

/// What stands at the beginning, and how many pieces that is. Brackets and colons between words say nothing.
fn one(pieces: &[Piece], vocabulary: &Vocabulary) -> (Option<What>, usize) {
    let first = text(pieces, 0);
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        let phrase = || phrase(pieces, vocabulary).map(|(concept, count)| (What::Concept(concept), count));
        let found = date(pieces, vocabulary).or_else(phrase).or_else(|| clock(pieces));
        let (what, count) = found.unwrap_or_else(|| number(pieces));
        return (Some(what), count);
    }
    if let Some(found) = month_first(pieces, vocabulary) {
        return (Some(found.0), found.1);
    }
    // "a.m."
    if let ["a" | "p", ".", "m"] = texts(pieces) {
        let concept = if first == "a" { Concept::Am } else { Concept::Pm };
        return (Some(What::Concept(concept)), if text(pieces, 3) == "." { 4 } else { 3 });
    }
    if let Some((concept, count)) = phrase(pieces, vocabulary) {
        // "excl. Weds" is no end of a sentence.
        let is_short = concept == Concept::Except && text(pieces, count) == "." && is_close(pieces, count);
        return (Some(What::Concept(concept)), count + usize::from(is_short));
    }
    let what = match first {
        "-" => What::Concept(Concept::To),
        "," | "(" | ")" => What::Concept(Concept::Comma),
        "&" | "+" | "/" => What::Concept(Concept::And),
        "." | ";" | "!" => What::Stop,
        ":" | "[" | "]" | "\"" | "|" => return (None, 1),
        word => What::Unknown(word.to_owned()),
    };
    (Some(what), 1)
}

fn text(pieces: &[Piece], at: usize) -> &str {
    pieces.get(at).map_or("", |p| p.text.as_str())
}

/// Whether a piece stands right behind the one before it.
fn is_close(pieces: &[Piece], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    before.zip(pieces.get(at)).is_some_and(|(before, piece)| before.at.end == piece.at.start)
}

fn texts(pieces: &[Piece]) -> [&str; 3] {
    [text(pieces, 0), text(pieces, 1), text(pieces, 2)]
}

/// The longest phrase of the vocabulary that stands at the beginning; a hyphen may stand between its words.
fn phrase(pieces: &[Piece], vocabulary: &Vocabulary) -> Option<(Concept, usize)> {
    vocabulary.beginning(text(pieces, 0)).iter().find_map(|(words, concept)| {
        let mut at = 1;
        for word in words.iter().skip(1) {
            if text(pieces, at) == "-" && word != "-" {
                at += 1;
            }
            if text(pieces, at) != word {
                return None;
            }
            at += 1;
        }
        Some((*concept, at))
    })
}

fn value(piece: &str, most: usize) -> Option<u32> {
    if piece.len() > most || !piece.starts_with(|c: char| c.is_ascii_digit()) { None } else { piece.parse().ok() }
}

fn month(pieces: &[Piece], at: usize, vocabulary: &Vocabulary) -> Option<u8> {
    vocabulary
        .beginning(text(pieces, at))
        .iter()
        .find_map(|(_, c)| if let Concept::Month(m) = c { Some(*m) } else { None })
}

fn is_ordinal(pieces: &[Piece], at: usize, vocabulary: &Vocabulary) -> bool {
    vocabulary.beginning(text(pieces, at)).iter().any(|(_, c)| *c == Concept::Ordinal) && is_close(pieces, at)
}

fn year(pieces: &[Piece], at: usize) -> Option<i16> {
    value(text(pieces, at), 4).filter(|y| (1900..2200).contains(y)).map(|y| y as i16)
}

fn day(year: Option<i16>, month: u8, day: u32) -> What {
    let most = crate::date::days_in_month(year.unwrap_or(2024), month as i8).unwrap_or(31);
    let day = day.min(99) as u8;
    if day == 0 || day > most as u8 {
        return What::NoSuchDay(year.unwrap_or(0), month, day);
    }
    match year.and_then(|year| Date::new(year, month as i8, day as i8).ok()) {
        Some(date) => What::Date(date),
        None => What::DayOfYear(month, day),
    }
}

/// "12 December 2026", "12th of December", "2026-12-12", "12/12/2026", "2026 Dec 12".
fn date(pieces: &[Piece], vocabulary: &Vocabulary) -> Option<(What, usize)> {
    if let Some(year) = year(pieces, 0)
        && let (Some(month), Some(number)) = (month(pieces, 1, vocabulary), value(text(pieces, 2), 2))
    {
        return Some((day(Some(year), month, number), 3));
    }
    let joined = |sign: &str| text(pieces, 1) == sign && text(pieces, 3) == sign && is_close(pieces, 1);
    for sign in ["-", "/", "."] {
        let (a, c) = (text(pieces, 0), text(pieces, 4));
        if joined(sign)
            && value(text(pieces, 2), 2).is_some()
            && (a.len() == 4 || sign != "-" && matches!(c.len(), 2 | 4))
            && let Some(five) = pieces.get(..5)
        {
            let written: String = five.iter().map(|p| p.text.as_str()).collect();
            match crate::date::read(&written) {
                crate::date::Reading::Day(date) => return Some((What::Date(date), 5)),
                crate::date::Reading::Either(a, b) => return Some((What::Either(a, b), 5)),
                crate::date::Reading::NoSuchDay(y, m, d) => return Some((What::NoSuchDay(y, m as u8, d as u8), 5)),
                crate::date::Reading::Not => {}
            }
        }
    }
    let number = value(text(pieces, 0), 2)?;
    let mut at = 1 + usize::from(pieces.len() > 1 && is_ordinal(pieces, 1, vocabulary));
    at += usize::from(
        vocabulary.beginning(text(pieces, at)).iter().any(|(words, c)| *c == Concept::Nothing && words.len() == 1),
    );
    let month = month(pieces, at, vocabulary)?;
    // "12 Dec. 2026", "12 December, 2026"
    let comma = usize::from(matches!(text(pieces, at + 1), "," | "."));
    let year_at = at + 1 + comma;
    match year(pieces, year_at) {
        Some(year) => Some((day(Some(year), month, number), year_at + 1)),
        None => Some((day(None, month, number), at + 1)),
    }
}

/// "December 12 2026", "December 12th". "Dec 10am" is a month and a time.
fn month_first(pieces: &[Piece], vocabulary: &Vocabulary) -> Option<(What, usize)> {
    let month = month(pieces, 0, vocabulary)?;
    let number = value(text(pieces, 1), 2)?;
    if pieces.get(1..).and_then(clock).is_some() || is_half(pieces, 2, vocabulary) {
        return None;
    }
    let at = 2 + usize::from(pieces.len() > 2 && is_ordinal(pieces, 2, vocabulary));
    let year_at = at + usize::from(text(pieces, at) == ",");
    match year(pieces, year_at) {
        Some(year) => Some((day(Some(year), month, number), year_at + 1)),
        None => Some((day(None, month, number), at)),
    }
}

fn is_half(pieces: &[Piece], at: usize, vocabulary: &Vocabulary) -> bool {
    let dots = [text(pieces, at), text(pieces, at + 1), text(pieces, at + 2)];
    matches!(dots, ["a" | "p", ".", "m"])
        || vocabulary.beginning(text(pieces, at)).iter().any(|(_, c)| matches!(c, Concept::Am | Concept::Pm))
}

/// "10.30", "18:00", "19h00": hours and minutes.
fn clock(pieces: &[Piece]) -> Option<(What, usize)> {
    let [hours, sign, minutes] = texts(pieces);
    let hour = value(hours, 2)?;
    let is_one = is_close(pieces, 1) && is_close(pieces, 2);
    if !is_one || !matches!(sign, ":" | "." | "h") || minutes.len() != 2 {
        return None;
    }
    let minute = value(minutes, 2)?;
    let whole = hour > 12 || hour == 0 || hours.len() == 2 && sign != ".";
    Some((What::Clock(hour, minute, whole), 3))
}

fn number(pieces: &[Piece]) -> (What, usize) {
    let figures = text(pieces, 0);
    // "0900": four figures that are no year.
    let four = (figures.len() == 4 && year(pieces, 0).is_none()).then(|| value(figures, 4)).flatten();
    match (four, value(figures, 4)) {
        (Some(number), _) => (What::Clock(number / 100, number % 100, true), 1),
        (_, Some(number)) => (What::Number(number), 1),
        _ => (What::Unknown(figures.to_owned()), 1),
    }
}
