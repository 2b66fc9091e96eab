//! The pages that are lists: kinds, types, categories, areas, the A–Z, the first page.

use std::collections::BTreeMap;

use super::card::letter_anchor;
use super::gifts::pager;
use super::views::Views;
use super::{Entry, Find, Home, Letter, LetterEntries, List, Term, Terms, Text};
use crate::directory::RecordId;
use crate::events;
use crate::plan::{self, Part};
use crate::search;

/// The letters that an A–Z always shows.
const LATIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

impl Views<'_> {
    /// The first page.
    pub fn home(&self) -> Home {
        let home = self.directory.home.as_ref();
        let few = |all: &[crate::directory::GiftRef]| {
            // Those that meet somebody first: they show what the page is for.
            let (met, alone): (Vec<_>, Vec<_>) =
                all.iter().copied().partition(|g| self.directory.matches.contains_key(g));
            met.into_iter().chain(alone).filter_map(|g| self.gift(g)).take(3).collect()
        };
        let mut newest: Vec<RecordId> =
            self.directory.ids().filter(|id| self.directory.record(*id).fields.date("verified").is_some()).collect();
        newest.sort_by_key(|id| (std::cmp::Reverse(self.directory.record(*id).fields.date("verified")), *id));
        Home {
            heading: home.map_or_else(|| self.config.title.clone(), |h| h.title.value.clone()),
            body: home.and_then(|h| self.html(h.body.as_ref(), h.span.file, "")),
            categories: self.all_categories(),
            coming: self.coming_up(),
            newest: newest.into_iter().take(6).map(|id| self.listed(id, false)).collect(),
            offers: few(&self.plan.offers),
            wants: few(&self.plan.wants),
            add: self.add(),
        }
    }

    fn all_categories(&self) -> Vec<Term> {
        let used = (0..self.config.categories.len()).filter(|&c| !self.directory.records_in_category(c).is_empty());
        let mut terms: Vec<Term> = used.map(|category| self.category_term(category)).collect();
        let collation = crate::collate::Collation::new(&self.config.language);
        terms.sort_by_cached_key(|t| collation.key(&t.title));
        terms
    }

    /// A part of the records of a kind.
    pub fn kind_list(&self, kind: usize, part: &Part, root: &str) -> List {
        let def = self.config.kinds.kind(kind);
        let intro = self.directory.intros.get(&kind);
        let body = intro.filter(|_| part.number == 1).and_then(|i| self.html(i.body.as_ref(), i.span.file, root));
        let list = self.list(self.plan.of_kind(kind), part, plan::kind_path(self.config, kind).as_str());
        List {
            title: intro.map_or_else(|| self.kind_plural(kind), |i| i.title.value.clone()),
            summary: Some(self.named("kind", &def.name, "summary", &def.summary)).filter(|s| !s.is_empty()),
            body,
            icon: def.icon.clone(),
            colour: def.colour.clone(),
            types: self.types(kind, None),
            ..list
        }
    }

    /// A part of the records of a type.
    pub fn type_list(&self, kind: usize, type_: usize, part: &Part) -> List {
        let def = self.config.kinds.kind(kind).type_(type_);
        let list = self.list(self.plan.of_type(kind, type_), part, plan::type_path(self.config, kind, type_).as_str());
        List {
            title: self.type_plural(kind, type_),
            summary: Some(self.named("type", &def.name, "summary", &def.summary)).filter(|s| !s.is_empty()),
            icon: def.icon.clone(),
            colour: def.colour.clone(),
            types: self.types(kind, Some(type_)),
            ..list
        }
    }

    fn types(&self, kind: usize, current: Option<usize>) -> Vec<Term> {
        let types = self.config.kinds.kind(kind).types.iter().enumerate();
        let with_records = types.filter_map(|(t, def)| Some((t, def, self.plan.types.get(&(kind, t))?)));
        let term = |(t, def, records): (usize, &crate::kinds::Type, &Vec<RecordId>)| Term {
            slug: def.name.clone(),
            title: self.type_plural(kind, t),
            url: plan::type_path(self.config, kind, t).into(),
            count: records.len(),
            current: current == Some(t),
        };
        with_records.map(term).collect()
    }

    /// A part of the records of a category.
    pub fn category_list(&self, category: usize, part: &Part) -> List {
        let term = self.config.category(category);
        let list = self.list(
            self.directory.records_in_category(category),
            part,
            plan::category_path(self.config, category).as_str(),
        );
        List { title: term.label.clone(), summary: term.summary.clone(), icon: term.icon.clone(), ..list }
    }

    /// A part of the records of an area.
    pub fn area_list(&self, area: usize, part: &Part) -> List {
        let term = self.config.area(area);
        let (records, path) = (self.directory.records_in_area(area), plan::area_path(self.config, area));
        let is_something_on = records.iter().any(|id| events::has_events(self, *id));
        List {
            title: term.label.clone(),
            summary: term.summary.clone(),
            icon: term.icon.clone(),
            feed: is_something_on.then(|| path.with_extension("ics").into()),
            ..self.list(records, part, path.as_str())
        }
    }

    fn list(&self, records: &[RecordId], part: &Part, first: &str) -> List {
        let letters: Vec<&str> = records.iter().map(|id| self.directory.letter(*id)).collect();
        let is_first = |i: usize| i == 0 || letters.get(i - 1) != letters.get(i);
        let shown = part.shown(records).iter().zip(part.range.start..);
        let cards = shown.map(|(id, i)| self.listed(*id, is_first(i))).collect();
        List {
            title: String::new(),
            summary: None,
            body: None,
            icon: String::new(),
            colour: String::new(),
            count: records.len(),
            types: Vec::new(),
            letters: az(&letters, part, first),
            cards,
            pager: pager(first, part),
            feed: None,
        }
    }

    /// All categories.
    pub fn categories(&self) -> Terms {
        Terms { title: self.language.text("view.page_title.categories").to_owned(), terms: self.all_categories() }
    }

    /// All areas.
    pub fn areas_page(&self) -> Terms {
        let mut terms: Vec<Term> = self.used_areas().map(|area| self.area_term(area)).collect();
        let collation = crate::collate::Collation::new(&self.config.language);
        terms.sort_by_cached_key(|t| collation.key(&t.title));
        Terms { title: self.language.text("view.page_title.areas").to_owned(), terms }
    }

    /// A part of the A–Z of everything.
    pub fn find(&self, part: &Part) -> Find {
        let letters: Vec<&str> = self.plan.entries.iter().map(|e| e.letter.as_str()).collect();
        let mut groups: Vec<LetterEntries> = Vec::new();
        for entry in part.shown(&self.plan.entries) {
            if groups.last().is_none_or(|g| g.letter != entry.letter) {
                groups.push(LetterEntries {
                    letter: entry.letter.clone(),
                    anchor: letter_anchor(&entry.letter),
                    entries: Vec::new(),
                });
            }
            if let Some(group) = groups.last_mut() {
                group.entries.push(self.entry(entry));
            }
        }
        Find {
            categories: self.all_categories(),
            types: self.search().types(),
            choices: self.search().choices(),
            has_hours: self.search().has_hours(),
            has_places: search::has_places(self.directory),
            letters: az(&letters, part, "find.html"),
            groups,
            pager: pager("find.html", part),
        }
    }

    fn entry(&self, entry: &plan::Entry) -> Entry {
        let record = self.directory.record(entry.record);
        let looks = self.looks(entry.record);
        let own = record.title.value.clone();
        let also = entry.also.and_then(|i| record.fields.words("also").get(i)).map(|name| name.value.trim().to_owned());
        Entry {
            see: also.is_some().then(|| own.clone()),
            title: also.unwrap_or(own),
            url: plan::record_path(self.directory, self.config, entry.record).into(),
            kind: looks.label.to_owned(),
            colour: looks.colour.to_owned(),
            icon: looks.icon.to_owned(),
            area: self.directory.areas(entry.record).first().map(|&a| self.config.area(a).label.clone()),
        }
    }

    /// An ordinary page.
    pub fn text(&self, page: usize) -> Text {
        let page = self.directory.page(page);
        Text {
            title: page.title.value.clone(),
            summary: page.fields.text("summary").map(str::to_owned),
            body: self.html(page.body.as_ref(), page.span.file, "").unwrap_or_default(),
        }
    }
}

/// The A–Z: each letter with the place of its first entry, on whichever page of the list that is.
fn az(letters: &[&str], part: &Part, first: &str) -> Vec<Letter> {
    let each = part.range.len().max(1).max(letters.len().div_ceil(part.of));
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    let mut before = None;
    for (i, letter) in letters.iter().enumerate() {
        // In order, nearly every letter is that of the line before.
        if before.replace(letter) == Some(letter) || places.contains_key(letter) {
            continue;
        }
        order.push(letter);
        let number = i / each + 1;
        let anchor = letter_anchor(letter);
        // Within this page the fragment alone will do; the other parts lie beside it.
        let beside = plan::numbered(first, number);
        let place = if number == part.number {
            format!("#{anchor}")
        } else {
            format!("{}#{anchor}", beside.file_name().unwrap_or(""))
        };
        places.insert(letter, place);
    }
    if letters.len() < 10 {
        return Vec::new();
    }
    let is_latin = |l: &str| l.len() == 1 && LATIN.contains(l);
    let others = order.iter().filter(|l| !is_latin(l) && **l != "#").map(|l| (*l).to_owned());
    let all = LATIN.chars().map(String::from).chain(others).chain(places.contains_key("#").then(|| "#".to_owned()));
    all.map(|letter| Letter { url: places.get(letter.as_str()).cloned(), letter }).collect()
}
