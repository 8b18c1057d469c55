//! What waits, in order.

/// A queue of a few things: every visitor downloads it, and a `VecDeque` is four times the
/// code. Taking from it is linear in its length.
#[derive(Clone, Debug)]
pub struct Queue<T>(Vec<T>);

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Queue<T> {
    /// Whether nothing waits.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What waits, the first first.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Puts something at the end.
    pub fn push(&mut self, item: T) {
        self.0.push(item);
    }

    /// Puts something before everything else.
    pub fn push_first(&mut self, item: T) {
        self.0.insert(0, item);
    }

    /// Takes the first.
    pub fn pop(&mut self) -> Option<T> {
        let any = !self.is_empty();
        any.then(|| self.0.remove(0))
    }

    /// Drops all but these.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }
}

impl<T> Extend<T> for Queue<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T> IntoIterator for Queue<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_in_is_first_out_unless_it_jumps_the_queue() {
        let mut queue = Queue::default();
        queue.push(2);
        queue.push(3);
        queue.push_first(1);
        let all: Vec<i32> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(all, [1, 2, 3]);
        assert!(queue.is_empty());
    }
}
