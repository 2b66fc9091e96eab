//! Which pages a site has, and what stands on them.

mod support;

use std::collections::BTreeSet;

use hereabouts::date::Date;
use support::{addresses, pictures, resolve, site, site_and, site_on};

/// A small site in which there is something of everything.
const TOWN: &str = r#"
-- hereabouts.toml --
title = "Millbrook & Eastgate"
tagline = "Made by neighbours"
base_url = "https://millbrook.example/"
language = "en-GB"
contact_email = "hello@millbrook.example"
[categories]
music = { label = "Music", summary = "Singing and playing" }
repair = "Repair"
faith = "Faith"
[areas]
eastgate = "Eastgate"
town-end = "Town End"
-- content/index.md --
+++
title = "What we have"
+++
See [the singers](groups/choir.md).
-- content/pages/about.md --
+++
title = "About"
aliases = ["about-us"]
+++
Neighbours, and [the hall](../assets/places/hall.md).
-- content/groups/index.md --
+++
title = "Our groups"
+++
All of them.
-- content/groups/choir.md --
+++
title = "Eastgate Singers"
type = "arts"
aliases = ["singers"]
also = ["the choir"]
summary = "We sing on Tuesdays."
categories = ["music"]
area = "eastgate"
when = "Tuesdays 7pm-9pm"
meets_at = "hall"
phone = "01632 960140"
website = "https://choir.example/"
image = "choir.jpg"
image_alt = "Singers on the steps"
offers = ["a concert in your street"]
wants = ["a piano tuner"]
verified = 2026-03-03
verified_how = "phone"
+++
![The steps](steps.png) We sing. See [the repair café](repair.md#when).
-- content/groups/repair.md --
+++
title = "Repair Café"
categories = "repair"
area = ["eastgate", "town-end"]
verified = 2025-01-05
+++
## When {#when}
First Saturdays.
-- content/assets/places/hall.md --
+++
title = "Loom Hall"
address = "1 Weaver Street, Millbrook"
location = "53.7414, -2.0149"
access = ["step-free", "no lift"]
+++
-- content/institutions/library.md --
+++
title = "Millbrook Library"
type = "library"
+++
-- content/stories/flood.md --
+++
title = "The winter the brook froze"
about = "hall"
+++
It was 1963.
"#;

fn town() -> support::Built {
    let built = site_and(
        TOWN,
        &[
            ("content/groups/choir.jpg", &pictures::jpeg_with_position()),
            ("content/groups/steps.png", pictures::PNG),
            ("static/songs.pdf", b"%PDF"),
        ],
    );
    let faults: Vec<&str> = built.said().into_iter().filter(|s| !s.ends_with("[image-gps]")).collect();
    assert_eq!(faults, [""; 0]);
    built
}

#[test]
fn the_pages_are_these_and_no_others() {
    assert_eq!(
        town().pages(),
        [
            "404.html",
            "about-us.html",
            "about.html",
            "areas/eastgate.html",
            "areas/index.html",
            "areas/town-end.html",
            "assets/hall.html",
            "assets/index.html",
            "assets/places/index.html",
            "categories/index.html",
            "categories/music.html",
            "categories/repair.html",
            "find.html",
            "groups/arts/index.html",
            "groups/choir.html",
            "groups/index.html",
            "groups/repair.html",
            "groups/singers.html",
            "index.html",
            "institutions/index.html",
            "institutions/libraries/index.html",
            "institutions/library.html",
            "my-list.html",
            "offers.html",
            "print.html",
            "stories/flood.html",
            "stories/index.html",
            "week.html",
        ]
    );
}

#[test]
fn the_other_files_are_these() {
    let town = town();
    let others: Vec<&str> =
        town.outputs.keys().map(String::as_str).filter(|p| !p.ends_with(".html")).map(support::unnumbered).collect();
    assert_eq!(
        others,
        [
            ".nojekyll",
            "CNAME",
            "areas/eastgate.ics",
            "assets/hall.ics",
            "calendar.ics",
            "data/cards-0.js",
            "feed.xml",
            "groups/choir.ics",
            "pictures/groups/choir-13ac3539-8.jpg",
            "pictures/groups/steps-b351a9b3-1.png",
            "robots.txt",
            "search/all.js",
            "search/boot.js",
            "sitemap.xml",
            "songs.pdf",
            "theme/early.js",
            "theme/find.css",
            "theme/hereabouts.js",
            "theme/home.css",
            "theme/icon.svg",
            "theme/print.css",
            "theme/search.js",
            "theme/style.css",
        ]
    );
}

#[test]
fn a_site_without_records_has_its_first_pages_all_the_same() {
    let built = site("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
    assert_eq!(built.said(), ["content:1:1: warning: there is no record below `content/` yet [no-records]"]);
    assert_eq!(built.pages(), ["404.html", "find.html", "index.html", "my-list.html", "print.html"]);
    assert!(built.words("index.html").contains("Nothing has been written down yet."));
}

#[test]
fn a_page_that_takes_an_address_of_the_site_is_told() {
    let built = site(
        "-- content/pages/find.md --\n+++\ntitle = \"Find us\"\n+++\n-- content/groups/index.toml --\ntitle = \"Index\"\n-- content/groups/aux.md --\n+++\ntitle = \"Auxiliary\"\n+++\n",
    );
    assert_eq!(built.rules_told(), ["address-reserved", "address-taken"]);
    assert!(built.words("find.html").contains("Auxiliary"));
}

/// 250 records with names from A to Y.
fn many() -> support::Built {
    let trees = "Alder Birch Cherry Damson Elm Fir Gorse Hazel Ivy Juniper Kale Larch Maple Nettle Oak Pear Quince Rowan Sloe Thorn Umber Vine Willow Yarrow Yew";
    let sorts = "Band, Choir, Dancers, Embroiderers, Footballers, Growers, Historians, Knitters, Menders, Readers";
    let mut text = String::from(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[rules]\nduplicate-record = \"off\"\n-- content/groups/all.toml --\n",
    );
    for tree in trees.split(' ') {
        sorts.split(", ").for_each(|sort| {
            text.push_str(&format!(
                "[[record]]\ntitle = \"{tree} Street {sort}\"\noffers = [\"an hour with the {tree} {sort}\"]\n"
            ))
        });
    }
    site(&text)
}

#[test]
fn a_long_list_goes_over_several_pages_that_lead_to_each_other() {
    let built = many();
    assert_eq!(built.said(), [""; 0]);
    assert_eq!(built.below("groups/index"), ["groups/index.2.html", "groups/index.3.html", "groups/index.html"]);
    assert_eq!(built.below("find"), ["find.html"]);
    assert_eq!(built.below("print"), ["print.2.html", "print.html"]);
    assert_eq!(built.below("offers"), ["offers.2.html", "offers.html"]);
    let records = |page: &str| built.links(page).iter().filter(|l| l.contains(" Street ")).count();
    assert_eq!(
        [records("groups/index.html"), records("groups/index.2.html"), records("groups/index.3.html")],
        [84, 84, 82]
    );
    assert!(built.words("groups/index.2.html").contains("Page 2 of 3"));
    let links = built.links("groups/index.2.html");
    assert!(
        links.contains(&"Before -> ../groups/index.html".to_owned())
            && links.contains(&"Next -> ../groups/index.3.html".to_owned()),
        "{links:?}"
    );
}

#[test]
fn each_letter_leads_to_its_first_record_on_whichever_page_that_is() {
    let built = many();
    for from in ["groups/index.html", "groups/index.2.html", "groups/index.3.html", "find.html"] {
        let letters: Vec<(String, String)> = built
            .links(from)
            .iter()
            .filter_map(|l| l.split_once(" -> "))
            .filter(|(words, _)| words.len() == 1)
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect();
        assert_eq!(letters.iter().map(|(l, _)| l.as_str()).collect::<String>(), "ABCDEFGHIJKLMNOPQRSTUVWY", "{from}");
        for (letter, to) in letters {
            let page = resolve(from, &to).expect("letters lead into the site");
            let anchor = to.split_once('#').expect("letters lead to a place in a page").1;
            assert!(built.has(&page), "{from}: {letter} leads to {to}, which is not there");
            let html = built.page(&page);
            let target =
                html.find(&format!("id=\"{anchor}\"")).unwrap_or_else(|| panic!("{from}: {page} has no {anchor}"));
            let first = support::words(&html[target..html.len().min(target + 600)]);
            assert!(
                first.contains(&format!("> {letter}")) || first.contains(&format!(" {letter}")),
                "{from}: {letter} leads to {first}"
            );
        }
    }
}

#[test]
fn names_stand_where_readers_look_for_them() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\nlanguage = \"en-GB\"\n-- content/groups/all.toml --\n\
         [[record]]\ntitle = \"Zumba\"\n[[record]]\ntitle = \"The Tenter Players\"\n[[record]]\ntitle = \"Émile’s Kitchen\"\n[[record]]\ntitle = \"eastgate Singers\"\n\
         [[record]]\ntitle = \"Łódź Bakers\"\n[[record]]\ntitle = \"2nd Millbrook Scouts\"\n[[record]]\ntitle = \"A Good Yarn\"\n",
    );
    let links = built.links("groups/index.html");
    let names: Vec<&str> =
        links.iter().filter(|l| l.contains("../groups/")).filter_map(|l| l.split(" -> ").next()).collect();
    assert_eq!(
        names,
        [
            "2nd Millbrook Scouts",
            "eastgate Singers",
            "Émile’s Kitchen",
            "A Good Yarn",
            "Łódź Bakers",
            "The Tenter Players",
            "Zumba"
        ]
    );
}

#[test]
fn other_names_stand_in_the_a_to_z_and_say_where_to_look() {
    assert!(
        town().words("find.html").contains("the choir , see Eastgate Singers")
            || town().words("find.html").contains("the choir, see Eastgate Singers"),
        "{}",
        town().words("find.html")
    );
}

#[test]
fn breadcrumbs_lead_home_by_the_list_in_which_readers_look() {
    let town = town();
    let crumbs = |path: &str| {
        let html = town.page(path);
        html.split_once("class=\"crumbs\"").map_or(String::new(), |(_, rest)| {
            support::words(rest.split_once('>').map_or("", |r| r.1).split("</nav>").next().unwrap_or(""))
        })
    };
    assert_eq!(crumbs("assets/hall.html"), "Home Places Loom Hall");
    assert_eq!(crumbs("groups/choir.html"), "Home Groups Eastgate Singers");
    assert_eq!(crumbs("groups/arts/index.html"), "Home Groups Arts groups");
    assert_eq!(crumbs("categories/music.html"), "Home Topics Music");
    assert_eq!(crumbs("areas/eastgate.html"), "Home Areas Eastgate");
    assert_eq!(crumbs("about.html"), "Home About");
    assert_eq!(crumbs("index.html"), "");
}

#[test]
fn a_record_says_whether_it_was_checked_lately_long_ago_or_never() {
    let text = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nverified = 2026-03-03\nverified_how = \"phone\"\n+++\n-- content/groups/band.md --\n+++\ntitle = \"Band\"\n+++\n";
    let on = |year, month, day| site_on(Date::constant(year, month, day), text).words("groups/choir.html");
    assert!(on(2026, 9, 3).contains("Checked 3 March 2026, by telephone"), "{}", on(2026, 9, 3));
    assert!(on(2026, 9, 4).contains("Not checked since 3 March 2026"), "{}", on(2026, 9, 4));
    assert!(site(text).words("groups/band.html").contains("Not yet checked"));
}

#[test]
fn a_record_may_have_to_be_checked_more_often_than_the_others() {
    let text = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nverified = 2026-03-03\nverify_every = 1\n+++\n";
    assert!(site_on(Date::constant(2026, 4, 3), text).words("groups/choir.html").contains("Checked 3 March 2026"));
    assert!(site_on(Date::constant(2026, 4, 4), text).words("groups/choir.html").contains("Not checked since"));
}

#[test]
fn a_record_that_closed_keeps_its_page_and_says_what_came_after() {
    let built = site(
        "-- content/groups/band.md --\n+++\ntitle = \"Brass Band\"\nstatus = \"closed\"\nclosed_on = 2026-01-31\nsuccessor = \"choir\"\n+++\n-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n",
    );
    assert!(
        built.words("groups/band.html").contains("This closed on 31 January 2026. What came after: Choir"),
        "{}",
        built.words("groups/band.html")
    );
    assert!(built.words("groups/choir.html").contains("Came after Brass Band"));
    assert!(!built.words("print.html").contains("Brass Band"));
}

#[test]
fn a_notice_is_shown_up_to_its_last_day() {
    let text = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nalert = \"We meet in the library in May.\"\nalert_until = 2026-05-31\n+++\n";
    assert!(site_on(Date::constant(2026, 5, 31), text).words("groups/choir.html").contains("We meet in the library"));
    assert_eq!(site_on(Date::constant(2026, 6, 1), text).where_is("We meet in the library"), [""; 0]);
}

#[test]
fn a_position_that_is_hidden_is_in_no_output() {
    for precision in ["street", "area", "hidden"] {
        let built = site(&format!(
            "-- hereabouts.toml --\ntitle = \"Brookside\"\nbase_url = \"https://brookside.example/\"\n\
             -- content/assets/places/refuge.md --\n+++\ntitle = \"Quiet House\"\nlocation = \"53.7414, -2.0149\"\nlocation_precision = \"{precision}\"\n+++\n\
             -- content/groups/tea.md --\n+++\ntitle = \"Tea\"\nmeets_at = \"refuge\"\n+++\n"
        ));
        assert_eq!(
            (built.where_is("53.7"), built.where_is("2.0149"), built.where_is("geo:0")),
            (vec![], vec![], vec![]),
            "{precision}"
        );
    }
}

#[test]
fn an_address_that_is_withheld_is_in_no_output_and_nor_is_its_place() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\nbase_url = \"https://brookside.example/\"\n\
         -- content/assets/places/refuge.md --\n+++\ntitle = \"Quiet House\"\naddress = \"withheld\"\npostcode = \"MB1 2AB\"\nlat = 53.7414\nlon = -2.0149\n+++\n\
         -- content/groups/tea.md --\n+++\ntitle = \"Tea\"\nmeets_at = \"refuge\"\n+++\n",
    );
    for words in ["MB1", "53.7", "2.0149", "\"geo:", "openstreetmap.org/?"] {
        assert_eq!(built.where_is(words), [""; 0], "{words}");
    }
}

#[test]
fn a_position_that_may_be_shown_opens_a_map() {
    let town = town();
    let html = town.page("assets/hall.html");
    assert!(html.contains("geo:53.7414,-2.0149") && html.contains("\"latitude\":53.7414"), "{html}");
}

#[test]
fn a_contact_that_is_not_public_is_in_no_output() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\nbase_url = \"https://brookside.example/\"\n\
         -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nconsent = 2026-01-01\nverified = 2026-03-03\n[contact]\nname = \"Asha Pell\"\nrole = \"the treasurer\"\nphone = \"01632 960141\"\nemail = \"asha@choir.example\"\npublic = false\n+++\n",
    );
    for words in ["Asha", "treasurer", "960141", "asha@"] {
        assert_eq!(built.where_is(words), [""; 0], "{words}");
    }
}

#[test]
fn a_person_who_has_not_agreed_is_in_no_output() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\nbase_url = \"https://brookside.example/\"\n\
         -- content/assets/skills/mending.md --\n+++\ntitle = \"Mending bicycles\"\nperson = \"Joaquim Vale\"\nverified = 2026-03-03\nsummary = \"Punctures and brakes.\"\n+++\n\
         -- content/stories/flood.md --\n+++\ntitle = \"The flood\"\ntellers = [\"Winifred Ash\"]\n+++\nIt rained.\n\
         -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\ncontact = { name = \"Asha Pell\", role = \"the leader\" }\n+++\n",
    );
    for words in ["Joaquim", "Vale", "Winifred", "Asha", "Pell"] {
        assert_eq!(built.where_is(words), [""; 0], "{words}");
    }
    assert!(built.words("groups/choir.html").contains("Ask for the leader"), "{}", built.words("groups/choir.html"));
}

#[test]
fn a_person_who_agreed_to_one_place_is_named_only_there() {
    let with = |scope: &str| {
        site(&format!(
            "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nconsent = 2026-01-01\nconsent_scope = \"{scope}\"\ncontact = {{ name = \"Asha Pell\", role = \"leader\" }}\n+++\n"
        ))
    };
    assert_eq!(with("web").where_is("Asha"), ["groups/choir.html"]);
    assert_eq!(with("both").where_is("Asha"), ["groups/choir.html", "print.html"]);
    // The page to print stands on the web as well.
    assert_eq!(with("print").where_is("Asha"), [""; 0]);
}

#[test]
fn a_title_can_end_neither_the_element_nor_the_line_that_it_stands_in() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\nbase_url = \"https://brookside.example/\"\n-- content/groups/choir.md --\n+++\ntitle = \"</script><script>\\u2028alert(1)</script>\"\nalso = [\"<!--\"]\n+++\n",
    );
    let html = built.page("groups/choir.html");
    assert_eq!(html.matches("<script").count(), 3, "{html}");
    assert!(html.contains(r#""name":"\u003c/script\u003e\u003cscript\u003e alert(1)\u003c/script\u003e""#), "{html}");
    assert_eq!(built.where_is("<script>alert"), [""; 0]);
}

#[test]
fn signs_of_html_are_only_signs_wherever_words_are_shown() {
    let odd = r#"<b>"Tea" & 'cake'</b>"#;
    let quoted = r#"<b>\"Tea\" & 'cake'</b>"#;
    let text = format!(
        "-- hereabouts.toml --\ntitle = \"{quoted}\"\ntagline = \"{quoted}\"\nbase_url = \"https://brookside.example/\"\n[categories]\ntea = \"{quoted}\"\n[areas]\neast = \"{quoted}\"\n\
         -- content/index.md --\n+++\ntitle = \"{quoted}\"\n+++\n-- content/pages/about.md --\n+++\ntitle = \"{quoted}\"\nsummary = \"{quoted}\"\naliases = [\"us\"]\n+++\n\
         -- content/assets/places/hall.md --\n+++\ntitle = \"{quoted}\"\naddress = \"{quoted}\"\nhow_to_find = \"{quoted}\"\nopen = \"{quoted}\"\nfacilities = \"{quoted}\"\nrooms = [{{ title = \"{quoted}\", cost = \"{quoted}\" }}]\n+++\n\
         -- content/groups/choir.md --\n+++\ntitle = \"{quoted}\"\nalso = \"{quoted}\"\nsummary = \"{quoted}\"\ncategories = \"tea\"\narea = \"east\"\nwhen = \"{quoted}\"\nmeets_at = \"hall\"\ncost = \"{quoted}\"\nphone = \"{quoted}\"\n\
         contact = {{ role = \"{quoted}\" }}\noffers = \"{quoted}\"\nwants = \"{quoted}\"\nalert = \"{quoted}\"\nverified = 2026-03-03\nverified_by = \"{quoted}\"\nsource = \"{quoted}\"\nsource_licence = \"{quoted}\"\nrelated = \"hall\"\n\
         sessions = [{{ title = \"{quoted}\", when = \"{quoted}\", at = \"hall\", cost = \"{quoted}\", who_for = \"{quoted}\" }}]\nimage = \"a.png\"\nimage_alt = \"{quoted}\"\nimage_credit = \"{quoted}\"\n\
         links = [{{ label = \"{quoted}\", url = \"https://choir.example/?a=1&b=2\" }}]\n+++\n"
    );
    let built = site_and(&text, &[("content/groups/a.png", pictures::PNG)]);
    assert!(built.words("groups/choir.html").contains(odd));
    for path in built.outputs.keys().filter(|p| p.ends_with(".html") || p.ends_with(".xml") || p.starts_with("data/")) {
        // The data for search engines is no HTML, and is looked at elsewhere.
        let page = built.page(path);
        let (before, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap_or((page, "</script>"));
        let page = format!("{before}{}", rest.split_once("</script>").map_or("", |(_, rest)| rest));
        let is_script = path.starts_with("data/");
        assert!(
            !page.contains("<b>\"") && !page.contains("<b>&quot;") && (is_script || !page.contains("'cake'")),
            "{path}:\n{page}"
        );
        // An address that was doubly written would show its own signs to the reader.
        assert!(
            !page.contains("&amp;amp;") && !page.contains("&amp;lt;") && !page.contains("&amp;quot;"),
            "{path}:\n{page}"
        );
    }
}

#[test]
fn search_engines_and_readers_of_feeds_get_full_addresses() {
    let town = town();
    let sitemap = town.page("sitemap.xml");
    assert!(
        sitemap.contains("<loc>https://millbrook.example/</loc>")
            && sitemap.contains("<loc>https://millbrook.example/groups/</loc>"),
        "{sitemap}"
    );
    assert!(
        sitemap
            .contains("<url><loc>https://millbrook.example/groups/choir.html</loc><lastmod>2026-03-03</lastmod></url>")
    );
    for left_out in ["404.html", "my-list.html", "singers.html", "about-us.html"] {
        assert!(!sitemap.contains(left_out), "{left_out}");
    }
    assert_eq!(town.page("robots.txt"), "User-agent: *\nAllow: /\nSitemap: https://millbrook.example/sitemap.xml\n");
    assert_eq!(town.page("CNAME"), "millbrook.example\n");
    assert_eq!(town.page(".nojekyll"), "");
    let feed = town.page("feed.xml");
    assert!(
        feed.contains("<updated>2026-03-03T12:00:00Z</updated>") && feed.contains("<title>Eastgate Singers</title>"),
        "{feed}"
    );
    assert!(feed.find("Eastgate Singers") < feed.find("Repair Café"), "the newest stands first");
    assert!(!feed.contains("Loom Hall"), "what nobody has checked is no news");
}

#[test]
fn without_an_address_of_its_own_a_site_has_no_full_addresses() {
    let built = site("-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nverified = 2026-03-03\n+++\n");
    let others: Vec<&str> = built
        .outputs
        .keys()
        .map(String::as_str)
        .filter(|p| !p.ends_with(".html") && !p.starts_with("theme/"))
        .map(support::unnumbered)
        .collect();
    assert_eq!(others, [".nojekyll", "data/cards-0.js", "robots.txt", "search/all.js", "search/boot.js"]);
    assert!(!built.page("groups/choir.html").contains("canonical"));
}

#[test]
fn a_site_below_the_address_of_a_host_has_no_domain_of_its_own() {
    for url in ["https://brookside.github.io/", "https://town.example/brookside/", "http://localhost:3000/"] {
        let built = site(&format!("-- hereabouts.toml --\ntitle = \"Brookside\"\nbase_url = \"{url}\"\n"));
        assert!(!built.has("CNAME"), "{url}");
    }
}

#[test]
fn each_page_names_its_one_full_address() {
    let town = town();
    for (path, address) in [
        ("index.html", ""),
        ("groups/index.html", "groups/"),
        ("groups/choir.html", "groups/choir.html"),
        ("find.html", "find.html"),
    ] {
        let link = format!("<link rel=\"canonical\" href=\"https://millbrook.example/{address}\">");
        assert!(town.page(path).contains(&link), "{path}");
    }
    assert!(
        town.page("groups/singers.html")
            .contains("<link rel=\"canonical\" href=\"https://millbrook.example/groups/choir.html\">")
    );
}

#[test]
fn links_within_the_site_are_relative_so_that_it_works_from_a_folder() {
    let town = town();
    // A host shows the page for what is not there at any address, so that one cannot be relative.
    for path in town.pages().into_iter().filter(|p| *p != "404.html") {
        let html = town.page(path);
        for address in
            addresses(html).iter().filter(|a| a.starts_with("https://millbrook.example") || a.starts_with('/'))
        {
            let canonical = html.contains(&format!("rel=\"canonical\" href=\"{address}\""));
            assert!(canonical, "{path} leads to {address}");
        }
    }
}

/// Every address in every page that leads into the site, and is not there.
fn dead_ends(built: &support::Built) -> BTreeSet<String> {
    let mut dead = BTreeSet::new();
    for path in built.pages() {
        let html = built.page(path);
        for address in addresses(html) {
            let outside = ["https:", "http:", "mailto:", "tel:", "sms:", "geo:"].iter().any(|s| address.starts_with(s));
            if outside || path == "404.html" {
                continue;
            }
            let target = resolve(path, &address).filter(|t| built.has(t));
            let anchor = address.split_once('#').map_or("", |(_, a)| a);
            let icon = anchor.starts_with("i-");
            let there = target.is_some_and(|t| {
                anchor.is_empty()
                    || built.page(&t).contains(&format!("id=\"{anchor}\""))
                    || icon && built.page(&t).contains(&format!("<symbol id=\"{anchor}\""))
            });
            if !there {
                dead.insert(format!("{path} -> {address}"));
            }
        }
    }
    dead
}

#[test]
fn every_link_and_picture_of_a_site_leads_to_something_that_is_there() {
    assert_eq!(dead_ends(&town()), BTreeSet::new());
    assert_eq!(dead_ends(&many()), BTreeSet::new());
}

#[test]
fn every_link_and_picture_of_the_sample_leads_to_something_that_is_there() {
    let built = support::made(support::sample());
    assert_eq!(dead_ends(&built), BTreeSet::new());
}

#[test]
fn a_published_picture_does_not_say_where_it_was_taken() {
    let town = town();
    let picture = &town.outputs["pictures/groups/choir-13ac3539-8.jpg"];
    assert!(picture.starts_with(&[0xff, 0xd8]) && picture.ends_with(&[0xff, 0xd9]));
    for words in [&b"Exif"[..], b"taken by Joan"] {
        assert!(!picture.windows(words.len()).any(|w| w == words), "{}", String::from_utf8_lossy(words));
    }
}

#[test]
fn a_picture_that_nothing_shows_is_not_published() {
    let built = site_and(
        "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n",
        &[("content/groups/private.png", pictures::PNG)],
    );
    assert_eq!(built.outputs.keys().filter(|p| p.starts_with("pictures/")).count(), 0);
}

#[test]
fn only_what_is_a_picture_is_published_as_one() {
    let text = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nimage = \"choir.svg\"\nimage_alt = \"Singers on the steps\"\n+++\n\n![A poster](poster.png)\n";
    let svg = &b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"[..];
    let built = site_and(text, &[("content/groups/choir.svg", svg), ("content/groups/poster.png", b"no picture")]);
    assert_eq!(built.outputs.keys().filter(|p| p.starts_with("pictures/")).count(), 0);
    assert!(!built.page("groups/choir.html").contains("<img"));
}

#[test]
fn a_picture_below_static_is_shown_without_the_place_where_it_was_taken() {
    let text = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nimage = \"choir.jpg\"\nimage_alt = \"Singers on the steps\"\n+++\n";
    let built = site_and(text, &[("static/choir.jpg", &pictures::jpeg_with_position())]);
    assert!(built.page("groups/choir.html").contains("<img src=\"../pictures/choir-13ac3539-8.jpg\""));
    assert!(!built.outputs["pictures/choir-13ac3539-8.jpg"].windows(4).any(|w| w == b"Exif"));
}

#[test]
fn a_picture_has_its_size_and_its_words() {
    let town = town();
    let html = town.page("groups/choir.html");
    assert!(
        html.contains(
            "<img src=\"../pictures/groups/choir-13ac3539-8.jpg\" alt=\"Singers on the steps\" width=\"8\" height=\"6\" loading=\"lazy\">"
        ),
        "{html}"
    );
    assert!(
        html.contains(
            "<img src=\"../pictures/groups/steps-b351a9b3-1.png\" alt=\"The steps\" width=\"1\" height=\"1\" loading=\"lazy\">"
        ),
        "{html}"
    );
}

#[test]
fn names_of_outputs_can_be_kept_on_every_computer() {
    let long = "A very long name for the Friends of the Old Mill and of the Water Meadows of Millbrook, Eastgate and Town End ".repeat(2);
    let text = format!(
        "-- content/groups/Łódź & Straße (Große Öffnung).md --\n+++\ntitle = \"Łódź\"\nimage = \"Große Öffnung.png\"\nimage_alt = \"A door\"\n+++\n-- content/groups/{}.md --\n+++\ntitle = \"{long}\"\n+++\n-- content/groups/all.toml --\n[[record]]\ntitle = \"{long} too\"\n[[record]]\ntitle = \"日本語\"\n",
        long.trim()
    );
    let built = site_and(&text, &[("content/groups/Große Öffnung.png", pictures::PNG)]);
    for path in built.outputs.keys().filter(|p| *p != "CNAME") {
        let plain = path.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-./".contains(&b));
        assert!(plain && path.len() <= 100, "{path}");
    }
}

#[test]
fn what_a_record_is_told_to_search_engines_fits_its_kind() {
    let town = town();
    for (path, class) in [
        ("groups/choir.html", "PerformingGroup"),
        ("assets/hall.html", "CivicStructure"),
        ("institutions/library.html", "Library"),
        ("stories/flood.html", "Article"),
    ] {
        let html = town.page(path);
        let json = html
            .split_once("application/ld+json\">")
            .and_then(|(_, r)| r.split("</script>").next())
            .expect("it has data");
        let data: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
        assert_eq!(data["@type"], class, "{path}");
    }
}

#[test]
fn the_words_of_a_page_are_found_by_those_who_share_it() {
    let town = town();
    let html = town.page("groups/choir.html");
    assert!(html.contains("<title>Eastgate Singers · Millbrook &amp; Eastgate</title>"), "{html}");
    assert!(html.contains("<meta name=\"description\" content=\"We sing on Tuesdays.\">"));
    assert!(html.contains(
        "<meta property=\"og:image\" content=\"https://millbrook.example/pictures/groups/choir-13ac3539-8.jpg\">"
    ));
    assert!(html.contains("<html lang=\"en-GB\" dir=\"ltr\">"));
}

#[test]
fn a_language_written_from_the_right_turns_the_page() {
    let built = site("-- hereabouts.toml --\ntitle = \"مکتبہ\"\nlanguage = \"ur\"\n");
    assert!(built.page("index.html").contains("<html lang=\"ur\" dir=\"rtl\">"));
}

#[test]
fn getting_in_tells_what_there_is_what_there_is_not_and_what_nobody_knows() {
    let built = site(
        "-- content/assets/places/hall.md --\n+++\ntitle = \"Hall\"\naccess = [\"step-free\", \"no lift\", \"unknown: hearing-loop\"]\n+++\n",
    );
    assert!(
        built.words("assets/hall.html").contains("Getting in Step-free No lift Hearing loop: not known"),
        "{}",
        built.words("assets/hall.html")
    );
}

#[test]
fn saved_lists_find_each_record_in_the_data() {
    let town = town();
    let data = town.page("data/cards-0.js");
    let json = data.strip_prefix("hereaboutsCards(").and_then(|d| d.strip_suffix(");\n")).expect("it is one call");
    let cards: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
    let slugs: Vec<&String> = cards.as_object().expect("it is a table").keys().collect();
    assert_eq!(slugs, ["choir", "flood", "hall", "library", "repair"]);
    assert_eq!(cards["choir"]["n"], "01632 960140");
}

#[test]
fn pages_bear_no_script_or_style_of_their_own() {
    let town = town();
    for path in town.pages().into_iter().filter(|p| *p != "404.html") {
        let html = town.page(path);
        let inline = html.matches("<script").count()
            - html.matches("<script src=").count()
            - html.matches("<script type=\"application/ld+json\"").count();
        assert_eq!(
            (
                inline,
                html.matches("<style").count(),
                html.matches(" style=").count(),
                html.matches(" onclick=").count()
            ),
            (0, 0, 0, 0),
            "{path}"
        );
    }
}

#[test]
fn no_name_of_a_kind_or_a_topic_leads_out_of_the_output() {
    let text = "-- hereabouts.toml --\ntitle = \"Brookside\"\n[kinds.festival]\nlabel = \"Фестиваль\"\nplural = \"Фестивали\"\n\
                [kinds.group.types.band]\nlabel = \"Группа\"\nplural = \"Группы\"\n\
                [categories]\n\"../../!!\" = \"Odd\"\n\"еда\" = \"Food\"\n[areas]\n\"/../..!\" = \"A\"\n\
                -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\ntype = \"band\"\ncategories = [\"Odd\", \"еда\"]\narea = \"A\"\n+++\n\
                -- content/festival/may.md --\n+++\ntitle = \"May\"\n+++\n";
    let built = site(text);
    assert_eq!(built.said(), [""; 0]);
    for path in built.outputs.keys() {
        let plain = path.split('/').all(|part| !part.is_empty() && part != ".." && !part.contains('!'));
        assert!(plain, "{path}");
    }
    assert!(built.has("festival/may.html") && built.has("groups/band/index.html"));
}

#[test]
fn what_a_site_declares_private_is_in_no_output() {
    let text = "-- hereabouts.toml --\ntitle = \"Brookside\"\n[kinds.group.fields.phone]\ntype = \"phone\"\nprivate = true\n\
                [kinds.group.fields.helper]\ntype = \"link\"\nprivate = true\n\
                -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nphone = \"01632 960777\"\nhelper = \"shelter\"\n+++\n\
                -- content/institutions/shelter.md --\n+++\ntitle = \"Shelter\"\n+++\n";
    let built = site(text);
    assert_eq!(built.where_is("960777"), [""; 0]);
    assert!(!built.page("groups/choir.html").contains("shelter.html"));
    assert!(!built.page("institutions/shelter.html").contains("choir.html"));
}

#[test]
fn an_address_is_withheld_however_it_is_said() {
    for said in ["withheld", "Withheld.", "(withheld)", "with held", "Private", "withheld, Eastgate"] {
        let built = site(&format!(
            "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\naddress = \"{said}\"\npostcode = \"MB1 8YY\"\nlat = 51.85234\nlon = -1.93678\nhow_to_find = \"The red door\"\n+++\n"
        ));
        for words in ["MB1 8YY", "51.85", "red door"] {
            assert_eq!(built.where_is(words), [""; 0], "{said}: {words}");
        }
    }
}

#[test]
fn a_consent_counts_from_its_day_on_and_for_what_it_was_given() {
    let text = "-- content/assets/skills/mending.md --\n+++\ntitle = \"Mending\"\nperson = \"Joaquim\"\nconsent = 2027-06-01\n+++\n";
    assert_eq!(site(text).where_is("Joaquim"), [""; 0]);
}

#[test]
fn a_large_picture_comes_in_two_widths_in_the_text_and_above_it() {
    let pixels = hereabouts::picture::pixels::Pixels::opaque((1500, 1000), &[200; 1500 * 1000 * 3]);
    let text = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nimage = \"choir.jpg\"\nimage_alt = \"Singers\"\n+++\n\n![Us](choir.jpg)\n";
    let built = site_and(text, &[("content/groups/choir.jpg", &pixels.jpeg().unwrap())]);
    let paths: Vec<&String> = built.outputs.keys().filter(|p| p.starts_with("pictures/")).collect();
    let [large, small] = paths[..] else { panic!("{paths:?}") };
    let html = built.page("groups/choir.html");
    let widths = format!("srcset=\"../{small} 640w, ../{large} 1280w\" sizes=\"(min-width: 46em) 42em, 100vw\"");
    for alt in ["Singers", "Us"] {
        let image =
            format!("<img src=\"../{small}\" alt=\"{alt}\" {widths} width=\"1280\" height=\"853\" loading=\"lazy\">");
        assert!(html.contains(&image), "{html}");
    }
}
