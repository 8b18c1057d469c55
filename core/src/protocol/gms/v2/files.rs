//! Files of GMS Chat API Version 2: limits, upload, download, removal.
//!
//! Those of a chat that was created over CometD go to one address, which is told the
//! operation as a field. Official clients spell the one that asks for limits in two
//! ways; a server that refuses the first is asked the second.

use std::rc::Rc;

use super::super::super::{FileCommand, FileOutcome, Files, answer, flex, request};
use super::Chat;
use crate::chat::{FileFault, FileLimits};
use crate::error::Trouble;
use crate::http::{Failure, Request, Response};
use crate::json::{self, Object, Value};
use crate::text;

/// Marks the message that tells the limits.
const LIMITS: &str = "file-client-cfg-get";

impl Files for Chat {
    fn file_request(&mut self, command: &FileCommand) -> Option<Request> {
        self.flex.key()?;
        self.flex.branch();
        let config = &self.flex.config;
        let (url, mut fields) = if self.is_published() {
            self.told(command)
        } else {
            (self.place(command), self.flex.credentials())
        };
        Some(match command {
            FileCommand::Download(file) => {
                let mut request = request::form(config, url, &fields);
                request.save_as = Some((*file.name).to_owned());
                request
            }
            FileCommand::Limits | FileCommand::Remove(_) => request::form(config, url, &fields),
            FileCommand::Upload(key, file) => {
                fields.push(("userData[file-description]", &file.name));
                request::upload(config, url, &fields, *key)
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
            FileCommand::Limits => match good(answer) {
                Ok(object) => limits(&object)
                    .map_or(FileOutcome::Refused(Trouble::Garbled), FileOutcome::Limits),
                Err(FileOutcome::Refused(trouble))
                    if self.is_published()
                        && !matches!(trouble, Trouble::Network(_))
                        && !std::mem::replace(&mut self.respelt, true) =>
                {
                    FileOutcome::Continue
                }
                Err(outcome) => outcome,
            },
            FileCommand::Remove(_) => match good(answer) {
                Ok(object) => FileOutcome::Removed(self.flex.joined(&object)),
                Err(outcome) => outcome,
            },
            FileCommand::Upload(..) => match good(answer) {
                Ok(object) => {
                    let id = data(&object).and_then(|data| json::text(data, "file-id"));
                    FileOutcome::Uploaded(id.map(Rc::from), self.flex.joined(&object))
                }
                Err(outcome) => outcome,
            },
        }
    }
}

impl Chat {
    /// Where a chat that was created by a request has its files.
    fn place(&self, command: &FileCommand) -> String {
        let files = self.flex.chat() + "/file";
        match command {
            FileCommand::Download(file) => {
                text::concat(&[&files, "/", &request::segment(&file.id), "/download"])
            }
            FileCommand::Limits => files + "/limits",
            FileCommand::Remove(file) => {
                text::concat(&[&files, "/", &request::segment(&file.id), "/delete"])
            }
            FileCommand::Upload(..) => files,
        }
    }

    /// Where it is told what to do with the files of other chats, and how.
    fn told<'a>(&'a self, command: &'a FileCommand) -> (String, Vec<(&'static str, &'a str)>) {
        let mut fields = self.flex.identity();
        let operation = match command {
            FileCommand::Download(file) => {
                fields.push(("fileId", &file.id));
                "fileDownload"
            }
            FileCommand::Remove(file) => {
                fields.push(("fileId", &file.id));
                "fileDelete"
            }
            FileCommand::Limits if self.respelt => "fileGetsLimits",
            FileCommand::Limits => "fileGetLimits",
            FileCommand::Upload(..) => "fileUpload",
        };
        fields.push(("operation", operation));
        (
            text::concat(&[&self.flex.config.url, "/2/chat-ntf"]),
            fields,
        )
    }
}

/// The object of a good answer; refusals may come with any status.
fn good(answer: Result<&Response, Failure>) -> Result<Object, FileOutcome> {
    let refusal = answer
        .ok()
        .and_then(|response| json::object(&response.body));
    if let Some(fault) = refusal.as_ref().and_then(fault) {
        return Err(FileOutcome::Unfit(fault));
    }
    let object = answer::object(answer).map_err(FileOutcome::Refused)?;
    match flex::status(&object) {
        Some(0) => Ok(object),
        Some(1) => Err(FileOutcome::Refused(Trouble::Recoverable)),
        Some(_) => Err(FileOutcome::Refused(answer::rejection(&object))),
        None => Err(FileOutcome::Refused(Trouble::Garbled)),
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
    let removes = json::text(data, "delete-file").unwrap_or_default();
    let types = json::text(data, "upload-file-types").unwrap_or_default();
    let types = text::pieces(&types, b':').map(text::trim);
    Some(FileLimits {
        files: count("upload-max-files"),
        size: count("upload-max-file-size"),
        total: count("upload-max-total-size"),
        used: (
            used("used-upload-max-files"),
            used("used-upload-max-total-size"),
        ),
        types: types.filter(|end| !end.is_empty()).map(Rc::from).collect(),
        // The documents do not say what its words mean ("odd" in the recorded answer).
        removes: !matches!(removes.as_str(), "" | "false" | "none"),
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
    use crate::chat::{ChosenFile, SharedFile};
    use crate::config::{Config, Options};
    use crate::http::{Body, FileKey};

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
            removes: true,
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn files_are_removed_where_that_is_neither_unsaid_nor_denied() {
        for (word, removes) in [
            ("odd", true),
            ("even", true),
            ("true", true),
            ("none", false),
            ("false", false),
            ("", false),
        ] {
            let body = TOLD.replace("odd", word);
            let told = limits(&json::object(&body).unwrap()).unwrap();
            assert_eq!(told.removes, removes, "{word}");
        }
        let unsaid = TOLD.replace("delete-file", "other");
        let unsaid = limits(&json::object(&unsaid).unwrap()).unwrap();
        assert!(!unsaid.removes);
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

    fn chat(key: &str) -> Chat {
        let options = Options::new().with("backend", "gms-v2").with("url", "/g");
        let config = Rc::new(Config::new(&options).unwrap());
        Chat::resume(config, &format!(r#"["{key}","c 8","u1","k+1","117"]"#)).unwrap()
    }

    fn commands() -> [FileCommand; 3] {
        let shared = SharedFile {
            id: "f/1".into(),
            name: "plan.pdf".into(),
            size: None,
        };
        let chosen = ChosenFile {
            name: "a.png".into(),
            size: 5,
        };
        [
            FileCommand::Download(shared),
            FileCommand::Limits,
            FileCommand::Upload(FileKey(3), chosen),
        ]
    }

    /// Address, text, fields beside a file, and the name to keep a file by.
    fn asked(chat: &mut Chat, command: &FileCommand) -> (String, String, Option<String>) {
        let request = chat.file_request(command).unwrap();
        let body = match request.body {
            Body::Form(fields, FileKey(3)) => format!("{fields:?}"),
            Body::Text(text) => text,
            other => panic!("{other:?}"),
        };
        (request.url, body, request.save_as)
    }

    #[test]
    fn files_of_a_chat_over_cometd_go_to_one_address_with_the_operation_as_a_field() {
        let mut chat = chat("gms-v2-cometd");
        let shown = "chatId=c+8&userId=u1&secureKey=k%2B1&alias=117";
        let [download, limits, upload] = commands();
        for (command, body, kept) in [
            (
                download,
                format!("{shown}&fileId=f%2F1&operation=fileDownload"),
                Some("plan.pdf".to_owned()),
            ),
            (limits, format!("{shown}&operation=fileGetLimits"), None),
            (
                upload,
                r#"[("chatId", "c 8"), ("userId", "u1"), ("secureKey", "k+1"), ("alias", "117"), ("operation", "fileUpload"), ("userData[file-description]", "a.png")]"#.to_owned(),
                None,
            ),
        ] {
            let asked = asked(&mut chat, &command);
            assert_eq!(asked, ("/g/2/chat-ntf".to_owned(), body, kept));
        }
    }

    #[test]
    fn files_of_other_chats_have_addresses() {
        let mut chat = chat("gms-v2");
        let urls = commands().map(|command| asked(&mut chat, &command).0);
        let base = "/g/2/chat/customer-support/c%208/file";
        let ends = ["/f%2F1/download", "/limits", ""];
        assert_eq!(urls, ends.map(|end| format!("{base}{end}")));
    }

    #[test]
    fn limits_are_asked_for_in_the_other_spelling_once() {
        let refusal = Response {
            status: 400,
            body: String::new(),
            retry_after: None,
        };
        let limits = FileCommand::Limits;
        let mut published = chat("gms-v2-cometd");
        let lost = published.file_answer(&limits, Err(Failure::Network));
        assert!(matches!(lost, FileOutcome::Refused(_)));
        let refused = published.file_answer(&limits, Ok(&refusal));
        assert_eq!(refused, FileOutcome::Continue);
        let (_, body, _) = asked(&mut published, &limits);
        assert!(body.ends_with("operation=fileGetsLimits"), "{body}");
        let refused = published.file_answer(&limits, Ok(&refusal));
        assert!(matches!(refused, FileOutcome::Refused(_)));
        let refused = chat("gms-v2").file_answer(&limits, Ok(&refusal));
        assert!(matches!(refused, FileOutcome::Refused(_)));
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
