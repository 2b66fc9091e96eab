//! `hereabouts print`: booklets, sheets and posters, as PDF.

use camino::Utf8Path;

use super::{Exit, built, input};
use crate::build::Built;
use crate::cli::{Common, Format, Paper, Print};
use crate::config::Term;
use crate::diagnostic::{Diagnostic, Severity};
use crate::print::fonts::Fonts;
use crate::print::impose;
use crate::print::make::{Filter, Maker, Printed};
use crate::print::product::Product;
use crate::print::told;
use crate::shell::Shell;
use crate::suggest::nearest;
use crate::write::{self, sources};

/// What is made if nothing is named.
const USUAL: [Product; 4] = [Product::BookA5, Product::BookA5Sheets, Product::LargePrint, Product::OneSheet];

/// Reads the directory, and writes what was asked for.
pub fn run(options: &Print, common: &Common, shell: &Shell) -> Exit {
    let (root, files) = input(common, false, None);
    let asked = match asked(&options.products) {
        Ok(asked) => asked,
        Err(words) => {
            shell.note(&words);
            return Exit::Usage;
        }
    };
    let output = options.output.clone().unwrap_or_else(|| write::within(&root, "printed"));
    let Some(built) = built(files, shell) else { return Exit::Problems };
    let filter = match filter(options, &built) {
        Ok(filter) => filter,
        Err(words) => {
            shell.note(&words);
            return Exit::Usage;
        }
    };
    if asked.contains(&Wanted::Plan) {
        return plan(&built, filter, options, shell);
    }
    // What is wrong, and what is amiss with print; the rest is for `check` to tell.
    let matters = |told: &&Diagnostic| told.severity == Severity::Error || told.rule.code.starts_with("print-");
    let amiss: Vec<Diagnostic> = built.diagnostics.iter().filter(matters).cloned().collect();
    let counts = shell.report(&amiss, &built.files, Format::Text);
    let named = told::products(&built.config.print).0;
    let mut products: Vec<Product> = Vec::new();
    for wanted in asked {
        match wanted {
            Wanted::Product(product) if !products.contains(&product) => products.push(product),
            _ => {}
        }
    }
    if products.is_empty() {
        products = if named.is_empty() { USUAL.to_vec() } else { named };
    }
    let products = told::make_order(products);
    let mut exit = if counts.errors > 0 { Exit::Problems } else { Exit::Well };
    let mut fonts = Fonts::new(&built.theme.fonts);
    let views = built.on_paper();
    let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, filter, options.paper == Paper::Letter);
    for product in products {
        let printed = maker.make(product);
        if printed.is_empty() {
            let words = match product {
                Product::Slips => {
                    "No record is due to be checked, so there are no slips to send. For all of an area: `--area`."
                }
                _ if filter == Filter::default() => "There is no record to print yet: `hereabouts new` begins one.",
                _ => "There is no record of that category and area.",
            };
            shell.note(words);
        }
        for file in printed {
            match write_one(&file, &output, &built, shell) {
                Exit::Well => {}
                Exit::Disk => return Exit::Disk,
                other => exit = other,
            }
        }
    }
    shell.report(&maker.told(&built.files), &built.files, Format::Text);
    exit
}

/// What one asks of the press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// To be told how much paper everything takes.
    Plan,
    /// A product.
    Product(Product),
}

/// What was asked for by name.
fn asked(names: &[String]) -> Result<Vec<Wanted>, String> {
    let read = |name: &String| {
        let said = name.trim().to_lowercase().replace([' ', '_'], "-");
        if said == "plan" {
            return Ok(Wanted::Plan);
        }
        Product::called(&said).map(Wanted::Product).ok_or_else(|| {
            let all = Product::ALL.map(Product::name);
            let begins = all.iter().find(|known| !said.is_empty() && known.starts_with(&said)).copied();
            let near = begins.or_else(|| nearest(&said, all.iter().copied()));
            let near = near.map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
            format!("Nothing to print is called `{name}`.{near}\nThere are: {}; and `plan`.", all.join(", "))
        })
    };
    names.iter().map(read).collect()
}

/// Writes a file, and says what it is.
fn write_one(file: &Printed, output: &Utf8Path, built: &Built, shell: &Shell) -> Exit {
    let path = output.join(&file.name);
    let bytes = match file.pdf(&built.on_paper()) {
        Ok(bytes) => bytes,
        Err(fault) => {
            shell.report(
                &[told::failed(path.as_str(), &fault, !built.theme.fonts.is_empty())],
                &built.files,
                Format::Text,
            );
            return Exit::Problems;
        }
    };
    if let Err(diagnostic) = sources::make(&path, &bytes) {
        shell.report(&[*diagnostic], &built.files, Format::Text);
        return Exit::Disk;
    }
    shell.say(&format!("Wrote {path}: {}.", what(file)));
    Exit::Well
}

/// "44 pages", "11 sheets, both sides, turned over the short edge"
fn what(file: &Printed) -> String {
    if file.product.is_imposed() {
        let sheets = count(file.sheets, "sheet", "sheets");
        let stacks = match file.stacks() {
            0 | 1 => String::new(),
            stacks => format!(", in {stacks} stacks to be folded one by one"),
        };
        return format!("{sheets}, both sides, turned over the short edge{stacks}");
    }
    let pages = count(file.pages, "page", "pages");
    match file.product {
        Product::Leaflet => {
            format!("{pages}, to be printed on both sides, turned over the short edge, and folded in three")
        }
        Product::Forms if file.pages == 2 => format!("{pages}, to be printed on both sides of one sheet"),
        Product::Slips => format!("{pages} of four slips, to be cut apart"),
        _ => pages,
    }
}

/// The records that were asked for.
fn filter(options: &Print, built: &Built) -> Result<Filter, String> {
    let find = |said: &Option<String>, terms: &[Term], what: &str, many: &str| {
        let Some(said) = said else { return Ok(None) };
        let is = |term: &Term| term.slug == *said || term.label.to_lowercase() == said.to_lowercase();
        if let Some(at) = terms.iter().position(is) {
            return Ok(Some(at));
        }
        let names: Vec<&str> = terms.iter().map(|term| term.slug.as_str()).collect();
        let hint =
            nearest(said, names.iter().copied()).map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
        let all = if names.is_empty() {
            format!("The site has no {many}.")
        } else {
            format!("There are: {}.", names.join(", "))
        };
        Err(format!("There is no {what} `{said}`.{hint}\n{all}"))
    };
    Ok(Filter {
        category: find(&options.category, &built.config.categories, "category", "categories")?,
        area: find(&options.area, &built.config.areas, "area", "areas")?,
    })
}

/// A booklet of more pages cannot be folded and stapled.
const MOST_PAGES: usize = impose::MOST_SHEETS * 4;

/// Says how much paper everything takes, before anything is made, and how a thick booklet comes apart into thin ones.
fn plan(built: &Built, filter: Filter, options: &Print, shell: &Shell) -> Exit {
    let mut fonts = Fonts::new(&built.theme.fonts);
    let views = built.on_paper();
    let is_letter = options.paper == Paper::Letter;
    let styles = &built.theme.styles;
    let mut maker = Maker::new(&views, styles, &mut fonts, filter, is_letter);
    let entries = maker.selection(filter).records.len();
    shell.say(&format!("{} on paper:", count(entries, "entry", "entries")));
    for product in Product::ALL.into_iter().filter(|product| !product.is_imposed()) {
        let files = maker.make(product);
        let (pages, sheets) =
            files.iter().fold((0, 0), |(pages, sheets), file| (pages + file.pages, sheets + file.sheets));
        let many = if files.len() > 1 { format!("{} files, ", files.len()) } else { String::new() };
        let thick = matches!(product, Product::BookA5 | Product::PocketA5) && pages > MOST_PAGES;
        let thick = if thick { "; too thick to staple, so folded in stacks" } else { "" };
        let pages = count(pages, "page", "pages");
        shell.say(&format!("  {:<12} {many}{pages}, {}{thick}", product.name(), count(sheets, "sheet", "sheets")));
    }
    let whole = maker.make(Product::BookA5).first().map_or(0, |file| file.pages);
    if whole > MOST_PAGES {
        apart(built, filter, is_letter, shell);
    }
    Exit::Well
}

/// How a booklet that is too thick comes apart: by area, by category.
fn apart(built: &Built, filter: Filter, is_letter: bool, shell: &Shell) {
    let views = built.on_paper();
    let mut fonts = Fonts::new(&built.theme.fonts);
    shell.say("Divided into booklets, with `hereabouts print book-a5-sheets`:");
    let config = &built.config;
    let ways = [
        ("--area", &config.areas, filter.area.is_none()),
        ("--category", &config.categories, filter.category.is_none()),
    ];
    for (option, terms, is_free) in ways {
        if !is_free || terms.is_empty() {
            continue;
        }
        let mut said = Vec::new();
        let mut sheets = 0;
        let mut left = Maker::new(&views, &built.theme.styles, &mut fonts, filter, is_letter).selection(filter).records;
        for (at, term) in terms.iter().enumerate() {
            let filter = match option {
                "--area" => Filter { area: Some(at), ..filter },
                _ => Filter { category: Some(at), ..filter },
            };
            let mut maker = Maker::new(&views, &built.theme.styles, &mut fonts, filter, is_letter);
            let records = maker.selection(filter).records;
            if records.is_empty() {
                continue;
            }
            left.retain(|id| !records.contains(id));
            if let Some(file) = maker.make(Product::BookA5Sheets).first() {
                sheets += file.sheets;
                let thick = if file.pages > MOST_PAGES { " (in stacks)" } else { "" };
                said.push(format!("{} {}{thick}", term.slug, file.pages));
            }
        }
        shell.say(&format!(
            "  {option:<12} {}, {}: {}",
            count(said.len(), "booklet", "booklets"),
            count(sheets, "sheet", "sheets"),
            said.join(", ")
        ));
        if !left.is_empty() {
            shell.say(&format!("  {:<12} {} in none of them", "", count(left.len(), "entry is", "entries are")));
        }
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}
