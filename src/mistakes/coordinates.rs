//! A position on the earth, as it is pasted from a map.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;

/// Not a position.
pub static RULE: Rule = Rule {
    code: "coordinates",
    severity: Severity::Error,
    title: "not a position",
    explain: "A position is two numbers: degrees north, then degrees east (west is negative), as map websites give them: \
`location = \"53.7414, -2.0149\"`.",
};

/// Latitude and longitude from a text such as `53.7414, -2.0149` or `53.7414° N, 2.0149° W`.
pub fn read(text: &str) -> Option<(f64, f64)> {
    let text = text.trim().trim_start_matches("geo:").trim_matches(['(', ')']);
    let text = text.replace('−', "-");
    let mut parts = text.split([',', ';', '/']).map(str::trim).filter(|p| !p.is_empty());
    let (mut first, mut second) = (parts.next()?.to_owned(), parts.next().map(str::to_owned));
    if second.is_none() {
        let (a, b) = text.trim().split_once(char::is_whitespace)?;
        (first, second) = (a.to_owned(), Some(b.trim().to_owned()));
    }
    if parts.next().is_some() {
        return None;
    }
    let (lat, lon) = (degrees(&first, 'S')?, degrees(&second?, 'W')?);
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
}

/// `53.7414`, `53.7414° N`, `2.0149 W` (where `negative` is the letter that turns the sign).
fn degrees(text: &str, negative: char) -> Option<f64> {
    let upper = text.to_uppercase();
    let number =
        upper.trim_matches(|c: char| c == '°' || c == 'N' || c == 'E' || c == 'S' || c == 'W' || c.is_whitespace());
    let value: f64 = number.trim_end_matches('°').trim().parse().ok()?;
    value.is_finite().then_some(if upper.contains(negative) { -value } else { value })
}

/// `lat = 53,7414`, `lat = 53.7414° N`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let key = line.key().filter(|key| ["lat", "lon"].contains(key))?;
    let value = line.value_without_comment()?;
    let number = degrees(&value.replace(',', "."), if key == "lat" { 'S' } else { 'W' })?;
    let at = line.span_of(value);
    let message = format!("degrees are a plain number with a decimal point: `{number}`, not `{value}`");
    Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{key} = {number}`")).fix(at, number.to_string()))
}

/// `value` is not a position.
pub fn diagnostic(key: &str, value: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{}` is not a position", super::shortened(&value.value)))
        .at(value.span)
        .help(format!("write the two numbers that a map gives, north first: `{key} = \"53.7414, -2.0149\"`"))
}

/// A single number that cannot be a latitude or longitude.
pub fn out_of_range(key: &str, value: f64, limit: f64, at: crate::span::Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{key}` is {value}, and it can only lie between -{limit} and {limit}")).at(at).help(
        if value.abs() <= 180.0 {
            "latitude (north) comes first and longitude (east) second: are the two swapped?"
        } else {
            "write degrees with a decimal point, such as 53.7414"
        },
    )
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn positions_are_read_as_maps_give_them() {
        for text in
            ["53.7414, -2.0149", "53.7414 -2.0149", "(53.7414,-2.0149)", "53.7414° N, 2.0149° W", "geo:53.7414,-2.0149"]
        {
            assert_eq!(read(text), Some((53.7414, -2.0149)), "{text}");
        }
        for text in ["Weaver Street", "53.7414", "153.7, 2", "53,7414, -2,0149", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
