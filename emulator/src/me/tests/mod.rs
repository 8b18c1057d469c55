//! Claims about the agent's side.

mod floor;

mod acts;
mod desk;
mod forms;
mod history;
mod paperwork;

mod consultations;
mod transfers;

mod desks;
mod routing;

mod access;
