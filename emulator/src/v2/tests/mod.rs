//! Claims about the API, each from the documents unless it says otherwise.

mod visitor;

mod requests;

mod positions;

mod operations;

mod endings;

mod files;

mod deviations;

mod talker;

mod pushes;

mod resuming;

mod notified_files;
