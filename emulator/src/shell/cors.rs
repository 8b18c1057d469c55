//! What a browser asks before it lets another origin's page talk to us.

use axum::Router;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, Method};
use std::time::Duration;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

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
        .expose_headers([RETRY_AFTER])
        .allow_private_network(true)
        .max_age(Duration::from_secs(600))
}

/// For answers of the shell where an API tells browsers by itself what they may do: any page may
/// read why it is refused.
pub(super) fn refusals(router: Router) -> Router {
    let absent =
        |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    router
        .route_layer(absent(ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .route_layer(absent(ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after"))
}
