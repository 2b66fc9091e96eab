//! The whole way from files to a site: read, join, check, plan. What is left to do is to render pages,
//! which whoever writes or serves them asks for one by one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::check::{self, Site};
use crate::config::{self, CONFIG_MISSING, Config};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Rule};
use crate::directory::{self, Directory};
use crate::mistakes::{colon, field_in_table, unknown_field, yes_no};
use crate::picture::{self, Earlier, Pictures};
use crate::plan::{self, Page, Plan};
use crate::print::fonts::Fonts;
use crate::record::{self, Parsed};
use crate::render::{self, Shared};
use crate::source::{Files, Source};
use crate::span::FileId;
use crate::theme::{self, Theme};
use crate::view::PrintFile;
use crate::view::memory::Memory;
use crate::view::views::Views;
use crate::{cards, events, feed, print, search};

/// What a site is made from.
pub struct Input {
    /// The files, as they were read.
    pub files: Files,
    /// What the door had to tell while it read them.
    pub diagnostics: Vec<Diagnostic>,
    /// The day that counts as today.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// An address to use instead of the configuration's.
    pub base_url: Option<String>,
    /// All rules of the program, those of higher layers too: `[rules]` may name each.
    pub rules: &'static [&'static Rule],
    /// Pictures of an earlier build by their paths in the output: those that are still right are not made again.
    pub earlier: Earlier,
}

/// A site that is ready to be rendered, and what there is to tell its authors.
pub struct Built {
    /// The files that it was made from.
    pub files: Files,
    /// Its configuration.
    pub config: Config,
    /// Its records, joined.
    pub directory: Directory,
    /// Its pages.
    pub plan: Plan,
    /// How it looks.
    pub theme: Theme,
    /// Everything in it that is not a page: static files, pictures, feeds, data.
    pub extras: BTreeMap<Utf8PathBuf, Arc<[u8]>>,
    /// What there is to tell, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The day that counts as today.
    pub today: Date,
    /// Files to print, if they were made.
    pub printed: Vec<PrintFile>,
    /// The pictures that it shows.
    pub pictures: Pictures,
    shared: Shared,
    memory: Memory,
}

/// Makes a site. Without a configuration nothing can follow, and then there are only diagnostics.
pub fn build(input: Input) -> Result<Built, (Files, Vec<Diagnostic>)> {
    let Input { files, mut diagnostics, today, drafts, base_url, rules, earlier } = input;
    let Some((id, source)) = files.find(config::FILE) else {
        let missing =
            Diagnostic::new(&CONFIG_MISSING, "there is no file `hereabouts.toml` here, so this folder is not a site");
        diagnostics.push(
            missing
                .at_path(config::FILE)
                .help("go to the folder of the site, or make a new one: `hereabouts init our-town`"),
        );
        return Err((files, diagnostics));
    };
    let (mut config, told) = config::read(source, id);
    diagnostics.extend(told);
    if base_url.is_some() {
        config.base_url = base_url;
    }
    let Parsed { records, pages } = parse(&files, &config, drafts, &mut diagnostics);
    let directory = directory::resolve(records, pages, &config, &files, drafts);
    let pictures = picture::ready::all(directory.pictures(&files), &earlier);
    let site = Site { directory: &directory, config: &config, files: &files, pictures: &pictures, today, rules };
    diagnostics.extend(check::check(&site));
    let (plan, told) = plan::plan(&directory, &config);
    diagnostics.extend(told);
    let (theme, told) = Theme::load(&files, &config);
    diagnostics.extend(told);

    diagnostics.extend(print::told::products(&config.print).1);
    diagnostics.extend(print::told::first(&config.print, &directory));

    let memory = Memory::new(&directory);
    let language = &theme.language;
    let views = Views {
        directory: &directory,
        config: &config,
        files: &files,
        plan: &plan,
        language,
        today,
        memory: &memory,
        pictures: &pictures,
        printed: &[],
        on_paper: false,
    };
    let shared = Shared::new(&views);
    let mut extras = extras(&views);
    let printed = print::told::products(&config.print).0.into_iter().map(print::make::site_path);
    let made = plan.pages.iter().map(|page| &page.path).chain(extras.keys()).cloned().chain(printed).collect();
    let (statics, told) = theme::beside(&theme.statics, &made);
    diagnostics.extend(told);
    extras.extend(statics);
    let diagnostics = check::apply(&config, &files, diagnostics);
    let printed = Vec::new();
    Ok(Built { files, config, directory, plan, theme, extras, diagnostics, today, printed, pictures, shared, memory })
}

/// All records and pages, read in parallel and kept in the order of the files.
fn parse(files: &Files, config: &Config, drafts: bool, diagnostics: &mut Vec<Diagnostic>) -> Parsed {
    let custom = config.custom();
    let written: Vec<(FileId, &Source)> =
        files.below(record::CONTENT).filter(|(_, s)| !s.path.starts_with("content/map")).collect();
    let parsed: Vec<(Parsed, Vec<Diagnostic>)> =
        written.par_iter().map(|(id, source)| record::parse(source, *id, &config.kinds, &custom)).collect();
    let mut all = Parsed::default();
    for (parsed, told) in parsed {
        // Nobody needs to hear of a draft that is not shown.
        if !drafts && !parsed.records.is_empty() && parsed.records.iter().all(record::Record::is_draft) {
            // Unless it is kept back only because that line cannot be read.
            let misread = [&yes_no::RULE, &colon::RULE, &field_in_table::RULE];
            let mut said = parsed.records.iter().filter_map(|record| record.fields.get("draft"));
            let is_slip = said.any(|draft| files.source(draft.key.file).text.get(draft.key.range()) != Some("draft"));
            let matters =
                |told: &Diagnostic| misread.contains(&told.rule) || is_slip && told.rule == &unknown_field::RULE;
            diagnostics.extend(told.into_iter().filter(matters));
            continue;
        }
        all.records.extend(parsed.records);
        all.pages.extend(parsed.pages);
        diagnostics.extend(told);
    }
    all
}

/// Everything that is not a page, but for what lies in the theme and the site as it will go out.
fn extras(views: &Views) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
    let mut extras = cards::files(views);
    extras.extend(search::files(views));
    extras.extend(events::files(views));
    let mut text = |path: &str, text: Option<String>| {
        if let Some(text) = text {
            extras.insert(path.into(), Arc::from(text.into_bytes()));
        }
    };
    text("sitemap.xml", feed::sitemap(views));
    text("robots.txt", Some(feed::robots(views)));
    text("feed.xml", feed::atom(views));
    text("CNAME", feed::cname(views));
    text(".nojekyll", Some(String::new()));
    extras.extend(picture::ready::files(views.pictures));
    extras
}

impl Built {
    /// What views of it are made from.
    pub fn views(&self) -> Views<'_> {
        Views {
            directory: &self.directory,
            config: &self.config,
            files: &self.files,
            plan: &self.plan,
            language: &self.theme.language,
            today: self.today,
            memory: &self.memory,
            pictures: &self.pictures,
            printed: &self.printed,
            on_paper: false,
        }
    }

    /// What views are made from of that which goes out on paper alone, and not on the web.
    pub fn on_paper(&self) -> Views<'_> {
        Views { on_paper: true, ..self.views() }
    }

    /// Makes the booklets and sheets that `[print]` names, to lie in `printed/` of the site. What there is to tell of them
    /// comes back.
    pub fn print(&mut self) -> Vec<Diagnostic> {
        let products = print::told::products(&self.config.print).0;
        if products.is_empty() {
            return Vec::new();
        }
        let mut fonts = Fonts::new(&self.theme.fonts);
        let (files, told) = print::make::files(&self.views(), &self.theme.styles, &mut fonts, &products);
        for (file, bytes) in files {
            self.extras.insert(file.url.clone().into(), Arc::from(bytes));
            self.printed.push(file);
        }
        check::apply(&self.config, &self.files, told)
    }

    /// The page at `path`.
    pub fn page(&self, path: &Utf8Path) -> Option<&Page> {
        let i = self.plan.pages.binary_search_by(|p| p.path.as_str().cmp(path.as_str())).ok()?;
        self.plan.pages.get(i)
    }

    /// The HTML of a page, in UTF-8.
    pub fn render(&self, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
        render::render(&self.theme, &self.views(), &self.shared, page)
    }

    /// Puts one file's new text in place of its old one, if that changes nothing but the records in it: no
    /// name, no link, no list. Then the pages are those of a whole new build, in a thousandth of the time.
    /// What there is to tell, and the files that are not pages, stay as they were.
    pub fn replace(&mut self, source: &Source) -> bool {
        let Some(id) = self.files.find(source.path.as_str()).map(|(id, _)| id) else { return false };
        let (parsed, _) = record::parse(source, id, &self.config.kinds, &self.config.custom());
        if !parsed.pages.is_empty() || !self.directory.replace(id, parsed.records, &self.config.language) {
            return false;
        }
        *self.files.source_mut(id) = source.clone();
        self.memory = Memory::new(&self.directory);
        self.shared = Shared::new(&self.views());
        true
    }

    /// Every file of the output, in the order of their paths as texts. Where the site has a file of its own,
    /// there is no page.
    pub fn outputs(&self) -> Vec<Output<'_>> {
        let pages = self.plan.pages.iter().filter(|page| !self.extras.contains_key(&page.path)).map(Output::Page);
        let extras = self.extras.iter().map(|(path, bytes)| Output::Extra(path, bytes));
        let mut outputs: Vec<Output> = pages.chain(extras).collect();
        outputs.sort_unstable_by_key(|output| output.path().as_str());
        outputs
    }

    /// The file of the output at `path`.
    pub fn output(&self, path: &Utf8Path) -> Option<Output<'_>> {
        let extra = self.extras.get_key_value(path).map(|(path, bytes)| Output::Extra(path, bytes));
        extra.or_else(|| self.page(path).map(Output::Page))
    }

    /// What stands in a file of the output.
    pub fn bytes<'a>(&self, output: Output<'a>) -> Result<Cow<'a, [u8]>, Box<Diagnostic>> {
        match output {
            Output::Page(page) => self.render(page).map(Cow::Owned),
            Output::Extra(_, bytes) => Ok(Cow::Borrowed(bytes)),
        }
    }
}

/// A file of the output, not yet made.
#[derive(Clone, Copy)]
pub enum Output<'a> {
    /// A page, which is rendered when its bytes are asked for.
    Page(&'a Page),
    /// Anything else, by its path.
    Extra(&'a Utf8Path, &'a [u8]),
}

impl<'a> Output<'a> {
    /// Where it lies below the output folder.
    pub fn path(self) -> &'a Utf8Path {
        match self {
            Self::Page(page) => &page.path,
            Self::Extra(path, _) => path,
        }
    }
}

/// A number that stands for everything a site is made from: the same inputs, the same number.
pub fn fingerprint(input: &Input) -> u128 {
    use xxhash_rust::xxh3::{Xxh3, xxh3_128};
    let mut hash = Xxh3::new();
    let mut part = |name: &str, bytes: &[u8]| {
        hash.update(&(name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update(&xxh3_128(bytes).to_le_bytes());
    };
    part("version", env!("CARGO_PKG_VERSION").as_bytes());
    part("today", input.today.to_string().as_bytes());
    part("drafts", &[u8::from(input.drafts)]);
    part("base_url", input.base_url.as_deref().unwrap_or("").as_bytes());
    for (path, bytes) in crate::theme::built_in() {
        part(path.as_str(), bytes);
    }
    for source in &input.files.sources {
        part(source.path.as_str(), source.text.as_bytes());
    }
    input.files.others.iter().for_each(|path| part(path.as_str(), &[]));
    for (path, bytes) in input.files.blobs.iter().chain(&input.files.theme) {
        part(path.as_str(), bytes);
    }
    hash.digest128()
}
