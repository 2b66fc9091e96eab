//! The search: everything that can be thought out beforehand, as small scripts for `theme/search.js`.
//!
//! A page opened from a folder may not fetch anything, so each file is a classic script `hb("NAME", …)`. `boot.js` has a
//! fixed name and knows the others, whose names come from what is in them. The index is made from the
//! [`Directory`](crate::directory::Directory) and is a function of it alone.

mod blocks;
mod dictionary;
mod digits;
mod facets;
pub mod fold;
mod gather;
pub mod hours;
mod numbers;
mod places;
mod postings;
mod shards;
mod synonyms;

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::directory::{Directory, RecordId};
use crate::thesaurus;
use crate::view::Choices;
use crate::view::json_ld::script_safe;
use crate::view::views::Views;
use crate::words::Stemmer;
use numbers::Numbers;

/// So many signs at the end of a file's name stand for what is in it.
const SIGNS: usize = 5;
/// So many records are gathered at a time.
const AT_A_TIME: usize = 256;
/// Up to so many records all but `boot.js` is one file.
const SMALL: usize = 200;

/// What the find page and the index both need, made once.
pub struct Known {
    numbers: Numbers,
    /// By record.
    times: Vec<Option<Vec<hours::Span>>>,
    facets: Vec<facets::Facet>,
}

impl Known {
    /// Finds out what one may choose by.
    pub fn new(views: &Views) -> Self {
        let directory = views.directory;
        let numbers = Numbers::new(directory.records.iter().map(|r| r.slug.value.as_str()));
        let times: Vec<_> = directory.ids().map(|id| times(directory, id)).collect();
        let facets = facets::facets(views, &numbers.of, &times);
        Self { numbers, times, facets }
    }

    /// Whether the hours of any record are known.
    pub fn has_hours(&self) -> bool {
        self.times.iter().any(Option::is_some)
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

/// When a record is open or happens, if every one of its lines can be read for sure.
fn times(directory: &Directory, id: RecordId) -> Option<Vec<hours::Span>> {
    let fields = &directory.record(id).fields;
    let lines = ["when", "open"].into_iter().flat_map(|f| fields.words(f));
    let mut all = lines.map(|line| hours::read(&line.value)).collect::<Option<Vec<_>>>()?.concat();
    all.sort_unstable();
    all.dedup();
    (!all.is_empty()).then_some(all)
}

/// The files below `search/`.
pub fn files(views: &Views) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
    let directory = views.directory;
    let Known { numbers, times, facets } = views.search();
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

    let mut index = Index { all: BTreeMap::new(), in_one: String::new(), small: directory.records.len() <= SMALL };
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
    let shown = |block: &Vec<(u32, RecordId)>| -> (u32, String) {
        let records = block.iter().map(|&(n, id)| blocks::record(views, id, n % blocks::IN_ONE, &looks, facets));
        (block[0].0 / blocks::IN_ONE, script_safe(&Value::Array(records.collect())))
    };
    let blocks: Vec<(u32, String)> = blocks.par_iter().map(shown).collect();
    let mut block_names = vec!["---".to_owned(); (numbers.limit / blocks::IN_ONE) as usize];
    for (at, block) in blocks {
        block_names[at as usize] = index.add_written(&format!("r{at}-"), 3, &block);
    }

    let sets: Vec<Vec<String>> =
        facets.iter().map(|f| f.choices.iter().map(|c| digits::set(&c.numbers, numbers.limit)).collect()).collect();
    let mut order = String::new();
    numbers.of.iter().for_each(|&n| digits::number(n, &mut order));
    let places = places::places(views, &by_number);
    let boot = json!({
        "count": directory.records.len(),
        "limit": numbers.limit,
        "s": [forward_limits, forward_names],
        "v": [backward_limits, backward_names],
        "r": block_names.concat(),
        "f": index.add("f", 5, &json!(sets)),
        "o": index.add("o", 5, &json!(order)),
        "t": index.add_some("t", &open_times(&by_number, times)),
        "p": index.add_some("p", &places),
        "c": if places.is_empty() { String::new() } else { index.add("c", 5, &json!(places::postcodes(views))) },
        "facets": facets.iter().map(facets::Facet::shown).collect::<Vec<_>>(),
        "looks": looks.shown(),
        "zone": views.config.timezone,
        "until": views.language.text("search.hours.until"),
    });
    index.finish(boot)
}

/// The hours of the records: each as its number's distance from the one before, how many spans, and each span's
/// beginning and length in steps of five minutes.
fn open_times(by_number: &[(u32, RecordId)], times: &[Option<Vec<hours::Span>>]) -> String {
    let mut out = String::new();
    let mut next = 0;
    for &(number, id) in by_number {
        let Some(spans) = &times[id.0 as usize] else { continue };
        digits::number(number - next, &mut out);
        digits::number(spans.len() as u32, &mut out);
        for (from, to) in spans {
            digits::number(from / 5, &mut out);
            digits::number((to - from).div_ceil(5), &mut out);
        }
        next = number + 1;
    }
    out
}

/// The files as they come.
struct Index {
    all: BTreeMap<Utf8PathBuf, Arc<[u8]>>,
    in_one: String,
    small: bool,
}

impl Index {
    /// Adds a file, whose name ends with so many signs that stand for what is in it; the answer is those signs.
    fn add(&mut self, start: &str, signs: usize, value: &Value) -> String {
        self.add_written(start, signs, &script_safe(value))
    }

    /// Adds a file whose data are written already.
    fn add_written(&mut self, start: &str, signs: usize, data: &str) -> String {
        let end = digits::name(data.as_bytes(), signs);
        let text = format!("hb(\"{start}{end}\",{data});\n");
        if self.small {
            self.in_one.push_str(&text);
        } else {
            self.all.insert(format!("search/{start}{end}.js").into(), Arc::from(text.into_bytes()));
        }
        end
    }

    /// Adds a file unless there is nothing in it.
    fn add_some(&mut self, start: &str, text: &str) -> String {
        if text.is_empty() { String::new() } else { self.add(start, 5, &json!(text)) }
    }

    /// The files, with the one that knows them all.
    fn finish(mut self, mut boot: Value) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
        if self.small {
            let name = format!("all-{}", digits::name(self.in_one.as_bytes(), 8));
            boot["one"] = json!(name);
            self.in_one.push_str(&format!("hb(\"{name}\",1);\n"));
            self.all.insert(format!("search/{name}.js").into(), Arc::from(self.in_one.into_bytes()));
        }
        let text = format!("hb(\"boot\",{});\n", script_safe(&boot));
        self.all.insert("search/boot.js".into(), Arc::from(text.into_bytes()));
        self.all
    }
}
