//! Which names a site's own templates use, held against those that there are.
use super::Template;
use crate::diagnostic::Diagnostic;
use tera::Value;

/// placeholder
pub fn check(_templates: &[Template], _words: &Value) -> Vec<Diagnostic> {
    Vec::new()
}
