//! Files of a site's own that lie where the program puts something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostic::{Diagnostic, Rule, Severity};

/// Files that are copied, by their paths in the output.
type Statics = BTreeMap<Utf8PathBuf, Arc<[u8]>>;

/// A file of the site's own where the program puts something.
pub static STATIC_IN_THE_WAY: Rule = Rule {
    code: "static-in-the-way",
    severity: Severity::Warning,
    title: "a file in `static/` that lies where a page belongs",
    explain: "What lies in `static/` is copied to the top of the site, and takes the place of a page with the same address. That is \
sometimes meant, and often a slip that hides a record.",
};

/// A file of the site's own that cannot be where it would.
pub static STATIC_LEFT_OUT: Rule = Rule {
    code: "static-left-out",
    severity: Severity::Error,
    title: "a file in `static/` that cannot be where it would",
    explain: "A file in `static/` that has the name of a folder of pages, or a folder there that has the name of a page, is left \
out: both cannot be in one place. Give it another name.",
};

/// Files that a site may well have of its own instead of the program's.
const OFTEN_OWN: [&str; 4] = [".nojekyll", "CNAME", "robots.txt", "sitemap.xml"];

/// The files that can lie beside what the program makes, whose paths are `made`; and what there is to tell of those that cannot
/// and of those that take the place of something.
pub fn beside(statics: &Statics, made: &BTreeSet<Utf8PathBuf>) -> (Statics, Vec<Diagnostic>) {
    let mut kept = Statics::new();
    let mut told = Vec::new();
    for (path, bytes) in statics {
        // What lies in a folder comes right behind its name.
        let next = made.range(path.clone()..).find(|next| *next != path);
        let is_folder = next.is_some_and(|next| next.starts_with(path));
        let is_below = path.ancestors().skip(1).any(|above| made.contains(above));
        let here = Utf8Path::new("static").join(path);
        if is_folder || is_below {
            let message = format!("`{here}` cannot be on the site, since something else lies where it would");
            let help = "give it another name; it is left out until then";
            told.push(Diagnostic::new(&STATIC_LEFT_OUT, message).at_path(here).help(help));
            continue;
        }
        if made.contains(path.as_path()) && !OFTEN_OWN.contains(&path.as_str()) {
            let message = format!("`{here}` takes the place of `{path}`, which the program makes");
            let help = "if that is not meant, give it another name; if it is, write `static-in-the-way = \"off\"` below `[rules]`";
            told.push(Diagnostic::new(&STATIC_IN_THE_WAY, message).at_path(here).help(help));
        }
        kept.insert(path.clone(), Arc::clone(bytes));
    }
    (kept, told)
}
