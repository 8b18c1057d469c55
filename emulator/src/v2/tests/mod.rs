//! Claims about the API, each from the documents unless it says otherwise.

mod visitor;

mod requests;

mod positions;

mod operations;

mod endings;

mod files;

mod deviations;
