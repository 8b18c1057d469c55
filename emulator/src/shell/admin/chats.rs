//! `/admin/chats`: every chat that is kept, as JSON.

use super::chat::{Record, Summary};
use super::refused;
use crate::http::Response;
use crate::id::ChatId;
use crate::shell::api::dressed;
use crate::shell::center::Center;
use axum::extract::{Path, State};
use serde_json::json;

/// `{"chats": […]}`, in the order of their start.
pub(super) async fn list(State(center): State<Center>) -> axum::response::Response {
    dressed(center.look(|emulator| {
        let chats = emulator.chats();
        let chats: Vec<_> = chats.into_iter().map(Summary::of).collect();
        Response::json(200, &json!({ "chats": chats }))
    }))
}

/// One of them, and everything that was said in it.
pub(super) async fn one(
    State(center): State<Center>,
    Path(id): Path<String>,
) -> axum::response::Response {
    dressed(center.look(|emulator| {
        let chat = emulator.chat(&ChatId::new(id));
        chat.map_or_else(
            || refused("no chat of that id is kept"),
            |chat| Response::json(200, &Record::of(chat)),
        )
    }))
}
