//! What a page gets that is not on the published site: a script that shows it anew when it changes.

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::event::Problem;

/// Where the server's own files lie: no page of a site begins with a dot.
pub const OWN: &str = "/.hereabouts/";
/// The script.
pub const SCRIPT: &str = include_str!("reload.js");
/// What the panel of problems looks like.
pub const STYLE: &str = include_str!("panel.css");

/// So many problems are shown in a page.
const SHOWN: usize = 10;

/// A number that stands for a page's bytes.
pub fn mark(html: &[u8]) -> String {
    format!("{:016x}", xxh3_64(html))
}

/// The page with the script before the end of its body; the script knows which page it came with.
pub fn with_script(html: &[u8], mark: &str) -> Vec<u8> {
    let script = format!("<script src=\"{OWN}reload.js\" data-page=\"{mark}\" defer></script>\n");
    let end = html.windows(7).rposition(|w| w.eq_ignore_ascii_case(b"</body>")).unwrap_or(html.len());
    let (before, behind) = html.split_at(end);
    [before, script.as_bytes(), behind].concat()
}

/// What the script is told.
#[derive(Debug, Serialize)]
pub struct News<'a> {
    /// The mark of the page as it is now.
    pub page: &'a str,
    /// A mark of the problems below.
    pub problems: String,
    /// Problems to show.
    pub list: Vec<Shown<'a>>,
    /// How many more there are.
    pub more: usize,
}

/// A problem as the panel shows it.
#[derive(Debug, Serialize)]
pub struct Shown<'a> {
    at: String,
    error: bool,
    message: &'a str,
    help: Option<&'a str>,
}

/// The news for a page that is made from `source`: what is wrong in that file, and errors elsewhere.
pub fn news<'a>(page: &'a str, source: Option<&str>, problems: &'a [Problem]) -> News<'a> {
    let is_here = |p: &&Problem| source == Some(p.file.as_str());
    let here = problems.iter().filter(is_here);
    let elsewhere = problems.iter().filter(|p| !is_here(p) && p.is_error);
    let all: Vec<&Problem> = here.chain(elsewhere).collect();
    let shown = |p: &&'a Problem| Shown {
        at: if p.file.is_empty() { String::new() } else { format!("{}:{}", p.file, p.line) },
        error: p.is_error,
        message: &p.message,
        help: p.help.as_deref(),
    };
    let list: Vec<Shown> = all.iter().take(SHOWN).map(shown).collect();
    let more = all.len() - list.len();
    let problems = if list.is_empty() { String::new() } else { mark(format!("{list:?}{more}").as_bytes()) };
    News { page, problems, list, more }
}
