//! Claims about the agent's side.

mod floor;

mod acts;
mod desk;
mod routing;
