//! The site that is shown now: its last build, the pages that were asked for, and the last good pages of
//! records that are broken at the moment.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};

use super::event::Problem;
use super::kind::content_type;
use super::page;
use crate::build::Built;
use crate::plan::What;
use crate::source::Source;

/// An answer to a browser.
#[derive(Debug)]
pub struct Answer {
    /// 200, or 404 where there is no such page, or 500 where a page cannot be made.
    pub status: u16,
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// What is sent.
    pub bytes: Arc<[u8]>,
    /// Stands for the page as it would be published.
    pub mark: String,
    /// The file that the page is made from, if it is one.
    pub source: Option<Utf8PathBuf>,
}

/// A page of an older build, and the file that is broken now.
struct Kept {
    built: Arc<Built>,
    source: Utf8PathBuf,
}

/// The site that is shown.
pub struct Site {
    built: Arc<Built>,
    kept: BTreeMap<Utf8PathBuf, Kept>,
    /// Answers since the last change.
    answers: Mutex<HashMap<Utf8PathBuf, Arc<Answer>>>,
    /// The last good bytes of pages that were looked at, for when their template breaks.
    good: Mutex<HashMap<Utf8PathBuf, Arc<[u8]>>>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// So many answers are kept.
const MOST: usize = 2000;

impl Site {
    /// The first build.
    pub fn new(built: Built, problems: Vec<Problem>) -> Self {
        Self {
            built: Arc::new(built),
            kept: BTreeMap::new(),
            answers: Mutex::default(),
            good: Mutex::default(),
            problems,
        }
    }

    /// The site's name.
    pub fn title(&self) -> &str {
        &self.built.config.title
    }

    /// Shows a new build. The page of a record that was good and is now in error stays as it was.
    pub fn take(&mut self, built: Built, problems: Vec<Problem>) {
        let is_broken = |source: &Utf8Path| {
            let has_error = problems.iter().any(|p| p.is_error && p.file == source.as_str());
            has_error && built.files.find(source.as_str()).is_some()
        };
        let gone = |path: &Utf8Path| built.page(path).is_none() && !built.extras.contains_key(path);
        self.kept.retain(|path, kept| gone(path) && is_broken(&kept.source));
        for page in self.built.plan.pages.iter().filter(|p| gone(&p.path)) {
            if let Some(source) = source_of(&self.built, &page.what).filter(|s| is_broken(s)) {
                let kept = Kept { built: Arc::clone(&self.built), source: source.to_owned() };
                self.kept.insert(page.path.clone(), kept);
            }
        }
        self.built = Arc::new(built);
        self.problems = problems;
        self.forget();
    }

    /// Shows one file's new text, if that changes nothing but its records.
    pub fn replace(&mut self, source: &Source) -> bool {
        let replaced = Arc::get_mut(&mut self.built).is_some_and(|built| built.replace(source));
        if replaced {
            self.forget();
        }
        replaced
    }

    fn forget(&mut self) {
        self.answers.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The answer to a path as a browser sends it, decoded: `/groups/repair-cafe`.
    pub fn answer(&self, asked: &str) -> Arc<Answer> {
        for path in paths(asked) {
            if let Some(answer) = self.at(&path) {
                return answer;
            }
        }
        let missing = self.at(Utf8Path::new("404.html"));
        let (bytes, mark) = missing.map_or_else(
            || (Arc::from(*b"There is no such page."), String::new()),
            |m| (Arc::clone(&m.bytes), m.mark.clone()),
        );
        Arc::new(Answer { status: 404, content_type: "text/html; charset=utf-8", bytes, mark, source: None })
    }

    /// Whether a path without its closing slash is a folder's.
    pub fn is_folder(&self, asked: &str) -> bool {
        let asked = asked.trim_start_matches('/');
        let exists = |path: &Utf8Path| self.built.page(path).is_some() || self.built.extras.contains_key(path);
        !asked.is_empty()
            && !asked.ends_with('/')
            && !paths(asked).iter().any(|p| exists(p) || self.kept.contains_key(p))
            && exists(&Utf8Path::new(asked).join("index.html"))
    }

    /// The file at a path of the output.
    fn at(&self, path: &Utf8Path) -> Option<Arc<Answer>> {
        if let Some(answer) = self.answers.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Some(Arc::clone(answer));
        }
        let answer = Arc::new(self.make(path)?);
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() < MOST {
            answers.insert(path.to_owned(), Arc::clone(&answer));
        }
        Some(answer)
    }

    fn make(&self, path: &Utf8Path) -> Option<Answer> {
        let kept = self.kept.get(path);
        let source = match kept {
            Some(kept) => Some(kept.source.clone()),
            None => self.built.page(path).and_then(|p| source_of(&self.built, &p.what)).map(Utf8Path::to_owned),
        };
        let content_type = content_type(path);
        let is_page = content_type.starts_with("text/html");
        let mut status = 200;
        let output = match self.built.output(path) {
            Some(output) => self.built.bytes(output),
            None => kept.and_then(|kept| Some(kept.built.bytes(kept.built.output(path)?)))?,
        };
        let mut good = self.good.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = match output {
            Ok(bytes) => {
                let bytes: Arc<[u8]> = bytes.into();
                if is_page && good.len() < MOST {
                    good.insert(path.to_owned(), Arc::clone(&bytes));
                }
                bytes
            }
            Err(diagnostic) => match good.get(path) {
                Some(bytes) => Arc::clone(bytes),
                None => {
                    status = 500;
                    broken(&diagnostic.message)
                }
            },
        };
        let mark = page::mark(&bytes);
        let bytes = if is_page { page::with_script(&bytes, &mark).into() } else { bytes };
        Some(Answer { status, content_type, bytes, mark, source })
    }
}

/// A page that says why there is none.
fn broken(message: &str) -> Arc<[u8]> {
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>This page cannot be made</title><body><h1>This page cannot be made</h1><p>",
    );
    crate::markdown::escape(message, &mut html);
    html.push_str("</p></body></html>");
    html.into_bytes().into()
}

/// The file that a page is made from, if it is one.
fn source_of<'a>(built: &'a Built, what: &What) -> Option<&'a Utf8Path> {
    let span = match what {
        What::Record(id) => built.directory.record(*id).span,
        What::Text(i) => built.directory.page(*i).span,
        _ => return None,
    };
    Some(&built.files.source(span.file).path)
}

/// The files that an address may mean. They are only looked up by name, so none can lead out of the site.
fn paths(asked: &str) -> Vec<Utf8PathBuf> {
    let asked = asked.strip_prefix('/').unwrap_or(asked);
    if asked.is_empty() || asked.ends_with('/') {
        return vec![format!("{asked}index.html").into()];
    }
    vec![asked.into(), format!("{asked}.html").into()]
}
