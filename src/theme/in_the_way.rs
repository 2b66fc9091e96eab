//! Files of a site's own that lie where the program puts something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A file of the site's own where the program puts something.
pub static STATIC_IN_THE_WAY: Rule = Rule {
    code: "static-in-the-way",
    severity: Severity::Warning,
    title: "a file in `static/` that lies where a page belongs",
    explain: "What lies in `static/` is copied to the top of the site, and takes the place of a page with the same address. That is \
sometimes meant, and often a slip that hides a record. A file that has the name of a folder of pages, or a folder that has the \
name of a page, is left out, since both cannot be there.",
};

/// Takes out the files that cannot lie where they would, and tells of them and of those that take a page's place. `made` are
/// the paths of what the program makes.
pub fn settle(statics: &mut BTreeMap<Utf8PathBuf, Arc<[u8]>>, made: &BTreeSet<Utf8PathBuf>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    statics.retain(|path, _| {
        // What lies in a folder comes right behind its name.
        let next = made.range(path.clone()..).find(|next| *next != path);
        let is_folder = next.is_some_and(|next| next.starts_with(path));
        let is_below = path.ancestors().skip(1).any(|above| made.contains(above));
        let here = Utf8Path::new("static").join(path);
        if is_folder || is_below {
            let message = format!("`{here}` cannot be on the site, since pages lie where it would");
            let help = "give it another name; it is left out until then";
            let diagnostic = Diagnostic::new(&STATIC_IN_THE_WAY, message).at_path(here).help(help);
            told.push(Diagnostic { severity: Severity::Error, ..diagnostic });
            return false;
        }
        if path.extension() == Some("html") && made.contains(path.as_path()) {
            let message = format!("`{here}` takes the place of the page `{path}`");
            let help = "if that is not meant, give it another name; if it is, write `static-in-the-way = \"off\"` below `[rules]`";
            told.push(Diagnostic::new(&STATIC_IN_THE_WAY, message).at_path(here).help(help));
        }
        true
    });
    told
}
