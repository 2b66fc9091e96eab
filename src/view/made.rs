//! A view that is made once and stands on many pages.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};

/// A view that is made once and stands on many pages.
#[derive(Debug)]
pub struct Made<T>(tera::Value, PhantomData<fn() -> T>);

impl<T: Serialize> Made<T> {
    /// Makes it from a view.
    pub fn new(view: &T) -> Self {
        Self(tera::Value::from_serializable(view), PhantomData)
    }
}

impl<T> Clone for Made<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T> Serialize for Made<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
