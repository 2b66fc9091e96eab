//! The booklet: nothing is lost, references are right, pages are in order on the sheets, and the writer finds no fault.

mod support;

use hereabouts::build::build;
use hereabouts::picture::pixels::Pixels;
use hereabouts::print::fonts::Fonts;
use hereabouts::print::make::{Filter, Maker};
use hereabouts::print::page::{Item, Page, PageLink, Shape, Tag, To};
use hereabouts::print::product::Product;
use hereabouts::print::{data, draw, impose, text};
use hereabouts::qr;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use support::paper::*;

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

#[test]
fn an_address_too_long_for_its_column_is_broken_where_one_would_break_it_by_hand() {
    let address = |mail: &str| format!("-- content/groups/a.md --\n+++\ntitle = \"Choir\"\nemail = \"{mail}\"\n+++\n");
    let lines = |mail: &str| {
        let document = product(&site(&address(mail)), Product::PocketA5).document;
        let all: Vec<String> = document.pages.iter().flat_map(words).collect();
        let at = all.iter().position(|line| line == "Write").unwrap();
        (all[at + 1].clone(), all[at + 2].clone())
    };
    let two = |first: &str, second: &str| (first.to_owned(), second.to_owned());
    let mail = "the-secretary-of-the-singers@neighbourhood.example";
    assert_eq!(lines(mail), two("the-secretary-of-the-singers@", "neighbourhood.example"));
    let mail = "secretary@singers.of.the.old.neighbourhood.example";
    assert_eq!(lines(mail), two("secretary@", "singers.of.the.old"), "and the rest on a third");
    assert_eq!(lines("us@singers.example").0, "us@singers.example");
}

/// A block that is higher than a column fills the column before it, and the next stands below its end.
#[test]
fn stories_follow_one_another_without_empty_halves_of_columns() {
    let told = "We met at the bridge, and somebody had brought a kettle. ".repeat(18);
    let story =
        |n: usize| format!("-- content/stories/s{n}.md --\n+++\ntitle = \"Story {n}\"\n+++\n{told}\n\n{told}\n");
    let built = site(&(0..4).map(story).collect::<String>());
    let document = product(&built, Product::BookA4).document;
    let page = |n: usize| document.bookmarks.iter().find(|b| b.title == format!("Story {n}")).unwrap();
    let at: Vec<(usize, f32)> = (0..4).map(|n| (page(n).page, page(n).y)).collect();
    let middle = at.iter().filter(|(_, y)| *y > 150.0).count();
    assert!(middle >= 2, "{at:?}");
    assert!(at[3].0 - at[0].0 <= 3, "{at:?}");
}

#[test]
fn the_numbers_of_a_topic_rise() {
    let config =
        "-- hereabouts.toml --\ntitle = \"Millbrook\"\nlanguage = \"en-GB\"\n[categories]\nmusic = \"Music\"\n";
    let group = |(name, no): (&str, u32)| {
        format!("-- content/groups/{name}.md --\n+++\ntitle = \"{name}\"\nno = {no}\ncategories = [\"music\"]\n+++\n")
    };
    let groups: String = [("ale", 103), ("bell", 101), ("choir", 102)].into_iter().map(group).collect();
    let document = product(&site_with(&format!("{config}{groups}"), &[]), Product::OneSheet).document;
    let lines: Vec<String> = document.pages.iter().flat_map(words).collect();
    assert!(lines.iter().any(|line| line == "Music: 101, 102, 103"), "{lines:?}");
}

/// A picture of one colour and this size, as a photograph.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let dots = [90, 140, 90].repeat((width * height) as usize);
    Pixels::opaque((width, height), &dots).jpeg().unwrap()
}

#[test]
fn a_story_is_printed_with_its_pictures_and_one_that_cannot_be_shown_with_its_words() {
    let story = "-- content/stories/flood.md --\n+++\ntitle = \"The flood\"\nimage = \"flood.jpg\"\nimage_alt = \"The bridge under water\"\nimage_credit = \"Joan\"\n+++\nIt rained.\n\n![Boats in Mill Lane](boats.jpg) We rowed. ![Nobody](gone.jpg)\n\n- One ![A duck](duck.png)\n\n![](boats.jpg)\n";
    let duck = Pixels::opaque((60, 40), &[0; 60 * 40 * 3]).png().unwrap();
    let mut parts = support::parts(&format!("{CONFIG}{story}"));
    let files = [("flood.jpg", photograph(1600, 900)), ("boats.jpg", photograph(600, 2400)), ("duck.png", duck)];
    parts.extend(files.map(|(name, bytes)| (format!("content/stories/{name}"), bytes)));
    let built = build(support::input(&parts)).unwrap_or_else(|_| panic!("the site has a configuration"));
    for of in [Product::BookA4, Product::LargePrint] {
        let document = product(&built, of).document;
        let mut seen = Vec::new();
        for piece in document.pages.iter().flat_map(|page| &page.pieces) {
            for item in &piece.items {
                let Shape::Picture([width, height], _) = &item.shape else { continue };
                let words = piece.tag.map(|tag| document.tags.0[tag - 1].0.clone());
                seen.push((words, (width / height * 100.0).round(), *width, *height));
            }
        }
        let shown: Vec<(Option<Tag>, f32)> = seen.iter().map(|(tag, shape, ..)| (tag.clone(), *shape)).collect();
        let figure = |words: &str| Some(Tag::Figure(words.to_owned()));
        let all = [(figure("The bridge under water"), 178.0), (figure("Boats in Mill Lane"), 25.0)];
        assert_eq!(shown, [&all[..], &[(figure("A duck"), 150.0), (None, 25.0)]].concat(), "{of:?}");
        assert!(seen[2].2 <= 46.0, "a small picture stays small: {}", seen[2].2);
        assert!(seen.iter().all(|(.., height)| *height < document.pages[0].size[1] / 2.0), "{seen:?}");
        let lines = document.pages.iter().flat_map(words).collect::<Vec<_>>().join(" ");
        assert!(lines.contains("We rowed.") && lines.contains("Nobody") && lines.contains("Picture: Joan"), "{lines}");
        assert!(!lines.contains("Boats in Mill Lane"), "{lines}");
        inside(&document.pages);
        draw::pdf(&document, None).unwrap_or_else(|fault| panic!("{}", fault.0));
    }
    let plain = site_with(story, &[("print/book.toml", b"[book-a4]\npictures = false\n")]);
    let document = product(&plain, Product::BookA4).document;
    assert!(document.pages.iter().flat_map(words).any(|line| line.contains("Boats in Mill Lane")));
}
