//! Words of a sentence, cut down to what they share with their relatives.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say nothing about what a sentence is about.
const EMPTY: [&str; 76] = [
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "by", "can", "could", "do",
    "each", "every", "few", "first", "for", "free", "from", "get", "good", "has", "have", "help", "her", "his", "how",
    "if", "in", "into", "is", "it", "like", "little", "more", "most", "new", "no", "not", "of", "old", "on", "once",
    "one", "or", "our", "out", "over", "people", "please", "some", "somebody", "someone", "spare", "that", "the",
    "their", "them", "these", "they", "this", "time", "to", "two", "up", "use", "used", "we", "who", "will", "with",
    "you",
];

/// The stems of the telling words of a text, each once, in order.
pub fn stems(text: &str) -> Vec<String> {
    let folded: String =
        text.nfkd().filter(|&c| !is_combining_mark(c) && c != '\'' && c != '’').flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 2 && !EMPTY.contains(w));
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
            let bytes = start.as_bytes();
            let doubled = bytes.len() > 3
                && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
                && !"lsz".contains(char::from(bytes[bytes.len() - 1]));
            word = if doubled { start[..start.len() - 1].to_owned() } else { start.to_owned() };
            break;
        }
    }
    if word.len() > 4 && word.ends_with('e') {
        word.pop();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::stems;

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
