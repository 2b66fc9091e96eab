//! The site in a browser while it is written: in memory only, and shown anew after every change.
//!
//! Two threads: one waits for changes and builds (`work`), the other answers browsers (`http`). Between them
//! lies the [`Site`](site::Site) that is shown now, and a number that grows with every change, for which
//! waiting browsers listen. What happens is told as [`Event`]s; the words for them are the command's.

mod address;
mod event;
mod http;
mod kind;
mod page;
mod site;
mod watch;
mod work;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, RwLock};

use camino::Utf8PathBuf;
use tokio::sync::watch as number;

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Rule};
use crate::files::Folder;
use crate::source::Files;

pub use event::{Event, Problem};

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site's folder.
    pub root: Utf8PathBuf,
    /// The port; if it is taken, the next free one. 0 is any.
    pub port: u16,
    /// Whether other devices in the network may see it.
    pub lan: bool,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The day that counts as today.
    pub today: Date,
    /// All rules of the program.
    pub rules: &'static [&'static Rule],
    /// Whether to look for changes every second, rather than to be told of them by the computer.
    pub poll: bool,
    /// Whether Ctrl+C ends it; then [`Event::Ended`] is told.
    pub ctrl_c: bool,
}

/// Why it does not serve.
pub enum Failure {
    /// The folder is no site; what there is to tell.
    NoSite(Files, Vec<Diagnostic>),
    /// There is no port to be had.
    Network(io::Error),
}

/// A server at work. It ends when it is dropped.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// This computer's address in its network, if others may see the site.
    pub lan: Option<IpAddr>,
    /// The site's name.
    pub title: String,
    /// What there was to tell at the start.
    pub problems: Vec<Problem>,
    /// What happens from now on.
    pub events: Receiver<Event>,
    stop: number::Sender<bool>,
    changes: Sender<watch::Change>,
}

/// What both threads hold.
struct Shared {
    site: RwLock<site::Site>,
    /// Grows with every change.
    version: number::Sender<u64>,
}

impl Server {
    /// Reads and builds the site, and begins to serve it.
    pub fn start(options: Options) -> Result<Self, Failure> {
        let (told, events) = channel();
        let (changes, changed) = channel();
        // Before anything is read, so that no change falls between reading and watching.
        let watcher = watch::Watcher::new(&options.root, options.poll, changes.clone());
        let folder = Folder::open(&options.root);
        let (work, site) =
            work::Work::start(folder, &options).map_err(|(files, diagnostics)| Failure::NoSite(files, diagnostics))?;
        let listener = address::listen(options.port, options.lan).map_err(Failure::Network)?;
        let address = listener.local_addr().map_err(Failure::Network)?;
        let (stop, stopped) = number::channel(false);
        let (title, problems) = (site.title().to_owned(), site.problems.clone());
        let shared = Arc::new(Shared { site: RwLock::new(site), version: number::Sender::new(0) });
        http::start(listener, Arc::clone(&shared), stopped, options.ctrl_c.then(|| told.clone()))
            .map_err(Failure::Network)?;
        std::thread::spawn(move || work.run(&shared, watcher, &changed, &told));
        let lan = options.lan.then(address::in_network).flatten();
        Ok(Self { address, lan, title, problems, events, stop, changes })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        // If the other side has ended already, all the better.
        let _ = self.changes.send(watch::Change::Stop);
    }
}
