//! Small real pictures, made by hand.

use hereabouts::picture::pixels::Pixels;

/// A JPEG of 8 × 6 dots; with a position in its EXIF data if it is asked for.
pub fn jpeg(with_position: bool) -> Vec<u8> {
    let mut out = Pixels::opaque((8, 6), &[90; 8 * 6 * 3]).jpeg().unwrap();
    if with_position {
        let exif = [b"Exif\0\0", position().as_slice()].concat();
        out.splice(2..2, [&[0xff, 0xe1][..], &(exif.len() as u16 + 2).to_be_bytes(), &exif].concat());
    }
    out
}

/// EXIF data that says 53° N, 2° W.
fn position() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let gps = entry(0x8825, 4, 1, 26u32.to_le_bytes());
    let (north, west) = (entry(1, 2, 2, *b"N\0\0\0"), entry(3, 2, 2, *b"W\0\0\0"));
    let (lat, lon) = (entry(2, 5, 3, 80u32.to_le_bytes()), entry(4, 5, 3, 104u32.to_le_bytes()));
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    out.extend([&[1, 0][..], &gps, &[0; 4]].concat());
    out.extend([&[4, 0][..], &north, &lat, &west, &lon, &[0; 4]].concat());
    for degrees in [53u32, 2] {
        out.extend([degrees, 1, 44, 1, 29, 1].map(u32::to_le_bytes).concat());
    }
    out
}

/// A PNG of 4 × 4 dots.
pub fn png() -> Vec<u8> {
    Pixels::opaque((4, 4), &[90; 4 * 4 * 3]).png().unwrap()
}
