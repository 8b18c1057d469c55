//! Service creation and the advanced service's status.

use super::fields::Fields;
use super::refusal::Refusal;
use super::reply::chat_url;
use crate::emulator::Emulator;
use crate::http::Response;
use crate::id::ServiceId;
use crate::now::Now;
use crate::service::{Service, ServiceKind};
use crate::settings::Settings;
use serde::Serialize;

/// Reply of a creation; keys and their misspellings as printed.
#[derive(Serialize)]
struct Created<'a> {
    #[serde(
        rename = "_chatIxnAPI-CREATE-URL",
        skip_serializing_if = "Option::is_none"
    )]
    create_url: Option<String>,
    #[serde(rename = "_id")]
    id: &'a str,
    #[serde(
        rename = "_session_comand_STATUS_URL",
        skip_serializing_if = "Option::is_none"
    )]
    status_url: Option<String>,
}

/// Reply of `/status`.
#[derive(Serialize)]
struct Status<'a> {
    message: StatusMessage<'a>,
    tag: String,
}

#[derive(Serialize)]
struct StatusMessage<'a> {
    #[serde(rename = "_id")]
    id: &'a str,
    #[serde(rename = "_status")]
    status: &'a str,
    #[serde(rename = "_dialog")]
    dialog: &'a str,
    #[serde(
        rename = "_chatIxnAPI_CREATE_URL",
        skip_serializing_if = "Option::is_none"
    )]
    create_url: Option<String>,
    #[serde(
        rename = "_session_comand_STATUS_URL",
        skip_serializing_if = "Option::is_none"
    )]
    status_url: Option<String>,
}

/// `/genesys/1/service/{name}`
pub(super) fn create(
    emulator: &mut Emulator,
    name: &str,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let kind = kind_of(&emulator.settings, name)?;
    let data = fields.data()?;
    if emulator.is_full() {
        return Err(Refusal::NotReady);
    }
    let service = emulator.create_service(kind, data, now);
    let id = service.id().as_str();
    let verbose =
        |kind, url: String| (fields.is_verbose() && service.kind() == kind).then_some(url);
    Ok(Response::json(
        200,
        &Created {
            create_url: verbose(ServiceKind::Basic, chat_url(service.id().as_str())),
            id,
            status_url: verbose(ServiceKind::Advanced, status_url(service.id())),
        },
    ))
}

/// `/genesys/1/service/{id}/status`; a basic service has none.
pub(super) fn status(
    emulator: &mut Emulator,
    id: &ServiceId,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let unknown = || Refusal::UnknownService { id: id.clone() };
    let (service, settings) = emulator.service_mut(id).ok_or_else(unknown)?;
    if service.kind != ServiceKind::Advanced {
        return Err(Refusal::UnknownOperation);
    }
    if !service.attach(fields.data()?) {
        return Err(Refusal::BadValue { field: "data" });
    }
    let available = service.is_available(now, settings);
    Ok(Response::json(
        200,
        &status_of(service, available, fields.is_verbose()),
    ))
}

fn status_of(service: &Service, available: bool, verbose: bool) -> Status<'_> {
    let (status, dialog, change) = if available {
        ("available", "agent_available.html", "agentavailable")
    } else {
        ("waiting", "waiting_for_agent.html", "statuschanged")
    };
    let message = StatusMessage {
        id: service.id().as_str(),
        status,
        dialog,
        create_url: (verbose && available).then(|| chat_url(service.id().as_str())),
        status_url: verbose.then(|| status_url(service.id())),
    };
    Status {
        message,
        tag: format!("a2c.advanced.service.{change}.{}", service.id()),
    }
}

fn kind_of(settings: &Settings, name: &str) -> Result<ServiceKind, Refusal> {
    if settings.basic_services.iter().any(|known| known == name) {
        Ok(ServiceKind::Basic)
    } else if settings.advanced_services.iter().any(|known| known == name) {
        Ok(ServiceKind::Advanced)
    } else {
        Err(Refusal::UnknownService {
            id: ServiceId::new(name),
        })
    }
}

fn status_url(id: &ServiceId) -> String {
    format!("/genesys/1/service/{id}/status")
}
