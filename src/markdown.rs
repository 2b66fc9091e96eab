//! The text of a record: what is in it, and the HTML it becomes.
//!
//! Markdown becomes HTML through a closed list of events: raw HTML becomes text, addresses pass
//! [`SafeUrl`], and nothing else can reach the page.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::mistakes::{heading_space, pasted_picture, raw_html, second_heading, unsafe_link};
use crate::picture::Shown;
use crate::picture::ready::SIZES;
use crate::safe_url::SafeUrl;
use crate::span::{FileId, Span, Spanned};

/// What a text has in it that matters to the rest of the site.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scan {
    /// Links to other files of the site, as they were written.
    pub links: Vec<Spanned<String>>,
    /// Pictures: the file, and whether it says in words what it shows.
    pub pictures: Vec<(Spanned<String>, bool)>,
}

/// Where the addresses in a text lead.
pub trait Resolve {
    /// The address of the page for a link to a file of the site; nothing if there is none.
    fn link(&self, to: &str) -> Option<String>;
    /// A picture by the name of its file; nothing if there is none that can be shown.
    fn picture(&self, file: &str) -> Option<Shown>;
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// What a text consists of, piece by piece.
pub fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(text, options())
}

/// Looks through a text that stands at `base` in `file`, in the record called `title`.
pub fn scan(text: &str, file: FileId, base: usize, title: &str, out: &mut Vec<Diagnostic>) -> Scan {
    let mut scan = Scan::default();
    let at = |range: std::ops::Range<usize>| Span::new(file, base + range.start..base + range.end);
    let mut heading: Option<(Span, String)> = None;
    let mut in_code = false;
    let mut html_told = false;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) => match SafeUrl::new(&dest_url) {
                None => out.push(unsafe_link::diagnostic(&dest_url, at(range))),
                Some(url) if !url.is_outside() && !url.as_str().starts_with('#') && link_type != LinkType::Email => {
                    scan.links.push(Spanned::new(url.as_str().to_owned(), at(range)));
                }
                Some(_) => {}
            },
            Event::Start(Tag::Image { dest_url, .. }) => {
                let described = !text[range.clone()].starts_with("![](");
                if dest_url.starts_with("data:") {
                    out.push(pasted_picture::diagnostic(Span { end: at(range.clone()).start + 2, ..at(range) }));
                } else if let Some(url) = SafeUrl::new(&dest_url) {
                    scan.pictures.push((Spanned::new(url.as_str().to_owned(), at(range)), described));
                } else {
                    out.push(unsafe_link::diagnostic(&dest_url, at(range)));
                }
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => heading = Some((at(range), String::new())),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                if let Some((span, words)) = heading.take() {
                    let same = words.trim().eq_ignore_ascii_case(title.trim());
                    out.push(second_heading::diagnostic(words.trim(), same, span));
                }
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) => {
                if let Some((_, heading)) = &mut heading {
                    heading.push_str(&words);
                }
                let line_start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
                if !in_code && line_start == range.start && words.starts_with("##") {
                    let line = text[line_start..].lines().next().unwrap_or("");
                    out.extend(heading_space::look(line, file, base + line_start));
                }
            }
            Event::Code(words) => {
                if let Some((_, heading)) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                // One word for a whole page that was pasted in; a script is always told.
                let runs = raw_html::runs(&html.to_lowercase());
                if !html.trim_start().starts_with("</") && (!html_told || runs) && !html.trim().is_empty() {
                    out.push(raw_html::diagnostic(html.trim(), at(range)));
                    html_told = true;
                }
            }
            _ => {}
        }
    }
    scan
}

/// The HTML of a text.
pub fn html(text: &str, resolve: &dyn Resolve) -> String {
    let mut writer = Writer {
        out: String::with_capacity(text.len() * 3 / 2),
        resolve,
        skip: Vec::new(),
        cells: Vec::new(),
        notes: Vec::new(),
        alt: None,
        removed: None,
    };
    for event in Parser::new_ext(text, options()) {
        writer.event(event);
    }
    writer.out
}

/// Whether a piece of raw HTML is left out; `removed` is the tag at whose end that ends, while a `<script>` is open.
fn is_removed(html: &str, removed: &mut Option<String>) -> bool {
    let lower = html.to_lowercase();
    if let Some(end) = removed {
        if lower.contains(end.as_str()) {
            *removed = None;
        }
        return true;
    }
    if !raw_html::runs(&lower) {
        return false;
    }
    for tag in ["script", "style", "iframe", "svg", "object"] {
        if lower.contains(&format!("<{tag}")) && !lower.contains(&format!("</{tag}")) {
            *removed = Some(format!("</{tag}"));
        }
    }
    true
}

/// The words of a text as its page shows them, without links' addresses and without anything in raw HTML.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut removed = None;
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(words) | Event::Code(words) if removed.is_none() => out.push_str(&words),
            Event::Html(html) | Event::InlineHtml(html) => {
                is_removed(&html, &mut removed);
                out.push(' ');
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => out.push('\n'),
            Event::End(tag) if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => out.push('\n'),
            _ => {}
        }
    }
    out
}

struct Writer<'a> {
    out: String,
    resolve: &'a dyn Resolve,
    /// For each open link, whether its tag was left out.
    skip: Vec<bool>,
    /// The alignments of the table that is open, and the cell we are in; a head has `th`.
    cells: Vec<(Vec<Alignment>, usize, bool)>,
    /// Footnotes by name, in the order in which they appear.
    notes: Vec<String>,
    /// While a picture is open: what is known of it.
    alt: Option<OpenPicture>,
    /// While a `<script>` is open: everything is left out until it ends.
    removed: Option<String>,
}

/// A picture whose words are still being read.
struct OpenPicture {
    found: Option<Shown>,
    words: String,
    /// Pictures within its words.
    depth: usize,
}

impl Writer<'_> {
    fn event(&mut self, event: Event) {
        if let Some(OpenPicture { words, depth, .. }) = &mut self.alt {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                Event::Start(Tag::Image { .. }) => *depth += 1,
                Event::End(TagEnd::Image) if *depth > 0 => *depth -= 1,
                Event::End(TagEnd::Image) => self.picture(),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.removed.is_none() => escape(&text, &mut self.out),
            Event::Text(_) => {}
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape(&text, &mut self.out);
                self.out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(name) => {
                let number = self.note(&name);
                let reference = format!("<sup><a href=\"#note-{number}\" id=\"ref-{number}\">{number}</a></sup>");
                self.out.push_str(&reference);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => escape(&text, &mut self.out),
        }
    }

    /// HTML that somebody wrote is shown as it stands; what could run is taken out.
    fn raw(&mut self, html: &str) {
        if !is_removed(html, &mut self.removed) {
            escape(html, &mut self.out);
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { level, id, .. } => {
                let level = (level as u8).max(2);
                match id.filter(|id| crate::slug::is_slug(id)) {
                    Some(id) => self.out.push_str(&format!("<h{level} id=\"{id}\">")),
                    None => self.out.push_str(&format!("<h{level}>")),
                }
            }
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>\n"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => self.out.push_str("<pre><code>"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(name) => {
                let number = self.note(&name);
                self.out.push_str(&format!("<div class=\"footnote\" id=\"note-{number}\"><sup>{number}</sup>\n"));
            }
            Tag::Table(alignments) => {
                self.cells.push((alignments, 0, false));
                self.out.push_str("<div class=\"table\" tabindex=\"0\" role=\"group\"><table>\n");
            }
            Tag::TableHead => {
                self.cell(|c| (c.1, c.2) = (0, true));
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell(|c| (c.1, c.2) = (0, false));
                self.out.push_str("<tr>");
            }
            Tag::TableCell => {
                let (alignments, i, head) = self.cells.last().cloned().unwrap_or_default();
                let class = match alignments.get(i) {
                    Some(Alignment::Right) => " class=\"end\"",
                    Some(Alignment::Center) => " class=\"middle\"",
                    _ => "",
                };
                let scope = if head { " scope=\"col\"" } else { "" };
                self.out.push_str(&format!("<{}{scope}{class}>", if head { "th" } else { "td" }));
            }
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<s>"),
            Tag::Link { dest_url, link_type, .. } => self.link(&dest_url, link_type),
            Tag::Image { dest_url, .. } => {
                let found = SafeUrl::new(&dest_url).and_then(|url| self.resolve.picture(url.as_str()));
                self.alt = Some(OpenPicture { found, words: String::new(), depth: 0 });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => self.out.push_str(&format!("</h{}>\n", (level as u8).max(2))),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => self.out.push_str("</div>\n"),
            TagEnd::Table => {
                self.cells.pop();
                self.out.push_str("</tbody></table></div>\n");
            }
            TagEnd::TableHead => self.out.push_str("</tr></thead><tbody>\n"),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                let head = self.cells.last().is_some_and(|c| c.2);
                self.out.push_str(if head { "</th>" } else { "</td>" });
                self.cell(|c| c.1 += 1);
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</s>"),
            TagEnd::Link if self.skip.pop() == Some(false) => self.out.push_str("</a>"),
            _ => {}
        }
    }

    fn cell(&mut self, change: impl FnOnce(&mut (Vec<Alignment>, usize, bool))) {
        if let Some(cell) = self.cells.last_mut() {
            change(cell);
        }
    }

    /// A link that leads nowhere, or is not safe, keeps its words and loses its tag.
    fn link(&mut self, to: &str, link_type: LinkType) {
        let to = if link_type == LinkType::Email { format!("mailto:{to}") } else { to.to_owned() };
        let href = SafeUrl::new(&to).and_then(|url| {
            let inside = !url.is_outside() && !url.as_str().starts_with('#');
            if inside { self.resolve.link(url.as_str()) } else { Some(url.as_str().to_owned()) }
        });
        self.skip.push(href.is_none());
        if let Some(href) = href {
            self.out.push_str("<a href=\"");
            escape(&href, &mut self.out);
            self.out.push_str("\">");
        }
    }

    fn picture(&mut self) {
        let Some(OpenPicture { found, words, .. }) = self.alt.take() else { return };
        let Some(Shown { url, widths, size }) = found else {
            // A picture that is not there still says what it shows.
            escape(&words, &mut self.out);
            return;
        };
        self.out.push_str("<img src=\"");
        escape(&url, &mut self.out);
        self.out.push_str("\" alt=\"");
        escape(&words, &mut self.out);
        if let Some(widths) = widths {
            self.out.push_str("\" srcset=\"");
            escape(&widths, &mut self.out);
            self.out.push_str("\" sizes=\"");
            self.out.push_str(SIZES);
        }
        self.out.push_str(&format!("\" width=\"{}\" height=\"{}\" loading=\"lazy\">", size.0, size.1));
    }

    fn note(&mut self, name: &str) -> usize {
        if let Some(i) = self.notes.iter().position(|n| n == name) {
            return i + 1;
        }
        self.notes.push(name.to_owned());
        self.notes.len()
    }
}

/// Writes `text` so that it is only text, in an element as well as in an attribute.
pub fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (i, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[from..i]);
        out.push_str(entity);
        from = i + 1;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nowhere;
    impl Resolve for Nowhere {
        fn link(&self, to: &str) -> Option<String> {
            (to == "hall.md").then(|| "../assets/hall.html".to_owned())
        }
        fn picture(&self, _: &str) -> Option<Shown> {
            None
        }
    }

    #[test]
    fn nothing_but_text_comes_through() {
        assert_eq!(html("<b onclick=x()>Hi</b> & [x](javascript:alert)", &Nowhere), "<p>Hi&lt;/b&gt; &amp; x</p>\n");
        assert_eq!(html("<script>\nalert(1)\n</script>\n\nAfter", &Nowhere).trim(), "<p>After</p>");
        assert_eq!(html("a <script>alert(1)</script> b", &Nowhere), "<p>a  b</p>\n");
        assert_eq!(html("## When {#when onclick=x}", &Nowhere), "<h2 id=\"when\">When</h2>\n");
        assert_eq!(
            html("[Hall](hall.md), [gone](gone.md)", &Nowhere),
            "<p><a href=\"../assets/hall.html\">Hall</a>, gone</p>\n"
        );
    }

    #[test]
    fn lists_tables_and_notes_are_written() {
        let out = html("- [x] done\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\nText[^1]\n\n[^1]: A note", &Nowhere);
        assert!(
            out.contains("☑ done") && out.contains("<td class=\"end\">2</td>") && out.contains("id=\"note-1\""),
            "{out}"
        );
    }
}
