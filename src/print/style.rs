//! How the products look: `print/book.toml` of the theme, with what the site has of its own.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::MM;
use super::place::Paper;
use super::product::Product;
use super::text::{Ink, Look};
use crate::diagnostic::{At, Diagnostic, Rule, Severity};
use crate::suggest::nearest;

/// Where the file lies in a theme, or in a site.
pub const FILE: &str = "print/book.toml";

/// What an entry of a book may tell, as labels in the theme's words.
pub const FIELDS: [&str; 27] = [
    "person",
    "tellers",
    "when_happened",
    "when",
    "where",
    "ask_for",
    "call",
    "text",
    "write",
    "web",
    "cost",
    "hire",
    "deposit",
    "access",
    "offers",
    "wants",
    "checked",
    "unchecked",
    "who_for",
    "ages",
    "join",
    "first_visit",
    "how_to_find",
    "access_notes",
    "quantity",
    "lend",
    "languages",
];

/// What a book may consist of.
pub const PARTS: [&str; 9] =
    ["cover", "how-to", "contents", "entries", "offers-and-wants", "index", "areas", "notes", "changed"];

/// A value that is not one.
pub static PRINT_SETTING: Rule = Rule {
    code: "print-setting",
    severity: Severity::Error,
    title: "A value for print that cannot be used",
    explain: "`print/book.toml` of a site changes how its booklets and sheets look: a line such as `text = [13, 17]` below \
`[book-a5]`. A name that nothing reads, or a value that cannot be used, is told with its line, and the theme's own value stands \
instead. The manual's page on printing lists the names.",
};

/// How a product looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// Paper, margins and columns.
    pub paper: Paper,
    /// Running text.
    pub text: Look,
    /// The name of an entry.
    pub name: Look,
    /// The heading of a section.
    pub section: Look,
    /// The title on a cover.
    pub title: Look,
    /// How wide a QR code is, in points; 0 for none.
    pub code: f32,
    /// Whether access is told by marks.
    pub is_marks: bool,
    /// What an entry tells, in order.
    pub fields: Vec<String>,
    /// What a book has, in order.
    pub parts: Vec<String>,
    /// Whether stories are printed in full.
    pub stories: bool,
    /// Whether stories are printed with their pictures.
    pub pictures: bool,
    /// The one colour.
    pub strong: [u8; 3],
    /// That of hairlines.
    pub line: [u8; 3],
}

/// Paper that people have: name, width and height in millimetres, and what stands for it where paper is Letter.
const PAPERS: [(&str, [f32; 2], &str); 4] = [
    ("a4", [210.0, 297.0], "letter"),
    ("a5", [148.0, 210.0], "half-letter"),
    ("letter", [215.9, 279.4], "letter"),
    ("half-letter", [139.7, 215.9], "half-letter"),
];

/// A value as it was read.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Numbers(Vec<f32>),
    Name(String),
    Names(Vec<String>),
    Flag(bool),
    Colour([u8; 3]),
}

/// What a setting takes.
enum Takes {
    /// So many numbers from the first to the last.
    Numbers(usize, f32, f32),
    /// A whole number from the first to the last.
    Count(f32, f32),
    /// The size of letters, from the first to the last, and the room from line to line, which is no less.
    Letters(f32, f32),
    /// A length from the first to the last, or 0 for none.
    Length(f32, f32),
    /// One of some names.
    Name(&'static [&'static str]),
    /// Some of some names.
    Names(&'static [&'static str]),
    Flag,
    Colour,
}

/// The part that every book has.
const ENTRIES: &str = "entries";

/// Each setting, with an example of it.
const SETTINGS: [(&str, Takes, &str); 16] = [
    ("paper", Takes::Name(&["a4", "a5", "letter", "half-letter"]), "\"a4\""),
    ("margins", Takes::Numbers(4, 6.0, 60.0), "[16, 15, 21, 16]"),
    ("columns", Takes::Count(1.0, 3.0), "2"),
    ("gap", Takes::Length(2.0, 30.0), "7"),
    ("text", Takes::Letters(6.0, 40.0), "[12, 15.5]"),
    ("name", Takes::Letters(6.0, 48.0), "[14.5, 18]"),
    ("section", Takes::Letters(8.0, 72.0), "[25, 30]"),
    ("title", Takes::Letters(8.0, 96.0), "[34, 38]"),
    ("code", Takes::Length(12.0, 60.0), "17"),
    ("access", Takes::Name(&["marks", "words"]), "\"words\""),
    ("fields", Takes::Names(&FIELDS), "[\"when\", \"where\", \"call\"]"),
    ("parts", Takes::Names(&PARTS), "[\"cover\", \"contents\", \"entries\", \"index\"]"),
    ("stories", Takes::Flag, "true"),
    ("pictures", Takes::Flag, "false"),
    ("strong", Takes::Colour, "\"#0f4d45\""),
    ("line", Takes::Colour, "\"#8a9492\""),
];

/// The values of all layers, each below its table and name; those of an upper layer stand before those of a lower.
#[derive(Debug, Clone, Default)]
pub struct Styles(BTreeMap<(String, &'static str), Value>);

impl Styles {
    /// Reads the layers, the lowest first. What cannot be used is told, and the layer below stands.
    pub fn read(layers: &[(Utf8PathBuf, String)], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut styles = Self::default();
        let mut below = Self::default();
        for (path, text) in layers {
            below = styles.clone();
            let file = File { path, text };
            match DeTable::parse(text) {
                Ok(table) => styles.layer(&file, table.get_ref(), diagnostics),
                Err(error) => {
                    let at = error.span().map_or(0, |span| span.start);
                    diagnostics.push(file.fault(at, format!("this is not TOML: {}", error.message()), "see the line"));
                }
            }
        }
        for product in Product::ALL.into_iter().filter(|p| !p.is_imposed()) {
            styles.room(product, &below, layers, diagnostics);
        }
        styles
    }

    fn layer(&mut self, file: &File, table: &DeTable, diagnostics: &mut Vec<Diagnostic>) {
        let tables: Vec<&str> = std::iter::once("all").chain(Product::ALL.map(Product::table)).collect();
        for (key, values) in table {
            let name = key.get_ref().as_ref();
            let Some(values) = values.get_ref().as_table().filter(|_| tables.contains(&name)) else {
                let hint = nearest(name, tables.iter().copied());
                let help = hint.map_or_else(
                    || format!("write below one of [{}]", tables.join("], [")),
                    |hint| format!("did you mean [{hint}]?"),
                );
                diagnostics.push(file.fault(key.span().start, format!("`{name}` is nothing that is printed"), &help));
                continue;
            };
            for (setting, value) in values {
                let said = setting.get_ref().as_ref();
                let Some((setting, takes, example)) = SETTINGS.iter().find(|(known, ..)| *known == said) else {
                    let names: Vec<&str> = SETTINGS.iter().map(|(name, ..)| *name).collect();
                    let help = nearest(said, names.iter().copied()).map_or_else(
                        || format!("there are {}", names.join(", ")),
                        |hint| format!("did you mean `{hint}`?"),
                    );
                    let at = setting.span().start;
                    diagnostics.push(file.fault(at, format!("there is no setting `{said}` for print"), &help));
                    continue;
                };
                match read(takes, value) {
                    Ok(value) => {
                        self.0.insert((name.to_owned(), *setting), value);
                    }
                    Err(why) => {
                        let message = format!("`{setting}` {why}");
                        let help = format!("write it like `{setting} = {example}`");
                        diagnostics.push(file.fault(value.span().start, message, &help));
                    }
                }
            }
        }
    }

    /// Says so if margins leave no room for words, and takes those of the layer below.
    fn room(
        &mut self,
        product: Product,
        below: &Self,
        layers: &[(Utf8PathBuf, String)],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let style = self.style(product, false);
        if style.has_room(product) {
            return;
        }
        let table = product.table();
        let own = layers.last().map(|(path, text)| File { path, text });
        if let Some(file) = own {
            let at = file.text.find(&format!("[{table}]")).or_else(|| file.text.find("[all]")).unwrap_or(0);
            let message = format!("margins and columns leave no room for what stands in {table} and around it");
            diagnostics.push(file.fault(at, message, "take smaller margins, fewer columns, or larger paper"));
        }
        for setting in ["margins", "columns", "gap", "paper", "text"] {
            let key = (table.to_owned(), setting);
            match below.0.get(&key) {
                Some(value) => self.0.insert(key, value.clone()),
                None => self.0.remove(&key),
            };
        }
    }

    /// How a product looks; with paper as it is sold in America if so wanted.
    ///
    /// # Panics
    ///
    /// If the built-in file lacks a value, which a test forbids.
    pub fn style(&self, product: Product, is_letter: bool) -> Style {
        let find = |name: &'static str| {
            let of = |table: &str| self.0.get(&(table.to_owned(), name));
            of(product.table()).or_else(|| of("all"))
        };
        let numbers = |name| match find(name) {
            Some(Value::Numbers(numbers)) => numbers.as_slice(),
            _ => &[][..],
        };
        let number = |name| numbers(name).first().copied().unwrap_or(0.0);
        let one = |name| if let Some(Value::Name(name)) = find(name) { name.as_str() } else { "" };
        let names = |name| if let Some(Value::Names(names)) = find(name) { names.clone() } else { Vec::new() };
        let flag = |setting| matches!(find(setting), Some(Value::Flag(true)));
        let colour = |name| if let Some(Value::Colour(colour)) = find(name) { *colour } else { [0; 3] };
        let look = |name, weight| {
            let (size, leading) = match numbers(name) {
                [size, leading] => (*size, *leading),
                _ => (12.0, 15.5),
            };
            Look { size, leading, weight, ink: Ink::default() }
        };
        let paper = |name: &str| PAPERS.iter().find(|(known, ..)| *known == name).unwrap_or(&PAPERS[0]);
        let mut wanted = paper(one("paper"));
        if is_letter {
            wanted = paper(wanted.2);
        }
        let [inner, outer, top, foot] = match numbers("margins") {
            [a, b, c, d] => [*a, *b, *c, *d],
            _ => [16.0; 4],
        };
        Style {
            paper: Paper {
                size: wanted.1.map(|length| length * MM),
                inner: inner * MM,
                outer: outer * MM,
                top: top * MM,
                foot: foot * MM,
                head: 0.0,
                columns: number("columns").max(1.0) as usize,
                gap: number("gap") * MM,
                is_rtl: false,
            },
            text: look("text", 400.0),
            name: look("name", 700.0),
            section: look("section", 800.0),
            title: look("title", 800.0),
            code: number("code") * MM,
            is_marks: one("access") == "marks",
            fields: names("fields"),
            parts: names("parts"),
            stories: flag("stories"),
            pictures: flag("pictures"),
            strong: colour("strong"),
            line: colour("line"),
        }
    }
}

impl Style {
    /// Whether there is room for words, and around them for what a product has there.
    fn has_room(&self, product: Product) -> bool {
        let paper = &self.paper;
        let least = self.text.size * 10.0;
        match product {
            // Running head, thumb marks and page numbers.
            Product::BookA5 | Product::PocketA5 | Product::BookA4 | Product::LargePrint => {
                let beside_code = if self.code > 0.0 { self.code + 3.5 * MM } else { 0.0 };
                paper.width() - beside_code >= least
                    && paper.height() >= least
                    && paper.top >= 15.0 * MM
                    && paper.outer >= 13.0 * MM
                    && paper.foot >= 13.0 * MM
            }
            // Strips, code, and some entries; three panels; a quarter with boxes to tick.
            Product::Poster => paper.across() >= self.text.size * 30.0 && paper.height() >= 180.0 * MM + self.code,
            Product::Leaflet => paper.size[1] / 3.0 - paper.inner - paper.outer >= least,
            Product::Slips => {
                paper.size[0] / 2.0 - paper.inner * 2.0 >= self.text.size * 15.0
                    && paper.size[1] / 2.0 - paper.top * 2.0 >= 100.0 * MM
            }
            _ => paper.width() >= least && paper.height() >= least,
        }
    }
}

/// A layer's file, for what there is to tell of it.
struct File<'a> {
    path: &'a Utf8Path,
    text: &'a str,
}

impl File<'_> {
    fn fault(&self, at: usize, message: String, help: &str) -> Diagnostic {
        let before = &self.text[..at.min(self.text.len())];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let at = At::Template {
            path: self.path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
            text: self.text[start..].lines().next().unwrap_or("").to_owned(),
        };
        Diagnostic { at: Some(at), ..Diagnostic::new(&PRINT_SETTING, message) }.help(help)
    }
}

fn read(takes: &Takes, value: &Spanned<DeValue>) -> Result<Value, String> {
    let value = value.get_ref();
    let listed = |value: &DeValue| {
        let names: Option<Vec<String>> =
            value.as_array()?.iter().map(|name| Some(name.get_ref().as_str()?.to_owned())).collect();
        names
    };
    match takes {
        Takes::Numbers(count, least, most) => Ok(Value::Numbers(read_numbers(value, *count, *least, *most)?)),
        Takes::Count(least, most) => match number(value) {
            Some(count) if count.fract() == 0.0 && (*least..=*most).contains(&count) => Ok(Value::Numbers(vec![count])),
            _ => Err(format!("takes a whole number from {least} to {most}")),
        },
        Takes::Length(least, most) => match number(value) {
            Some(length) if length == 0.0 || (*least..=*most).contains(&length) => Ok(Value::Numbers(vec![length])),
            _ => Err(format!("takes a number from {least} to {most}, or 0 for none")),
        },
        Takes::Letters(least, most) => {
            let numbers = read_numbers(value, 2, *least, *most)?;
            if !numbers.is_sorted() {
                return Err("takes the size of the letters and then, no less, from line to line".to_owned());
            }
            Ok(Value::Numbers(numbers))
        }
        Takes::Name(names) => {
            match value.as_str().map(str::to_lowercase).filter(|name| names.contains(&name.as_str())) {
                Some(name) => Ok(Value::Name(name)),
                None => Err(format!("takes one of \"{}\"", names.join("\", \""))),
            }
        }
        Takes::Names(names) => match listed(value) {
            Some(listed) => match listed.iter().find(|name| !names.contains(&name.as_str())) {
                None if names.contains(&ENTRIES) && !listed.iter().any(|name| name == ENTRIES) => {
                    Err(format!("takes a list with \"{ENTRIES}\" in it"))
                }
                None => Ok(Value::Names(listed)),
                Some(odd) => Err(format!("has no \"{odd}\": there are \"{}\"", names.join("\", \""))),
            },
            None => Err("takes a list of names".to_owned()),
        },
        Takes::Flag => value.as_bool().map(Value::Flag).ok_or_else(|| "takes true or false".to_owned()),
        Takes::Colour => {
            let hex = value.as_str().and_then(|text| text.strip_prefix('#')).filter(|hex| hex.len() == 6);
            let part = |at: usize| hex.and_then(|hex| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok());
            match (part(0), part(2), part(4)) {
                (Some(r), Some(g), Some(b)) if contrast([r, g, b]) < LEAST_CONTRAST => Err(format!(
                    "is too light to be read on white paper, and lost where it is copied ({:.1} to 1; {LEAST_CONTRAST} is the least)",
                    contrast([r, g, b])
                )),
                (Some(r), Some(g), Some(b)) => Ok(Value::Colour([r, g, b])),
                _ => Err("takes a colour".to_owned()),
            }
        }
    }
}

/// The least that something stands out from white: hairlines and signs need so much, letters more.
const LEAST_CONTRAST: f64 = 3.0;

/// How much a colour stands out from white paper, from 1 to 21, as the rules for the web count it.
fn contrast(colour: [u8; 3]) -> f64 {
    let part = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = colour.map(part);
    1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)
}

/// So many numbers within bounds.
fn read_numbers(value: &DeValue, count: usize, least: f32, most: f32) -> Result<Vec<f32>, String> {
    let list = value.as_array().map(|list| list.iter().map(|one| number(one.get_ref())).collect::<Option<Vec<f32>>>());
    let Some(numbers) = list.flatten().filter(|numbers| numbers.len() == count) else {
        return Err(format!("takes {count} numbers"));
    };
    if numbers.iter().all(|number| (least..=most).contains(number)) {
        Ok(numbers)
    } else {
        Err(format!("takes numbers from {least} to {most}"))
    }
}

fn number(value: &DeValue) -> Option<f32> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n as f32),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}
