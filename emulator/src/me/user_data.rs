//! Business data, which agents read and change where the customer's side has attached it.

use super::refusal::Refusal;
use crate::chat::Chat;
use crate::data;
use crate::emulator::Emulator;
use crate::id::{ChatId, ServiceId};
use crate::service::Service;
use std::collections::BTreeMap;

/// What is attached to a chat, or to the service that it belongs to.
pub(super) fn of(emulator: &Emulator, chat: &Chat) -> BTreeMap<String, String> {
    let service = chat.service().and_then(|id| emulator.service(id));
    let mut attached = service.map(Service::data).cloned().unwrap_or_default();
    attached.extend(chat.data().clone());
    attached
}

/// AttachUserData and UpdateUserData: what has a name already gets another value.
pub(super) fn attach(
    emulator: &mut Emulator,
    id: &ChatId,
    more: BTreeMap<String, String>,
) -> Result<(), Refusal> {
    let (field, limit) = ("userData", data::LIMIT);
    if let Some(service) = service_of(emulator, id)
        && let Some((service, _)) = emulator.service_mut(&service)
    {
        let fits = service.attach(more);
        return fits.then_some(()).ok_or(Refusal::TooLong { field, limit });
    }
    if let Some((chat, _)) = emulator.chat_mut(id) {
        let mut all = chat.data().clone();
        all.extend(more);
        if data::size(&all) > limit {
            return Err(Refusal::TooLong { field, limit });
        }
        chat.customer_attaches(all);
    }
    Ok(())
}

/// DeleteUserData; what is not there is deleted already.
pub(super) fn delete(emulator: &mut Emulator, id: &ChatId, keys: &[String]) {
    if let Some(service) = service_of(emulator, id)
        && let Some((service, _)) = emulator.service_mut(&service)
    {
        service.data.retain(|name, _| !keys.contains(name));
    }
    if let Some((chat, _)) = emulator.chat_mut(id) {
        chat.customer.data.retain(|name, _| !keys.contains(name));
    }
}

/// The service to which a chat's data is attached, where there is one.
fn service_of(emulator: &Emulator, id: &ChatId) -> Option<ServiceId> {
    let service = emulator.chat(id)?.service()?;
    emulator.service(service).map(|service| service.id.clone())
}
