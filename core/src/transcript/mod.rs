//! The conversation as rows: in order, nothing twice, echoes on their rows.

mod agents;
mod row;
mod typists;

use std::rc::Rc;

pub use row::{Delivery, Entry, Portion, Row, RowKey, Setback};

use crate::chat::{ChosenFile, Content, Event, Notice, Participant, Position, Role, SharedFile};
use crate::time::{Monotonic, Now, Wall};
use agents::Agents;
use typists::Typists;

/// Keys that are different though they are given in the same millisecond; so many that they are
/// safe as numbers of JavaScript.
const APART: u64 = 1 << 12;

/// The conversation.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    /// In the order in which they are shown.
    rows: Vec<Rc<Row>>,
    /// The places of all events merged so far, ascending.
    seen: Vec<Position>,
    heard: Position,
    /// The last place that another page knows of.
    adopted: Position,
    /// What may have been sent of that which waits here: by others, or once before.
    shared: Vec<RowKey>,
    /// What the own messages with these places were called before the page was loaded anew:
    /// other pages may know them by no more than that.
    names: Vec<(Position, RowKey)>,
    agents: Agents,
    typists: Typists,
    keys: u64,
    dismissed: bool,
    /// How often the rows have changed.
    changes: u32,
}

impl Transcript {
    /// The rows, in the order in which they are shown.
    pub fn rows(&self) -> &[Rc<Row>] {
        &self.rows
    }

    /// Another number whenever the rows are others.
    pub const fn changes(&self) -> u32 {
        self.changes
    }

    /// The nicknames of the agents who are present.
    pub fn agents(&self) -> impl Iterator<Item = &Rc<str>> {
        self.agents.nicknames()
    }

    /// The nicknames of those who are typing, the visitor left out.
    pub fn typing(&self) -> impl Iterator<Item = &Rc<str>> {
        self.typists.nicknames()
    }

    /// The place of the last event, 0 before the first.
    pub fn last(&self) -> Position {
        let merged = self.seen.last().copied().unwrap_or_default();
        merged.max(self.adopted)
    }

    /// The place of the last thing that somebody else is seen to have done, 0 before
    /// the first.
    pub const fn heard(&self) -> Position {
        self.heard
    }

    /// Whether the server took the visitor for gone, who left before everybody else did.
    pub const fn is_dismissed(&self) -> bool {
        self.dismissed
    }

    /// Merges one event; returns the row that is new because of it, or `None`
    /// when it was known, is invisible, or is the echo of a row.
    pub fn merge(&mut self, event: &Event, now: Now) -> Option<Rc<Row>> {
        if let Some(position) = event.position {
            let place = self.seen.binary_search(&position).err()?;
            self.seen.insert(place, position);
        }
        let event = &self.follow(event.clone(), now.monotonic);
        if self.holds(event.position) {
            return None;
        }
        let entry = match &event.content {
            Content::File(file) if self.claim_file(event, file) => return None,
            Content::File(file) => Entry::File {
                from: event.from.clone(),
                file: file.clone(),
                delivery: Delivery::Sent,
                portion: Portion::Whole,
            },
            Content::Removed(id) => {
                self.remove_file(id);
                return None;
            }
            Content::Text(text) if self.claim(event, text) => return None,
            Content::Text(text) => Entry::Message {
                from: event.from.clone(),
                text: text.as_str().into(),
                delivery: Delivery::Sent,
            },
            Content::Notice(notice) => Entry::notice(notice, &event.from)?,
        };
        let name = self.name_of(event.position);
        let key = name.filter(|key| self.rows.iter().all(|row| row.key != *key));
        let row = Row {
            key: key.unwrap_or_else(|| self.new_key()),
            position: event.position,
            after: match name {
                Some(_) => Position::default(),
                None => self.last(),
            },
            at: event.at,
            entry,
        };
        self.hear(&row);
        Some(self.insert(row))
    }

    fn hear(&mut self, row: &Row) {
        if let (Some(position), false) = (row.position, row.is_own()) {
            self.heard = self.heard.max(position);
        }
    }

    /// Whether a row of another page's has that place.
    fn holds(&self, position: Option<Position>) -> bool {
        let Some(position) = position.filter(|position| *position <= self.adopted) else {
            return false;
        };
        let place = |row: &Rc<Row>| row.order().0 < position;
        let found = self.rows.get(self.rows.partition_point(place));
        found.is_some_and(|row| row.position == Some(position))
    }

    /// Forgets everything but the keys that were given.
    pub fn clear(&mut self) {
        self.names = Vec::new();
        self.empty();
    }

    /// Forgets what is shown, for another page knows better.
    pub fn empty(&mut self) {
        *self = Self {
            keys: self.keys,
            changes: self.changes + 1,
            names: std::mem::take(&mut self.names),
            ..Self::default()
        };
    }

    /// Takes over a row of another page's, in place of the one of its key, or of the echo that
    /// has come before it.
    pub fn adopt(&mut self, row: Row) {
        self.reach(row.position.unwrap_or_default());
        self.hear(&row);
        let known = self.rows.iter().position(|other| other.key == row.key);
        if let Some(place) = known {
            if self.rows.get(place).is_some_and(|other| **other == row) {
                return;
            }
            self.rows.remove(place);
        }
        let row = self.insert(row);
        self.unite(row.key, &|other| row.claims(other));
    }

    /// Another page knows of all places up to that one.
    pub fn reach(&mut self, last: Position) {
        self.adopted = self.adopted.max(last);
    }

    /// Takes over from another page who is here and who is typing.
    pub fn attend(&mut self, agents: &[Participant], typing: &[Participant], now: Monotonic) {
        self.silence();
        agents.iter().for_each(|who| self.agents.joined(who));
        typing
            .iter()
            .for_each(|who| self.typists.started(who, now, None));
    }

    /// The agents who are present, and those who are typing.
    pub fn attendance(&self) -> [Vec<Participant>; 2] {
        [self.agents.all(), self.typists.all()]
    }

    /// Gives keys from now on that no other page comes to, if they have other numbers.
    pub const fn stand_apart(&mut self, now: Wall, number: u64) {
        self.keys = now.as_millis().unsigned_abs().saturating_mul(APART) + number % APART;
    }

    /// The last key that was given.
    pub const fn last_key(&self) -> RowKey {
        RowKey(self.keys)
    }

    /// Keeps track of who is here and who is typing, and gives the one who did it the
    /// name to be shown.
    fn follow(&mut self, mut event: Event, now: Monotonic) -> Event {
        if let Some(at) = event.at {
            self.typists.outlast(at);
        }
        let (who, place) = (&mut event.from, event.position.unwrap_or_default());
        if who.role == Role::Visitor {
            match event.content {
                Content::Notice(Notice::Joined) => self.dismissed = false,
                Content::Notice(Notice::Left) => {
                    let left = |row: &Rc<Row>| matches!(row.entry, Entry::Left(_));
                    let placed = |row: &&Rc<Row>| row.position.is_some();
                    let last = self.rows.iter().rfind(placed);
                    self.dismissed = !last.is_some_and(left);
                }
                _ => {}
            }
            return event;
        }
        self.agents.call(who, place);
        match &event.content {
            Content::Notice(Notice::TypingStarted) => self.typists.started(who, now, event.at),
            Content::Notice(Notice::Renamed(name)) => {
                self.typists.renamed(who, name);
                self.agents.renamed(who, name, place);
            }
            Content::Notice(Notice::Unknown) => {}
            Content::Notice(Notice::Joined) if who.role.is_staff() => {
                self.agents.joined(who);
                self.typists.stopped(who);
            }
            Content::Notice(Notice::Left) => {
                self.agents.left(who);
                self.typists.stopped(who);
            }
            Content::File(_) | Content::Notice(_) | Content::Removed(_) | Content::Text(_) => {
                self.typists.stopped(who);
            }
        }
        event
    }

    /// Adds the visitor's own message before it is sent.
    pub fn write(&mut self, text: &str, delivery: Delivery, now: Now) -> RowKey {
        let entry = Entry::Message {
            from: visitor(),
            text: text.into(),
            delivery,
        };
        self.add(entry, now)
    }

    /// Adds a file of the visitor's before it is sent.
    pub fn attach(&mut self, file: &ChosenFile, delivery: Delivery, now: Now) -> RowKey {
        let file = SharedFile {
            id: "".into(),
            name: Rc::clone(&file.name),
            size: Some(file.size),
        };
        let entry = Entry::File {
            from: visitor(),
            file,
            delivery,
            portion: Portion::Sent(0),
        };
        self.add(entry, now)
    }

    fn add(&mut self, entry: Entry, now: Now) -> RowKey {
        let key = self.new_key();
        let row = Row {
            key,
            position: None,
            after: self.last(),
            at: Some(now.wall),
            entry,
        };
        self.insert(row);
        key
    }

    /// Puts back an own message that was written before the page was loaded
    /// anew, when `after` was the last known place.
    pub fn rewrite(&mut self, text: &str, delivery: Delivery, after: Position, now: Now) -> RowKey {
        let key = self.write(text, delivery, now);
        self.change(key, |row| row.after = after);
        key
    }

    /// Another page may have sent what waits here now.
    pub fn share(&mut self) {
        let open = self.rows.iter().filter(|row| row.is_unsent());
        self.shared = open.map(|row| row.key).collect();
    }

    /// Whether what waits there may have been sent.
    pub fn is_shared(&self, key: RowKey) -> bool {
        self.shared.contains(&key)
    }

    /// A row goes by another key from now on: that which it had on the page that wrote it.
    pub fn call(&mut self, row: RowKey, key: RowKey) {
        self.reserve(key);
        self.change(row, |row| row.key = key);
    }

    /// The own message with that place is called so, perhaps by another page.
    pub fn name(&mut self, position: Position, key: RowKey) {
        if !self.names.contains(&(position, key)) {
            self.names.push((position, key));
        }
    }

    /// No new row is called so.
    pub fn reserve(&mut self, key: RowKey) {
        self.keys = self.keys.max(key.0);
    }

    /// What own messages were called before the page was loaded anew, as far as it is known.
    pub fn names(&self) -> &[(Position, RowKey)] {
        &self.names
    }

    fn name_of(&self, position: Option<Position>) -> Option<RowKey> {
        let mut names = self.names.iter();
        let named = names.find(|(place, _)| Some(*place) == position)?;
        Some(named.1)
    }

    /// Notes how far an own message has come; the row keeps its key. A row that
    /// has found its echo is sent, whatever else is learnt later.
    pub fn deliver(&mut self, key: RowKey, delivery: Delivery) {
        let last = self.last();
        if delivery == Delivery::Waiting {
            self.shared.push(key);
        }
        self.change(key, |row| {
            if row.position.is_none() {
                if row.delivery() == Some(Delivery::Waiting) {
                    row.after = last;
                }
                row.deliver(delivery);
            }
        });
    }

    /// Notes how much of a file has come; one that is gone stays so.
    pub fn progress(&mut self, key: RowKey, now: Portion) {
        self.change(key, |row| match &mut row.entry {
            Entry::File { portion, .. } if *portion != Portion::Gone => *portion = now,
            _ => {}
        });
    }

    /// The file that the server calls so is gone.
    fn remove_file(&mut self, id: &str) {
        let is_it =
            |row: &&Rc<Row>| matches!(&row.entry, Entry::File { file, .. } if *file.id == *id);
        if let Some(row) = self.rows.iter().find(is_it) {
            self.progress(row.key, Portion::Gone);
        }
    }

    /// Notes the server's name for an own file. If its echo has come before, by
    /// another name than the visitor's, the two rows are one.
    pub fn name_file(&mut self, key: RowKey, id: &Rc<str>) {
        let is_echo = |row: &Row| {
            let same = matches!(&row.entry, Entry::File { file, .. } if file.id == *id);
            same && row.key != key
        };
        self.unite(key, &is_echo);
        self.change(key, |row| {
            if let Entry::File { file, .. } = &mut row.entry {
                file.id = Rc::clone(id);
            }
        });
    }

    /// The row of that key and its echo, if that has come by itself, are one.
    fn unite(&mut self, key: RowKey, is_echo: &dyn Fn(&Row) -> bool) {
        if let Some(echo) = self.rows.iter().find(|row| is_echo(row)).cloned() {
            self.discard(echo.key);
            self.change(key, |row| row.echoed(&echo));
        }
    }

    /// The file of that row, unless it is gone.
    pub fn file(&self, key: RowKey) -> Option<&SharedFile> {
        let row = self.rows.iter().find(|row| row.key == key)?;
        match &row.entry {
            Entry::File { file, portion, .. } if *portion != Portion::Gone => Some(file),
            _ => None,
        }
    }

    /// Takes back an own message that was not sent.
    pub fn discard(&mut self, key: RowKey) {
        self.rows.retain(|row| row.key != key);
        self.changes += 1;
    }

    /// The own message of that key.
    pub fn own(&self, key: RowKey) -> Option<&Rc<Row>> {
        self.rows
            .iter()
            .find(|row| row.key == key && row.delivery().is_some())
    }

    /// The answer to `key`'s own request holds all that was new: if exactly one
    /// own message in it is nobody's echo, the server changed the wording, and
    /// the two rows are one.
    pub fn settle_reworded(&mut self, key: RowKey, news: &[Rc<Row>]) {
        let unclaimed = self.own(key).is_some_and(|row| row.position.is_none());
        // The same words twice are a request that a browser has repeated.
        let repeated = |stranger: &Rc<Row>| {
            let mut others = self.rows.iter().filter(|row| row.key != stranger.key);
            others.any(|row| row.is_own() && row.text() == stranger.text())
        };
        let mut strangers = news.iter().filter(|row| row.is_own() && row.is_message());
        let (Some(stranger), None, true) = (strangers.next(), strangers.next(), unclaimed) else {
            return;
        };
        if repeated(stranger) {
            return;
        }
        self.unite(key, &|row| row.key == stranger.key);
    }

    /// When the next typist is to be forgotten, if there is one.
    pub fn typing_expires(&self) -> Option<Monotonic> {
        self.typists.expires()
    }

    /// Forgets typists whose last sign of life is too long ago, in case the
    /// notice that they stopped was lost.
    pub fn expire_typing(&mut self, now: Monotonic) {
        self.typists.expire(now);
    }

    /// Ends all typing: nobody types in a chat that is over.
    pub fn silence(&mut self) {
        self.typists = Typists::default();
        self.agents = Agents::default();
    }

    /// Gives an echo to the first own row that waits for it: same text, and
    /// sent when the echo's place was still to come. One that was given up or
    /// waits comes last: its message may be late, but seldom is.
    fn claim(&mut self, event: &Event, text: &str) -> bool {
        let Event {
            position: Some(position),
            at,
            from,
            ..
        } = event
        else {
            return false;
        };
        // Most of what is said is not, and a conversation may be long.
        if from.role != Role::Visitor {
            return false;
        }
        let name = self.name_of(event.position);
        let waits = |row: &&Rc<Row>| match name {
            Some(name) => row.key == name,
            None => row.awaits(*position, text, self.is_shared(row.key)),
        };
        let waiting = self
            .rows
            .iter()
            .filter(waits)
            .min_by_key(|row| row.is_failed() || row.delivery() == Some(Delivery::Waiting));
        let Some(row) = waiting else {
            return false;
        };
        self.change(row.key, |row| {
            row.position = Some(*position);
            row.at = at.or(row.at);
            row.deliver(Delivery::Sent);
        });
        // Nobody else's any more: not after the page is loaded anew either.
        let same = |row: &&Rc<Row>| row.awaits(*position, text, true);
        let rest = self.rows.iter().filter(same).map(|row| row.key);
        for key in rest.collect::<Vec<_>>() {
            self.change(key, |row| row.after = *position);
        }
        true
    }

    /// Gives the echo of a file to the own row that waits for it.
    fn claim_file(&mut self, event: &Event, shared: &SharedFile) -> bool {
        let (Some(position), Role::Visitor) = (event.position, event.from.role) else {
            return false;
        };
        let Some(row) = self.rows.iter().find(|row| row.becomes(position, shared)) else {
            return false;
        };
        self.change(row.key, |row| {
            row.position = Some(position);
            row.at = event.at.or(row.at);
            row.entry = Entry::File {
                from: event.from.clone(),
                file: shared.clone(),
                delivery: Delivery::Sent,
                portion: Portion::Whole,
            };
        });
        true
    }

    fn change(&mut self, key: RowKey, change: impl FnOnce(&mut Row)) {
        // It is seldom far from the end.
        let Some(place) = self.rows.iter().rposition(|row| row.key == key) else {
            return;
        };
        let mut row = Rc::unwrap_or_clone(self.rows.remove(place));
        change(&mut row);
        self.insert(row);
    }

    fn insert(&mut self, row: Row) -> Rc<Row> {
        let place = self
            .rows
            .partition_point(|other| other.order() <= row.order());
        let row = Rc::new(row);
        self.changes += 1;
        self.rows.insert(place, Rc::clone(&row));
        row
    }

    fn new_key(&mut self) -> RowKey {
        self.keys += 1;
        RowKey(self.keys)
    }
}

fn visitor() -> Participant {
    Participant {
        role: Role::Visitor,
        id: None,
        nickname: "".into(),
    }
}

#[cfg(test)]
mod tests;
