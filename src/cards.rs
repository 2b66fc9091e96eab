//! The records as data for "my list": classic scripts, since `file://` forbids everything else.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use serde::Serialize;

use crate::directory::{Directory, RecordId};
use crate::plan;
use crate::view::json_ld::script_safe;
use crate::view::views::Views;

/// So many records stand in one file: about 20 KB.
const IN_ONE: usize = 200;

/// How many files there are.
pub fn shards(directory: &Directory) -> usize {
    directory.records.len().div_ceil(IN_ONE).max(1)
}

/// The file that holds a record: the sum of its slug's letters, as the theme's script reckons too.
fn shard(slug: &str, of: usize) -> usize {
    slug.encode_utf16().map(usize::from).sum::<usize>() % of
}

/// A card, under short names in their order.
#[derive(Serialize)]
struct Card<'a> {
    /// The kind's colour.
    c: &'a str,
    /// When it was checked, in words.
    f: String,
    /// The icon's name.
    i: &'a str,
    /// What it is.
    k: &'a str,
    /// Its telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<&'a str>,
    /// "1" if it was not checked of late.
    #[serde(skip_serializing_if = "Option::is_none")]
    o: Option<&'static str>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    p: Option<String>,
    /// Its summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<&'a str>,
    /// Its title.
    t: &'a str,
    /// Its page.
    u: String,
    /// When it takes place.
    #[serde(skip_serializing_if = "Option::is_none")]
    w: Option<&'a str>,
}

/// The files `data/cards-0.js` …
pub fn files(views: &Views) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
    let of = shards(views.directory);
    let mut maps: Vec<BTreeMap<&str, RecordId>> = vec![BTreeMap::new(); of];
    for id in views.directory.ids() {
        let slug = views.directory.record(id).slug.value.as_str();
        #[expect(clippy::indexing_slicing, reason = "`shard` gives a number below `of`, and there are `of` maps")]
        maps[shard(slug, of)].insert(slug, id);
    }
    let file = |(i, map): (usize, BTreeMap<&str, RecordId>)| {
        let cards: BTreeMap<&str, Card> = map.into_iter().map(|(slug, id)| (slug, card(views, id))).collect();
        let text = format!("hereaboutsCards({});\n", script_safe(&cards));
        (Utf8PathBuf::from(format!("data/cards-{i}.js")), Arc::from(text.into_bytes()))
    };
    maps.into_iter().enumerate().map(file).collect()
}

fn card<'a>(views: &'a Views, id: RecordId) -> Card<'a> {
    let record = views.directory.record(id);
    let looks = views.looks(id);
    let checked = views.checked(record);
    let day = checked.day.map(|day| views.day(day).short);
    let words = match (checked.state, day.as_deref()) {
        ("fresh", Some(day)) => views.language.filled("fresh.checked", &[("date", day)]),
        ("old", Some(day)) => views.language.filled("fresh.old", &[("date", day)]),
        _ => views.language.text("fresh.never").to_owned(),
    };
    Card {
        c: looks.colour,
        f: words,
        i: looks.icon,
        k: looks.label,
        n: record.fields.text("phone"),
        o: (checked.state != "fresh").then_some("1"),
        p: views.place_line(id),
        s: record.fields.text("summary"),
        t: &record.title.value,
        u: plan::record_path(views.directory, views.config, id).into(),
        w: views.when(id).next(),
    }
}
