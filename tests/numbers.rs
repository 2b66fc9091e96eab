//! Numbers for print: who gives them, and what they lead to.
#![cfg(unix)]

mod support;

use support::folder::Folder;
use support::site;

const SITE: &str = "-- hereabouts.toml --\ntitle = \"Brookside\" # ours\n[freshness]\nmonths = 6\n\
    -- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\" # new name\nwhen = \"Tuesdays 7pm\"\n+++\nWe sing.\n\
    -- content/groups/band.md --\n+++\ntitle = \"Brass Band\"\nno = 130\n+++\n\
    -- content/groups/clubs.toml --\n[[record]]\ntitle = \"Chess Club\"\n\n[[record]]\ntitle = \"Darts\"\ndraft = true\n\
    -- content/pages/about.md --\n+++\ntitle = \"About us\"\n+++\n";

#[test]
fn check_with_fix_gives_every_record_a_number_and_touches_nothing_else() {
    let folder = Folder::new(SITE);
    folder
        .write("content/groups/walkers.md", "\u{feff}+++\r\ntitle = \"Walkers\"\r\narea = \"\"\r\n+++\r\nWe walk.\r\n");
    folder.write(
        "content/groups/few.toml",
        "record = [{ title = \"Fishers\" }, { title = \"Runners\", cost = \"Free\" }]",
    );
    let ran = folder.run(&["check", "--fix"]);
    assert!(ran.out.contains("Gave 6 records their numbers for print, 131 to 136."), "{}", ran.said());
    assert_eq!(
        folder.read("content/groups/choir.md"),
        "+++\ntitle = \"Eastgate Singers\" # new name\nno = 131\nwhen = \"Tuesdays 7pm\"\n+++\nWe sing.\n"
    );
    assert_eq!(
        folder.read("content/groups/clubs.toml"),
        "[[record]]\ntitle = \"Chess Club\"\nno = 132\n\n[[record]]\ntitle = \"Darts\"\nno = 133\ndraft = true\n"
    );
    assert_eq!(
        folder.read("content/groups/few.toml"),
        "record = [{ title = \"Fishers\", no = 134 }, { title = \"Runners\", no = 135, cost = \"Free\" }]"
    );
    assert_eq!(
        folder.read("content/groups/walkers.md"),
        "\u{feff}+++\r\ntitle = \"Walkers\"\r\nno = 136\r\narea = \"\"\r\n+++\r\nWe walk.\r\n"
    );
    let config = folder.read("hereabouts.toml");
    assert!(config.starts_with("title = \"Brookside\" # ours\n[freshness]\nmonths = 6\n"), "{config}");
    assert!(config.ends_with("\n[print]\nlast_no = 136\n"), "{config}");
    let before = folder.all("");
    let again = folder.run(&["check", "--fix"]);
    assert!(!again.out.contains("Gave") && folder.all("") == before, "{}", again.said());
}

#[test]
fn a_number_is_never_given_again() {
    let folder = Folder::new(SITE);
    folder.run(&["check", "--fix"]);
    folder.write("content/groups/clubs.toml", "[[record]]\ntitle = \"Go Club\"\n");
    assert!(folder.run(&["new", "group", "Knit and Natter"]).code == Some(0));
    assert!(
        folder.read("content/groups/knit-and-natter.md").starts_with("+++\ntitle = \"Knit and Natter\"\nno = 134\n")
    );
    assert!(folder.read("hereabouts.toml").contains("last_no = 134"));
    let ran = folder.run(&["check", "--fix"]);
    assert!(ran.out.contains("Gave 1 record its number for print, 135."), "{}", ran.said());
}

#[test]
fn the_first_record_is_number_101_and_a_page_has_none() {
    let folder = Folder::new("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
    folder.run(&["new", "page", "About us"]);
    folder.run(&["new", "place", "Loom Hall"]);
    assert!(!folder.read("content/pages/about-us.md").contains("no ="));
    assert!(folder.read("content/assets/places/loom-hall.md").contains("\nno = 101\n"));
}

#[test]
fn check_speaks_of_missing_numbers_only_where_numbers_are_used() {
    let folder = Folder::new(SITE);
    let ran = folder.run(&["check", "--strict"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(
        ran.out.contains("\n2 records have no number yet for print: `hereabouts check --fix` gives them one.\n"),
        "{}",
        ran.out
    );
    folder.write("content/groups/band.md", "+++\ntitle = \"Brass Band\"\n+++\n");
    assert!(!folder.run(&["check"]).out.contains("number yet"));
    folder.write("hereabouts.toml", "title = \"Brookside\"\n[print]\nlast_no = 100\n");
    assert!(folder.run(&["check"]).out.contains("\n3 records have no number yet"));
}

#[test]
fn a_number_is_whole_and_has_at_most_five_digits() {
    for (no, rule) in
        [("0", "number-range"), ("-4", "number-range"), ("100000", "number-range"), ("10.5", "wrong-type")]
    {
        let folder = Folder::new(&format!("-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nno = {no}\n+++\n"));
        let ran = folder.run(&["check", "--fix"]);
        assert!(ran.err.contains(&format!("error[{rule}]")) && ran.code == Some(1), "{no}: {}", ran.said());
        assert!(!ran.out.contains("Gave"), "a second `no` was written: {}", folder.read("content/groups/choir.md"));
    }
    let told = site("-- hereabouts.toml --\ntitle = \"B\"\n[print]\nlast_no = -1\n").told.concat();
    assert!(told.contains("`last_no` is -1, and it can be from 0 to 99999"), "{told}");
}

#[test]
fn when_all_numbers_are_used_up_none_is_given() {
    let folder = Folder::new(
        "-- hereabouts.toml --\ntitle = \"B\"\n[print]\nlast_no = 99999\n-- content/groups/a.md --\n+++\ntitle = \"A\"\n+++\n",
    );
    let ran = folder.run(&["check", "--fix"]);
    assert!(ran.out.contains("There are no numbers left for 1 more."), "{}", ran.said());
    folder.run(&["new", "group", "Choir"]);
    assert!(!folder.read("content/groups/choir.md").contains("no ="));
}

#[test]
fn a_number_is_a_short_address_that_leads_to_the_record() {
    let built = site("-- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\nno = 104\n+++\n");
    assert_eq!(built.said(), [""; 0]);
    assert!(built.page("104.html").contains("url=groups/choir.html"), "{}", built.page("104.html"));
    assert!(built.words("104.html").contains("Eastgate Singers"));
    assert!(!built.page("find.html").contains("104.html"), "nobody is led the long way round");
}

#[test]
fn a_short_address_never_takes_the_place_of_a_page() {
    let built = site(
        "-- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\nno = 1926\n+++\n\
         -- content/groups/band.md --\n+++\ntitle = \"Brass Band\"\nno = 105\naliases = [\"/106\"]\n+++\n\
         -- content/groups/club.md --\n+++\ntitle = \"Chess Club\"\nno = 106\n+++\n\
         -- content/pages/1926.md --\n+++\ntitle = \"The year 1926\"\n+++\nSnow.\n",
    );
    assert!(built.words("1926.html").contains("Snow."));
    assert!(built.page("106.html").contains("url=groups/club.html"));
    assert_eq!(
        built.told,
        [
            "content/groups/band.md:4:12: error: the old address `106.html` is the address of another page [address-taken]",
            "content/groups/choir.md:3:6: error: the short address `1926.html` is the address of another page [address-taken]",
        ]
    );
}

#[test]
fn of_two_records_with_one_number_the_first_keeps_the_short_address() {
    let built = site(
        "-- content/groups/choir.md --\n+++\ntitle = \"A choir\"\nno = 104\n+++\n\
         -- content/groups/band.md --\n+++\ntitle = \"Zither band\"\nno = 104\n+++\n",
    );
    assert!(built.page("104.html").contains("url=groups/band.html"));
    assert_eq!(built.rules, ["number-twice"]);
}
