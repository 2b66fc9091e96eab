//! `[print]`: what is printed with the site, and what the program keeps in mind for paper.
//!
//! ```toml
//! [print]
//! products = ["book-a5", "book-a5-sheets", "large-print"]
//! first = ["fuller-health-centre", "advice-at-the-old-mill"]
//! hand_back = "the desk of the library, or whoever gave you this"
//! last_no = 193
//! ```

use std::sync::Arc;

use toml::de::DeTable;

use super::{SETTING, plain};
use crate::diagnostic::Diagnostic;
use crate::fields::Reader;
use crate::kinds::FieldType;
use crate::number;
use crate::span::Spanned;

/// What stands in `[print]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Print {
    /// What `build` makes beside the site: names of products.
    pub products: Vec<Spanned<String>>,
    /// The records that stand in front in a book, by their addresses.
    pub first: Vec<Spanned<String>>,
    /// Where sheets and slips are handed back.
    pub hand_back: Option<String>,
    /// The highest number that was ever given to a record; 0 before the first. Written by the program.
    pub last_no: u32,
}

/// Reads the table.
pub fn read(reader: &mut Reader, table: &DeTable) -> Print {
    let many = |name: &str, example: &str| {
        Arc::new(crate::kinds::FieldDef { many: true, ..plain(name, FieldType::Text, example) })
    };
    let defs = [
        many("products", "[\"book-a5\", \"book-a5-sheets\"]"),
        many("first", "[\"fuller-health-centre\"]"),
        Arc::new(plain("hand_back", FieldType::Text, "\"the desk of the library\"")),
        Arc::new(plain("last_no", FieldType::Number, "193")),
    ];
    let fields = reader.fields(table, &defs, "`print`", &|_| true);
    let print = Print {
        products: fields.words("products").to_vec(),
        first: fields.words("first").to_vec(),
        hand_back: fields.text("hand_back").map(str::to_owned),
        last_no: 0,
    };
    let Some(last_no) = fields.number("last_no") else { return print };
    let read = u32::try_from(last_no).ok().filter(|no| *no <= number::LAST);
    if let (None, Some(field)) = (read, fields.get("last_no")) {
        let message = format!("`last_no` is {last_no}, and it can be from 0 to {}", number::LAST);
        let help = "write the highest number that a record has, or take the line out; the program writes it";
        reader.out.push(Diagnostic::new(&SETTING, message).at(field.span).help(help));
    }
    Print { last_no: read.unwrap_or(0), ..print }
}
