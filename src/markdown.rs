//! The text of a record: what is in it, and the HTML it becomes.
//!
//! Markdown becomes HTML through a closed list of events: raw HTML becomes text, addresses pass
//! [`SafeUrl`], and nothing else can reach the page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::mistakes::{
    heading_space, hidden_character, pasted_picture, raw_html, second_heading, table_large, unsafe_link,
};
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

/// Hands over what a text consists of, piece by piece.
pub fn each(text: &str, mut take: impl FnMut(Event)) {
    Parser::new_ext(&bounded(text).0, options()).for_each(&mut take);
}

/// So many links of one text are looked after: whether they lead somewhere, and who is told there that it is named.
const MOST_LINKS: usize = 5_000;

/// The most cells of tables in one text. A row of a wide table takes few bytes to write and many to show, since each has as
/// many cells as the first.
const MOST_CELLS: usize = 10_000;

/// A text of the same length, in which tables beyond so many cells are no longer tables; and the first row that says how the
/// columns of one of those lie.
fn bounded(text: &str) -> (Cow<'_, str>, Option<Range<usize>>) {
    let is_rule =
        |line: &str| line.contains('|') && line.contains('-') && line.bytes().all(|b| b"|-: \t>".contains(&b));
    // A short text cannot become a long one.
    if text.len() < 1000 || !text.lines().any(is_rule) {
        return (text.into(), None);
    }
    let mut bytes = text.as_bytes().to_vec();
    let (mut first, mut cells, mut columns, mut start) = (None, 0, 0, 0);
    for line in text.split_inclusive('\n') {
        let (from, plain) = (start, line.trim());
        start += line.len();
        if is_rule(plain) {
            columns = plain.matches('|').count() + 1;
        } else if plain.is_empty() {
            columns = 0;
        }
        cells += columns;
        if cells > MOST_CELLS && is_rule(plain) {
            first = first.or(Some(from..from + line.trim_end().len()));
            #[expect(
                clippy::indexing_slicing,
                reason = "the lines of the text lie end to end, and `bytes` is as long as it"
            )]
            bytes[from..start].iter_mut().filter(|byte| **byte == b'-').for_each(|byte| *byte = b'=');
            columns = 0;
        }
    }
    // One sign of one byte in place of another.
    (String::from_utf8(bytes).map_or(text.into(), Cow::Owned), first)
}

/// Looks through a text that stands at `base` in `file`, in the record called `title`.
pub fn scan(text: &str, file: FileId, base: usize, title: &str, out: &mut Vec<Diagnostic>) -> Scan {
    let mut scan = Scan::default();
    let at = |range: std::ops::Range<usize>| Span::new(file, base + range.start..base + range.end);
    let mut heading: Option<(Span, String)> = None;
    let mut in_code = false;
    let mut html_told = false;
    let (bounded, large) = bounded(text);
    out.extend(large.map(|row| table_large::diagnostic(MOST_CELLS, at(row))));
    for (event, range) in Parser::new_ext(&bounded, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) => match SafeUrl::new(&dest_url) {
                None => out.push(unsafe_link::diagnostic(&dest_url, at(range))),
                Some(url) if !url.is_outside() && !url.as_str().starts_with('#') && link_type != LinkType::Email => {
                    if scan.links.len() < MOST_LINKS {
                        scan.links.push(Spanned::new(url.as_str().to_owned(), at(range)));
                    }
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
                    let is_marked = text[range].starts_with('#');
                    out.push(second_heading::diagnostic(words.trim(), same, is_marked, span));
                }
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) => {
                if let Some((_, heading)) = &mut heading {
                    heading.push_str(&words);
                }
                let begins_line = range.start == 0 || text[..range.start].ends_with('\n');
                if !in_code && begins_line && words.starts_with("##") {
                    let line = text[range.start..].lines().next().unwrap_or("");
                    out.extend(heading_space::look(line, file, base + range.start));
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
                if (!html_told || runs) && !html.trim().is_empty() {
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
        notes: HashMap::new(),
        alt: None,
        removed: None,
        ids: HashSet::new(),
    };
    each(text, |event| writer.event(event));
    writer.out
}

/// Whether a passage ends with which whatever was left out in it ends at the latest.
pub fn ends_removal(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock | TagEnd::Item | TagEnd::TableCell)
}

/// Whether a piece of raw HTML is left out; `removed` is the tag at whose end that ends, while a `<script>` is open.
pub fn is_removed(html: &str, removed: &mut Option<String>) -> bool {
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
    each(text, |event| match event {
        Event::Text(words) | Event::Code(words) if removed.is_none() => {
            out.push_str(&hidden_character::without(&words));
        }
        Event::Html(html) | Event::InlineHtml(html) => {
            is_removed(&html, &mut removed);
            out.push(' ');
        }
        Event::SoftBreak | Event::HardBreak | Event::Rule => out.push('\n'),
        Event::End(tag) if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {
            if ends_removal(&tag) {
                removed = None;
            }
            if !out.ends_with('\n') {
                out.push('\n');
            }
        }
        _ => {}
    });
    out
}

struct Writer<'a> {
    out: String,
    resolve: &'a dyn Resolve,
    /// For each open link, whether its tag was left out.
    skip: Vec<bool>,
    /// The alignments of the table that is open, and the cell we are in; a head has `th`.
    cells: Vec<(Vec<Alignment>, usize, bool)>,
    /// The numbers of footnotes by their names, in the order in which they appear.
    notes: HashMap<String, usize>,
    /// While a picture is open: what is known of it.
    alt: Option<OpenPicture>,
    /// While a `<script>` is open: everything is left out until it ends, or its passage.
    removed: Option<String>,
    /// The ids that this text has given.
    ids: HashSet<String>,
}

/// A picture whose words are still being read.
struct OpenPicture {
    found: Option<Shown>,
    words: String,
    /// Pictures within its words.
    depth: usize,
}

/// An address for mail: what stands behind a `?` in it would be read as the subject, or as others who get a copy.
fn mail_address(to: &str) -> String {
    format!("mailto:{}", to.replace('%', "%25").replace('?', "%3F").replace('&', "%26").replace('#', "%23"))
}

/// The ids of parts of pages that have texts.
const OURS: [&str; 10] = ["find", "kinds", "main", "my-list", "offers", "over", "postcode", "q", "say", "wants"];

/// Ids that pages give to parts of their own, and that a heading in a text must not take.
fn is_ours(id: &str) -> bool {
    let numbered = |start: &str| id.strip_prefix(start).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    OURS.contains(&id) || id.starts_with("i-") || numbered("note-") || numbered("ref-")
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
            Event::Text(_) | Event::Code(_) if self.removed.is_some() => {}
            Event::Text(text) => self.words(&text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                self.words(&text);
                self.out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(name) => {
                let number = self.note(&name);
                // It may be named more than once; the first is the one that an address leads to.
                let id = self.id(format!("ref-{number}"));
                self.out.push_str(&format!("<sup><a href=\"#note-{number}\"{id}>{number}</a></sup>"));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => escape(&text, &mut self.out),
        }
    }

    /// HTML that somebody wrote is shown as it stands; what could run is taken out.
    fn raw(&mut self, html: &str) {
        if !is_removed(html, &mut self.removed) {
            self.words(html);
        }
    }

    /// Writes words as words. Characters that nobody sees may come out of entities as well.
    fn words(&mut self, words: &str) {
        escape(&hidden_character::without(words), &mut self.out);
    }

    /// The attribute `id`, if nothing in this text has that one yet.
    fn id(&mut self, id: String) -> String {
        let attribute = format!(" id=\"{id}\"");
        if self.ids.insert(id) { attribute } else { String::new() }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { level, id, .. } => {
                let level = (level as u8).max(2);
                let id = id.filter(|id| crate::slug::is_slug(id) && !is_ours(id));
                let id = id.map_or_else(String::new, |id| self.id(id.to_string()));
                self.out.push_str(&format!("<h{level}{id}>"));
            }
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>\n"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => self.out.push_str("<pre><code>"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(name) => {
                let number = self.note(&name);
                let id = self.id(format!("note-{number}"));
                self.out.push_str(&format!("<div class=\"footnote\"{id}><sup>{number}</sup>\n"));
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
                let (class, head) = match self.cells.last() {
                    Some((alignments, i, head)) => match alignments.get(*i) {
                        Some(Alignment::Right) => (" class=\"end\"", *head),
                        Some(Alignment::Center) => (" class=\"middle\"", *head),
                        _ => ("", *head),
                    },
                    None => ("", false),
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
        if ends_removal(&tag) {
            self.removed = None;
        }
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
        if self.removed.is_some() {
            self.skip.push(true);
            return;
        }
        let to = if link_type == LinkType::Email { mail_address(to) } else { to.to_owned() };
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
        if self.removed.is_some() {
            return;
        }
        let words = hidden_character::without(&words).into_owned();
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
        let next = self.notes.len() + 1;
        *self.notes.entry(name.to_owned()).or_insert(next)
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
    fn a_short_text_does_not_become_a_table_of_millions_of_cells() {
        let table = format!("{}|\n{}|\n{}\n", "|a".repeat(300), "|-".repeat(300), "|b\n".repeat(300));
        let mut told = Vec::new();
        let text = format!("{table}\n{table}\nThe end.");
        scan(&text, FileId(0), 0, "A", &mut told);
        assert_eq!(told.iter().map(|d| d.rule.code).collect::<Vec<_>>(), ["table-large"]);
        let html = html(&text, &Nowhere);
        assert!(html.contains("|==|") || html.contains("|=|"), "the second is words");
        assert!(html.ends_with("<p>The end.</p>\n") && html.matches("<td").count() < 100_000);
    }

    #[test]
    fn an_id_is_given_once_and_never_one_of_the_page() {
        let text = "## A {#when}\n\n## B {#when}\n\n## C {#main}\n\n## D {#note-1}\n\nx[^1] y[^1]\n\n[^1]: A note";
        let html = html(text, &Nowhere);
        for (id, times) in [("when", 1), ("main", 0), ("note-1", 1), ("ref-1", 1)] {
            assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), times, "{id}: {html}");
        }
    }

    #[test]
    fn a_script_that_never_ends_takes_no_more_than_its_passage_along() {
        assert_eq!(html("a <svg onload=x> b\n\nAfter", &Nowhere), "<p>a </p>\n<p>After</p>\n");
        assert_eq!(html("a <script>`b` [c](https://d.example) ![e](f)</script> g", &Nowhere), "<p>a  g</p>\n");
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
