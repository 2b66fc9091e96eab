//! A category that the site does not have.

use super::Site;
use crate::config::Term;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::mistakes::not_a_choice::several;
use crate::mistakes::quoted;
use crate::slug::slug;
use crate::span::Spanned;
use crate::suggest::{is_slip, nearest};

/// A category that the site does not have.
pub static RULE: Rule = Rule {
    code: "unknown-category",
    severity: Severity::Error,
    title: "a category that the site does not have",
    explain: "The categories of a site stand in `hereabouts.toml`, each with its short name and its name for readers:\n\n    \
[categories]\n    repair = \"Repair\"\n    food = \"Food and growing\"\n\nA record may use either name. One list for all \
keeps “Gardening”, “gardens” and “Growing” from becoming three topics.",
};

/// Every category in a record that is not in the configuration.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let what = Words { rule: &RULE, one: "category", many: "categories", table: "categories" };
    unknown(&site.directory.unknown_categories, &site.config.categories, &what)
}

/// How to speak of categories, or of areas.
pub struct Words {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// "category"
    pub one: &'static str,
    /// "categories"
    pub many: &'static str,
    /// The table in the configuration.
    pub table: &'static str,
}

/// What there is to say of `names`, none of which is among `terms`.
pub fn unknown(names: &[Spanned<String>], terms: &[Term], words: &Words) -> Vec<Diagnostic> {
    if terms.is_empty() {
        return no_terms(names, words).into_iter().collect();
    }
    names.iter().map(|name| one(name, terms, words)).collect()
}

fn one(name: &Spanned<String>, terms: &[Term], words: &Words) -> Diagnostic {
    let said = name.value.trim();
    let both = terms.iter().flat_map(|t| [(t.slug.as_str(), t), (t.label.as_str(), t)]);
    let lay = terms.iter().flat_map(|t| t.words.iter().map(move |w| (w.as_str(), t)));
    let near = nearest(said, both.clone().map(|(name, _)| name));
    let near = near.and_then(|near| both.clone().find(|(name, _)| *name == near)).map(|(_, term)| term);
    // A lay word such as "puncture" is not a name, but it says which category is meant.
    let meant = near.or_else(|| lay.clone().find(|(word, _)| word.eq_ignore_ascii_case(said)).map(|(_, term)| term));
    let Words { rule, one, table, .. } = words;
    if let Some(parts) =
        several(said).filter(|_| near.is_none_or(|t| !is_slip(said, &t.slug) && !is_slip(said, &t.label)))
    {
        let message = format!("no {one} is called `{said}`: several stand in one pair of quotes");
        return Diagnostic::new(rule, message).at(name.span).help(format!("write a list: `[{parts}]`"));
    }
    match meant {
        Some(term) => {
            let diagnostic =
                Diagnostic::new(rule, format!("no {one} is called `{said}`; did you mean `{}`?", term.slug))
                    .at(name.span)
                    .help(format!("write {} (for readers: {})", quoted(&term.slug), term.label));
            let is_word = term.words.iter().any(|w| w.eq_ignore_ascii_case(said));
            let sure = is_word || is_slip(said, &term.slug) || is_slip(said, &term.label);
            if sure { diagnostic.fix(name.span, quoted(&term.slug)) } else { diagnostic }
        }
        None => {
            let known: Vec<String> = terms.iter().take(20).map(|t| format!("`{}`", t.slug)).collect();
            let new = line(said);
            let help = format!(
                "write one of: {}; for a new {one} add the line `{new}` below `[{table}]` in `hereabouts.toml`",
                known.join(", ")
            );
            Diagnostic::new(rule, format!("no {one} is called `{said}`")).at(name.span).help(help)
        }
    }
}

/// A site without any is one fault, not one for each record.
fn no_terms(names: &[Spanned<String>], words: &Words) -> Option<Diagnostic> {
    let first = names.iter().min_by_key(|n| n.span)?;
    let mut lines: Vec<String> = names.iter().map(|n| format!("`{}`", line(n.value.trim()))).collect();
    lines.sort();
    lines.dedup();
    lines.truncate(8);
    let Words { rule, many, table, .. } = words;
    let message = format!("this site has no {many} yet, so `{}` is not one", first.value.trim());
    let help = format!(
        "in `hereabouts.toml`, below the line `[{table}]` (add it if it is not there), write {}",
        lines.join(", ")
    );
    Some(Diagnostic::new(rule, message).at(first.span).help(help))
}

/// The line that makes `name` known: `food-and-growing = "Food and growing"`.
fn line(name: &str) -> String {
    let mut letters = name.chars();
    let label: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let own = slug(name);
    format!("{} = {}", if own.is_empty() { "name" } else { &own }, quoted(&label.replace('-', " ")))
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_misspelt_category_is_mended() {
        let record = "+++\ntitle = \"Choir\"\ncategories = [\"Repair\", \"repare\"]\n+++\n";
        site(&[("content/groups/choir.md", record)], |site| {
            let told = said(site, &check(site));
            assert_eq!(
                told,
                ["content/groups/choir.md:3:25 no category is called `repare`; did you mean `repair`? | \
                  write \"repair\" (for readers: Repair) → \"repair\""]
            );
        });
    }

    #[test]
    fn a_stranger_is_told_what_there_is_and_how_to_add_to_it() {
        let record = "+++\ntitle = \"Choir\"\ncategories = \"music\"\n+++\n";
        site(&[("content/groups/choir.md", record)], |site| {
            let told = said(site, &check(site)).concat();
            assert!(told.contains("write one of: `food`, `repair`") && told.contains("`music = \"Music\"`"), "{told}");
        });
    }

    #[test]
    fn a_site_without_categories_is_told_once_how_to_begin() {
        let files = [
            ("hereabouts.toml", "title = \"Millbrook\"\n"),
            ("content/groups/a.md", "+++\ntitle = \"A\"\ncategories = [\"music\", \"getting about\"]\n+++\n"),
            ("content/groups/b.md", "+++\ntitle = \"B\"\ncategories = \"music\"\n+++\n"),
        ];
        site(&files, |site| {
            let told = said(site, &check(site));
            assert_eq!(
                told,
                ["content/groups/a.md:3:15 this site has no categories yet, so `music` is not one | in \
                  `hereabouts.toml`, below the line `[categories]` (add it if it is not there), write `getting-about = \"Getting about\"`, `music = \"Music\"`"]
            );
        });
    }
}
