//! A drawing in SVG, of which only what draws is taken over: shapes, letters, colours. What could run, load something or draw
//! nearly without end is refused; what programs write for themselves (notes, layers, who drew it) is left out.

use std::collections::HashMap;

use roxmltree::{Document, Node, ParsingOptions};

use super::Unreadable;

/// Elements that draw, or say how.
const DRAWS: [&str; 21] = [
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
    "style",
];

/// Elements that say something of the drawing, and are left out.
const SAYS: [&str; 3] = ["title", "desc", "metadata"];

/// Elements with which other parts are painted or cut, so that each of their own parts is drawn many times.
const PAINTS: [&str; 3] = ["clipPath", "mask", "pattern"];

/// Attributes that say where, how large and how. All others are left out.
const HOW: &str = " id class style d points x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy fr width height viewBox \
preserveAspectRatio transform rotate textLength lengthAdjust pathLength offset gradientUnits gradientTransform spreadMethod \
clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits patternTransform fill fill-opacity fill-rule stroke \
stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity opacity color \
stop-color stop-opacity clip-path clip-rule mask font-family font-size font-style font-weight font-stretch font-variant \
letter-spacing word-spacing text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift writing-mode \
direction display visibility overflow vector-effect paint-order shape-rendering text-rendering color-interpolation \
mix-blend-mode isolation version type ";

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// More parts than any drawing for a page has; so many may be drawn once more by others, too.
const MOST_PARTS: u32 = 50_000;
/// As deep as parts may lie in one another.
const DEEPEST: usize = 64;
/// Width and height of a drawing that says nothing of them, as browsers have it.
const USUAL: (u32, u32) = (300, 150);
/// The longest side that a page is told of.
const LONGEST: f64 = 2_000.0;

/// What draws of a drawing, and its width and height.
pub fn drawn(bytes: &[u8]) -> Result<(Vec<u8>, (u32, u32)), Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Broken)?;
    // A document type is nothing bad: many programs write one. Nothing outside of the file is read for it.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_PARTS, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).map_err(|error| {
        let is_endless =
            matches!(error, roxmltree::Error::NodesLimitReached | roxmltree::Error::EntityReferenceLoop(_));
        if is_endless { Unreadable::Endless } else { Unreadable::Broken }
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace().is_some_and(|name| name != SVG) {
        return Err(Unreadable::Broken);
    }
    let mut drawing = Drawing { parts: parts(&document)?, again: 0, out: String::with_capacity(text.len()) };
    drawing.write(root, 0, false)?;
    Ok((drawing.out.into_bytes(), size(root)))
}

/// The parts that have names. A name given twice may mean one part here and the other in a browser.
fn parts<'a, 'i>(document: &'a Document<'i>) -> Result<HashMap<String, Node<'a, 'i>>, Unreadable> {
    let mut parts = HashMap::new();
    for node in document.descendants() {
        let Some(id) = node.attribute("id").map(seen) else { continue };
        let short = id.chars().take(40).collect::<String>();
        if parts.insert(id, node).is_some() {
            return Err(Unreadable::Acts(format!("two parts called `{short}`")));
        }
    }
    Ok(parts)
}

/// Width and height as they are written, or those of the part of the plane that is shown; made smaller if they are very large.
fn size(root: Node) -> (u32, u32) {
    let number = |text: &str| {
        let digits = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<f64>().ok().filter(|side| side.is_finite() && *side > 0.0)
    };
    let shown = root.attribute("viewBox").map(|text| {
        let numbers = text.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
        numbers.map(|part| part.parse::<f64>().unwrap_or(0.0)).collect::<Vec<f64>>()
    });
    let shown = match shown.as_deref() {
        Some(&[_, _, width, height]) if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    };
    let written = root.attribute("width").and_then(number).zip(root.attribute("height").and_then(number));
    let Some((width, height)) = written.or(shown) else { return USUAL };
    let scale = (LONGEST / width.max(height)).min(1.0);
    let side = |side: f64| ((side * scale).round() as u32).max(1);
    (side(width), side(height))
}

/// A drawing that is being written anew.
struct Drawing<'a, 'i> {
    parts: HashMap<String, Node<'a, 'i>>,
    /// So many parts are drawn once more because others name them.
    again: usize,
    out: String,
}

impl<'a, 'i> Drawing<'a, 'i> {
    /// Writes a part and those in it. Within one that `paints`, no other may be named that is drawn itself: a few such lines
    /// can ask for millions of shapes.
    fn write(&mut self, node: Node<'a, 'i>, depth: usize, paints: bool) -> Result<(), Unreadable> {
        let name = node.tag_name().name();
        let is_svg = node.tag_name().namespace().is_none_or(|space| space == SVG);
        if !is_svg || SAYS.contains(&name) {
            return Ok(());
        }
        if !DRAWS.contains(&name) {
            return Err(Unreadable::Acts(format!("`<{name}>`")));
        }
        if depth > DEEPEST {
            return Err(Unreadable::Endless);
        }
        self.out.extend(["<", name]);
        if depth == 0 {
            self.out.extend([" xmlns=\"", SVG, "\""]);
        }
        for attribute in node.attributes() {
            let (space, name, value) = (attribute.namespace(), attribute.name(), attribute.value());
            if name.to_ascii_lowercase().starts_with("on") {
                return Err(Unreadable::Acts(format!("`{name}=`")));
            }
            let is_known = space.is_none() && HOW.contains(&[" ", name, " "].concat());
            if is_known {
                self.judge(&seen(value), paints)?;
                self.out.extend([" ", name, "=\""]);
            } else if space == Some(XML) && name == "space" {
                self.out.push_str(" xml:space=\"");
            } else {
                continue;
            }
            escape(value, &mut self.out);
            self.out.push('"');
        }
        // Programs write both for old and new readers.
        if let Some(to) = node.attribute("href").or_else(|| node.attribute((XLINK, "href"))) {
            let to = seen(to);
            let to = to.strip_prefix('#').ok_or_else(|| Unreadable::Acts("an address, `href=`".to_owned()))?;
            self.name(to, name, paints)?;
            self.out.push_str(" href=\"#");
            escape(to, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        if name == "style" {
            // Judged in one piece, since a browser reads it so.
            if node.children().any(|child| child.is_element()) {
                return Err(Unreadable::Acts("a part within `<style>`".to_owned()));
            }
            let text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
            let text = seen(&text);
            if text.contains('@') {
                return Err(Unreadable::Acts("an order in `<style>`".to_owned()));
            }
            self.judge(&text, true)?;
            escape(&text, &mut self.out);
        } else {
            let paints = paints || PAINTS.contains(&name);
            for child in node.children() {
                if child.is_element() {
                    self.write(child, depth + 1, paints)?;
                } else if let Some(text) = child.text().filter(|_| child.is_text()) {
                    escape(text, &mut self.out);
                }
            }
        }
        self.out.extend(["</", name, ">"]);
        Ok(())
    }

    /// A value or style asks for nothing from outside of the drawing, and names no part that it may not.
    fn judge(&mut self, value: &str, paints: bool) -> Result<(), Unreadable> {
        let lower = value.to_ascii_lowercase();
        let asks =
            ["image(", "image-set(", "cross-fade(", "element(", "src(", "expression(", "-moz-binding", "behavior:"];
        // Letters written as numbers could hide any word; no drawing needs them.
        if lower.contains('\\') || asks.iter().any(|word| lower.contains(word)) {
            return Err(Unreadable::Acts("an order in a style".to_owned()));
        }
        for (at, _) in lower.match_indices("url") {
            let Some(inside) = value.get(at + 3..).and_then(|rest| rest.trim_start().strip_prefix('(')) else {
                continue;
            };
            let inside = inside.split(')').next().unwrap_or("").trim().trim_matches(['"', '\'']);
            let to = inside.strip_prefix('#').ok_or_else(|| Unreadable::Acts("an address, `url(…)`".to_owned()))?;
            self.name(to, "url", paints)?;
        }
        Ok(())
    }

    /// A part is named by `by`: it must be there under just that name, and what is drawn once more because of it is counted.
    fn name(&mut self, to: &str, by: &str, paints: bool) -> Result<(), Unreadable> {
        let Some(part) = self.parts.get(to) else {
            // What is not there is not drawn, if the browser looks for no other.
            let is_plain = !to.is_empty() && to.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c));
            return if is_plain { Ok(()) } else { Err(Unreadable::Acts("an address of its own kind".to_owned())) };
        };
        let is_colours = part.tag_name().name().ends_with("Gradient");
        if is_colours {
            return Ok(());
        }
        let names_others = part.descendants().any(|inside| inside.tag_name().name() == "use");
        self.again += part.descendants().count();
        if paints || by == "use" && names_others || self.again > MOST_PARTS as usize {
            return Err(Unreadable::Endless);
        }
        Ok(())
    }
}

/// Whether nobody sees a letter, and it turns others around or gives orders.
fn is_unseen(c: char) -> bool {
    let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    turns || c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// A text without what nobody sees: whatever is judged is judged as it is written.
fn seen(text: &str) -> String {
    text.chars().filter(|&c| !is_unseen(c)).collect()
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_unseen(c) => {}
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
            let svg = String::from_utf8(bytes).unwrap();
            Document::parse(&svg).unwrap();
            svg
        })
    }

    #[test]
    fn what_draws_is_kept_and_what_tells_of_its_maker_is_not() {
        let svg = tried(
            "<metadata>Joan</metadata><inkscape:layer name=\"Joan\"/><title>Joan's</title>\
             <defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient><path id=\"p\"/></defs>\
             <style>.s { fill: url(#a) /* red */ }</style><mask id=\"m\"><rect fill=\"url(#a)\"/></mask>\
             <g inkscape:label=\"Joan\" inkscape:export-filename=\"C:\\joan.png\" data-name=\"Joan\" mask=\"url(#m)\">\
             <path d=\"M0 0h9\" style=\"fill:url(#a)\"/><use href=\"#p\" xlink:href=\"#p\" xlink:title=\"http://joan\"/></g>\
             <text>A &lt; B</text>",
        )
        .unwrap();
        for gone in ["Joan", "joan", "inkscape", "<!--", "data-name"] {
            assert!(!svg.contains(gone), "{gone} in {svg}");
        }
        for kept in [
            "<path d=\"M0 0h9\" style=\"fill:url(#a)\">",
            "<use href=\"#p\">",
            "A &lt; B",
            "viewBox=\"0 0 40 30\"",
            "mask=",
        ] {
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
            "<use href=\"#%61\"/>",
            "<use href=\"#a \"/>",
            "<g onload=\"alert(1)\"/>",
            "<g ONCLICK=\"alert(1)\"/>",
            "<rect fill=\"url(https://evil.example/x)\"/>",
            "<rect fill=\"u\\72l(x)\"/>",
            "<rect fill=\"u\u{202e}rl(x)\"/>",
            "<rect style=\"fill:u&#x202e;rl(x)\"/>",
            "<style>a{b:u\u{feff}rl(//evil.example)}</style>",
            "<use href=\"\u{200b}#%61\"/>",
            "<g id=\"a\"/><g id=\"a\u{200b}\"/>",
            "<rect style=\"fill:url( 'x.svg#a' )\"/>",
            "<style>@import 'x.css';</style>",
            "<style>a{b:url(//evil.example)}</style>",
            "<style>a{b:u<!-- -->rl(http://evil.example/x)}</style>",
            "<style>a{b:u<?x?>rl(http://evil.example/x)}</style>",
            "<style>a{b:u<g/>rl(http://evil.example/x)}</style>",
            "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
            "<animate attributeName=\"d\"/>",
            "<a href=\"#x\"><text>x</text></a>",
            "<filter id=\"x\"/>",
            "<marker id=\"x\"/>",
            "<g id=\"a\"/><g id=\"a\"/>",
        ] {
            assert!(matches!(tried(bad), Err(Unreadable::Acts(_))), "{bad}: {:?}", tried(bad));
        }
        assert_eq!(tried("<g>"), Err(Unreadable::Broken));
    }

    #[test]
    fn what_draws_nearly_without_end_is_refused() {
        let deep = format!("{}{}", "<g>".repeat(10_000), "</g>".repeat(10_000));
        let many = format!("<g id=\"a\">{}</g>{}", "<rect/>".repeat(500), "<use href=\"#a\"/>".repeat(500));
        for bad in [
            "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"/><use href=\"#a\"/>",
            "<mask id=\"a\"><rect/></mask><mask id=\"b\"><rect mask=\"url(#a)\"/></mask>",
            "<pattern id=\"a\"><rect/></pattern><pattern id=\"b\"><rect style=\"fill:url(#a)\"/></pattern>",
            "<clipPath id=\"a\"><g id=\"b\"/><use href=\"#b\"/></clipPath>",
            "<mask id=\"a\"><rect/></mask><style>rect{mask:url(#a)}</style>",
            &deep,
            &many,
        ] {
            assert_eq!(tried(bad), Err(Unreadable::Endless), "{bad:.80}");
        }
        let entities = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&b;\">]><svg><text>&b;</text></svg>";
        assert_eq!(drawn(entities.as_bytes()), Err(Unreadable::Endless));
    }

    #[test]
    fn the_size_is_what_is_written_and_keeps_its_shape() {
        let size = |attributes: &str| drawn(format!("<svg {attributes}/>").as_bytes()).unwrap().1;
        assert_eq!(size("width='4px' height=\"3\""), (4, 3));
        assert_eq!(size("width='210mm' height='297mm' viewBox='0 0 21000 29700'"), (210, 297));
        assert_eq!(size("width='100%' height='100%' viewBox='0 0 21000 29700'"), (1414, 2000));
        assert_eq!(size("viewBox='0,0,40,30'"), (40, 30));
        assert_eq!(size("width='-1' height='0'"), USUAL);
    }
}
