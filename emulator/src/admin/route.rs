//! Paths and methods.

use super::refusal::Refusal;
use crate::faults::FaultId;
use crate::http::Request;

const FAULTS: &str = "/admin/faults";

/// Whether requests to this path are for this API.
pub(crate) fn serves(path: &str) -> bool {
    let rest = path.strip_prefix(FAULTS);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Where a fault is found.
pub(super) fn place(id: FaultId) -> String {
    format!("{FAULTS}/{id}")
}

/// Where a request wants to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    /// GET `/admin/faults`
    List,
    /// POST `/admin/faults`
    Add,
    /// DELETE `/admin/faults`
    RemoveAll,
    /// GET `/admin/faults/{id}`
    Show(FaultId),
    /// DELETE `/admin/faults/{id}`
    Remove(FaultId),
}

impl Route {
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        let segments = request.segments_behind(FAULTS).unwrap_or_default();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let method = request.method.as_str();
        match segments.as_slice() {
            [""] | ["", ""] => match method {
                "GET" => Ok(Self::List),
                "POST" => Ok(Self::Add),
                "DELETE" => Ok(Self::RemoveAll),
                _ => Err(Refusal::WrongMethod {
                    allow: "GET, POST, DELETE",
                }),
            },
            ["", found] => {
                let unknown = |_| Refusal::NoSuchPath {
                    path: request.path.clone(),
                };
                let id = FaultId(found.parse().map_err(unknown)?);
                match method {
                    "GET" => Ok(Self::Show(id)),
                    "DELETE" => Ok(Self::Remove(id)),
                    _ => Err(Refusal::WrongMethod {
                        allow: "GET, DELETE",
                    }),
                }
            }
            _ => Err(Refusal::NoSuchPath {
                path: request.path.clone(),
            }),
        }
    }
}
