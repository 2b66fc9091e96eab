//! The dots of a picture: unpacked within limits, made smaller, turned upright, and packed again without anything but
//! themselves.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Kind, kind};

/// The most dots that are unpacked: a picture of 50 megapixels takes 200 megabytes of memory.
pub const MOST_DOTS: u64 = 50_000_000;

/// How many bytes a dot has.
const DEPTH: usize = 4;

/// How good photographs are packed, from 1 to 100. Above this files grow faster than anybody sees.
const QUALITY: u8 = 78;

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a sort of file that is shown.
    Sort,
    /// It has more than [`MOST_DOTS`]: so many wide and high.
    TooLarge(u32, u32),
    /// The file ends before the picture does.
    CutOff,
    /// What is in it makes no picture.
    Broken,
    /// A drawing that could do something: what in it could.
    Acts(String),
    /// A drawing that would be drawn nearly without end.
    Endless,
}

/// A picture, dot by dot, from the top left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width and height.
    pub size: (u32, u32),
    /// Four bytes for each dot: red, green, blue, and how much it hides of what is behind.
    pub dots: Vec<u8>,
    /// Whether nothing behind shows through.
    is_opaque: bool,
}

impl Pixels {
    /// A picture of dots of four bytes.
    pub fn new(size: (u32, u32), dots: Vec<u8>) -> Self {
        let is_opaque = dots.as_chunks().0.iter().all(|&[_, _, _, hides]| hides == 255);
        Self { size, dots, is_opaque }
    }

    /// A picture of dots of three bytes, through which nothing shows.
    pub fn opaque(size: (u32, u32), dots: &[u8]) -> Self {
        let dots = dots.as_chunks().0.iter().flat_map(|&[r, g, b]| [r, g, b, 255]).collect();
        Self { size, dots, is_opaque: true }
    }

    /// Whether nothing behind shows through.
    pub fn is_opaque(&self) -> bool {
        self.is_opaque
    }

    /// The same, smaller or larger.
    pub fn resized(&self, size: (u32, u32)) -> Result<Self, Unreadable> {
        if size == self.size {
            return Ok(self.clone());
        }
        let from = ImageRef::new(self.size.0, self.size.1, &self.dots, PixelType::U8x4).map_err(broken)?;
        let mut to = Image::new(size.0, size.1, PixelType::U8x4);
        let options = ResizeOptions::new().use_alpha(!self.is_opaque);
        Resizer::new().resize(&from, &mut to, &options).map_err(broken)?;
        Ok(Self { size, dots: to.into_vec(), is_opaque: self.is_opaque })
    }

    /// The same, turned as EXIF counts: 1 is upright, and 6 must go a quarter to the right.
    #[expect(clippy::indexing_slicing, reason = "`unpacked` sees to it that there are as many dots as the size says")]
    pub fn turned(self, orientation: u16) -> Self {
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let (width, height) = (self.size.0 as usize, self.size.1 as usize);
        let swaps = orientation >= 5;
        let (wide, high) = if swaps { (height, width) } else { (width, height) };
        let mut dots = Vec::with_capacity(self.dots.len());
        for y in 0..high {
            for x in 0..wide {
                let (column, row) = match orientation {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                let at = (row * width + column) * DEPTH;
                dots.extend_from_slice(&self.dots[at..at + DEPTH]);
            }
        }
        Self { size: (wide as u32, high as u32), dots, ..self }
    }

    /// As a JPEG file. What shows through becomes white.
    pub fn jpeg(&self) -> Result<Vec<u8>, Unreadable> {
        let (Ok(width), Ok(height)) = (u16::try_from(self.size.0), u16::try_from(self.size.1)) else {
            return Err(Unreadable::TooLarge(self.size.0, self.size.1));
        };
        let on_white;
        let dots = if self.is_opaque() {
            &self.dots
        } else {
            on_white = self.dots.as_chunks().0.iter().flat_map(on_white_paper).collect();
            &on_white
        };
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, QUALITY);
        // Small, and on a bad connection the whole picture is there at once, unclear at first.
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        encoder.encode(dots, width, height, jpeg_encoder::ColorType::Rgba).map_err(broken)?;
        Ok(bytes)
    }

    /// As a PNG file: with a table of its colours if they are few.
    pub fn png(&self) -> Result<Vec<u8>, Unreadable> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.size.0, self.size.1);
        encoder.set_compression(png::Compression::High);
        let table = self.table();
        let plain: Vec<u8>;
        let dots = match &table {
            Some((colours, dots)) => {
                encoder.set_color(png::ColorType::Indexed);
                encoder.set_palette(colours.iter().flatten().copied().collect::<Vec<u8>>());
                encoder.set_filter(png::Filter::NoFilter);
                dots
            }
            None if self.is_opaque => {
                encoder.set_color(png::ColorType::Rgb);
                plain = self.dots.as_chunks().0.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
                &plain
            }
            None => {
                encoder.set_color(png::ColorType::Rgba);
                &self.dots
            }
        };
        let mut writer = encoder.write_header().map_err(broken)?;
        writer.write_image_data(dots).map_err(broken)?;
        writer.finish().map_err(broken)?;
        Ok(bytes)
    }

    /// Whether it has no more than 256 colours and nothing shows through, as in most drawings.
    pub fn has_few_colours(&self) -> bool {
        self.table().is_some()
    }

    /// The same with the 256 colours that fit best.
    pub fn with_few_colours(&self) -> Self {
        // Every tenth dot tells them well enough.
        let colours = color_quant::NeuQuant::new(10, 256, &self.dots);
        let mut dots = self.dots.clone();
        dots.chunks_exact_mut(DEPTH).for_each(|dot| colours.map_pixel(dot));
        dots.as_chunks_mut().0.iter_mut().for_each(|[_, _, _, hides]| *hides = 255);
        Self { dots, ..*self }
    }

    /// The colours, and for each dot which one it has; none if they are more than 256, or let through what is behind.
    fn table(&self) -> Option<(Vec<[u8; 3]>, Vec<u8>)> {
        if !self.is_opaque() {
            return None;
        }
        let mut numbers = std::collections::HashMap::new();
        let mut colours = Vec::new();
        let mut dots = Vec::with_capacity(self.dots.len() / DEPTH);
        for &[r, g, b, _] in self.dots.as_chunks().0 {
            let colour = [r, g, b];
            let number = *numbers.entry(colour).or_insert(colours.len());
            if number == colours.len() {
                colours.push(colour);
            }
            dots.push(u8::try_from(number).ok()?);
        }
        Some((colours, dots))
    }
}

/// A dot as it looks on white paper.
fn on_white_paper(&[r, g, b, alpha]: &[u8; DEPTH]) -> [u8; DEPTH] {
    let alpha = u32::from(alpha);
    let over = |colour: u8| ((u32::from(colour) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
    [over(r), over(g), over(b), 255]
}

/// What the readers say is for those who know how such files are made, and so nobody hears it.
fn broken(_: impl std::error::Error) -> Unreadable {
    Unreadable::Broken
}

fn within_limits(width: u32, height: u32) -> Result<(), Unreadable> {
    match u64::from(width) * u64::from(height) {
        0 => Err(Unreadable::Broken),
        dots if dots > MOST_DOTS => Err(Unreadable::TooLarge(width, height)),
        _ => Ok(()),
    }
}

/// Unpacks a picture, as it lies in its file; of one that moves, the first picture.
pub fn unpacked(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let pixels = match kind(bytes) {
        Kind::Jpeg => jpeg(bytes),
        Kind::Png => png(bytes),
        Kind::Webp => webp(bytes),
        Kind::Gif => gif(bytes),
        _ => Err(Unreadable::Sort),
    }?;
    let is_whole = pixels.dots.len() == pixels.size.0 as usize * pixels.size.1 as usize * DEPTH;
    is_whole.then_some(pixels).ok_or(Unreadable::Broken)
}

fn jpeg(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .set_max_width(side)
        .set_max_height(side)
        .set_strict_mode(false)
        .jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let info = decoder.info().ok_or(Unreadable::Broken)?;
    let size = (u32::from(info.width), u32::from(info.height));
    within_limits(size.0, size.1)?;
    // The reader fills what is missing with grey. A small picture in the file may have an end though the large one has none.
    let last = |marker| memchr::memmem::rfind(bytes, &[0xff, marker]);
    if last(0xd9) < last(0xda) {
        return Err(Unreadable::CutOff);
    }
    Ok(Pixels { size, dots: decoder.decode().map_err(broken)?, is_opaque: true })
}

fn png(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let limits = png::Limits { bytes: MOST_DOTS as usize * 4 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(png_fault)?;
    let size = reader.info().size();
    within_limits(size.0, size.1)?;
    let room = reader.output_buffer_size().ok_or(Unreadable::TooLarge(size.0, size.1))?;
    let mut dots = vec![0; room];
    let frame = reader.next_frame(&mut dots).map_err(png_fault)?;
    dots.truncate(frame.buffer_size());
    let dots = match frame.color_type {
        png::ColorType::Grayscale => dots.iter().flat_map(|&grey| [grey, grey, grey, 255]).collect(),
        png::ColorType::GrayscaleAlpha => {
            dots.as_chunks().0.iter().flat_map(|&[grey, hides]| [grey, grey, grey, hides]).collect()
        }
        png::ColorType::Rgb => return Ok(Pixels::opaque(size, &dots)),
        _ => dots,
    };
    Ok(Pixels::new(size, dots))
}

fn png_fault(fault: png::DecodingError) -> Unreadable {
    match fault {
        png::DecodingError::IoError(fault) if fault.kind() == std::io::ErrorKind::UnexpectedEof => Unreadable::CutOff,
        fault => broken(fault),
    }
}

fn webp(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    decoder.set_memory_limit(MOST_DOTS as usize * 4);
    let size = decoder.dimensions();
    within_limits(size.0, size.1)?;
    let room = decoder.output_buffer_size().ok_or(Unreadable::TooLarge(size.0, size.1))?;
    let mut dots = vec![0; room];
    decoder.read_image(&mut dots).map_err(|fault| match fault {
        image_webp::DecodingError::IoError(_) => Unreadable::CutOff,
        fault => broken(fault),
    })?;
    Ok(if decoder.has_alpha() { Pixels::new(size, dots) } else { Pixels::opaque(size, &dots) })
}

fn gif(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(Cursor::new(bytes)).map_err(broken)?;
    let size = (u32::from(decoder.width()), u32::from(decoder.height()));
    within_limits(size.0, size.1)?;
    let frame = decoder.read_next_frame().map_err(broken)?.ok_or(Unreadable::CutOff)?;
    // The picture may cover a part of the whole.
    let mut dots = vec![0; size.0 as usize * size.1 as usize * 4];
    let (left, width) = (usize::from(frame.left) * 4, usize::from(frame.width) * 4);
    let line = size.0 as usize * 4;
    for (row, from) in frame.buffer.chunks_exact(width.max(1)).enumerate() {
        let start = (usize::from(frame.top) + row) * line + left;
        let end = (start + width).min(start - left + line);
        if let Some(to) = dots.get_mut(start..end) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
    }
    Ok(Pixels::new(size, dots))
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    /// A picture of 3 × 2 dots, each of its own grey.
    fn greys() -> Pixels {
        Pixels::opaque((3, 2), &[1, 2, 3, 4, 5, 6].map(|grey| [grey; 3]).concat())
    }

    fn rows(pixels: &Pixels) -> Vec<Vec<u8>> {
        let greys: Vec<u8> = pixels.dots.chunks_exact(DEPTH).map(|dot| dot[0]).collect();
        greys.chunks_exact(pixels.size.0 as usize).map(<[u8]>::to_vec).collect()
    }

    #[test]
    fn each_of_the_eight_turns_is_undone() {
        let turned = |orientation| rows(&greys().turned(orientation));
        assert_eq!(turned(1), [vec![1, 2, 3], vec![4, 5, 6]]);
        assert_eq!(turned(2), [vec![3, 2, 1], vec![6, 5, 4]]);
        assert_eq!(turned(3), [vec![6, 5, 4], vec![3, 2, 1]]);
        assert_eq!(turned(4), [vec![4, 5, 6], vec![1, 2, 3]]);
        assert_eq!(turned(5), [vec![1, 4], vec![2, 5], vec![3, 6]]);
        assert_eq!(turned(6), [vec![4, 1], vec![5, 2], vec![6, 3]]);
        assert_eq!(turned(7), [vec![6, 3], vec![5, 2], vec![4, 1]]);
        assert_eq!(turned(8), [vec![3, 6], vec![2, 5], vec![1, 4]]);
    }

    #[test]
    fn each_sort_of_file_is_unpacked_to_the_same_dots() {
        let pixels = samples::pixels();
        assert_eq!(unpacked(&samples::png()), Ok(pixels.clone()));
        assert_eq!(unpacked(&samples::webp(b"")), Ok(pixels.clone()));
        let jpeg = unpacked(&samples::jpeg(None)).unwrap();
        assert_eq!(jpeg.size, pixels.size);
        let near = |at: usize| (0..3).all(|n| jpeg.dots[at + n].abs_diff(pixels.dots[at + n]) < 16);
        assert!(near(0) && near(7 * DEPTH), "{jpeg:?}");
        let mut gif = Vec::new();
        let mut frame = gif::Frame::from_rgba(8, 6, &mut pixels.dots.clone());
        frame.transparent = None;
        gif::Encoder::new(&mut gif, 8, 6, &[]).unwrap().write_frame(&frame).unwrap();
        assert_eq!(unpacked(&gif).map(|p| p.size), Ok((8, 6)));
    }

    #[test]
    fn what_shows_through_stays_so_in_png_and_is_white_in_jpeg() {
        let glass = Pixels::new((8, 8), [0, 0, 0, 0].repeat(64));
        assert_eq!(unpacked(&glass.png().unwrap()), Ok(glass.clone()));
        let paper = unpacked(&glass.jpeg().unwrap()).unwrap();
        assert!(paper.dots.iter().all(|dot| *dot > 250), "{paper:?}");
    }

    #[test]
    fn many_colours_and_few_both_come_back_from_a_png() {
        let many = Pixels::opaque((32, 32), &(0..32 * 32 * 3).map(|n| (n * 7 % 251) as u8).collect::<Vec<u8>>());
        assert_eq!(unpacked(&many.png().unwrap()), Ok(many));
        let few = samples::pixels();
        assert!(few.png().unwrap().windows(4).any(|part| part == b"PLTE"));
    }

    #[test]
    fn a_file_that_claims_more_dots_than_anybody_has_is_refused_before_they_are_made() {
        let mut png = samples::png();
        png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let sum = crc32(&png[12..29]);
        png[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(unpacked(&png), Err(Unreadable::TooLarge(65536, 65536)));
    }

    /// The sum that stands behind each part of a PNG.
    fn crc32(bytes: &[u8]) -> u32 {
        let step = |sum: u32, byte: &u8| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
        };
        !bytes.iter().fold(!0, step)
    }
}
