//! Texts of records on paper: a closed list of passages, so that nothing that is written in them can reach the page as
//! anything but words.

use camino::Utf8Path;
use pulldown_cmark::{Event, Tag as Mark, TagEnd};

use super::page::Tag;
use super::press::{Board, Press};
use super::text::{Align, Look, Span};
use crate::markdown::{ends_removal, is_removed};
use crate::mistakes::hidden_character;

/// Words, with those that are bold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The letters.
    pub text: String,
    /// Where they are bold, in bytes.
    pub bold: Vec<std::ops::Range<usize>>,
}

/// A passage of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// A heading, with its level from 1.
    Heading(u8, Words),
    /// A paragraph.
    Paragraph(Words),
    /// A line of a list: how deep it lies from 0, its bullet or number, its words.
    Item(usize, String, Words),
    /// What somebody else said.
    Quote(Words),
    /// A row of a table.
    Row(Vec<Words>),
    /// A picture: the name of its file, and what it shows.
    Picture(String, String),
    /// A line across.
    Rule,
}

/// Tables with more columns are not set as tables.
const MOST_COLUMNS: usize = 8;

/// The passages of a text in Markdown. A picture stands below the passage in which it is named; links become their words with
/// the address behind, if that leads out of the site.
pub fn passages(text: &str) -> Vec<Passage> {
    let mut reader = Reader::default();
    crate::markdown::each(text, |event| reader.event(event));
    reader.end();
    reader.passages
}

#[derive(Default)]
struct Reader {
    passages: Vec<Passage>,
    words: Words,
    bold_from: Option<usize>,
    heading: Option<u8>,
    /// The lists that we are in, each with its next number.
    lists: Vec<Option<u64>>,
    bullet: Option<String>,
    quotes: usize,
    row: Vec<Words>,
    link: Option<String>,
    /// The picture that we are in: the name of its file, and where its words begin.
    picture: Option<(String, usize)>,
    /// Those of this passage.
    pictures: Vec<Passage>,
    /// While a `<script>` is open: everything is left out until it ends, or its passage.
    removed: Option<String>,
}

impl Reader {
    fn say(&mut self, words: &str) {
        self.words.text.push_str(&hidden_character::without(&words.replace('\n', " ")));
    }

    fn event(&mut self, event: Event) {
        if let Event::End(tag) = &event
            && ends_removal(tag)
        {
            self.removed = None;
        }
        match event {
            Event::Html(words) | Event::InlineHtml(words) if is_removed(&words, &mut self.removed) => {}
            Event::Html(words) | Event::InlineHtml(words) => self.say(&words),
            Event::Text(_) | Event::Code(_) if self.removed.is_some() => {}
            Event::Text(words) | Event::Code(words) => self.say(&words),
            Event::SoftBreak | Event::HardBreak => self.words.text.push(' '),
            Event::Rule => {
                self.end();
                self.passages.push(Passage::Rule);
            }
            Event::TaskListMarker(done) => self.words.text.push_str(if done { "☑ " } else { "☐ " }),
            Event::Start(Mark::Heading { level, .. }) => {
                self.end();
                self.heading = Some(level as u8);
            }
            Event::Start(Mark::List(first)) => {
                self.end();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.end();
                self.lists.pop();
            }
            Event::Start(Mark::Item) => {
                self.end();
                self.bullet = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "•".to_owned(),
                });
            }
            Event::Start(Mark::BlockQuote(_)) => {
                self.end();
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.end();
                self.quotes -= 1;
            }
            Event::Start(Mark::Strong) => self.bold_from = Some(self.words.text.len()),
            Event::End(TagEnd::Strong) => {
                let range = self.bold_from.take().map(|from| from..self.words.text.len());
                self.words.bold.extend(range.filter(|range| range.start < range.end));
            }
            Event::Start(Mark::Link { dest_url, .. }) => {
                self.link = dest_url.starts_with("http").then(|| dest_url.to_string());
            }
            Event::End(TagEnd::Link) => {
                if let Some(address) = self.link.take() {
                    let bare = crate::view::facts::bare_address(&address);
                    if !self.words.text.ends_with(&bare) && !self.words.text.ends_with(&address) {
                        self.words.text.push_str(&format!(" ({bare})"));
                    }
                }
            }
            Event::Start(Mark::Image { dest_url, .. }) => {
                self.picture = Some((dest_url.to_string(), self.words.text.len()));
            }
            Event::End(TagEnd::Image) => {
                if let Some((file, from)) = self.picture.take() {
                    let words = self.words.text.split_off(from.min(self.words.text.len()));
                    self.words.bold.retain(|range| range.end <= from);
                    self.pictures.push(Passage::Picture(file, words.trim().to_owned()));
                }
            }
            Event::End(TagEnd::TableCell) => {
                let cell = std::mem::take(&mut self.words);
                self.row.push(cell);
            }
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                let row = std::mem::take(&mut self.row);
                if row.len() <= MOST_COLUMNS {
                    self.passages.push(Passage::Row(row));
                } else {
                    // What is too wide for paper is told one after the other.
                    let told: Vec<&str> = row.iter().map(|c| c.text.as_str()).filter(|c| !c.is_empty()).collect();
                    self.words.text = told.join(" · ");
                    self.end();
                }
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock,
            ) => self.end(),
            _ => {}
        }
    }

    /// Ends the passage that is being read.
    fn end(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        self.bold_from = None;
        let heading = self.heading.take();
        let left = words.text.trim_end().len();
        words.text.truncate(left);
        words.bold.retain_mut(|range| {
            range.end = range.end.min(left);
            range.start < range.end
        });
        if words.text.is_empty() {
            self.passages.append(&mut self.pictures);
            return;
        }
        self.passages.push(match (heading, self.bullet.take()) {
            (Some(level), _) => Passage::Heading(level, words),
            (None, Some(bullet)) => Passage::Item(self.lists.len().saturating_sub(1), bullet, words),
            (None, None) if !self.lists.is_empty() => Passage::Item(self.lists.len() - 1, String::new(), words),
            (None, None) if self.quotes > 0 => Passage::Quote(words),
            (None, None) => Passage::Paragraph(words),
        });
        self.passages.append(&mut self.pictures);
    }
}

/// Puts passages of the file `from` below one another, and tells how far down they reach.
pub(super) fn put(
    press: &mut Press,
    board: &mut Board,
    passages: &[Passage],
    from: &Utf8Path,
    above: usize,
    [x, mut y, width]: [f32; 3],
) -> f32 {
    let text = press.style.text;
    let room = text.size * 0.45;
    let words = |press: &mut Press, board: &mut Board, words: &Words, look: Look, area: [f32; 3]| {
        let tag = press.tags.add(Tag::Paragraph, above);
        let bold = look.weight(700.0);
        let spans: Vec<Span> = words.bold.iter().map(|at| Span { at: at.clone(), look: bold }).collect();
        let lines = press.set_spans(&words.text, look, &spans, area[2], Align::Start);
        Press::put_lines(board, Some(tag), lines, area)
    };
    for passage in passages {
        match passage {
            Passage::Heading(_, heading) => {
                let look = text.weight(700.0);
                y = press.heading(board, above, 3, &heading.text, look, [x, y + room, width]);
            }
            Passage::Paragraph(paragraph) => y = words(press, board, paragraph, text, [x, y, width]) + room,
            Passage::Item(depth, bullet, item) => {
                let indent = text.size * 1.5;
                let left = x + indent * *depth as f32;
                press.put(board, None, bullet, text, [left, y, indent], Align::Start);
                y = words(press, board, item, text, [left + indent, y, width - (left - x) - indent]) + room * 0.4;
            }
            Passage::Quote(quote) => {
                let top = y;
                let line = press.style.line;
                y = words(press, board, quote, text, [x + 10.0, y, width - 10.0]);
                board.fill([x, top, 2.0, y - top], 0.0, line);
                y += room;
            }
            Passage::Row(cells) => {
                let each = width / cells.len().max(1) as f32;
                let mut foot = y;
                for (n, cell) in cells.iter().enumerate() {
                    let area = [x + each * n as f32, y, each - 6.0];
                    foot = foot.max(words(press, board, cell, text, area));
                }
                y = foot + 2.0;
            }
            Passage::Picture(file, shown) => {
                match press.views.find_picture(from, file).filter(|ready| press.style.pictures && ready.has_dots()) {
                    Some(ready) => y = press.picture(board, above, ready, shown, [x, y, width]) + room,
                    // Who does not see it is told what it shows.
                    None if shown.is_empty() => {}
                    None => {
                        let shown = Words { text: shown.clone(), bold: Vec::new() };
                        y = words(press, board, &shown, text, [x, y, width]) + room;
                    }
                }
            }
            Passage::Rule => {
                let line = press.style.line;
                board.fill([x, y + 3.0, width / 4.0, 0.5], 0.0, line);
                y += 6.0 + room;
            }
        }
    }
    y
}
