//! An address that looks like somebody's home.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// An address that looks like somebody's home.
pub static RULE: Rule = Rule {
    code: "home-address",
    severity: Severity::Warning,
    title: "an address that looks like somebody's home",
    explain: "\"c/o\" and \"Flat 3\" are how letters find people at home. Everybody can read the site, and a booklet lies about for \
years. Write where the group meets instead (`meets_at = \"loom-hall\"`), or `address = \"withheld\"` with a way to get in touch. If \
it is no home (a flat that is a community room, say), write `home-address = \"off\"` below `[rules]` in `hereabouts.toml`.",
};

/// Every address that is published and begins as those of homes do.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let addresses = site.directory.records.iter().flat_map(|record| record.fields.words("address"));
    let told = addresses.filter_map(|address| {
        let sign = sign(&address.value)?;
        let message = format!("this address looks like somebody's home (`{sign}`)");
        let help = "write where people meet, or `address = \"withheld\"` and a way to get in touch";
        Some(Diagnostic::new(&RULE, message).at(address.span).help(help))
    });
    told.collect()
}

/// The words that say so.
fn sign(address: &str) -> Option<&str> {
    let parts = address.split([',', '\n', ';']).map(str::trim);
    parts.into_iter().find_map(|part| {
        let low = part.to_lowercase();
        let (first, rest) = low.split_once([' ', '.']).unwrap_or((&low, ""));
        let is_numbered = rest.trim_start_matches([' ', '.']).chars().take(3).any(|c| c.is_ascii_digit())
            || rest.trim().chars().count() == 1;
        let is_home = match first {
            "c/o" => true,
            "care" => rest.starts_with("of "),
            "flat" | "apt" | "apartment" | "maisonette" | "bedsit" => is_numbered,
            _ => false,
        };
        is_home.then(|| part.get(..24).unwrap_or(part))
    })
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn the_address_of_a_home_is_told_and_that_of_a_hall_is_not() {
        let told = |address: &str| {
            let record = format!("+++\ntitle = \"Choir\"\naddress = \"{address}\"\n+++\n");
            site(&[("content/groups/choir.md", &record)], |site| said(site, &check(site)).concat())
        };
        let home = told("c/o Mrs Green, 4 Mill Lane");
        assert!(
            home.starts_with("content/groups/choir.md:3:11 this address looks like somebody's home (`c/o Mrs Green`)"),
            "{home}"
        );
        for home in ["Flat 3, Damson Court", "Damson Court, Apt. 12", "Flat B, 9 Mill Lane", "care of the Greens"] {
            assert!(told(home).contains("somebody's home"), "{home}");
        }
        for hall in [
            "Loom Hall, 12 Weaver Street",
            "The Flat Iron, Mill Lane",
            "Flat Holm Road 3",
            "Care Centre, Mill Lane",
            "withheld",
        ] {
            assert_eq!(told(hall), "", "{hall}");
        }
    }
}
