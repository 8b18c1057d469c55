//! What is said, the same to all.

const WORDS: [&str; 16] = [
    "order", "about", "the", "invoice", "could", "you", "please", "look", "at", "delivery", "it",
    "was", "not", "on", "Tuesday", "because",
];

/// So many messages of 4 to 25 words, one in 25 with an address.
pub(super) fn said(count: usize) -> Vec<String> {
    (0..count).map(message).collect()
}

/// The message of that number, from 0; no other is called so.
pub(super) fn message(number: usize) -> String {
    let length = 4 + number * 7 % 22;
    let words = WORDS.into_iter().cycle().skip(number % WORDS.len());
    let address = number
        .is_multiple_of(25)
        .then_some("https://shop.example/help");
    let words: Vec<_> = words.take(length).chain(address).collect();
    format!("{} {}", words.join(" "), name(number))
}

/// What a message ends with.
pub(super) fn name(number: usize) -> String {
    format!("(message {number})")
}
