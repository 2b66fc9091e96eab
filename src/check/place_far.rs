//! A point on the map far from all others.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::fields::FieldValue;
use crate::record::Record;
use crate::span::Span;

/// A point on the map far from all others.
pub static RULE: Rule = Rule {
    code: "place-far",
    severity: Severity::Warning,
    title: "a point on the map far from all others",
    explain: "A position is two numbers: first how far north (latitude), then how far east (longitude; west is negative). If \
they change places, or a minus sign is lost, the point lands in a desert or in the sea. A point is mentioned if it is more \
than 200 km from the middle of all others, or from the site's country while there are few others.",
};

/// A point farther from the others than this, in kilometres, is hardly meant.
const FAR: f64 = 200.0;

/// Latitude and longitude, in degrees.
type Point = (f64, f64);

/// Every point that cannot be meant, and every half of one.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let directory = site.directory;
    let points: Vec<(&Record, Point)> = directory.records.iter().filter_map(|r| Some((r, point(r)?))).collect();
    let area = Area::new(points.iter().map(|(_, p)| *p), &site.config.country);
    let far = points.iter().filter_map(|(record, point)| look(record, *point, &area));
    let halves = directory.records.iter().filter_map(|record| half(site, record));
    far.chain(halves).collect()
}

/// The point that a record's fields say.
fn point(record: &Record) -> Option<Point> {
    let degrees = |name| match record.fields.get(name)?.value {
        FieldValue::Degrees(number) => Some(number),
        _ => None,
    };
    match record.fields.get("location").map(|f| &f.value) {
        Some(FieldValue::Point(lat, lon)) => Some((*lat, *lon)),
        _ => Some((degrees("lat")?, degrees("lon")?)),
    }
}

fn look(record: &Record, point: Point, area: &Area) -> Option<Diagnostic> {
    let field = ["location", "lat"].into_iter().find_map(|name| record.fields.get(name))?;
    let diagnostic = |message: String| Diagnostic::new(&RULE, message).at(field.span);
    let (lat, lon) = point;
    if lat.abs() < 0.01 && lon.abs() < 0.01 {
        return Some(
            diagnostic(
                "that point is in the ocean off Africa: 0, 0 is what a form writes when nobody knows".to_owned(),
            )
            .help("write the position, or take the line out if it is not known"),
        );
    }
    let distance = area.distance(point).filter(|d| *d > FAR)?;
    let near = |p: &Point| p.0.abs() <= 90.0 && area.distance(*p).is_some_and(|d| d <= FAR);
    let far = format!("that point is {} km from your area", rounded(distance));
    let meant = [
        ((lon, lat), "are latitude and longitude swapped?"),
        ((lat, -lon), "is a minus sign wrong?"),
        ((-lat, lon), "is a minus sign wrong?"),
        ((lon, -lat), "are latitude and longitude swapped?"),
        ((-lon, lat), "are latitude and longitude swapped?"),
    ];
    Some(match meant.into_iter().find(|(p, _)| near(p)) {
        Some(((lat, lon), question)) => {
            let diagnostic = diagnostic(format!("{far}; {question}"));
            if field.def.name == "location" {
                let mended = format!("\"{lat}, {lon}\"");
                diagnostic.help(format!("write `location = {mended}`")).fix(field.span, mended)
            } else {
                diagnostic.help(format!("write `lat = {lat}` and `lon = {lon}`"))
            }
        }
        None => diagnostic(far).help(
            "look it up on a map once more: first the number for north, then the one for east (west is negative)",
        ),
    })
}

/// `lat` without `lon`, or the other way round.
fn half(site: &Site, record: &Record) -> Option<Diagnostic> {
    let half = |name: &'static str, other: &'static str| {
        let field = record.fields.get(name)?;
        let alone = record.fields.get(other).is_none() && !site.is_written(record, other);
        (alone && record.fields.get("location").is_none()).then_some((name, other, field.key))
    };
    let (name, other, at): (_, _, Span) = half("lat", "lon").or_else(|| half("lon", "lat"))?;
    let message = format!("`{name}` without `{other}` is no point on a map");
    Some(Diagnostic::new(&RULE, message).at(at).help(format!("add a line `{other} = …`, or take `{name}` out")))
}

/// Where the site is.
enum Area {
    /// Around the middle of all points.
    Around(Point),
    /// Within these borders: south, north, west, east.
    Within([f64; 4]),
    /// Nobody knows.
    Unknown,
}

/// From so many points on, their middle says where the site is.
const ENOUGH: usize = 3;

impl Area {
    fn new(points: impl Iterator<Item = Point>, country: &str) -> Self {
        let (mut north, mut east): (Vec<f64>, Vec<f64>) = points.unzip();
        let country = COUNTRIES.iter().find(|(code, _)| *code == country).map(|&(_, borders)| borders);
        #[expect(clippy::indexing_slicing, reason = "only ENOUGH numbers or more are asked for their middle")]
        let middle = |numbers: &mut Vec<f64>| {
            numbers.sort_by(f64::total_cmp);
            numbers[numbers.len() / 2]
        };
        match country {
            _ if north.len() >= ENOUGH => Self::Around((middle(&mut north), middle(&mut east))),
            Some(borders) => Self::Within(borders),
            None => Self::Unknown,
        }
    }

    /// How far a point is from it, in kilometres.
    fn distance(&self, point: Point) -> Option<f64> {
        match *self {
            Self::Around(middle) => Some(kilometres(middle, point)),
            Self::Within([south, north, west, east]) => {
                Some(kilometres((point.0.clamp(south, north), point.1.clamp(west, east)), point))
            }
            Self::Unknown => None,
        }
    }
}

/// Borders of countries, roughly: south, north, west, east.
const COUNTRIES: [(&str, [f64; 4]); 26] = [
    ("GB", [49.8, 60.9, -8.7, 1.8]),
    ("UK", [49.8, 60.9, -8.7, 1.8]),
    ("IE", [51.3, 55.5, -10.7, -5.3]),
    ("FR", [41.3, 51.1, -5.2, 9.6]),
    ("DE", [47.2, 55.1, 5.8, 15.1]),
    ("NL", [50.7, 53.6, 3.3, 7.3]),
    ("BE", [49.4, 51.6, 2.5, 6.5]),
    ("LU", [49.4, 50.2, 5.7, 6.6]),
    ("CH", [45.8, 47.9, 5.9, 10.6]),
    ("AT", [46.3, 49.1, 9.5, 17.2]),
    ("IT", [35.4, 47.1, 6.6, 18.6]),
    ("ES", [27.6, 43.9, -18.2, 4.4]),
    ("PT", [32.3, 42.2, -31.3, -6.1]),
    ("PL", [49.0, 54.9, 14.1, 24.2]),
    ("CZ", [48.5, 51.1, 12.0, 18.9]),
    ("DK", [54.5, 57.8, 8.0, 15.2]),
    ("SE", [55.3, 69.1, 10.9, 24.2]),
    ("NO", [57.9, 71.2, 4.5, 31.2]),
    ("FI", [59.7, 70.1, 19.1, 31.6]),
    ("US", [18.9, 71.4, -179.2, -66.9]),
    ("CA", [41.7, 83.2, -141.1, -52.6]),
    ("AU", [-43.7, -9.2, 112.9, 153.7]),
    ("NZ", [-47.3, -34.3, 166.4, 178.6]),
    ("ZA", [-34.9, -22.1, 16.4, 32.9]),
    ("IN", [6.7, 35.6, 68.1, 97.4]),
    ("JP", [24.0, 45.6, 122.9, 146.0]),
];

/// How far it is from one point to another, over the ground.
fn kilometres(a: Point, b: Point) -> f64 {
    const RADIUS: f64 = 6371.0;
    let half = |x: f64, y: f64| ((y - x).to_radians() / 2.0).sin().powi(2);
    let chord = half(a.0, b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1, b.1);
    2.0 * RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()
}

/// "5,000", "340": a distance to two figures, as one says it.
fn rounded(kilometres: f64) -> String {
    let step = if kilometres >= 1000.0 { 100.0 } else { 10.0 };
    let whole = ((kilometres / step).round() * step) as u64;
    if whole >= 1000 { format!("{},{:03}", whole / 1000, whole % 1000) } else { whole.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    fn told(others: &[&str], fields: &str) -> Vec<String> {
        let record = |fields: &str| format!("+++\ntitle = \"Hall\"\n{fields}\n+++\n");
        let mut files = vec![("content/assets/places/x.md".to_owned(), record(fields))];
        files.extend(others.iter().enumerate().map(|(i, f)| (format!("content/assets/places/a{i}.md"), record(f))));
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        site(&files, |site| said(site, &check(site)))
    }

    const MILLBROOK: [&str; 3] =
        ["location = \"53.74, -2.01\"", "location = \"53.75, -2.02\"", "lat = 53.73\nlon = -2.0"];

    #[test]
    fn swapped_numbers_are_seen_and_put_right() {
        assert_eq!(
            told(&MILLBROOK, "location = \"-2.0149, 53.7414\""),
            [
                "content/assets/places/x.md:3:12 that point is 8,000 km from your area; are latitude and longitude swapped? | \
              write `location = \"53.7414, -2.0149\"` → \"53.7414, -2.0149\""
            ]
        );
        assert_eq!(
            told(&[], "lat = -2.0149\nlon = 53.7414"),
            [
                "content/assets/places/x.md:3:7 that point is 7,600 km from your area; are latitude and longitude swapped? | \
              write `lat = 53.7414` and `lon = -2.0149`"
            ]
        );
    }

    #[test]
    fn a_lost_minus_sign_and_a_lost_digit_are_seen() {
        assert!(told(&MILLBROOK, "location = \"53.74, 2.01\"").concat().contains("a minus sign"));
        assert!(told(&MILLBROOK, "location = \"43.74, -2.01\"").concat().contains("1,100 km from your area |"));
    }

    #[test]
    fn nothing_and_half_a_point_are_no_point() {
        assert!(told(&[], "location = \"0, 0\"").concat().contains("in the ocean"));
        assert!(told(&[], "lat = 53.74").concat().contains(":3:1 `lat` without `lon`"));
        assert!(told(&[], "lat = 53.74\nlon = \"west\"").is_empty(), "that has been told");
    }

    #[test]
    fn near_points_are_well() {
        assert!(told(&MILLBROOK, "location = \"53.9, -1.5\"").is_empty());
        assert!(told(&[], "location = \"57.1, -2.1\"").is_empty());
    }
}
