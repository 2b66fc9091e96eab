//! stub
use crate::{config::Config, date::Date, diagnostic::Diagnostic, directory::Directory, source::Files};
pub struct Site<'a> { pub directory: &'a Directory, pub config: &'a Config, pub files: &'a Files, pub today: Date }
pub fn check(_: &Site) -> Vec<Diagnostic> { Vec::new() }
pub fn apply(_: &Config, _: &Files, d: Vec<Diagnostic>) -> Vec<Diagnostic> { d }
pub fn rules() -> &'static [&'static crate::diagnostic::Rule] { crate::mistakes::RULES }
pub fn rule(code: &str) -> Option<&'static crate::diagnostic::Rule> { rules().iter().copied().find(|r| r.code == code) }
