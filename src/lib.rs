//! hereabouts makes a directory of what a neighbourhood has, from text files.
#![forbid(unsafe_code)]

pub mod build;
pub mod cards;
pub mod check;
pub mod cli;
pub mod collate;
pub mod command;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod directory;
pub mod feed;
pub mod fields;
pub mod files;
pub mod front_matter;
pub mod kinds;
pub mod language;
pub mod markdown;
pub mod mistakes;
pub mod plan;
pub mod picture;
pub mod record;
pub mod render;
pub mod safe_url;
pub mod serve;
pub mod shell;
pub mod slug;
pub mod source;
pub mod span;
pub mod suggest;
pub mod theme;
pub mod toml_text;
pub mod view;
pub mod words;
pub mod write;
