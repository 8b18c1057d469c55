//! Claims about the API, each from the README or the recording unless it says otherwise.

mod james;

mod requests;

mod transcripts;

mod spelling;

mod people;

mod endings;
