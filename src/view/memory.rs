//! What stands on many pages, made once.

use std::collections::HashMap;
use std::sync::{OnceLock, RwLock};

use super::{Card, Day, Freshness, Link, Made, Term};
use crate::date::Date;
use crate::directory::Directory;

/// What many pages show, put into words once. It changes how long a build takes, and nothing else.
#[derive(Default)]
pub struct Memory {
    pub(super) cards: Vec<OnceLock<Made<Card>>>,
    pub(super) freshness: Vec<OnceLock<Made<Freshness>>>,
    pub(super) categories: Vec<OnceLock<Made<Term>>>,
    pub(super) areas: Vec<OnceLock<Made<Term>>>,
    pub(super) days: RwLock<HashMap<Date, Day>>,
    pub(super) checked: RwLock<HashMap<CheckedKey, Made<Freshness>>>,
    pub(super) happenings: OnceLock<Vec<super::times::Happening>>,
    pub(super) home: OnceLock<Made<Link>>,
    pub(super) search: OnceLock<crate::search::Known>,
    pub(super) lists: RwLock<HashMap<ListNumber, Made<Link>>>,
}

/// State, day, way and role.
pub type CheckedKey = (&'static str, Option<Date>, Option<String>, Option<String>);

/// A list by the number of its kind, and that of its type if it has one.
pub type ListNumber = (usize, Option<usize>);

impl Memory {
    /// For a directory, with nothing in it yet.
    pub fn new(directory: &Directory) -> Self {
        Self {
            cards: not_yet(directory.records.len()),
            freshness: not_yet(directory.records.len()),
            categories: not_yet(directory.in_category.len()),
            areas: not_yet(directory.in_area.len()),
            ..Self::default()
        }
    }
}

fn not_yet<T>(count: usize) -> Vec<OnceLock<T>> {
    (0..count).map(|_| OnceLock::new()).collect()
}
