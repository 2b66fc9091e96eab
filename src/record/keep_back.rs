//! What a record keeps back by a line that nobody can read. Its author did not mean it to be seen, and until the line is mended
//! it is not.

use std::sync::Arc;

use super::{Reading, Whole};
use crate::diagnostic::{At, Diagnostic};
use crate::fields::{Field, FieldValue, Fields, switches};
use crate::kinds::FieldDef;
use crate::mistakes::{unknown_field, yes_no};
use crate::span::Span;

/// Fields that say where something is.
const PLACE: [&str; 5] = ["location", "lat", "lon", "address", "postcode"];

impl Reading<'_> {
    /// Takes out of `fields` what is to be kept back, or makes a draft of the whole. That is told, unless something was told of
    /// that line already.
    pub(super) fn keep_back(&mut self, whole: &Whole, defs: &[Arc<FieldDef>], fields: &mut Fields) {
        let texts = || whole.said.iter().filter_map(|range| self.source.text.get(range.clone()));
        if texts().any(|text| switches::hides_place(text, fields)) {
            fields.0.retain(|field| !PLACE.contains(&field.def.name.as_str()));
        }
        let is_kept = fields.tables("contact").iter().any(|contact| contact.yes_no("public") == Some(false));
        if !is_kept && texts().any(switches::hides_contact) {
            fields.0.retain(|field| field.def.name != "contact");
        }
        let def = defs.iter().find(|def| def.name == "draft");
        let Some(def) = def.filter(|_| fields.yes_no("draft") != Some(true)) else { return };
        let Some(line) = texts().find_map(|text| switches::line(text, defs, fields.get("draft").is_some())) else {
            return;
        };
        let (def, span) = (Arc::clone(def), whole.span);
        let start = line.as_ptr() as usize - self.source.text.as_ptr() as usize;
        let of_line = start..=start + line.len();
        let is_of_it =
            |told: &Diagnostic| matches!(told.at, Some(At::Span(at)) if of_line.contains(&(at.start as usize)));
        if let Some(name) = switches::other_name(line) {
            // Whatever was told of the line took the name for a field.
            self.out.retain(|told| !is_of_it(told));
            let at = name.as_ptr() as usize - self.source.text.as_ptr() as usize;
            let at = Span::new(self.file, at..at + name.len());
            self.out.push(unknown_field::diagnostic(name, at, "a record", defs.iter().map(|def| &**def)));
        } else if !self.out.iter().any(is_of_it) {
            self.out.push(yes_no::kept_back(span));
        }
        fields.0.retain(|field| field.def.name != "draft");
        fields.0.push(Field { def, key: span, span, value: FieldValue::YesNo(true) });
    }
}
