//! The booklet: nothing is lost, references are right, pages are in order on the sheets, and the writer finds no fault.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use hereabouts::build::{Built, Input, build};
use hereabouts::diagnostic::{At, Diagnostic, Severity};
use hereabouts::print::fonts::Fonts;
use hereabouts::print::make::{Filter, Maker, Printed};
use hereabouts::print::page::{Document, Item, Page, PageLink, Shape, Tag, To};
use hereabouts::print::press::Lost;
use hereabouts::print::product::Product;
use hereabouts::print::{data, draw, impose, text, told};
use hereabouts::qr;
use proptest::prelude::*;

const GROUP: &str = "-- content/groups/choir.md --\n+++\nno = 104\ntitle = \"Choir\"\nwhen = \"Tuesdays 7pm-9pm\"\nphone = \"01632 960122\"\n+++\n";
const ARABIC: &[u8] = include_bytes!("fixtures/fonts/NotoSansArabic-Regular.ttf");

/// The site in `text`, with an address.
fn site(text: &str) -> Built {
    let config = "-- hereabouts.toml --\ntitle = \"Millbrook\"\nbase_url = \"https://millbrook.example/\"\nlanguage = \"en-GB\"\n";
    let input: Input = support::input(&support::parts(&format!("{config}{text}")));
    build(input).unwrap_or_else(|_| panic!("the site has a configuration"))
}

/// The same with files of the theme beside it.
fn site_with(text: &str, theme: &[(&str, &[u8])]) -> Built {
    let config = "-- hereabouts.toml --\ntitle = \"Millbrook\"\nbase_url = \"https://millbrook.example/\"\nlanguage = \"en-GB\"\n";
    let text = if text.contains("-- hereabouts.toml --") { text.to_owned() } else { format!("{config}{text}") };
    let mut input: Input = support::input(&support::parts(&text));
    input.files.theme.extend(theme.iter().map(|(path, bytes)| ((*path).into(), (*bytes).into())));
    build(input).unwrap_or_else(|_| panic!("the site has a configuration"))
}

/// The sample directory.
fn sample() -> Built {
    build(support::sample()).unwrap_or_else(|_| panic!("the sample has a configuration"))
}

/// Everything that a site can print, by the files' names.
fn everything(built: &Built) -> Vec<Printed> {
    let (views, mut fonts) = (built.views(), Fonts::new(&built.theme.fonts));
    let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, Filter::default(), false);
    Product::ALL.into_iter().flat_map(|product| maker.make(product)).collect()
}

/// What there is to tell of a site's print, a line each.
fn told(built: &Built, product: Product) -> Vec<String> {
    let (views, mut fonts) = (built.views(), Fonts::new(&built.theme.fonts));
    let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, Filter::default(), false);
    maker.make(product);
    lines(&maker.told(&built.files), built)
}

fn lines(diagnostics: &[Diagnostic], built: &Built) -> Vec<String> {
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
struct Book {
    document: Document,
    missing: Vec<Lost>,
}

fn book(built: &Built) -> Book {
    product(built, Product::BookA5)
}

fn product(built: &Built, product: Product) -> Book {
    let (views, mut fonts) = (built.views(), Fonts::new(&built.theme.fonts));
    let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, Filter::default(), false);
    let document = maker.make(product).remove(0).document;
    Book { document, missing: maker.lost }
}

/// What some letters say, in the order of reading, and once for all the glyphs of a cluster.
fn read(run: &text::Run) -> String {
    let ranges = run.glyphs.iter().map(|glyph| (glyph.text_range.start, glyph.text_range.end));
    let ranges: BTreeSet<(usize, usize)> = ranges.collect();
    ranges.into_iter().map(|(from, to)| &run.text[from..to]).collect()
}

/// The words on a page, a line of letters each.
fn words(page: &Page) -> Vec<String> {
    let letters = page.pieces.iter().map(|piece| {
        let runs =
            piece.items.iter().filter_map(|item| if let Shape::Letters(run) = &item.shape { Some(run) } else { None });
        runs.map(read).collect::<String>()
    });
    letters.map(|line| line.replace('\u{a0}', " ").trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn town(groups: usize) -> Built {
    let group = |n: usize| {
        format!(
            "-- content/groups/group-{n}.md --\n+++\ntitle = \"Group number {n}\"\nsummary = \"What the {n} of us do together on a wet evening in a warm hall.\"\n\
             when = \"Tuesdays 7pm-9pm\"\nphone = \"01632 960{n:03}\"\noffers = [\"a hand with {n} things\"]\n+++\n"
        )
    };
    site(&(0..groups).map(group).collect::<String>())
}

#[test]
fn every_record_stands_in_the_booklet_and_each_reference_leads_to_it() {
    let built = town(60);
    let Book { document, missing } = book(&built);
    assert!(missing.is_empty(), "{missing:?}");
    let pages: Vec<Vec<String>> = document.pages.iter().map(words).collect();
    let heading = |words: &str| document.bookmarks.iter().find(|b| b.title == words).map(|b| b.page).unwrap();
    let (gifts, index) = (heading("Offered and wanted"), heading("A to Z"));
    for n in 0..60 {
        let title = format!("Group number {n}");
        let body = (0..gifts).find(|page| pages[*page].contains(&title)).unwrap_or_else(|| panic!("{title}"));
        assert!(pages[body].contains(&format!("01632 960{n:03}")), "{title} is whole on its page: {:?}", pages[body]);
        let line = (index..pages.len()).find_map(|page| Some((page, pages[page].iter().position(|l| *l == title)?)));
        let (page, at) = line.unwrap_or_else(|| panic!("{title}"));
        assert_eq!(pages[page][at + 1], (body + 1).to_string(), "{title}");
        let gift = format!("a hand with {n} things");
        let line = (gifts..index).find_map(|page| Some((page, pages[page].iter().position(|l| *l == gift)?)));
        let (page, at) = line.unwrap_or_else(|| panic!("{gift}"));
        assert_eq!(pages[page][at + 1..at + 3], [title, (body + 1).to_string()], "{gift}");
    }
    // The contents tell the same pages as the outline, and each page its own number.
    let at = pages[2].iter().position(|line| line == "A to Z").unwrap();
    assert_eq!(pages[2][at + 1], (index + 1).to_string());
    for (n, page) in pages.iter().enumerate().skip(1) {
        assert!(page.contains(&(n + 1).to_string()), "{n}: {page:?}");
    }
}

/// Nothing is drawn beyond what a home printer reaches: all but the last six millimetres.
fn inside(pages: &[Page]) {
    let edge = 6.0 * hereabouts::print::MM - 0.5;
    for page in pages {
        for item in page.pieces.iter().flat_map(|piece| &piece.items) {
            let (right, foot) = match &item.shape {
                Shape::Letters(run) => (item.x + run.x + run.width, item.y),
                Shape::Turned(run) => (item.x, item.y - run.width),
                Shape::Box([width, height], ..) | Shape::Frame([width, height], ..) => {
                    (item.x + width, item.y + height)
                }
                Shape::Triangle(side, _) => (item.x + side, item.y + side),
                Shape::Dashes(..) => (item.x, item.y),
                Shape::Squares(side, size, _) => (item.x + *side as f32 * size, item.y + *side as f32 * size),
            };
            assert!(item.x >= edge && item.y >= edge, "{item:?}");
            assert!(right <= page.size[0] - edge && foot <= page.size[1] - edge, "{item:?}");
        }
    }
}

#[test]
fn what_is_drawn_stays_within_the_paper_and_off_its_edge() {
    let built = town(40);
    let pages = book(&built).document.pages;
    inside(&pages);
    for item in pages.iter().flat_map(|page| &page.pieces).flat_map(|piece| &piece.items) {
        if let Shape::Letters(run) = &item.shape {
            assert!(run.size >= 12.0, "clear print has no letters below 12 points: {}", run.text);
        }
    }
}

#[test]
fn the_writer_finds_no_fault_and_the_same_directory_gives_the_same_bytes() {
    let built = town(12);
    let make = |sheets: bool| {
        let document = book(&built).document;
        draw::pdf(&if sheets { impose::sheets(&document, false) } else { document }, None)
            .unwrap_or_else(|fault| panic!("{}", fault.0))
    };
    for sheets in [false, true] {
        let bytes = make(sheets);
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(bytes, make(sheets));
    }
}

#[test]
fn no_directory_and_no_words_stop_the_press() {
    let record = |title: &str, more: &str| format!("-- content/groups/x.md --\n+++\ntitle = \"{title}\"\n{more}+++\n");
    let long = "long ".repeat(900);
    let unbroken = "x".repeat(400);
    for text in [
        String::new(),
        record("Choir", ""),
        record(&"A very long name ".repeat(20), ""),
        record("Choir", &format!("summary = \"{long}\"\n")),
        record(&unbroken, &format!("summary = \"{unbroken}\"\n")),
        record("#panic $x$ [a](b) <b>", "summary = \"\u{202e}turned\u{202c} \u{200f} 👨‍👩‍👧‍👦 ﷺ 中文\"\n"),
    ] {
        let built = site(&text);
        let Book { document, .. } = book(&built);
        draw::pdf(&document, None).unwrap_or_else(|fault| panic!("{}: {text}", fault.0));
        inside(&document.pages);
        let said: usize =
            document.pages.iter().flat_map(words).map(|line| line.split(' ').filter(|w| *w == "long").count()).sum();
        assert!(!text.contains(&long) || said == 900, "{said}");
    }
}

#[test]
fn a_letter_that_no_font_has_is_told_and_left_out() {
    let built = site("-- content/groups/x.md --\n+++\ntitle = \"Maktaba مکتبہ\"\n+++\n");
    let Book { document, missing } = book(&built);
    assert_eq!(missing.iter().map(|m| m.letter).collect::<BTreeSet<_>>(), "مکتبہ".chars().collect());
    assert!(document.pages.iter().any(|page| words(page).contains(&"Maktaba".to_owned())));
}

#[test]
fn numbers_and_postcodes_are_not_broken() {
    assert_eq!(text::unbroken("Hall, MB4 1QY or 01632 960122"), "Hall, MB4\u{a0}1QY or 01632\u{a0}960122");
    assert_eq!(text::unbroken("room 5 and 3 chairs"), "room 5 and 3 chairs");
    assert_eq!(
        text::unbroken("(212) 555-0199, +44 (0)1632 960122"),
        "(212)\u{a0}555-0199, +44\u{a0}(0)1632\u{a0}960122"
    );
    assert_eq!(
        text::unbroken("K1A 0B1, D02 X285, 1012 AB or E1 6AN"),
        "K1A\u{a0}0B1, D02\u{a0}X285, 1012\u{a0}AB or E1\u{a0}6AN"
    );
    assert_eq!(text::unbroken("Flat A 1st floor, 4 Mill Lane"), "Flat A 1st floor, 4 Mill Lane");
}

#[test]
fn the_codes_can_be_read() {
    for address in ["https://millbrook.example/groups/choir.html", &format!("https://x.example/{}", "a".repeat(80))] {
        let (side, black) = qr::squares(address, 99).unwrap();
        let (scale, quiet) = (4, 16);
        let size = side * scale + 2 * quiet;
        let dark = |x: usize, y: usize| {
            let cell = |at: usize| at.checked_sub(quiet).map(|at| at / scale).filter(|at| *at < side);
            cell(x).zip(cell(y)).is_some_and(|(x, y)| black[y * side + x])
        };
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(size, size, |x, y| if dark(x, y) { 0 } else { 255 });
        let grids = image.detect_grids();
        assert_eq!(grids[0].decode().unwrap().1, address);
    }
    assert!(qr::squares(&"x".repeat(5000), 99).is_none());
}

#[test]
fn nothing_that_is_written_in_any_field_stops_or_spoils_a_product() {
    let hostile = [
        "#panic(\"x\") $x$ [a](b) <b>{{ x }}</b> \\\\ %s",
        "\u{202e}turned round\u{202c} \u{200f}\u{200e}\u{feff}",
        &"x".repeat(400),
        "👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ﷺ 中文 ক্ষ é\u{301}\u{301}",
    ];
    let fields = ["summary", "when", "address", "who_for", "cost", "phone", "email", "text", "how_to_find"];
    let many = ["offers", "wants", "access"];
    let mut text = String::from(
        "-- hereabouts.toml --\ntitle = \"Millbrook\"\nbase_url = \"https://millbrook.example/\"\nlanguage = \"en-GB\"\n\
         [categories]\nfood = \"Food\"\n[areas]\neastgate = \"Eastgate\"\n",
    );
    for (n, words) in hostile.iter().enumerate() {
        let quoted = words.replace('\\', "\\\\").replace('"', "\\\"");
        text.push_str(&format!("-- content/groups/g{n}.md --\n+++\ntitle = \"{n} {quoted}\"\ncategories = [\"food\"]\narea = \"eastgate\"\n"));
        fields.iter().for_each(|field| text.push_str(&format!("{field} = \"{quoted}\"\n")));
        many.iter().for_each(|field| text.push_str(&format!("{field} = [\"{quoted}\"]\n")));
        text.push_str(&format!("+++\n\n{words}\n\n- {words}\n\n> {words}\n\n| {words} |\n|---|\n| {words} |\n"));
        text.push_str(&format!(
            "-- content/stories/s{n}.md --\n+++\ntitle = \"Story {n}\"\n+++\n\n## {words}\n\n{words}\n\n1. {words}\n"
        ));
    }
    let built = site_with(&text, &[]);
    assert_eq!(built.directory.records.len(), 8);
    for file in everything(&built) {
        file.pdf(&built.views()).unwrap_or_else(|fault| panic!("{}: {}", file.name, fault.0));
        inside(&file.document.pages);
    }
}

#[test]
fn each_product_of_the_sample_is_within_the_rules_of_clear_print() {
    let built = sample();
    for file in everything(&built) {
        inside(&file.document.pages);
        // A poster's strips are as small as a long name needs; the rest says that it is small, or is not.
        let least = match file.product {
            Product::PocketA5 | Product::PocketA5Sheets | Product::OneSheet => 8.0,
            Product::LargePrint => 18.0,
            _ => 12.0,
        };
        for piece in file.document.pages.iter().flat_map(|page| &page.pieces) {
            for item in &piece.items {
                match &item.shape {
                    Shape::Letters(run) => {
                        assert!(run.size >= least, "{}: {} points: {}", file.name, run.size, run.text);
                        assert!(
                            contrast(run.ink.colour) >= 7.0 || run.ink.colour == [255; 3],
                            "{}: {:?}",
                            file.name,
                            run.ink
                        );
                    }
                    Shape::Box([width, height], ..) => {
                        let area = width * height / hereabouts::print::MM.powi(2);
                        assert!(area <= 400.0, "{}: {area} square millimetres are filled", file.name);
                    }
                    _ => {}
                }
            }
        }
        for words in file.document.pages.iter().flat_map(words) {
            assert!(!words.ends_with("01632"), "{}: a number is broken: {words}", file.name);
        }
    }
}

/// How a colour stands out from white, as the rules for the web reckon it.
fn contrast(colour: [u8; 3]) -> f64 {
    let part = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let light = 0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2]);
    1.05 / (light + 0.05)
}

#[test]
fn every_code_on_a_page_is_read_from_a_coarse_scan_and_leads_to_its_record() {
    let built = sample();
    let (views, mut fonts) = (built.views(), Fonts::new(&built.theme.fonts));
    let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, Filter::default(), false);
    let book = maker.make(Product::BookA5).remove(0).document;
    let poster = maker.make(Product::Poster).remove(0).document;
    let mut read = BTreeSet::new();
    for page in book.pages.iter().chain(&poster.pages) {
        let expected =
            page.pieces.iter().flat_map(|piece| &piece.items).filter(|i| matches!(i.shape, Shape::Squares(..)));
        let codes: Vec<String> = codes(page);
        assert_eq!(codes.len(), expected.count(), "{codes:?}");
        read.extend(codes);
    }
    for record in &built.directory.records {
        let printed = record.fields.text("status").is_none_or(|status| status != "closed");
        let Some(no) = record.fields.number("no").filter(|_| printed) else { continue };
        assert!(read.contains(&format!("https://millbrook.example/{no}.html")), "{}", record.title.value);
    }
    assert!(maker.too_fine.is_empty(), "{:?}", maker.too_fine);
}

/// The codes on a page, as a scanner of 150 dots an inch sees them: each dot as dark as the ink that falls on it.
fn codes(page: &Page) -> Vec<String> {
    let scale = 150.0 / 72.0;
    let [wide, high] = page.size.map(|side| (side * scale) as usize);
    let mut dots = vec![255_u8; wide * high];
    for item in page.pieces.iter().flat_map(|piece| &piece.items) {
        let Shape::Squares(side, square, black) = &item.shape else { continue };
        let is_black = |x: f32, y: f32| {
            let cell = |at: f32, from: f32| {
                let cell = ((at / scale - from) / square).floor();
                (cell >= 0.0 && cell < *side as f32).then_some(cell as usize)
            };
            cell(x, item.x).zip(cell(y, item.y)).is_some_and(|(x, y)| black[y * side + x])
        };
        let reach = |from: f32| (from * scale) as usize..((from + *side as f32 * square) * scale).ceil() as usize;
        for (x, y) in reach(item.y).flat_map(|y| reach(item.x).map(move |x| (x, y))) {
            let inked = (0..16).filter(|n| {
                let [dx, dy] = [n % 4, n / 4].map(|part| part as f32 / 4.0 + 0.125);
                is_black(x as f32 + dx, y as f32 + dy)
            });
            dots[y * wide + x] = 255 - (inked.count() * 255 / 16) as u8;
        }
    }
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(wide, high, |x, y| dots[y * wide + x]);
    image.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}

#[test]
fn letters_of_other_scripts_come_from_the_sites_fonts_and_are_told_without() {
    let text = "-- content/groups/urdu.md --\n+++\ntitle = \"Maktaba مکتبہ\"\nsummary = \"خط عربي\"\n+++\n\
                -- content/groups/bengali.md --\n+++\ntitle = \"সিলেটি মহিলা সমিতি\"\nsummary = \"শুক্রবার দুপুরে\"\n+++\n\
                -- content/groups/chinese.md --\n+++\ntitle = \"中文图书馆\"\nsummary = \"书法, 星期六上午\"\n+++\n\
                -- content/groups/welsh.md --\n+++\ntitle = \"Tŷ Ŵyn, llwybr y môr\"\nsummary = \"Żółta łódź, kąpiel i ćwiczenia\"\n+++\n";
    let built = site_with(text, &[]);
    assert_eq!(
        told(&built, Product::BookA5),
        [
            "content/groups/urdu.md:2:18 [print-letter] 10 letters are in no font, and are left out in print: `بتخرطعميکہ`, of which the first is ARABIC LETTER BEH; put a font that has them into `fonts/`, such as `NotoSansArabic-Regular.ttf` and `NotoSansArabic-Bold.ttf`",
            "content/groups/bengali.md:2:10 [print-letter] 17 letters are in no font, and are left out in print: `কটতদপবমরলশসহ…`, of which the first is BENGALI LETTER KA; put a font that has them into `fonts/`, such as `NotoSansBengali-Regular.ttf` and `NotoSansBengali-Bold.ttf`",
            "content/groups/chinese.md:2:10 [print-letter] 11 letters are in no font, and are left out in print: `上中书六午图文星期法馆`, of which the first is CJK UNIFIED IDEOGRAPH-4E0A; put a font that has them into `fonts/`, such as `NotoSansSC-Regular.ttf` and `NotoSansSC-Bold.ttf`",
        ]
    );
    let theme: [(&str, &[u8]); 4] = [
        ("fonts/a.ttf", ARABIC),
        ("fonts/b.ttf", include_bytes!("fixtures/fonts/NotoSansBengali-Regular.ttf")),
        ("fonts/c.ttf", include_bytes!("fixtures/fonts/NotoSansSC-Regular.ttf")),
        ("fonts/d.ttf", b"no font"),
    ];
    let built = site_with(text, &theme);
    assert_eq!(
        told(&built, Product::BookA5),
        [
            "fonts/d.ttf [print-font] this file is no font that can be read; put TTF or OTF files here, or take this one away"
        ]
    );
    let all: String = book(&built).document.pages.iter().flat_map(words).collect();
    for words in ["সিলেটি মহিলা সমিতি", "中文图书馆", "Tŷ Ŵyn, llwybr y môr", "Żółta łódź, kąpiel i ćwiczenia"]
    {
        assert!(all.contains(words), "{words}");
    }
    // The dots of teh are lowered onto their letter, not raised above the line.
    let pages = book(&built).document.pages;
    let glyphs =
        pages.iter().flat_map(|page| &page.pieces).flat_map(|piece| &piece.items).filter_map(|item| {
            match &item.shape {
                Shape::Letters(run) if run.text.contains("مکتبہ") => Some(run),
                _ => None,
            }
        });
    let shifts: Vec<f32> =
        glyphs.flat_map(|run| run.glyphs.iter().map(|glyph| glyph.y_offset)).filter(|y| *y != 0.0).collect();
    assert!(!shifts.is_empty() && shifts.iter().all(|y| *y < 0.0), "{shifts:?}");
}

#[test]
fn a_site_changes_how_print_looks_and_hears_what_cannot_be_used() {
    let record = "-- content/groups/a.md --\n+++\ntitle = \"Choir\"\nsummary = \"We sing.\"\n+++\n";
    let look = |text: &str| site_with(record, &[("print/book.toml", text.as_bytes())]);
    let size = |built: &Built| {
        let pages = book(built).document.pages;
        let mut sizes = pages.iter().flat_map(|page| &page.pieces).flat_map(|piece| &piece.items).filter_map(|item| {
            match &item.shape {
                Shape::Letters(run) if &*run.text == "We sing." => Some(run.size),
                _ => None,
            }
        });
        sizes.next().unwrap()
    };
    assert_eq!(size(&look("")), 12.0);
    assert_eq!(size(&look("[book-a5]\ntext = [16, 20]\n")), 16.0);
    assert_eq!(size(&look("[pocket-a5]\ntext = [16, 20]\n")), 12.0);
    let built = look(
        "[book-a5]\ntext = 12\nmargin = [1, 2]\nparts = [\"cover\", \"songs\"]\nstrong = \"green\"\npaper = \"a6\"\ncode = 99\n[bok-a5]\nstories = true\n\
         [large-print]\nmargins = [60, 60, 60, 60]\ncolumns = 3\n",
    );
    let own: Vec<String> =
        lines(&built.diagnostics, &built).into_iter().filter(|line| line.contains("print-setting")).collect();
    assert_eq!(
        own,
        [
            "print/book.toml:2:8 [print-setting] `text` takes 2 numbers; write it like `text = [12, 15.5]`",
            "print/book.toml:3:1 [print-setting] there is no setting `margin` for print; did you mean `margins`?",
            "print/book.toml:4:9 [print-setting] `parts` has no \"songs\": there are \"cover\", \"how-to\", \"contents\", \"entries\", \"offers-and-wants\", \"index\", \"areas\", \"notes\", \"changed\"; write it like `parts = [\"cover\", \"contents\", \"entries\", \"index\"]`",
            "print/book.toml:5:10 [print-setting] `strong` takes a colour; write it like `strong = \"#0f4d45\"`",
            "print/book.toml:6:9 [print-setting] `paper` takes one of \"a4\", \"a5\", \"letter\", \"half-letter\"; write it like `paper = \"a4\"`",
            "print/book.toml:7:8 [print-setting] `code` takes a number from 12 to 60, or 0 for none; write it like `code = 17`",
            "print/book.toml:8:2 [print-setting] `bok-a5` is nothing that is printed; did you mean [book-a5]?",
            "print/book.toml:10:1 [print-setting] margins and columns leave no room for what stands in large-print and around it; take smaller margins, fewer columns, or larger paper",
        ]
    );
    assert_eq!(size(&built), 12.0);
    let built = look("[book-a5\n");
    assert!(
        lines(&built.diagnostics, &built)
            .iter()
            .any(|line| line.contains("print/book.toml:1") && line.contains("TOML"))
    );
    assert_eq!(size(&built), 12.0);
}

#[test]
fn what_the_configuration_names_is_made_and_what_it_does_not_know_is_told() {
    let config = "-- hereabouts.toml --\ntitle = \"Millbrook\"\nlanguage = \"en-GB\"\n[print]\nproducts = [\"book-a5\", \"poter\"]\nfirst = [\"qoir\"]\n";
    let mut built = site_with(&format!("{config}-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n"), &[]);
    let own: Vec<String> =
        lines(&built.diagnostics, &built).into_iter().filter(|line| line.contains("print-product")).collect();
    assert_eq!(
        own,
        [
            "hereabouts.toml:4:24 [print-product] `poter` is nothing that can be printed; did you mean `poster`?",
            "hereabouts.toml:5:10 [print-product] there is no record `qoir` to stand in front; write the last part of the record's address, such as `repair-cafe`",
        ]
    );
    assert!(built.print().is_empty());
    assert!(built.extras[camino::Utf8Path::new("printed/book-a5.pdf")].starts_with(b"%PDF-1.7"));
    let page = built.page("print.html".into()).unwrap();
    let html = String::from_utf8(built.render(page).unwrap()).unwrap();
    assert!(html.contains("printed/book-a5.pdf"), "{html}");
}

#[test]
fn a_code_that_is_too_fine_for_telephones_is_told_and_one_that_cannot_be_is_left_out() {
    let of = |length: usize| {
        let base = format!("https://{}.example/", "a".repeat(length));
        let config =
            format!("-- hereabouts.toml --\ntitle = \"Millbrook\"\nbase_url = \"{base}\"\nlanguage = \"en-GB\"\n");
        let built = site_with(&format!("{config}-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n"), &[]);
        draw::pdf(&book(&built).document, None).unwrap_or_else(|fault| panic!("{}", fault.0));
        told(&built, Product::BookA5)
    };
    assert!(of(10).is_empty());
    assert_eq!(
        [of(150), of(4000)].concat(),
        [
            "hereabouts.toml:2:1 [print-code] the squares of codes in book-a5 are 0.35 mm wide, and telephones read 0.5 mm and more; take a shorter `base_url`, give records numbers (`hereabouts check --fix`), or make codes larger in `print/book.toml`",
            "hereabouts.toml:2:1 [print-code] an address of 4017 letters is too long for a code in book-a5; take a shorter `base_url`, give records numbers (`hereabouts check --fix`), or make codes larger in `print/book.toml`",
        ]
    );
}

#[test]
fn only_the_records_that_were_asked_for_are_printed() {
    let text = "-- hereabouts.toml --\ntitle = \"Millbrook\"\nlanguage = \"en-GB\"\n[categories]\nfood = \"Food\"\nmusic = \"Music\"\n[areas]\nfood = \"Food Street\"\n\
                -- content/groups/a.md --\n+++\ntitle = \"Bakers\"\ncategories = [\"food\"]\narea = \"food\"\noffers = [\"bread\"]\n+++\n\
                -- content/groups/b.md --\n+++\ntitle = \"Singers\"\ncategories = [\"music\"]\noffers = [\"songs\"]\n+++\n";
    let built = site_with(text, &[]);
    let (views, mut fonts) = (built.views(), Fonts::new(&[]));
    let mut make = |filter: Filter| {
        let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, filter, true);
        maker.make(Product::BookA5).remove(0)
    };
    let food = make(Filter { category: Some(0), area: None });
    assert_eq!((food.name.as_str(), food.records.len()), ("book-a5-food.pdf", 1));
    let all: Vec<String> = food.document.pages.iter().flat_map(words).collect();
    assert!(all.contains(&"Bakers".to_owned()) && all.contains(&"bread".to_owned()));
    assert!(!all.iter().any(|line| line.contains("Singers") || line.contains("songs")));
    // Half of a sheet of Letter.
    assert_eq!(food.document.pages[0].size.map(|length| (length / 72.0 * 10.0).round() / 10.0), [5.5, 8.5]);
    assert_eq!(make(Filter { category: None, area: Some(0) }).name, "book-a5-area-food.pdf");
    assert_eq!(make(Filter { category: Some(1), area: Some(0) }).records.len(), 0);
    // Where nothing is, there is no poster; the sheets fit the pages.
    let names: Vec<String> = everything(&built).iter().map(|file| file.name.clone()).collect();
    assert!(
        names.contains(&"poster-food.pdf".to_owned()) && names.contains(&"poster-area-food.pdf".to_owned()),
        "{names:?}"
    );
}

#[test]
fn where_one_reads_from_right_to_left_the_book_opens_from_the_left() {
    let text = "-- hereabouts.toml --\ntitle = \"ملبروک\"\nlanguage = \"ar\"\n-- content/groups/a.md --\n+++\ntitle = \"مکتبہ\"\nphone = \"01632 960122\"\n+++\n";
    let built = site_with(text, &[("fonts/a.ttf", ARABIC)]);
    let document = book(&built).document;
    let page = document.pages.iter().find(|page| words(page).iter().any(|line| line.contains("960122"))).unwrap();
    let at = |part: &str| {
        let mut items = page.pieces.iter().flat_map(|piece| &piece.items).filter_map(|item| match &item.shape {
            Shape::Letters(run) if run.text.contains(part) => Some((item.x + run.x, item.x + run.x + run.width)),
            _ => None,
        });
        items.next_back().unwrap()
    };
    let (number, call) = (at("960122"), at("Call"));
    assert!(number.1 < call.0, "the label stands at the right of its words: {number:?} {call:?}");
    draw::pdf(&document, None).unwrap_or_else(|fault| panic!("{}", fault.0));
}

#[test]
fn the_bytes_are_the_same_on_one_processor_and_on_four() {
    let make = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut built = sample();
            built.print();
            built.extras.into_iter().filter(|(path, _)| path.starts_with("printed")).collect::<Vec<_>>()
        })
    };
    let one = make(1);
    assert!(one.len() > 3);
    assert_eq!(one, make(4));
}

#[test]
fn only_a_book_with_codes_explains_them() {
    let built = sample();
    let explains =
        |of| product(&built, of).document.pages.iter().flat_map(words).any(|line| line.contains("square code"));
    assert!(explains(Product::BookA5));
    assert!(!explains(Product::PocketA5));
    assert!(!explains(Product::LargePrint));
}

/// What is drawn under a tag that belongs elsewhere is read out where it does not belong.
#[test]
fn each_heading_and_link_of_the_sample_is_read_out_as_what_it_is() {
    let document = product(&sample(), Product::BookA5).document;
    let mut said: BTreeMap<usize, String> = BTreeMap::new();
    for piece in document.pages.iter().flat_map(|page| &page.pieces) {
        let Some(tag) = piece.tag else { continue };
        let runs =
            piece.items.iter().filter_map(|item| if let Shape::Letters(run) = &item.shape { Some(run) } else { None });
        said.entry(tag).or_default().extend(runs.map(read));
    }
    for (number, (tag, _)) in (1..).zip(&document.tags.0) {
        match tag {
            Tag::Heading(_, title) => {
                let bare = |words: &str| words.replace([' ', '\u{a0}'], "");
                assert_eq!(bare(said.get(&number).map_or("", String::as_str)), bare(title));
            }
            Tag::Link => {
                let of = |link: &&PageLink| link.tag == number;
                let leads = document.pages.iter().flat_map(|page| &page.links).any(|link| of(&link));
                assert!(leads && said.contains_key(&number), "{number}: {tag:?} {:?}", said.get(&number));
            }
            _ => {}
        }
    }
}

#[test]
fn a_booklet_that_is_read_from_right_to_left_is_folded_the_other_way() {
    let document = book(&town(3)).document;
    let cover = |is_rtl: bool| {
        let sheets = impose::sheets(&document, is_rtl);
        let fold = sheets.pages[0].size[0] / 2.0;
        let is_cover = |item: &&Item| matches!(&item.shape, Shape::Letters(run) if run.text.contains("Millbrook"));
        let at = sheets.pages[0].pieces.iter().flat_map(|piece| &piece.items).find(is_cover).unwrap().x;
        at < fold
    };
    assert!(!cover(false), "the cover is the right half of the outermost side");
    assert!(cover(true), "the cover is the left half of the outermost side");
}

#[test]
fn no_page_of_the_sample_has_only_a_few_lines() {
    let built = sample();
    for of in [Product::BookA5, Product::PocketA5, Product::BookA4] {
        let document = product(&built, of).document;
        for (n, page) in document.pages.iter().enumerate() {
            let lines: Vec<String> = words(page);
            // Pages for notes have rules, and no words but their head.
            let is_for_notes = lines.iter().any(|line| line == "Notes");
            assert!(is_for_notes || lines.len() >= 6, "{of:?}, page {}: {lines:?}", n + 1);
        }
    }
}

/// An entry that is higher than a page goes on on the next, and its links go with their lines.
#[test]
fn the_links_of_an_entry_that_goes_on_elsewhere_stand_on_their_words() {
    let offers: String =
        (0..60).map(|n| format!("\"a lesson of the sort number {n}, for anyone who asks\", ")).collect();
    let text = format!(
        "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nphone = \"01632 960122\"\nwebsite = \"https://choir.example/\"\noffers = [{offers}]\n+++\n"
    );
    let document = book(&site(&text)).document;
    let mut found = 0;
    for page in &document.pages {
        for link in page.links.iter().filter(|link| matches!(&link.to, To::Address(to) if to.contains("choir.example")))
        {
            let [x, y, width, height] = link.area;
            let is_there = |item: &Item| {
                matches!(&item.shape, Shape::Letters(run) if read(run).contains("choir.example"))
                    && (x - 1.0..x + width).contains(&item.x)
                    && (y..=y + height).contains(&item.y)
            };
            assert!(page.pieces.iter().flat_map(|piece| &piece.items).any(is_there), "{link:?}");
            found += 1;
        }
    }
    assert!(found > 0);
}

#[test]
fn a_book_carries_its_entries_as_data_and_nothing_that_is_not_printed() {
    let text = "-- content/groups/choir.md --\n+++\nno = 104\ntitle = \"Choir\"\nphone = \"01632 960122\"\nnotes = \"behind the bins\"\n+++\n";
    let built = site(text);
    let file = everything(&built).into_iter().find(|file| file.product == Product::BookA5).unwrap();
    let data = data::data(&built.views(), file.title.as_deref(), &file.records);
    let data: serde_json::Value = serde_json::from_slice(&data).unwrap();
    let entry = &data["sections"][0]["entries"][0];
    assert_eq!(data["site"], "Millbrook");
    assert_eq!(entry["no"], 104);
    assert_eq!(entry["title"], "Choir");
    assert_eq!(entry["url"], "https://millbrook.example/groups/choir.html");
    assert_eq!(entry["lines"]["call"], "01632 960122");
    assert!(!data.to_string().contains("bins"));
    let pdf = file.pdf(&built.views()).unwrap();
    assert!(pdf.windows(14).any(|part| part == b"directory.json"));
}

#[test]
fn a_name_with_numbers_in_it_is_bold_as_far_as_it_goes() {
    let text = "-- hereabouts.toml --\ntitle = \"Millbrook\"\n[categories]\nmusic = \"1 2 3 é\"\n\
                -- content/groups/choir.md --\n+++\ntitle = \"Choir 5 6 é\"\ncategories = [\"music\"]\noffers = [\"7 8 é\"]\n+++\n";
    assert!(everything(&site_with(text, &[])).len() > 5);
}

#[test]
fn settings_that_would_spoil_a_page_are_told_and_the_theme_s_stand() {
    let spoilt = |setting: &str| {
        let built = site_with(GROUP, &[("print/book.toml", setting.as_bytes())]);
        let told: Vec<String> =
            built.diagnostics.iter().filter(|d| d.rule.code == "print-setting").map(|d| d.message.clone()).collect();
        assert_eq!(told.len(), 1, "{setting}: {told:?}");
        for file in everything(&built) {
            inside(&file.document.pages);
        }
        told.concat()
    };
    for setting in [
        "[book-a5]\nmargins = [6, 6, 6, 6]\n",
        "[slips]\nmargins = [60, 60, 60, 60]\n",
        "[poster]\nmargins = [60, 60, 60, 60]\n",
        "[leaflet]\nmargins = [30, 30, 12, 12]\n",
        "[book-a5]\ncolumns = 3\n",
    ] {
        assert!(spoilt(setting).starts_with("margins and columns leave no room"), "{setting}");
    }
    assert!(spoilt("[book-a5]\ntext = [12, 6]\n").contains("no less, from line to line"));
    assert!(spoilt("[book-a5]\ncolumns = 1.5\n").contains("a whole number from 1 to 3"));
    assert!(spoilt("[book-a5]\ncode = 0.3\n").contains("or 0 for none"));
    assert!(spoilt("[book-a5]\nparts = []\n").contains("\"entries\""));
}

#[test]
fn a_slip_holds_the_whole_entry_or_says_that_there_is_more() {
    let group = |wants: usize| {
        let wants: String = (0..wants).map(|n| format!("\"chair number {n}, with four legs\", ")).collect();
        format!(
            "-- content/groups/choir.md --\n+++\nno = 104\ntitle = \"{}\"\nwants = [{wants}]\n+++\n",
            "W".repeat(300)
        )
    };
    let slip = |wants: usize| words(&product(&site(&group(wants)), Product::Slips).document.pages[0]).join(" ");
    let whole = slip(9);
    assert!(whole.contains("chair number 8, with four legs") && !whole.contains("There is more"), "{whole}");
    let part = slip(90);
    assert!(part.contains("There is more: see its page, or ask.") && part.contains("Still right"), "{part}");
}

#[test]
fn a_poster_shows_what_fits_behind_what_does_not() {
    let long = "word ".repeat(900);
    let text = format!(
        "-- content/groups/a.md --\n+++\ntitle = \"A long one\"\nwhen = \"Tuesdays 7pm-9pm\"\nphone = \"01632 960122\"\naddress = \"{long}\"\n+++\n\
         -- content/groups/b.md --\n+++\ntitle = \"A short one\"\n+++\n"
    );
    let poster = words(&product(&site(&text), Product::Poster).document.pages[0]).join(" ");
    assert!(
        poster.contains("A short one") && !poster.contains("A long one") && poster.contains("And one more"),
        "{poster}"
    );
}

#[test]
fn nobody_is_told_to_call_what_has_closed() {
    let text = "-- hereabouts.toml --\ntitle = \"Millbrook\"\n[print]\nfirst = [\"choir\", \"band\"]\n\
                -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nphone = \"01632 960122\"\nstatus = \"closed\"\n+++\n\
                -- content/groups/band.md --\n+++\ntitle = \"Band\"\nphone = \"01632 960123\"\n+++\n";
    let all = book(&site_with(text, &[])).document.pages.iter().flat_map(words).collect::<Vec<_>>().join("\n");
    assert!(all.contains("First of all\nBand\n") && !all.contains("Choir"), "{all}");
}

/// One who leafs through looks for what stands first on a page.
#[test]
fn a_page_on_which_a_section_begins_in_the_middle_belongs_to_the_one_before() {
    let text = "-- content/groups/a.md --\n+++\ntitle = \"the allotment band, loud\"\n+++\n\
                -- content/institutions/b.md --\n+++\ntitle = \"Baths\"\n+++\n";
    let document = book(&site(text)).document;
    let page = document.pages.iter().map(words).find(|page| page.iter().any(|line| line == "Baths")).unwrap();
    assert!(page.iter().any(|line| line == "Allotment"), "{page:?}");
    // The heading of the section, and the running head.
    assert_eq!(page.iter().filter(|line| *line == "Groups").count(), 2, "{page:?}");
    assert_eq!(page.iter().filter(|line| *line == "Institutions").count(), 1, "{page:?}");
}

#[test]
fn a_file_that_cannot_be_made_is_told_by_its_name() {
    let mut document = book(&town(1)).document;
    document.pages[0].size = [0.0, 0.0];
    let told = told::failed("book-a5.pdf", &draw::pdf(&document, None).unwrap_err(), false);
    assert_eq!((told.rule.code, told.rule.severity), ("print-failed", Severity::Error));
    assert_eq!(told.message, "book-a5.pdf could not be made: a page without room");
}

proptest! {
    #[test]
    fn folded_sheets_turn_into_the_pages_in_their_order(pages in 1_usize..200) {
        let sides = impose::sides(pages);
        let stacks = impose::stacks(pages);
        prop_assert_eq!(sides.len(), stacks.iter().sum::<usize>() * 2);
        prop_assert!(stacks.iter().all(|sheets| (1..=impose::MOST_SHEETS).contains(sheets)), "{stacks:?}");
        prop_assert!(stacks.iter().max().unwrap() - stacks.iter().min().unwrap() <= 1, "{stacks:?}");
        // Folded and laid in one another: the right halves of the front sides and the left halves of the back sides going
        // in, and the other halves coming out again; and so each stack behind the one before.
        let mut read: Vec<Option<usize>> = Vec::new();
        let mut sheets = sides.chunks(2);
        for of in stacks {
            let stack: Vec<&[[Option<usize>; 2]]> = sheets.by_ref().take(of).collect();
            read.extend(stack.iter().flat_map(|sheet| [sheet[0][1], sheet[1][0]]));
            read.extend(stack.iter().rev().flat_map(|sheet| [sheet[1][1], sheet[0][0]]));
        }
        let want: Vec<Option<usize>> = (0..pages.next_multiple_of(4)).map(|n| (n < pages).then_some(n)).collect();
        prop_assert_eq!(read, want);
    }
}
