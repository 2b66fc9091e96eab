//! From a git host to the web: the files that a host needs to make the site of each change, the address at
//! which the site will stand, and what to click there.

mod address;
mod clicks;
mod files;
pub mod inspect;
mod settings;

pub use address::{Address, address, is_example, is_own};
use camino::Utf8PathBuf;
use clap::ValueEnum;
pub use clicks::clicks;
pub use files::files;
pub use settings::{Setting, settings};

use crate::repository::{Forge, Place, Repository};

/// Where a site can be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// GitHub Pages
    Github,
    /// GitLab Pages, on gitlab.com or a server of your own
    Gitlab,
    /// Codeberg Pages
    Codeberg,
    /// Netlify
    Netlify,
    /// Cloudflare
    Cloudflare,
}

impl Host {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Github, Self::Gitlab, Self::Codeberg, Self::Netlify, Self::Cloudflare];

    /// Its name, as it is typed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Codeberg => "codeberg",
            Self::Netlify => "netlify",
            Self::Cloudflare => "cloudflare",
        }
    }

    /// Its name, as one says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Github => "GitHub Pages",
            Self::Gitlab => "GitLab Pages",
            Self::Codeberg => "Codeberg Pages",
            Self::Netlify => "Netlify",
            Self::Cloudflare => "Cloudflare",
        }
    }

    /// The host that publishes what is kept at this place.
    pub fn of(place: &Place) -> Option<Self> {
        match (Forge::of_server(&place.server)?, place.server.as_str()) {
            (Forge::Github, _) => Some(Self::Github),
            (Forge::Gitlab, _) => Some(Self::Gitlab),
            (Forge::Forgejo, "codeberg.org") => Some(Self::Codeberg),
            (Forge::Forgejo, _) => None,
        }
    }

    /// Whether it publishes what is kept by such a forge.
    pub fn takes(self, forge: Forge) -> bool {
        match self {
            Self::Github => forge == Forge::Github,
            Self::Gitlab => forge == Forge::Gitlab,
            Self::Codeberg => forge == Forge::Forgejo,
            Self::Netlify | Self::Cloudflare => true,
        }
    }
}

/// Where the workflow gets the program from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Program {
    /// A file on the web that runs on Linux, and the SHA-256 of its bytes.
    File {
        /// Its address.
        url: String,
        /// Sixty-four small hexadecimal digits.
        sha256: String,
    },
    /// It is built from its source with `cargo install`, in this version.
    Source(String),
}

impl Program {
    /// The program at `url`, if that is an address of the web and the digits are those of a SHA-256.
    pub fn file(url: &str, sha256: &str) -> Option<Self> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/%+".contains(c);
        let is_url = url.starts_with("https://") && url.len() > 12 && url.chars().all(is_plain);
        let is_sum = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        (is_url && is_sum).then(|| Self::File { url: url.to_owned(), sha256: sha256.to_ascii_lowercase() })
    }
}

/// A site that is to be published.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// Where to.
    pub host: Host,
    /// Where its files are kept.
    pub repository: &'a Repository,
    /// The address that its configuration names, or that was asked for.
    pub own_address: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
    /// Where the program comes from.
    pub program: &'a Program,
}

/// A file that is written, by its path from the top of the repository.
pub type Made = (Utf8PathBuf, String);
