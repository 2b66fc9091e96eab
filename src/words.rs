//! Words of a sentence, cut down to what they share with their relatives.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say nothing about what a sentence is about, in order.
const EMPTY: [&str; 287] = [
    "a",
    "about",
    "after",
    "afternoon",
    "afternoons",
    "again",
    "all",
    "also",
    "always",
    "am",
    "an",
    "and",
    "another",
    "any",
    "anybody",
    "anybodys",
    "anyone",
    "anything",
    "april",
    "are",
    "as",
    "at",
    "august",
    "autumn",
    "away",
    "be",
    "because",
    "been",
    "before",
    "being",
    "best",
    "better",
    "between",
    "big",
    "bit",
    "both",
    "bring",
    "brings",
    "by",
    "can",
    "come",
    "comes",
    "could",
    "day",
    "days",
    "december",
    "did",
    "do",
    "does",
    "doing",
    "done",
    "dozen",
    "during",
    "each",
    "eight",
    "eleven",
    "end",
    "enough",
    "even",
    "evening",
    "evenings",
    "ever",
    "every",
    "everybody",
    "everyone",
    "everything",
    "february",
    "few",
    "first",
    "five",
    "for",
    "forty",
    "four",
    "free",
    "friday",
    "fridays",
    "from",
    "get",
    "give",
    "gives",
    "goes",
    "going",
    "good",
    "group",
    "groups",
    "had",
    "half",
    "has",
    "have",
    "help",
    "her",
    "here",
    "his",
    "hour",
    "hours",
    "how",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "january",
    "july",
    "june",
    "just",
    "keep",
    "keeps",
    "kind",
    "know",
    "knows",
    "last",
    "let",
    "lets",
    "like",
    "little",
    "local",
    "long",
    "look",
    "looks",
    "lot",
    "lots",
    "make",
    "makes",
    "many",
    "march",
    "may",
    "me",
    "might",
    "minute",
    "minutes",
    "monday",
    "mondays",
    "month",
    "months",
    "more",
    "morning",
    "mornings",
    "most",
    "much",
    "must",
    "my",
    "near",
    "need",
    "needs",
    "neighbour",
    "neighbours",
    "never",
    "new",
    "next",
    "nice",
    "night",
    "nights",
    "nine",
    "no",
    "nobody",
    "not",
    "nothing",
    "november",
    "now",
    "october",
    "of",
    "often",
    "old",
    "on",
    "once",
    "one",
    "only",
    "open",
    "or",
    "other",
    "others",
    "our",
    "out",
    "over",
    "own",
    "part",
    "people",
    "person",
    "piece",
    "pieces",
    "place",
    "places",
    "please",
    "put",
    "puts",
    "really",
    "saturday",
    "saturdays",
    "say",
    "says",
    "see",
    "september",
    "seven",
    "shall",
    "short",
    "should",
    "show",
    "shows",
    "side",
    "six",
    "small",
    "so",
    "some",
    "somebody",
    "someone",
    "something",
    "sort",
    "spare",
    "spring",
    "still",
    "such",
    "summer",
    "sunday",
    "sundays",
    "take",
    "takes",
    "tell",
    "ten",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "think",
    "thirty",
    "this",
    "three",
    "thursday",
    "thursdays",
    "time",
    "to",
    "too",
    "top",
    "tried",
    "tries",
    "try",
    "trying",
    "tuesday",
    "tuesdays",
    "turn",
    "turns",
    "twelve",
    "twenty",
    "two",
    "under",
    "until",
    "up",
    "use",
    "used",
    "very",
    "want",
    "wants",
    "was",
    "way",
    "we",
    "wednesday",
    "wednesdays",
    "week",
    "weekend",
    "weekends",
    "weeks",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whole",
    "why",
    "will",
    "winter",
    "with",
    "would",
    "year",
    "years",
    "yet",
    "you",
    "your",
];

/// The stems of the telling words of a text, each once, in order.
pub fn stems(text: &str) -> Vec<String> {
    let folded: String =
        text.nfkd().filter(|&c| !is_combining_mark(c) && c != '\'' && c != '’').flat_map(char::to_lowercase).collect();
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 2 && EMPTY.binary_search(w).is_err());
    let mut stems: Vec<String> = words.map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// A word without its usual endings, so that "sharpening", "sharpens" and "sharpener" meet.
/// Words of other languages than English mostly stay as they are.
pub fn stem(word: &str) -> String {
    if !word.is_ascii() {
        return word.to_owned();
    }
    let mut word = word.to_owned();
    for (ending, instead, least) in [
        ("sses", "ss", 3),
        ("ies", "y", 3),
        ("ves", "f", 3),
        ("oes", "o", 3),
        ("shes", "sh", 3),
        ("ches", "ch", 3),
        ("xes", "x", 2),
        ("ss", "ss", 1),
        ("us", "us", 2),
        ("s", "", 3),
    ] {
        if let Some(start) = word.strip_suffix(ending).filter(|s| s.len() >= least) {
            word = format!("{start}{instead}");
            break;
        }
    }
    for ending in ["ings", "ing", "ers", "ed", "er"] {
        if let Some(start) = word.strip_suffix(ending).filter(|s| s.len() >= 3 && s.contains(|c| "aeiouy".contains(c)))
        {
            let doubled =
                matches!(start.as_bytes(), [_, _, .., before, last] if before == last && !b"lsz".contains(last));
            word = if doubled { start[..start.len() - 1].to_owned() } else { start.to_owned() };
            break;
        }
    }
    if word.len() > 4 && word.ends_with('e') {
        word.pop();
    }
    word
}

/// Cuts the words of a language down to their stems, for the search. For its few gifts the exchange takes
/// [`stem`] instead, which makes more words of English meet: "loaves" and "loaf", "knitter" and "knit".
pub struct Stemmer(Option<frostem::Stemmer>);

impl Stemmer {
    /// For the language with this tag; words of a language that it does not know stay as they are.
    pub fn new(language: &str) -> Self {
        use frostem::Algorithm as A;
        let algorithm = match language.split(['-', '_']).next().unwrap_or("") {
            "ar" => A::Arabic,
            "ca" => A::Catalan,
            "da" => A::Danish,
            "de" => A::German,
            "el" => A::Greek,
            "en" => A::English,
            "es" => A::Spanish,
            "et" => A::Estonian,
            "eu" => A::Basque,
            "fi" => A::Finnish,
            "fr" => A::French,
            "ga" => A::Irish,
            "hi" => A::Hindi,
            "hu" => A::Hungarian,
            "it" => A::Italian,
            "lt" => A::Lithuanian,
            "nl" => A::Dutch,
            "nb" | "nn" | "no" => A::Norwegian,
            "pl" => A::Polish,
            "pt" => A::Portuguese,
            "ro" => A::Romanian,
            "ru" => A::Russian,
            "sv" => A::Swedish,
            "ta" => A::Tamil,
            "tr" => A::Turkish,
            _ => return Self(None),
        };
        Self(Some(frostem::Stemmer::new(algorithm)))
    }

    /// The stem of a folded word.
    pub fn stem<'a>(&self, word: &'a str) -> std::borrow::Cow<'a, str> {
        match &self.0 {
            Some(stemmer) => stemmer.stem(word),
            None => word.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stems;

    #[test]
    fn the_empty_words_are_in_order() {
        assert!(super::EMPTY.is_sorted());
    }

    #[test]
    fn relatives_meet() {
        for (a, b) in [
            ("sharpening blades", "someone who can sharpen a blade"),
            ("loaves", "loaf"),
            ("knitting", "knits"),
            ("singers", "singing"),
            ("minibuses", "minibus"),
        ] {
            let (a_, b_) = (stems(a), stems(b));
            assert!(a_.iter().any(|s| b_.contains(s)), "{a}: {a_:?} and {b}: {b_:?}");
        }
    }
}
