//! Makes the views: looks up in the directory what a page shows, and puts it into words.

use camino::Utf8Path;

use super::memory::{ListNumber, Memory};
use super::{Link, Made, Page, PrintFile, Site, Term, Tile};
use crate::config::Config;
use crate::date::Date;
use crate::directory::{self, Directory, RecordId, Target};
use crate::language::Language;
use crate::markdown::{self, Resolve};
use crate::picture::{Pictures, Shown};
use crate::plan::{self, Part, Plan, What};
use crate::record::{Body, Record};
use crate::search;
use crate::source::Files;

/// Everything that views are made from.
pub struct Views<'a> {
    /// The records, joined.
    pub directory: &'a Directory,
    /// The site's configuration.
    pub config: &'a Config,
    /// The files that were read, for the texts and the pictures.
    pub files: &'a Files,
    /// The pages.
    pub plan: &'a Plan,
    /// The theme's words.
    pub language: &'a Language,
    /// The day on which the site is made: what is fresh and what has run out is measured against it.
    pub today: Date,
    /// What was put into words already.
    pub memory: &'a Memory,
    /// The pictures that it shows, by the paths of their files.
    pub pictures: &'a Pictures,
    /// Files to print that lie beside the pages.
    pub printed: &'a [PrintFile],
    /// Whether what is made goes out on paper alone. Files to print that lie on the site are on the web too.
    pub on_paper: bool,
}

/// The words for readers and the looks of a record: those of its type, or of its kind.
pub struct Looks<'a> {
    /// "Club"
    pub label: &'a str,
    /// Icon's name.
    pub icon: &'a str,
    /// Colour's name.
    pub colour: &'a str,
}

impl<'a> Views<'a> {
    /// What every page gets.
    pub fn site(&self) -> Site {
        let contact = &self.config.contact_email;
        Site {
            title: self.config.title.clone(),
            tagline: self.config.tagline.clone(),
            language: self.config.language.clone(),
            direction: self.language.direction(),
            base_url: self.config.base_url.clone(),
            count: self.directory.records.len(),
            kinds: self.tiles(),
            areas: self.used_areas().map(|area| self.made_area(area)).collect(),
            pages: self
                .directory
                .pages
                .iter()
                .map(|p| Link { title: p.title.value.clone(), url: plan::text_path(&p.slug.value).into() })
                .collect(),
            edition: self.edition().map(|d| self.day(d)),
            contact_email: contact.clone(),
            has_add: !self.config.suggest.is_empty(),
            has_week: self.has_week(),
            timezone: self.config.timezone.clone(),
            has_offers: !self.plan.offers.is_empty() || !self.plan.wants.is_empty(),
        }
    }

    /// The day of the newest check or closing: the date of the edition, the same whenever it is built.
    pub fn edition(&self) -> Option<Date> {
        let days = |r: &Record| ["verified", "closed_on"].into_iter().filter_map(|f| r.fields.date(f)).max();
        self.directory.records.iter().filter_map(days).filter(|d| *d <= self.today).max()
    }

    /// What one may choose by in a search.
    pub fn search(&self) -> &search::Known {
        self.memory.search.get_or_init(|| search::Known::new(self))
    }

    fn tiles(&self) -> Vec<Tile> {
        let mut tiles = Vec::new();
        for (number, kind) in self.config.kinds.all.iter().enumerate() {
            let Some(records) = self.plan.kinds.get(&number) else { continue };
            if !kind.browse_by_type {
                let url = plan::kind_path(self.config, number).into();
                tiles.push(Tile {
                    slug: kind.name.clone(),
                    title: self.named("kind", &kind.name, "plural", &kind.plural),
                    url,
                    count: records.len(),
                    summary: self.named("kind", &kind.name, "summary", &kind.summary),
                    icon: kind.icon.clone(),
                    colour: kind.colour.clone(),
                });
                continue;
            }
            for (t, type_) in kind.types.iter().enumerate() {
                let Some(records) = self.plan.types.get(&(number, t)) else { continue };
                tiles.push(Tile {
                    slug: self.config.kinds.choice(kind, type_),
                    title: self.named("type", &type_.name, "plural", &type_.plural),
                    url: plan::type_path(self.config, number, t).into(),
                    count: records.len(),
                    summary: self.named("type", &type_.name, "summary", &type_.summary),
                    icon: type_.icon.clone(),
                    colour: type_.colour.clone(),
                });
            }
        }
        tiles
    }

    /// A name from the catalogue, as the language file puts it if it does.
    pub fn named(&self, what: &str, name: &str, part: &str, otherwise: &str) -> String {
        let key = [what, ".", &name.replace('-', "_"), ".", part].concat();
        self.language.find(&key).unwrap_or(otherwise).to_owned()
    }

    /// The full address of something of the site by its path, if the site has an address.
    pub fn address(&self, path: impl AsRef<Utf8Path>) -> Option<String> {
        Some(format!("{}{}", self.config.base_url.as_deref()?, canonical(path.as_ref())))
    }

    /// What the page is called, says of itself, and how one comes to it.
    pub fn page(&self, page: &plan::Page) -> Page {
        let (title, description) = self.title_and_description(&page.what);
        let base = self.config.base_url.as_deref();
        let image = match page.what {
            What::Record(id) => self.record_picture(id).map(|picture| picture.widest().path.clone()),
            _ => None,
        };
        Page {
            breadcrumbs: self.breadcrumbs(page, &title),
            title,
            description,
            url: page.path.to_string(),
            canonical: self.address(&page.path),
            image: base.zip(image).map(|(b, i)| format!("{b}{i}")),
            template: template(&page.what, self.config, self.directory),
        }
    }

    fn title_and_description(&self, what: &What) -> (String, String) {
        let site = self.config.title.as_str();
        let plain = |name: &str| {
            let description = self.language.filled(
                &format!("view.page_description.{name}"),
                &[("site", site), ("count", &self.language.count(self.directory.records.len(), "things"))],
            );
            (self.language.text(&format!("view.page_title.{name}")).to_owned(), description)
        };
        let part_of = |(title, description): (String, String), part: &Part| {
            if part.number < 2 {
                return (title, description);
            }
            let title = self
                .language
                .filled("view.page_title.numbered", &[("title", &title), ("number", &part.number.to_string())]);
            (title, description)
        };
        let list = |title: &str, count: usize| {
            let count = self.language.count(count, "records");
            let description =
                self.language.filled("view.list_description", &[("title", title), ("site", site), ("count", &count)]);
            (title.to_owned(), description)
        };
        match what {
            What::Home => {
                let (_, description) = plain("home");
                let tagline = self
                    .config
                    .tagline
                    .clone()
                    .unwrap_or_else(|| self.language.text("view.page_title.home").to_owned());
                (tagline, description)
            }
            What::Kind(kind, part) => part_of(list(&self.kind_plural(*kind), self.plan.of_kind(*kind).len()), part),
            What::Type(kind, type_, part) => {
                part_of(list(&self.type_plural(*kind, *type_), self.plan.of_type(*kind, *type_).len()), part)
            }
            // A topic or an area may be called like a kind: in the browser's tab it says what it is.
            What::Category(c, part) => {
                let title =
                    self.language.filled("view.page_title.category", &[("title", &self.config.category(*c).label)]);
                part_of(list(&title, self.directory.records_in_category(*c).len()), part)
            }
            What::Area(a, part) => {
                let title = self.language.filled("view.page_title.area", &[("title", &self.config.area(*a).label)]);
                part_of(list(&title, self.directory.records_in_area(*a).len()), part)
            }
            What::Categories => plain("categories"),
            What::Areas => plain("areas"),
            What::Record(id) => {
                let record = self.directory.record(*id);
                let title = &record.title.value;
                let made = || {
                    self.language.filled(
                        "view.record_description",
                        &[("title", title), ("kind", self.looks(*id).label), ("site", site)],
                    )
                };
                (title.clone(), record.fields.text("summary").map_or_else(made, str::to_owned))
            }
            What::Offers(part) => part_of(plain("offers"), part),
            What::Week => plain("week"),
            What::Find(part) => part_of(plain("find"), part),
            What::Print(part) => part_of(plain("print"), part),
            What::Text(i) => {
                let page = self.directory.page(*i);
                let title = &page.title.value;
                let made = || format!("{title}: {site}");
                (title.clone(), page.fields.text("summary").map_or_else(made, str::to_owned))
            }
            What::MyList => plain("my_list"),
            What::NotFound => plain("not_found"),
            What::Redirect { title, .. } => {
                let description = self.language.filled("view.page_description.redirect", &[("title", title)]);
                (self.language.text("view.page_title.redirect").to_owned(), description)
            }
        }
    }

    fn breadcrumbs(&self, page: &plan::Page, title: &str) -> Vec<Made<Link>> {
        let link = |title: String, url: camino::Utf8PathBuf| Made::new(&Link { title, url: url.into() });
        let home = || link(self.language.text("view.page_title.home").to_owned(), "index.html".into());
        let mut crumbs = vec![self.memory.home.get_or_init(home).clone()];
        let kind_link = |kind: usize| link(self.kind_plural(kind), plan::kind_path(self.config, kind));
        match &page.what {
            What::Home => return Vec::new(),
            What::Record(id) => crumbs.push(self.made_list_of(*id)),
            What::Type(kind, ..) => crumbs.push(kind_link(*kind)),
            What::Category(..) => crumbs.push(link(
                self.language.text("view.page_title.categories").to_owned(),
                "categories/index.html".into(),
            )),
            What::Area(..) => {
                crumbs.push(link(self.language.text("view.page_title.areas").to_owned(), "areas/index.html".into()))
            }
            _ => {}
        }
        let own = match &page.what {
            What::Category(c, _) => &self.config.category(*c).label,
            What::Area(a, _) => &self.config.area(*a).label,
            _ => title,
        };
        crumbs.push(link(own.to_owned(), page.path.clone()));
        crumbs
    }

    /// The list in which readers look for a record: its type's where the kind is browsed by type, else its kind's.
    pub fn list_of(&self, id: RecordId) -> Link {
        match self.list_number_of(id) {
            (kind, Some(t)) => {
                Link { title: self.type_plural(kind, t), url: plan::type_path(self.config, kind, t).into() }
            }
            (kind, None) => Link { title: self.kind_plural(kind), url: plan::kind_path(self.config, kind).into() },
        }
    }

    /// The same, made once for all records in that list.
    pub fn made_list_of(&self, id: RecordId) -> Made<Link> {
        let number = self.list_number_of(id);
        if let Some(list) = self.memory.lists.read().ok().and_then(|lists| lists.get(&number).cloned()) {
            return list;
        }
        let list = Made::new(&self.list_of(id));
        if let Ok(mut lists) = self.memory.lists.write() {
            lists.insert(number, list.clone());
        }
        list
    }

    fn list_number_of(&self, id: RecordId) -> ListNumber {
        let record = self.directory.record(id);
        (record.kind, record.type_.filter(|_| self.config.kinds.kind(record.kind).browse_by_type))
    }

    /// "Groups"
    pub fn kind_plural(&self, kind: usize) -> String {
        let kind = self.config.kinds.kind(kind);
        self.named("kind", &kind.name, "plural", &kind.plural)
    }

    /// "Clubs"
    pub fn type_plural(&self, kind: usize, type_: usize) -> String {
        let type_ = self.config.kinds.kind(kind).type_(type_);
        self.named("type", &type_.name, "plural", &type_.plural)
    }

    /// What a record is called and looks like, by its type or kind.
    pub fn looks(&self, id: RecordId) -> Looks<'a> {
        let (kind, type_) = directory::kind_and_type(self.directory.record(id), self.config);
        match type_ {
            Some(t) => Looks { label: &t.label, icon: &t.icon, colour: &t.colour },
            None => Looks { label: &kind.label, icon: &kind.icon, colour: &kind.colour },
        }
    }

    /// A record's name and page.
    pub fn record_link(&self, id: RecordId) -> Link {
        Link {
            title: self.directory.record(id).title.value.clone(),
            url: plan::record_path(self.directory, self.config, id).into(),
        }
    }

    /// A category with its page and count.
    pub fn category_term(&self, category: usize) -> Term {
        let term = self.config.category(category);
        let count = self.directory.records_in_category(category).len();
        let url = plan::category_path(self.config, category).into();
        Term { slug: term.slug.clone(), title: term.label.clone(), url, count, current: false }
    }

    /// The same, made once for all records in it.
    #[expect(clippy::indexing_slicing, reason = "the memory has a place for each category")]
    pub fn made_category(&self, category: usize) -> Made<Term> {
        self.memory.categories[category].get_or_init(|| Made::new(&self.category_term(category))).clone()
    }

    /// An area with its page and count.
    pub fn area_term(&self, area: usize) -> Term {
        let term = self.config.area(area);
        let count = self.directory.records_in_area(area).len();
        let url = plan::area_path(self.config, area).into();
        Term { slug: term.slug.clone(), title: term.label.clone(), url, count, current: false }
    }

    /// The same, made once for all records in it.
    #[expect(clippy::indexing_slicing, reason = "the memory has a place for each area")]
    pub fn made_area(&self, area: usize) -> Made<Term> {
        self.memory.areas[area].get_or_init(|| Made::new(&self.area_term(area))).clone()
    }

    /// All areas that have records.
    pub fn used_areas(&self) -> impl Iterator<Item = usize> {
        (0..self.config.areas.len()).filter(|&area| !self.directory.records_in_area(area).is_empty())
    }

    /// A text as HTML, for a page from which `root` leads to the site's root.
    pub fn html(&self, body: Option<&Body>, file: crate::span::FileId, root: &str) -> Option<String> {
        let source = self.files.source(file);
        let text = body?.text(source);
        let resolver = Resolver { views: self, from: &source.path, root };
        Some(markdown::html(text, &resolver)).filter(|html| !html.is_empty())
    }
}

/// The template that makes a page.
pub fn template(what: &What, config: &Config, directory: &Directory) -> &'static str {
    match what {
        What::Home => "home",
        What::Kind(..) | What::Type(..) | What::Category(..) | What::Area(..) => "list",
        What::Categories | What::Areas => "terms",
        What::Record(id) if config.kinds.kind(directory.record(*id).kind).name == "story" => "story",
        What::Record(_) => "record",
        What::Offers(_) => "offers",
        What::Week => "week",
        What::Find(_) => "find",
        What::Text(_) => "page",
        What::Print(_) => "print",
        What::MyList => "my-list",
        What::NotFound => "404",
        What::Redirect { .. } => "redirect",
    }
}

/// The address of a page in canonical links and the sitemap: a folder's index without its name.
pub fn canonical(path: &Utf8Path) -> &str {
    match path.as_str().strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path.as_str(),
    }
}

/// Links and pictures in a text, as addresses from the page it stands on.
struct Resolver<'v, 'a> {
    views: &'v Views<'a>,
    from: &'v Utf8Path,
    root: &'v str,
}

impl Resolve for Resolver<'_, '_> {
    fn link(&self, to: &str) -> Option<String> {
        let views = self.views;
        let anchor = to.find('#').map_or("", |i| &to[i..]);
        let path: camino::Utf8PathBuf = match views.directory.target(self.from, to, views.config) {
            Some(Target::Record(id)) => plan::record_path(views.directory, views.config, id),
            Some(Target::Kind(kind)) if views.plan.kinds.contains_key(&kind) => plan::kind_path(views.config, kind),
            Some(Target::Kind(_)) => return None,
            Some(Target::Page(page)) => plan::text_path(&page.slug.value),
            Some(Target::Home) => "index.html".into(),
            None => return self.to_picture(to).or_else(|| self.static_file(to)),
        };
        Some(format!("{}{path}{anchor}", self.root))
    }

    fn picture(&self, file: &str) -> Option<Shown> {
        Some(self.views.find_picture(self.from, file)?.shown(self.root))
    }
}

impl Resolver<'_, '_> {
    /// The address of a picture that a link leads to: as large as there is one.
    fn to_picture(&self, to: &str) -> Option<String> {
        Some(format!("{}{}", self.root, self.views.find_picture(self.from, to)?.widest().path))
    }

    fn static_file(&self, to: &str) -> Option<String> {
        let path = directory::join(self.from, to)?;
        let inside = path.strip_prefix("content").unwrap_or(&path);
        self.views
            .files
            .theme
            .contains_key(&Utf8Path::new("static").join(inside))
            .then(|| format!("{}{inside}", self.root))
    }
}
