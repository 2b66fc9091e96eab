//! Times of the week in the plainest form that people write, "Mondays 10am-12pm" or "Mon-Fri 9:00-17:00, Sat 10-13".
//! Whatever else stands in the words, nothing is read from them: no answer is better than a wrong one.

/// From when to when, in minutes since Monday at midnight; an end may lie past the end of the week.
pub type Span = (u32, u32);

/// The minutes of a day.
pub const DAY: u32 = 24 * 60;

const DAYS: [(&str, u32); 21] = [
    ("mon", 0),
    ("monday", 0),
    ("mondays", 0),
    ("tue", 1),
    ("tues", 1),
    ("tuesday", 1),
    ("tuesdays", 1),
    ("wed", 2),
    ("wednesday", 2),
    ("wednesdays", 2),
    ("thu", 3),
    ("thurs", 3),
    ("thursday", 3),
    ("thursdays", 3),
    ("fri", 4),
    ("friday", 4),
    ("fridays", 4),
    ("sat", 5),
    ("saturday", 5),
    ("saturdays", 5),
    ("sun", 6),
];

/// The times in these words, if they hold nothing but days and times.
pub fn read(words: &str) -> Option<Vec<Span>> {
    let plain = words.to_lowercase().replace(['–', '—'], "-").replace(" to ", "-").replace(" and ", ",");
    let plain = plain.replace("every ", "").replace(" -", "-").replace("- ", "-");
    let mut days: Vec<u32> = Vec::new();
    let mut spans = Vec::new();
    let mut had_times = false;
    for part in plain.split([' ', ',', ';', '\n']).filter(|p| !p.is_empty() && *p != "from") {
        if let Some(found) = read_days(part.trim_end_matches([':', '.'])) {
            if std::mem::take(&mut had_times) {
                days.clear();
            }
            days.extend(found);
            continue;
        }
        let (from, to) = read_times(part)?;
        if days.is_empty() {
            return None;
        }
        had_times = true;
        // What ends before it begins ends on the next day.
        let to = if to <= from { to + DAY } else { to };
        spans.extend(days.iter().map(|day| (day * DAY + from, day * DAY + to)));
    }
    spans.sort_unstable();
    spans.dedup();
    (had_times && !spans.is_empty()).then_some(spans)
}

fn read_days(part: &str) -> Option<Vec<u32>> {
    if part == "daily" {
        return Some((0..7).collect());
    }
    let day = |name: &str| match name {
        "sunday" | "sundays" => Some(6),
        _ => DAYS.iter().find(|(n, _)| *n == name).map(|(_, d)| *d),
    };
    match part.split_once('-') {
        Some((from, to)) => {
            let (from, to) = (day(from)?, day(to)?);
            Some((0..7).map(|i| (from + i) % 7).take(((to + 7 - from) % 7 + 1) as usize).collect())
        }
        None => Some(vec![day(part)?]),
    }
}

fn read_times(part: &str) -> Option<Span> {
    let (from, to) = part.split_once('-')?;
    let (to, late) = clock(to)?;
    let (from, early) = clock(from)?;
    match (early, late) {
        // "10-12pm" may begin in the morning or the evening.
        (Half::Unsaid, Half::Am | Half::Pm) => {
            let same = from % (DAY / 2) + if late == Half::Pm { DAY / 2 } else { 0 };
            let other = (same + DAY / 2) % DAY;
            if same < to { Some((same, to)) } else { (other < to).then_some((other, to)) }
        }
        (Half::Am | Half::Pm, Half::Unsaid) => None,
        // Without "am" and "pm" only a clock of 24 hours with minutes is sure.
        (Half::Unsaid, Half::Unsaid) => None,
        _ => Some((from, to)),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
    Whole,
    Unsaid,
}

/// A time of day in minutes, and how it was said.
fn clock(text: &str) -> Option<(u32, Half)> {
    match text {
        "noon" | "midday" => return Some((DAY / 2, Half::Whole)),
        "midnight" => return Some((0, Half::Whole)),
        _ => {}
    }
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Half::Am),
        (_, Some(digits)) => (digits, Half::Pm),
        _ => (text, Half::Unsaid),
    };
    let (hours, minutes) = digits.split_once([':', '.']).map_or((digits, None), |(h, m)| (h, Some(m)));
    let is_number = |t: &str| (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    if !is_number(hours) || minutes.is_some_and(|m| m.len() != 2 || !is_number(m)) {
        return None;
    }
    let hour: u32 = hours.parse().ok()?;
    let minute: u32 = minutes.unwrap_or("0").parse().ok()?;
    let colon = digits.contains(':') && hours.len() == 2;
    match half {
        Half::Am | Half::Pm if (1..=12).contains(&hour) && minute < 60 => {
            let noon = if half == Half::Pm { DAY / 2 } else { 0 };
            Some((hour % 12 * 60 + minute + noon, half))
        }
        Half::Unsaid if hour <= 24 && minute < 60 && hour * 60 + minute <= DAY => {
            Some((hour * 60 + minute, if colon { Half::Whole } else { Half::Unsaid }))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY, read};

    #[test]
    fn plain_times_are_read() {
        assert_eq!(read("Mondays 10am-12pm"), Some(vec![(600, 720)]));
        assert_eq!(read("Tuesday, 7 - 9pm"), read("Tuesday, 7-9pm"));
        assert_eq!(read("Tuesday, 7-9pm"), Some(vec![(DAY + 19 * 60, DAY + 21 * 60)]));
        assert_eq!(read("Sat 11-1pm"), Some(vec![(5 * DAY + 660, 5 * DAY + 780)]));
        assert_eq!(read("Mon-Fri 09:00–17:00, Sat 10:00-13:00").map(|s| s.len()), Some(6));
        assert_eq!(read("Friday 10pm-2am"), Some(vec![(4 * DAY + 22 * 60, 5 * DAY + 120)]));
        assert_eq!(read("Mondays and Thursdays, 10am to noon").map(|s| s.len()), Some(2));
    }

    #[test]
    fn what_is_not_sure_is_not_read() {
        for words in [
            "First Monday of the month, 10am-12pm",
            "Mondays",
            "10am-12pm",
            "Mondays 10-12",
            "Mondays 10am-12pm in term time",
            "by appointment",
            "Mondays from 10am",
            "Mon 25pm-26pm",
            "Monday 1 June 10am-12pm",
            "",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
