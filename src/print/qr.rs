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
    let black = (0..code.size).flat_map(|row| code[row][..code.size].iter().map(|module| module.value()));
    Some((code.size, black.collect()))
}
