//! What one may choose by: for each value the records that have it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::directory::{RecordId, Timed};
use crate::fields::{AccessState, access};
use crate::times::schedule::{Days, Moment, Times};
use crate::view::views::Views;
use crate::view::{Choices, Term};

/// A value, and the numbers of the records that have it.
pub struct Choice {
    /// What stands in an address: `eastgate`.
    pub slug: String,
    label: String,
    icon: String,
    colour: String,
    /// For a type: its kind.
    parent: String,
    /// Rising.
    pub numbers: Vec<u32>,
}

impl Choice {
    fn term(&self) -> Term {
        let (slug, title) = (self.slug.clone(), self.label.clone());
        Term { slug, title, url: String::new(), count: self.numbers.len(), current: false }
    }
}

/// A facet: its key and its values, those without a record left out.
pub struct Facet {
    /// `kind`, `area` …
    pub key: &'static str,
    /// In the order in which they are shown.
    pub choices: Vec<Choice>,
}

impl Facet {
    /// What the client shows: `{key, values: [{slug, label, count, …}]}`.
    pub fn shown(&self) -> Value {
        let value = |c: &Choice| {
            let mut value = json!({ "slug": c.slug, "label": c.label, "count": c.numbers.len() });
            for (name, text) in [("icon", &c.icon), ("colour", &c.colour), ("parent", &c.parent)] {
                if !text.is_empty() {
                    #[expect(clippy::indexing_slicing, reason = "`value` is an object, which takes every name")]
                    let of_name = &mut value[name];
                    *of_name = json!(text);
                }
            }
            value
        };
        json!({ "key": self.key, "values": self.choices.iter().map(value).collect::<Vec<_>>() })
    }

    /// What the find page shows before any script runs.
    pub fn choices(&self) -> Choices {
        Choices { key: self.key.to_owned(), terms: self.choices.iter().map(Choice::term).collect() }
    }

    /// The values of one parent each, in their order.
    pub fn by_parent(&self) -> impl Iterator<Item = Choices> {
        let of_one = |all: &[Choice]| {
            let key = all.first()?.parent.clone();
            Some(Choices { key, terms: all.iter().map(Choice::term).collect() })
        };
        self.choices.chunk_by(|a, b| a.parent == b.parent).filter_map(of_one)
    }

    /// The place of the value called `slug` among the values.
    pub fn place(&self, slug: &str) -> Option<usize> {
        self.choices.iter().position(|c| c.slug == slug)
    }
}

/// A value that may come to have records.
struct Named {
    slug: String,
    label: String,
    icon: String,
    colour: String,
    parent: String,
}

impl Named {
    fn new(slug: &str, label: &str) -> Self {
        let none = String::new;
        Self { slug: slug.to_owned(), label: label.to_owned(), icon: none(), colour: none(), parent: none() }
    }
}

/// All facets that have a record. `numbers` holds each record's number.
pub fn facets(views: &Views, numbers: &[u32]) -> Vec<Facet> {
    let directory = views.directory;
    let kinds = &views.config.kinds.all;
    let record = |id: RecordId| directory.record(id);
    let text = |name: &str| views.language.text(name).to_owned();

    let kind_names = kinds.iter().map(|k| Named {
        icon: k.icon.clone(),
        colour: k.colour.clone(),
        ..Named::new(&k.name, &views.named("kind", &k.name, "plural", &k.plural))
    });
    let type_names = kinds.iter().flat_map(|k| k.types.iter().map(move |t| (k, t))).map(|(k, t)| Named {
        icon: t.icon.clone(),
        colour: t.colour.clone(),
        parent: k.name.clone(),
        ..Named::new(&views.config.kinds.choice(k, t), &views.named("type", &t.name, "plural", &t.plural))
    });
    let terms = |terms: &[crate::config::Term]| -> Vec<Named> {
        terms.iter().map(|t| Named { icon: t.icon.clone(), ..Named::new(&t.slug, &t.label) }).collect()
    };
    let categories = terms(&views.config.categories);
    let areas = terms(&views.config.areas);
    let first_type: Vec<usize> =
        kinds.iter().scan(0, |sum, k| Some(std::mem::replace(sum, *sum + k.types.len()))).collect();
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let day_names = days.map(|d| Named::new(d, &text(&format!("search.day.{d}")))).into_iter();
    let parts = ["morning", "afternoon", "evening"];
    let part_names = parts.map(|p| Named::new(p, &text(&format!("search.part.{p}")))).into_iter();
    let costs = ["free", "donation"].map(|c| Named::new(c, &text(&format!("search.cost.{c}")))).into_iter();

    let mut access_names: BTreeMap<String, usize> = BTreeMap::new();
    let mut language_names: BTreeMap<String, usize> = BTreeMap::new();
    for r in &directory.records {
        access_names.extend(r.fields.words("access").iter().filter_map(|w| Some((has(&w.value)?.to_owned(), 0))));
        language_names.extend(r.fields.words("languages").iter().map(|w| (views.language_name(w.value.trim()), 0)));
    }
    let place = |names: &mut BTreeMap<String, usize>| names.values_mut().enumerate().for_each(|(i, at)| *at = i);
    place(&mut access_names);
    place(&mut language_names);
    let access_list = access_names.keys().map(|a| Named::new(a, &views.access_words(a)));
    let language_slugs = slugs(language_names.keys());
    let language_list = language_names.keys().zip(&language_slugs).map(|(name, slug)| Named::new(slug, name));

    let on: Vec<Vec<(usize, usize)>> = directory.ids().map(|id| days_and_parts(views, id)).collect();
    #[expect(clippy::indexing_slicing, reason = "each kind has its first type, and each record its days")]
    let all = [
        facet("kind", kind_names, numbers, |id| vec![record(id).kind]),
        facet("type", type_names, numbers, |id| {
            record(id).type_.map(|t| first_type[record(id).kind] + t).into_iter().collect()
        }),
        facet("category", categories.into_iter(), numbers, |id| directory.categories(id).to_vec()),
        facet("area", areas.into_iter(), numbers, |id| directory.areas(id).to_vec()),
        facet("day", day_names, numbers, |id| on[id.index()].iter().map(|d| d.0).collect()),
        facet("part", part_names, numbers, |id| on[id.index()].iter().map(|d| d.1).collect()),
        facet("cost", costs, numbers, |id| record(id).fields.text("cost").and_then(cost).into_iter().collect()),
        facet("access", access_list, numbers, |id| {
            let words = record(id).fields.words("access");
            words.iter().filter_map(|w| access_names.get(has(&w.value)?).copied()).collect()
        }),
        facet("language", language_list, numbers, |id| {
            let words = record(id).fields.words("languages");
            words.iter().filter_map(|w| language_names.get(&views.language_name(w.value.trim())).copied()).collect()
        }),
    ];
    all.into_iter().filter(|f| !f.choices.is_empty()).collect()
}

/// A slug for each name, no two alike. A name without any letter of the Latin alphabet keeps its own letters.
fn slugs<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names
        .map(|name| {
            let latin = crate::slug::slug(name);
            let own = if latin.is_empty() { super::fold::folded(name).join("-") } else { latin };
            let numbered = (2..).map(|n| format!("{own}-{n}"));
            let slug = std::iter::once(own.clone()).chain(numbered).find(|slug| !taken.contains(slug));
            let slug = slug.unwrap_or(own);
            taken.insert(slug.clone());
            slug
        })
        .collect()
}

fn facet(
    key: &'static str,
    names: impl Iterator<Item = Named>,
    numbers: &[u32],
    of: impl Fn(RecordId) -> Vec<usize>,
) -> Facet {
    let mut choices: Vec<Choice> = names
        .map(|Named { slug, label, icon, colour, parent }| Choice {
            slug,
            label,
            icon,
            colour,
            parent,
            numbers: Vec::new(),
        })
        .collect();
    for (number, id) in numbers.iter().zip((0..).map(RecordId)) {
        #[expect(clippy::indexing_slicing, reason = "`of` gives places among the names")]
        of(id).into_iter().for_each(|place| choices[place].numbers.push(*number));
    }
    choices.retain_mut(|choice| {
        choice.numbers.sort_unstable();
        choice.numbers.dedup();
        !choice.numbers.is_empty()
    });
    Facet { key, choices }
}

/// What helps people in, if it is there.
fn has(written: &str) -> Option<&str> {
    let (state, what) = access(written);
    (state == AccessState::Yes).then_some(what)
}

/// The days of the week and the parts of the day on which a record is on, as far as they are not past.
fn days_and_parts(views: &Views, id: RecordId) -> Vec<(usize, usize)> {
    let rules = views.directory.times(id).iter().filter_map(Timed::schedule).flat_map(|schedule| &schedule.rules);
    let mut all = Vec::new();
    for rule in rules.filter(|rule| rule.until.is_none_or(|until| until >= views.today)) {
        let days: Vec<usize> = match &rule.days {
            Days::Once(dates) => {
                let days = dates.iter().flat_map(|(from, to)| {
                    std::iter::successors(Some(*from), move |day| day.tomorrow().ok().filter(|next| next <= to)).take(7)
                });
                days.filter(|day| *day >= views.today).map(|d| d.weekday().to_monday_zero_offset() as usize).collect()
            }
            days => days.weekdays().iter().map(usize::from).collect(),
        };
        let parts: Vec<usize> = rule.times.iter().flat_map(|times| parts(*times)).collect();
        all.extend(days.into_iter().flat_map(|day| parts.iter().map(move |part| (day, *part))));
    }
    all
}

/// Morning, afternoon and evening, as far as half an hour of them is in these times.
fn parts(times: Times) -> Vec<usize> {
    let (Moment::At(from), to) = (times.from, times.to) else { return vec![0, 1] };
    let to = if let Some(Moment::At(to)) = to { to.max(from + 30) } else { from + 30 };
    let limits: [(u16, u16); 3] = [(0, 12), (12, 17), (17, 30)];
    let in_it = |(a, b): &(u16, u16)| to.min(b * 60).saturating_sub(from.max(a * 60)) >= 30;
    limits.iter().enumerate().filter(|(_, limits)| in_it(limits)).map(|(part, _)| part).collect()
}

/// Whether something is free, or paid for with what one can give; nothing if the words do not begin with that.
fn cost(words: &str) -> Option<usize> {
    let folded = super::fold::folded(words);
    match folded.first()?.as_str() {
        "free" if !matches!(folded.get(1).map(String::as_str), Some("for" | "to" | "if" | "with" | "first")) => Some(0),
        "donation" | "donations" => Some(1),
        _ => None,
    }
}
