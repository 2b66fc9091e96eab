//! What people really type wrong, and what they are told: one message for each fault, where it is.

mod pictures;
mod site;

use std::collections::BTreeMap;

use hereabouts::date::Date;
use serde_json::Value;
use site::Told;

const TODAY: Date = Date::constant(2026, 11, 21);

#[test]
fn every_collected_mistake_is_told_once_and_in_its_place() {
    let all: Value = serde_json::from_str(include_str!("../fixtures/mistakes.json")).expect("the file is JSON");
    let base = base_site(&all);
    let mut wrong = Vec::new();
    for case in all["cases"].as_array().expect("there are cases") {
        let text = |name: &str| case[name].as_str().expect("each case is whole");
        let told = told(&base, text("path"), decode(text("content_base64")));
        let words: Vec<&str> =
            case["message_must_contain"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let expected = Expected {
            place: (case["line"].as_u64().unwrap_or(1) as usize, case["column"].as_u64().unwrap_or(1) as usize),
            severity: text("severity"),
            code: text("code"),
            words: &words,
        };
        wrong.extend(expected.differs(&told).map(|why| format!("{} {}: {why}", text("id"), text("name"))));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
#[expect(clippy::disallowed_macros, reason = "with SHOW=1 one can read what a volunteer would read")]
fn further_mistakes_are_told_once_and_in_their_place() {
    let all: Value = serde_json::from_str(include_str!("../fixtures/mistakes.json")).expect("the file is JSON");
    let base = base_site(&all);
    let mut wrong = Vec::new();
    for case in further() {
        let told = told(&base, case.path, case.content.clone());
        if std::env::var_os("SHOW").is_some() {
            println!("--- {}", case.name);
            told.iter().for_each(|t| println!("    {t}"));
        }
        let words: Vec<&str> = case.words.split('|').filter(|w| !w.is_empty()).collect();
        let (severity, code) = case.says.split_once(' ').unwrap_or((case.says, ""));
        let expected = Expected { place: case.place, severity, code, words: &words };
        wrong.extend(expected.differs(&told).map(|why| format!("{}: {why}", case.name)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What should be told in the case's own file.
struct Expected<'a> {
    place: (usize, usize),
    severity: &'a str,
    code: &'a str,
    words: &'a [&'a str],
}

impl Expected<'_> {
    /// How what is told differs from what should be.
    fn differs(&self, told: &[Told]) -> Option<String> {
        let seen = told.iter().map(|t| format!("\n    {t}")).collect::<String>();
        match told {
            [] if self.severity == "ok" => None,
            _ if self.severity == "ok" => Some(format!("nothing should be said{seen}")),
            [one] => {
                let place = (one.line, one.column) == self.place;
                let rule = one.severity == self.severity && one.code == self.code;
                let all = format!("{} {}", one.message, one.help);
                let lacks = self.words.iter().find(|word| !all.contains(**word));
                let expected = format!("{}:{} {}[{}]", self.place.0, self.place.1, self.severity, self.code);
                match lacks {
                    Some(word) => Some(format!("does not say {word:?}{seen}")),
                    None => (!place || !rule).then(|| format!("should be {expected}{seen}")),
                }
            }
            several => Some(format!("told {} times{seen}", several.len())),
        }
    }
}

/// What is told in the file at `path`, if it stands in the site with these bytes.
fn told(base: &BTreeMap<String, Vec<u8>>, path: &str, content: Vec<u8>) -> Vec<Told> {
    let mut files = base.clone();
    files.insert(path.to_owned(), content);
    site::check(&files, TODAY).into_iter().filter(|t| t.path == path).collect()
}

/// The files that lie beside each case; the pictures are real ones.
fn base_site(all: &Value) -> BTreeMap<String, Vec<u8>> {
    let files = all["base_site"]["files"].as_object().expect("there is a site");
    let bytes = |path: &str, text: &Value| match path {
        _ if path.contains("gps") => pictures::jpeg(true),
        _ if path.ends_with(".JPG") => pictures::jpeg(false),
        _ if path.ends_with(".png") => pictures::png(),
        _ => text.as_str().expect("each file has a text").as_bytes().to_vec(),
    };
    files.iter().map(|(path, text)| (path.clone(), bytes(path, text))).collect()
}

fn decode(base64: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let six = |b: u8| LETTERS.iter().position(|&l| l == b).expect("it is base64") as u32;
    let digits: Vec<u32> = base64.bytes().filter(|&b| b != b'=').map(six).collect();
    let groups = digits.chunks(4).flat_map(|group| {
        let number = group.iter().chain(&[0; 4]).take(4).fold(0, |n, d| n << 6 | d);
        number.to_be_bytes()[1..group.len()].to_vec()
    });
    groups.collect()
}

/// A mistake, and what is told.
struct Case {
    name: &'static str,
    path: &'static str,
    content: Vec<u8>,
    place: (usize, usize),
    /// `error code`, `warning code`, or `ok`.
    says: &'static str,
    /// Words that the message or the help must have, with `|` between them.
    words: &'static str,
}

/// A file of its own.
fn file(
    name: &'static str,
    path: &'static str,
    content: impl Into<Vec<u8>>,
    place: (usize, usize),
    says: &'static str,
    words: &'static str,
) -> Case {
    Case { name, path, content: content.into(), place, says, words }
}

/// The Repair Café with these lines below its title.
fn fields(name: &'static str, lines: &str, place: (usize, usize), says: &'static str, words: &'static str) -> Case {
    file(name, GROUP, format!("+++\ntitle = \"Repair Café\"\n{lines}\n+++\n\nHello.\n"), place, says, words)
}

/// The Repair Café with this line for its title.
fn title(name: &'static str, line: &str, place: (usize, usize), says: &'static str, words: &'static str) -> Case {
    file(name, GROUP, format!("+++\n{line}\n+++\n\nHello.\n"), place, says, words)
}

/// The Repair Café with this text.
fn text(name: &'static str, text: &str, place: (usize, usize), says: &'static str, words: &'static str) -> Case {
    file(name, GROUP, format!("+++\ntitle = \"Repair Café\"\n+++\n\n{text}\n"), place, says, words)
}

const GROUP: &str = "content/groups/repair-cafe.md";
const HALL: &str = "content/assets/places/village-hall.md";

// A table, one case a line.
#[rustfmt::skip]
fn further() -> Vec<Case> {
    let whole = "+++\ntitle = \"Repair Café\"\nphone = \"01632 960001\"\n+++\n\nHello.\n";
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let windows = |text: &str| text.chars().map(|c| if c == '’' { 0x92 } else { c as u8 }).collect::<Vec<u8>>();
    vec![
        // Dates.
        fields("a date with slashes", "verified = 31/12/2025", (3, 12), "error bad-date", "2025-12-31"),
        fields("a date with dots", "verified = 31.12.2025", (3, 12), "error bad-date", "2025-12-31"),
        fields("a short date", "verified = 3/4/26", (3, 12), "error bad-date", "2026-04-03"),
        fields("a date in words", "verified = 31 December 2025", (3, 12), "error bad-date", "2025-12-31"),
        fields("a date in words, in quotes", "verified = \"31 December 2025\"", (3, 12), "warning bad-date", "2025-12-31"),
        fields("a date in quotes", "verified = \"2025-12-31\"", (3, 12), "ok", ""),
        fields("no date at all", "verified = \"last week\"", (3, 12), "error bad-date", "verified = 2026-03-31"),
        fields("a date without its noughts", "verified = 2025-3-1", (3, 12), "error bad-date", "2025-03-01"),
        fields("a month of thirteen", "verified = 2025-13-01", (3, 12), "error bad-date", "month 13"),
        fields("a month alone", "verified = 2025-12", (3, 12), "error bad-date", "2025-12-"),
        fields("a year alone", "verified = 2025", (3, 12), "error bad-date", "2025-"),
        fields("a date to come", "verified = 2027-01-05", (3, 12), "warning verified-future", "5 January 2027"),
        fields("a date with its time", "verified = 2025-12-31T10:00:00", (3, 12), "ok", ""),
        // Quotes.
        title("an apostrophe in single quotes", "title = 'St John's'", (2, 17), "error quote-inside", "\"St John's\""),
        title("curly single quotes", "title = ‘Repair Café’", (2, 9), "error smart-quote", "‘|\"Repair Café\""),
        title("a curly closing quote", "title = \"Repair Café”", (2, 9), "error smart-quote", "”|\"Repair Café\""),
        title("low quotes", "title = „Repair Café“", (2, 9), "error smart-quote", "„"),
        title("a closing quote alone", "title = Repair Café\"", (2, 9), "error quote-open", "\"Repair Café\""),
        title("words behind the quote", "title = \"Repair\" Café", (2, 18), "error quote-inside", "\"Repair Café\""),
        title("quotes doubled", "title = \"\"Repair Café\"\"", (2, 9), "error quote-inside", "title = \"Repair Café\""),
        fields("a price", "cost = £2", (3, 8), "error needs-quotes", "\"£2\""),
        fields("an address without quotes", "website = https://repair.example/", (3, 11), "error needs-quotes", "\"https://repair.example/\""),
        fields("an e-mail without quotes", "email = hello@repair.example", (3, 9), "error needs-quotes", "\"hello@repair.example\""),
        fields("times without quotes", "when = Tuesdays 7pm-9pm", (3, 8), "error needs-quotes", "\"Tuesdays 7pm-9pm\""),
        fields("three quotes never closed", "summary = \"\"\"We mend\nthings", (3, 11), "error quote-open", "line 3|three"),
        fields("curly quotes in a list", "also = [“fix-it”, “mending”]", (3, 8), "error needs-quotes", "[\"fix-it\", \"mending\"]"),
        fields("a quote over two lines", "summary = \"We mend\nthings\"", (3, 11), "error quote-open", "line 3"),
        // The sign between name and value.
        title("a colon", "title: Repair Café", (2, 1), "error colon", "title = \"Repair Café\""),
        fields("a colon before a quote", "cost: \"Free\"", (3, 1), "error colon", "cost = \"Free\""),
        fields("no sign", "cost \"Free\"", (3, 1), "error colon", "cost = \"Free\""),
        fields("a semicolon behind", "cost = \"Free\";", (3, 14), "error quote-inside", "cost = \"Free\""),
        fields("a comma behind", "cost = \"Free\",", (3, 14), "error quote-inside", "cost = \"Free\""),
        fields("nothing", "phone =", (3, 1), "error no-value", "phone"),
        fields("the manner of JSON", "\"cost\": \"Free\",", (3, 1), "error colon", "cost = \"Free\""),
        fields("a note in the manner of HTML", "<!-- ask Joan -->", (3, 1), "error loose-text", "#"),
        fields("a note in the manner of programs", "// ask Joan", (3, 1), "error loose-text", "#"),
        fields("a note as it should be", "# ask Joan", (3, 1), "ok", ""),
        fields("prose among the fields", "We mend things.\nCome along.", (3, 1), "error loose-text", "second `+++`"),
        // Fences.
        file("a file in YAML", GROUP, "---\ntitle: Repair Café\nphone: 01632 960001\n---\n\nHello.\n", (1, 1), "error yaml", "hereabouts convert"),
        file("two plus signs", GROUP, "++\ntitle = \"Repair Café\"\n+++\n\nHello.\n", (1, 1), "error fence-odd", "+++"),
        file("four plus signs below", GROUP, "+++\ntitle = \"Repair Café\"\n++++\n\nHello.\n", (3, 1), "error fence-odd", "++++|+++"),
        file("four plus signs both times", GROUP, "++++\ntitle = \"Repair Café\"\n++++\n\nHello.\n", (1, 1), "error fence-odd", "++++"),
        file("hyphens below", GROUP, "+++\ntitle = \"Repair Café\"\n---\n\nHello.\n", (3, 1), "error fence-odd", "---"),
        file("the fence twice", GROUP, "+++\n+++\ntitle = \"Repair Café\"\n+++\n\nHello.\n", (2, 1), "error fence-odd", "delete one"),
        file("no first fence", GROUP, "title = \"Repair Café\"\n+++\n\nHello.\n", (1, 1), "error fence-missing", "+++"),
        file("no fence at all", GROUP, "title = \"Repair Café\"\n\nHello.\n", (1, 1), "error fence-missing", "+++"),
        file("only a text", GROUP, "We mend things.\n", (1, 1), "error fence-missing", "title = "),
        file("a text before the fence", GROUP, "We mend things.\n+++\ntitle = \"Repair Café\"\n+++\n", (1, 1), "error fence-late", "below"),
        file("a heading before the fence", GROUP, "# Repair Café\n+++\ntitle = \"Repair Café\"\n+++\n", (1, 1), "error fence-late", "+++"),
        file("spaces behind the fence", GROUP, "+++  \ntitle = \"Repair Café\"\n+++\t\n\nHello.\n", (1, 1), "ok", ""),
        file("a fence with a space before it", GROUP, "+++\ntitle = \"Repair Café\"\n +++\n\nHello.\n", (3, 1), "error fence-odd", "+++"),
        // Letters.
        file("line ends of Windows", GROUP, whole.replace('\n', "\r\n"), (1, 1), "ok", ""),
        file("line ends of Windows behind a mark", GROUP, format!("\u{feff}{}", whole.replace('\n', "\r\n")), (1, 1), "ok", ""),
        file("line ends of old", GROUP, whole.replace('\n', "\r"), (1, 1), "ok", ""),
        file("tabs", GROUP, whole.replace(" = ", "\t=\t"), (1, 1), "ok", ""),
        file("UTF-16", GROUP, utf16(&format!("\u{feff}{whole}")), (1, 1), "error not-utf8", "UTF-16|UTF-8"),
        file("UTF-16 without a mark", GROUP, utf16(whole), (1, 1), "error not-utf8", "UTF-16"),
        file("Windows-1252", GROUP, windows(whole), (2, 20), "error not-utf8", "title = \"Repair Café\"|UTF-8"),
        file("Windows-1252 in the text", GROUP, windows("+++\ntitle = \"Choir\"\n+++\n\nJoan’s house.\n"), (5, 5), "error not-utf8", "Joan’s house."),
        title("mojibake", "title = \"Repair CafÃ©\"", (2, 17), "warning mojibake", "Café"),
        title("a space without width", "title = \"Repair\u{200b} Café\"", (2, 16), "warning hidden-character", "U+200B"),
        file("zero bytes", GROUP, "+++\ntitle = \"Repair\0 Café\"\n+++\n", (2, 16), "warning hidden-character", "zero byte"),
        title("a space that is none", "title\u{a0}= \"Repair Café\"", (2, 6), "error hidden-character", "space"),
        // Names of fields.
        fields("a slip in a name", "verifed = 2026-10-02", (3, 1), "error unknown-field", "`verifed`|`verified`"),
        fields("a capital in a name", "Phone = \"01632 960001\"", (3, 1), "error unknown-field", "`Phone`|`phone`"),
        fields("another word for a field", "venue = \"village-hall\"", (3, 1), "error unknown-field", "`meets_at`"),
        fields("a space in a name", "meets at = \"village-hall\"", (3, 1), "error unknown-field", "`meets_at`"),
        fields("a description", "description = \"We mend.\"", (3, 1), "error unknown-field", "below"),
        fields("a stranger", "minibus = true", (3, 1), "error unknown-field", "minibus"),
        fields("a field twice", "title = \"The Repair Café\"", (3, 1), "error duplicate-field", "line 2"),
        fields("a birthday", "date_of_birth = 1950-01-01", (3, 1), "error private-field", "private"),
        file("a name that is missing", GROUP, "+++\nphone = \"01632 960001\"\n+++\n\nHello.\n", (1, 1), "error title-missing", "title = \"Repair cafe\""),
        title("a name that is empty", "title = \"\"", (2, 9), "error title-missing", "title"),
        title("another word for the name", "name = \"Repair Café\"", (2, 1), "error unknown-field", "`title`"),
        // Telephone, post, web.
        fields("a lost nought", "phone = \"1632 960001\"", (3, 9), "warning phone-format", "01632 960001"),
        fields("two numbers", "phone = \"01632 960001 / 07700 900001\"", (3, 9), "warning phone-format", "[\"01632 960001\", \"07700 900001\"]"),
        fields("words beside a number", "phone = \"01632 960001 (ask for Tom)\"", (3, 9), "warning phone-format", "\"01632 960001\""),
        fields("a number with spaces and no quotes", "phone = 01632 960001", (3, 9), "error phone-number", "\"01632 960001\""),
        fields("a number with a plus and no quotes", "phone = +44 1632 960001", (3, 9), "error phone-number", "\"+44 1632 960001\""),
        fields("a number without its nought and quotes", "phone = 1632960001", (3, 9), "error phone-number", "\"01632960001\""),
        fields("half a postcode", "postcode = \"NE27\"", (3, 12), "warning postcode", "NE27 0HJ"),
        fields("an address without its beginning", "website = \"www.repair.example\"", (3, 11), "warning web-address", "https://www.repair.example"),
        fields("two addresses", "website = \"repair.example and mend.example\"", (3, 11), "error web-address", "[\"https://repair.example\", \"https://mend.example\"]"),
        fields("a slip in an address", "website = \"htp://repair.example\"", (3, 11), "warning web-address", "https://repair.example"),
        fields("an address with a comma", "website = \"www,repair.example\"", (3, 11), "error web-address", "not a web address"),
        fields("a web address for e-mail", "email = \"www.repair.example\"", (3, 9), "error wrong-field", "website"),
        fields("an e-mail with a space", "email = \"hello @repair.example\"", (3, 9), "error email-address", "hello@repair.example"),
        fields("an e-mail without its end", "email = \"hello@repair\"", (3, 9), "error email-address", "hello@repair"),
        // Lists, tables, choices.
        fields("a list without its end", "also = [\"fix-it\", \"mending\"", (3, 8), "error list-open", "[\"fix-it\", \"mending\"]"),
        fields("a list without a comma", "also = [\"fix-it\" \"mending\"]", (3, 8), "error list-open", "[\"fix-it\", \"mending\"]"),
        fields("a list without brackets", "also = \"fix-it\", \"mending\"", (3, 8), "error list-open", "[\"fix-it\", \"mending\"]"),
        fields("a list without quotes", "also = [fix-it, mending]", (3, 8), "error needs-quotes", "[\"fix-it\", \"mending\"]"),
        fields("a list over lines without a comma", "also = [\n  \"fix-it\"\n  \"mending\",\n]", (5, 3), "error list-open", "comma"),
        fields("a list over lines without its end", "also = [\n  \"fix-it\",\n  \"mending\",\ncost = \"Free\"", (3, 8), "error list-open", "]"),
        fields("a heading without its bracket", "[contact\nname = \"Joan\"", (3, 1), "error table-open", "[contact]"),
        fields("a heading twice", "[contact]\nname = \"Joan\"\n[contact]\nphone = \"01632 960001\"", (5, 1), "error duplicate-field", "[contact]|line 3"),
        fields("yes", "draft = yes", (3, 9), "error yes-no", "true"),
        fields("True", "draft = True", (3, 9), "error yes-no", "true"),
        fields("no within a table", "[contact]\nname = \"Joan\"\npublic = no", (5, 10), "error yes-no", "false"),
        file("dashes around our fields", GROUP, "---\ntitle = \"Choir\"\n---\nWe sing.\n", (1, 1), "error fence-odd", "`---`|line 3"),
        file("spaces before both fences", GROUP, " +++\ntitle = \"Choir\"\n +++\nWe sing.\n", (1, 1), "error fence-odd", "`+++`"),
        fields("true in quotes", "draft = \"true\"", (3, 9), "error yes-no", "`true` stands without quotes|draft = true"),
        fields("two fields on one line", "cost = \"Free\" ages = \"all\"", (3, 15), "error quote-inside", "two fields|`ages`"),
        fields("a sign with an equals in a quotation", "summary = \"The sign said \"entry=free\" today\"", (3, 26), "error quote-inside", "'The sign said \"entry=free\" today'"),
        fields("a sum in a quotation", "summary = \"He wrote \" a = \"b\" to us\"", (3, 21), "error quote-inside", "around the whole"),
        fields("yes in quotes", "draft = \"yes\"", (3, 9), "error yes-no", "true"),
        fields("a word that is no choice", "join = \"everybody\"", (3, 8), "error not-a-choice", "`open`"),
        fields("a type with a slip", "type = \"clubb\"", (3, 8), "error not-a-choice", "`club`"),
        fields("morning or evening", "when = \"Thursdays 6.30-8\"", (3, 8), "warning times-ask", "am or pm"),
        fields("a long summary", &format!("summary = \"{}\"", "We mend things. ".repeat(12)), (3, 11), "warning summary-long", "160"),
        // What does not fit the rest of the site.
        fields("a category with a slip", "categories = [\"enviroment\"]", (3, 15), "error unknown-category", "`enviroment`|`environment`"),
        fields("a category that is not there", "categories = \"music\"", (3, 14), "error unknown-category", "music = \"Music\""),
        fields("an area where there are none", "area = \"eastgate\"", (3, 8), "error unknown-area", "[areas]|eastgate = \"Eastgate\""),
        fields("a link to the wrong kind", "meets_at = \"anytown-choir\"", (3, 12), "error link-kind", "place|Anytown Choir|group"),
        fields("a link by the title", "meets_at = \"Village Hall\"", (3, 12), "error unknown-link", "Village Hall|village-hall"),
        text("a link in the text to nothing", "See [the hall](village-hal.md).", (5, 5), "error broken-link", "village-hal.md|village-hall.md"),
        file("the same group twice", "content/groups/the-repair-cafe.md", "+++\ntitle = \"The Repair Cafe\"\nphone = \"01632 960001\"\n+++\n", (2, 9), "warning duplicate-record", "content/groups/repair-cafe.md"),
        file("names that differ by case", "content/groups/Repair-Cafe.md", "+++\ntitle = \"Mending\"\n+++\n", (1, 1), "error address-clash", "Repair-Cafe.md|repair-cafe.md"),
        title("words of a template", "title = \"Name of your group\"", (2, 9), "warning placeholder", "template"),
        fields("a number of a template", "phone = \"01234 567890\"", (3, 9), "warning placeholder", "template"),
        text("a text of a template", "Lorem ipsum dolor sit amet.", (5, 1), "warning placeholder", "template"),
        file("latitude and longitude swapped", HALL, "+++\ntitle = \"Village Hall\"\nlat = -2.0149\nlon = 53.7414\n+++\n", (3, 7), "warning place-far", "swapped|lat = 53.7414"),
        file("a position swapped", HALL, "+++\ntitle = \"Village Hall\"\nlocation = \"-2.0149, 53.7414\"\n+++\n", (3, 12), "warning place-far", "swapped|53.7414, -2.0149"),
        file("a position without quotes", HALL, "+++\ntitle = \"Village Hall\"\nlocation = 53.7414, -2.0149\n+++\n", (3, 12), "error needs-quotes", "\"53.7414, -2.0149\""),
        file("an address for a position", HALL, "+++\ntitle = \"Village Hall\"\nlocation = \"Weaver Street\"\n+++\n", (3, 12), "error coordinates", "53.7414"),
        file("a comma for a point", HALL, "+++\ntitle = \"Village Hall\"\nlat = 53,7414\nlon = -2.0149\n+++\n", (3, 7), "error coordinates", "53.7414"),
        file("degrees out of range", HALL, "+++\ntitle = \"Village Hall\"\nlat = 537.414\nlon = -2.0149\n+++\n", (3, 7), "error coordinates", "90"),
        file("a person without consent", "content/assets/skills/bread.md", "+++\ntitle = \"Bread\"\nperson = \"Asha\"\n+++\n", (3, 10), "error consent-missing", "no consent date|consent = "),
        file("the address of a skill", "content/assets/skills/bread.md", "+++\ntitle = \"Bread\"\naddress = \"12 Weaver Street\"\n+++\n", (3, 1), "error private-field", "via"),
        // Pictures.
        fields("a picture in small letters", "image = \"repair.jpg\"\nimage_alt = \"Menders\"", (3, 9), "error image-missing", "there is `repair.JPG`, not `repair.jpg`"),
        fields("a picture that is not there", "image = \"menders.jpg\"\nimage_alt = \"Menders\"", (3, 9), "error image-missing", "menders.jpg"),
        fields("a picture without words", "image = \"repair.png\"", (3, 9), "warning image-words", "image_alt"),
        text("a picture without words in the text", "![](repair.png)", (5, 1), "warning image-words", "repair.png"),
        fields("a path with a backslash", "image = \"groups\\repair.png\"\nimage_alt = \"Menders\"", (3, 9), "error backslash", "/"),
        text("a picture with a position in the text", "![A garden](photo-with-gps.jpg)", (5, 1), "warning image-gps", "location"),
        // Texts.
        text("a heading without its space", "##When\n\nTuesdays.", (5, 1), "warning heading-space", "## When"),
        text("a second top heading", "# Repair Café\n\nHello.", (5, 1), "warning second-heading", "title"),
        text("another top heading", "# When we meet\n\nHello.", (5, 1), "warning second-heading", "## When we meet"),
        text("a script", "Hello <script>alert(1)</script> there.", (5, 7), "warning raw-html", "removed"),
        text("a script on its own", "<script>\nalert(1)\n</script>", (5, 1), "warning raw-html", "removed"),
        text("a link that runs", "[Click](javascript:alert(1))", (5, 1), "error unsafe-link", "javascript|removed"),
        text("bold in the manner of HTML", "We are <b>free</b>.", (5, 8), "warning raw-html", "**words**"),
        text("versions of two people in the text", "<<<<<<< HEAD\nWe mend.\n=======\nWe repair.\n>>>>>>> other", (5, 1), "error merge-conflict", "two people"),
        text("a very long line", &"We mend things. ".repeat(20_000), (1, 1), "ok", ""),
        text("another script", "نصلح الأشياء معا — 修理 — Ремонт 🌻", (1, 1), "ok", ""),
        // Whole files.
        file("an empty file", GROUP, "", (1, 1), "error empty-file", "empty|history"),
        file("a file of blank lines", GROUP, "\n\n  \n", (1, 1), "error empty-file", "empty"),
        file("a file of zeros", GROUP, vec![0; 512], (1, 1), "error empty-file", "history"),
        file("a hidden second ending", "content/groups/choir.md.txt", whole, (1, 1), "warning file-kind", "choir.md"),
        file("a letter of another word processor", "content/groups/choir.odt", "PK", (1, 1), "warning file-kind", "odt|.md"),
        file("a PDF", "content/groups/choir.pdf", "%PDF", (1, 1), "warning file-kind", "pdf|.md"),
        file("a spreadsheet", "content/groups/choir.xlsx", "PK", (1, 1), "warning file-kind", "xlsx|.md"),
        file("a record in no folder", "content/choir.md", "+++\ntitle = \"Choir\"\n+++\n", (1, 1), "error no-kind", "content/groups/"),
        file("a folder with a capital", "content/Groups/choir.md", "+++\ntitle = \"Choir\"\n+++\n", (1, 1), "error no-kind", "`groups`"),
        // Several at once, and odd ones.
        fields("a whole line of noughts", "phone = \"00000 000000\"", (3, 9), "warning placeholder", "template"),
        fields("an address with a bracket", "website = \"<https://repair.example/>\"", (3, 11), "warning web-address", "https://repair.example/"),
        fields("a link in the manner of Markdown", "website = \"[Our site](https://repair.example/)\"", (3, 11), "warning web-address", "https://repair.example/"),
        fields("an e-mail in the manner of outlook", "email = \"Joan <joan@repair.example>\"", (3, 9), "error email-address", "email = \"joan@repair.example\""),
        fields("an e-mail with a scheme", "email = \"mailto:joan@repair.example\"", (3, 9), "error email-address", "joan@repair.example"),
        fields("a postcode with an l", "postcode = \"NE27 lHJ\"", (3, 12), "warning postcode", "NE27 1HJ"),
        fields("a link with its ending", "meets_at = \"village-hall.md\"", (3, 12), "ok", ""),
        fields("a link with its folder", "meets_at = \"places/village-hall\"", (3, 12), "ok", ""),
        fields("a link with a capital", "meets_at = \"Village-Hall\"", (3, 12), "error unknown-link", "village-hall"),
        fields("a date in American order", "verified = 12/31/2025", (3, 12), "error bad-date", "2025-12-31"),
        fields("a comment behind a value", "cost = \"Free\" # for all", (3, 1), "ok", ""),
        fields("a list of one in brackets", "meets_at = [\"village-hall\"]", (3, 1), "ok", ""),
        fields("a curly apostrophe within", "cost = \"It’s free\"", (3, 1), "ok", ""),
        fields("an ampersand of HTML", "cost = \"Tea &amp; cake\"", (3, 8), "ok", ""),
        fields("an equals sign twice", "cost == \"Free\"", (3, 1), "error colon", "only once|cost = \"Free\""),
        fields("an arrow", "cost => \"Free\"", (3, 1), "error colon", "cost = \"Free\""),
        fields("a list in round brackets", "also = (\"fix-it\", \"mending\")", (3, 8), "error list-open", "[\"fix-it\", \"mending\"]"),
        fields("a list without its beginning", "also = \"fix-it\", \"mending\"]", (3, 8), "error list-open", "[\"fix-it\", \"mending\"]"),
        fields("a long dash in a date", "verified = 2025–12–31", (3, 12), "error bad-date", "2025-12-31"),
        fields("times with a dot and no sign", "when = \"Mondays 10.30-12\"", (3, 8), "warning times-ask", "am or pm"),
        fields("quotes of another sort", "cost = `Free`", (3, 8), "error smart-quote", "cost = \"Free\""),
        fields("quotes with an accent", "cost = ´Free´", (3, 8), "error smart-quote", "cost = \"Free\""),
        fields("a capital in a table", "[Contact]\nname = \"Joan\"", (3, 2), "error unknown-field", "`contact`"),
        fields("a summary over lines", "summary = \"We mend\ntoasters,\ncoats\nand chairs.\"\ncost = \"Free\"", (3, 11), "error quote-open", "We mend toasters, coats and chairs."),
        fields("an open quote before a field", "summary = \"We mend\ncost = \"Free\"", (3, 11), "error quote-open", "summary = \"We mend\""),
        fields("a number of people", "members_about = \"about 40\"", (3, 17), "error wrong-type", "members_about = 40"),
        text("a picture over the web", "![Tea](https://photos.example/tea.jpg)", (5, 1), "error image-missing", "another website"),
        text("a link to a folder of one computer", "[Map](C:\\Users\\Joan\\map.pdf)", (5, 1), "error unsafe-link", "computer"),
        text("a link without its beginning", "[Us](www.repair.example)", (5, 1), "error broken-link", "https://www.repair.example"),
        text("three hyphens", "Hello.\n\n---\n\nMore.", (1, 1), "ok", ""),
        text("three plus signs below", "Hello.\n\n+++\n\nMore.", (1, 1), "ok", ""),
        file("a story without consent", "content/stories/flood.md", "+++\ntitle = \"The Flood\"\ntellers = [\"Joan\"]\n+++\n", (3, 11), "error consent-missing", "no consent date"),
        file("a list of records with a slip", "content/groups/clubs.toml", "[[record]]\ntitle = \"Chess\"\n[record]]\ntitle = \"Bowls\"\n", (3, 1), "error table-open", "[[record]]"),
        file("a picture of no kind", "content/groups/tea.heic", "x", (1, 1), "ok", ""),
    ]
}
