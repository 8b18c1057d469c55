//! causerie-e2e.
