//! The work behind the pages: waits for a change, reads what changed, builds, and shows it.

#![expect(clippy::disallowed_methods, reason = "this is where it is measured how long a change takes")]

use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;

use super::event::{Event, Problem};
use super::site::Site;
use super::watch::{Change, Watcher};
use super::{Options, Shared};
use crate::build::{Built, Input, build};
use crate::check;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Folder;
use crate::picture::{self, Earlier};
use crate::source::{Files, Source};
use crate::write;

/// After a change whose page could be shown at once, all else is looked at when nothing more has come for so long.
const SETTLED: Duration = Duration::from_millis(250);

/// What the thread that builds keeps from one build to the next.
pub struct Work {
    folder: Folder,
    options: Options,
    /// The last configuration in which nothing was in error.
    good: Option<Source>,
    /// The pictures of the last build: those that stayed the same are not made again.
    pictures: Earlier,
}

impl Work {
    /// The first build. If the folder is no site there is nothing to serve.
    pub fn start(folder: Folder, options: &Options) -> Result<(Self, Site), (Files, Vec<Diagnostic>)> {
        let mut work = Self {
            folder,
            options: options.clone(),
            good: None,
            pictures: write::pictures(&write::usual_output(&options.root)),
        };
        let (built, problems) = work.build()?;
        let site = Site::new(built, problems);
        Ok((work, site))
    }

    /// Works until the server ends.
    pub fn run(mut self, shared: &Shared, mut watcher: Watcher, changed: &Receiver<Change>, told: &Sender<Event>) {
        // Between the first reading and this moment something may have changed: that is looked at first.
        let mut unsettled = true;
        // Whether lists, feeds and problems are still those from before a page that was shown at once.
        let mut behind = false;
        loop {
            let changes = watcher.wait(changed, unsettled.then_some(SETTLED));
            let begun = Instant::now();
            let Some(changes) = changes else {
                let changed = self.folder.look();
                unsettled = !changed.is_empty();
                if behind || unsettled {
                    self.show_all(shared, changed, begun, told);
                    behind = false;
                }
                continue;
            };
            if changes.stop {
                return;
            }
            if changes.lost {
                tell(told, Event::Looking);
            }
            let paths: Vec<Utf8PathBuf> = changes.paths.into_iter().collect();
            let texts = if changes.everywhere { None } else { self.folder.texts(&paths) };
            match texts {
                Some(changed) if changed.is_empty() => {}
                Some(changed) if self.show_at_once(shared, &changed) => {
                    tell(told, Event::Ready { changed, took: begun.elapsed() });
                    (unsettled, behind) = (true, true);
                }
                Some(changed) => {
                    self.show_all(shared, changed, begun, told);
                    (unsettled, behind) = (true, false);
                }
                None => {
                    let changed = self.folder.look();
                    // A folder that has just come may get more before it is watched.
                    unsettled |= !changed.is_empty();
                    if behind || !changed.is_empty() {
                        self.show_all(shared, changed, begun, told);
                        behind = false;
                    }
                }
            }
        }
    }

    /// Shows changed records without a build, if nothing else is made from what changed in them.
    fn show_at_once(&self, shared: &Shared, changed: &[Utf8PathBuf]) -> bool {
        let [path] = changed else { return false };
        let Some((_, source)) = self.folder.files().find(path.as_str()) else { return false };
        let shown = shared.site.write().unwrap_or_else(PoisonError::into_inner).replace(source);
        if shown {
            shared.version.send_modify(|version| *version += 1);
        }
        shown
    }

    /// Builds, and shows everything.
    fn show_all(&mut self, shared: &Shared, changed: Vec<Utf8PathBuf>, begun: Instant, told: &Sender<Event>) {
        // Without a good configuration at the start there would be no server.
        let Ok((built, problems)) = self.build() else { return };
        let mut site = shared.site.write().unwrap_or_else(PoisonError::into_inner);
        let had = |p: &Problem, list: &[Problem]| list.iter().any(|q| q.key() == p.key());
        let new: Vec<Problem> = problems.iter().filter(|p| !had(p, &site.problems)).cloned().collect();
        let mended = site.problems.iter().filter(|p| !had(p, &problems)).count();
        let same = problems.len() - new.len();
        site.take(built, problems);
        drop(site);
        shared.version.send_modify(|version| *version += 1);
        let any = !changed.is_empty();
        if any {
            tell(told, Event::Ready { changed, took: begun.elapsed() });
        }
        tell(told, Event::Checked { new, same, mended });
    }

    /// Builds from the files as they are. If the configuration is in error, the last good one stands in.
    fn build(&mut self) -> Result<(Built, Vec<Problem>), (Files, Vec<Diagnostic>)> {
        let mut files = self.folder.files().clone();
        let mut problems = Vec::new();
        let (config, faults) = self.config();
        match (&self.good, faults.is_empty()) {
            (Some(good), false) => {
                problems = faults;
                match files.sources.iter_mut().find(|s| s.path == config::FILE) {
                    Some(source) => *source = good.clone(),
                    None => files.sources.push(good.clone()),
                }
                files.sources.sort_by(|a, b| a.path.cmp(&b.path));
            }
            (_, true) => self.good = config,
            (None, false) => {}
        }
        let diagnostics = if problems.is_empty() { self.folder.diagnostics() } else { Vec::new() };
        let Options { today, drafts, rules, .. } = self.options;
        let earlier = std::mem::take(&mut self.pictures);
        let built = build(Input { files, diagnostics, today, drafts, base_url: None, rules, earlier })?;
        self.pictures = picture::ready::files(&built.pictures);
        problems.extend(built.diagnostics.iter().map(|d| Problem::new(d, &built.files)));
        Ok((built, problems))
    }

    /// The configuration as it is now, and the errors in it.
    fn config(&self) -> (Option<Source>, Vec<Problem>) {
        let files = self.folder.files();
        let Some((id, source)) = files.find(config::FILE) else {
            let missing =
                Diagnostic::new(&config::CONFIG_MISSING, "the file `hereabouts.toml` is gone").at_path(config::FILE);
            let help = "the site is shown as it was before; put the file back";
            return (None, vec![Problem::new(&missing.help(help), files)]);
        };
        let (read, told): (Config, Vec<Diagnostic>) = config::read(source, id);
        let told = check::apply(&read, files, told);
        let errors = told.iter().filter(|d| d.severity == Severity::Error);
        (Some(source.clone()), errors.map(|d| Problem::new(d, files)).collect())
    }
}

fn tell(told: &Sender<Event>, event: Event) {
    // When nobody listens any more the server has ended.
    let _ = told.send(event);
}
