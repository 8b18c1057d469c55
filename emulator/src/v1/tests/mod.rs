//! Claims about the API, each from the document unless it says otherwise.

mod dialects;
mod endings;
mod positions;
mod pushes;
mod requests;
