//! Days, as people write them and as we write them back.

pub use jiff::civil::Date;

/// What a piece of text says when it is read as a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// One day and no other.
    Day(Date),
    /// Two days, told apart only by which number is the month: the day-first reading, and the other.
    Either(Date, Date),
    /// A date in shape, but no such day: year, month, day as they were meant.
    NoSuchDay(i16, i8, i8),
    /// Not a date.
    Not,
}

/// Reads a date as people write it: `2026-03-03`, `3/4/2026`, `3.4.26`, `3 March 2026`, `March 3rd, 2026`.
pub fn read(text: &str) -> Reading {
    let text = without_time(text.trim()).trim_end_matches('.');
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let parts: Vec<&str> =
        parts.into_iter().filter(|p| weekday(p).is_none() && !p.eq_ignore_ascii_case("of")).collect();
    let &[a, b, c] = parts.as_slice() else { return Reading::Not };
    if let (Some(day), Some(month), Some(year)) = (ordinal(a), month(b), year(c)) {
        return day_of(year, month, day);
    }
    if let (Some(month), Some(day), Some(year)) = (month(a), ordinal(b), year(c)) {
        return day_of(year, month, day);
    }
    let (Some(a_), Some(b_)) = (number(a), number(b)) else { return Reading::Not };
    if a.len() == 4 {
        return number(c).map_or(Reading::Not, |c| day_of(a_ as i16, b_ as i8, c as i8));
    }
    let Some(year) = year(c) else { return Reading::Not };
    if a_ > 31 || b_ > 31 || a.len() > 2 || b.len() > 2 {
        return Reading::Not;
    }
    let (first, second) = (day_of(year, b_ as i8, a_ as i8), day_of(year, a_ as i8, b_ as i8));
    match (first, second) {
        (Reading::Day(x), Reading::Day(y)) if x != y => Reading::Either(x, y),
        (Reading::Day(x), _) => Reading::Day(x),
        (_, Reading::Day(y)) => Reading::Day(y),
        _ => first,
    }
}

/// Whether the text writes the day as we do, with or without a time of day behind it.
pub fn is_our_own(text: &str, day: Date) -> bool {
    without_time(text.trim()) == day.to_string()
}

/// `2026-11-21T00:00:00.000Z`, which programs write for a day: what stands before the time.
fn without_time(text: &str) -> &str {
    let is_time = |time: &str| {
        time.starts_with(|c: char| c.is_ascii_digit())
            && time.bytes().all(|b| b.is_ascii_digit() || b":.+-Z".contains(&b))
    };
    let is_day = |day: &str| day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    text.split_once('T').filter(|(day, time)| is_day(day) && is_time(time)).map_or(text, |(day, _)| day)
}

fn day_of(year: i16, month: i8, day: i8) -> Reading {
    match Date::new(year, month, day) {
        Ok(date) => Reading::Day(date),
        Err(_) => Reading::NoSuchDay(year, month, day),
    }
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// `3`, `3rd`.
fn ordinal(text: &str) -> Option<i8> {
    let lower = text.to_lowercase();
    let digits = lower.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    let suffix = &lower[digits.len()..];
    let day = number(digits)?;
    (day <= 99 && ["", "st", "nd", "rd", "th"].contains(&suffix)).then_some(day as i8)
}

/// `2026`, or `26` for this century.
fn year(text: &str) -> Option<i16> {
    match text.len() {
        4 => Some(number(text)? as i16),
        2 => Some(2000 + number(text)? as i16),
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(text: &str) -> Option<i8> {
    let lower = text.to_lowercase();
    let matches =
        |name: &&str| name.to_lowercase() == lower || (lower.len() >= 3 && name.to_lowercase().starts_with(&lower));
    Some(MONTHS.iter().position(matches)? as i8 + 1)
}

fn weekday(text: &str) -> Option<usize> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let lower = text.to_lowercase();
    if lower.len() < 3 || lower.starts_with("mar") {
        return None;
    }
    DAYS.iter().position(|day| day.starts_with(&lower))
}

/// The month's English name; `month` from 1 to 12.
#[expect(clippy::indexing_slicing, reason = "`clamp` keeps it among the twelve months")]
pub fn month_name(month: i8) -> &'static str {
    MONTHS[(month - 1).clamp(0, 11) as usize]
}

/// "3 March 2026": how messages write a day.
pub fn in_words(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// How many days the month has: for "February 2026 has 28 days".
pub fn days_in_month(year: i16, month: i8) -> Option<i8> {
    Some(Date::new(year, month, 1).ok()?.days_in_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i16, m: i8, d: i8) -> Date {
        Date::constant(y, m, d)
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2026-03-03",
            "2026/3/3",
            "3 March 2026",
            "3rd Mar 2026",
            "March 3rd, 2026",
            "03.03.26",
            "Tuesday 3 March 2026",
        ] {
            assert_eq!(read(text), Reading::Day(day(2026, 3, 3)), "{text}");
        }
        assert_eq!(read("31/12/2025"), Reading::Day(day(2025, 12, 31)));
        assert_eq!(read("12/31/2025"), Reading::Day(day(2025, 12, 31)));
        assert_eq!(read("03/04/2026"), Reading::Either(day(2026, 4, 3), day(2026, 3, 4)));
        assert_eq!(read("2026-02-30"), Reading::NoSuchDay(2026, 2, 30));
        assert_eq!(read("31 June 2026"), Reading::NoSuchDay(2026, 6, 31));
        for text in ["next spring", "01632 960140", "12 Weaver Street", "2026", ""] {
            assert_eq!(read(text), Reading::Not, "{text}");
        }
    }
}
