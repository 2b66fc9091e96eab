//! Text set in lines: shaped, in both directions, broken where lines may be broken.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use krilla::text::{GlyphId, KrillaGlyph};
use parley::FontData;
use parley::layout::{Alignment, AlignmentOptions};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, OverflowWrap, StyleProperty};

use super::fonts::Fonts;

/// A last line that is shorter than this part of the width looks lost.
const SHORT: f32 = 0.2;

/// A text in which telephone numbers and postcodes are not broken: the spaces within them are held.
pub fn unbroken(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return text.into();
    }
    let letters: Vec<char> = text.chars().collect();
    let shape = |word: Option<&[char]>| -> String {
        let sign = |c: &char| match c {
            '0'..='9' => '1',
            'A'..='Z' => 'A',
            _ => '?',
        };
        word.unwrap_or_default().iter().map(sign).collect()
    };
    let is_between = |c: &char| !c.is_alphanumeric();
    let held = |before: &[char], behind: &[char]| {
        // "01632 960122", "(212) 555-0199", "+44 (0)1632 960122".
        let is_end = before.last().is_some_and(|&letter| letter.is_ascii_digit() || letter == ')');
        let mut rest = behind.iter();
        let is_start = match rest.next() {
            Some('(') => rest.next().is_some_and(char::is_ascii_digit),
            next => next.is_some_and(char::is_ascii_digit),
        };
        if is_end && is_start {
            return true;
        }
        // Postcodes: "MB4 1QY", "K1A 0B1", "D02 X285", "1012 AB".
        let before = shape(before.rsplit(is_between).next());
        match shape(behind.split(is_between).next()).as_str() {
            "1AA" => before.starts_with('A') && before.contains('1'),
            "1A1" => before == "A1A",
            "AA" => before == "1111",
            code if code.len() == 4 && code.starts_with('A') => before == "A11",
            _ => false,
        }
    };
    let space = |(at, &letter): (usize, &char)| match letters.split_at(at) {
        (before, [' ', behind @ ..]) if held(before, behind) => '\u{a0}',
        _ => letter,
    };
    letters.iter().enumerate().map(space).collect::<String>().into()
}

/// What a letter is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ink {
    /// Red, green and blue.
    pub colour: [u8; 3],
    /// The number of the link it belongs to, among those of the book; 0 for none.
    pub link: u32,
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Size in points.
    pub size: f32,
    /// From baseline to baseline, in points.
    pub leading: f32,
    /// 400 is regular, 700 bold, 800 extra bold.
    pub weight: f32,
    /// Their ink.
    pub ink: Ink,
}

impl Look {
    /// The same in another weight.
    pub fn weight(self, weight: f32) -> Self {
        Self { weight, ..self }
    }

    /// The same in another colour.
    pub fn colour(self, colour: [u8; 3]) -> Self {
        Self { ink: Ink { colour, ..self.ink }, ..self }
    }
}

/// Words with one look, within a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Where, in bytes.
    pub at: Range<usize>,
    /// How.
    pub look: Look,
}

impl Span {
    /// The same words in a text of as many letters, some of which take more bytes.
    pub(super) fn moved(&self, text: &str, to: &str) -> Self {
        let at = |byte: usize| {
            let letters = text[..byte].chars().count();
            to.char_indices().nth(letters).map_or(to.len(), |(at, _)| at)
        };
        Self { at: at(self.at.start)..at(self.at.end), look: self.look }
    }
}

/// A line of text.
#[derive(Debug, Clone)]
pub struct Line {
    /// From the top of the line to its baseline.
    pub baseline: f32,
    /// Its height.
    pub height: f32,
    /// How wide its letters are.
    pub width: f32,
    /// Its letters, from left to right.
    pub runs: Vec<Run>,
}

/// Letters of one font, size and ink that stand next to one another.
#[derive(Debug, Clone)]
pub struct Run {
    /// From the left of the line.
    pub x: f32,
    /// How wide they are.
    pub width: f32,
    /// The font's file.
    pub font: FontData,
    /// Size in points.
    pub size: f32,
    /// Their ink.
    pub ink: Ink,
    /// The shapes.
    pub glyphs: Vec<KrillaGlyph>,
    /// The text they come from.
    pub text: Arc<str>,
}

/// A letter that no font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing(pub char);

/// Where lines begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the side at which the language begins.
    Start,
    /// At the other side.
    End,
    /// In the middle.
    Centre,
}

impl Fonts {
    /// Sets a text in lines of this width, in points; `spans` look otherwise than the rest.
    pub fn set(
        &mut self,
        text: &str,
        look: Look,
        spans: &[Span],
        width: f32,
        align: Align,
        missing: &mut Vec<Missing>,
    ) -> Vec<Line> {
        if text.is_empty() {
            return Vec::new();
        }
        let family: Vec<FontFamilyName> =
            self.families.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(name.as_str()))).collect();
        let mut builder = self.layout.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&family))));
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(look.weight)));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(look.leading)));
        builder.push_default(StyleProperty::Brush(look.ink));
        // An address that is wider than its column is broken rather than cut.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        for Span { at, look } in spans {
            builder.push(StyleProperty::FontSize(look.size), at.clone());
            builder.push(StyleProperty::FontWeight(FontWeight::new(look.weight)), at.clone());
            builder.push(StyleProperty::Brush(look.ink), at.clone());
        }
        let mut layout = builder.build(text);
        // An address too long for its column is broken where one would break it by hand.
        if may_be_too_wide(text, width / look.size) {
            layout.break_all_lines(Some(width));
            let ends = layout.lines().map(|line| line.text_range().end);
            if let Some(at) = ends.into_iter().find_map(|end| better_break(text, end)) {
                let moved = |byte: usize| if byte > at { byte + 1 } else { byte };
                let moved = |span: &Span| Span { at: moved(span.at.start)..moved(span.at.end), look: span.look };
                let spans: Vec<Span> = spans.iter().map(moved).collect();
                let text = format!("{}\n{}", &text[..at], &text[at..]);
                return self.set(&text, look, &spans, width, align, missing);
            }
        }
        let alignment = match align {
            Align::Start if self.is_rtl => Alignment::Right,
            Align::Start => Alignment::Left,
            Align::End if self.is_rtl => Alignment::Left,
            Align::End => Alignment::Right,
            Align::Centre => Alignment::Center,
        };
        let shared: Arc<str> = Arc::from(text);
        let mut unknown = Vec::new();
        let is_rtl = self.is_rtl;
        let mut broken = |narrow: f32| -> Vec<Line> {
            layout.break_all_lines(Some(narrow));
            layout.align(alignment, AlignmentOptions::default());
            unknown.clear();
            let mut lines: Vec<Line> =
                layout.lines().map(|line| self::line(&line, &layout, &shared, &mut unknown)).collect();
            // Lines that begin at the right begin at the edge all the same.
            if is_rtl && narrow < width {
                lines.iter_mut().flat_map(|line| &mut line.runs).for_each(|run| run.x += width - narrow);
            }
            lines
        };
        let mut lines = broken(width);
        // No word alone on the last line, where a little less room sends another down to it.
        let is_short = |lines: &[Line]| lines.len() > 1 && lines.last().is_some_and(|line| line.width < width * SHORT);
        if align == Align::Start && is_short(&lines) {
            let narrower = [0.95, 0.9, 0.85].into_iter().map(|by| broken(width * by));
            if let Some(other) = narrower.into_iter().find(|other| other.len() == lines.len() && !is_short(other)) {
                lines = other;
            }
        }
        if unknown.is_empty() {
            return lines;
        }
        // Never a box in place of a letter: the rest is set without it, and whoever prints is told.
        let unknown_letters: HashSet<char> = unknown.iter().map(|missing| missing.0).collect();
        let is_known = |c: &char| !unknown_letters.contains(c);
        let kept = |range: Range<usize>| text[range].chars().filter(is_known).map(char::len_utf8).sum::<usize>();
        let spans: Vec<Span> = spans
            .iter()
            .map(|span| Span { at: kept(0..span.at.start)..kept(0..span.at.end), look: span.look })
            .collect();
        let rest: String = text.chars().filter(is_known).collect();
        missing.append(&mut unknown);
        match rest.trim_end() {
            "" => Vec::new(),
            rest => self.set(rest, look, &spans, width, align, missing),
        }
    }
}

/// The letters of a text that a font does not have; all of them if it cannot be asked.
fn lacking<'t>(font: &FontData, text: &'t str) -> impl Iterator<Item = char> + use<'t> {
    let found = skrifa::FontRef::from_index(font.data.as_ref(), font.index).ok();
    let has: Vec<bool> = match &found {
        Some(font) => text.chars().map(|c| skrifa::MetadataProvider::charmap(font).map(c).is_some()).collect(),
        None => Vec::new(),
    };
    let all = !has.contains(&false);
    text.chars()
        .zip(has.into_iter().chain(std::iter::repeat(false)))
        .filter(move |(_, has)| all || !has)
        .map(|(c, _)| c)
}

/// Whether a word may be wider than so many times the size of its letters.
fn may_be_too_wide(text: &str, width: f32) -> bool {
    // Few letters are wider than three quarters of their size.
    text.len() < LONGEST_WITH_CARE && text.split_whitespace().any(|word| word.len() as f32 * 0.75 > width)
}

/// Longer texts are broken as they come: each better place is a look through all of the text.
const LONGEST_WITH_CARE: usize = 2000;

/// The longest address that is broken with care, in bytes.
const LONGEST_ADDRESS: usize = 300;

/// Where a line should end that ends within an address: behind its `@`, else behind a stroke or before a dot; none if it ends
/// well, or there is no better place.
fn better_break(text: &str, end: usize) -> Option<usize> {
    let is_space = |c: char| c.is_whitespace();
    // No address is longer, and a text without spaces may be.
    let mut from = end.saturating_sub(LONGEST_ADDRESS);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (end + LONGEST_ADDRESS).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let (before, after) = (&text[..end], &text[end..to]);
    if !text[from..end].contains(is_space) && from > 0 {
        return None;
    }
    let start = before.char_indices().rev().find(|(_, c)| is_space(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let word_end = end + after.find(is_space).unwrap_or(after.len());
    let (word, broken) = (&text[start..word_end], &text[start..end]);
    if broken.is_empty() || end == word_end || !word.is_ascii() || broken.ends_with(['@', '/']) {
        return None;
    }
    // A hyphen at the end of a line would be taken for one that only parts a word.
    if broken.ends_with('-') && !word.contains('@') {
        return None;
    }
    let behind = |sign: char| broken.rfind(sign).map(|at| at + 1).filter(|at| *at < broken.len());
    let before = |sign: char| broken.rfind(sign).filter(|at| *at > 0);
    Some(start + behind('@').or_else(|| behind('/')).or_else(|| before('.'))?)
}

fn line(
    line: &parley::layout::Line<Ink>,
    layout: &parley::Layout<Ink>,
    text: &Arc<str>,
    missing: &mut Vec<Missing>,
) -> Line {
    let metrics = line.metrics();
    let mut runs: Vec<Run> = Vec::new();
    let mut x = metrics.offset;
    let mut looked = None;
    for run in line.runs() {
        let mut started: Option<u16> = None;
        for cluster in run.visual_clusters() {
            if cluster.is_ligature_continuation() {
                if let Some(glyph) = runs.last_mut().and_then(|run: &mut Run| run.glyphs.last_mut()) {
                    glyph.text_range.end = cluster.text_range().end;
                }
                continue;
            }
            for glyph in cluster.glyphs() {
                if started != Some(cluster.style_index()) {
                    started = Some(cluster.style_index());
                    #[expect(clippy::indexing_slicing, reason = "the layout numbers its own styles")]
                    let ink = layout.styles()[usize::from(cluster.style_index())].brush;
                    let (font, size) = (run.font().clone(), run.font_size());
                    runs.push(Run { x, width: 0.0, font, size, ink, glyphs: Vec::new(), text: Arc::clone(text) });
                }
                let range = cluster.text_range();
                // A letter with many marks is one cluster of many glyphs; it is looked into once.
                if glyph.id == 0 && looked != Some(range.start) {
                    looked = Some(range.start);
                    missing.extend(lacking(run.font(), &text[range.clone()]).map(Missing));
                }
                let Some(last) = runs.last_mut() else { continue };
                let size = last.size;
                let id = GlyphId::new(glyph.id);
                last.glyphs.push(KrillaGlyph::new(
                    id,
                    glyph.advance / size,
                    glyph.x / size,
                    // Down here, up in the file.
                    -glyph.y / size,
                    0.0,
                    range,
                    None,
                ));
                last.width += glyph.advance;
                x += glyph.advance;
            }
        }
    }
    Line {
        baseline: metrics.baseline - metrics.block_min_coord,
        height: metrics.line_height,
        width: metrics.advance - metrics.hanging_advance,
        runs,
    }
}
