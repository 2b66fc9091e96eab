//! What a site can change about its print, and what is told where something cannot be printed as it stands.

mod support;

use hereabouts::build::Built;
use hereabouts::diagnostic::Severity;
use hereabouts::print::fonts::Fonts;
use hereabouts::print::make::{Filter, Maker};
use hereabouts::print::page::Shape;
use hereabouts::print::product::Product;
use hereabouts::print::{draw, told};
use std::collections::BTreeSet;
use support::paper::*;

#[test]
fn a_letter_that_no_font_has_is_told_and_left_out() {
    let built = site("-- content/groups/x.md --\n+++\ntitle = \"Maktaba مکتبہ\"\n+++\n");
    let Book { document, missing } = book(&built);
    assert_eq!(missing.iter().map(|m| m.letter).collect::<BTreeSet<_>>(), "مکتبہ".chars().collect());
    assert!(document.pages.iter().any(|page| words(page).contains(&"Maktaba".to_owned())));
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
            "hereabouts.toml:5:10 [print-product] there is no record `qoir` to stand in front; write the last part of the record's address, such as `repair-cafe`; or take it out of the line",
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
fn a_file_that_cannot_be_made_is_told_by_its_name() {
    let mut document = book(&town(1)).document;
    document.pages[0].size = [0.0, 0.0];
    let told = told::failed("book-a5.pdf", &draw::pdf(&document, None).unwrap_err(), false);
    assert_eq!((told.rule.code, told.rule.severity), ("print-failed", Severity::Error));
    assert_eq!(told.message, "book-a5.pdf could not be made: a page without room");
}
