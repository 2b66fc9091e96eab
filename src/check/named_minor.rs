//! A child who is named.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A child who is named.
pub static RULE: Rule = Rule {
    code: "named-minor",
    severity: Severity::Warning,
    title: "a child who is named",
    explain: "What is on the web stays there, and a child cannot say yes to that for the rest of a life. Leave the name out and \
write whose child it is not, what it does and through whom one asks: \"a young drummer, ask at the youth club\". If a parent has \
agreed to a first name and nothing in the record says where the child is to be met, write `named-minor = \"off\"` below `[rules]` \
in `hereabouts.toml`.",
};

/// Below this age somebody is a child.
const GROWN_UP: u32 = 18;

/// Every named person of a record that tells of an age below eighteen.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let agreed = site.directory.records.iter().filter(|record| record.fields.date("consent").is_some());
    let told = agreed.filter_map(|record| {
        let field = ["person", "tellers"].into_iter().find_map(|name| record.fields.get(name))?;
        let names = record.fields.words(&field.def.name);
        let source = site.source(record);
        let texts = [
            Some(record.title.value.as_str()),
            record.fields.text("summary"),
            record.body.as_ref().map(|b| b.text(source)),
        ];
        let age = texts.into_iter().flatten().chain(names.iter().map(|n| n.value.as_str())).find_map(age)?;
        let name = names.first()?;
        let message = format!("`{}` is named, and the record tells of an age of {age}", name.value.trim());
        let help = "leave the name of a child out; say through whom one asks";
        Some(Diagnostic::new(&RULE, message).at(name.span).help(help))
    });
    told.collect()
}

/// An age below eighteen that a text tells of one person: "aged 12", "I am 15", "14 years old", "a 9-year-old".
fn age(text: &str) -> Option<u32> {
    let low = text.to_lowercase();
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_age = |at: usize| words.get(at)?.parse::<u32>().ok().filter(|age| (1..GROWN_UP).contains(age));
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or("");
    (0..words.len()).find_map(|at| {
        let age = is_age(at)?;
        let before = word(at.checked_sub(1));
        let is_told = before == "aged" || (["am", "m"].contains(&before) && word(at.checked_sub(2)) == "i");
        let is_counted = ["year", "years"].contains(&word(Some(at + 1))) && word(Some(at + 2)) == "old";
        // "for 8 to 14 years old" is whom it is for.
        let is_range = ["to", "and", "under", "over"].contains(&before) || is_age(at.wrapping_sub(1)).is_some();
        (is_told || is_counted && !is_range).then_some(age)
    })
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_named_child_is_told() {
        let skill = |person: &str, text: &str| {
            let record = format!("+++\ntitle = \"Drums\"\nperson = \"{person}\"\nconsent = 2026-02-14\n+++\n{text}\n");
            site(&[("content/assets/skills/drums.md", &record)], |site| said(site, &check(site)).concat())
        };
        let told = skill("Zoe", "I am 14, and I drum.");
        assert!(
            told.starts_with(
                "content/assets/skills/drums.md:3:10 `Zoe` is named, and the record tells of an age of 14"
            ),
            "{told}"
        );
        for text in ["She is 9 years old.", "A 12-year-old drummer.", "Zoe, aged 11, drums."] {
            assert!(skill("Zoe", text).contains("is named"), "{text}");
        }
        for text in ["I am 41.", "Drums for 8 to 14 years old.", "I drum at 14 Mill Lane, since I am old.", "Year 5"] {
            assert_eq!(skill("Zoe", text), "", "{text}");
        }
        assert!(skill("Zoe, aged 12", "").contains("age of 12"));
    }
}
