//! What those who run the contact centre see of it, and nobody else's page.

mod guard;

mod html;
mod page;

mod chat;
mod chats;

use super::api::{self, dressed};
use super::center::Center;
use super::header::header;
use crate::http::Response;
use axum::Router;
use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::from_fn;
use axum::routing::{any, get};

/// As strict as a page can be that has a style sheet and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// `/state` for people, `/admin/…` for programs.
pub(super) fn router(center: Center) -> Router {
    let admin = Router::new()
        .route("/chats", get(chats::list))
        .route("/chats/{id}", get(chats::one))
        .route("/{*rest}", any(unknown));
    let pages = Router::new()
        .route("/state", get(page::state))
        .route("/state.css", get(page::style))
        .route("/admin/faults", any(api::answer))
        .route("/admin/faults/{*rest}", any(api::answer));
    // Layers of routes: others would be laid over every path that nobody serves.
    pages
        .nest("/admin", admin)
        .with_state(center)
        .route_layer(from_fn(guard::check))
        .route_layer(header(CONTENT_SECURITY_POLICY, POLICY))
        .route_layer(header(CACHE_CONTROL, "no-store"))
        .route_layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .route_layer(header(
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ))
}

async fn unknown() -> axum::response::Response {
    dressed(refused("there is nothing of that name"))
}

/// An answer to a question for what is not there.
fn refused(message: &str) -> Response {
    Response::json(404, &serde_json::json!({ "message": message }))
}
