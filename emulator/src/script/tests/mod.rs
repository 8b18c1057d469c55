//! Claims about scripts as they are played.

mod colleagues;

mod own;

mod kept;
