//! Clients that have something in common.

use crate::id::ClientId;
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug)]
pub(super) struct Groups<K>(BTreeMap<K, BTreeSet<ClientId>>);

impl<K> Default for Groups<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord + Clone> Groups<K> {
    pub(super) fn add(&mut self, key: &K, client: &ClientId) {
        let members = self.0.entry(key.clone()).or_default();
        members.insert(client.clone());
    }

    /// A group that nobody is left in is no group.
    pub(super) fn strike(&mut self, key: &K, client: &ClientId) {
        if let Some(members) = self.0.get_mut(key) {
            members.remove(client);
            if members.is_empty() {
                self.0.remove(key);
            }
        }
    }

    /// How many there are in all groups.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.0.values().map(BTreeSet::len).sum()
    }

    pub(super) fn members<Q>(&self, key: &Q) -> impl Iterator<Item = &ClientId> + use<'_, K, Q>
    where
        K: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.0.get(key).into_iter().flatten()
    }
}
