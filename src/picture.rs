//! What is in a picture file, and the copy of it that is published: the same picture, without the
//! place and the time at which it was taken.

use std::borrow::Cow;
use std::io::Cursor;

use camino::Utf8Path;
use img_parts::png::Png;
use img_parts::riff::RiffContent;
use img_parts::webp::{self, WebP};
use img_parts::{Bytes, ImageEXIF as _};

use crate::slug::slug;

/// Where a picture beside a record is published.
pub fn published_path(source: &Utf8Path) -> String {
    let inside = source.strip_prefix("content").or_else(|_| source.strip_prefix("static")).unwrap_or(source);
    let folder = inside
        .parent()
        .map(|p| p.iter().map(slug).filter(|s| !s.is_empty()).collect::<Vec<_>>().join("/"))
        .unwrap_or_default();
    let name = slug(inside.file_stem().unwrap_or("picture"));
    let name = if name.is_empty() { "picture".to_owned() } else { name };
    let ending = inside.extension().unwrap_or("").to_ascii_lowercase();
    if folder.is_empty() { format!("pictures/{name}.{ending}") } else { format!("pictures/{folder}/{name}.{ending}") }
}

/// The sort of file that a picture is in, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A photograph, as most cameras save it.
    Jpeg,
    /// A drawing, a logo, a picture of a screen.
    Png,
    /// The newer sort for the web.
    Webp,
    /// A small picture, which may move.
    Gif,
    /// A drawing in lines, which can hold scripts: not accepted.
    Svg,
    /// A photograph as telephones of one make save it; few browsers can show it.
    Heic,
    /// A scan for a printer; no browser can show it.
    Tiff,
    /// A picture of old, not packed.
    Bmp,
    /// No picture that we know.
    Unknown,
}

impl Kind {
    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Jpeg => "JPEG",
            Kind::Png => "PNG",
            Kind::Webp => "WebP",
            Kind::Gif => "GIF",
            Kind::Svg => "SVG",
            Kind::Heic => "HEIC",
            Kind::Tiff => "TIFF",
            Kind::Bmp => "BMP",
            Kind::Unknown => "unknown",
        }
    }

    /// Whether every browser can show it, and nothing in it can run.
    pub fn is_accepted(self) -> bool {
        matches!(self, Kind::Jpeg | Kind::Png | Kind::Webp | Kind::Gif)
    }
}

/// What there is to know about a picture without unpacking it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// The sort of file, by its first bytes.
    pub kind: Kind,
    /// Width and height in dots, as they lie in the file.
    pub size: Option<(u32, u32)>,
    /// Whether the file says where on earth the picture was taken.
    pub has_position: bool,
    /// How it is to be turned, from 1 (not at all) to 8, as EXIF counts.
    pub orientation: u16,
}

impl Picture {
    /// Width and height as a reader sees it, after turning.
    pub fn shown_size(&self) -> Option<(u32, u32)> {
        self.size.map(|(width, height)| if self.orientation >= 5 { (height, width) } else { (width, height) })
    }
}

/// So far into a file we look for what its proper reader did not find.
const BEGINNING: usize = 256 * 1024;

/// Looks at a picture file.
pub fn look(bytes: &[u8]) -> Picture {
    let exif = exif(bytes);
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let in_exif = exif.as_ref().is_some_and(|exif| {
        let mut gps = exif.fields().filter(|f| f.tag.context() == exif::Context::Gps);
        gps.any(|f| f.tag != exif::Tag::GPSVersionID)
    });
    // XMP says it in words.
    let in_words = find(beginning, b"GPSLatitude").is_some();
    let turned = exif.and_then(|exif| exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0));
    Picture {
        kind: kind(bytes),
        size: imagesize::blob_size(bytes).ok().map(|s| (s.width as u32, s.height as u32)),
        has_position: in_exif || in_words,
        orientation: turned.filter(|t| (1..=8).contains(t)).map_or(1, |t| t as u16),
    }
}

/// The sort of picture, by the first bytes of its file.
pub fn kind(bytes: &[u8]) -> Kind {
    let brand = bytes.get(4..12).unwrap_or(b"");
    let heic: [&[u8]; 6] = [b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypavif"];
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Kind::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Kind::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Kind::Webp,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Kind::Gif,
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Kind::Tiff,
        [b'B', b'M', ..] if bytes.len() > 26 => Kind::Bmp,
        _ if heic.contains(&brand) => Kind::Heic,
        _ if is_svg(bytes) => Kind::Svg,
        _ => Kind::Unknown,
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    start.trim_start_matches('\u{feff}').trim_start().starts_with('<') && start.contains("<svg")
}

/// What the camera wrote about the picture. Files that were cut off or put together by hand are read as far as can be.
fn exif(bytes: &[u8]) -> Option<exif::Exif> {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let whole = |read: Result<exif::Exif, exif::Error>| read.or_else(|e| e.distill_partial_result(|_| {})).ok();
    whole(reader.read_from_container(&mut Cursor::new(bytes))).or_else(|| {
        let mark = b"Exif\0\0";
        let start = find(&bytes[..bytes.len().min(BEGINNING)], mark)? + mark.len();
        let end = bytes.len().min(start + 0x1_0000);
        whole(reader.read_raw(bytes[start..end].to_vec()))
    })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|piece| piece == what)
}

/// A picture that may hold private data, and could not be taken apart to remove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCleaned;

/// The copy of a picture that is published: every dot as it was, and nothing else but its colour
/// profile and the way it is to be turned.
///
/// A file that cannot be taken apart is published as it is if it holds no data of a camera, else not at all.
pub fn published(bytes: &[u8]) -> Result<Cow<'_, [u8]>, NotCleaned> {
    let turned = || Some(look(bytes).orientation).filter(|&o| o != 1);
    let clean = match kind(bytes) {
        Kind::Jpeg => clean_jpeg(bytes, turned()),
        Kind::Png => clean_png(bytes, turned()),
        Kind::Webp => clean_webp(bytes, turned()),
        _ => None,
    };
    match clean {
        Some(clean) if clean == bytes => Ok(Cow::Borrowed(bytes)),
        Some(clean) => Ok(Cow::Owned(clean)),
        None if find(bytes, b"Exif").is_some() || find(bytes, b"xpacket").is_some() => Err(NotCleaned),
        None => Ok(Cow::Borrowed(bytes)),
    }
}

/// EXIF data that only says how the picture is to be turned.
fn only_orientation(orientation: u16) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend(orientation.to_le_bytes());
    exif.extend([0; 6]);
    exif
}

/// Walks from marker to marker by hand rather than with img-parts: behind the end of the picture telephones
/// keep second pictures and films, each with its own position, and those must go too.
fn clean_jpeg(bytes: &[u8], orientation: Option<u16>) -> Option<Vec<u8>> {
    const END: [u8; 2] = [0xff, 0xd9];
    let mut out = bytes.get(..2)?.to_vec();
    let mut exif = orientation.map(only_orientation);
    let mut has_dots = false;
    let mut at = 2;
    loop {
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let marker = match bytes.get(at..at + 2) {
            Some(&[0xff, marker]) if marker != 0xd9 => marker,
            Some(&[0xff, _]) => break,
            // A file that was cut off: browsers show what there is.
            _ if has_dots => break,
            _ => return None,
        };
        if marker == 0x01 || (0xd0..=0xd7).contains(&marker) {
            at += 2;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at..at + 2 + length.max(2))?;
        if marker != 0xe0
            && let Some(exif) = exif.take()
        {
            out.extend([0xff, 0xe1]);
            out.extend((exif.len() as u16 + 8).to_be_bytes());
            out.extend(b"Exif\0\0");
            out.extend(exif);
        }
        if is_kept(marker, &segment[4..]) {
            out.extend(segment);
        }
        at += segment.len();
        if marker == 0xda {
            let end = scan_end(bytes, at);
            out.extend(&bytes[at..end]);
            (at, has_dots) = (end, true);
        }
    }
    out.extend(END);
    Some(out)
}

/// Whether a segment of a JPEG belongs to the picture itself.
fn is_kept(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xe0 => content.starts_with(b"JFIF\0"),
        0xe2 => content.starts_with(b"ICC_PROFILE\0"),
        0xee => content.starts_with(b"Adobe"),
        0xe1..=0xef | 0xfe => false,
        _ => true,
    }
}

/// The offset of the first marker behind the dots that begin at `start`.
fn scan_end(bytes: &[u8], start: usize) -> usize {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
    bytes[start..].windows(2).position(is_marker).map_or(bytes.len(), |i| start + i)
}

/// The parts of a PNG that say how it looks; all others are left out.
const PNG_KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI",
    b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

fn clean_png(bytes: &[u8], orientation: Option<u16>) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    png.chunks_mut().retain(|chunk| PNG_KEPT.contains(&&chunk.kind()));
    if let Some(orientation) = orientation {
        png.set_exif(Some(only_orientation(orientation).into()));
    }
    Some(png.encoder().bytes().to_vec())
}

fn clean_webp(bytes: &[u8], orientation: Option<u16>) -> Option<Vec<u8>> {
    const HAS_XMP: u8 = 0b100;
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let kept = [
        webp::CHUNK_VP8,
        webp::CHUNK_VP8L,
        webp::CHUNK_VP8X,
        webp::CHUNK_ALPH,
        webp::CHUNK_ANIM,
        webp::CHUNK_ANMF,
        webp::CHUNK_ICCP,
    ];
    webp.chunks_mut().retain(|chunk| kept.contains(&chunk.id()));
    webp.set_exif(orientation.map(|o| only_orientation(o).into()));
    for chunk in webp.chunks_mut().iter_mut().filter(|c| c.id() == webp::CHUNK_VP8X) {
        if let RiffContent::Data(data) = chunk.content_mut()
            && data.first().is_some_and(|flags| flags & HAS_XMP != 0)
        {
            let mut flags = data.to_vec();
            flags[0] &= !HAS_XMP;
            *data = flags.into();
        }
    }
    Some(webp.encoder().bytes().to_vec())
}

/// Small pictures, made by hand.
#[cfg(test)]
pub mod samples {
    /// A JPEG of 8 × 6 dots; with `exif` as its EXIF data.
    pub fn jpeg(exif: Option<&[u8]>) -> Vec<u8> {
        let mut out = vec![0xff, 0xd8];
        let mut segment = |marker: u8, content: &[u8]| {
            out.extend([0xff, marker]);
            out.extend((content.len() as u16 + 2).to_be_bytes());
            out.extend(content);
        };
        segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        if let Some(exif) = exif {
            segment(0xe1, &[b"Exif\0\0", exif].concat());
        }
        segment(0xfe, b"made by Joan");
        segment(0xc0, &[8, 0, 6, 0, 8, 1, 1, 0x11, 0]);
        segment(0xda, &[1, 1, 0, 0, 63, 0]);
        out.extend([0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]);
        out
    }

    /// EXIF data with a position (53° N, 2° W), turned by a quarter.
    pub fn position() -> Vec<u8> {
        let mut out = b"II*\0\x08\0\0\0".to_vec();
        let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
            [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
        };
        let orientation = entry(0x0112, 3, 1, [6, 0, 0, 0]);
        let gps = entry(0x8825, 4, 1, 38u32.to_le_bytes());
        let (north, west) = (entry(1, 2, 2, *b"N\0\0\0"), entry(3, 2, 2, *b"W\0\0\0"));
        let (lat, lon) = (entry(2, 5, 3, 92u32.to_le_bytes()), entry(4, 5, 3, 116u32.to_le_bytes()));
        out.extend([&[2, 0][..], &orientation, &gps, &[0; 4]].concat());
        out.extend([&[4, 0][..], &north, &lat, &west, &lon, &[0; 4]].concat());
        for degrees in [53u32, 2] {
            out.extend([degrees, 1, 44, 1, 29, 1].map(u32::to_le_bytes).concat());
        }
        out
    }

    /// A PNG of 1 × 1 dots, with a text in it.
    pub fn png() -> Vec<u8> {
        use img_parts::png::PngChunk;
        let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
        let chunks: [(&[u8; 4], &[u8]); 4] = [
            (b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
            (b"tEXt", b"Author\0Joan"),
            (b"IDAT", &[0x78, 0x9c, 0x63, 0, 0, 0, 2, 0, 1]),
            (b"IEND", b""),
        ];
        for (kind, content) in chunks {
            out.extend(PngChunk::new(*kind, content.to_vec().into()).encoder().bytes());
        }
        out
    }

    /// A WebP with EXIF and XMP data.
    pub fn webp(exif: &[u8]) -> Vec<u8> {
        let chunk = |id: &[u8; 4], data: &[u8]| {
            let pad: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
            [&id[..], &(data.len() as u32).to_le_bytes(), data, pad].concat()
        };
        let inner = [
            b"WEBP".to_vec(),
            chunk(b"VP8X", &[0b1100, 0, 0, 0, 7, 0, 0, 5, 0, 0]),
            chunk(b"VP8 ", b"\x50\x5a\x00\x9d\x01\x2a\x08\x00\x06\x00"),
            chunk(b"EXIF", exif),
            chunk(b"XMP ", b"<?xpacket GPSLatitude?>"),
        ];
        chunk(b"RIFF", &inner.concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        assert_eq!(kind(&samples::jpeg(None)), Kind::Jpeg);
        assert_eq!(kind(&samples::png()), Kind::Png);
        assert_eq!(kind(&samples::webp(b"")), Kind::Webp);
        assert_eq!(kind(b"GIF89a\x01\0\x01\0"), Kind::Gif);
        assert_eq!(kind(b"\0\0\0\x18ftypheic\0\0"), Kind::Heic);
        assert_eq!(kind(b"II*\0\x08\0\0\0"), Kind::Tiff);
        assert_eq!(kind(b"<?xml version=\"1.0\"?>\n<svg xmlns=\"x\">"), Kind::Svg);
        assert_eq!(kind(b"PK\x03\x04"), Kind::Unknown);
        assert_eq!(kind(b""), Kind::Unknown);
    }

    #[test]
    fn width_height_position_and_turn_are_read() {
        let exif = samples::position();
        let picture = look(&samples::jpeg(Some(&exif)));
        assert_eq!(picture, Picture { kind: Kind::Jpeg, size: Some((8, 6)), has_position: true, orientation: 6 });
        assert_eq!(picture.shown_size(), Some((6, 8)));
        assert!(!look(&samples::jpeg(None)).has_position);
        assert!(look(&samples::webp(&exif)).has_position);
    }

    #[test]
    fn a_file_that_was_cut_off_still_tells_its_position() {
        let exif = samples::position();
        let whole = samples::jpeg(Some(&exif));
        assert!(look(&whole[..2 + 18 + 4 + 6 + exif.len()]).has_position);
        let bare = [&[0xff, 0xd8, 0xff, 0xe1, 0, 0][..], b"Exif\0\0", &exif].concat();
        assert!(look(&bare).has_position);
        for end in 0..whole.len() {
            look(&whole[..end]);
            drop(published(&whole[..end]));
        }
    }

    #[test]
    fn the_published_copy_keeps_the_picture_and_its_turn_and_nothing_else() {
        let exif = samples::position();
        let mut original = samples::jpeg(Some(&exif));
        original.extend(samples::jpeg(Some(&exif)));
        let copy = published(&original).unwrap();
        let picture = look(&copy);
        assert_eq!((picture.has_position, picture.orientation, picture.size), (false, 6, Some((8, 6))));
        assert!(find(&copy, b"Joan").is_none());
        assert!(copy.ends_with(&[0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]));
        assert_eq!(published(&copy), Ok(Cow::Borrowed(&*copy)), "a clean picture stays as it is");

        let png = published(&samples::png()).unwrap().into_owned();
        assert!(find(&png, b"Joan").is_none() && look(&png).size == Some((1, 1)));

        let webp = published(&samples::webp(&exif)).unwrap().into_owned();
        assert!(!look(&webp).has_position && look(&webp).orientation == 6, "{webp:?}");
        assert!(find(&webp, b"xpacket").is_none() && look(&webp).size == Some((8, 6)));
    }

    #[test]
    fn what_cannot_be_taken_apart_is_published_only_if_it_tells_nothing() {
        assert!(matches!(published(b"GIF89a\x01\0\x01\0"), Ok(Cow::Borrowed(_))));
        assert_eq!(published(b"\xff\xd8\xff\xe1 Exif"), Err(NotCleaned));
    }
}
