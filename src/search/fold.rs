//! The words of a text, folded so that what people type and what records say meet: small letters, no accents,
//! no apostrophes, dotted initials joined, Chinese, Japanese and Korean in pairs of signs.
//!
//! `themes/default/static/search.js` folds a query in the very same steps; `tests/fixtures/folding.json` holds
//! the cases that both must get right.

use unicode_normalization::UnicodeNormalization;

/// A word is cut after so many UTF-16 units.
pub const LONGEST: usize = 32;

/// Adds the folded words of `text` to `words`.
pub fn fold(text: &str, words: &mut Vec<String>) {
    if text.is_ascii() {
        split(&text.to_ascii_lowercase(), words);
        return;
    }
    let lower = text.chars().flat_map(char::to_lowercase);
    let bare: String = lower.nfkd().filter(|&c| !is_mark(c)).flat_map(char::to_lowercase).collect();
    let mut plain = String::with_capacity(bare.len());
    bare.nfc().for_each(|c| letter(c, &mut plain));
    split(&plain, words);
}

/// The folded words of `text`.
pub fn folded(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    fold(text, &mut words);
    words
}

/// Cuts folded letters into words.
fn split(text: &str, words: &mut Vec<String>) {
    let mut word = String::new();
    // Whether the last word was a single letter with a full stop behind, and so may be one of initials.
    let (mut initials, mut dots) = (false, 0_usize);
    let mut chars = text.chars().peekable();
    let first = words.len();
    loop {
        let next = chars.next();
        match next {
            Some(c) if is_apostrophe(c) => {}
            Some(c) if !is_separator(c) => word.push(c),
            _ => {
                if !word.is_empty() {
                    let single = word.chars().count() == 1 && !word.chars().any(is_pairwise);
                    let joins = single && initials && dots == 1 && words.len() > first;
                    match words.last_mut() {
                        Some(before) if joins => {
                            before.push_str(&word);
                            word.clear();
                        }
                        _ => push(&mut word, words),
                    }
                    (initials, dots) = (single, 0);
                }
                match next {
                    Some('.') => dots += 1,
                    Some(_) => initials = false,
                    None => break,
                }
            }
        }
    }
}

/// Takes a whole word: signs of Chinese, Japanese and Korean in pairs, an Arabic article off.
fn push(word: &mut String, words: &mut Vec<String>) {
    if word.is_ascii() {
        word.truncate(LONGEST);
        words.push(std::mem::take(word));
        return;
    }
    let mut run: Vec<char> = Vec::new();
    let mut is_pairs = false;
    for c in word.drain(..).map(Some).chain([None]) {
        let pairwise = c.is_some_and(is_pairwise);
        if (c.is_none() || pairwise != is_pairs) && !run.is_empty() {
            if is_pairs && run.len() > 1 {
                words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
            } else {
                words.push(cut(without_article(&run)));
            }
            run.clear();
        }
        is_pairs = pairwise;
        run.extend(c);
    }
}

fn cut(word: &[char]) -> String {
    let mut units = 0;
    word.iter()
        .take_while(|c| {
            units += c.len_utf16();
            units <= LONGEST
        })
        .collect()
}

/// Arabic words without "al-", and without "and", "by" or "like" before it, if enough is left.
fn without_article(word: &[char]) -> &[char] {
    match word {
        ['ا', 'ل', rest @ ..] | ['و' | 'ب' | 'ك', 'ا', 'ل', rest @ ..] if rest.len() >= 3 => rest,
        _ => word,
    }
}

/// A letter as all its forms are written.
fn letter(c: char, out: &mut String) {
    let one = match c {
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        'ς' => 'σ',
        'ß' => return out.push_str("ss"),
        'æ' => return out.push_str("ae"),
        'œ' => return out.push_str("oe"),
        'þ' => return out.push_str("th"),
        '\u{671}' => '\u{627}',
        '\u{649}' | '\u{6cc}' | '\u{6d2}' => '\u{64a}',
        '\u{6a9}' => '\u{643}',
        '\u{629}' | '\u{6c1}' | '\u{6be}' | '\u{6d5}' | '\u{6c3}' => '\u{647}',
        '\u{660}'..='\u{669}' => char::from(b'0' + (c as u32 - 0x660) as u8),
        '\u{6f0}'..='\u{6f9}' => char::from(b'0' + (c as u32 - 0x6f0) as u8),
        _ => c,
    };
    out.push(one);
}

/// Marks on letters, and signs that nobody sees.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'
        | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '′' | 'ʼ' | 'ʻ')
}

/// Whether words end at this sign.
fn is_separator(c: char) -> bool {
    matches!(c,
        '\0'..='/' | ':'..='@' | '['..='`' | '{'..='\u{bf}' | '×' | '÷' | '\u{55a}'..='\u{55f}' | '\u{5be}' | '\u{5c0}'
        | '\u{5c3}' | '\u{5f3}' | '\u{5f4}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}'
        | '\u{964}' | '\u{965}' | '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303d}' | '\u{30fb}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe6f}' | '\u{fff0}'..='\u{ffff}' | '\u{1f000}'..='\u{1fbff}')
}

/// Signs of scripts that put no spaces between words: two neighbours stand for a word.
fn is_pairwise(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn each_case_of_the_shared_table_is_folded_as_it_says() {
        let table: Vec<(String, Vec<String>)> =
            serde_json::from_str(include_str!("../../tests/fixtures/folding.json")).expect("the table is JSON");
        assert!(table.len() > 30);
        for (text, words) in table {
            assert_eq!(folded(&text), words, "{text}");
        }
    }
}
