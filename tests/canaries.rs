//! What was not agreed to is published nowhere: names, numbers and addresses are planted in every way that there is to keep
//! them back, and looked for in every byte of the site and of everything that is printed.
#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::io::Read;

use support::folder::Folder;
use support::{paper, pictures};

/// Every canary begins with these letters, in which no language has a word. Numbers and places have signs of their own.
const SIGN: &str = "zqx";
/// The last digits of every telephone number that was not agreed to; nothing else on the site has them.
const NUMBER: &str = "960417";
/// The last digits of every point that is kept back.
const PLACE: &str = "731914";

const TOWN: &str = r#"-- hereabouts.toml --
title = "Millbrook"
base_url = "https://millbrook.example/"
language = "en-GB"
country = "GB"
# zqxconfig: ask Mrs Zqxhall for the key.
[print]
place = "Millbrook"
-- content/assets/skills/without-consent.md --
+++
title = "Mends bicycles"
person = "Zqxamina Reed"
level = "share"
notes = "zqxnotes: mornings only"
# zqxcomment: her daughter says so
+++
Punctures while you wait.
-- content/assets/skills/consent-to-come.md --
+++
title = "Cuts hair"
person = "Zqxbeata Reed"
consent = 2031-01-01
+++
At the hall.
-- content/assets/skills/consent-that-is-none.md --
+++
title = "Sharpens knives"
person = "Zqxcarl Reed"
consent = "she said yes, I think"
+++
At the hall.
-- content/assets/skills/scope-that-is-none.md --
+++
title = "Files saws"
person = "Zqxdora Reed"
consent = 2026-02-14
consent_scope = "family"
+++
At the hall.
-- content/assets/skills/agreed.md --
+++
title = "Tunes pianos"
person = "Qyxagreed Reed"
consent = 2026-02-14
+++
At the hall.
-- content/assets/skills/agreed-to-the-web.md --
+++
title = "Grinds lenses"
person = "Qyxwebonly Reed"
consent = 2026-02-14
consent_scope = "web"
+++
At the hall.
-- content/assets/skills/agreed-to-paper.md --
+++
title = "Binds books"
person = "Qyxpaperonly Reed"
consent = 2026-02-14
consent_scope = "print"
+++
At the hall.
-- content/groups/contact-kept-back.md --
+++
title = "Gardeners"
when = "Tuesdays 7pm-9pm"
contact = { name = "Zqxelif Reed", phone = "01632 960417", email = "zqxelif@reed.example", public = false }
+++
We dig.
-- content/groups/contact-misspelt.md --
+++
title = "Diggers"
contact = { name = "Zqxfinn Reed", phone = "+44 (0) 1632 960-417", email = "zqxfinn@reed.example", public = "nope" }
+++
We dig.
-- content/groups/contact-with-a-person.md --
+++
title = "Rowers"
when = "Sundays 9am-11am"
contact = { person = "Zqxgwen Reed", phone = "01632 960122" }
+++
We row.
-- content/groups/draft.md --
+++
title = "Zqxdraft society"
draft = true
person = "Zqxhana Reed"
phone = "01632 960 417"
email = "zqxhana@reed.example"
website = "https://zqxhana.example/"
image = "zqxdraft.jpg"
image_alt = "Zqxdraft on a hill"
location = "53.731914, -2.731914"
+++
Zqxbody.
-- content/groups/private.md --
+++
title = "Zqxprivate society"
private = true
email = "zqxprivate@reed.example"
+++
Zqxbody.
-- content/groups/published.md --
+++
title = "Zqxpublished society"
published = false
+++
Zqxbody.
-- content/groups/spelt-otherwise.md --
+++
title = "Zqxone society"
private: true
+++
-- content/groups/without-quotes.md --
+++
title = "Zqxtwo society"
private = yes
+++
-- content/groups/with-a-slip.md --
+++
title = "Zqxthree society"
publishd = false
+++
-- content/groups/both.md --
+++
title = "Zqxfour society"
draft = false
private = true
+++
-- content/groups/many.toml --
[[record]]
title = "Zqxfive society"
is_private = true
-- content/groups/contact-private.md --
+++
title = "Sowers"
[contact]
name = "Zqxlars Reed"
phone = "01632 960417"
private = true
+++
We sow.
-- content/groups/a-date.md --
+++
title = "Published long ago"
published = 2026-05-01
internal = "rooms"
+++
We knit.
-- content/groups/a-link-to-a-draft.md --
+++
title = "Walkers"
+++
[Come along](draft.md).
-- content/assets/places/withheld.md --
+++
title = "Refuge"
address = "withheld"
location = "53.731914, -2.731914"
phone = "01632 960122"
+++
A house.
-- content/assets/places/roughly.md --
+++
title = "Allotments"
location = "53.731914, -2.731914"
location_precision = "area"
+++
Behind the mill.
-- content/assets/skills/with-a-home.md --
+++
title = "Bakes bread"
person = "Zqxivor Reed"
address = "12 Zqxhome Street"
location = "53.731914, -2.731914"
+++
From the oven.
-- content/stories/teller.md --
+++
title = "How the mill was saved"
tellers = ["Zqxjana Reed", "Zqxkofi Reed"]
+++
We sat on the stairs.
-- content/stories/zqxdraft-story.md --
+++
title = "Zqxstory"
draft = "yes please"
+++
Zqxbody.
-- content/zqxletter.txt --
Dear Zqxlena, your number is 01632 960417.
-- content/groups/choir.md --
+++
title = "Choir"
image = "choir.jpg"
image_alt = "Three people at a piano"
+++
We sing.
"#;

/// Where a needle stands, however it is written: in small or capital letters, in the UTF-16 of a PDF, with spaces and hyphens
/// between digits, or percent by percent.
fn holds(bytes: &[u8], needle: &str) -> bool {
    let contains = |bytes: &[u8]| bytes.windows(needle.len()).any(|part| part.eq_ignore_ascii_case(needle.as_bytes()));
    let wide: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).collect();
    let close: Vec<u8> = wide.iter().copied().filter(|b| !b" -().\n/_".contains(b)).collect();
    contains(bytes) || contains(&wide) || contains(&close)
}

/// A PDF with everything in it that was packed.
fn unpacked(pdf: &[u8]) -> Vec<u8> {
    let mut all = pdf.to_vec();
    let mut rest = pdf;
    let find = |bytes: &[u8], needle: &[u8]| bytes.windows(needle.len()).position(|part| part == needle);
    let mut streams = 0;
    while let Some(at) = find(rest, b"stream\n") {
        rest = &rest[at + 7..];
        let mut stream = Vec::new();
        // A picture is packed in its own way, and ends this at once.
        if flate2::read::ZlibDecoder::new(rest).read_to_end(&mut stream).is_ok() {
            streams += 1;
            all.extend(stream);
        }
    }
    assert!(streams > 3, "only {streams} streams of {} bytes of PDF could be unpacked", pdf.len());
    all
}

/// The site and everything printed of it, as bytes; and what stands on the printed pages.
struct Published {
    site: BTreeMap<String, Vec<u8>>,
    print: BTreeMap<String, Vec<u8>>,
}

fn published() -> Published {
    let folder = Folder::new(TOWN);
    folder.write("content/groups/choir.jpg", pictures::jpeg_with_position());
    folder.write("content/groups/.zqxhidden.md", "+++\ntitle = \"Zqxhidden\"\n+++\n");
    folder.write("content/groups/zqxdraft.jpg", pictures::jpeg_with_position());
    let ran = folder.run(&["build"]);
    assert!(folder.has("public/index.html"), "{}", ran.said());
    let ran = folder.run(&["print", "--output", "paper"]);
    let site = folder.all("public");
    let mut print: BTreeMap<String, Vec<u8>> =
        folder.all("paper").into_iter().map(|(path, pdf)| (path, unpacked(&pdf))).collect();
    assert!(print.len() > 3, "{}", ran.said());
    // Letters in a PDF are numbers in a font, so what the pages say is taken from where they are laid out.
    let built = paper::site_with(TOWN, &[]);
    for printed in paper::everything(&built) {
        let words: Vec<String> = printed.document.pages.iter().flat_map(paper::words).collect();
        print.insert(format!("pages of {}", printed.name), words.join(" ").into_bytes());
    }
    Published { site, print }
}

fn found(outputs: &BTreeMap<String, Vec<u8>>, needle: &str) -> Vec<String> {
    let holds = |(path, bytes): (&String, &Vec<u8>)| {
        (holds(bytes, needle) || holds(path.as_bytes(), needle)).then(|| path.clone())
    };
    outputs.iter().filter_map(holds).collect()
}

#[test]
fn what_was_not_agreed_to_stands_in_no_byte() {
    let Published { site, print } = published();
    for needle in [SIGN, NUMBER, PLACE] {
        assert_eq!(found(&site, needle), [""; 0], "{needle} is on the site");
        assert_eq!(found(&print, needle), [""; 0], "{needle} is on paper");
    }
    assert!(!found(&site, "published long ago").is_empty(), "a date says nothing of who may see it");
    // What was agreed to is found by the same looking, so that it is known to find.
    let agreed = found(&site, "qyxagreed");
    for path in ["assets/agreed.html", "print.html"] {
        assert!(agreed.iter().any(|found| found.ends_with(path)), "{path} is not in {agreed:?}");
    }
    assert!(found(&site, "bicycles").iter().any(|path| path.starts_with("search/")), "{:?}", site.keys());
    assert!(found(&print, "qyxagreed").iter().any(|path| path.contains("book")), "{:?}", print.keys());
    assert!(!found(&print, "mends bicycles").is_empty() && !found(&print, "millbrook.example").is_empty());
}

#[test]
fn consent_holds_where_it_was_given_and_not_elsewhere() {
    let Published { site, print } = published();
    assert!(!found(&site, "qyxwebonly").is_empty());
    assert_eq!(found(&print, "qyxwebonly"), [""; 0]);
    assert_eq!(found(&site, "qyxpaperonly"), [""; 0]);
    assert!(!found(&print, "qyxpaperonly").is_empty());
    // Files to print that lie on the site are on the web as well.
    let on_the_web = paper::words_on_the_site(&paper::site_with(TOWN, &[]));
    assert!(on_the_web.contains("Qyxagreed") && !on_the_web.contains("Qyxpaperonly"), "{on_the_web}");
}

/// What a camera wrote into a picture is in no copy of it.
#[test]
fn no_picture_says_where_it_was_taken() {
    let original = pictures::jpeg_with_position();
    assert!(holds(&original, "Exif"), "the picture says nothing in the first place");
    let Published { site, print } = published();
    assert!(site.keys().any(|path| path.starts_with("pictures/")), "{:?}", site.keys());
    for outputs in [&site, &print] {
        for needle in ["Exif\0", "GPS", "II*\0", "MM\0*"] {
            let bad: Vec<&String> = outputs
                .iter()
                .filter(|(path, bytes)| {
                    !path.ends_with(".js")
                        && !path.ends_with(".html")
                        && bytes.windows(needle.len()).any(|part| part == needle.as_bytes())
                })
                .map(|(path, _)| path)
                .collect();
            assert_eq!(bad, [""; 0], "{needle:?}");
        }
    }
}
