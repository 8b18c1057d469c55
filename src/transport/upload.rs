//! One file on its way up. Fetch does not tell how far a body has come; its
//! elder sister does.

use causerie_core::http::{self, Credentials, Request, Response};
use wasm_bindgen::JsCast;
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

use crate::call::EventListener;

/// One file on its way up; dropped, it is aborted and not heard of again.
pub(super) struct Upload {
    sending: XmlHttpRequest,
    listeners: [EventListener; 2],
}

impl Upload {
    /// Sends `fields` and then the file; `moved` is told how many of a hundred
    /// parts have left, `answered` what came of it (`None`: no answer).
    pub(super) fn begin(
        request: &Request,
        fields: &[(String, String)],
        file: &File,
        moved: impl Fn(u8) + 'static,
        answered: impl Fn(Option<Response>) + 'static,
    ) -> Option<Self> {
        let form = FormData::new().ok()?;
        for (name, value) in fields {
            form.append_with_str(name, value).ok()?;
        }
        form.append_with_blob_and_filename("file", file, &file.name())
            .ok()?;
        let sending = XmlHttpRequest::new().ok()?;
        sending.open("POST", &request.url).ok()?;
        sending.set_with_credentials(request.credentials == Credentials::Include);
        for (name, value) in &request.headers {
            sending.set_request_header(name, value).ok()?;
        }
        let (done, upload) = (sending.clone(), sending.upload().ok()?);
        let listeners = [
            EventListener::new(&upload, "progress", move |event| {
                moved(percent(event.unchecked_ref()));
            }),
            EventListener::new(&sending, "loadend", move |_| answered(response(&done))),
        ];
        sending.send_with_opt_form_data(Some(&form)).ok()?;
        Some(Self { sending, listeners })
    }

    /// Stops it; nothing is heard of it afterwards.
    pub(super) fn abort(self) {
        let Self { sending, listeners } = self;
        drop(listeners);
        let _ = sending.abort();
    }
}

fn percent(event: &ProgressEvent) -> u8 {
    let (loaded, total) = (event.loaded(), event.total());
    if total > 0.0 {
        (loaded / total * 100.0) as u8
    } else {
        0
    }
}

fn response(done: &XmlHttpRequest) -> Option<Response> {
    let status = done.status().ok().filter(|status| *status != 0)?;
    let delay = done.get_response_header("Retry-After").ok().flatten();
    Some(Response {
        status,
        body: done.response_text().ok().flatten().unwrap_or_default(),
        retry_after: delay.and_then(|text| http::delay(&text)),
    })
}
