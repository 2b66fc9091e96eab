//! The words for times, of each language in a file of its own under `words/`.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::language::capital;

/// What a word or some words in a row stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concept {
    /// A day of the week: 0 is Monday.
    Day(u8),
    /// All seven.
    Daily,
    /// Monday to Friday.
    Weekdays,
    /// Saturday and Sunday.
    Weekends,
    /// January is 1.
    Month(u8),
    /// The first of a month is 1, the last -1.
    Which(i8),
    /// Behind the number of a day.
    Ordinal,
    /// Every second week.
    Fortnightly,
    /// Twice a week, or every two weeks.
    Unclear,
    /// Every second week, or the second of a month.
    EverySecond,
    /// The day before it is a day of the month.
    OfMonth,
    /// Once a month, on a day still to be said.
    Monthly,
    /// Once in three months, in months still to be said.
    Quarterly,
    /// All day and all night.
    Always,
    /// Twelve in the day.
    Noon,
    /// Twelve at night.
    Midnight,
    /// When it gets light.
    Dawn,
    /// When it gets dark.
    Dusk,
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// The morning: which part of it is not said.
    Morning,
    /// The afternoon.
    Afternoon,
    /// The evening.
    Evening,
    /// From one to another.
    To,
    /// One more.
    And,
    /// One more, or nothing.
    Comma,
    /// What follows is the beginning, and what comes after "and" the end.
    Between,
    /// What follows is the beginning.
    From,
    /// What follows is the end.
    Until,
    /// Not on what follows.
    Except,
    /// Not open on what follows.
    Closed,
    /// On nothing else.
    Only,
    /// While schools are open.
    Term,
    /// While they are not.
    SchoolHolidays,
    /// Public holidays.
    BankHolidays,
    /// It goes on for a time that is not said.
    Onwards,
    /// Says nothing new.
    Nothing,
}

/// A language's words.
pub struct Vocabulary {
    /// By first word, the phrases that begin so, the longest first.
    phrases: HashMap<String, Vec<(Vec<String>, Concept)>>,
    /// How a reading is said back.
    pub says: HashMap<String, String>,
    /// Names of days, Monday first.
    pub days: Vec<String>,
    /// Names of months.
    pub months: Vec<String>,
    /// The language's tag.
    pub language: &'static str,
    /// Whether a bare number is an hour of the clock of 24 hours: 7 is in the morning.
    pub whole_clock: bool,
    /// Whether "first" may stand behind the day.
    pub which_after: bool,
}

#[derive(Deserialize)]
struct File {
    days: Vec<Vec<String>>,
    months: Vec<Vec<String>>,
    which: Vec<Vec<String>>,
    ordinal: Vec<String>,
    #[serde(default)]
    whole_clock: bool,
    #[serde(default)]
    which_after: bool,
    words: HashMap<String, Vec<String>>,
    says: HashMap<String, String>,
}

const FILES: [(&str, &str); 3] = [
    ("en", include_str!("words/en.toml")),
    ("cy", include_str!("words/cy.toml")),
    ("pl", include_str!("words/pl.toml")),
];

impl Vocabulary {
    /// The words of a language by its tag; of English where there are none of it.
    pub fn of(language: &str) -> &'static Self {
        static ALL: [OnceLock<Vocabulary>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
        let main = language.split(['-', '_']).next().unwrap_or("").to_lowercase();
        let mut all = FILES.iter().zip(&ALL);
        let ((language, text), words) = all.find(|((tag, _), _)| *tag == main).unwrap_or((&FILES[0], &ALL[0]));
        words.get_or_init(|| Self::new(language, text))
    }

    /// The name of a day; 0 is Monday.
    #[expect(clippy::indexing_slicing, reason = "each language has seven days, which are counted from 0")]
    pub fn day(&self, day: u8) -> &str {
        &self.days[usize::from(day)]
    }

    /// The name of a month; 1 is January.
    #[expect(clippy::indexing_slicing, reason = "each language has twelve months, which are counted from 1")]
    pub fn month(&self, month: u8) -> &str {
        &self.months[usize::from(month) - 1]
    }

    #[expect(
        clippy::expect_used,
        clippy::indexing_slicing,
        reason = "all words that come with the program are read in its tests: each list has a word, and each word a letter"
    )]
    fn new(language: &'static str, text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the words that come with the program are tested");
        let mut all: Vec<(String, Concept)> = Vec::new();
        let mut add = |words: &[String], concept: Concept| all.extend(words.iter().map(|w| (w.clone(), concept)));
        file.days.iter().zip(0..).for_each(|(words, day)| add(words, Concept::Day(day)));
        file.months.iter().zip(1..).for_each(|(words, month)| add(words, Concept::Month(month)));
        file.which.iter().zip([1, 2, 3, 4, 5, -1]).for_each(|(words, which)| add(words, Concept::Which(which)));
        add(&file.ordinal, Concept::Ordinal);
        for (key, words) in &file.words {
            add(words, concept(key).expect("each key of the words stands for something"));
        }
        let mut phrases: HashMap<String, Vec<(Vec<String>, Concept)>> = HashMap::new();
        for (text, concept) in all {
            let words: Vec<String> =
                super::tokens::pieces(&text).into_iter().map(|p| p.text).filter(|t| t != "-").collect();
            phrases.entry(words[0].clone()).or_default().push((words, concept));
        }
        phrases.values_mut().for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        let names = |lists: &[Vec<String>]| lists.iter().map(|words| capital(&words[0])).collect();
        Self {
            phrases,
            says: file.says,
            days: names(&file.days),
            months: names(&file.months),
            language,
            whole_clock: file.whole_clock,
            which_after: file.which_after,
        }
    }

    /// All phrases that begin with this word, the longest first.
    pub fn beginning(&self, word: &str) -> &[(Vec<String>, Concept)] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// The words for days that are nearest to a misspelt one: the word, and its day's full name.
    pub fn nearest_day(&self, word: &str) -> Option<u8> {
        let days = self.phrases.iter().filter(|(_, list)| matches!(list.first(), Some((_, Concept::Day(_)))));
        let near = crate::suggest::nearest(word, days.map(|(word, _)| word.as_str()))?;
        self.beginning(near).iter().find_map(|(_, c)| if let Concept::Day(day) = c { Some(*day) } else { None })
    }
}

fn concept(key: &str) -> Option<Concept> {
    Some(match key {
        "daily" => Concept::Daily,
        "weekdays" => Concept::Weekdays,
        "weekends" => Concept::Weekends,
        "fortnightly" => Concept::Fortnightly,
        "unclear" => Concept::Unclear,
        "every_second" => Concept::EverySecond,
        "of_month" => Concept::OfMonth,
        "monthly" => Concept::Monthly,
        "quarterly" => Concept::Quarterly,
        "always" => Concept::Always,
        "noon" => Concept::Noon,
        "midnight" => Concept::Midnight,
        "dawn" => Concept::Dawn,
        "dusk" => Concept::Dusk,
        "am" => Concept::Am,
        "pm" => Concept::Pm,
        "morning" => Concept::Morning,
        "afternoon" => Concept::Afternoon,
        "evening" => Concept::Evening,
        "to" => Concept::To,
        "and" => Concept::And,
        "between" => Concept::Between,
        "from" => Concept::From,
        "until" => Concept::Until,
        "except" => Concept::Except,
        "closed" => Concept::Closed,
        "only" => Concept::Only,
        "term" => Concept::Term,
        "school_holidays" => Concept::SchoolHolidays,
        "bank_holidays" => Concept::BankHolidays,
        "onwards" => Concept::Onwards,
        "nothing" => Concept::Nothing,
        _ => return None,
    })
}
