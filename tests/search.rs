//! What the search knows of records, and what it is told in `[search.words]`. How queries are answered is tried in
//! `tests/browser/`, by the script that readers get.

mod support;

use support::site;

const GROUP: &str = "-- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\nsummary = \"Forty voices.\"\n\
                     open = \"Mondays 7pm-9pm\"\ncontact = { name = \"Ann Privately\", phone = \"01632 960199\", public = false }\n+++\n\nWe sing at Mission Hall.\n";

/// All files of the index.
fn index(built: &support::Built) -> String {
    files(built).into_iter().map(|path| built.page(path)).collect()
}

fn files(built: &support::Built) -> Vec<&str> {
    built.where_is("hb(").into_iter().filter(|path| path.starts_with("search/")).collect()
}

#[test]
fn the_index_holds_the_words_of_a_record_and_none_that_its_page_keeps_back() {
    let index = index(&site(GROUP));
    // Front-coded: each word stands without the letters that it shares with the one before.
    assert!(index.contains("Eastgate Singers") && index.contains("Forty voices."), "{index}");
    assert!(!index.contains("rivately"), "{index}");
}

#[test]
fn what_a_place_has_for_easy_access_is_found_and_what_it_lacks_is_not() {
    let group = GROUP
        .replace("summary", "access = [\"hearing-loop\", \"no accessible-toilet\", \"unknown: step-free\"]\nsummary");
    let index = index(&site(&group));
    assert!(index.contains("earing") && !index.contains("oilet") && !index.contains("tep"), "{index}");
}

#[test]
fn a_record_that_holds_a_phrase_of_the_sites_own_words_gets_the_others() {
    let words = |text: &str| format!("-- hereabouts.toml --\ntitle = \"T\"\n[search.words]\n{text}\n{GROUP}");
    let both = index(&site(&words("\"quibblish\" = [\"Mission Hall\"]")));
    assert!(both.contains("uibblish"), "{both}");
    let one_way = index(&site(&words("\"quibblish\" = { finds = [\"Mission Hall\"] }")));
    assert!(one_way.contains("uibblish"));
    let never_back = index(&site(&words("\"Mission Hall\" = { finds = [\"quibblish\"] }")));
    assert!(!never_back.contains("uibblish"));
}

#[test]
fn a_group_of_words_that_means_nothing_is_told_at_its_line() {
    for (line, message) in [
        ("\"food bank\" = [\"pantry\", 5]", "in the group `food bank` stands a number, and it needs words"),
        ("\"tip\" = 3", "`tip` names no other words"),
        ("\"warm\" = { find = [\"x\"] }", "`find` means nothing in a group of words"),
        ("\"\" = [\"x\"]", "a group of words has no name"),
    ] {
        let built = site(&format!("-- hereabouts.toml --\ntitle = \"T\"\n[search.words]\n{line}\n{GROUP}"));
        let told = built.said().into_iter().find(|told| told.contains(message)).unwrap_or_default();
        assert!(told.starts_with("hereabouts.toml:3:"), "{line}: {:?}", built.said());
    }
}

#[test]
fn the_same_records_give_the_same_index() {
    assert_eq!(index(&site(GROUP)), index(&site(GROUP)));
}

#[test]
fn an_edit_to_one_of_many_records_changes_few_files() {
    let many = |summary: &str| -> String {
        let record = |n: usize| {
            let (a, b) =
                (["lantern", "kettle", "meadow", "anchor", "thistle"][n % 5], ["choir", "kitchen", "bench"][n % 3]);
            let summary = if n == 321 { summary } else { "Every week" };
            format!(
                "-- content/groups/r{n}.md --\n+++\ntitle = \"{a}{} {b} {n}\"\nsummary = \"{summary}\"\n+++\n",
                n % 97
            )
        };
        (0..1000).map(record).collect()
    };
    let (before, after) = (site(&many("Every week")), site(&many("Juggling for beginners")));
    let paths = files(&after);
    let changed = paths.iter().filter(|path| !before.has(path) || before.page(path) != after.page(path)).count();
    assert!(paths.len() > 60, "{}", paths.len());
    assert!(changed > 0 && changed * 20 <= paths.len(), "{changed} of {}", paths.len());
}
