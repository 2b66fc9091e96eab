//! The press: booklets and sheets as PDF. What is printed becomes blocks of lines, blocks are placed on pages, and pages
//! are drawn; nothing here knows the disk.

pub mod book;
pub mod data;
pub mod draw;
mod entry;
pub mod fonts;
mod forms;
mod front;
mod furniture;
pub mod impose;
mod indexes;
mod leaflet;
mod links;
pub mod make;
pub mod markdown;
mod one_sheet;
pub mod page;
pub mod place;
mod poster;
pub mod press;
pub mod product;
mod slips;
pub mod style;
pub mod text;
pub mod told;

/// The points of a millimetre.
pub const MM: f32 = 72.0 / 25.4;
