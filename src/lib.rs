//! hereabouts makes a directory of what a neighbourhood has, from text files.
#![forbid(unsafe_code)]

pub mod check;
pub mod collate;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod directory;
pub mod fields;
pub mod front_matter;
pub mod kinds;
pub mod markdown;
pub mod mistakes;
pub mod picture;
pub mod record;
pub mod safe_url;
pub mod slug;
pub mod source;
pub mod span;
pub mod suggest;
pub mod toml_text;
pub mod view;
pub mod words;
