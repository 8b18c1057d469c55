//! What a browser is told before and while another origin's page talks to this API.
//!
//! This API answers for itself, as its answers are recorded; the shell does so for the others.

use super::settings::GwsQuirks;
use crate::http::Response;

const HEADERS: &str = "X-Requested-With, Accept, ContactCenterId, Content-Type";

/// Every method that the recorded server has ever heard of, as it answers an OPTIONS.
const METHODS: &str = "ACL,BIND,CHECKOUT,CONNECT,COPY,DELETE,GET,HEAD,LINK,LOCK,M-SEARCH,MERGE,\
    MKACTIVITY,MKCALENDAR,MKCOL,MOVE,NOTIFY,PATCH,POST,PROPFIND,PROPPATCH,PURGE,PUT,QUERY,REBIND,\
    REPORT,SEARCH,SOURCE,SUBSCRIBE,TRACE,UNBIND,UNLINK,UNLOCK,UNSUBSCRIBE";

/// The same response, readable for pages of any origin.
pub(crate) fn allow(response: Response, quirks: &GwsQuirks) -> Response {
    let headers = if quirks.cors_without_apikey {
        HEADERS.to_owned()
    } else {
        format!("{HEADERS}, apikey")
    };
    response
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Allow-Headers", &headers)
        .with("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
}

/// Answer to an OPTIONS of anything.
pub(super) fn options() -> Response {
    Response::typed(200, "text/html; charset=utf-8", METHODS).with("Allow", METHODS)
}
