//! Which path is served by what.

use super::center::Center;
use super::health::{self, Watch};
use super::limits::{self, Rates};
use super::log::{self, Journal};
use super::setup::Setup;
use super::{admin, api, cors, desk, site};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use tokio::time::Instant;

/// Everything that is served.
pub(super) fn router(center: Center, setup: &Setup) -> Router {
    let rates = setup.limits.rate.map(Rates::new);
    let watch = Watch {
        center: center.clone(),
        since: Instant::now(),
    };
    let health = Router::new()
        .route("/health", get(health::answer))
        .with_state(watch);
    let api = Router::new()
        .route("/genesys", any(api::answer))
        .route("/genesys/{*rest}", any(api::answer))
        .route("/eservices/{*rest}", any(api::answer))
        .with_state(center.clone());
    // Agents' pages come from here.
    let agents = Router::new()
        .route("/me", any(api::answer))
        .route("/me/{*rest}", any(api::answer))
        .route("/notifications", any(api::answer))
        .route("/notifications/{*rest}", any(api::answer))
        .route("/api/v2/me", any(api::answer))
        .route("/api/v2/me/{*rest}", any(api::answer))
        .route("/api/v2/users", any(api::answer))
        .route("/api/v2/users/{*rest}", any(api::answer))
        .route("/api/v2/notifications", any(api::answer))
        .route("/api/v2/notifications/{*rest}", any(api::answer))
        .with_state(center.clone());
    // What this one tells browsers is a part of what is emulated.
    let gws = Router::new()
        .route("/api/v2/chats", any(api::answer))
        .route("/api/v2/chats/{*rest}", any(api::answer))
        .with_state(center.clone());
    let api = limited(api.merge(site::router(setup.site.clone())), rates.as_ref());
    let gws = cors::refusals(limited(gws, rates.as_ref()));
    let admin = limited(admin::router(center.clone()), rates.as_ref());
    let desk = limited(desk::router(center), rates.as_ref());
    api.merge(health)
        .layer(cors::layer())
        .merge(gws)
        .merge(limited(agents, rates.as_ref()))
        .merge(admin)
        .merge(desk)
        .layer(from_fn_with_state(
            Journal::new(setup.log_content),
            log::keep,
        ))
}

/// Limits how often one client may ask, over everything that is limited together.
fn limited(router: Router, rates: Option<&Rates>) -> Router {
    match rates {
        Some(rates) => router.route_layer(from_fn_with_state(rates.clone(), limits::count)),
        None => router,
    }
}
