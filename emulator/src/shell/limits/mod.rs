//! How much clients may ask for, and how slowly.

mod settings;
pub use settings::Limits;

mod body;
pub(super) use body::read;

mod bucket;

mod rate;
pub(super) use rate::{Rates, count};
