//! Components rendered to strings.
