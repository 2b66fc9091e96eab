//! What a result shows, in small files by the records' numbers.

use serde_json::{Value, json};

use super::facets::Facet;
use crate::directory::RecordId;
use crate::view::views::Views;

/// So many numbers stand in one file; about half of them are records.
pub const IN_ONE: u32 = 8;
/// A summary is cut after so many letters.
const LETTERS: usize = 140;

/// What a record's sort looks like, as many records share it: its kind, type, words and looks.
#[derive(Default)]
pub struct Looks(Vec<((usize, Option<usize>), Value)>);

impl Looks {
    /// The looks of all sorts of record that there are.
    pub fn new(views: &Views) -> Self {
        let mut all: Vec<_> = views.directory.records.iter().map(|r| (r.kind, r.type_)).collect();
        all.sort_unstable();
        all.dedup();
        let looks = |(kind, type_): (usize, Option<usize>)| {
            let def = views.config.kinds.kind(kind);
            let (label, icon, colour) = match type_.map(|t| def.type_(t)) {
                Some(t) => (&t.label, &t.icon, &t.colour),
                None => (&def.label, &def.icon, &def.colour),
            };
            let type_ = type_.map_or("", |t| def.type_(t).name.as_str());
            (
                (kind, def.types.iter().position(|t| t.name == type_)),
                json!([def.name, type_, label, colour, icon, def.folder]),
            )
        };
        Self(all.into_iter().map(looks).collect())
    }

    /// As the client gets them.
    pub fn shown(&self) -> Vec<&Value> {
        self.0.iter().map(|(_, shown)| shown).collect()
    }

    fn place(&self, sort: (usize, Option<usize>)) -> usize {
        self.0.binary_search_by_key(&sort, |(s, _)| *s).unwrap_or(0)
    }
}

/// A record: `[number, slug, title, looks, summary, areas, categories, state, checked]`.
pub fn record(views: &Views, id: RecordId, number: u32, looks: &Looks, facets: &[Facet]) -> Value {
    let record = views.directory.record(id);
    let places = |key: &str, slugs: &mut dyn Iterator<Item = &str>| -> Vec<usize> {
        let facet = facets.iter().find(|f| f.key == key);
        slugs.filter_map(|slug| facet?.place(slug)).collect()
    };
    let mut areas = views.directory.areas(id).iter().map(|&i| views.config.area(i).slug.as_str());
    let mut categories = views.directory.categories(id).iter().map(|&i| views.config.category(i).slug.as_str());
    let checked = views.checked(record);
    let day = checked.day.map(|day| views.day(day).short);
    let (state, checked) = match (checked.state, day.as_deref()) {
        ("fresh", Some(day)) => (1, views.language.filled("fresh.checked", &[("date", day)])),
        ("old", Some(day)) => (2, views.language.filled("fresh.old", &[("date", day)])),
        _ => (0, String::new()),
    };
    json!([
        number,
        record.slug.value,
        record.title.value,
        looks.place((record.kind, record.type_)),
        short(record.fields.text("summary").unwrap_or("")),
        places("area", &mut areas),
        places("category", &mut categories),
        state,
        checked
    ])
}

/// A summary, cut between two words if it is long.
fn short(summary: &str) -> String {
    let Some((end, _)) = summary.char_indices().nth(LETTERS) else { return summary.to_owned() };
    let cut = &summary[..end];
    let words = cut.rfind(char::is_whitespace).map_or(cut, |i| &cut[..i]);
    format!("{}…", words.trim_end_matches([',', ';', ' ']))
}
