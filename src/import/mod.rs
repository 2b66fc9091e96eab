//! Other formats, turned into records.

pub mod yaml;
