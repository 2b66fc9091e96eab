//! The address at which a site will stand.

use super::{Host, Site};
use crate::safe_url::encode;

/// What is known of the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// This one, which the host gives, with a slash at its end.
    Given(String),
    /// This one, a domain of one's own, with a slash at its end.
    Own(String),
    /// The host tells it once the site is there.
    Later,
}

impl Address {
    /// The address, if it is known.
    pub fn known(&self) -> Option<&str> {
        match self {
            Self::Given(address) | Self::Own(address) => Some(address),
            Self::Later => None,
        }
    }
}

/// The address of a site: the one of its own if it has one, else the one that the host gives.
pub fn address(site: &Site) -> Address {
    let given = given(site);
    match site.own_address.filter(|own| is_own(own)) {
        Some(own) => Address::Own(own.to_owned()),
        None => match (given, site.own_address) {
            (Some(given), _) => Address::Given(given),
            // A host that makes up the address told it already.
            (None, Some(own)) if is_hosts(site.host, own) => Address::Given(own.to_owned()),
            (None, _) => Address::Later,
        },
    }
}

/// The address that the host gives, where it can be known.
fn given(site: &Site) -> Option<String> {
    let place = &site.repository.place;
    let (owner, name) = (place.owner().to_lowercase(), place.name());
    match site.host {
        Host::Github if name.to_lowercase() == format!("{owner}.github.io") => {
            Some(format!("https://{owner}.github.io/"))
        }
        Host::Github => Some(format!("https://{owner}.github.io/{}/", encode(name))),
        // A name with a dot cannot stand in front of the server's.
        Host::Codeberg if owner.contains('.') => {
            let below = if name == "pages" { String::new() } else { format!("{}/", encode(name)) };
            Some(format!("https://pages.codeberg.org/{owner}/{below}"))
        }
        Host::Codeberg if name == "pages" => Some(format!("https://{owner}.codeberg.page/")),
        Host::Codeberg => Some(format!("https://{owner}.codeberg.page/{}/", encode(name))),
        Host::Gitlab | Host::Netlify | Host::Cloudflare => None,
    }
}

/// Whether an address is one that stands in an example, and is nobody's.
pub fn is_example(address: &str) -> bool {
    let server = server(address);
    ["example", "test", "invalid", "localhost"].iter().any(|end| server == *end || server.ends_with(&format!(".{end}")))
        || ["example.org", "example.com", "example.net"]
            .iter()
            .any(|end| server == *end || server.ends_with(&format!(".{end}")))
}

/// Whether an address is a domain of one's own: no host gives such ones, and no example has them.
pub fn is_own(address: &str) -> bool {
    !is_example(address) && Host::ALL.iter().all(|host| !is_hosts(*host, address))
}

/// Whether it is the host that gives such addresses.
fn is_hosts(host: Host, address: &str) -> bool {
    let ends: &[&str] = match host {
        Host::Github => &[".github.io"],
        Host::Gitlab => &[".gitlab.io"],
        Host::Codeberg => &[".codeberg.page", "pages.codeberg.org"],
        Host::Netlify => &[".netlify.app"],
        Host::Cloudflare => &[".workers.dev", ".pages.dev"],
    };
    let server = server(address);
    ends.iter().any(|end| server.ends_with(end))
}

/// The server of an address, in small letters, without its port.
pub fn server(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let server = rest.split(['/', '?', '#']).next().unwrap_or("");
    server.split(':').next().unwrap_or("").to_lowercase()
}
