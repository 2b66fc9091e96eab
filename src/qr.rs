//! An address as a QR code.

use fast_qr::{ECL, QRBuilder};

/// The squares of a code: how many on a side, and which are black. Nothing if the address is too long for any code. Where
/// it would have more than `most` on a side, it bears less dirt for the sake of larger squares.
pub fn squares(address: &str, most: usize) -> Option<(usize, Vec<bool>)> {
    let build = |level| QRBuilder::new(address).ecl(level).build().ok();
    let code = match build(ECL::M) {
        Some(code) if code.size <= most => code,
        strong => build(ECL::L).or(strong)?,
    };
    #[expect(clippy::indexing_slicing, reason = "a code has `size` rows, each of `size` squares or more")]
    let black = (0..code.size).flat_map(|row| code[row][..code.size].iter().map(|module| module.value()));
    Some((code.size, black.collect()))
}

/// The black squares of a code as the strokes of an SVG path, a row at a time: drawn with a pen as wide as a square, each
/// row along its middle.
pub fn strokes(side: usize, black: &[bool]) -> String {
    let mut path = String::new();
    for (row, squares) in black.chunks(side).enumerate() {
        let mut at = 0;
        let mut is_begun = false;
        for run in squares.chunk_by(|a, b| a == b) {
            if let [true, ..] = run {
                let to = if is_begun { format!("m{at} 0") } else { format!("M{at} {row}") };
                path += &format!("{to}h{}", run.len());
                (is_begun, at) = (true, 0);
            } else {
                at += run.len();
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_cover_the_black_squares() {
        let black =
            [true, true, false, true, false, false, false, false, false, false, true, false, false, true, false, true];
        assert_eq!(strokes(4, &black), "M0 0h2m1 0h1M2 2h1M1 3h1m1 0h1");
    }
}
