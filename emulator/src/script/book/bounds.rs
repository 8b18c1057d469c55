//! Numbers, words and lists within bounds, and what a file is told that goes beyond them.

use serde::de::{Deserialize, Deserializer, Error, Expected, SeqAccess, Unexpected, Visitor};
use std::fmt::{self, Formatter};
use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::time::Duration;

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count<const MIN: u64, const MAX: u64>(pub(super) usize);

/// A time from `MIN` to `MAX` milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait<const MIN: u64, const MAX: u64>(pub(super) Duration);

/// The shortest and the longest of a time, `MAX` milliseconds at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Between<const MAX: u64>(pub(super) RangeInclusive<Duration>);

/// Something to be read, of `MAX` characters at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text<const MAX: usize>(pub(super) String);

/// `MIN` to `MAX` of the same kind; none at all only where nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List<T, const MIN: usize, const MAX: usize>(pub(super) Vec<T>);

impl<const MAX: u64> Between<MAX> {
    pub(super) fn millis(shortest: u64, longest: u64) -> Self {
        Self(Duration::from_millis(shortest)..=Duration::from_millis(longest))
    }
}

impl<T, const MIN: usize, const MAX: usize> Default for List<T, MIN, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, const MIN: u64, const MAX: u64> Deserialize<'de> for Count<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = Number::<MIN, MAX>("a whole number");
        let number = deserializer.deserialize_u64(visitor)?;
        Ok(Self(usize::try_from(number).unwrap_or(usize::MAX)))
    }
}

impl<'de, const MIN: u64, const MAX: u64> Deserialize<'de> for Wait<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = Number::<MIN, MAX>("milliseconds");
        let millis = deserializer.deserialize_u64(visitor)?;
        Ok(Self(Duration::from_millis(millis)))
    }
}

impl<'de, const MAX: u64> Deserialize<'de> for Between<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Pair::<MAX>)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::<MAX, _, _>(deserializer, |text| Ok(Self(text.to_owned())))
    }
}

impl<'de, T, const MIN: usize, const MAX: usize> Deserialize<'de> for List<T, MIN, MAX>
where
    T: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_seq(Several::<T, MIN, MAX>(PhantomData))
            .map(Self)
    }
}

/// Something that is made of a text of `MAX` characters at most, or of which is told what was found
/// and what was expected.
pub(super) fn text<'de, const MAX: usize, T, D: Deserializer<'de>>(
    deserializer: D,
    make: fn(&str) -> Result<T, (&str, String)>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Words::<T, MAX>(make))
}

/// Reads a number; holds what it is a number of.
struct Number<const MIN: u64, const MAX: u64>(&'static str);

impl<const MIN: u64, const MAX: u64> Visitor<'_> for Number<MIN, MAX> {
    type Value = u64;

    fn expecting(&self, to: &mut Formatter<'_>) -> fmt::Result {
        write!(to, "{} from {MIN} to {MAX}", self.0)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u64, E> {
        let found = || E::invalid_value(Unexpected::Signed(number), &self);
        let whole = u64::try_from(number).map_err(|_| found())?;
        self.visit_u64(whole)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
        if (MIN..=MAX).contains(&number) {
            return Ok(number);
        }
        Err(E::invalid_value(Unexpected::Unsigned(number), &self))
    }
}

/// Reads two times.
struct Pair<const MAX: u64>;

impl<'de, const MAX: u64> Visitor<'de> for Pair<MAX> {
    type Value = Between<MAX>;

    fn expecting(&self, to: &mut Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "two times in milliseconds, each from 0 to {MAX}, the shorter one first"
        )
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut times = Vec::new();
        while let Some(Wait(time)) = list.next_element::<Wait<0, MAX>>()? {
            times.push(time);
        }
        match *times.as_slice() {
            [shortest, longest] if shortest <= longest => Ok(Between(shortest..=longest)),
            [shortest, longest] => {
                let found = format!("[{}, {}]", shortest.as_millis(), longest.as_millis());
                Err(A::Error::invalid_value(Unexpected::Other(&found), &self))
            }
            _ => Err(A::Error::invalid_length(times.len(), &self)),
        }
    }
}

/// Reads a text; holds what is made of it.
struct Words<T, const MAX: usize>(fn(&str) -> Result<T, (&str, String)>);

impl<T, const MAX: usize> Visitor<'_> for Words<T, MAX> {
    type Value = T;

    fn expecting(&self, to: &mut Formatter<'_>) -> fmt::Result {
        write!(to, "a text of 1 to {MAX} characters")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        if text.trim().is_empty() || text.chars().count() > MAX {
            return Err(E::invalid_value(Unexpected::Str(text), &self));
        }
        (self.0)(text)
            .map_err(|(found, allowed)| E::invalid_value(Unexpected::Str(found), &allowed.as_str()))
    }
}

/// Reads a list.
struct Several<T, const MIN: usize, const MAX: usize>(PhantomData<T>);

impl<'de, T, const MIN: usize, const MAX: usize> Visitor<'de> for Several<T, MIN, MAX>
where
    T: Deserialize<'de>,
{
    type Value = Vec<T>;

    fn expecting(&self, to: &mut Formatter<'_>) -> fmt::Result {
        write!(to, "a list of {MIN} to {MAX}")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
            if items.len() > MAX {
                break;
            }
        }
        within(items.len(), MIN..=MAX, &self)?;
        Ok(items)
    }
}

fn within<E: Error>(
    length: usize,
    allowed: RangeInclusive<usize>,
    expected: &dyn Expected,
) -> Result<(), E> {
    if allowed.contains(&length) {
        return Ok(());
    }
    Err(E::invalid_length(length, expected))
}
