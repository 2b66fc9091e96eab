//! Which pages the site has, and where each one lies. No two lie in the same place.

use std::collections::BTreeMap;
use std::ops::Range;

use camino::Utf8PathBuf;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::directory::{Directory, GiftRef, RecordId};
use crate::mistakes::slug_form;
use crate::numbering::number;
use crate::slug::{is_reserved, slug};
use crate::span::{Span, Spanned};

/// Two pages that want the same address.
pub static ADDRESS_TAKEN: Rule = Rule {
    code: "address-taken",
    severity: Severity::Error,
    title: "two pages that want the same address",
    explain: "Every page has an address of its own. Some are taken by the site itself: `index`, `find`, `offers`, `week`, `print`, \
`my-list`, `404`. Give the page another file name, or write `slug = \"…\"` in it.",
};

/// A name that some computers keep for themselves.
pub static ADDRESS_RESERVED: Rule = Rule {
    code: "address-reserved",
    severity: Severity::Error,
    title: "a name that some computers keep for themselves",
    explain: "Windows keeps a few names for its devices (`con`, `aux`, `nul`, `prn`, `com1`, `lpt1` …), and a file of such a name \
cannot be made there. Give the record another file name, or write `slug = \"…\"` in it.",
};

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it lies below the output folder: `groups/repair-cafe.html`.
    pub path: Utf8PathBuf,
    /// What it is.
    pub what: What,
}

/// What a page is. Lists that are long go over several pages; each has a part of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The first page.
    Home,
    /// Part of the records of a kind.
    Kind(usize, Part),
    /// Part of the records of a type within a kind.
    Type(usize, usize, Part),
    /// All categories.
    Categories,
    /// Part of the records of a category.
    Category(usize, Part),
    /// All areas.
    Areas,
    /// Part of the records of an area.
    Area(usize, Part),
    /// One record.
    Record(RecordId),
    /// Offers and wants.
    Offers(Part),
    /// What is on in the days to come.
    Week,
    /// Everything from A to Z.
    Find(Part),
    /// An ordinary page, by its number in the directory.
    Text(usize),
    /// The printable directory, or a part of it.
    Print(Part),
    /// What the reader saved.
    MyList,
    /// There is no such page.
    NotFound,
    /// Sends on to where a record or a page lives now.
    Redirect {
        /// The name to show.
        title: String,
        /// Where to.
        to: Utf8PathBuf,
    },
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number, from 1.
    pub number: usize,
    /// How many parts there are.
    pub of: usize,
    /// Which of the list's entries are in it.
    pub range: Range<usize>,
}

impl Part {
    /// The entries of the list that are in it; none where the list is shorter than another that has the same parts.
    pub fn shown<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        let end = self.range.end.min(list.len());
        list.get(self.range.start..end).unwrap_or_default()
    }
}

/// All pages, and the lists they show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The pages, in the order of their paths as texts.
    pub pages: Vec<Page>,
    /// The records of each kind that has any.
    pub kinds: BTreeMap<usize, Vec<RecordId>>,
    /// The records of each type that has any.
    pub types: BTreeMap<(usize, usize), Vec<RecordId>>,
    /// Everything offered, A to Z by its words.
    pub offers: Vec<GiftRef>,
    /// Everything wanted, A to Z by its words.
    pub wants: Vec<GiftRef>,
    /// The lines of the A–Z: a record under its name, and under each of its other names.
    pub entries: Vec<Entry>,
    /// What is printed, in the order of the printed directory: by kind and type, and A to Z within.
    pub printed: Vec<RecordId>,
}

impl Plan {
    /// The records of a kind; none if it has no page.
    pub fn of_kind(&self, kind: usize) -> &[RecordId] {
        self.kinds.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The records of a type within a kind; none if it has no page.
    pub fn of_type(&self, kind: usize, type_: usize) -> &[RecordId] {
        self.types.get(&(kind, type_)).map_or(&[], Vec::as_slice)
    }
}

/// A line of the A–Z.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The record.
    pub record: RecordId,
    /// Its other name, by number, if it stands here under that.
    pub also: Option<usize>,
    /// The letter.
    pub letter: String,
}

/// So many cards on a page: about 20 KB over the line.
const CARDS: usize = 120;
/// So many lines of the A–Z on a page.
const LINES: usize = 500;
/// So many offers and wants on a page.
const GIFTS: usize = 150;
/// So many entries on a printable page.
const PRINTED: usize = 200;

/// The pages of a site.
pub fn plan(directory: &Directory, config: &Config) -> (Plan, Vec<Diagnostic>) {
    let mut plan = Plan { entries: entries(directory, config), printed: printed(directory, config), ..Plan::default() };
    for id in directory.ids() {
        let record = directory.record(id);
        plan.kinds.entry(record.kind).or_default().push(id);
        if let Some(type_) = record.type_ {
            plan.types.entry((record.kind, type_)).or_default().push(id);
        }
    }
    plan.offers = gifts(directory, true);
    plan.wants = gifts(directory, false);

    let mut pages = Pages::default();
    let here = |path: &str, what| Page { path: path.into(), what };
    let by_itself = [("index.html", What::Home), ("my-list.html", What::MyList), ("404.html", What::NotFound)];
    for (path, what) in by_itself {
        pages.add(here(path, what), None);
    }
    pages.list("find.html", plan.entries.len(), LINES, What::Find);
    pages.list("print.html", plan.printed.len(), PRINTED, What::Print);
    if !plan.offers.is_empty() || !plan.wants.is_empty() {
        pages.list("offers.html", plan.offers.len().max(plan.wants.len()), GIFTS, What::Offers);
    }
    if directory.times.iter().flatten().any(|timed| timed.field == "when" && timed.schedule().is_some()) {
        pages.add(here("week.html", What::Week), None);
    }
    for (&kind, records) in &plan.kinds {
        pages.list(kind_path(config, kind).as_str(), records.len(), CARDS, |part| What::Kind(kind, part));
    }
    for (&(kind, type_), records) in &plan.types {
        pages.list(type_path(config, kind, type_).as_str(), records.len(), CARDS, |part| What::Type(kind, type_, part));
    }
    if directory.in_category.iter().any(|c| !c.is_empty()) {
        pages.add(here("categories/index.html", What::Categories), None);
    }
    for (category, records) in directory.in_category.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
        pages.list(category_path(config, category).as_str(), records.len(), CARDS, |part| {
            What::Category(category, part)
        });
    }
    if directory.in_area.iter().any(|a| !a.is_empty()) {
        pages.add(here("areas/index.html", What::Areas), None);
    }
    for (area, records) in directory.in_area.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
        pages.list(area_path(config, area).as_str(), records.len(), CARDS, |part| What::Area(area, part));
    }
    for id in directory.ids() {
        let record = directory.record(id);
        pages.add(Page { path: record_path(directory, config, id), what: What::Record(id) }, Some(record.slug.span));
    }
    for (i, page) in directory.pages.iter().enumerate() {
        pages.add(Page { path: text_path(&page.slug.value), what: What::Text(i) }, Some(page.slug.span));
    }
    // Last, so that neither a short nor an old address takes the place of a page that is there.
    for (no, id) in by_number(directory) {
        let record = directory.record(id);
        let what = What::Redirect { title: record.title.value.clone(), to: record_path(directory, config, id) };
        pages.short(Page { path: number_path(no), what }, record.fields.get("no").map(|field| field.span));
    }
    for id in directory.ids() {
        let record = directory.record(id);
        let folder = &config.kinds.kind(record.kind).folder;
        let to = record_path(directory, config, id);
        for alias in record.fields.words("aliases") {
            let what = What::Redirect { title: record.title.value.clone(), to: to.clone() };
            pages.old(alias, folder, what);
        }
    }
    for page in &directory.pages {
        for alias in page.fields.words("aliases") {
            let what = What::Redirect { title: page.title.value.clone(), to: text_path(&page.slug.value) };
            pages.old(alias, "", what);
        }
    }
    plan.pages = pages.by_path.into_values().map(|(page, _)| page).collect();
    (plan, pages.diagnostics)
}

// Paths are put together very often, and `concat` does so in a tenth of the time of `format!`.

/// The list of a kind.
pub fn kind_path(config: &Config, kind: usize) -> Utf8PathBuf {
    [config.kinds.kind(kind).folder.as_str(), "/index.html"].concat().into()
}

/// The list of a type.
pub fn type_path(config: &Config, kind: usize, type_: usize) -> Utf8PathBuf {
    let kind = config.kinds.kind(kind);
    [kind.folder.as_str(), "/", &kind.type_(type_).folder, "/index.html"].concat().into()
}

/// The list of a category.
pub fn category_path(config: &Config, category: usize) -> Utf8PathBuf {
    ["categories/", &config.category(category).slug, ".html"].concat().into()
}

/// The list of an area.
pub fn area_path(config: &Config, area: usize) -> Utf8PathBuf {
    ["areas/", &config.area(area).slug, ".html"].concat().into()
}

/// The page of a record.
pub fn record_path(directory: &Directory, config: &Config, id: RecordId) -> Utf8PathBuf {
    let record = directory.record(id);
    [config.kinds.kind(record.kind).folder.as_str(), "/", &record.slug.value, ".html"].concat().into()
}

/// An ordinary page.
pub fn text_path(slug: &str) -> Utf8PathBuf {
    format!("{slug}.html").into()
}

/// The short address of a record, by its number for print: it leads to the record's page.
pub fn number_path(no: u32) -> Utf8PathBuf {
    format!("{no}.html").into()
}

/// The records that have numbers; of two with one number the first by its path, for the other one is told.
fn by_number(directory: &Directory) -> BTreeMap<u32, RecordId> {
    let mut numbered: Vec<(u32, RecordId)> =
        directory.ids().filter_map(|id| Some((number(directory.record(id))?, id))).collect();
    numbered.sort_by_key(|(_, id)| std::cmp::Reverse(directory.record(*id).span));
    numbered.into_iter().collect()
}

/// The page of a list with this number: `find.html`, `find.2.html`. A slug has no dots, so no record can be in the way.
pub fn numbered(first: &str, number: usize) -> Utf8PathBuf {
    match first.strip_suffix(".html") {
        Some(stem) if number > 1 => format!("{stem}.{number}.html").into(),
        _ => first.into(),
    }
}

/// An old address as a path: `mending-morning`, `/groups/mending-morning/`, `groups/mending-morning.html`.
/// Nothing if no letter of it can stand in an address.
fn alias_path(alias: &str, folder: &str) -> Option<Utf8PathBuf> {
    let plain = alias.trim().trim_start_matches('/').trim_end_matches(".html");
    let plain = plain.strip_suffix('/').map_or(plain.to_owned(), |p| format!("{p}/index"));
    let parts: Vec<String> = plain.split('/').map(slug).filter(|p| !p.is_empty()).collect();
    let path = parts.join("/");
    let is_beside = parts.len() == 1 && !folder.is_empty() && !alias.contains('/');
    match parts.as_slice() {
        [] => None,
        _ if is_beside => Some(format!("{folder}/{path}.html").into()),
        _ => Some(format!("{path}.html").into()),
    }
}

/// Cuts a list of `length` into parts of about `most`, none of them a mere rest.
fn parts(length: usize, most: usize) -> Vec<Part> {
    let of = length.div_ceil(most).max(1);
    let each = length.div_ceil(of);
    (0..of).map(|i| Part { number: i + 1, of, range: (i * each).min(length)..((i + 1) * each).min(length) }).collect()
}

#[derive(Default)]
struct Pages {
    by_path: BTreeMap<String, (Page, Option<Span>)>,
    diagnostics: Vec<Diagnostic>,
}

impl Pages {
    fn list(&mut self, first: &str, length: usize, most: usize, what: impl Fn(Part) -> What) {
        for part in parts(length, most) {
            self.add(Page { path: numbered(first, part.number), what: what(part) }, None);
        }
    }

    /// Adds a page; `at` is where its author wrote its name.
    fn add(&mut self, page: Page, at: Option<Span>) {
        let stem = page.path.file_name().unwrap_or("").split('.').next().unwrap_or("");
        if let Some(at) = at.filter(|_| is_reserved(stem)) {
            let message = format!("the name `{stem}` cannot be used for a file on some computers");
            self.diagnostics.push(
                Diagnostic::new(&ADDRESS_RESERVED, message)
                    .at(at)
                    .help(format!("write another address: `slug = \"the-{stem}\"`")),
            );
        }
        let Some((_, first)) = self.by_path.get(page.path.as_str()) else {
            self.by_path.insert(page.path.to_string(), (page, at));
            return;
        };
        let Some(at) = at else { return };
        let alias = matches!(page.what, What::Redirect { .. });
        let (message, help) = if alias {
            (format!("the old address `{}` is the address of another page", page.path), "take it out of `aliases`")
        } else {
            let help = "rename the file, or write another address: `slug = \"…\"`";
            (format!("the address `{}` is taken by another page", page.path), help)
        };
        self.taken(at, *first, message, help);
    }

    /// Adds an old address of a page, as near to what is written as a file's name can be.
    fn old(&mut self, alias: &Spanned<String>, folder: &str, what: What) {
        let path = alias_path(&alias.value, folder);
        let plain = alias.value.trim().trim_matches('/').trim_end_matches(".html");
        // An old name is as good as its address.
        let of_name = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '\'' | '’');
        let is_name = plain.chars().all(of_name) && plain.chars().count() <= 80;
        // What nobody can ask for here needs no page.
        let is_elsewhere = plain.contains(':') || plain.split(['/', '\\']).any(|part| part == "..");
        let path = path.filter(|_| !is_elsewhere);
        if !is_name && !plain.split('/').all(|part| slug(part) == part.to_lowercase()) {
            let words = alias.value.chars().take(60).collect::<String>();
            let message = match &path {
                Some(path) => {
                    format!("the old address `{words}` cannot be one here: `{path}` leads to the page instead")
                }
                None => format!("the old address `{words}` cannot be one here"),
            };
            let help = "an old address is written as it stood behind the name of the site, such as `groups/old-name`";
            let diagnostic = Diagnostic::new(&slug_form::RULE, message).at(alias.span).help(help);
            self.diagnostics.push(Diagnostic { severity: Severity::Warning, ..diagnostic });
        }
        if let Some(path) = path {
            self.add(Page { path, what }, Some(alias.span));
        }
    }

    /// Adds the short address of a record.
    fn short(&mut self, page: Page, at: Option<Span>) {
        match (self.by_path.get(page.path.as_str()), at) {
            (Some((_, first)), Some(at)) => {
                let message = format!("the short address `{}` is the address of another page", page.path);
                self.taken(
                    at,
                    *first,
                    message,
                    "rename the file of that page: numbers are the short addresses of records",
                );
            }
            _ => self.add(page, None),
        }
    }

    /// Tells that an address is taken; `first` is where the page that has it says so.
    fn taken(&mut self, at: Span, first: Option<Span>, message: String, help: &str) {
        let mut diagnostic = Diagnostic::new(&ADDRESS_TAKEN, message).at(at).help(help);
        if let Some(first) = first {
            diagnostic = diagnostic.also(first, "the other page");
        }
        self.diagnostics.push(diagnostic);
    }
}

/// Every name and other name, A to Z.
fn entries(directory: &Directory, config: &Config) -> Vec<Entry> {
    let collation = crate::collate::Collation::new(&config.language);
    let mut also: Vec<(Vec<u8>, Entry)> = Vec::new();
    for id in directory.ids() {
        for (i, name) in directory.record(id).fields.words("also").iter().enumerate() {
            let entry = Entry { record: id, also: Some(i), letter: collation.letter(&name.value) };
            also.push((collation.key(&name.value), entry));
        }
    }
    let own = directory.ids().map(|id| Entry { record: id, also: None, letter: directory.letter(id).to_owned() });
    if also.is_empty() {
        return own.collect();
    }
    let mut all: Vec<(Vec<u8>, Entry)> =
        own.map(|e| (collation.key(&directory.record(e.record).title.value), e)).chain(also).collect();
    all.sort_by(|(a, e), (b, f)| a.cmp(b).then_with(|| (e.record, e.also).cmp(&(f.record, f.also))));
    all.into_iter().map(|(_, entry)| entry).collect()
}

/// What is going on, by kind and type as readers browse.
fn printed(directory: &Directory, config: &Config) -> Vec<RecordId> {
    let mut ids: Vec<RecordId> =
        directory.ids().filter(|id| directory.record(*id).fields.text("status") != Some("closed")).collect();
    ids.sort_by_key(|id| {
        let record = directory.record(*id);
        let by_type = config.kinds.kind(record.kind).browse_by_type;
        (record.kind, record.type_.filter(|_| by_type).unwrap_or(usize::MAX), *id)
    });
    ids
}

fn gifts(directory: &Directory, is_offer: bool) -> Vec<GiftRef> {
    let field = if is_offer { "offers" } else { "wants" };
    let of = |record: RecordId| {
        let gifts = directory.record(record).fields.gifts(field).iter().zip(0..);
        gifts.map(move |(gift, index)| (gift.text.value.to_lowercase(), GiftRef { record, is_offer, index }))
    };
    // What has closed gives and wants no more.
    let going_on = |id: &RecordId| directory.record(*id).fields.text("status") != Some("closed");
    let mut all: Vec<(String, GiftRef)> = directory.ids().filter(going_on).flat_map(of).collect();
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    all.into_iter().map(|(_, gift)| gift).collect()
}
