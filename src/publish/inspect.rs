//! What will go wrong with a built site on a host.

use std::collections::BTreeMap;

use super::{Host, address};

pub use address::server;

/// A file of a built site: its path, and its size in bytes.
pub type Entry = (String, u64);

/// A built site, as far as a host cares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// All its files, hidden ones too, sorted by path.
    pub files: Vec<Entry>,
    /// What is neither file nor folder, such as links.
    pub odd: Vec<String>,
    /// The address that the pages say they have.
    pub base_url: Option<String>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The site, or a part of it, will not be there.
    Fault,
    /// Worth knowing.
    Note,
}

/// Cloudflare takes no more files than that.
const MOST_FILES: usize = 20_000;
/// Cloudflare takes no larger file, in bytes.
const LARGEST_FILE: u64 = 25 << 20;
/// GitHub takes no larger site, in bytes.
const LARGEST_SITE: u64 = 1 << 30;

/// What will go wrong on `host`, or on any of them if none is named; `expected` is the address at which the site will stand.
pub fn inspect(folder: &Folder, host: Option<Host>, expected: Option<&str>) -> Vec<(Weight, String)> {
    let mut told = Vec::new();
    let at = |wanted: Host| host.is_none_or(|host| host == wanted);
    let has = |name: &str| folder.files.iter().any(|(path, _)| path == name);
    if !has("index.html") {
        told.push((Weight::Fault, "There is no index.html: this is not a built site.".to_owned()));
        return told;
    }
    if at(Host::Cloudflare) && folder.files.len() > MOST_FILES {
        told.push((Weight::Fault, format!("{} files; Cloudflare takes {MOST_FILES}.", folder.files.len())));
    }
    let large: Vec<&Entry> = folder.files.iter().filter(|(_, size)| *size > LARGEST_FILE).collect();
    if at(Host::Cloudflare) {
        for (path, size) in &large {
            told.push((
                Weight::Fault,
                format!("{path} has {}; Cloudflare takes no file above 25 MB.", megabytes(*size)),
            ));
        }
    }
    let all: u64 = folder.files.iter().map(|(_, size)| size).sum();
    if at(Host::Github) && all > LARGEST_SITE {
        told.push((Weight::Fault, format!("The site has {}; GitHub Pages take 1,000 MB.", megabytes(all))));
    }
    told.extend(dropped(folder, host));
    for path in &folder.odd {
        told.push((Weight::Fault, format!("{path} is no file: a link, say. Hosts leave it out.")));
    }
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for (path, _) in &folder.files {
        if let Some(other) = names.insert(path.to_lowercase(), path) {
            told.push((
                Weight::Fault,
                format!("{other} and {path} differ in capitals only: some hosts keep but one of them."),
            ));
        }
    }
    if at(Host::Github) && !has(".nojekyll") {
        let words = "There is no .nojekyll: a site published from a branch of GitHub loses all that begins with `_`. `hereabouts build` writes it.";
        told.push((Weight::Fault, words.to_owned()));
    }
    if !has("404.html") {
        told.push((
            Weight::Note,
            "There is no 404.html: whoever follows an old link sees the host's own page.".to_owned(),
        ));
    }
    told.extend(misplaced(folder.base_url.as_deref(), expected));
    told
}

/// Names that a host leaves out.
fn dropped(folder: &Folder, host: Option<Host>) -> Vec<(Weight, String)> {
    let mut told = Vec::new();
    let is_jekyll = folder.files.iter().all(|(path, _)| path != ".nojekyll");
    for (path, _) in &folder.files {
        let parts = || path.split('/');
        let is_ours = matches!(path.as_str(), ".nojekyll" | ".hereabouts-manifest" | "_headers" | "_redirects");
        let is_hidden = parts().any(|part| part.starts_with('.'));
        if is_ours {
            continue;
        }
        if is_hidden && host != Some(Host::Cloudflare) {
            let word = format!("{path} begins with a dot: most hosts leave such files out.");
            let is_known = path.starts_with(".well-known/");
            let weight = if is_known && host == Some(Host::Netlify) { continue } else { Weight::Fault };
            told.push((weight, word));
        } else if path == "_worker.js" || path.starts_with("_worker.js/") {
            if host.is_none_or(|host| host == Host::Cloudflare) {
                told.push((
                    Weight::Fault,
                    format!("{path}: Cloudflare takes a file of this name for a program, and publishes nothing."),
                ));
            }
        } else if is_jekyll && parts().any(|part| part.starts_with('_')) && host.is_none_or(|host| host == Host::Github)
        {
            told.push((
                Weight::Fault,
                format!("{path} has a name with `_` in front, which GitHub leaves out without a .nojekyll."),
            ));
        }
    }
    told
}

/// Whether the pages say that they stand where they will.
fn misplaced(said: Option<&str>, expected: Option<&str>) -> Option<(Weight, String)> {
    match (said, expected) {
        (None, _) => Some((
            Weight::Note,
            "The pages do not know their address: no feed, no sitemap, no codes on paper. Write base_url into hereabouts.toml, or build with --base-url.".to_owned(),
        )),
        (Some(said), _) if address::is_example(said) => Some((
            Weight::Fault,
            format!("The pages say that they stand at {said}, which is nobody's address. Write yours as base_url into hereabouts.toml."),
        )),
        (Some(said), Some(expected)) if said != expected => Some((
            Weight::Fault,
            format!("The pages say that they stand at {said}, but they will at {expected}. Codes on paper and the page for old links would lead elsewhere: write base_url = \"{expected}\" into hereabouts.toml, and build again."),
        )),
        (Some(_), _) => None,
    }
}

/// A size as one says it.
fn megabytes(size: u64) -> String {
    format!("{} MB", size.div_ceil(1 << 20))
}
