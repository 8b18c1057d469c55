//! What a client has to show to take part in a chat.

use crate::dice::Dice;
use crate::id;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// How many sets of one chat are remembered when they are changed with every reply.
const REMEMBERED: usize = 16;

/// The alias of the first Chat Server, as in the samples; it counts up when it changes.
const FIRST_ALIAS: u32 = 117;

/// One set, as a reply tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Credentials {
    /// `alias`: the Chat Server's instance; a number as text.
    pub(crate) alias: String,
    pub(crate) user_id: String,
    pub(crate) secure_key: String,
}

/// What a request shows; an alias or user that it leaves out fits any set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Shown<'a> {
    pub(crate) alias: Option<&'a str>,
    pub(crate) user_id: Option<&'a str>,
    pub(crate) secure_key: Option<&'a str>,
}

/// Every set that a chat has given out, the newest last.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Keyring {
    sets: VecDeque<Credentials>,
    newest: Credentials,
    /// How many of the sets before the newest are good until that is told.
    #[serde(default)]
    spared: usize,
    dice: Dice,
    long_keys: bool,
    alias: u32,
}

impl Keyring {
    /// The first set. Later ones are drawn by dice of their own.
    pub(crate) fn mint(dice: &mut Dice, long_keys: bool) -> Self {
        let newest = draw(dice, FIRST_ALIAS, long_keys);
        Self {
            sets: VecDeque::new(),
            newest,
            spared: 0,
            dice: dice.clone().fork(),
            long_keys,
            alias: FIRST_ALIAS,
        }
    }

    pub(crate) fn newest(&self) -> &Credentials {
        &self.newest
    }

    /// Gives out another set.
    pub(crate) fn rotate(&mut self) {
        self.alias = self.alias.saturating_add(1);
        let next = draw(&mut self.dice, self.alias, self.long_keys);
        self.sets
            .push_back(std::mem::replace(&mut self.newest, next));
        if self.sets.len() > REMEMBERED {
            self.sets.pop_front();
        }
    }

    /// The newest set, for a reply: the client knows it from now on.
    pub(crate) fn tell(&mut self) -> &Credentials {
        self.spared = 0;
        &self.newest
    }

    /// Makes another set the newest without telling it; the one before it is good until it is
    /// told.
    pub(crate) fn replace(&mut self) {
        self.rotate();
        self.spared = self.spared.saturating_add(1);
    }

    /// Every set that the client may show.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        let sets = self.sets.iter().chain([&self.newest]);
        sets.map(|set| set.secure_key.as_str())
    }

    /// Whether what is shown opens the chat: the newest set does, earlier ones where they are
    /// still good.
    pub(crate) fn opens(&self, shown: Shown<'_>, earlier_too: bool) -> bool {
        let good = if earlier_too { REMEMBERED } else { self.spared };
        let earlier = self.sets.iter().rev().take(good);
        earlier
            .chain([&self.newest])
            .any(|set| set.is_shown_by(shown))
    }
}

impl Credentials {
    fn is_shown_by(&self, shown: Shown<'_>) -> bool {
        let fits = |shown: Option<&str>, own: &str| shown.is_none_or(|shown| shown == own);
        shown.secure_key == Some(&self.secure_key)
            && fits(shown.user_id, &self.user_id)
            && fits(shown.alias, &self.alias)
    }
}

fn draw(dice: &mut Dice, alias: u32, long_keys: bool) -> Credentials {
    Credentials {
        alias: alias.to_string(),
        user_id: id::user(dice),
        secure_key: if long_keys {
            id::long_key(dice)
        } else {
            id::secure_key(dice)
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(set: &Credentials) -> Shown<'_> {
        Shown {
            alias: Some(&set.alias),
            user_id: Some(&set.user_id),
            secure_key: Some(&set.secure_key),
        }
    }

    #[test]
    fn the_key_is_asked_for_and_the_rest_must_not_contradict() {
        let keyring = Keyring::mint(&mut Dice::new(1), false);
        let set = keyring.newest().clone();
        let key_only = Shown {
            secure_key: Some(&set.secure_key),
            ..Shown::default()
        };
        assert!(keyring.opens(shown(&set), false));
        assert!(keyring.opens(key_only, false));
        assert!(!keyring.opens(Shown::default(), false));
        let other = Some("118");
        assert!(!keyring.opens(
            Shown {
                alias: other,
                ..shown(&set)
            },
            false
        ));
        assert!(!keyring.opens(
            Shown {
                user_id: other,
                ..key_only
            },
            false
        ));
    }

    #[test]
    fn a_changed_set_differs_in_everything_and_the_old_one_may_stay_good() {
        let mut keyring = Keyring::mint(&mut Dice::new(1), false);
        let old = keyring.newest().clone();
        keyring.rotate();
        let new = keyring.newest().clone();
        assert_ne!(old.alias, new.alias);
        assert_ne!(old.user_id, new.user_id);
        assert_ne!(old.secure_key, new.secure_key);
        assert!(keyring.opens(shown(&new), false));
        assert!(!keyring.opens(shown(&old), false));
        assert!(keyring.opens(shown(&old), true));
        (0..REMEMBERED).for_each(|_| keyring.rotate());
        assert!(!keyring.opens(shown(&old), true));
    }

    #[test]
    fn what_was_replaced_is_good_until_the_new_set_is_told() {
        let mut keyring = Keyring::mint(&mut Dice::new(1), false);
        let old = keyring.newest().clone();
        keyring.replace();
        keyring.replace();
        let new = keyring.newest().clone();
        assert!(keyring.opens(shown(&old), false) && keyring.opens(shown(&new), false));
        assert_eq!(keyring.tell(), &new);
        assert!(!keyring.opens(shown(&old), false));
        assert!(keyring.opens(shown(&new), false));
    }

    #[test]
    fn a_long_key_needs_encoding_in_a_form() {
        let keyring = Keyring::mint(&mut Dice::new(1), true);
        let key = &keyring.newest().secure_key;
        assert!(key.len() > 60 && key.contains(['+', '/', '=']), "{key}");
    }
}
