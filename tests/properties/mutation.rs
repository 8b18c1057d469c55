//! What chance makes of an input, in the manner of a fuzzer.

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What decoders trip over.
const WORDS: [&str; 28] = [
    "null",
    "true",
    "-1",
    "0",
    "1",
    "18446744073709551615",
    "1e400",
    "\"\"",
    "\"x\"",
    "{}",
    "[]",
    "[[[[",
    "}",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\ud800",
    "\u{0}",
    "\u{feff}",
    "é",
    "👍",
    "\n",
    "..",
    "%2f",
    "<b>",
    "\r\n",
];

/// An input, shown as it could be written.
#[derive(Clone)]
pub(crate) struct Data(pub(crate) Vec<u8>);

impl fmt::Debug for Data {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "b\"{}\"", self.0.escape_ascii())
    }
}

#[derive(Clone, Debug)]
enum Change {
    /// A byte is another.
    Set(Index, u8),
    /// So many bytes are gone.
    Cut(Index, usize),
    /// A line is there once more, in another place.
    Again(Index, Index),
    /// A word comes in.
    Insert(Index, &'static str),
    /// A line of another input comes in.
    Borrow(Index, Index, Index),
}

/// Inputs, changed here and there.
pub(crate) fn of(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Data> {
    let changes = vec(change(), 0..8);
    (any::<Index>(), changes, any::<Option<[u8; 16]>>()).prop_map(move |(which, changes, noise)| {
        let mut data = which.get(&seeds).clone();
        for change in changes {
            apply(&mut data, &change, &seeds);
        }
        data.extend(noise.iter().flatten());
        Data(data)
    })
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<Index>;
    prop_oneof![
        (place(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (place(), 1..20_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (place(), place()).prop_map(|(line, at)| Change::Again(line, at)),
        (place(), select(&WORDS[..])).prop_map(|(at, word)| Change::Insert(at, word)),
        (place(), place(), place()).prop_map(|(seed, line, at)| Change::Borrow(seed, line, at)),
    ]
}

fn apply(data: &mut Vec<u8>, change: &Change, seeds: &[Vec<u8>]) {
    match change {
        Change::Set(at, byte) if !data.is_empty() => {
            let at = at.index(data.len());
            data[at] = *byte;
        }
        Change::Set(..) => {}
        Change::Cut(at, length) => {
            let at = at.index(data.len() + 1);
            let end = data.len().min(at + length);
            data.drain(at..end);
        }
        Change::Again(line, at) => insert_line(data, &line_of(data, *line), *at),
        Change::Insert(at, word) => {
            let at = at.index(data.len() + 1);
            data.splice(at..at, word.bytes());
        }
        Change::Borrow(seed, line, at) => {
            let line = line_of(&seeds[seed.index(seeds.len())], *line);
            insert_line(data, &line, *at);
        }
    }
}

fn line_of(data: &[u8], line: Index) -> Vec<u8> {
    let lines: Vec<_> = data.split(|byte| *byte == b'\n').collect();
    line.get(&lines).to_vec()
}

/// Puts a line before the one in that place.
fn insert_line(data: &mut Vec<u8>, line: &[u8], at: Index) {
    let ends = data.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let mut begins: Vec<_> = ends.map(|(place, _)| place + 1).collect();
    begins.push(data.len());
    let at = *at.get(&begins);
    let line = line.iter().chain(b"\n").copied();
    data.splice(at..at, line);
}
