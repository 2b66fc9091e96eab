//! The numbers of the records in the index: from their slugs alone, so that a record that comes or goes
//! leaves nearly all others where they were.

use xxhash_rust::xxh3::xxh3_64;

/// Each record's number, and how many numbers there are.
pub struct Numbers {
    /// The numbers, in the order of the slugs that were given.
    pub of: Vec<u32>,
    /// All numbers are below this: a power of two.
    pub limit: u32,
}

impl Numbers {
    /// Gives each slug a place in a table that is never more than three quarters full; who comes to a place that
    /// is taken goes on to the next. Who comes first is settled by the slugs too, and not by the others.
    #[expect(clippy::indexing_slicing, reason = "the mask keeps each place below `limit`, and `i` counts the slugs")]
    pub fn new<'a>(slugs: impl Iterator<Item = &'a str>) -> Self {
        let mut order: Vec<(u64, &str, usize)> =
            slugs.enumerate().map(|(i, s)| (xxh3_64(s.as_bytes()), s, i)).collect();
        order.sort_unstable();
        let limit = (order.len() * 4 / 3 + 1).next_power_of_two().max(16);
        let mut taken = vec![false; limit];
        let mut of = vec![0; order.len()];
        for (hash, _, i) in order {
            let mut at = hash as usize & (limit - 1);
            while taken[at] {
                at = (at + 1) & (limit - 1);
            }
            taken[at] = true;
            of[i] = at as u32;
        }
        Self { of, limit: limit as u32 }
    }
}
