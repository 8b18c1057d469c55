//! Claims about the server, each from the document or the specification unless it says otherwise.

mod requests;

mod handshakes;

mod connects;

mod subscriptions;

mod expiry;

mod acknowledgement;

mod browsers;

mod deviations;
