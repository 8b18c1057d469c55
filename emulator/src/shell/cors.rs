//! What a browser asks before it lets another origin's page talk to us.

use axum::http::{HeaderName, Method};
use std::time::Duration;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// Headers that clients of these APIs send.
const HEADERS: [&str; 7] = [
    "apikey",
    "authorization",
    "contactcenterid",
    "content-type",
    "gms_user",
    "x-api-key",
    "x-requested-with",
];

/// Reflects the origin, as the fetch mode `include` does not go with `*`.
pub(super) fn layer() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::mirror_request())
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::OPTIONS])
        .allow_headers(HEADERS.map(HeaderName::from_static))
        .allow_private_network(true)
        .max_age(Duration::from_secs(600))
}
