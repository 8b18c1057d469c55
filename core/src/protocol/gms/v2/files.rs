//! Files of GMS Chat API Version 2: limits, upload, download.

use std::rc::Rc;

use super::super::super::{FileCommand, FileOutcome, Files, answer, request};
use super::Chat;
use crate::chat::{FileFault, FileLimits};
use crate::error::Trouble;
use crate::http::{Failure, Request, Response};
use crate::json::{self, Object, Value};

/// Marks the message that tells the limits.
const LIMITS: &str = "file-client-cfg-get";

impl Files for Chat {
    fn file_request(&mut self, command: &FileCommand) -> Option<Request> {
        let flex = &mut self.0;
        flex.key()?;
        flex.branch();
        let (config, url) = (&flex.config, flex.chat() + "/file");
        let mut all = flex.credentials();
        Some(match command {
            FileCommand::Download(file) => {
                let url = format!("{url}/{}/download", request::segment(&file.id));
                let mut request = request::form(config, url, &all);
                request.save_as = Some(file.name.to_string());
                request
            }
            FileCommand::Limits => request::form(config, url + "/limits", &all),
            FileCommand::Upload(key, file) => {
                all.push(("userData[file-description]", &file.name));
                request::upload(config, url, &all, *key)
            }
        })
    }

    fn file_answer(
        &mut self,
        command: &FileCommand,
        answer: Result<&Response, Failure>,
    ) -> FileOutcome {
        match command {
            FileCommand::Download(_) => match answer {
                Ok(response) if response.is_success() => FileOutcome::Downloaded,
                other => FileOutcome::Refused(answer::trouble(other)),
            },
            FileCommand::Limits => match self.told(answer) {
                Ok(object) => limits(&object)
                    .map_or(FileOutcome::Refused(Trouble::Garbled), FileOutcome::Limits),
                Err(outcome) => outcome,
            },
            FileCommand::Upload(..) => match self.told(answer) {
                Ok(object) => {
                    let id = data(&object).and_then(|data| json::text(data, "file-id"));
                    FileOutcome::Uploaded(id.map(Rc::from), self.0.joined(&object))
                }
                Err(outcome) => outcome,
            },
        }
    }
}

impl Chat {
    /// The object of a good answer; refusals may come with any status.
    fn told(&self, answer: Result<&Response, Failure>) -> Result<Object, FileOutcome> {
        let refusal = answer
            .ok()
            .and_then(|response| json::object(&response.body));
        if let Some(fault) = refusal.as_ref().and_then(fault) {
            return Err(FileOutcome::Unfit(fault));
        }
        let object = answer::object(answer).map_err(FileOutcome::Refused)?;
        match json::field(&object, "statusCode").and_then(json::count) {
            Some(0) => Ok(object),
            Some(1) => Err(FileOutcome::Refused(Trouble::Recoverable)),
            Some(_) => Err(FileOutcome::Refused(answer::rejection(&object))),
            None => Err(FileOutcome::Refused(Trouble::Garbled)),
        }
    }
}

/// Why a file is not taken: 201 to 203 of the error codes. The advice is the limit.
fn fault(object: &Object) -> Option<FileFault> {
    let error = answer::first_error(object)?;
    let limit = json::field(error, "advice").and_then(json::count);
    match json::text(error, "code")?.as_str() {
        "201" => Some(FileFault::Files(limit)),
        "202" => Some(FileFault::Total(limit)),
        "203" => Some(FileFault::Type),
        _ => None,
    }
}

/// Every value is text; types are divided by colons.
fn limits(object: &Object) -> Option<FileLimits> {
    let messages = json::field(object, "messages")?.as_array()?.iter();
    let mut told = messages.filter_map(|message| match message {
        Value::Object(message) => Some(message),
        _ => None,
    });
    let told = told.find(|message| json::text(message, "text").as_deref() == Some(LIMITS))?;
    let data = data(told)?;
    let count = |name| json::field(data, name).and_then(json::count);
    let used = |name| count(name).unwrap_or_default();
    let types = json::text(data, "upload-file-types").unwrap_or_default();
    let types = types.split(':').map(str::trim);
    Some(FileLimits {
        files: count("upload-max-files"),
        size: count("upload-max-file-size"),
        total: count("upload-max-total-size"),
        used: (
            used("used-upload-max-files"),
            used("used-upload-max-total-size"),
        ),
        types: types.filter(|end| !end.is_empty()).map(Rc::from).collect(),
        needs_agent: json::text(data, "upload-need-agent").is_some_and(|need| need == "true"),
    })
}

fn data(object: &Object) -> Option<&Object> {
    match json::field(object, "userData")? {
        Value::Object(data) => Some(data),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a server in the field answered (REFERENCE 2.6).
    const TOLD: &str = r#"{"messages":[{"from":{"nickname":"test","participantId":1,"type":"Client"},
        "text":"file-client-cfg-get","type":"Notice","utcTime":1554322581000,
        "userData":{"download-attempts":"2","upload-max-files":"5","delete-file":"odd",
        "upload-max-file-size":"10485760","used-download-attempts":"0",
        "used-upload-max-total-size":"7","upload-need-agent":"false","used-upload-max-files":"1",
        "upload-max-total-size":"99614720","upload-file-types":"jpeg:jpg:pdf"}}],
        "chatEnded":false,"statusCode":0}"#;

    #[test]
    fn limits_are_read_from_the_message_that_tells_them() {
        let told = limits(&json::object(TOLD).unwrap()).unwrap();
        let expected = FileLimits {
            files: Some(5),
            size: Some(10_485_760),
            total: Some(99_614_720),
            used: (1, 7),
            types: vec!["jpeg".into(), "jpg".into(), "pdf".into()],
            needs_agent: false,
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn limits_that_are_not_told_are_none() {
        for body in ["{}", r#"{"messages":[]}"#, r#"{"messages":[{"text":"x"}]}"#] {
            assert_eq!(limits(&json::object(body).unwrap()), None, "{body}");
        }
        let vague = TOLD.replace("upload-", "other-");
        let vague = limits(&json::object(&vague).unwrap()).unwrap();
        assert_eq!((vague.files, vague.size, vague.types), (None, None, vec![]));
    }

    #[test]
    fn a_refused_file_is_told_why() {
        for (code, expected) in [
            ("201", Some(FileFault::Files(Some(5)))),
            (r#""202""#, Some(FileFault::Total(Some(5)))),
            ("203", Some(FileFault::Type)),
            ("204", None),
        ] {
            let body = format!(r#"{{"errors":[{{"code":{code},"advice":"5"}}],"statusCode":2}}"#);
            assert_eq!(fault(&json::object(&body).unwrap()), expected, "{code}");
        }
    }
}
