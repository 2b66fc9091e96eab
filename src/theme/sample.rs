//! A small site in which everything is filled in: a theme is tried on it before it is used.

use std::sync::Arc;

use camino::Utf8PathBuf;
use tera::{Context, Value};

use crate::config;
use crate::date::Date;
use crate::directory;
use crate::language::Language;
use crate::picture;
use crate::plan;
use crate::record::{self, Parsed};
use crate::render::{self, Shared};
use crate::source::{Files, Source};
use crate::view::PrintFile;
use crate::view::memory::Memory;
use crate::view::views::{Views, template};

/// The files of the sample, each after a line `-- path --`.
const SITE: &str = include_str!("sample.txt");

/// A picture of one pixel.
const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 0x01, 0, 0, 0,
    0x01, 0x08, 0x06, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0xd8,
    0x62, 0xa3, 0xfb, 0x1f, 0, 0x04, 0xe2, 0x02, 0x1d, 0x27, 0xe1, 0x09, 0xf8, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44,
    0xae, 0x42, 0x60, 0x82,
];

/// A page of the sample: its template, and what that sees.
pub struct SamplePage {
    /// The template's name without its ending.
    pub template: &'static str,
    /// What it sees.
    pub context: Context,
}

/// One context for each page of the sample.
pub fn pages(language: &Language, words: &Value) -> Vec<SamplePage> {
    let files = files();
    #[expect(clippy::expect_used, reason = "the sample has a configuration")]
    let (id, source) = files.find(config::FILE).expect("the sample has a configuration");
    let (config, _) = config::read(source, id);
    let custom = config.custom();
    let mut all = Parsed::default();
    for (id, source) in files.below(record::CONTENT) {
        let (parsed, _) = record::parse(source, id, &config.kinds, &custom);
        all.records.extend(parsed.records);
        all.pages.extend(parsed.pages);
    }
    let directory = directory::resolve(all.records, all.pages, &config, &files, false);
    let pictures = picture::ready::all(directory.pictures(&files), &picture::Earlier::new());
    let (plan, _) = plan::plan(&directory, &config);
    let today = Date::constant(2026, 6, 1);
    let printed = [PrintFile {
        product: "book-a5".to_owned(),
        label: "Booklet".to_owned(),
        title: Some("Food".to_owned()),
        url: "printed/book-a5-food.pdf".to_owned(),
        pages: "8 pages".to_owned(),
        sheets: "2 sheets of paper".to_owned(),
        size: "90 KB".to_owned(),
        how: Some("Fold and staple.".to_owned()),
    }];
    let views = Views {
        directory: &directory,
        config: &config,
        files: &files,
        plan: &plan,
        language,
        today,
        memory: &Memory::new(&directory),
        pictures: &pictures,
        printed: &printed,
        on_paper: false,
    };
    let shared = Shared::new(&views);
    let page = |page: &plan::Page| SamplePage {
        template: template(&page.what, &config, &directory),
        context: render::context(words, &views, &shared, page),
    };
    plan.pages.iter().map(page).collect()
}

fn files() -> Files {
    let mut sources: Vec<Source> = Vec::new();
    for part in SITE.split("\n-- ").map(|p| p.strip_prefix("-- ").unwrap_or(p)) {
        if let Some((path, text)) = part.split_once(" --\n") {
            sources.push(Source::new(path, format!("{text}\n")));
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let blobs = [(Utf8PathBuf::from("content/groups/choir.png"), Arc::from(PIXEL))];
    Files { sources, blobs: blobs.into_iter().collect(), ..Files::default() }
}
