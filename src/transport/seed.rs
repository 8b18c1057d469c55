//! A number nobody can foresee.

/// A random number; good enough to spread retries, not to keep secrets.
pub(crate) fn seed() -> u64 {
    (js_sys::Math::random() * u64::MAX as f64) as u64
}
