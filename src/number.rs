//! The numbers that records have for print and telephone, and the letter that goes with each on a slip.
//!
//! A slip says `104K`. The letter follows from the number, so that one wrong digit, two digits that changed
//! places, or a wrong letter is noticed before it changes another record.

use std::fmt;

/// The first number that is given: three digits are said as one, and look like a number.
pub const FIRST: u32 = 101;
/// The largest number there is.
pub const LAST: u32 = 99_999;

/// The letters that go with numbers. Left out is what is taken for a digit or for another letter when written
/// by hand: B (8), G (6), I (1), O and Q (0), S (5), Z (2).
const LETTERS: [char; 19] =
    ['A', 'C', 'D', 'E', 'F', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'T', 'U', 'V', 'W', 'X', 'Y'];

/// What the digits count for, the last digit first. There are as many letters as a prime number says, and no two
/// weights are equal; so neither a wrong digit nor two that changed places can lead to the same letter.
const WEIGHTS: [u32; 5] = [2, 9, 5, 13, 7];

/// What is added, so that 104 goes with K, as in the manual.
const OFFSET: u32 = 13;

/// Why something is no number of a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoNumber {
    /// It is no number from 1 to [`LAST`] with a letter behind it.
    Unlike,
    /// It is a number without its letter.
    WithoutLetter,
    /// The letter is not the one of this number: one of the two is mistyped.
    WrongLetter,
}

impl fmt::Display for NoNumber {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Unlike => "this is no number of a slip, such as 104K",
            Self::WithoutLetter => "the letter behind the number is missing; it stands on the slip",
            Self::WrongLetter => "number and letter do not belong together; look at the slip once more",
        })
    }
}

/// The letter that goes with a number.
#[expect(
    clippy::indexing_slicing,
    reason = "the rest of a division by the number of letters is the place of one of them"
)]
pub fn check_letter(no: u32) -> char {
    let digits = std::iter::successors(Some(no), |rest| (*rest >= 10).then_some(rest / 10)).map(|rest| rest % 10);
    let sum: u32 = digits.zip(WEIGHTS.into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    LETTERS[((sum + OFFSET) % LETTERS.len() as u32) as usize]
}

/// The number of a slip, such as `104K`; small letters and spaces do not matter.
pub fn parse(text: &str) -> Result<u32, NoNumber> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letter = &text[digits.len()..];
    let is_number = !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit());
    let no: u32 = digits.parse().ok().filter(|no| is_number && *no > 0).ok_or(NoNumber::Unlike)?;
    let mut letters = letter.chars();
    match (letters.next(), letters.next()) {
        (None, _) => Err(NoNumber::WithoutLetter),
        (Some(_), Some(_)) => Err(NoNumber::Unlike),
        (Some(letter), None) if letter.to_ascii_uppercase() == check_letter(no) => Ok(no),
        _ => Err(NoNumber::WrongLetter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_digit_leads_to_another_letter() {
        for no in 1..=LAST {
            let place = std::iter::successors(Some(1), |p| Some(p * 10)).take_while(|p| *p <= no);
            for place in place {
                let digit = no / place % 10;
                for other in (0..10).filter(|d| *d != digit) {
                    let wrong = no - digit * place + other * place;
                    assert_ne!(check_letter(wrong), check_letter(no), "{no} and {wrong}");
                }
            }
        }
    }

    #[test]
    fn two_digits_that_changed_places_lead_to_another_letter() {
        for no in 1..=LAST {
            let digits = no.to_string().into_bytes();
            for (i, j) in (1..digits.len()).map(|i| (i - 1, i)).chain((2..digits.len()).map(|i| (i - 2, i))) {
                let mut wrong = digits.clone();
                wrong.swap(i, j);
                let wrong: u32 = String::from_utf8_lossy(&wrong).parse().expect("it is made of digits");
                assert!(wrong == no || check_letter(wrong) != check_letter(no), "{no} and {wrong}");
            }
        }
    }

    #[test]
    fn only_the_letter_of_a_number_is_taken() {
        for no in 1..=LAST {
            let taken: Vec<char> = ('A'..='Z').filter(|c| parse(&format!("{no}{c}")) == Ok(no)).collect();
            assert_eq!(taken, [check_letter(no)], "{no}");
        }
    }

    #[test]
    fn a_slip_is_read_as_people_type_it() {
        assert_eq!(check_letter(104), 'K');
        for text in ["104K", "104k", " 104 K", "1 0 4 k", "0104k"] {
            assert_eq!(parse(text), Ok(104), "{text}");
        }
        assert_eq!(parse("104"), Err(NoNumber::WithoutLetter));
        assert_eq!(parse("140K"), Err(NoNumber::WrongLetter));
        for text in ["", "K", "K104", "104KK", "1O4K", "0K", "100000K", "-104K", "١٠٤K", "104Ж", "104🙂"] {
            assert_eq!(parse(text), Err(NoNumber::Unlike), "{text}");
        }
    }
}
