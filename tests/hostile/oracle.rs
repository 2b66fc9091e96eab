//! What must be so in every output, whatever was written: pages in which nothing from a record can run, and data that can be
//! read back.

use std::collections::BTreeMap;

use scraper::Html;
use scraper::node::Element;

/// Everything that is wrong with an output.
pub fn faults(outputs: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, bytes) in outputs {
        let text = String::from_utf8_lossy(bytes);
        let found = match path.rsplit('.').next().unwrap_or("") {
            "html" => page(&text),
            "xml" => roxmltree::Document::parse(&text).err().map(|fault| fault.to_string()).into_iter().collect(),
            "ics" => calendar(&text),
            "json" => json(&text),
            "js" if !path.starts_with("theme/") => data(&text),
            _ => Vec::new(),
        };
        let is_text = ["html", "xml", "ics", "json", "js", "txt", "svg"].iter().any(|ending| path.ends_with(ending));
        if let Some(c) = is_text.then(|| text.chars().find(|&c| gives_orders(c))).flatten() {
            faults.push(format!("{path}: {c:?} stands in it"));
        }
        if bytes.len() > LARGEST {
            faults.push(format!("{path}: it has {} bytes", bytes.len()));
        }
        faults.extend(found.into_iter().map(|fault| format!("{path}: {fault}")));
    }
    faults
}

/// More bytes than any file of a site has that is made from one folder of records.
const LARGEST: usize = 6_000_000;

/// A character that no text needs and that turns others around, or tells a program to do something.
fn gives_orders(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// The index and the cards are calls with JSON between their brackets, one on each line, and nothing else.
fn data(script: &str) -> Vec<String> {
    let call = |line: &str| {
        let inside = ["hb(", "hereaboutsCards("].iter().find_map(|call| line.strip_prefix(call)?.strip_suffix(");"));
        match inside {
            Some(inside) => json(&format!("[{inside}]")),
            None => vec![format!("a line that is no call: {line:.60}")],
        }
    };
    script.lines().filter(|line| !line.is_empty()).flat_map(call).collect()
}

/// Elements that act, or load something, and that no page has.
const ACTIVE: [&str; 12] = [
    "iframe",
    "object",
    "embed",
    "base",
    "applet",
    "frame",
    "frameset",
    "foreignobject",
    "animate",
    "set",
    "math",
    "portal",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 10] =
    ["href", "src", "action", "formaction", "xlink:href", "poster", "data", "background", "ping", "cite"];

/// What of a page acts, or leads where nothing on a page may lead.
pub fn page(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let mut faults = Vec::new();
    for node in document.tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        let name = element.name().to_ascii_lowercase();
        if ACTIVE.contains(&name.as_str()) {
            faults.push(format!("there is a <{name}>"));
        }
        if name == "script" {
            let text: String =
                node.children().filter_map(|child| child.value().as_text().map(|t| t.to_string())).collect();
            faults.extend(script(element, &text));
        }
        if name == "meta" && element.attr("http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh")) {
            let to = element.attr("content").unwrap_or("");
            let address = to.split_once("url=").map_or("", |(_, address)| address);
            if is_outside(address) {
                faults.push(format!("it goes on to {to}"));
            }
        }
        for (attribute, value) in element.attrs() {
            let attribute = attribute.to_ascii_lowercase();
            if attribute.starts_with("on") || attribute == "srcdoc" {
                faults.push(format!("<{name}> has {attribute}=\"{value}\""));
            }
            if ADDRESSES.contains(&attribute.as_str()) && !leads_well(value) {
                faults.push(format!("<{name}> leads to {attribute}=\"{value}\""));
            }
            let loads =
                matches!(name.as_str(), "img" | "script" | "source" | "audio" | "video" | "use" | "image" | "input")
                    && ["src", "href", "xlink:href", "poster"].contains(&attribute.as_str())
                    || name == "form" && attribute == "action"
                    || name == "link"
                        && attribute == "href"
                        && element.attr("rel").is_some_and(|r| !["canonical", "alternate"].contains(&r));
            if loads && is_outside(value) {
                faults.push(format!("<{name}> loads {value}"));
            }
            if attribute == "srcset" && value.split(',').any(|one| is_outside(one.trim())) {
                faults.push(format!("<{name}> loads {value}"));
            }
            if attribute == "href" && orders(value) {
                faults.push(format!("<{name}> does more than write or call: {value}"));
            }
            if attribute == "style"
                && ["url(", "expression", "@import", "\\"].iter().any(|w| value.to_ascii_lowercase().contains(w))
            {
                faults.push(format!("<{name}> has style=\"{value}\""));
            }
        }
    }
    let mut ids = std::collections::BTreeSet::new();
    for node in document.tree.nodes() {
        if let Some(id) = node.value().as_element().and_then(|element| element.attr("id"))
            && !ids.insert(id.to_owned())
        {
            faults.push(format!("two parts have the id {id}"));
        }
    }
    faults
}

/// A script is a file of the site, or data.
fn script(element: &Element, text: &str) -> Vec<String> {
    match (element.attr("src"), element.attr("type")) {
        (Some(src), None | Some("module")) => {
            let inside = src.trim_start_matches("../");
            let ours = ["theme/", "search/", "data/"].iter().any(|folder| inside.starts_with(folder));
            if ours && text.is_empty() { Vec::new() } else { vec![format!("a script from {src}: {text}")] }
        }
        (None, Some("application/ld+json")) => json(text),
        _ => vec![format!("a script in the page: {text}")],
    }
}

fn json(text: &str) -> Vec<String> {
    serde_json::from_str::<serde_json::Value>(text).err().map(|fault| format!("no JSON: {fault}")).into_iter().collect()
}

/// An address as a browser reads it: without control characters and the spaces around it.
fn read(address: &str) -> String {
    address
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect::<String>()
        .trim_matches(|c: char| c <= ' ')
        .to_lowercase()
}

fn leads_well(address: &str) -> bool {
    let address = read(address);
    let head = address.split(['/', '?', '#']).next().unwrap_or("");
    match head.split_once(':') {
        Some((scheme, _)) => ["http", "https", "mailto", "tel", "sms", "geo", "webcal"].contains(&scheme),
        None => true,
    }
}

/// A message has one reader, whom the page shows, and a number is rung as it is: nothing is added to either.
fn orders(address: &str) -> bool {
    let address = read(address);
    if let Some(number) = address.strip_prefix("tel:").or_else(|| address.strip_prefix("sms:")) {
        return number.contains(['*', '#', '%', ';', '&', '?']);
    }
    address.strip_prefix("mailto:").is_some_and(|to| {
        let (_, more) = to.split_once('?').unwrap_or((to, ""));
        more.split('&').any(|part| !["", "subject", "body"].contains(&part.split('=').next().unwrap_or("")))
    })
}

fn is_outside(address: &str) -> bool {
    let address = read(address).replace('\\', "/");
    let head = address.split(['/', '?', '#']).next().unwrap_or("");
    address.starts_with("//") || head.contains(':')
}

/// Each line of a calendar is a property that we write, or goes on with the one before.
fn calendar(text: &str) -> Vec<String> {
    const KNOWN: [&str; 24] = [
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "NAME",
        "X-WR-CALNAME",
        "X-WR-TIMEZONE",
        "X-PUBLISHED-TTL",
        "REFRESH-INTERVAL",
        "CALSCALE",
        "METHOD",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "SUMMARY",
        "LOCATION",
        "DESCRIPTION",
        "URL",
        "GEO",
    ];
    const ZONE: [&str; 9] = [
        "TZID",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "TZNAME",
        "LAST-MODIFIED",
        "STATUS",
        "SEQUENCE",
        "TRANSP",
        "X-LIC-LOCATION",
    ];
    let mut faults = Vec::new();
    let starts = |name: &str| text.split("\r\n").filter(|line| line.starts_with(name)).count();
    if starts("BEGIN:VEVENT") != starts("UID:") || starts("BEGIN:") != starts("END:") {
        faults.push("events and their names are not as many".to_owned());
    }
    if let Some(line) = text.split("\r\n").find(|line| line.len() > 75) {
        faults.push(format!("a line of {} bytes", line.len()));
    }
    for line in text.split("\r\n").filter(|line| !line.is_empty() && !line.starts_with(' ')) {
        let name = line.split([':', ';']).next().unwrap_or("");
        if !KNOWN.contains(&name)
            && !ZONE.contains(&name)
            && name != "CATEGORIES"
            && name != "COLOR"
            && name != "SOURCE"
        {
            faults.push(format!("a line of its own: {line:.60}"));
        }
        if line.contains(['\n', '\r']) || line.chars().any(|c| c.is_control() && c != '\t') {
            faults.push(format!("a control character: {line:?}"));
        }
    }
    faults
}
