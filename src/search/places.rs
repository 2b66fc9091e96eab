//! Where records are, as far as their pages show it, and the middle of each postcode among them.

use std::collections::BTreeMap;

use crate::digits::number;
use crate::directory::RecordId;
use crate::view::place::shown_point;
use crate::view::views::Views;

/// Degrees are kept in ten-thousandths: about 10 metres.
const PARTS: f64 = 10_000.0;

/// The records with a place: each as its number's distance from the one before, latitude and longitude.
pub fn places(views: &Views, by_number: &[(u32, RecordId)]) -> String {
    let mut out = String::new();
    let mut next = 0;
    for &(n, id) in by_number {
        let at = views.directory.place_of(id).and_then(|at| shown_point(&views.directory.record(at).fields));
        if let Some(point) = at {
            number(n - next, &mut out);
            degrees(point, &mut out);
            next = n + 1;
        }
    }
    out
}

/// The middle of each postcode and of its first half, `AB12CD` and `AB1`, made from the records that stand there.
pub fn postcodes(views: &Views) -> BTreeMap<String, String> {
    let mut points: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
    for record in &views.directory.records {
        let (Some(code), Some(point)) = (record.fields.text("postcode"), shown_point(&record.fields)) else { continue };
        let plain = |code: &str| code.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase();
        points.entry(plain(code)).or_default().push(point);
        if let Some((first, _)) = code.trim().split_once(' ') {
            points.entry(plain(first)).or_default().push(point);
        }
    }
    let middle = |points: Vec<(f64, f64)>| {
        let count = points.len() as f64;
        let sum = points.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
        let mut out = String::new();
        degrees((sum.0 / count, sum.1 / count), &mut out);
        out
    };
    points.into_iter().filter(|(code, _)| !code.is_empty()).map(|(code, points)| (code, middle(points))).collect()
}

fn degrees((lat, lon): (f64, f64), out: &mut String) {
    number(((lat + 90.0) * PARTS).round() as u32, out);
    number(((lon + 180.0) * PARTS).round() as u32, out);
}
