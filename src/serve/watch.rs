//! Waits for changes in the site's folder: the computer tells of them, or they are looked for.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::config;
use crate::record::CONTENT;

/// The folders whose changes matter, all the way down.
const FOLDERS: [&str; 5] = [CONTENT, "templates", "themes", "static", "i18n"];
/// Changes that follow one another this closely belong together: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(6);
/// … but they are not waited for any longer than this many times.
const MOST: usize = 500;
/// How often the folder is looked through if the computer does not tell.
const EVERY: Duration = Duration::from_secs(1);

/// What the watcher has to say.
#[derive(Debug)]
pub enum Change {
    /// Something happened to these files or folders.
    At(Vec<PathBuf>),
    /// Something happened, nobody knows where.
    Somewhere,
    /// The computer can no longer tell of changes.
    Lost,
    /// The server ends.
    Stop,
}

/// What is known of a number of changes.
#[derive(Debug, Default, PartialEq)]
pub struct Changes {
    /// The files, below the site's folder.
    pub paths: BTreeSet<Utf8PathBuf>,
    /// Whether the whole folder must be looked through.
    pub everywhere: bool,
    /// Whether the computer has just ceased to tell.
    pub lost: bool,
    /// Whether the server ends.
    pub stop: bool,
}

/// Waits for changes.
pub struct Watcher {
    root: Utf8PathBuf,
    /// The folder by its full name, as changes are told.
    full: PathBuf,
    notify: Option<RecommendedWatcher>,
    watched: BTreeSet<&'static str>,
    /// Whether it need not be said (any more) that the folder is looked through.
    is_known: bool,
}

impl Watcher {
    /// A watcher of the site's folder that tells `changes`; with `poll` it looks every second.
    pub fn new(root: &Utf8Path, poll: bool, changes: Sender<Change>) -> Self {
        let full = root.as_std_path().canonicalize().unwrap_or_else(|_| root.into());
        let lost = changes.clone();
        let told = move |event: notify::Result<notify::Event>| {
            let change = match event {
                Ok(event) if event.need_rescan() => Change::Somewhere,
                Ok(event) if matters(event.kind) => Change::At(event.paths),
                Ok(_) => return,
                Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Change::Lost,
                Err(_) => Change::Somewhere,
            };
            // When nobody listens any more the server has ended.
            let _ = changes.send(change);
        };
        let notify = if poll { None } else { notify::recommended_watcher(told).ok() };
        let mut watcher = Self { root: root.to_owned(), full, notify, watched: BTreeSet::new(), is_known: poll };
        if let Some(notify) = &mut watcher.notify
            && notify.watch(&watcher.full, RecursiveMode::NonRecursive).is_err()
        {
            watcher.notify = None;
        }
        watcher.watch_folders(&BTreeSet::new());
        if !poll && watcher.notify.is_none() {
            // So that it is said when the work begins.
            let _ = lost.send(Change::Lost);
        }
        watcher
    }

    /// Watches the folders that have come, and forgets those that have gone or were exchanged.
    fn watch_folders(&mut self, touched: &BTreeSet<Utf8PathBuf>) {
        let Some(notify) = &mut self.notify else { return };
        for folder in FOLDERS {
            let path = self.full.join(folder);
            let is_there = path.is_dir();
            if self.watched.contains(folder) && (!is_there || touched.contains(Utf8Path::new(folder))) {
                self.watched.remove(folder);
                // It may be gone already, and its watch with it.
                let _ = notify.unwatch(&path);
            }
            if is_there && !self.watched.contains(folder) {
                match notify.watch(&path, RecursiveMode::Recursive) {
                    Ok(()) => _ = self.watched.insert(folder),
                    Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                        self.notify = None;
                        return;
                    }
                    // It went away in this moment; its return will be told.
                    Err(_) => {}
                }
            }
        }
    }

    /// Waits for changes, and until it has been quiet for a moment; nothing if there are none in `time`.
    pub fn wait(&mut self, changed: &Receiver<Change>, time: Option<Duration>) -> Option<Changes> {
        let was_told = self.notify.is_some();
        let time = if was_told { time } else { Some(time.unwrap_or(EVERY).min(EVERY)) };
        let first = match time {
            None => changed.recv().unwrap_or(Change::Stop),
            Some(time) => match changed.recv_timeout(time) {
                Ok(change) => change,
                Err(RecvTimeoutError::Timeout) if was_told => return None,
                Err(RecvTimeoutError::Timeout) => Change::Somewhere,
                Err(RecvTimeoutError::Disconnected) => Change::Stop,
            },
        };
        let mut changes = Changes::default();
        self.add(first, &mut changes);
        for _ in 0..MOST {
            let Ok(next) = changed.recv_timeout(QUIET) else { break };
            self.add(next, &mut changes);
        }
        while let Ok(next) = changed.try_recv() {
            self.add(next, &mut changes);
        }
        self.watch_folders(&changes.paths);
        changes.lost = self.notify.is_none() && !self.is_known;
        self.is_known |= changes.lost;
        // What has come into a folder before it was watched.
        changes.everywhere |= changes.paths.iter().any(|p| FOLDERS.contains(&p.as_str()));
        Some(changes)
    }

    fn add(&mut self, change: Change, changes: &mut Changes) {
        match change {
            Change::At(paths) => {
                changes.paths.extend(paths.into_iter().filter_map(|p| self.below(p)).filter(|p| is_ours(p)))
            }
            Change::Somewhere => changes.everywhere = true,
            Change::Lost => {
                self.notify = None;
                changes.everywhere = true;
            }
            Change::Stop => changes.stop = true,
        }
    }

    fn below(&self, path: PathBuf) -> Option<Utf8PathBuf> {
        let below = path.strip_prefix(&self.full).or_else(|_| path.strip_prefix(&self.root)).ok()?;
        Utf8PathBuf::from_path_buf(below.to_owned()).ok()
    }
}

/// Looking at a file is no change.
fn matters(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// Whether a path is part of the site, and not of what it becomes, of another program's, or hidden.
fn is_ours(path: &Utf8Path) -> bool {
    let mut parts = path.components().map(|c| c.as_str());
    let first = parts.next().unwrap_or("");
    let ours = FOLDERS.contains(&first) || path == config::FILE || path == "icons.toml";
    let name = path.file_name().unwrap_or("");
    let is_left = name.ends_with(['~', '#']) || name.ends_with(".swp") || name.starts_with(['~', '#']);
    ours && !is_left && !path.components().any(|c| c.as_str().starts_with('.'))
}
