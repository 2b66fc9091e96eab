//! What can be printed.

/// A product: a file, or several of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Product {
    /// The booklet page by page, for the screen and for print shops.
    BookA5,
    /// The booklet two pages on a sheet, to print on both sides, fold and staple.
    BookA5Sheets,
    /// The booklet in small letters and two columns.
    PocketA5,
    /// The same on sheets.
    PocketA5Sheets,
    /// A book of whole sheets, in two columns.
    BookA4,
    /// Letters of 18 points.
    LargePrint,
    /// The whole directory on both sides of as few sheets as it takes.
    OneSheet,
    /// A poster for each category and each area.
    Poster,
    /// A leaflet to fold in three for each category.
    Leaflet,
    /// Blank sheets to fill in.
    Forms,
    /// Slips to send out: is this still right?
    Slips,
}

impl Product {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 11] = [
        Self::BookA5,
        Self::BookA5Sheets,
        Self::PocketA5,
        Self::PocketA5Sheets,
        Self::BookA4,
        Self::LargePrint,
        Self::OneSheet,
        Self::Poster,
        Self::Leaflet,
        Self::Forms,
        Self::Slips,
    ];

    /// Its name on the command line, in the configuration, and in front of `.pdf`.
    pub fn name(self) -> &'static str {
        match self {
            Self::BookA5 => "book-a5",
            Self::BookA5Sheets => "book-a5-sheets",
            Self::PocketA5 => "pocket-a5",
            Self::PocketA5Sheets => "pocket-a5-sheets",
            Self::BookA4 => "book-a4",
            Self::LargePrint => "large-print",
            Self::OneSheet => "one-sheet",
            Self::Poster => "poster",
            Self::Leaflet => "leaflet",
            Self::Forms => "forms",
            Self::Slips => "slips",
        }
    }

    /// The product of that name.
    pub fn called(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|product| product.name() == name)
    }

    /// Its table in `book.toml`: sheets look like the book that stands on them.
    pub fn table(self) -> &'static str {
        match self {
            Self::BookA5Sheets => "book-a5",
            Self::PocketA5Sheets => "pocket-a5",
            product => product.name(),
        }
    }

    /// Whether two pages of it stand on a sheet.
    pub fn is_imposed(self) -> bool {
        matches!(self, Self::BookA5Sheets | Self::PocketA5Sheets)
    }
}
