//! Numbers and lists of numbers in letters that need no escape in a script: 42 signs end a number, 42 go on.

const ENDS: &[u8; 42] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
const GOES_ON: &[u8; 42] = b"ghijklmnopqrstuvwxyz#$%{'()*+-./:;=}?@[]^_";

/// Writes a number: the last sign ends it.
#[expect(clippy::indexing_slicing, reason = "a rest of 42 is below 42, and no `u32` has more than six signs")]
pub fn number(mut n: u32, out: &mut String) {
    let mut signs = [0_u8; 7];
    let mut from = signs.len() - 1;
    signs[from] = ENDS[(n % 42) as usize];
    n /= 42;
    while n > 0 {
        from -= 1;
        signs[from] = GOES_ON[(n % 42) as usize];
        n /= 42;
    }
    out.extend(signs[from..].iter().map(|&b| char::from(b)));
}

/// Writes numbers that rise, each as what lies between it and the one before.
pub fn rising(numbers: impl Iterator<Item = u32>, out: &mut String) {
    let mut next = 0;
    for n in numbers {
        number(n - next, out);
        next = n + 1;
    }
}

/// A set of rising numbers below `limit`: as a list, or behind a `!` with one sign for five numbers, whichever is shorter.
#[expect(
    clippy::indexing_slicing,
    reason = "the numbers are below `limit`, so each has its five among the bits, and five bits make less than 42"
)]
pub fn set(numbers: &[u32], limit: u32) -> String {
    let mut list = String::new();
    rising(numbers.iter().copied(), &mut list);
    let bits = limit.div_ceil(5) as usize;
    if list.len() <= bits {
        return list;
    }
    let mut fives = vec![0_u8; bits];
    numbers.iter().for_each(|&n| fives[n as usize / 5] |= 1 << (n % 5));
    std::iter::once('!').chain(fives.into_iter().map(|b| char::from(ENDS[b as usize]))).collect()
}

/// The first `length` signs of a name for these bytes.
pub fn name(bytes: &[u8], length: usize) -> String {
    let mut hash = xxhash_rust::xxh3::xxh3_64(bytes);
    let mut name = String::with_capacity(length);
    for _ in 0..length {
        #[expect(clippy::indexing_slicing, reason = "a rest of 36 is below 36")]
        name.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[(hash % 36) as usize]));
        hash /= 36;
    }
    name
}
