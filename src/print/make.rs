//! Makes products: which files each consists of, and of which records.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::book::{Made, Selection, book};
use super::fonts::Fonts;
use super::forms::form;
use super::impose;
use super::leaflet::leaflet;
use super::one_sheet::one_sheet;
use super::page::Document;
use super::poster::poster;
use super::press::{Lost, Press, TooFine};
use super::product::Product;
use super::slips::slips;
use super::style::Styles;
use super::told;
use super::{data, draw};
use crate::diagnostic::Diagnostic;
use crate::directory::{RecordId, link_target};
use crate::sheets::{Sheet, sheets};
use crate::source::Files;
use crate::view::PrintFile;
use crate::view::views::Views;

/// Which records are printed: all, or those of a category, of an area, of both; by their numbers in the configuration.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// The category.
    pub category: Option<usize>,
    /// The area.
    pub area: Option<usize>,
}

/// The folder of the site in which such files lie.
pub const FOLDER: &str = "printed";

/// Where the whole of a product lies on the site.
pub fn site_path(product: Product) -> camino::Utf8PathBuf {
    format!("{FOLDER}/{}.pdf", product.name()).into()
}

/// A file of a product.
#[derive(Debug)]
pub struct Printed {
    /// Its name.
    pub name: String,
    /// The product.
    pub product: Product,
    /// What it is about, if not everything: a category, an area.
    pub title: Option<String>,
    /// The records that stand in it.
    pub records: Vec<RecordId>,
    /// How many pages there are to read.
    pub pages: usize,
    /// How many sheets of paper it takes, both sides.
    pub sheets: usize,
    /// The pages.
    pub document: Document,
}

/// What products are made with.
pub struct Maker<'a> {
    views: &'a Views<'a>,
    styles: &'a Styles,
    fonts: &'a mut Fonts,
    filter: Filter,
    is_letter: bool,
    /// Booklets that were set already: their sheets are made of the same pages.
    books: BTreeMap<&'static str, Document>,
    /// Letters that no font has.
    pub lost: Vec<Lost>,
    /// Products with codes that are too fine.
    pub too_fine: Vec<(Product, TooFine)>,
}

impl<'a> Maker<'a> {
    /// A maker for some records, on paper as it is sold in America if so wanted.
    pub fn new(
        views: &'a Views<'a>,
        styles: &'a Styles,
        fonts: &'a mut Fonts,
        filter: Filter,
        is_letter: bool,
    ) -> Self {
        Self { views, styles, fonts, filter, is_letter, books: BTreeMap::new(), lost: Vec::new(), too_fine: Vec::new() }
    }

    /// The files of a product.
    pub fn make(&mut self, product: Product) -> Vec<Printed> {
        match product {
            Product::Poster => self.of_each(product, true),
            Product::Leaflet => self.of_each(product, false),
            Product::Forms => self.forms(),
            Product::Slips => self.slips().into_iter().collect(),
            _ => vec![self.one(product, self.filter)],
        }
    }

    /// A file for each category that has records, and for each area if so wanted; or for the one that is asked for.
    fn of_each(&mut self, product: Product, with_areas: bool) -> Vec<Printed> {
        let config = self.views.config;
        let mut filters: Vec<Filter> = Vec::new();
        if self.filter == Filter::default() {
            filters.extend((0..config.categories.len()).map(|at| Filter { category: Some(at), area: None }));
            if with_areas {
                filters.extend((0..config.areas.len()).map(|at| Filter { category: None, area: Some(at) }));
            }
        } else {
            filters.push(self.filter);
        }
        // Where nothing is sorted, one of everything.
        if filters.is_empty() {
            filters.push(self.filter);
        }
        filters.retain(|filter| !self.selection(*filter).records.is_empty());
        filters.into_iter().map(|filter| self.one(product, filter)).collect()
    }

    fn one(&mut self, product: Product, filter: Filter) -> Printed {
        let selection = self.selection(filter);
        if product.is_imposed() {
            let document = self.book(product, &selection);
            let style = self.styles.style(product, self.is_letter);
            let mut press = Press::new(self.views, self.fonts, style);
            let mut imposed = impose::sheets(&document, press.style.paper.is_rtl);
            press.sheet_marks(&mut imposed, &impose::stacks(document.pages.len()));
            let (pages, sheets) = (document.pages.len(), imposed.pages.len() / 2);
            self.books.insert(product.table(), document);
            return self.printed(product, filter, &selection, pages, sheets, imposed);
        }
        let document = match product {
            Product::Poster | Product::Leaflet | Product::OneSheet => {
                let style = self.styles.style(product, self.is_letter);
                let path = self.path(filter);
                let press = Press::new(self.views, self.fonts, style);
                let made = match product {
                    Product::Poster => poster(press, &selection, &path),
                    Product::Leaflet => leaflet(press, &selection, &path),
                    _ => one_sheet(press, &selection),
                };
                self.take(product, made)
            }
            _ => self.book(product, &selection),
        };
        let pages = document.pages.len();
        let on_a_sheet = if matches!(product, Product::BookA5 | Product::PocketA5) { 4 } else { 2 };
        self.printed(product, filter, &selection, pages, pages.div_ceil(on_a_sheet), document)
    }

    /// A form for each sheet of the catalogue.
    fn forms(&mut self) -> Vec<Printed> {
        let style = self.styles.style(Product::Forms, self.is_letter);
        let sheets = sheets(self.views.config, self.views.language);
        let mut make = |sheet: &Sheet| {
            let made = form(Press::new(self.views, self.fonts, style.clone()), sheet);
            let document = self.take(Product::Forms, made);
            let pages = document.pages.len();
            Printed {
                name: format!("{}-{}.pdf", Product::Forms.name(), sheet.name),
                product: Product::Forms,
                title: Some(sheet.title.clone()),
                records: Vec::new(),
                pages,
                sheets: pages.div_ceil(2),
                document,
            }
        };
        sheets.iter().map(&mut make).collect()
    }

    /// A slip for each record that is due to be checked, or for each that was asked for; none if none is due.
    fn slips(&mut self) -> Option<Printed> {
        let mut selection = self.selection(self.filter);
        if self.filter == Filter::default() {
            let views = self.views;
            selection.records.retain(|id| views.checked(views.directory.record(*id)).state != "fresh");
        }
        if selection.records.is_empty() {
            return None;
        }
        let style = self.styles.style(Product::Slips, self.is_letter);
        let made = slips(Press::new(self.views, self.fonts, style), &selection);
        let document = self.take(Product::Slips, made);
        let pages = document.pages.len();
        Some(self.printed(Product::Slips, self.filter, &selection, pages, pages, document))
    }

    /// The page of the site that shows the same records.
    fn path(&self, filter: Filter) -> String {
        match filter {
            Filter { category: Some(category), .. } => self.views.category_term(category).url,
            Filter { area: Some(area), .. } => self.views.area_term(area).url,
            _ => "index.html".to_owned(),
        }
    }

    /// The document; what there is to tell of it is kept.
    fn take(&mut self, product: Product, made: Made) -> Document {
        self.lost.extend(made.lost);
        self.too_fine.extend(made.too_fine.map(|fine| (product, fine)));
        made.document
    }

    fn printed(
        &self,
        product: Product,
        filter: Filter,
        selection: &Selection,
        pages: usize,
        sheets: usize,
        document: Document,
    ) -> Printed {
        let mut name = product.name().to_owned();
        let config = self.views.config;
        let slugs = [filter.category.map(|c| &config.category(c).slug), filter.area.map(|a| &config.area(a).slug)];
        for (slug, before) in slugs.into_iter().zip(["", "area-"]) {
            if let Some(slug) = slug {
                name = format!("{name}-{before}{slug}");
            }
        }
        Printed {
            name: format!("{name}.pdf"),
            product,
            title: selection.title.clone(),
            records: selection.records.clone(),
            pages,
            sheets,
            document,
        }
    }

    fn book(&mut self, product: Product, selection: &Selection) -> Document {
        if let Some(document) = self.books.remove(product.table()) {
            return document;
        }
        let style = self.styles.style(product, self.is_letter);
        let press = Press::new(self.views, self.fonts, style);
        let made = book(press, product, selection);
        self.take(product, made)
    }

    /// The records that the site puts in front of all others.
    fn first(&self) -> Vec<RecordId> {
        let named = self.views.config.print.first.iter();
        let records = named.filter_map(|name| self.views.directory.by_slug.get(&link_target(&name.value)).copied());
        records.filter(|id| self.views.plan.printed.contains(id)).collect()
    }

    /// What there is to tell, when all is made.
    pub fn told(&self, files: &Files) -> Vec<Diagnostic> {
        let mut told = told::fonts(self.fonts);
        told.extend(told::letters(&self.lost, self.views.directory, files));
        let mut seen = std::collections::BTreeSet::new();
        let first = self.too_fine.iter().filter(|(product, _)| seen.insert(product.table()));
        told.extend(first.map(|(product, fine)| told::code(fine, product.table(), files)));
        told
    }

    /// The records of a filter.
    pub fn selection(&self, filter: Filter) -> Selection {
        let directory = self.views.directory;
        let fits = |id: &RecordId| {
            filter.category.is_none_or(|category| directory.categories(*id).contains(&category))
                && filter.area.is_none_or(|area| directory.areas(*id).contains(&area))
        };
        let config = self.views.config;
        let names = [filter.category.map(|c| &config.category(c).label), filter.area.map(|a| &config.area(a).label)];
        let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
        Selection {
            records: self.views.plan.printed.iter().copied().filter(fits).collect(),
            title: (!names.is_empty()).then(|| names.join(", ")),
            first: self.first(),
        }
    }
}

/// The files of some products as they lie beside the pages of a site, and what there is to tell of them.
pub fn files(
    views: &Views,
    styles: &Styles,
    fonts: &mut Fonts,
    products: &[Product],
) -> (Vec<(PrintFile, Vec<u8>)>, Vec<Diagnostic>) {
    let has_fonts = fonts.families.len() > 1;
    let mut maker = Maker::new(views, styles, fonts, Filter::default(), false);
    let printed: Vec<Printed> = products.iter().flat_map(|product| maker.make(*product)).collect();
    let mut told = maker.told(views.files);
    let written: Vec<Result<Vec<u8>, draw::Fault>> = printed.par_iter().map(|file| file.pdf(views)).collect();
    let mut files = Vec::new();
    for (file, written) in printed.into_iter().zip(written) {
        match written {
            Ok(bytes) => files.push((in_words(&file, bytes.len(), views), bytes)),
            Err(fault) => told.push(told::failed(&file.name, &fault, has_fonts)),
        }
    }
    (files, told)
}

impl Printed {
    /// The file's bytes, with what it tells attached as data.
    ///
    /// # Errors
    ///
    /// Whatever the writer of PDF refuses.
    pub fn pdf(&self, views: &Views) -> Result<Vec<u8>, draw::Fault> {
        let has_data = !self.records.is_empty();
        draw::pdf(&self.document, has_data.then(|| data::data(views, self.title.as_deref(), &self.records)))
    }

    /// In how many stacks the sheets of a booklet are folded, each on its own.
    pub fn stacks(&self) -> usize {
        impose::stacks(self.pages).len()
    }
}

fn in_words(file: &Printed, bytes: usize, views: &Views) -> PrintFile {
    let name = file.product.name();
    let word = |what: &str| views.language.find(&format!("view.product.{}.{what}", name.replace('-', "_")));
    let is_thick = file.product.is_imposed() && file.stacks() > 1;
    PrintFile {
        product: name.to_owned(),
        label: word("label").unwrap_or(name).to_owned(),
        title: file.title.clone(),
        url: format!("{FOLDER}/{}", file.name),
        pages: views.language.count(file.pages, "paper_pages"),
        sheets: views.language.count(file.sheets, "sheets"),
        size: format!("{} KB", bytes.div_ceil(1000)),
        how: word(if is_thick { "how_thick" } else { "how" }).map(str::to_owned),
    }
}
