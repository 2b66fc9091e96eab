//! A telephone number that was cut short.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::fields::Fields;
use crate::span::Spanned;

/// A telephone number that was cut short.
pub static RULE: Rule = Rule {
    code: "phone-short",
    severity: Severity::Warning,
    title: "a telephone number that was cut short",
    explain: "A number that begins with 0 or + has at least eight digits wherever one lives. One that is cut short rings nowhere, \
or at somebody else's: look at the paper once more, or ring it yourself. Short numbers such as 101 or 116 123 are left alone.",
};

/// The fewest digits of a number with its prefix.
const FEWEST: usize = 8;

/// Every number with a prefix that has too few digits.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let own = |fields: &'_ Fields| -> Vec<Spanned<String>> {
        ["phone", "text"].into_iter().flat_map(|field| fields.words(field).to_vec()).collect()
    };
    let numbers = site.directory.records.iter().flat_map(|record| {
        let contacts = record.fields.tables("contact").iter().flat_map(own);
        own(&record.fields).into_iter().chain(contacts).collect::<Vec<_>>()
    });
    let told = numbers.filter_map(|number| {
        let digits = cut_short(&number.value)?;
        let message = format!("`{}` has only {digits} digits: was it cut short?", number.value.trim());
        Some(Diagnostic::new(&RULE, message).at(number.span).help("look at the paper once more, and write all of it"))
    });
    told.collect()
}

/// How many digits it has, if they are too few.
fn cut_short(number: &str) -> Option<usize> {
    let number = number.trim().trim_start_matches('(');
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || " +()-./\u{a0}".contains(c));
    (is_plain && digits > 0 && digits < FEWEST && number.starts_with(['0', '+'])).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_number_with_too_few_digits_is_told_and_a_short_one_is_not() {
        let record = "+++\ntitle = \"Choir\"\nphone = [\"01632 96\", \"01632 960122\", \"101\", \"116 123\", \"ring 01632\"]\ncontact = { phone = \"+44 1632\" }\n+++\n";
        site(&[("content/groups/choir.md", record)], |site| {
            let help = "look at the paper once more, and write all of it";
            assert_eq!(
                said(site, &check(site)),
                [
                    format!("content/groups/choir.md:3:10 `01632 96` has only 7 digits: was it cut short? | {help}"),
                    format!("content/groups/choir.md:4:21 `+44 1632` has only 6 digits: was it cut short? | {help}"),
                ]
            );
        });
    }
}
