//! Real libraries, as real people wrote them down: what the program makes of them, and what it says.

mod support;

use std::collections::BTreeMap;

use hereabouts::slug::slug;

const CSV: &str = include_str!("fixtures/libraries/england.csv");

/// The lines of a table with commas, quotes and every sort of line end.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = csv.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = letters.next() {
        let row = rows.last_mut().expect("there is always one");
        let cell = row.last_mut().expect("there is always one");
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' | '\n' if !quoted => {
                if c == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                rows.push(vec![String::new()]);
            }
            c => cell.push(c),
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// `text` in the quotes of TOML, which are those of JSON but for one sign.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is always JSON").replace('\u{7f}', "\\u007f")
}

/// One value, or a list of those that stand below each other.
fn one_or_many(cell: &str) -> String {
    let values: Vec<String> = cell.split(['\n', '\r']).map(str::trim).filter(|v| !v.is_empty()).map(quoted).collect();
    match values.as_slice() {
        [one] => one.clone(),
        many => format!("[{}]", many.join(", ")),
    }
}

/// The lines of the table, without its head. A line with one cell is the second address of the library above it.
fn whole(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut whole: Vec<Vec<String>> = Vec::new();
    for row in rows.into_iter().skip(1) {
        match (row.as_slice(), whole.last_mut().and_then(|above| above.last_mut())) {
            ([rest], Some(cell)) => cell.extend(["\n", rest]),
            _ => whole.push(row),
        }
    }
    whole
}

/// The site of all libraries: one file for each, as a volunteer would take it over.
fn libraries() -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let mut services: BTreeMap<String, String> = BTreeMap::new();
    let mut files = BTreeMap::new();
    let mut pages = Vec::new();
    for row in whole(rows(CSV)) {
        let cell = |i: usize| row.get(i).map_or("", |c| c.trim());
        let [service, name, address, postcode, email, website] = [0, 1, 2, 3, 4, 5].map(cell);
        services.insert(slug(service), service.to_owned());
        let address_ = slug(&format!("{service} {name}"));
        let mut text = format!("title = {}\ntype = \"library\"\narea = {}\n", quoted(name), quoted(&slug(service)));
        for (field, value) in [
            ("address", quoted(address)),
            ("postcode", quoted(postcode)),
            ("email", one_or_many(email)),
            ("website", one_or_many(website)),
        ] {
            if !["\"\"", "[]"].contains(&value.as_str()) {
                text.push_str(&format!("{field} = {value}\n"));
            }
        }
        text.push_str("source = \"england-librarydata\"\nsource_licence = \"Open Government Licence\"\n");
        files.insert(format!("content/institutions/{address_}.md"), format!("+++\n{text}+++\n").into_bytes());
        pages.push(format!("institutions/{address_}.html"));
    }
    let areas: String = services.iter().map(|(slug, name)| format!("{slug} = {}\n", quoted(name))).collect();
    files.insert(
        "hereabouts.toml".to_owned(),
        format!("title = \"Libraries of England\"\nlanguage = \"en-GB\"\ncountry = \"GB\"\n[areas]\n{areas}")
            .into_bytes(),
    );
    (files, pages)
}

#[test]
fn every_library_has_its_page() {
    let (files, pages) = libraries();
    assert_eq!(pages.len(), 196);
    let built = support::site_of(&files);
    let missing: Vec<&String> = pages.iter().filter(|p| !built.has(p)).collect();
    assert_eq!(missing, Vec::<&String>::new());
    assert_eq!(
        built.below("institutions/libraries/"),
        ["institutions/libraries/index.2.html", "institutions/libraries/index.html"]
    );
}

#[test]
#[expect(clippy::disallowed_macros, reason = "with SHOW=1 one can read what a volunteer would read")]
fn a_volunteer_who_takes_them_over_is_told_of_what_is_wrong_and_of_nothing_else() {
    let built = support::site_of(&libraries().0);
    if std::env::var_os("SHOW").is_some() {
        built.told_in_full.iter().for_each(|told| println!("{told}\n"));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    built.rules.iter().for_each(|rule| *counts.entry(rule).or_default() += 1);
    // Addresses without their beginning, an address that is none ("NONE") and one without its end, damaged letters.
    let expected = BTreeMap::from([("web-address", 53), ("email-address", 2), ("mojibake", 10)]);
    assert_eq!(counts, expected, "\n{}", built.told.join("\n"));
}
