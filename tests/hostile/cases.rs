//! The corpus: hostile content folders in families, a file each, and what the program must do with them.
//!
//! A case begins with `#### its name`, goes on with lines `## what must be so`, and then has files as everywhere in the tests,
//! `-- path --`. In texts `⟦20000×[⟧` is repeated, `⟦U+202E⟧` is a letter by its number, and `⟦bytes ff fe⟧` are bytes.

use std::collections::BTreeMap;

/// A case.
pub struct Case {
    /// Its family and name.
    pub name: String,
    /// What the program may end with; 0 or 1 if nothing is said.
    pub exits: Vec<i32>,
    /// Parts of lines that must be said: `content/a.md:3 unsafe-link`, place and rule, or any other words.
    pub told: Vec<String>,
    /// What no byte of the output may hold.
    pub nowhere: Vec<Vec<u8>>,
    /// What some page must show as text.
    pub shown: Vec<String>,
    /// Whether a site that was there before must stay as it was.
    pub keeps: bool,
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The cases of a family.
pub fn read(family: &str, text: &str) -> Vec<Case> {
    let parts = format!("\n{text}");
    let cases: Vec<Case> = parts.split("\n#### ").skip(1).map(|part| case(family, part)).collect();
    assert!(!cases.is_empty(), "{family} has no cases");
    cases
}

fn case(family: &str, text: &str) -> Case {
    let (name, rest) = text.split_once('\n').expect("a case has a name and files");
    let mut case = Case {
        name: format!("{family}: {}", name.trim()),
        exits: Vec::new(),
        told: Vec::new(),
        nowhere: Vec::new(),
        shown: Vec::new(),
        keeps: false,
        files: BTreeMap::new(),
    };
    let mut rest = rest;
    while let Some(line) = rest.strip_prefix("## ") {
        let (line, after) = line.split_once('\n').expect("files follow");
        rest = after;
        let (what, words) = line.split_once(' ').unwrap_or((line, ""));
        match what {
            "exit" => case.exits = words.split_whitespace().map(|n| n.parse().expect("a number")).collect(),
            "told" => case.told.push(plain(words)),
            "nowhere" => case.nowhere.push(bytes(words)),
            "shown" => case.shown.push(plain(words)),
            "keeps" => case.keeps = true,
            other => panic!("{}: nobody knows what {other} is", case.name),
        }
    }
    if case.exits.is_empty() {
        case.exits = vec![0, 1];
    }
    for part in format!("\n{rest}").split("\n-- ").skip(1) {
        let (path, text) = part.split_once(" --\n").or_else(|| Some((part.strip_suffix(" --")?, ""))).expect("a file");
        let end = if text.ends_with('\n') || text.is_empty() { "" } else { "\n" };
        case.files.insert(plain(path), bytes(&format!("{text}{end}")));
    }
    case.files.entry("hereabouts.toml".to_owned()).or_insert_with(|| {
        b"title = \"Brookside\"\nlanguage = \"en-GB\"\nbase_url = \"https://brookside.example/\"\n\n[print]\nproducts = [\"book-a5\"]\n"
            .to_vec()
    });
    case
}

/// Words as text.
fn plain(text: &str) -> String {
    String::from_utf8(bytes(text)).expect("letters")
}

/// What stands between ⟦ and ⟧ written out.
fn bytes(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('⟦') {
        let (what, after) = after.split_once('⟧').expect("each ⟦ has its ⟧");
        out.extend_from_slice(before.as_bytes());
        if let Some(code) = what.strip_prefix("U+") {
            let letter = u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a letter by its number");
            out.extend_from_slice(letter.to_string().as_bytes());
        } else if let Some(list) = what.strip_prefix("bytes ") {
            out.extend(list.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).expect("a byte")));
        } else {
            let (times, what) = what.split_once('×').expect("so many times something");
            let what = what.replace("\\n", "\n");
            out.extend(what.repeat(times.parse().expect("a number")).into_bytes());
        }
        rest = after;
    }
    out.extend_from_slice(rest.as_bytes());
    out
}
