//! A drawing in SVG, of which only what draws is taken over: shapes, letters, colours. What could run, load something or
//! draw without end is refused; what programs write for themselves (notes, layers, who drew it) is left out.

use std::collections::HashMap;

use roxmltree::{Document, Node, ParsingOptions};

use super::Unreadable;

/// Elements that draw, or say how.
const DRAWS: [&str; 22] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "style",
];

/// Elements that say something of the drawing, and are left out.
const SAYS: [&str; 3] = ["title", "desc", "metadata"];

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// More parts than any drawing for a page has.
const MOST_PARTS: u32 = 50_000;
/// So often at most a part may be drawn again elsewhere.
const MOST_USES: usize = 500;

/// As deep as parts may lie in one another.
const DEEPEST: usize = 64;
/// Width and height of a drawing that says nothing of them, as browsers have it.
const USUAL: (u32, u32) = (300, 150);

/// What draws of a drawing, and its width and height.
pub fn drawn(bytes: &[u8]) -> Result<(Vec<u8>, (u32, u32)), Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Broken)?;
    // A document type is nothing bad: many programs write one. Nothing outside of the file is read for it.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_PARTS, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).map_err(|error| match error {
            roxmltree::Error::NodesLimitReached => Unreadable::Acts("so many parts".to_owned()),
            roxmltree::Error::EntityReferenceLoop(_) => Unreadable::Acts("an entity that holds itself".to_owned()),
            _ => Unreadable::Broken,
        })?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace().is_some_and(|name| name != SVG) {
        return Err(Unreadable::Broken);
    }
    ends(&document)?;
    let mut out = String::with_capacity(text.len());
    write(root, 0, &mut out)?;
    Ok((out.into_bytes(), size(root).unwrap_or(USUAL)))
}

/// Width and height as they are written, or those of the part of the plane that is shown.
fn size(root: Node) -> Option<(u32, u32)> {
    let number = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok();
    let shown = root.attribute("viewBox").map(|text| {
        let numbers: Vec<f64> = text.split([' ', ',']).filter(|part| !part.is_empty()).filter_map(number).collect();
        numbers
    });
    let shown = match shown.as_deref() {
        Some(&[_, _, width, height]) => Some((width, height)),
        _ => None,
    };
    let written = root.attribute("width").and_then(number).zip(root.attribute("height").and_then(number));
    let (width, height) = written.or(shown)?;
    let fits = |side: f64| (0.5..=20_000.0).contains(&side);
    (fits(width) && fits(height)).then(|| (width.round() as u32, height.round() as u32))
}

/// Parts that are drawn again must not themselves draw others again: a few such lines can ask for millions of shapes.
fn ends(document: &Document) -> Result<(), Unreadable> {
    let uses = || document.descendants().filter(|node| node.tag_name().name() == "use");
    let again: HashMap<&str, Node> = document.descendants().filter_map(|n| Some((n.attribute("id")?, n))).collect();
    let to = |node: Node| href(node).and_then(|to| again.get(to.trim_start_matches('#')).copied());
    let repeats = |part: Node| part.descendants().any(|inside| inside.tag_name().name() == "use");
    if uses().count() > MOST_USES || uses().filter_map(to).any(repeats) {
        return Err(Unreadable::Acts("`<use>` within what `<use>` draws".to_owned()));
    }
    Ok(())
}

fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute("href").or_else(|| node.attribute((XLINK, "href")))
}

fn write(node: Node, depth: usize, out: &mut String) -> Result<(), Unreadable> {
    let name = node.tag_name().name();
    let is_svg = node.tag_name().namespace().is_none_or(|space| space == SVG);
    if !is_svg || SAYS.contains(&name) {
        // Another vocabulary's script is none; but one within that of SVG is.
        let is_hidden =
            |inside: Node| inside.tag_name().namespace() == Some(SVG) && inside.tag_name().name() == "script";
        return if node.descendants().any(is_hidden) { Err(acts(name)) } else { Ok(()) };
    }
    if !DRAWS.contains(&name) {
        return Err(acts(name));
    }
    if depth > DEEPEST {
        return Err(Unreadable::Acts("parts within parts".to_owned()));
    }
    out.extend(["<", name]);
    if node.parent_element().is_none() {
        out.extend([" xmlns=\"", SVG, "\""]);
    }
    for attribute in node.attributes() {
        let (space, name, value) = (attribute.namespace(), attribute.name(), attribute.value());
        let is_link = name == "href" && space.is_none_or(|space| space == XLINK);
        if name.to_ascii_lowercase().starts_with("on") {
            return Err(Unreadable::Acts(format!("`{name}=`")));
        }
        if is_link && !value.starts_with('#') || !is_link && leads_out(value) {
            return Err(Unreadable::Acts(format!("an address, `{name}=`")));
        }
        match space {
            None => out.extend([" ", name, "=\""]),
            Some(_) if is_link => out.push_str(" href=\""),
            Some(XML) if name == "space" => out.push_str(" xml:space=\""),
            Some(_) => continue,
        }
        escape(value, out);
        out.push('"');
    }
    out.push('>');
    for child in node.children() {
        if child.is_element() {
            write(child, depth + 1, out)?;
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            if name == "style" && (leads_out(text) || text.contains('@')) {
                return Err(Unreadable::Acts("an address in `<style>`".to_owned()));
            }
            escape(text, out);
        }
    }
    out.extend(["</", name, ">"]);
    Ok(())
}

fn acts(name: &str) -> Unreadable {
    Unreadable::Acts(format!("`<{name}>`"))
}

/// Whether a style or a value asks for something from outside of the drawing.
fn leads_out(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    // Whatever the writing of letters by numbers hides, no drawing needs it.
    let hides = lower.contains('\\') || lower.contains("/*");
    let asks = lower.match_indices("url").any(|(at, _)| {
        let rest = lower.get(at + 3..).unwrap_or("").trim_start();
        rest.strip_prefix('(').is_some_and(|to| !to.trim_start().trim_start_matches(['"', '\'']).starts_with('#'))
    });
    let schemes = ["javascript:", "data:", "http:", "https:", "file:"];
    let runs = ["image(", "image-set(", "expression(", "-moz-binding", "behavior:", "src("];
    hides || asks || schemes.iter().chain(&runs).any(|word| lower.contains(word))
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(inside: &str) -> Result<String, Unreadable> {
        let text = format!(
            "<?xml version=\"1.0\"?><!-- drawn by Joan --><svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\" \
             xmlns:inkscape=\"urn:x\" viewBox=\"0 0 40 30\" inkscape:version=\"1\">{inside}</svg>"
        );
        drawn(text.as_bytes()).map(|(bytes, size)| {
            assert_eq!(size, (40, 30));
            String::from_utf8(bytes).unwrap()
        })
    }

    #[test]
    fn what_draws_is_kept_and_what_tells_of_its_maker_is_not() {
        let svg = tried(
            "<metadata>Joan</metadata><inkscape:layer name=\"Joan\"/><title>Joan's</title>\
             <defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs>\
             <g inkscape:label=\"Joan\"><path d=\"M0 0h9\" style=\"fill:url(#a)\"/><use xlink:href=\"#a\"/></g><text>A &lt; B</text>",
        )
        .unwrap();
        assert!(!svg.contains("Joan") && !svg.contains("inkscape") && !svg.contains("<!--"), "{svg}");
        for kept in
            ["<path d=\"M0 0h9\" style=\"fill:url(#a)\">", "<use href=\"#a\">", "A &lt; B", "viewBox=\"0 0 40 30\""]
        {
            assert!(svg.contains(kept), "{kept} in {svg}");
        }
    }

    #[test]
    fn what_could_run_or_load_something_is_refused() {
        for bad in [
            "<script>alert(1)</script>",
            "<foreignObject><p>x</p></foreignObject>",
            "<image href=\"https://evil.example/x.png\"/>",
            "<use href=\"https://evil.example/x.svg#a\"/>",
            "<use xlink:href=\"data:image/svg+xml,x#a\"/>",
            "<g onload=\"alert(1)\"/>",
            "<g ONCLICK=\"alert(1)\"/>",
            "<rect fill=\"url(https://evil.example/x)\"/>",
            "<rect fill=\"u\\72l(x)\"/>",
            "<rect style=\"fill:url( 'x.svg#a' )\"/>",
            "<style>@import 'x.css';</style>",
            "<style>a{b:url(//evil.example)}</style>",
            "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
            "<animate attributeName=\"d\"/>",
            "<a href=\"#x\"><text>x</text></a>",
            "<filter id=\"x\"/>",
            "<metadata><x xmlns=\"urn:y\"><script xmlns=\"http://www.w3.org/2000/svg\">x</script></x></metadata>",
            "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"/><use href=\"#a\"/>",
        ] {
            assert!(matches!(tried(bad), Err(Unreadable::Acts(_))), "{bad}: {:?}", tried(bad));
        }
        assert_eq!(tried("<g>"), Err(Unreadable::Broken));
        assert_eq!(drawn(b"<svg/>").unwrap().1, USUAL);
        assert!(matches!(tried(&"<g>".repeat(10_000)), Err(Unreadable::Broken)));
        let deep = format!("{}{}", "<g>".repeat(10_000), "</g>".repeat(10_000));
        assert!(tried(&deep).is_err());
        let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&b;\">]><svg width=\"1\" height=\"1\"><text>&b;</text></svg>";
        assert!(drawn(bomb.as_bytes()).is_err());
    }
}
