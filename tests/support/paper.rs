//! What is printed of a site, and what stands on its pages.
#![allow(dead_code, reason = "each test program uses a part of this")]

use hereabouts::build::{Built, Input, build};
use hereabouts::diagnostic::{At, Diagnostic};
use hereabouts::print::fonts::Fonts;
use hereabouts::print::make::{Filter, Maker, Printed};
use hereabouts::print::page::{Document, Page, Shape};
use hereabouts::print::press::Lost;
use hereabouts::print::product::Product;
use hereabouts::print::text;
use hereabouts::view::views::Views;
use std::collections::BTreeSet;

use crate::support;

/// A configuration with an address.
pub const CONFIG: &str =
    "-- hereabouts.toml --\ntitle = \"Millbrook\"\nbase_url = \"https://millbrook.example/\"\nlanguage = \"en-GB\"\n";

pub const GROUP: &str = "-- content/groups/choir.md --\n+++\nno = 104\ntitle = \"Choir\"\nwhen = \"Tuesdays 7pm-9pm\"\nphone = \"01632 960122\"\n+++\n";
pub const ARABIC: &[u8] = include_bytes!("../fixtures/fonts/NotoSansArabic-Regular.ttf");

/// The site in `text`, with an address.
pub fn site(text: &str) -> Built {
    let input: Input = support::input(&support::parts(&format!("{CONFIG}{text}")));
    build(input).unwrap_or_else(|_| panic!("the site has a configuration"))
}

/// The same with files of the theme beside it.
pub fn site_with(text: &str, theme: &[(&str, &[u8])]) -> Built {
    let text = if text.contains("-- hereabouts.toml --") { text.to_owned() } else { format!("{CONFIG}{text}") };
    let mut input: Input = support::input(&support::parts(&text));
    input.files.theme.extend(theme.iter().map(|(path, bytes)| ((*path).into(), (*bytes).into())));
    build(input).unwrap_or_else(|_| panic!("the site has a configuration"))
}

/// The sample directory.
pub fn sample() -> Built {
    build(support::sample()).unwrap_or_else(|_| panic!("the sample has a configuration"))
}

/// Everything that a site can print, by the files' names.
pub fn everything(built: &Built) -> Vec<Printed> {
    everything_of(built, &built.on_paper())
}

fn everything_of(built: &Built, views: &Views) -> Vec<Printed> {
    let mut fonts = Fonts::new(&built.theme.fonts);
    let mut maker = Maker::new(views, &built.theme.styles, &mut fonts, Filter::default(), false);
    Product::ALL.into_iter().flat_map(|product| maker.make(product)).collect()
}

/// All words of everything that is printed to lie on the site.
pub fn words_on_the_site(built: &Built) -> String {
    let printed = everything_of(built, &built.views());
    let pages = printed.iter().flat_map(|printed| &printed.document.pages);
    pages.flat_map(words).collect::<Vec<_>>().join(" ")
}

/// What there is to tell of a site's print, a line each.
pub fn told(built: &Built, product: Product) -> Vec<String> {
    let (views, mut fonts) = (built.on_paper(), Fonts::new(&built.theme.fonts));
    let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, Filter::default(), false);
    maker.make(product);
    lines(&maker.told(&built.files), built)
}

pub fn lines(diagnostics: &[Diagnostic], built: &Built) -> Vec<String> {
    let place = |diagnostic: &Diagnostic| match &diagnostic.at {
        Some(At::Span(span)) => {
            let source = built.files.source(span.file);
            let (line, column) = source.line_column(span.start as usize);
            format!("{}:{line}:{column}", source.path)
        }
        Some(At::Path(path)) => path.to_string(),
        Some(At::Template { path, line, column, .. }) => format!("{path}:{line}:{column}"),
        None => String::new(),
    };
    let line =
        |d: &Diagnostic| format!("{} [{}] {}; {}", place(d), d.rule.code, d.message, d.help.as_deref().unwrap_or(""));
    diagnostics.iter().map(line).collect()
}

/// A booklet, or whatever else a product is.
pub struct Book {
    pub document: Document,
    pub missing: Vec<Lost>,
}

pub fn book(built: &Built) -> Book {
    product(built, Product::BookA5)
}

pub fn product(built: &Built, product: Product) -> Book {
    let (views, mut fonts) = (built.on_paper(), Fonts::new(&built.theme.fonts));
    let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, Filter::default(), false);
    let document = maker.make(product).remove(0).document;
    Book { document, missing: maker.lost }
}

/// What some letters say, in the order of reading, and once for all the glyphs of a cluster.
pub fn read(run: &text::Run) -> String {
    let ranges = run.glyphs.iter().map(|glyph| (glyph.text_range.start, glyph.text_range.end));
    let ranges: BTreeSet<(usize, usize)> = ranges.collect();
    ranges.into_iter().map(|(from, to)| &run.text[from..to]).collect()
}

/// The words on a page, a line of letters each.
pub fn words(page: &Page) -> Vec<String> {
    let letters = page.pieces.iter().map(|piece| {
        let runs =
            piece.items.iter().filter_map(|item| if let Shape::Letters(run) = &item.shape { Some(run) } else { None });
        runs.map(read).collect::<String>()
    });
    letters.map(|line| line.replace('\u{a0}', " ").trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

pub fn town(groups: usize) -> Built {
    let group = |n: usize| {
        format!(
            "-- content/groups/group-{n}.md --\n+++\ntitle = \"Group number {n}\"\nsummary = \"What the {n} of us do together on a wet evening in a warm hall.\"\n\
             when = \"Tuesdays 7pm-9pm\"\nphone = \"01632 960{n:03}\"\noffers = [\"a hand with {n} things\"]\n+++\n"
        )
    };
    site(&(0..groups).map(group).collect::<String>())
}

/// Nothing is drawn beyond what a home printer reaches: all but the last six millimetres.
pub fn inside(pages: &[Page]) {
    let edge = 6.0 * hereabouts::print::MM - 0.5;
    for page in pages {
        for item in page.pieces.iter().flat_map(|piece| &piece.items) {
            let (right, foot) = match &item.shape {
                Shape::Letters(run) => (item.x + run.x + run.width, item.y),
                Shape::Turned(run) => (item.x, item.y - run.width),
                Shape::Box([width, height], ..) | Shape::Frame([width, height], ..) => {
                    (item.x + width, item.y + height)
                }
                Shape::Picture([width, height], _) => (item.x + width, item.y + height),
                Shape::Triangle(side, _) => (item.x + side, item.y + side),
                Shape::Dashes(..) => (item.x, item.y),
                Shape::Squares(side, size, _) => (item.x + *side as f32 * size, item.y + *side as f32 * size),
            };
            assert!(item.x >= edge && item.y >= edge, "{item:?}");
            assert!(right <= page.size[0] - edge && foot <= page.size[1] - edge, "{item:?}");
        }
    }
}
