//! Small pictures for the tests, made by hand.

use super::pixels::Pixels;

/// A picture of 8 × 6 dots: its left half red, its right half blue.
pub fn pixels() -> Pixels {
    let row = [[200, 30, 30]; 4].into_iter().chain([[30, 30, 200]; 4]).flatten();
    Pixels::opaque((8, 6), &row.collect::<Vec<u8>>().repeat(6))
}

/// It as a JPEG; with `exif` as its EXIF data.
pub fn jpeg(exif: Option<&[u8]>) -> Vec<u8> {
    let mut out = pixels().jpeg().expect("a small picture can be packed");
    let segment =
        |marker: u8, content: &[u8]| [&[0xff, marker][..], &(content.len() as u16 + 2).to_be_bytes(), content].concat();
    let comment = segment(0xfe, b"made by Joan");
    let exif = exif.map(|exif| segment(0xe1, &[b"Exif\0\0", exif].concat())).unwrap_or_default();
    out.splice(2..2, [exif, comment].concat());
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

/// It as a PNG, with a text in it.
pub fn png() -> Vec<u8> {
    let mut out = pixels().png().expect("a small picture can be packed");
    // Behind the head, which has 33 bytes; readers pass over a sum that is wrong in a part that they may leave out.
    out.splice(33..33, *b"\0\0\0\x0btEXtAuthor\0Joan\0\0\0\0");
    out
}

/// It as a WebP with EXIF and XMP data.
pub fn webp(exif: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut out);
    encoder.set_exif_metadata(exif.to_vec());
    encoder.set_xmp_metadata(b"<?xpacket GPSLatitude?>".to_vec());
    let pixels = pixels();
    encoder
        .encode(&pixels.dots, pixels.size.0, pixels.size.1, image_webp::ColorType::Rgba8)
        .expect("a small picture can be packed");
    out
}
