//! The records as data for "my list": classic scripts, since `file://` forbids everything else.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use serde_json::{Map, Value, json};

use crate::directory::{Directory, RecordId};
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

/// The files `data/cards-0.js` …
pub fn files(views: &Views) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
    let of = shards(views.directory);
    let mut maps = vec![Map::new(); of];
    for id in views.directory.ids() {
        let slug = &views.directory.record(id).slug.value;
        maps[shard(slug, of)].insert(slug.clone(), card(views, id));
    }
    let file = |(i, map): (usize, Map<String, Value>)| {
        let text = format!("hereaboutsCards({});\n", script_safe(&Value::Object(map)));
        (Utf8PathBuf::from(format!("data/cards-{i}.js")), Arc::from(text.into_bytes()))
    };
    maps.into_iter().enumerate().map(file).collect()
}

fn card(views: &Views, id: RecordId) -> Value {
    let card = views.card(id);
    let phone = views.directory.record(id).fields.text("phone");
    let day = card.freshness.day.as_ref().map(|d| d.short.as_str());
    let words = match (card.freshness.state, day) {
        ("fresh", Some(day)) => views.language.filled("fresh.checked", &[("date", day)]),
        ("old", Some(day)) => views.language.filled("fresh.old", &[("date", day)]),
        _ => views.language.text("fresh.never").to_owned(),
    };
    let is_old = card.freshness.state != "fresh";
    let pairs = [
        ("t", Some(card.title)),
        ("u", Some(card.url)),
        ("k", Some(card.kind)),
        ("c", Some(card.colour)),
        ("i", Some(card.icon)),
        ("s", card.summary),
        ("w", card.when),
        ("p", card.place),
        ("n", phone.map(str::to_owned)),
        ("f", Some(words)),
        ("o", is_old.then(|| "1".to_owned())),
    ];
    Value::Object(pairs.into_iter().filter_map(|(k, v)| Some((k.to_owned(), json!(v?)))).collect())
}
