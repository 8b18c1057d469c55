//! The demo page, and what stands in for it until it is built.

use super::header::header;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::response::Html;
use axum::routing::get;
use std::path::PathBuf;
use tower_http::services::ServeDir;

/// As strict as a page can be that runs WebAssembly and talks to any server: a widget that works
/// under it works under the policy of its host.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self'; connect-src *; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

const NOT_BUILT: &str = include_str!("not_built.html");

/// The files of `site` at `/`; a page that says how to get them where there is no index.
pub(super) fn router(site: Option<PathBuf>) -> Router {
    let mut router = Router::new();
    match site {
        Some(site) if site.join("index.html").is_file() => {
            let files = ServeDir::new(site);
            router = router
                .route_service("/", files.clone())
                .route_service("/{*file}", files);
        }
        _ => router = router.route("/", get(|| async { Html(NOT_BUILT) })),
    }
    router
        .layer(header(CONTENT_SECURITY_POLICY, POLICY))
        .layer(header(CACHE_CONTROL, "no-cache"))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
}
