//! Small real pictures, made by hand.

/// A JPEG of 8 × 6 dots, with a position and a camera's name in its EXIF data.
pub fn jpeg_with_position() -> Vec<u8> {
    let mut out = vec![0xff, 0xd8];
    let mut segment = |marker: u8, content: &[u8]| {
        out.extend([0xff, marker]);
        out.extend((content.len() as u16 + 2).to_be_bytes());
        out.extend(content);
    };
    segment(0xe1, &[b"Exif\0\0", position().as_slice()].concat());
    segment(0xfe, b"taken by Joan at home");
    segment(0xc0, &[8, 0, 6, 0, 8, 1, 1, 0x11, 0]);
    segment(0xda, &[1, 1, 0, 0, 63, 0]);
    out.extend([0x12, 0x34, 0xff, 0xd9]);
    out
}

/// EXIF data that says 53° 44′ 29″ N, 2° 44′ 29″ W.
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

/// A PNG of one dot.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6,
    0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];
