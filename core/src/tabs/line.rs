//! What tabs tell each other is a line of numbers, words and lines: a JSON array.

use crate::json::{self, Value};

/// A line that is written.
pub(super) struct Line(Vec<Value>);

impl Line {
    /// A line of that kind.
    pub(super) fn of(kind: &str) -> Self {
        let mut line = Self(Vec::new());
        line.text(kind);
        line
    }

    #[inline(never)]
    pub(super) fn text(&mut self, text: &str) {
        self.0.push(text.into());
    }

    /// A number that may be missing.
    #[inline(never)]
    pub(super) fn number(&mut self, number: Option<u64>) {
        self.0.push(number.map_or(Value::Null, Value::from));
    }

    #[inline(never)]
    pub(super) fn line(&mut self, line: Self) {
        self.0.push(Value::Array(line.0));
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.number(flag.then_some(1));
    }

    pub(super) fn write(self) -> String {
        Value::Array(self.0).write()
    }
}

/// What is still to be read of a line; `None` where it does not hold what is asked for.
pub(super) struct Rest<'a>(std::slice::Iter<'a, Value>);

impl<'a> Rest<'a> {
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        Some(Self(value.as_array()?.iter()))
    }

    #[inline(never)]
    pub(super) fn text(&mut self) -> Option<&'a str> {
        self.0.next()?.as_str()
    }

    /// A number that may be missing.
    #[inline(never)]
    pub(super) fn number(&mut self) -> Option<Option<u64>> {
        self.0.next().map(json::count)
    }

    #[inline(never)]
    pub(super) fn line(&mut self) -> Option<Self> {
        Self::of(self.0.next()?)
    }

    pub(super) fn flag(&mut self) -> Option<bool> {
        Some(self.number()?.is_some())
    }

    pub(super) fn is_over(&self) -> bool {
        self.0.as_slice().is_empty()
    }
}
