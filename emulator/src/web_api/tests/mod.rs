//! Claims about the API, each from the documents unless it says otherwise.

mod client;

mod requests;

mod messages;

mod statuses;
