//! The nearest name to one that nobody knows.

/// The candidate that `name` was most likely meant to be, if any is near enough.
///
/// Letter case, and `-`, `_` and spaces, do not count; one slip is allowed in a short name, two from
/// six letters, three from eleven.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // What is so long was no slip of the keyboard, and to compare it would take long.
    if name.len() > LONGEST {
        return None;
    }
    let folded = fold(name);
    let length = folded.chars().count();
    let allowed = match length {
        0..=5 => 1,
        6..=10 => 2,
        _ => 3,
    };
    let scored = candidates.into_iter().filter_map(|candidate| {
        let other = fold(candidate);
        let distance = strsim::osa_distance(&folded, &other);
        let starts =
            length >= 4 && (other.starts_with(&folded) || folded.starts_with(&other) && other.chars().count() >= 4);
        (distance <= allowed || starts).then_some((distance, candidate))
    });
    scored.min_by_key(|&(distance, candidate)| (distance, candidate)).map(|(_, candidate)| candidate)
}

/// The longest name, in bytes, for which a nearest one is looked for.
const LONGEST: usize = 100;

/// Whether `name` can only have been a slip for `near`: not where one is merely a part of the other.
pub fn is_slip(name: &str, near: &str) -> bool {
    strsim::osa_distance(&fold(name), &fold(near)) <= 2
}

fn fold(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_forgiven_and_a_stranger_is_not() {
        let names = ["title", "verified", "phone", "website", "meets_at"];
        assert_eq!(nearest("verifed", names), Some("verified"));
        assert_eq!(nearest("Title", names), Some("title"));
        assert_eq!(nearest("meets at", names), Some("meets_at"));
        assert_eq!(nearest("web", names), None);
        assert_eq!(nearest("colour", names), None);
    }
}
