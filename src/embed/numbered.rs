//! What a page knows by a number.

use std::cell::Cell;
use std::rc::Rc;

/// Values that a page knows by their numbers. Never borrowed, only taken out and put back:
/// whatever is done with one may come back with more.
pub(super) struct Numbered<T>(Cell<Vec<Option<Rc<T>>>>);

impl<T> Numbered<T> {
    pub(super) const fn new() -> Self {
        Self(Cell::new(Vec::new()))
    }

    /// Holds a value; returns its number.
    pub(super) fn add(&self, value: T) -> usize {
        self.change(|all| {
            all.push(Some(Rc::new(value)));
            all.len() - 1
        })
    }

    /// The value of that number, unless it was removed.
    pub(super) fn get(&self, number: usize) -> Option<Rc<T>> {
        self.change(|all| all.get(number)?.clone())
    }

    /// Lets go of the value of that number.
    pub(super) fn remove(&self, number: usize) -> Option<Rc<T>> {
        self.change(|all| all.get_mut(number)?.take())
    }

    fn change<U>(&self, change: impl FnOnce(&mut Vec<Option<Rc<T>>>) -> U) -> U {
        let mut all = self.0.take();
        let result = change(&mut all);
        self.0.set(all);
        result
    }
}
