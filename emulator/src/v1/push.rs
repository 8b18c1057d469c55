//! What CometD carries of a chat.

use super::reply::{Reply, service_of};
use crate::chat::Chat;
use crate::courier::Parcel;
use crate::settings::Settings;
use serde_json::{Value, json};

/// "You need to set up a CometD connection with a subscription for /_genesys."
pub(crate) const CHANNEL: &str = "/_genesys";

/// `data` of a push: a chat object, and a tag that ends with the service.
pub(crate) fn data(id: &str, chat: &Chat, parcel: Parcel, settings: &Settings) -> Value {
    json!({
        "id": id,
        "message": Reply::pushed(chat, settings, parcel),
        "tag": format!("service.chat.refresh.{}", service_of(chat)),
    })
}
