//! What is in a picture file, and what is published of it: the same picture, upright and in two widths, without a word of who
//! took it, where and when.

pub mod pixels;
pub mod ready;
#[cfg(test)]
pub mod samples;
pub mod svg;

use std::io::Cursor;

pub use pixels::Unreadable;
pub use ready::{Earlier, Pictures, Ready, Shown};

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

    /// Whether every browser can show it, a drawing once it was looked through.
    pub fn is_accepted(self) -> bool {
        matches!(self, Kind::Jpeg | Kind::Png | Kind::Webp | Kind::Gif | Kind::Svg)
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

/// So many bytes from the beginning, or all if there are fewer.
fn first(bytes: &[u8], most: usize) -> &[u8] {
    bytes.get(..most).unwrap_or(bytes)
}

/// Looks at a picture file.
pub fn look(bytes: &[u8]) -> Picture {
    let exif = exif(bytes);
    let beginning = first(bytes, BEGINNING);
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
    let start = String::from_utf8_lossy(first(bytes, 1024)).to_lowercase();
    start.trim_start_matches('\u{feff}').trim_start().starts_with('<') && start.contains("<svg")
}

/// What the camera wrote about the picture. Files that were cut off or put together by hand are read as far as can be.
fn exif(bytes: &[u8]) -> Option<exif::Exif> {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let whole = |read: Result<exif::Exif, exif::Error>| read.or_else(|e| e.distill_partial_result(|_| {})).ok();
    // In a JPEG it stands before the dots; a reader that finds none there looks through all of them.
    let part = if kind(bytes) == Kind::Jpeg { first(bytes, BEGINNING) } else { bytes };
    whole(reader.read_from_container(&mut Cursor::new(part))).or_else(|| {
        let mark = b"Exif\0\0";
        let start = find(first(bytes, BEGINNING), mark)? + mark.len();
        whole(reader.read_raw(first(bytes.get(start..)?, 0x1_0000).to_vec()))
    })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
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
    }

    #[test]
    fn a_file_that_was_cut_off_is_looked_at_without_harm() {
        for whole in [samples::jpeg(None), samples::png(), samples::webp(b"")] {
            for end in 0..whole.len() {
                look(&whole[..end]);
                drop(pixels::unpacked(&whole[..end]));
            }
        }
    }
}
