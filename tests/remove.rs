//! Taking a record out: it goes with what only it shows, the rest stays as it was, and whatever still names it is listed.
#![cfg(unix)]

mod support;

use support::folder::Folder;
use support::pictures::PNG;

const TOWN: &str = "-- hereabouts.toml --\ntitle = \"Brookside\"\n[print]\nlast_no = 3\n\
-- content/assets/skills/bread.md --\n+++\ntitle = \"Bread by Asha\"\nno = 9\nperson = \"Asha\"\nconsent = 2026-01-01\ncontact = { name = \"Dilys Vaughan\" }\nimage = \"bread.png\"\n+++\n![The oven](oven.png) ![Flour](flour.png)\n\
-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\ncontact_note = \"ask Asha and Tom\"\nrelated = [\"bread\"]\nimage = \"../assets/skills/oven.png\"\n+++\nCakes come from [her](../assets/skills/bread.md).\nNobody eats breadcrumbs.\nDilys Vaughan counts them. See [the flour](../assets/skills/flour.png).\n\
-- content/groups/clubs.toml --\n# Two clubs.\n\n# The first.\n[[record]]\ntitle = \"Chess\"\nslug = \"chess\"\nsessions = [{ when = \"Mondays 7pm-9pm\" }]\n\n# The second.\n[[record]]\ntitle = \"Ukulele\"\nslug = \"ukulele\"\n\n[record.contact]\nrole = \"secretary\"\n\n[[record]]\ntitle = \"Bridge\"\nslug = \"bridge\"\n";

fn town() -> Folder {
    let folder = Folder::new(TOWN);
    folder.write("content/assets/skills/bread.png", PNG);
    folder.write("content/assets/skills/oven.png", PNG);
    folder.write("content/assets/skills/flour.png", PNG);
    folder
}

#[test]
fn a_record_goes_with_its_own_picture_and_all_that_names_it_is_listed() {
    let folder = town();
    let before = folder.all("content");
    let ran = folder.run(&["remove", "bread"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(!folder.has("content/assets/skills/bread.md") && !folder.has("content/assets/skills/bread.png"));
    assert!(folder.has("content/assets/skills/oven.png"), "the choir shows it too");
    assert!(folder.has("content/assets/skills/flour.png"), "the choir links it");
    for line in [
        "Removed `Bread by Asha`: the file content/assets/skills/bread.md is gone.",
        "Removed the picture content/assets/skills/bread.png.",
        "The picture content/assets/skills/oven.png stays: other records show it.",
        "It is still named in 4 lines:",
        "content/groups/choir.md:3: contact_note = \"ask Asha and Tom\"",
        "content/groups/choir.md:9: Dilys Vaughan counts them.",
        "content/groups/choir.md:4: related = [\"bread\"]",
        "content/groups/choir.md:7: Cakes come from [her](../assets/skills/bread.md).",
        "git keeps every older version",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    assert!(folder.read("hereabouts.toml").contains("last_no = 9"), "nobody gets its number");
    let after = folder.all("content");
    assert!(after.iter().all(|(path, bytes)| before[path] == *bytes), "what stays is as it was");
    assert_eq!(after.len() + 2, before.len());
}

#[test]
fn one_of_many_in_a_file_goes_with_its_lines_and_its_comment() {
    let folder = town();
    let ran = folder.run(&["remove", "Ukulele"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(ran.out.contains("Removed `Ukulele` from content/groups/clubs.toml"), "{}", ran.out);
    assert!(ran.out.contains("Nothing else in the site's files names it."), "{}", ran.out);
    assert_eq!(
        folder.read("content/groups/clubs.toml"),
        "# Two clubs.\n\n# The first.\n[[record]]\ntitle = \"Chess\"\nslug = \"chess\"\nsessions = [{ when = \"Mondays 7pm-9pm\" }]\n\n[[record]]\ntitle = \"Bridge\"\nslug = \"bridge\"\n"
    );
    for last in ["chess", "bridge"] {
        assert_eq!(folder.run(&["remove", last]).code, Some(0));
    }
    assert!(!folder.has("content/groups/clubs.toml"), "a file with nothing left in it goes");
}

#[test]
fn nothing_is_removed_on_a_trial_or_when_nobody_knows_what_is_meant() {
    let folder = town();
    folder.write("content/groups/bell.md", "+++\ntitle = \"Chess\"\n+++\n");
    let before = folder.all("");
    let slip = format!("9{}", hereabouts::number::check_letter(9));
    let trial = folder.run(&["remove", &slip, "--dry-run"]);
    assert_eq!(trial.code, Some(0), "{}", trial.said());
    assert!(trial.out.contains("Would remove `Bread by Asha` (content/assets/skills/bread.md:2)."), "{}", trial.out);
    assert!(trial.out.contains("Would remove the picture content/assets/skills/bread.png."), "{}", trial.out);
    let unknown = folder.run(&["remove", "chior"]);
    assert_eq!(unknown.code, Some(1));
    assert!(
        unknown.err.contains("There is no record `chior`. Did you mean `choir`? Nothing was removed."),
        "{}",
        unknown.err
    );
    let two = folder.run(&["remove", "Chess"]);
    assert_eq!(two.code, Some(1));
    assert!(two.err.contains("2 records are meant by `Chess`: `bell`, `chess`. Nothing was removed."), "{}", two.err);
    assert!(folder.all("") == before);
}
