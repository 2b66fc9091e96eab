//! What a template may see: plain data, one struct for each page, made from the [`Directory`](crate::directory::Directory).
//!
//! These structs *are* the theme reference: a field that stands here can be written in a template
//! as `{{ record.title }}`, and a name that does not stand here is refused when the theme is loaded.
//! Every `url` is relative to the site's root; a template writes it after `{{ root }}`, so that the
//! same bytes work at any address and from a folder.

pub mod card;
mod coming;
pub mod facts;
pub mod freshness;
pub mod gifts;
pub mod json_ld;
pub mod lists;
mod made;
pub mod memory;
pub mod place;
pub mod print;
mod printed;
pub mod record;
mod suggest;
pub mod times;
pub mod views;

pub use coming::{Coming, Next, Week, WeekDay, When};
pub use made::Made;
pub use printed::{Code, Print, PrintEntry, PrintFile, PrintIndex, PrintLine, PrintName, PrintSection};
use serde::Serialize;

/// What every page gets beside its own view.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// The directory's name, from `title` in `hereabouts.toml`.
    pub title: String,
    /// The line under the name.
    pub tagline: Option<String>,
    /// Language tag of the site, such as `en-GB`.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Address of the published site with a closing slash, if the configuration names one.
    pub base_url: Option<String>,
    /// How many records there are in all.
    pub count: usize,
    /// The ways to browse: kinds, or a kind's types where a kind is browsed by type.
    pub kinds: Vec<Tile>,
    /// All areas that have records.
    pub areas: Vec<Made<Term>>,
    /// Ordinary pages (about, privacy …), in their order.
    pub pages: Vec<Link>,
    /// The day of the newest change or check in any record: the edition's date.
    pub edition: Option<Day>,
    /// Where corrections go, if the configuration names an address.
    pub contact_email: Option<String>,
    /// Whether the home page says how to tell of something that is missing, at `#add`.
    pub has_add: bool,
    /// Whether anything is offered or wanted, so that there is a page for it.
    pub has_offers: bool,
    /// Whether there is a page of the days to come.
    pub has_week: bool,
    /// Name of the time zone, such as `Europe/London`.
    pub timezone: String,
}

/// What is true of the page that is being made.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The title as it stands in the browser's tab, without the site's name.
    pub title: String,
    /// One sentence for search engines and shared links.
    pub description: String,
    /// Path below the root, such as `groups/repair-cafe.html`.
    pub url: String,
    /// Full address, if the site has a `base_url`.
    pub canonical: Option<String>,
    /// Full address of a picture for shared links, if there is one.
    pub image: Option<String>,
    /// The template's name without its ending, such as `record`; also the `class` of `<body>`.
    pub template: &'static str,
    /// The way here: home first, this page last.
    pub breadcrumbs: Vec<Made<Link>>,
}

/// A name and where it leads.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Link {
    /// The words to show.
    pub title: String,
    /// Where it leads, relative to the root (or a full address for links to elsewhere).
    pub url: String,
}

/// A category, an area, or a type, with how many records it has.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// Short name in addresses.
    pub slug: String,
    /// The words to show.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many records.
    pub count: usize,
    /// Whether the page that is being made is this term's own page.
    pub current: bool,
}

/// One way to browse, with its icon and colour.
#[derive(Debug, Clone, Serialize)]
pub struct Tile {
    /// Short name: the kind's, or the type's.
    pub slug: String,
    /// The words to show, in the plural: "Groups".
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many records.
    pub count: usize,
    /// One line saying what is in it.
    pub summary: String,
    /// Icon's name in the theme's `icons.toml`.
    pub icon: String,
    /// Colour's name: the class is `k-` and this.
    pub colour: String,
}

/// A day, written three ways.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Day {
    /// `2026-03-03`
    pub iso: String,
    /// `3 Mar 2026`
    pub short: String,
    /// `3 March 2026`
    pub long: String,
}

/// When a person last checked a record.
#[derive(Debug, Clone, Serialize)]
pub struct Freshness {
    /// `fresh`, `old` (longer ago than the site allows) or `never`.
    pub state: &'static str,
    /// The day of the check.
    pub day: Option<Day>,
    /// How, in words: "by telephone".
    pub how: Option<String>,
    /// By whom: a role, never a name.
    pub by: Option<String>,
}

/// A record in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// The record's address and its name in "my list".
    pub slug: String,
    /// Its name.
    pub title: String,
    /// Its page.
    pub url: String,
    /// What it is, in one word: the type's name, or the kind's.
    pub kind: String,
    /// Icon's name.
    pub icon: String,
    /// Colour's name.
    pub colour: String,
    /// One line about it.
    pub summary: Option<String>,
    /// Where: the place's name and street, on one line.
    pub place: Option<String>,
    /// When, as the author wrote it.
    pub when: Option<String>,
    /// When it is open, week by week, for the script of the page.
    pub hours: Option<String>,
    /// When it was checked.
    pub freshness: Made<Freshness>,
    /// "Closed", "Planned" … for records that are not simply active.
    pub status: Option<String>,
}

/// A card's place in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// The record.
    pub card: Made<Card>,
    /// If it is the first under its letter: the target of the links of the A–Z.
    pub anchor: Option<String>,
}

/// A telephone number.
#[derive(Debug, Clone, Serialize)]
pub struct Phone {
    /// As the author wrote it.
    pub text: String,
    /// For `href`: `tel:+441632960140`.
    pub url: String,
}

/// A picture with its size, so that nothing moves while it loads.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// Its files, the narrowest first; there is at least one.
    pub versions: Vec<PictureVersion>,
    /// How wide it stands on the page, for `sizes`.
    pub sizes: String,
    /// What it shows, in words.
    pub alt: String,
    /// Who made it, as one says it: "Picture: Joan".
    pub credit: Option<String>,
}

/// A picture in one width.
#[derive(Debug, Clone, Serialize)]
pub struct PictureVersion {
    /// Where it lies, relative to the root.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// One row of the table of facts.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// The field's name, such as `cost`.
    pub key: String,
    /// The words in front: "Cost".
    pub label: String,
    /// Icon's name, or empty.
    pub icon: String,
    /// What is said, one piece for each value.
    pub values: Vec<FactValue>,
}

/// One value of a fact.
#[derive(Debug, Clone, Serialize)]
pub struct FactValue {
    /// The words.
    pub text: String,
    /// Where they lead, if anywhere: relative to the root if `inside`, else a full address.
    pub url: Option<String>,
    /// Whether the link leads to a page of this site.
    pub inside: bool,
    /// Smaller words after it.
    pub note: Option<String>,
}

/// Where a record is.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// The record at whose place this one is (a group meets at a hall), if it is another one.
    pub at: Option<Link>,
    /// The lines of the address.
    pub address: Vec<String>,
    /// The address on one line, for copying.
    pub line: String,
    /// `geo:` address for the telephone's own map, if the position is known and may be shown.
    pub geo: Option<String>,
    /// The place on openstreetmap.org.
    pub map: Option<String>,
    /// How to find it, in words.
    pub how_to_find: Option<String>,
}

/// A meeting time of its own within a group.
#[derive(Debug, Clone, Serialize)]
pub struct Session {
    /// Its name.
    pub title: Option<String>,
    /// When.
    pub when: Option<When>,
    /// Where, if elsewhere.
    pub at: Option<Link>,
    /// What it costs.
    pub cost: Option<String>,
    /// Whom it is for.
    pub who_for: Option<String>,
}

/// Something offered or wanted.
#[derive(Debug, Clone, Serialize)]
pub struct Gift {
    /// The words.
    pub text: String,
    /// Until when it stands.
    pub until: Option<Day>,
    /// The record that says so.
    pub by: Link,
    /// That record's number, if it was given one.
    pub no: Option<u32>,
    /// Colour's name of that record.
    pub colour: String,
    /// Records whose wants (or offers) meet it.
    pub matches: Vec<Match>,
}

/// The other side of an offer or a want.
#[derive(Debug, Clone, Serialize)]
pub struct Match {
    /// What the other record offers or wants.
    pub text: String,
    /// The other record.
    pub by: Link,
}

/// Records linked in one way: "Meets at", "Met here by" …
#[derive(Debug, Clone, Serialize)]
pub struct Linked {
    /// The words in front.
    pub label: String,
    /// The records.
    pub links: Vec<Made<Card>>,
}

/// Whether a record is going on.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// `planned`, `paused`, `closed` or `moved`.
    pub slug: String,
    /// A whole sentence: "This closed on 3 March 2026."
    pub sentence: String,
    /// What came after.
    pub successor: Option<Link>,
}

/// A person or role to ask.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    /// Name or role: "Asha or Tom", "the secretary".
    pub name: String,
    /// The number to ring.
    pub phone: Option<Phone>,
    /// The address to write to.
    pub email: Option<String>,
}

/// One record, whole. Fields left empty by the author are `none` or an empty list.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    /// The record's address and its name in "my list".
    pub slug: String,
    /// Its name.
    pub title: String,
    /// Its number for print and telephone, if it was given one.
    pub no: Option<u32>,
    /// A code that leads to its page, if the site has an address: for paper.
    pub code: Option<Code>,
    /// Other names it goes by.
    pub also: Vec<String>,
    /// The list it belongs to: its kind's page.
    pub kind: Made<Link>,
    /// What it is, in one word: the type's name, or the kind's.
    pub label: String,
    /// The page of its type, if it has one.
    pub type_link: Option<Link>,
    /// Icon's name.
    pub icon: String,
    /// Colour's name.
    pub colour: String,
    /// One line about it.
    pub summary: Option<String>,
    /// The text, as HTML that the generator made and vouches for.
    pub body: Option<String>,
    /// Words to show on top for a while.
    pub alert: Option<String>,
    /// If it is not simply going on.
    pub status: Option<Status>,
    /// Its picture.
    pub image: Option<Picture>,
    /// Numbers to ring.
    pub phones: Vec<Phone>,
    /// Numbers to send a text message to.
    pub texts: Vec<Phone>,
    /// Addresses to write to.
    pub emails: Vec<String>,
    /// Web pages elsewhere: its own, links, and social pages.
    pub websites: Vec<Link>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// When, one entry for each line that its author wrote.
    pub when: Vec<When>,
    /// The calendar file of what is on here, if there is any.
    pub calendar: Option<String>,
    /// Meeting times of their own.
    pub sessions: Vec<Session>,
    /// Where it is.
    pub place: Option<Place>,
    /// Everything else that is known, in the order of the kinds catalogue.
    pub facts: Vec<Fact>,
    /// Its categories.
    pub categories: Vec<Made<Term>>,
    /// Its areas.
    pub areas: Vec<Made<Term>>,
    /// What it offers.
    pub offers: Vec<Gift>,
    /// What it wants.
    pub wants: Vec<Gift>,
    /// Other records, linked in either direction.
    pub linked: Vec<Linked>,
    /// When it was checked.
    pub freshness: Made<Freshness>,
    /// Where the facts come from, for records that were imported: name and licence.
    pub source: Option<String>,
    /// The ways to tell of a mistake or a change, with what the page says filled in.
    pub suggest: Vec<Way>,
    /// schema.org data, ready to stand inside `<script type="application/ld+json">`.
    pub json_ld: String,
}

/// A way in which a reader tells those who keep the directory of something.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// `mail`, `form` or `edit`.
    pub way: String,
    /// Where it leads.
    pub url: String,
    /// The words to show.
    pub label: String,
}

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// The big heading.
    pub heading: String,
    /// Words of welcome, as HTML.
    pub body: Option<String>,
    /// Categories with records.
    pub categories: Vec<Term>,
    /// What is on next, each record once, in order.
    pub coming: Vec<Coming>,
    /// A few records, the newest first.
    pub newest: Vec<Listed>,
    /// A few things offered.
    pub offers: Vec<Gift>,
    /// A few things wanted.
    pub wants: Vec<Gift>,
    /// The ways to tell of something that is missing.
    pub add: Vec<Way>,
}

/// A letter of the A–Z.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// Where its first record stands, as it is written in this page (`#letter-c`, `index.2.html#letter-m`,
    /// without `{{ root }}`); none if no record begins with it.
    pub url: Option<String>,
}

/// Where one is in a list that goes over several pages.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// This page's number, from 1.
    pub number: usize,
    /// How many pages there are.
    pub of: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// A list of records: of a kind, a type, a category or an area.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// The heading.
    pub title: String,
    /// One line saying what is in it.
    pub summary: Option<String>,
    /// Words of the author above the list, as HTML.
    pub body: Option<String>,
    /// Icon's name, or empty.
    pub icon: String,
    /// Colour's name, or empty.
    pub colour: String,
    /// How many records in all, over all pages of the list.
    pub count: usize,
    /// The kind's types, to narrow the list.
    pub types: Vec<Term>,
    /// The A–Z.
    pub letters: Vec<Letter>,
    /// The records of this page.
    pub cards: Vec<Listed>,
    /// If the list goes over several pages.
    pub pager: Option<Pager>,
    /// An area's own calendar or feed, if there is one.
    pub feed: Option<String>,
}

/// All categories, or all areas.
#[derive(Debug, Clone, Serialize)]
pub struct Terms {
    /// The heading.
    pub title: String,
    /// The terms, A to Z.
    pub terms: Vec<Term>,
}

/// Offers and wants of the whole directory.
#[derive(Debug, Clone, Serialize)]
pub struct Exchange {
    /// Everything offered, A to Z.
    pub offers: Vec<Gift>,
    /// Everything wanted, A to Z.
    pub wants: Vec<Gift>,
    /// If the list goes over several pages.
    pub pager: Option<Pager>,
}

/// One line of the complete A–Z.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The record's name, or one of its other names.
    pub title: String,
    /// Its page.
    pub url: String,
    /// For another name: the record's own name.
    pub see: Option<String>,
    /// What it is, in one word.
    pub kind: String,
    /// Colour's name.
    pub colour: String,
    /// Icon's name.
    pub icon: String,
    /// Where: area.
    pub area: Option<String>,
}

/// The entries under one letter.
#[derive(Debug, Clone, Serialize)]
pub struct LetterEntries {
    /// The letter.
    pub letter: String,
    /// Its target in the page.
    pub anchor: String,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// What one may narrow a search by in one respect.
#[derive(Debug, Clone, Serialize)]
pub struct Choices {
    /// `day`, `part`, `cost`, `access` or `language`; for types the kind that they are of.
    pub key: String,
    /// The values. They have no page of their own.
    pub terms: Vec<Term>,
}

/// The find page: the search, and for readers without scripts the complete A–Z.
#[derive(Debug, Clone, Serialize)]
pub struct Find {
    /// All categories that have records, to narrow a search by.
    pub categories: Vec<Term>,
    /// For each kind with several types, these, to narrow a search for that kind by.
    pub types: Vec<Choices>,
    /// What else one may narrow a search by: days, times of day, costs, ways in, languages. Those that some record has.
    pub choices: Vec<Choices>,
    /// Whether it is known of any record when it is open.
    pub has_hours: bool,
    /// Whether it is known of any record where it is.
    pub has_places: bool,
    /// The letters.
    pub letters: Vec<Letter>,
    /// The entries of this page by letter.
    pub groups: Vec<LetterEntries>,
    /// If the list goes over several pages.
    pub pager: Option<Pager>,
}

/// An ordinary page.
#[derive(Debug, Clone, Serialize)]
pub struct Text {
    /// The heading.
    pub title: String,
    /// One line under it.
    pub summary: Option<String>,
    /// The text, as HTML.
    pub body: String,
}

/// "My list": which files hold the records' cards, so that a shared list can be shown on another device.
#[derive(Debug, Clone, Serialize)]
pub struct MyList {
    /// How many files `data/cards-N.js` there are.
    pub shards: usize,
}

/// A page that only sends on to where a record lives now.
#[derive(Debug, Clone, Serialize)]
pub struct Redirect {
    /// Where to, relative to the root.
    pub to: Link,
}
