//! The order of names: as a reader of the site's language expects it, without a leading "The".

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Puts names in order.
pub struct Collation {
    collator: CollatorBorrowed<'static>,
    articles: &'static [&'static str],
}

/// The articles that a name is not looked up by, for each language.
const ARTICLES: [(&str, &[&str]); 8] = [
    ("en", &["the ", "a ", "an "]),
    ("cy", &["y ", "yr ", "'r "]),
    ("de", &["der ", "die ", "das "]),
    ("fr", &["le ", "la ", "les ", "l'", "l’"]),
    ("es", &["el ", "la ", "los ", "las "]),
    ("it", &["il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "l’"]),
    ("nl", &["de ", "het ", "'t "]),
    ("pt", &["o ", "a ", "os ", "as "]),
];

impl Collation {
    /// The order of the language with this tag; of no language in particular if it is not known.
    pub fn new(language: &str) -> Self {
        let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
        let main = locale.id.language.as_str();
        let articles = ARTICLES.iter().find(|(l, _)| *l == main).map_or(&[][..], |(_, a)| a);
        let mut options = CollatorOptions::default();
        options.strength = Some(icu_collator::options::Strength::Tertiary);
        #[expect(clippy::expect_used, reason = "the order of no language in particular is compiled in")]
        let collator = Collator::try_new((&locale).into(), options)
            .or_else(|_| Collator::try_new((&Locale::UNKNOWN).into(), options))
            .expect("the root collation is compiled in");
        Self { collator, articles }
    }

    /// What to sort by, byte for byte: names with the same letters come together, and numbers within
    /// the same name keep their bytes' order.
    pub fn key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::new();
        let Ok(()) = self.collator.write_sort_key_to(self.plain(name), &mut key);
        key
    }

    /// The letter of the A–Z under which a name stands: without article and accents; `#` for numbers and signs.
    pub fn letter(&self, name: &str) -> String {
        let Some(first) = self.plain(name).chars().find(|c| c.is_alphanumeric()) else { return "#".to_owned() };
        let base = match first {
            'ł' | 'Ł' => 'L',
            'ø' | 'Ø' => 'O',
            'đ' | 'Đ' => 'D',
            'æ' | 'Æ' => 'A',
            _ => std::iter::once(first).nfkd().find(|&c| !is_combining_mark(c)).unwrap_or(first),
        };
        if base.is_numeric() { "#".to_owned() } else { base.to_uppercase().collect() }
    }

    /// The name without its leading article and without signs before the first letter.
    pub fn plain<'a>(&self, name: &'a str) -> &'a str {
        let name = name.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        let lower = |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        match self.articles.iter().find(|article| lower(article)) {
            Some(article) if name.len() > article.len() => &name[article.len()..],
            _ => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Collation;

    #[test]
    fn names_stand_where_readers_look_for_them() {
        let collation = Collation::new("en-GB");
        let mut names =
            ["The Thursday Table", "Émile’s", "Zumba", "echo", "Łódź Bakery", "Lunch", "“Old” Mill", "A Good Yarn"];
        names.sort_by_key(|n| collation.key(n));
        assert_eq!(
            names,
            ["echo", "Émile’s", "A Good Yarn", "Łódź Bakery", "Lunch", "“Old” Mill", "The Thursday Table", "Zumba"]
        );
        assert_eq!(names.map(|n| collation.letter(n)).concat(), "EEGLLOTZ");
        assert_eq!(collation.letter("2nd Scouts"), "#");
        assert_eq!(collation.letter("مکتبہ"), "م");
    }
}
