//! What there is to tell of print: letters that no font has, codes that telephones cannot read, fonts that are none.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::Fault;
use super::fonts::Fonts;
use super::press::{Lost, TooFine};
use super::product::Product;
use crate::config;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::directory::{Directory, RecordId, link_target};
use crate::mistakes::shortened;
use crate::source::Files;
use crate::span::Span;
use crate::suggest::nearest;

/// A letter that no font has.
pub static PRINT_LETTER: Rule = Rule {
    code: "print-letter",
    severity: Severity::Warning,
    title: "A letter that cannot be printed",
    explain: "The font that comes with the program has the letters of the languages of Europe that are written in Latin script. \
For others a site brings fonts of its own: put their files into a folder `fonts/` beside `hereabouts.toml`, such as those that are \
called Noto, which are free and are there for every script. Each letter is taken from the first font that has it. \
Files of one weight each are needed (`NotoSansBengali-Regular.ttf`), not those whose weight can be varied.",
};

/// A code whose squares are too small.
pub static PRINT_CODE: Rule = Rule {
    code: "print-code",
    severity: Severity::Warning,
    title: "A code with squares too small for a telephone",
    explain: "The longer an address, the more squares its code has. Telephones read squares of half a millimetre and more. \
A shorter `base_url` helps most; so do numbers, which make short addresses (`hereabouts check --fix` gives them), and larger \
codes, `code = 22` in `print/book.toml`.",
};

/// A file in `fonts/` that is no font.
pub static PRINT_FONT: Rule = Rule {
    code: "print-font",
    severity: Severity::Warning,
    title: "A file in fonts/ that is no font",
    explain: "What lies in `fonts/` is used for letters that the program's own font does not have. Files in the formats TTF and \
OTF can be read; take others away, or look for the same font in one of these formats. Everything else is printed all the same.",
};

/// Something that the writer of PDF refused.
pub static PRINT_FAILED: Rule = Rule {
    code: "print-failed",
    severity: Severity::Error,
    title: "A file that could not be made",
    explain: "What is printed is held to the standard for documents that everyone can read (PDF/UA) while it is written. If it \
does not meet it, no file is written, and the message says why. Where the site has fonts of its own, one of them may be \
damaged: it can be made without them. Otherwise it is a fault of the program: please report it.",
};

/// A product that there is none of.
pub static PRINT_PRODUCT: Rule = Rule {
    code: "print-product",
    severity: Severity::Error,
    title: "Something to print that is unknown",
    explain: "`[print]` in hereabouts.toml names what `hereabouts build` puts beside the site: `products = [\"book-a5\"]`. \
`hereabouts print --help` lists the names. `first` names records by their addresses.",
};

/// The products that the configuration names, and what is wrong with the names.
pub fn products(print: &config::Print) -> (Vec<Product>, Vec<Diagnostic>) {
    let mut products = Vec::new();
    let mut told = Vec::new();
    for said in &print.products {
        match Product::called(said.value.trim()) {
            Some(product) if products.contains(&product) => {}
            Some(product) => products.push(product),
            None => {
                let names = Product::ALL.map(Product::name);
                let help = match nearest(&said.value, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are {}", names.join(", ")),
                };
                let message = format!("`{}` is nothing that can be printed", shortened(&said.value));
                told.push(Diagnostic::new(&PRINT_PRODUCT, message).at(said.span).help(help));
            }
        }
    }
    (make_order(products), told)
}

/// Products in the order in which they are best made: sheets before the book that stands on them, which is set only once so.
pub fn make_order(mut products: Vec<Product>) -> Vec<Product> {
    products.sort_by_key(|product| !product.is_imposed());
    products
}

/// Records that are to stand in front and are not there.
pub fn first(print: &config::Print, directory: &Directory) -> Vec<Diagnostic> {
    let unknown = print.first.iter().filter(|name| !directory.by_slug.contains_key(&link_target(&name.value)));
    let tell = |name: &crate::span::Spanned<String>| {
        let help = match nearest(&name.value, directory.by_slug.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the last part of the record's address, such as `repair-cafe`; or take it out of the line"
                .to_owned(),
        };
        let message = format!("there is no record `{}` to stand in front", shortened(&name.value));
        Diagnostic::new(&PRINT_PRODUCT, message).at(name.span).help(help)
    };
    unknown.map(tell).collect()
}

/// The font that has the letters of a script, by the first word of their names.
const NOTO: [(&str, &str); 22] = [
    ("ARABIC", "NotoSansArabic"),
    ("ARMENIAN", "NotoSansArmenian"),
    ("BENGALI", "NotoSansBengali"),
    ("BOPOMOFO", "NotoSansTC"),
    ("CJK", "NotoSansSC"),
    ("CYRILLIC", "NotoSans"),
    ("DEVANAGARI", "NotoSansDevanagari"),
    ("ETHIOPIC", "NotoSansEthiopic"),
    ("GEORGIAN", "NotoSansGeorgian"),
    ("GREEK", "NotoSans"),
    ("GUJARATI", "NotoSansGujarati"),
    ("GURMUKHI", "NotoSansGurmukhi"),
    ("HANGUL", "NotoSansKR"),
    ("HEBREW", "NotoSansHebrew"),
    ("HIRAGANA", "NotoSansJP"),
    ("KATAKANA", "NotoSansJP"),
    ("KHMER", "NotoSansKhmer"),
    ("SINHALA", "NotoSansSinhala"),
    ("TAMIL", "NotoSansTamil"),
    ("TELUGU", "NotoSansTelugu"),
    ("THAI", "NotoSansThai"),
    ("TIBETAN", "NotoSerifTibetan"),
];

/// As many different letters as a message shows.
const MOST_SHOWN: usize = 12;

/// The name of a letter, such as ARABIC LETTER KEHEH.
fn name(letter: char) -> String {
    unicode_names2::name(letter).map_or_else(|| format!("U+{:04X}", u32::from(letter)), |name| name.to_string())
}

/// The letters that were left out: one diagnostic for each record that has them, at the first place.
pub fn letters(lost: &[Lost], directory: &Directory, files: &Files) -> Vec<Diagnostic> {
    let missing: BTreeSet<char> = lost.iter().map(|lost| lost.letter).collect();
    let mut told: BTreeMap<RecordId, (Span, BTreeSet<char>)> = BTreeMap::new();
    let mut of_records: BTreeSet<char> = BTreeSet::new();
    for lost in lost {
        let Some(id) = lost.record else { continue };
        let record = directory.record(id).span;
        // The words as they stand in the record: another record's name that is only mentioned here is told there.
        let Some(words) = run(&lost.text, lost.letter, &missing) else { continue };
        let text = &files.source(record.file).text;
        let from = record.start as usize;
        let at = text.get(from..).and_then(|rest| rest.find(words)).map(|at| from + at).or_else(|| text.find(words));
        let Some(at) = at else { continue };
        let span = Span::new(record.file, at..at + words.len());
        let (first, letters) = told.entry(id).or_insert_with(|| (span, BTreeSet::new()));
        *first = (*first).min(span);
        letters.insert(lost.letter);
        of_records.insert(lost.letter);
    }
    let mut told: Vec<Diagnostic> = told.into_values().map(|(span, letters)| letter(&letters).at(span)).collect();
    // Words of the theme or the configuration, which no record holds.
    let others: BTreeSet<char> = missing.difference(&of_records).copied().collect();
    if !others.is_empty() {
        told.push(letter(&others).at_path(config::FILE));
    }
    told
}

/// The longest piece of a text with nothing but letters that are missing, around the first of one.
fn run<'t>(text: &'t str, letter: char, missing: &BTreeSet<char>) -> Option<&'t str> {
    let at = text.find(letter)?;
    let from = text[..at]
        .rfind(|c| !missing.contains(&c))
        .map_or(0, |before| before + text[before..].chars().next().map_or(0, char::len_utf8));
    let to = text[at..].find(|c| !missing.contains(&c)).map_or(text.len(), |end| at + end);
    Some(&text[from..to])
}

/// What is told of some letters.
fn letter(letters: &BTreeSet<char>) -> Diagnostic {
    let mut all: String = letters.iter().take(MOST_SHOWN).collect();
    if letters.len() > MOST_SHOWN {
        all.push('…');
    }
    let first = letters.first().map_or_else(String::new, |letter| name(*letter));
    let message = match letters.len() {
        1 => format!("`{all}` ({first}) is in no font, and is left out in print"),
        n => format!("{n} letters are in no font, and are left out in print: `{all}`, of which the first is {first}"),
    };
    let fonts: BTreeSet<&str> = letters
        .iter()
        .filter_map(|letter| {
            let name = name(*letter);
            NOTO.iter().find(|(script, _)| name.starts_with(script)).map(|(_, font)| *font)
        })
        .collect();
    let help = match fonts.first() {
        Some(font) => {
            let them = if letters.len() == 1 { "it" } else { "them" };
            format!("put a font that has {them} into `fonts/`, such as `{font}-Regular.ttf` and `{font}-Bold.ttf`")
        }
        None => "write it in words, or put a font that has it into `fonts/`".to_owned(),
    };
    Diagnostic::new(&PRINT_LETTER, message).help(help)
}

/// A file that the writer refused: nothing is written in its place.
pub fn failed(file: &str, fault: &Fault, has_fonts: bool) -> Diagnostic {
    let told = Diagnostic::new(&PRINT_FAILED, format!("{file} could not be made: {}", fault.0)).at_path(config::FILE);
    if has_fonts {
        told.help("take the files out of `fonts/` for a try: if it can be made without them, one of them is damaged")
    } else {
        told
    }
}

/// Codes that are too fine, in a product.
pub fn code(fine: &TooFine, product: &str, files: &Files) -> Diagnostic {
    let message = match fine.squares {
        Some(size) => {
            format!("the squares of codes in {product} are {size:.2} mm wide, and telephones read 0.5 mm and more")
        }
        None => format!("an address of {} letters is too long for a code in {product}", fine.address.chars().count()),
    };
    let help = "take a shorter `base_url`, give records numbers (`hereabouts check --fix`), or make codes larger in `print/book.toml`";
    let diagnostic = Diagnostic::new(&PRINT_CODE, message).help(help);
    let place = files.find(config::FILE).and_then(|(id, source)| {
        let at = source.text.find("base_url")?;
        let end = source.text[at..].find('\n').map_or(source.text.len(), |end| at + end);
        Some(Span::new(id, at..end))
    });
    match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic.at_path(config::FILE),
    }
}

/// Files that are no fonts.
pub fn fonts(fonts: &Fonts) -> Vec<Diagnostic> {
    let tell = |path: &camino::Utf8PathBuf| {
        Diagnostic::new(&PRINT_FONT, "this file is no font that can be read")
            .at_path(path.clone())
            .help("put TTF or OTF files here, or take this one away")
    };
    fonts.unread.iter().map(tell).collect()
}
