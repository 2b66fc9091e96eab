//! How records, pages and pictures lead to each other.

mod support;

use hereabouts::date::Date;
use support::{pictures, site, site_and, site_on};

const HALL: &str =
    "-- content/assets/places/hall.md --\n+++\ntitle = \"Loom Hall\"\naddress = \"1 Weaver Street\"\n+++\n";

/// A choir with these lines below its title, and a hall.
fn choir(lines: &str) -> support::Built {
    site(&format!("{HALL}-- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\n{lines}\n+++\n"))
}

#[test]
fn a_link_in_a_field_is_made_in_both_directions_each_in_its_own_words() {
    let pairs = [
        ("meets_at", "Meets at", "Meeting here"),
        ("part_of", "Part of", "Has as parts"),
        ("run_by", "Run by", "Runs"),
        ("partner_of", "Works with", "Works with"),
        ("related", "See also", "See also"),
        ("members", "Members", "Belongs to"),
    ];
    for (field, there, back) in pairs {
        let built = choir(&format!("{field} = \"hall\""));
        assert_eq!(built.said(), [""; 0], "{field}");
        assert!(
            built.words("groups/choir.html").contains(&format!("{there} Loom Hall")),
            "{}",
            built.words("groups/choir.html")
        );
        assert!(
            built.words("assets/hall.html").contains(&format!("{back} Eastgate Singers")),
            "{}",
            built.words("assets/hall.html")
        );
    }
}

#[test]
fn two_records_that_name_each_other_are_linked_once_on_each_page() {
    let built = site(
        "-- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\nrelated = \"band\"\n+++\n\
         -- content/groups/band.md --\n+++\ntitle = \"Brass Band\"\nrelated = \"choir\"\n+++\n",
    );
    let to_band = built.links("groups/choir.html").into_iter().filter(|l| l.ends_with("/groups/band.html")).count();
    assert_eq!(to_band, 1);
}

#[test]
fn a_link_in_a_field_may_be_written_as_a_path_or_with_its_ending() {
    for name in ["hall", "hall.md", "places/hall", "assets/hall.html"] {
        let built = choir(&format!("meets_at = \"{name}\""));
        assert_eq!(built.said(), [""; 0], "{name}");
    }
}

#[test]
fn a_session_leads_to_the_place_where_it_is() {
    let built = choir("sessions = [{ title = \"Beginners\", when = \"Mondays 6pm-7pm\", at = \"hall\" }]");
    assert!(
        built.words("groups/choir.html").contains("Beginners Mondays 6pm-7pm Next: Monday 1 June at Loom Hall"),
        "{}",
        built.words("groups/choir.html")
    );
    assert!(built.words("assets/hall.html").contains("Sessions here Eastgate Singers"));
}

#[test]
fn a_link_to_nothing_suggests_the_nearest_name() {
    let built = choir("meets_at = \"hal\"");
    assert_eq!(built.rules, ["unknown-link"]);
    assert!(built.told_in_full[0].contains("hall"), "{}", built.told_in_full[0]);
}

#[test]
fn a_link_to_a_draft_leads_nowhere_and_nobody_is_troubled_with_it() {
    let built = site(
        "-- content/assets/places/hall.md --\n+++\ntitle = \"Loom Hall\"\ndraft = true\n+++\n\
         -- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\nmeets_at = \"hall\"\n+++\n",
    );
    assert_eq!((built.said(), built.where_is("Loom Hall")), (vec![], vec![]));
}

#[test]
fn links_in_texts_become_addresses_of_pages() {
    let cases = [
        ("hall.md", "../../assets/places/hall.md", "../assets/hall.html"),
        ("a record beside it", "./band.md", "../groups/band.html"),
        ("a record beside it, without dots", "band.md", "../groups/band.html"),
        ("an anchor behind", "band.md#when", "../groups/band.html#when"),
        ("a record from the top", "/groups/band.md", "../groups/band.html"),
        ("the address of its page", "band.html", "../groups/band.html"),
        ("a page", "../pages/about.md", "../about.html"),
        ("a folder of a kind", "../groups/", "../groups/index.html"),
        ("the home page", "../index.md", "../index.html"),
        ("a picture", "choir.png", "../pictures/groups/choir-b351a9b3-1.png"),
        ("an anchor alone", "#when", "#when"),
        ("elsewhere", "https://choir.example/songs?from=here", "https://choir.example/songs?from=here"),
        ("a letter", "mailto:hello@choir.example", "mailto:hello@choir.example"),
        ("a static file", "/songs.pdf", "../songs.pdf"),
    ];
    for (what, written, expected) in cases {
        let text = format!(
            "{HALL}-- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\n+++\n\nLook [here]({written}).\n\
             -- content/groups/band.md --\n+++\ntitle = \"Brass Band\"\n+++\n-- content/pages/about.md --\n+++\ntitle = \"About\"\n+++\n"
        );
        let built =
            site_and(&text, &[("content/groups/choir.png", pictures::PNG), ("static/songs.pdf", b"%PDF-1.4\n")]);
        let links = built.links("groups/choir.html");
        assert!(links.contains(&format!("here -> {expected}")), "{what}: {links:#?} {:?}", built.told);
    }
}

#[test]
fn links_on_the_home_page_and_above_lists_lead_from_there() {
    let built = site(
        "-- content/index.md --\n+++\ntitle = \"Home\"\n+++\nSee [the singers](groups/choir.md).\n\
         -- content/groups/index.md --\n+++\ntitle = \"Groups\"\n+++\nSee [the singers](choir.md).\n\
         -- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\n+++\n",
    );
    assert!(
        built.links("index.html").contains(&"the singers -> groups/choir.html".to_owned()),
        "{:?}",
        built.links("index.html")
    );
    assert!(built.links("groups/index.html").contains(&"the singers -> ../groups/choir.html".to_owned()));
}

#[test]
fn a_link_in_a_text_that_leads_nowhere_keeps_its_words_and_is_told() {
    let built =
        site("-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n\nAsk [the warden](warden.md) first.\n");
    assert_eq!(built.rules, ["broken-link"]);
    assert!(built.page("groups/choir.html").contains("<p>Ask the warden first.</p>"));
}

#[test]
fn an_old_address_leads_on_to_the_page() {
    for (alias, path) in [
        ("mending-morning", "groups/mending-morning.html"),
        ("/old/mending.html", "old/mending.html"),
        ("clubs/", "clubs/index.html"),
        ("Mending Morning", "groups/mending-morning.html"),
    ] {
        let built = site(&format!(
            "-- content/groups/repair.md --\n+++\ntitle = \"Repair Café\"\naliases = [\"{alias}\"]\n+++\n"
        ));
        assert_eq!(built.said(), [""; 0], "{alias}");
        let target = format!("{}groups/repair.html", "../".repeat(path.matches('/').count()));
        assert!(
            built.page(path).contains(&format!("<meta http-equiv=\"refresh\" content=\"0; url={target}\">")),
            "{alias}: {}",
            built.page(path)
        );
        assert_eq!(built.links(path), [format!("Repair Café -> {target}")]);
    }
}

#[test]
fn an_old_address_of_an_ordinary_page_lies_at_the_top() {
    let built = site("-- content/pages/about.md --\n+++\ntitle = \"About\"\naliases = [\"about-us\"]\n+++\n");
    assert_eq!(built.links("about-us.html"), ["About -> about.html"]);
}

#[test]
fn an_old_address_never_takes_the_place_of_a_page() {
    let built = site(
        "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n-- content/groups/band.md --\n+++\ntitle = \"Band\"\naliases = [\"choir\"]\n+++\n",
    );
    assert_eq!(built.rules, ["address-taken"]);
    assert!(built.words("groups/choir.html").starts_with("Home Groups Choir"), "{}", built.words("groups/choir.html"));
}

#[test]
fn an_old_address_of_nothing_makes_no_page() {
    let built = site("-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\naliases = [\"/\", \"…\"]\n+++\n");
    let odd: Vec<&str> = built.pages().into_iter().filter(|p| p.split('/').any(|part| part.starts_with('.'))).collect();
    assert_eq!(odd, [""; 0]);
}

const MATCH: &str = "-- content/groups/repair.md --\n+++\ntitle = \"Repair Café\"\nwants = [\"someone who can sharpen blades\"]\n+++\n\
    -- content/assets/skills/walter.md --\n+++\ntitle = \"Sharpening with Walter\"\noffers = [\"sharpening knives, blades and shears\"]\n+++\n\
    -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\noffers = [\"a concert in your street\"]\nwants = [\"a piano tuner\"]\n+++\n\
    -- content/groups/growers.md --\n+++\ntitle = \"Long Acre Growers\"\noffers = [\"rhubarb crowns each winter\"]\nwants = [\"a wheelbarrow\"]\n+++\n\
    -- content/groups/paddlers.md --\n+++\ntitle = \"Boathouse Paddlers\"\noffers = [\"canoes for an afternoon\"]\nwants = [\"rope\"]\n+++\n";

#[test]
fn an_offer_and_a_want_that_meet_say_so_on_both_pages() {
    let built = site(MATCH);
    assert!(
        built
            .words("groups/repair.html")
            .contains("Neighbours who might help: Sharpening with Walter sharpening knives, blades and shears"),
        "{}",
        built.words("groups/repair.html")
    );
    assert!(
        built
            .words("assets/walter.html")
            .contains("Neighbours who asked for this: Repair Café someone who can sharpen blades")
    );
    assert!(!built.words("groups/choir.html").contains("Neighbours who"));
}

#[test]
fn an_offer_and_a_want_given_the_same_category_meet() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[categories]\nmusic = \"Music\"\n\
         -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nwants = [{ text = \"an accompanist\", categories = [\"music\"] }]\n+++\n\
         -- content/assets/skills/dorota.md --\n+++\ntitle = \"Dorota at the piano\"\noffers = [{ text = \"waltzes by ear\", categories = [\"Music\"] }]\n+++\n",
    );
    assert!(
        built.words("groups/choir.html").contains("Neighbours who might help: Dorota at the piano"),
        "{}",
        built.words("groups/choir.html")
    );
}

#[test]
fn nobody_is_matched_with_themselves() {
    let built = site(
        "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\noffers = [\"a piano\"]\nwants = [\"a piano\"]\n+++\n",
    );
    assert!(!built.words("groups/choir.html").contains("Neighbours who"));
}

#[test]
fn an_offer_is_shown_up_to_its_last_day_and_not_after() {
    let text = MATCH.replace(
        "\"sharpening knives, blades and shears\"",
        "{ text = \"sharpening knives, blades and shears\", until = 2026-05-31 }",
    );
    let (last, after) = (site_on(Date::constant(2026, 5, 31), &text), site_on(Date::constant(2026, 6, 1), &text));
    assert!(last.words("offers.html").contains("until 31 May 2026"), "{}", last.words("offers.html"));
    assert!(last.words("groups/repair.html").contains("Neighbours who might help"));
    assert_eq!(after.where_is("sharpening knives"), [""; 0]);
}

#[test]
fn what_a_closed_group_wanted_is_wanted_no_more() {
    let built = site(
        "-- content/groups/band.md --\n+++\ntitle = \"Brass Band\"\nstatus = \"closed\"\nwants = [\"a second cornet\"]\noffers = [\"marches\"]\n+++\n\
         -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nwants = [\"a piano tuner\"]\n+++\n",
    );
    assert!(built.words("offers.html").contains("a piano tuner"));
    assert!(
        !built.words("offers.html").contains("cornet") && !built.words("offers.html").contains("marches"),
        "{}",
        built.words("offers.html")
    );
    assert!(!built.words("index.html").contains("cornet"));
}

#[test]
fn a_link_field_of_a_sites_own_is_followed() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[kinds.group.fields.twinned_with]\ntype = \"link\"\nlabel = \"Twinned with\"\n\
         -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\ntwinned_with = \"band\"\n+++\n-- content/groups/band.md --\n+++\ntitle = \"Band\"\n+++\n",
    );
    assert_eq!(built.said(), [""; 0]);
    assert!(built.words("groups/choir.html").contains("Twinned with Band"), "{}", built.words("groups/choir.html"));
}
