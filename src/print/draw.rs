//! Placed pages as PDF: tagged, and held to PDF/UA-1 by the writer.

use std::collections::HashMap;
use std::num::NonZeroU16;

use krilla::Document as Pdf;
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, Tag as PdfTag, TagGroup, TagTree,
};
use krilla::text::Font;

use super::data::NAME;
use super::page::{Bookmark, Document, Item, Page, Piece, Shape, Tag, To};
use crate::picture::{Kind, kind};

/// Why a document could not be written.
#[derive(Debug)]
pub struct Fault(pub String);

/// Writes a document; `data` is attached to it, JSON for programs.
pub fn pdf(document: &Document, data: Option<Vec<u8>>) -> Result<Vec<u8>, Fault> {
    let configuration = ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|fault| Fault(format!("{fault:?}")))?;
    let settings = krilla::SerializeSettings { configuration, ..Default::default() };
    let mut pdf = Pdf::new_with(settings);
    let mut fonts = HashMap::new();
    let mut parts: Vec<Vec<Identifier>> = (0..=document.tags.0.len()).map(|_| Vec::new()).collect();
    for page in &document.pages {
        draw(page, &mut pdf, &mut fonts, &mut parts)?;
    }
    let (year, month, day) = document.date;
    let date = DateTime::new(year).month(month).day(day);
    pdf.set_metadata(
        Metadata::new()
            .title(document.title.clone())
            .language(document.language.clone())
            .creator("hereabouts".to_owned())
            .creation_date(date),
    );
    if let Some(data) = data {
        let file = EmbeddedFile {
            path: NAME.to_owned(),
            mime_type: MimeType::new("application/json"),
            description: Some(format!("{}, for programs", document.title)),
            association_kind: AssociationKind::Data,
            data: data.into(),
            modification_date: Some(date),
            compress: Some(true),
            location: None,
        };
        pdf.embed_file(file).ok_or_else(|| Fault("an attachment that is there twice".into()))?;
    }
    pdf.set_outline(outline(&document.bookmarks));
    pdf.set_tag_tree(tree(document, parts));
    pdf.finish().map_err(|fault| Fault(format!("{fault:?}")))
}

#[expect(
    clippy::indexing_slicing,
    reason = "there is a list for each part, and pieces and links have the number of one"
)]
fn draw(
    page: &Page,
    pdf: &mut Pdf,
    fonts: &mut HashMap<u64, Font>,
    parts: &mut [Vec<Identifier>],
) -> Result<(), Fault> {
    let settings =
        PageSettings::from_wh(page.size[0], page.size[1]).ok_or_else(|| Fault("a page without room".into()))?;
    let mut sheet = pdf.start_page_with(settings);
    let mut surface = sheet.surface();
    for piece in &page.pieces {
        let tag = match piece.tag {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(artifact(piece, page))),
        };
        let identifier = surface.start_tagged(tag);
        piece.items.iter().try_for_each(|item| shape(item, &mut surface, fonts))?;
        surface.end_tagged();
        if let Some(tag) = piece.tag {
            parts[tag].push(identifier);
        }
    }
    surface.finish();
    for link in &page.links {
        let [x, y, width, height] = link.area;
        let area = Rect::from_xywh(x, y, width, height).ok_or_else(|| Fault("a link without room".into()))?;
        let target = match &link.to {
            To::Page(page, y) => Target::Destination(XyzDestination::new(*page, Point::from_xy(0.0, *y)).into()),
            To::Address(address) => Target::Action(LinkAction::new(address.clone()).into()),
        };
        let annotation = Annotation::new_link(LinkAnnotation::new(area, target), Some(link.words.clone()));
        parts[link.tag].push(sheet.add_tagged_annotation(annotation));
    }
    sheet.finish();
    Ok(())
}

/// What something is that is not read aloud.
fn artifact(piece: &Piece, page: &Page) -> ArtifactType {
    match piece.items.first() {
        Some(first) if piece.is_margin && first.y < page.size[1] / 2.0 => ArtifactType::Header,
        Some(_) if piece.is_margin => ArtifactType::Footer,
        _ => ArtifactType::Layout,
    }
}

fn fill(colour: [u8; 3]) -> Fill {
    Fill { paint: rgb::Color::new(colour[0], colour[1], colour[2]).into(), ..Fill::default() }
}

fn shape(item: &Item, surface: &mut Surface, fonts: &mut HashMap<u64, Font>) -> Result<(), Fault> {
    let (x, y) = (item.x, item.y);
    match &item.shape {
        Shape::Turned(run) => {
            surface.push_transform(&Transform::from_row(0.0, -1.0, 1.0, 0.0, x, y));
            let upright = Item { x: 0.0, y: 0.0, shape: Shape::Letters(run.clone()) };
            shape(&upright, surface, fonts)?;
            surface.pop();
        }
        Shape::Letters(run) => {
            let (data, id) = run.font.data.clone().into_raw_parts();
            if let std::collections::hash_map::Entry::Vacant(entry) = fonts.entry(id) {
                let font = Font::new(data.into(), run.font.index);
                entry.insert(font.ok_or_else(|| Fault("a font that cannot be read".into()))?);
            }
            surface.set_fill(Some(fill(run.ink.colour)));
            let font = fonts[&id].clone();
            surface.draw_glyphs(Point::from_xy(x + run.x, y), &run.glyphs, font, &run.text, run.size, false);
        }
        Shape::Box([width, height], radius, colour) => {
            surface.set_fill(Some(fill(*colour)));
            surface.set_stroke(None);
            let mut path = PathBuilder::new();
            round(&mut path, [x, y, *width, *height], *radius);
            path.finish().iter().for_each(|path| surface.draw_path(path));
        }
        Shape::Frame([width, height], radius, pen, colour) => {
            surface.set_fill(None);
            let paint = rgb::Color::new(colour[0], colour[1], colour[2]).into();
            surface.set_stroke(Some(Stroke { paint, width: *pen, ..Stroke::default() }));
            let mut path = PathBuilder::new();
            round(&mut path, [x + pen / 2.0, y + pen / 2.0, width - pen, height - pen], *radius);
            path.finish().iter().for_each(|path| surface.draw_path(path));
            surface.set_stroke(None);
        }
        Shape::Dashes(length, is_down, [dash, gap], pen, colour) => {
            surface.set_fill(None);
            let paint = rgb::Color::new(colour[0], colour[1], colour[2]).into();
            let dash = Some(StrokeDash { array: vec![*dash, *gap], offset: 0.0 });
            surface.set_stroke(Some(Stroke { paint, width: *pen, dash, ..Stroke::default() }));
            let mut path = PathBuilder::new();
            path.move_to(x, y);
            path.line_to(if *is_down { x } else { x + length }, if *is_down { y + length } else { y });
            path.finish().iter().for_each(|path| surface.draw_path(path));
            surface.set_stroke(None);
        }
        Shape::Picture([width, height], bytes) => {
            let read = if kind(bytes) == Kind::Png { Image::from_png } else { Image::from_jpeg };
            let data = krilla::Data::from(bytes.to_vec());
            let image = read(data, true).map_err(|why| Fault(format!("a picture that cannot be read: {why}")))?;
            let size = Size::from_wh(*width, *height).ok_or_else(|| Fault("a picture without room".into()))?;
            surface.push_transform(&Transform::from_translate(x, y));
            surface.draw_image(image, size);
            surface.pop();
        }
        Shape::Triangle(side, colour) => {
            surface.set_fill(Some(fill(*colour)));
            surface.set_stroke(None);
            let mut path = PathBuilder::new();
            path.move_to(x, y + side);
            path.line_to(x + side, y + side);
            path.line_to(x + side / 2.0, y + side * 0.134);
            path.close();
            path.finish().iter().for_each(|path| surface.draw_path(path));
        }
        Shape::Squares(side, size, black) => {
            surface.set_fill(None);
            let paint = rgb::Color::new(0, 0, 0).into();
            surface.set_stroke(Some(Stroke { paint, width: 1.0, ..Stroke::default() }));
            // In whole numbers on a grid of its own, along the middle of each row: a third of the bytes of rectangles.
            surface.push_transform(&Transform::from_row(*size, 0.0, 0.0, *size, x, y + size / 2.0));
            let mut path = PathBuilder::new();
            // Squares in a row are one stroke, so that no hairline shows between them.
            for (row, squares) in black.chunks(*side).enumerate() {
                let mut column = 0;
                for run in squares.chunk_by(|a, b| a == b) {
                    if let [true, ..] = run {
                        path.move_to(column as f32, row as f32);
                        path.line_to((column + run.len()) as f32, row as f32);
                    }
                    column += run.len();
                }
            }
            path.finish().iter().for_each(|path| surface.draw_path(path));
            surface.set_stroke(None);
            surface.pop();
        }
    }
    Ok(())
}

/// A rectangle with round corners.
fn round(path: &mut PathBuilder, [x, y, width, height]: [f32; 4], radius: f32) {
    if radius == 0.0 {
        return Rect::from_xywh(x, y, width, height).into_iter().for_each(|rect| path.push_rect(rect));
    }
    // So long are the handles of a curve that is a quarter of a circle.
    let r = radius.min(width / 2.0).min(height / 2.0);
    let k = r * 0.447_715;
    let (right, foot) = (x + width, y + height);
    path.move_to(x + r, y);
    path.line_to(right - r, y);
    path.cubic_to(right - k, y, right, y + k, right, y + r);
    path.line_to(right, foot - r);
    path.cubic_to(right, foot - k, right - k, foot, right - r, foot);
    path.line_to(x + r, foot);
    path.cubic_to(x + k, foot, x, foot - k, x, foot - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + k, x + k, y, x + r, y);
    path.close();
}

fn outline(mut bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    while let Some((mark, behind)) = bookmarks.split_first() {
        let (node, rest) = branch(mark, behind);
        outline.push_child(node);
        bookmarks = rest;
    }
    outline
}

/// A mark with those below it, and the marks that are left.
fn branch<'a>(mark: &Bookmark, mut rest: &'a [Bookmark]) -> (OutlineNode, &'a [Bookmark]) {
    let to = XyzDestination::new(mark.page, Point::from_xy(0.0, mark.y));
    let mut node = OutlineNode::new(mark.title.clone(), to);
    while let Some((next, behind)) = rest.split_first().filter(|(next, _)| next.level > mark.level) {
        let (child, after) = branch(next, behind);
        node.push_child(child);
        rest = after;
    }
    (node, rest)
}

/// The parts as the tree that is read aloud. A part in which nothing was drawn is left out by the writer.
#[expect(
    clippy::indexing_slicing,
    reason = "`Tags::add` counts from 1, and there is a list for each part and for the document"
)]
fn tree(document: &Document, mut parts: Vec<Vec<Identifier>>) -> TagTree {
    let tags = &document.tags.0;
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); tags.len() + 1];
    tags.iter().enumerate().for_each(|(at, (_, above))| below[*above].push(at + 1));
    let mut tree = TagTree::new().with_lang(Some(document.language.clone()));
    for &part in &below[0] {
        tree.push(group(part, tags, &below, &mut parts));
    }
    tree
}

#[expect(
    clippy::indexing_slicing,
    reason = "`Tags::add` counts from 1, and there is a list for each part and for the document"
)]
fn group(part: usize, tags: &[(Tag, usize)], below: &[Vec<usize>], parts: &mut [Vec<Identifier>]) -> Node {
    let mut group = match &tags[part - 1].0 {
        Tag::Section => TagGroup::new(PdfTag::Section),
        Tag::Heading(level, title) => {
            TagGroup::new(PdfTag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(title.clone())))
        }
        Tag::Paragraph => TagGroup::new(PdfTag::P),
        Tag::Contents => TagGroup::new(PdfTag::TOC),
        Tag::ContentsLine => TagGroup::new(PdfTag::TOCI),
        Tag::Link => TagGroup::new(PdfTag::Link),
        Tag::Figure(words) => TagGroup::new(PdfTag::Figure(Some(words.clone()))),
    };
    parts[part].drain(..).for_each(|identifier| group.push(identifier));
    for &child in &below[part] {
        group.push(self::group(child, tags, below, parts));
    }
    group.into()
}
