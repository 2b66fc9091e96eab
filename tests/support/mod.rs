//! A whole site in one string, built in memory or in a folder: the one place of the tests that knows the program.
#![allow(dead_code, reason = "each test program uses a part of this")]

pub mod folder;
pub mod paper;
pub mod pictures;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::Utf8PathBuf;
use hereabouts::build::{self, Input};
use hereabouts::date::Date;
use hereabouts::diagnostic::report;
use hereabouts::source::{Files, Source};

/// The day that counts as today.
pub const TODAY: Date = Date::constant(2026, 6, 1);

/// What came out of a build.
pub struct Built {
    /// The whole output, by path.
    pub outputs: BTreeMap<String, Arc<[u8]>>,
    /// What was told, one line each: `file:line:column: severity: message [rule]`.
    pub told: Vec<String>,
    /// What was told, with the text at fault and what to write instead.
    pub told_in_full: Vec<String>,
    /// The rules of what was told.
    pub rules: Vec<&'static str>,
}

/// The files in `text`, each behind a line `-- path --`; a configuration is put in if there is none.
pub fn parts(text: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for part in format!("\n{}", text.trim_start()).split("\n-- ").skip(1) {
        let (path, text) = part
            .split_once(" --\n")
            .or_else(|| Some((part.strip_suffix(" --")?, "")))
            .expect("each file begins with a line `-- path --`");
        let end = if text.ends_with('\n') || text.is_empty() { "" } else { "\n" };
        files.insert(path.to_owned(), format!("{text}{end}").into_bytes());
    }
    files.entry("hereabouts.toml".to_owned()).or_insert_with(|| b"title = \"Brookside\"\n".to_vec());
    files
}

/// The site in `text`.
pub fn site(text: &str) -> Built {
    site_of(&parts(text))
}

/// The site in `text`, on a day of its own.
pub fn site_on(today: Date, text: &str) -> Built {
    made(Input { today, ..input(&parts(text)) })
}

/// The site in `text`, with its drafts.
pub fn site_with_drafts(text: &str) -> Built {
    made(Input { drafts: true, ..input(&parts(text)) })
}

/// The site in `text`, with other files beside: pictures, say.
pub fn site_and(text: &str, more: &[(&str, &[u8])]) -> Built {
    let mut files = parts(text);
    files.extend(more.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())));
    site_of(&files)
}

/// The site that these files make.
pub fn site_of(files: &BTreeMap<String, Vec<u8>>) -> Built {
    made(input(files))
}

/// Files in memory, sorted as the program's door sorts them.
pub fn input(all: &BTreeMap<String, Vec<u8>>) -> Input {
    let mut files = Files::default();
    for (path, bytes) in all {
        let path = Utf8PathBuf::from(path);
        let is_content = path.starts_with("content") || path == "hereabouts.toml";
        match path.extension().unwrap_or("") {
            _ if !is_content => drop(files.theme.insert(path, Arc::from(bytes.as_slice()))),
            "md" | "toml" => files.sources.push(Source::new(path, String::from_utf8_lossy(bytes).into_owned())),
            "jpg" | "png" | "svg" | "webp" | "gif" => drop(files.blobs.insert(path, Arc::from(bytes.as_slice()))),
            _ => files.others.push(path),
        }
    }
    files.sources.sort_by(|a, b| a.path.cmp(&b.path));
    Input {
        files,
        diagnostics: Vec::new(),
        today: TODAY,
        drafts: false,
        base_url: None,
        rules: &hereabouts::rules::ALL,
        earlier: Default::default(),
    }
}

/// The sample directory.
pub fn sample() -> Input {
    let (files, diagnostics) = hereabouts::files::read(env!("CARGO_MANIFEST_DIR").into());
    Input {
        files,
        diagnostics,
        today: TODAY,
        drafts: false,
        base_url: None,
        rules: &hereabouts::rules::ALL,
        earlier: Default::default(),
    }
}

/// Builds, and renders every page.
pub fn made(input: Input) -> Built {
    let built = match build::build(input) {
        Ok(built) => built,
        Err((files, told)) => {
            let short = told.iter().map(|d| report::short(d, &files)).collect();
            return Built {
                outputs: BTreeMap::new(),
                told: short,
                told_in_full: Vec::new(),
                rules: told.iter().map(|d| d.rule.code).collect(),
            };
        }
    };
    let bytes = |output| {
        let made = built.bytes(output);
        made.unwrap_or_else(|fault| panic!("{}", report::text(&fault, &built.files, false))).into()
    };
    Built {
        outputs: built.outputs().into_iter().map(|output| (output.path().to_string(), bytes(output))).collect(),
        told: built.diagnostics.iter().map(|d| report::short(d, &built.files)).collect(),
        told_in_full: built.diagnostics.iter().map(|d| report::text(d, &built.files, false)).collect(),
        rules: built.diagnostics.iter().map(|d| d.rule.code).collect(),
    }
}

impl Built {
    /// Whether there is an output at this path.
    pub fn has(&self, path: &str) -> bool {
        self.outputs.contains_key(path)
    }

    /// The text of an output.
    pub fn page(&self, path: &str) -> &str {
        let paths = || self.outputs.keys().map(String::as_str).collect::<Vec<_>>().join("\n  ");
        let bytes = self
            .outputs
            .get(path)
            .unwrap_or_else(|| panic!("there is no {path}, but\n  {}\nand it was told {:?}", paths(), self.told));
        std::str::from_utf8(bytes).expect("pages are UTF-8")
    }

    /// What a reader sees in the main part of a page, in one line.
    pub fn words(&self, path: &str) -> String {
        words(main_part(self.page(path)))
    }

    /// The words and addresses of the links in the main part of a page: `Brook Hall -> ../assets/hall.html`.
    pub fn links(&self, path: &str) -> Vec<String> {
        let part = main_part(self.page(path));
        let link = |at: usize| {
            let tag = &part[at..];
            let href = tag.split_once('>')?.0.split_once(" href=\"")?.1.split('"').next()?;
            let inside = tag.split_once('>')?.1.split("</a>").next()?;
            Some(format!("{} -> {}", words(inside), decoded(href)))
        };
        part.match_indices("<a ").filter_map(|(at, _)| link(at)).collect()
    }

    /// Whether the words, the page's title or the record's name stand in any output; the paths where they do.
    pub fn where_is(&self, words: &str) -> Vec<&str> {
        let holds = |bytes: &[u8]| bytes.windows(words.len()).any(|w| w == words.as_bytes());
        self.outputs.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path.as_str()).collect()
    }

    /// The paths of all pages.
    pub fn pages(&self) -> Vec<&str> {
        self.outputs.keys().map(String::as_str).filter(|p| p.ends_with(".html")).collect()
    }

    /// The paths of the pages whose folder or name begins like this.
    pub fn below(&self, start: &str) -> Vec<&str> {
        self.pages().into_iter().filter(|p| p.starts_with(start)).collect()
    }

    /// The lines that were told, without the rule's name behind.
    pub fn said(&self) -> Vec<&str> {
        self.told.iter().map(String::as_str).collect()
    }

    /// Each rule that was told, once.
    pub fn rules_told(&self) -> Vec<&'static str> {
        self.rules.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// What stands between `<main …>` and `</main>`; the whole page if it has none.
pub fn main_part(html: &str) -> &str {
    let inside = html.split_once("<main").and_then(|(_, rest)| rest.split_once('>')?.1.split_once("</main>"));
    inside.map_or(html, |(main, _)| main)
}

/// The words of a piece of HTML, in one line.
pub fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        // What stands in a line of words needs no space around it.
        let inline =
            ["bdi", "/bdi", "b", "/b", "a", "/a", "em", "/em", "strong", "/strong", "s", "/s", "code", "/code"];
        if !inline.contains(
            &tag.split([' ', '/']).find(|p| !p.is_empty()).map_or("", |_| tag.split(' ').next().unwrap_or("")),
        ) {
            out.push(' ');
        }
        rest = behind;
    }
    out.push_str(rest);
    decoded(&out).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text without the five signs that HTML writes otherwise.
pub fn decoded(html: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&#47;", "/"),
        ("&amp;", "&"),
    ];
    named.iter().fold(html.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

/// The values of all `href`, `src` and `data-src` in a page.
pub fn addresses(html: &str) -> Vec<String> {
    let of = |name: &str| {
        let mark = format!(" {name}=\"");
        html.match_indices(&mark)
            .filter_map(|(i, _)| html[i + mark.len()..].split('"').next())
            .map(decoded)
            .collect::<Vec<_>>()
    };
    [of("href"), of("src")].concat()
}

/// Where a relative address leads, from the page at `from`; nothing if it leads out of the site.
pub fn resolve(from: &str, to: &str) -> Option<String> {
    let to = to.split(['#', '?']).next().unwrap_or("");
    if to.is_empty() {
        return Some(from.to_owned());
    }
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()?),
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

/// A path without the mark of its content: `search/all-k3x9.js` is `search/all.js`.
pub fn unnumbered(path: &str) -> &str {
    if path.starts_with("search/all-") { "search/all.js" } else { path }
}
