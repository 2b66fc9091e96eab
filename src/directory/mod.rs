//! All records joined: who links to whom, what stands in which category and area, which offer meets
//! which want. Made once, and not changed after that.

mod matches;
mod pictures;
mod replace;
mod times;

pub use pictures::{find_picture, of_record};

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};

pub use matches::GiftRef;
pub use times::Timed;

use crate::collate::Collation;
use crate::config::{Config, Term};
use crate::kinds::{FieldDef, Kind, Type};
use crate::record::{Record, Role, TextPage};
use crate::slug::slug;
use crate::source::Files;
use crate::span::Spanned;

/// A record of a [`Directory`], as its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u32);

impl RecordId {
    /// Its place among all records.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A link from one record to another, by the field that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The field's name, such as `meets_at`.
    pub field: String,
    /// The record at the other end.
    pub record: RecordId,
}

/// A name in a record that leads nowhere, or to the wrong thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Dangling {
    /// The record that names it.
    pub record: RecordId,
    /// The field it stands in; none for a link in the text.
    pub field: Option<FieldDef>,
    /// What was written.
    pub name: Spanned<String>,
    /// The record it leads to, if it is only the wrong kind.
    pub to: Option<RecordId>,
}

/// All records of a site, joined. Records stand in the order of their names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Directory {
    /// The records, A to Z; a [`RecordId`] is an index into them.
    pub records: Vec<Record>,
    /// The letter of the A–Z for each record.
    pub letters: Vec<String>,
    /// Ordinary pages, in their order.
    pub pages: Vec<TextPage>,
    /// Words for the home page.
    pub home: Option<TextPage>,
    /// Words above the list of a kind, by the kind's number.
    pub intros: BTreeMap<usize, TextPage>,
    /// The records by their slugs.
    pub by_slug: BTreeMap<String, RecordId>,
    /// The records that stand alone in a file, by its path.
    pub by_path: BTreeMap<String, RecordId>,
    /// For each record, its times and what was read in them.
    pub times: Vec<Vec<Timed>>,
    /// For each record, the records it leads to.
    pub links: Vec<Vec<Link>>,
    /// For each record, the records that lead to it.
    pub backlinks: Vec<Vec<Link>>,
    /// For each record, its categories, as numbers in [`Config::categories`].
    pub categories_of: Vec<Vec<usize>>,
    /// For each record, its areas, as numbers in [`Config::areas`].
    pub areas_of: Vec<Vec<usize>>,
    /// For each category, its records.
    pub in_category: Vec<Vec<RecordId>>,
    /// For each area, its records.
    pub in_area: Vec<Vec<RecordId>>,
    /// For each offer, the wants that it meets; and for each want, the offers that meet it.
    pub matches: BTreeMap<GiftRef, Vec<GiftRef>>,
    /// Names that lead nowhere or to the wrong thing.
    pub dangling: Vec<Dangling>,
    /// Category names that the configuration does not have.
    pub unknown_categories: Vec<Spanned<String>>,
    /// Area names that the configuration does not have.
    pub unknown_areas: Vec<Spanned<String>>,
    /// Records whose slug another one has: left out, with the one that keeps it.
    pub duplicates: Vec<(Record, RecordId)>,
}

/// Joins records and pages; `drafts` says whether drafts are among them.
pub fn resolve(records: Vec<Record>, pages: Vec<TextPage>, config: &Config, files: &Files, drafts: bool) -> Directory {
    let collation = Collation::new(&config.language);
    let mut directory = Directory::default();
    directory.take_records(records, &collation, drafts);
    directory.take_pages(pages, &collation, drafts);
    directory.file_paths(files);
    directory.file_terms(config);
    directory.link(config);
    directory.follow_texts(config, files);
    directory.matches = matches::find(&directory, config);
    directory.times = times::read(&directory.records, config);
    directory
}

#[expect(
    clippy::indexing_slicing,
    reason = "an id is a place among the records, and each of these lists has one entry for each record"
)]
impl Directory {
    /// The record with this id.
    pub fn record(&self, id: RecordId) -> &Record {
        &self.records[id.index()]
    }

    /// All ids, A to Z.
    pub fn ids(&self) -> impl Iterator<Item = RecordId> + use<> {
        (0..self.records.len() as u32).map(RecordId)
    }

    /// The records that lead from this one, by the field called `field`.
    pub fn linked<'a>(&'a self, id: RecordId, field: &'a str) -> impl Iterator<Item = RecordId> + 'a {
        self.links[id.index()].iter().filter(move |l| l.field == field).map(|l| l.record)
    }

    /// The links from this record.
    pub fn links_from(&self, id: RecordId) -> &[Link] {
        &self.links[id.index()]
    }

    /// The links to this record.
    pub fn links_to(&self, id: RecordId) -> &[Link] {
        &self.backlinks[id.index()]
    }

    /// The record's categories.
    pub fn categories(&self, id: RecordId) -> &[usize] {
        &self.categories_of[id.index()]
    }

    /// The record's areas.
    pub fn areas(&self, id: RecordId) -> &[usize] {
        &self.areas_of[id.index()]
    }

    /// The times of the record and of its sessions.
    pub fn times(&self, id: RecordId) -> &[Timed] {
        &self.times[id.index()]
    }

    /// The letter of the A–Z under which the record stands.
    pub fn letter(&self, id: RecordId) -> &str {
        &self.letters[id.index()]
    }
}

impl Directory {
    /// The records of the category with this number.
    #[expect(clippy::indexing_slicing, reason = "there is a list for each category of the configuration")]
    pub fn records_in_category(&self, number: usize) -> &[RecordId] {
        &self.in_category[number]
    }

    /// The records of the area with this number.
    #[expect(clippy::indexing_slicing, reason = "there is a list for each area of the configuration")]
    pub fn records_in_area(&self, number: usize) -> &[RecordId] {
        &self.in_area[number]
    }

    /// The ordinary page with this number.
    #[expect(clippy::indexing_slicing, reason = "a page's number is its place in this list")]
    pub fn page(&self, number: usize) -> &TextPage {
        &self.pages[number]
    }

    /// Where a record is: its own place if it has an address or position, else the one it meets at or is kept at.
    pub fn place_of(&self, id: RecordId) -> Option<RecordId> {
        let has_place = |id: RecordId| {
            let fields = &self.record(id).fields;
            ["address", "postcode", "location", "lat"].iter().any(|f| fields.get(f).is_some())
        };
        if has_place(id) {
            return Some(id);
        }
        ["meets_at", "kept_at", "where"].iter().find_map(|field| self.linked(id, field).next())
    }

    /// Names in order; of two records with one slug the one that did not ask for it by name keeps it.
    fn take_records(&mut self, records: Vec<Record>, collation: &Collation, drafts: bool) {
        let mut records: Vec<Record> = records.into_iter().filter(|r| drafts || !r.is_draft()).collect();
        let asks = |r: &Record| !r.fields.words("slug").is_empty();
        records.sort_by_key(|r| (asks(r), r.span));
        let mut taken = BTreeSet::new();
        let (kept, twice): (Vec<Record>, Vec<Record>) =
            records.into_iter().partition(|r| taken.insert(r.slug.value.clone()));
        let mut keyed: Vec<(Vec<u8>, Record)> = kept.into_iter().map(|r| (collation.key(&r.title.value), r)).collect();
        keyed.sort_by(|(a, r), (b, s)| a.cmp(b).then_with(|| r.slug.value.cmp(&s.slug.value)));
        self.records = keyed.into_iter().map(|(_, r)| r).collect();
        self.letters = self.records.iter().map(|r| collation.letter(&r.title.value)).collect();
        self.by_slug = self.records.iter().zip(0..).map(|(r, i)| (r.slug.value.clone(), RecordId(i))).collect();
        #[expect(clippy::indexing_slicing, reason = "the first record of each slug is kept, and so has an entry")]
        let keeper = |record: &Record| self.by_slug[&record.slug.value];
        self.duplicates = twice.into_iter().map(|r| (keeper(&r), r)).map(|(id, r)| (r, id)).collect();
    }

    fn take_pages(&mut self, pages: Vec<TextPage>, collation: &Collation, drafts: bool) {
        for page in pages.into_iter().filter(|p| drafts || p.fields.yes_no("draft") != Some(true)) {
            match page.role {
                Role::Home => self.home = Some(page),
                Role::Intro(kind) => {
                    self.intros.insert(kind, page);
                }
                Role::Page => self.pages.push(page),
            }
        }
        self.pages
            .sort_by_cached_key(|p| (p.fields.number("order").unwrap_or(i64::MAX), collation.key(&p.title.value)));
    }

    fn file_paths(&mut self, files: &Files) {
        let mut count: BTreeMap<_, u32> = BTreeMap::new();
        for record in &self.records {
            *count.entry(record.span.file).or_default() += 1;
        }
        let alone = self.ids().filter(|id| count.get(&self.record(*id).span.file) == Some(&1));
        self.by_path = alone.map(|id| (files.source(self.record(id).span.file).path.to_string(), id)).collect();
    }

    /// Puts each record under its categories and areas; names that are not known are kept for the checks.
    fn file_terms(&mut self, config: &Config) {
        let file = |field: &str, terms: &[Term]| {
            let index = TermIndex::new(terms);
            let mut of = Vec::with_capacity(self.records.len());
            let mut unknown = Vec::new();
            for record in &self.records {
                let mut own: Vec<usize> = Vec::new();
                for name in record.fields.words(field) {
                    match index.find(&name.value) {
                        Some(term) => own.push(term),
                        None => unknown.push(name.clone()),
                    }
                }
                if field == "categories" {
                    let gifts = ["offers", "wants"].into_iter().flat_map(|f| record.fields.gifts(f));
                    unknown
                        .extend(gifts.flat_map(|g| &g.categories).filter(|c| index.find(&c.value).is_none()).cloned());
                }
                own.sort_unstable();
                own.dedup();
                of.push(own);
            }
            (of, unknown)
        };
        let (categories_of, unknown_categories) = file("categories", &config.categories);
        let (areas_of, unknown_areas) = file("area", &config.areas);
        let within = |of: &[Vec<usize>], terms: usize| {
            let mut lists = vec![Vec::new(); terms];
            #[expect(clippy::indexing_slicing, reason = "the index of the terms gives places among them")]
            of.iter().zip(0..).for_each(|(own, id)| own.iter().for_each(|&t| lists[t].push(RecordId(id))));
            lists
        };
        self.in_category = within(&categories_of, config.categories.len());
        self.in_area = within(&areas_of, config.areas.len());
        (self.categories_of, self.areas_of) = (categories_of, areas_of);
        (self.unknown_categories, self.unknown_areas) = (unknown_categories, unknown_areas);
    }

    /// Follows the links in the fields, both ways.
    #[expect(clippy::indexing_slicing, reason = "both lists have an entry for each record")]
    fn link(&mut self, config: &Config) {
        let mut links: Vec<Vec<Link>> = vec![Vec::new(); self.records.len()];
        let mut backlinks = links.clone();
        let mut dangling = Vec::new();
        for id in self.ids() {
            for (field, name) in self.record(id).links() {
                let to = self.by_slug.get(&link_target(&name.value)).copied();
                let wrong = to.is_some_and(|to| !leads_to(field, self.record(to), config));
                if to.is_none() || wrong {
                    dangling.push(Dangling { record: id, field: Some(field.clone()), name: name.clone(), to });
                }
                let Some(to) = to.filter(|&to| to != id) else { continue };
                let link = |record| Link { field: field.name.clone(), record };
                if !links[id.index()].contains(&link(to)) {
                    links[id.index()].push(link(to));
                    backlinks[to.index()].push(link(id));
                }
            }
        }
        (self.links, self.backlinks) = (links, backlinks);
        self.dangling.append(&mut dangling);
    }

    /// Follows the links in the texts: to files of the site.
    fn follow_texts(&mut self, config: &Config, files: &Files) {
        let mut dangling = Vec::new();
        for id in self.ids() {
            let record = self.record(id);
            let from = &files.source(record.span.file).path;
            for name in &record.scan.links {
                if !self.knows(from, &name.value, config, files) {
                    dangling.push(Dangling { record: id, field: None, name: name.clone(), to: None });
                }
            }
        }
        self.dangling.append(&mut dangling);
    }

    /// Whether a link in the text of the file `from` leads to something that the site has.
    pub fn knows(&self, from: &Utf8Path, to: &str, config: &Config, files: &Files) -> bool {
        match self.target(from, to, config) {
            Some(_) => true,
            None => join(from, to).is_some_and(|path| {
                files.blobs.contains_key(&path)
                    || files
                        .theme
                        .contains_key(&Utf8Path::new("static").join(path.strip_prefix("content").unwrap_or(&path)))
            }),
        }
    }

    /// What a link in the text of the file `from` leads to.
    pub fn target(&self, from: &Utf8Path, to: &str, config: &Config) -> Option<Target<'_>> {
        let path = join(from, to)?;
        if let Some(&id) = self.by_path.get(path.as_str()) {
            return Some(Target::Record(id));
        }
        let inside = path.strip_prefix("content").unwrap_or(&path);
        let stem = inside.with_extension("");
        // A page of a section, as `[Groups](../groups/)`.
        if let Some(kind) = config.kinds.in_folder(stem.as_str().trim_end_matches("/index")) {
            return Some(Target::Kind(kind));
        }
        if stem == "index" || stem == "" {
            return Some(Target::Home);
        }
        if let Ok(name) = stem.strip_prefix("pages")
            && let Some(page) = self.pages.iter().find(|p| p.slug.value == name)
        {
            return Some(Target::Page(page));
        }
        // A record by its name alone, or by the address of its page; `choir.png` is a picture.
        if !matches!(path.extension(), None | Some("md" | "toml" | "html")) {
            return None;
        }
        let kind_folder = stem.parent().is_some_and(|p| {
            p == "" || config.kinds.in_folder(p.components().next().map_or("", |c| c.as_str())).is_some()
        });
        let id = self.by_slug.get(stem.file_name()?).filter(|_| kind_folder || !to.contains('/'))?;
        Some(Target::Record(*id))
    }
}

/// What a link in a text leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target<'a> {
    /// A record.
    Record(RecordId),
    /// The list of a kind.
    Kind(usize),
    /// An ordinary page.
    Page(&'a TextPage),
    /// The home page.
    Home,
}

/// `to`, as it stands in the file `from`, from the site's folder.
pub fn join(from: &Utf8Path, to: &str) -> Option<Utf8PathBuf> {
    let to = to.split(['#', '?']).next().unwrap_or("").replace("%20", " ");
    let mut path: Vec<&str> = match to.strip_prefix('/') {
        Some(_) => vec!["content"],
        None => from.parent()?.iter().collect(),
    };
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(path.join("/").into())
}

/// The paths that a picture's name in the file `from` may mean: beside it, below `content/`, below `static/`.
pub fn picture_paths(from: &Utf8Path, written: &str) -> Vec<Utf8PathBuf> {
    let written = written.trim();
    let from_root = format!("/{}", written.trim_start_matches('/'));
    let mut paths: Vec<Utf8PathBuf> = [join(from, written), join(from, &from_root)].into_iter().flatten().collect();
    let inside = |path: &Utf8PathBuf| path.strip_prefix("content").map(|p| Utf8Path::new("static").join(p)).ok();
    let in_static: Vec<Utf8PathBuf> = paths.iter().filter_map(inside).collect();
    paths.extend(in_static);
    paths
}

/// The slug that a link in a field means: `loom-hall`, `places/loom-hall`, `loom-hall.md`.
pub fn link_target(written: &str) -> String {
    let name = written.trim().rsplit('/').next().unwrap_or("");
    let name = name
        .strip_suffix(".md")
        .or_else(|| name.strip_suffix(".html"))
        .or_else(|| name.strip_suffix(".toml"))
        .unwrap_or(name);
    name.to_owned()
}

/// Whether a field may lead to a record.
pub fn leads_to(field: &FieldDef, record: &Record, config: &Config) -> bool {
    let (kind, type_) = kind_and_type(record, config);
    field.to.is_empty() || field.to.iter().any(|name| *name == kind.name || type_.is_some_and(|t| t.name == *name))
}

/// The kind and the type of a record.
pub fn kind_and_type<'a>(record: &Record, config: &'a Config) -> (&'a Kind, Option<&'a Type>) {
    let kind = config.kinds.kind(record.kind);
    (kind, record.type_.map(|t| kind.type_(t)))
}

/// Finds terms by slug or label, whatever the letter case.
pub struct TermIndex(BTreeMap<String, usize>);

impl TermIndex {
    /// An index of `terms`.
    pub fn new(terms: &[Term]) -> Self {
        let labels = terms.iter().enumerate().map(|(i, t)| (t.label.to_lowercase(), i));
        let slugs = terms.iter().enumerate().map(|(i, t)| (t.slug.clone(), i));
        // Slugs last: where one term's label is another's slug, the slug counts.
        let keys = terms.iter().enumerate().map(|(i, t)| (t.key.clone(), i));
        Self(labels.chain(keys).chain(slugs).collect())
    }

    /// The number of the term called `name`.
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim().to_lowercase();
        self.0.get(&name).or_else(|| self.0.get(&slug(&name))).copied()
    }
}
