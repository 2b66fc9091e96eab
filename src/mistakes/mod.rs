//! What people really type: one recogniser in one file for each kind of slip, each with its [`Rule`].
//!
//! The ones about TOML look at a single [`Line`] that the TOML reader could not make sense of and say
//! in plain words what to write instead; the ones about values look at one value of a field.

pub mod backslash;
pub mod bad_date;
pub mod brace_open;
pub mod colon;
pub mod coordinates;
pub mod date_ambiguous;
pub mod duplicate_field;
pub mod email_address;
pub mod empty_file;
pub mod fence_late;
pub mod fence_missing;
pub mod fence_odd;
pub mod fence_open;
pub mod field_in_table;
pub mod heading_space;
pub mod hidden_character;
pub mod list_long;
pub mod list_open;
pub mod loose_text;
pub mod merge_conflict;
pub mod mojibake;
pub mod needs_quotes;
pub mod no_value;
pub mod not_a_choice;
pub mod not_utf8;
pub mod number_range;
pub mod pasted_picture;
pub mod phone_format;
pub mod phone_number;
pub mod postcode;
pub mod private_field;
pub mod quote_inside;
pub mod quote_open;
pub mod raw_html;
pub mod second_heading;
pub mod slug_form;
pub mod smart_quote;
pub mod summary_long;
pub mod table_large;
pub mod table_open;
pub mod times_ask;
pub mod title_empty_slug;
pub mod title_missing;
pub mod toml_syntax;
pub mod unknown_field;
pub mod unsafe_link;
pub mod web_address;
pub mod wrong_field;
pub mod wrong_type;
pub mod yaml;
pub mod yes_no;

use crate::diagnostic::{Diagnostic, Rule};
use crate::span::{FileId, Span};

/// The rules of this module.
pub static RULES: &[&Rule] = &[
    &backslash::RULE,
    &bad_date::RULE,
    &colon::RULE,
    &coordinates::RULE,
    &date_ambiguous::RULE,
    &duplicate_field::RULE,
    &email_address::RULE,
    &empty_file::RULE,
    &fence_late::RULE,
    &fence_missing::RULE,
    &fence_odd::RULE,
    &fence_open::RULE,
    &field_in_table::RULE,
    &heading_space::RULE,
    &hidden_character::RULE,
    &brace_open::RULE,
    &list_long::RULE,
    &list_open::RULE,
    &loose_text::RULE,
    &merge_conflict::RULE,
    &mojibake::RULE,
    &needs_quotes::RULE,
    &no_value::RULE,
    &not_a_choice::RULE,
    &not_utf8::RULE,
    &number_range::RULE,
    &pasted_picture::RULE,
    &phone_format::RULE,
    &phone_number::RULE,
    &postcode::RULE,
    &private_field::RULE,
    &quote_inside::RULE,
    &quote_open::RULE,
    &raw_html::RULE,
    &second_heading::RULE,
    &slug_form::RULE,
    &smart_quote::RULE,
    &summary_long::RULE,
    &table_large::RULE,
    &table_open::RULE,
    &times_ask::RULE,
    &title_empty_slug::RULE,
    &title_missing::RULE,
    &toml_syntax::RULE,
    &unknown_field::RULE,
    &unsafe_link::RULE,
    &web_address::RULE,
    &wrong_field::RULE,
    &wrong_type::RULE,
    &yaml::RULE,
    &yes_no::RULE,
];

/// A line of TOML that could not be read, taken apart at its first `=`.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// The file it stands in.
    pub file: FileId,
    /// Its number, from 1.
    pub number: usize,
    /// Offset of its first byte in the file.
    pub start: usize,
    /// The whole line, without its end.
    pub text: &'a str,
    /// What the TOML reader said of it.
    pub error: &'a str,
    /// Offset in the file at which the TOML reader stumbled.
    pub error_at: usize,
}

impl<'a> Line<'a> {
    /// The field's name: what stands before the `=`.
    pub fn key(&self) -> Option<&'a str> {
        let (key, _) = self.text.split_once('=')?;
        let key = key.trim();
        let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-.\" ".contains(c));
        plain.then_some(key)
    }

    /// What stands after the `=`, without spaces around it.
    pub fn value(&self) -> Option<&'a str> {
        self.key()?;
        Some(self.text.split_once('=')?.1.trim())
    }

    /// What stands after the `=`, without spaces and without a comment behind it.
    pub fn value_without_comment(&self) -> Option<&'a str> {
        let value = self.value()?;
        Some(value.split_once(" #").map_or(value, |(v, _)| v.trim_end()))
    }

    /// Where [`value`](Self::value) stands in the file.
    pub fn value_span(&self) -> Option<Span> {
        Some(self.span_of(self.value()?))
    }

    /// Where `piece`, a part of this line's text, stands in the file.
    pub fn span_of(&self, piece: &str) -> Span {
        let start = self.start + (piece.as_ptr() as usize - self.text.as_ptr() as usize);
        Span::new(self.file, start..start + piece.len())
    }

    /// The whole line.
    pub fn span(&self) -> Span {
        Span::new(self.file, self.start..self.start + self.text.len())
    }
}

/// What is wrong with a line of TOML: the first recogniser that knows it speaks, and only one does.
pub fn explain(line: &Line) -> Diagnostic {
    // From the surest to the most general.
    let recognisers: [fn(&Line) -> Option<Diagnostic>; 17] = [
        duplicate_field::recognise,
        table_open::recognise,
        smart_quote::recognise,
        hidden_character::recognise,
        colon::recognise,
        no_value::recognise,
        list_open::recognise,
        quote_open::recognise,
        quote_inside::recognise,
        backslash::recognise,
        yes_no::recognise,
        bad_date::recognise,
        phone_number::recognise,
        coordinates::recognise,
        unknown_field::recognise,
        needs_quotes::recognise,
        loose_text::recognise,
    ];
    recognisers.iter().find_map(|recognise| recognise(line)).unwrap_or_else(|| toml_syntax::diagnostic(line))
}

/// `text` in straight quotes, so that it can stand after an `=`.
pub fn quoted(text: &str) -> String {
    match (text.contains('"') || text.contains('\\'), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// `text`, cut so that it fits into a message.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
