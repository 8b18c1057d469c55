//! One thing that is said, with places for what is known only in a chat.

use super::bounds;
use crate::now::Now;
use serde::{Deserialize, Deserializer};

/// The longest sentence in characters.
const LONGEST: usize = 2000;
/// Once a filled sentence has so many bytes, no more of it is said: each `{text}` may be as long
/// as a customer's message.
const FULL: usize = 64 * 1024;

/// A sentence as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Place(Place),
}

/// What may stand in braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Name,
    Agent,
    Other,
    Number,
    Text,
    Time,
}

const PLACES: [(&str, Place); 6] = [
    ("{name}", Place::Name),
    ("{agent}", Place::Agent),
    ("{other}", Place::Other),
    ("{number}", Place::Number),
    ("{text}", Place::Text),
    ("{time}", Place::Time),
];

/// What the places stand for when the sentence is said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filling<'a> {
    /// The customer's first name, or nothing.
    pub(crate) name: &'a str,
    pub(crate) agent: &'a str,
    pub(crate) other: &'a str,
    /// The message that is answered, or nothing.
    pub(crate) text: &'a str,
    /// Its long number.
    pub(crate) number: Option<&'a str>,
    pub(crate) time: Now,
}

impl Sentence {
    /// As it is said. Piece by piece, so that nothing in a customer's words is taken for a place.
    pub(crate) fn filled(&self, filling: &Filling<'_>) -> String {
        let mut said = String::new();
        for piece in &self.0 {
            if said.len() >= FULL {
                break;
            }
            match piece {
                Piece::Words(words) => said.push_str(words),
                Piece::Place(place) => filling.fill(*place, &mut said),
            }
        }
        said
    }
}

impl Filling<'_> {
    fn fill(&self, place: Place, said: &mut String) {
        match place {
            Place::Name if self.name.is_empty() => {}
            Place::Name => {
                said.push_str(", ");
                said.push_str(self.name);
            }
            Place::Agent => said.push_str(self.agent),
            Place::Other => said.push_str(self.other),
            Place::Number => said.push_str(self.number.unwrap_or("it")),
            Place::Text => said.push_str(self.text),
            Place::Time => said.push_str(&self.time.utc()),
        }
    }
}

impl<'de> Deserialize<'de> for Sentence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bounds::text::<LONGEST, _, _>(deserializer, Self::written)
    }
}

impl Sentence {
    /// A word in braces has to be the name of a place; other braces are braces.
    fn written(text: &str) -> Result<Self, (&str, String)> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, braced, behind)) = braced(rest) {
            pieces.push(Piece::Words(words.to_owned()));
            pieces.push(Piece::Place(place(braced)?));
            rest = behind;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        Ok(Self(pieces))
    }
}

fn place(braced: &str) -> Result<Place, (&str, String)> {
    let known = PLACES.iter().find(|(name, _)| *name == braced);
    known.map(|(_, place)| *place).ok_or_else(|| {
        let names: Vec<_> = PLACES.iter().map(|(name, _)| *name).collect();
        (braced, names.join(", "))
    })
}

/// The first word in braces, with what is before and behind it.
fn braced(text: &str) -> Option<(&str, &str, &str)> {
    let mut openings = text.match_indices('{').map(|(open, _)| open);
    openings.find_map(|open| {
        let (before, from) = text.split_at_checked(open)?;
        let close = from.find('}')?;
        let (braced, behind) = from.split_at_checked(close.checked_add(1)?)?;
        let word = braced.strip_prefix('{')?.strip_suffix('}')?;
        let is_word = !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase());
        is_word.then_some((before, braced, behind))
    })
}
