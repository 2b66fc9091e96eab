//! The search: everything that can be thought out beforehand, as small scripts for `theme/search.js`.
//!
//! A page opened from a folder may not fetch anything, so each file is a classic script `hb("NAME", …)`. `boot.js` has a
//! fixed name and knows the others, whose names come from what is in them. The index is made from the
//! [`Directory`](crate::directory::Directory) and is a function of it alone.

mod blocks;
mod dictionary;
mod facets;
pub mod fold;
mod gather;
mod numbers;
mod places;
pub mod postings;
pub mod shards;
mod synonyms;

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::directory::{Directory, RecordId, Timed};
use crate::thesaurus;
use crate::times::table;
use crate::view::Choices;
use crate::view::json_ld::script_safe;
use crate::view::views::Views;
use crate::words::Stemmer;
use numbers::Numbers;

/// So many signs at the end of a file's name stand for what is in it.
const SIGNS: usize = 5;
/// So many neighbouring files of records have one sign between them, which keeps `boot.js` small.
const ONE_SIGN: u32 = 4;
/// So many records are gathered at a time.
const AT_A_TIME: usize = 256;
/// Up to so many records all but `boot.js` is one file.
const SMALL: usize = 200;
/// So many neighbours of a query at least are looked up as one word: "play group" for "playgroup".
const JOINED: usize = 4;

/// What the find page and the index both need, made once.
pub struct Known {
    numbers: Numbers,
    /// By record.
    hours: Vec<Vec<table::Span>>,
    facets: Vec<facets::Facet>,
}

impl Known {
    /// Finds out what one may choose by.
    pub fn new(views: &Views) -> Self {
        let directory = views.directory;
        let numbers = Numbers::new(directory.records.iter().map(|r| r.slug.value.as_str()));
        let all: Vec<RecordId> = directory.ids().collect();
        let hours: Vec<_> = all.par_iter().map(|id| hours(views, *id)).collect();
        let facets = facets::facets(views, &numbers.of);
        Self { numbers, hours, facets }
    }

    /// Whether the hours of any record are known.
    pub fn has_hours(&self) -> bool {
        self.hours.iter().any(|hours| !hours.is_empty())
    }

    /// What one may choose by beside kinds, categories and areas, for the find page.
    pub fn choices(&self) -> Vec<Choices> {
        let further = |f: &&facets::Facet| !matches!(f.key, "kind" | "type" | "category" | "area");
        self.facets.iter().filter(further).map(facets::Facet::choices).collect()
    }

    /// The types of each kind that has several, by the kind's name.
    pub fn types(&self) -> Vec<Choices> {
        let types = self.facets.iter().filter(|f| f.key == "type").flat_map(facets::Facet::by_parent);
        types.filter(|choices| choices.terms.len() > 1).collect()
    }
}

/// Whether any record has a place that may be shown.
pub fn has_places(directory: &Directory) -> bool {
    let shown =
        |id| directory.place_of(id).and_then(|at| crate::view::place::shown_point(&directory.record(at).fields));
    directory.ids().any(|id| shown(id).is_some())
}

/// The hours of a record and its sessions.
fn hours(views: &Views, id: RecordId) -> Vec<table::Span> {
    let known = views.directory.times(id).iter().filter_map(Timed::schedule);
    if views.is_active(id) { views.table(known) } else { Vec::new() }
}

/// The files below `search/`.
pub fn files(views: &Views) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
    let directory = views.directory;
    let Known { numbers, hours, facets } = views.search();
    let mut by_number: Vec<(u32, RecordId)> = numbers.of.iter().copied().zip(directory.ids()).collect();
    by_number.sort_unstable();
    let looks = blocks::Looks::new(views);

    // A few hundred at a time: the words of all as texts would take more room than the rest of the build.
    let words = |some: &[(u32, RecordId)]| -> Vec<(u32, Vec<gather::Run>)> {
        some.par_iter().map(|&(number, id)| (number, gather::gather(views, id))).collect()
    };
    let records = by_number.chunks(AT_A_TIME).flat_map(words);
    let mut groups = thesaurus::built_in(&views.config.language);
    groups.extend_from_slice(&views.config.words);
    let entries = postings::entries(records, &groups, &Stemmer::new(&views.config.language));

    let mut index = Index::default();
    let ((forwards, heavy), backwards) = rayon::join(|| shards::forwards(&entries), || shards::backwards(&entries));
    heavy.iter().for_each(|text| drop(index.add("w", SIGNS, &json!(text))));
    let mut words = |sort: &str, shards: Vec<shards::Shard>| {
        let limits: Vec<&str> = shards.iter().map(|s| s.from.as_str()).collect();
        let limits = limits.join("~");
        let names: String = shards.iter().map(|s| index.add(sort, SIGNS, &json!(s.text))).collect();
        (limits, names)
    };
    let (forward_limits, forward_names) = words("s", forwards);
    let (backward_limits, backward_names) = words("v", backwards);

    let blocks: Vec<Vec<(u32, RecordId)>> =
        by_number.chunk_by(|a, b| a.0 / blocks::IN_ONE == b.0 / blocks::IN_ONE).map(<[_]>::to_vec).collect();
    let shown = |block: &Vec<(u32, RecordId)>| -> Option<(u32, String)> {
        let (first, _) = block.first()?;
        let records = block.iter().map(|&(n, id)| blocks::record(views, id, n % blocks::IN_ONE, &looks, facets));
        Some((first / blocks::IN_ONE, script_safe(&Value::Array(records.collect()))))
    };
    let blocks: Vec<(u32, String)> = blocks.par_iter().filter_map(shown).collect();
    let mut block_names = vec!["---".to_owned(); numbers.limit.div_ceil(blocks::IN_ONE * ONE_SIGN) as usize];
    for some in blocks.chunk_by(|a, b| a.0 / ONE_SIGN == b.0 / ONE_SIGN) {
        let all: String = some.iter().map(|(_, text)| text.as_str()).collect();
        let sign = crate::digits::name(all.as_bytes(), 3);
        some.iter().for_each(|(at, text)| index.put(&format!("r{at}-{sign}"), text));
        #[expect(
            clippy::indexing_slicing,
            reason = "no chunk is empty, and there is a name for each block below the limit of the numbers"
        )]
        let name = &mut block_names[(some[0].0 / ONE_SIGN) as usize];
        *name = sign;
    }

    let sets: Vec<Vec<String>> = facets
        .iter()
        .map(|f| f.choices.iter().map(|c| crate::digits::set(&c.numbers, numbers.limit)).collect())
        .collect();
    let mut order = String::new();
    numbers.of.iter().for_each(|&n| crate::digits::number(n, &mut order));
    let places = places::places(views, &by_number);
    let words_of = |phrase: &String| phrase.split(|c: char| !c.is_alphanumeric()).count();
    let longest = groups.iter().flat_map(|group| &group.phrases).map(words_of).max();
    let boot = json!({
        "count": directory.records.len(),
        "limit": numbers.limit,
        "s": [forward_limits, forward_names],
        "v": [backward_limits, backward_names],
        "r": block_names.concat(),
        "f": index.add("f", SIGNS, &json!(sets)),
        "o": index.add("o", SIGNS, &json!(order)),
        "t": index.add_some("t", &open_times(views, &by_number, hours)),
        "p": index.add_some("p", &places),
        "c": if places.is_empty() { String::new() } else { index.add("c", SIGNS, &json!(places::postcodes(views))) },
        "facets": facets.iter().map(facets::Facet::shown).collect::<Vec<_>>(),
        "looks": looks.shown(),
        "j": longest.unwrap_or(0).max(JOINED),
        "zone": views.config.timezone,
        "until": views.language.text("search.hours.until"),
        "now": views.language.text("search.open"),
    });
    index.finish(boot, directory.records.len() <= SMALL)
}

/// The hours of the records: the week with which all begin, and each as its number's distance from the one before and
/// its table.
#[expect(clippy::indexing_slicing, reason = "each record has its hours")]
fn open_times(views: &Views, by_number: &[(u32, RecordId)], hours: &[Vec<table::Span>]) -> String {
    let mut out = String::new();
    let mut next = 0;
    for &(number, id) in by_number.iter().filter(|(_, id)| !hours[id.index()].is_empty()) {
        if out.is_empty() {
            crate::digits::number(table::week(table::first(views.today)), &mut out);
        }
        crate::digits::number(number - next, &mut out);
        table::write(&hours[id.index()], &mut out);
        next = number + 1;
    }
    out
}

/// The files as they come, by name.
#[derive(Default)]
struct Index(BTreeMap<String, String>);

impl Index {
    /// Adds a file, whose name ends with so many signs that stand for what is in it; the answer is those signs.
    fn add(&mut self, start: &str, signs: usize, value: &Value) -> String {
        let data = script_safe(value);
        let mut end = crate::digits::name(data.as_bytes(), signs);
        // Thousands of files, and so few signs: once in many sites two would have one name.
        while self.0.get(&format!("{start}{end}")).is_some_and(|other| *other != data) {
            end = crate::digits::name(format!("{end}{data}").as_bytes(), signs);
        }
        self.put(&format!("{start}{end}"), &data);
        end
    }

    /// Adds a file of this name.
    fn put(&mut self, name: &str, data: &str) {
        self.0.insert(name.to_owned(), data.to_owned());
    }

    /// Adds a file unless there is nothing in it.
    fn add_some(&mut self, start: &str, text: &str) -> String {
        if text.is_empty() { String::new() } else { self.add(start, SIGNS, &json!(text)) }
    }

    /// The files as the client gets them, with the one that knows them all; few records have but one beside that.
    fn finish(self, mut boot: Value, small: bool) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
        let call = |name: &str, data: &str| format!("hb(\"{name}\",{data});\n");
        let file = |name: &str, text: String| (format!("search/{name}.js").into(), Arc::from(text.into_bytes()));
        let mut files = BTreeMap::new();
        if small {
            let mut all: String = self.0.iter().map(|(name, data)| call(name, data)).collect();
            let name = format!("all-{}", crate::digits::name(all.as_bytes(), 8));
            #[expect(clippy::indexing_slicing, reason = "`boot` is an object, which takes every name")]
            let one = &mut boot["one"];
            *one = json!(name);
            all.push_str(&call(&name, "1"));
            files.extend([file(&name, all)]);
        } else {
            files.extend(self.0.into_iter().map(|(name, data)| file(&name, call(&name, &data))));
        }
        files.extend([file("boot", call("boot", &script_safe(&boot)))]);
        files
    }
}
