//! What this build speaks.
//!
//! A page speaks one dialect and should not download the others, so each has a feature. There
//! is no other `cfg` than here: evidence of a dialect that was left out is a type without
//! values, and whatever would need a value of it falls out of the program by itself.

macro_rules! evidence {
    ($name:ident, $feature:literal) => {
        #[doc = concat!("Evidence that this build speaks `", $feature, "`.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(#[cfg(not(feature = $feature))] std::convert::Infallible);

        impl $name {
            /// It, where this build does.
            #[cfg(feature = $feature)]
            pub const FOUND: Option<Self> = Some(Self());
            /// It, where this build does.
            #[cfg(not(feature = $feature))]
            pub const FOUND: Option<Self> = None;
        }
    };
}

evidence!(GmsV1, "gms-v1");
evidence!(GmsV2, "gms-v2");
evidence!(Gws, "gws");
evidence!(WebApi, "web-api");

/// Evidence that this build speaks one dialect of Genesys Mobile Services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gms {
    /// Version 1.
    V1(GmsV1),
    /// Version 2.
    V2(GmsV2),
}
