//! What is said at one go.

use super::bounds::List;
use super::sentence::Sentence;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, SeqAccess, Visitor};
use std::fmt::{self, Formatter};

/// The most sentences of one reply.
const MOST: usize = 20;

/// Sentences said one after the other; a single one may be written without the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply(List<Sentence, 1, MOST>);

impl Reply {
    pub(crate) fn sentences(&self) -> &[Sentence] {
        &self.0.0
    }
}

impl<'de> Deserialize<'de> for Reply {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Sentences).map(Self)
    }
}

/// Reads a reply.
struct Sentences;

impl<'de> Visitor<'de> for Sentences {
    type Value = List<Sentence, 1, MOST>;

    fn expecting(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str("a sentence or a list of sentences")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let sentence = Sentence::deserialize(text.into_deserializer())?;
        Ok(List(vec![sentence]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        List::deserialize(SeqAccessDeserializer::new(list))
    }
}
