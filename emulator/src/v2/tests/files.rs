//! Files.

use super::visitor::{Visitor, is_no_chat, json, listed, with};
use crate::{DigitalSettings, FileId, FileLimits, Request, Response, Settings, Upload, UserType};
use serde_json::{Value, json};

fn limited(files: FileLimits) -> Visitor {
    Visitor::chatting_with(with(DigitalSettings {
        files,
        ..DigitalSettings::default()
    }))
}

fn upload(visitor: &mut Visitor, name: &str, bytes: &[u8]) -> Response {
    let mut body = Vec::new();
    let fields = [
        ("alias", visitor.alias.clone()),
        ("userId", visitor.user_id.clone()),
        ("secureKey", visitor.secure_key.clone()),
        ("userData[file-description]", "a plan".to_owned()),
        ("userData[file-id]", "forged".to_owned()),
    ];
    for (field, value) in fields {
        let part =
            format!("--X\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    let head = format!(
        "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/pdf\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend(bytes);
    body.extend(b"\r\n--X--\r\n");
    let mut request = Request::post(&visitor.path("file"), "");
    request.headers[0].1 = "multipart/form-data; boundary=X".to_owned();
    request.body = body;
    visitor.send(&request)
}

fn uploaded(visitor: &mut Visitor, name: &str, bytes: &[u8]) -> String {
    let reply = json(&upload(visitor, name, bytes));
    reply["userData"]["file-id"].as_str().unwrap().to_owned()
}

fn told(visitor: &mut Visitor) -> Value {
    let reply = visitor.ask("file/limits", "");
    reply["messages"][0]["userData"].clone()
}

fn code(response: &Response) -> (u16, Value) {
    (response.status, json(response)["errors"][0].clone())
}

#[test]
fn the_limits_are_told_as_recorded() {
    let mut visitor = Visitor::chatting();
    let expected = json!({
        "messages": [{
            "from": {"nickname": "First Last", "participantId": 1, "type": "Client"},
            "text": "file-client-cfg-get", "type": "Notice", "utcTime": 1_432_845_088_000_u64,
            "userData": {
                "download-attempts": "2", "upload-max-files": "5", "delete-file": "odd",
                "upload-max-file-size": "10485760", "used-download-attempts": "0",
                "used-upload-max-total-size": "0", "upload-need-agent": "false",
                "used-upload-max-files": "0", "upload-max-total-size": "99614720",
                "upload-file-types": "jpeg:jpg:pdf:png:zip",
            },
        }],
        "chatEnded": false, "statusCode": 0,
    });
    assert_eq!(visitor.ask("file/limits", ""), expected);
    assert_eq!(visitor.transcript().len(), 1);
}

#[test]
fn an_upload_is_an_event_that_tells_the_file() {
    let mut visitor = Visitor::chatting();
    let reply = json(&upload(&mut visitor, "plan.pdf", b"%PDF\xff\x00"));
    let id = reply["userData"]["file-id"].as_str().unwrap().to_owned();
    let expected = json!({"chatId": visitor.chat, "chatEnded": false, "statusCode": 0,
        "userData": {"file-id": id}});
    assert_eq!(reply, expected);
    let reply = visitor.ask("refresh", "transcriptPosition=2");
    let event = &reply["messages"][0];
    assert_eq!(event["type"], "FileUploaded");
    assert!(event.get("text").is_none());
    let expected = json!({"file-id": id, "file-name": "plan.pdf", "file-size": "6",
        "file-description": "a plan"});
    assert_eq!(event["userData"], expected);
    let told = told(&mut visitor);
    assert_eq!(told["used-upload-max-files"], "1");
    assert_eq!(told["used-upload-max-total-size"], "6");
    let files: Vec<_> = visitor.seen().files().collect();
    assert_eq!(files[0].upload().bytes, b"%PDF\xff\x00");
    assert_eq!(
        (files[0].id().as_str(), files[0].from()),
        (id.as_str(), UserType::Client)
    );
}

#[test]
fn what_is_over_the_limits_has_its_code_and_the_limit_as_advice() {
    let mut visitor = limited(FileLimits {
        max_files: 2,
        max_file_size: 10,
        max_total_size: 12,
        ..FileLimits::default()
    });
    for name in ["page.html", "noending", "a.pdf.exe"] {
        let error = json!({"code": 203, "advice": "jpeg:jpg:pdf:png:zip"});
        assert_eq!(
            code(&upload(&mut visitor, name, b"x")),
            (400, error),
            "{name}"
        );
    }
    let large = upload(&mut visitor, "a.pdf", b"eleven bytes");
    assert_eq!(code(&large), (400, json!({"code": 202, "advice": "10"})));
    assert_eq!(upload(&mut visitor, "A.PDF", b"1234567890").status, 200);
    let total = upload(&mut visitor, "b.pdf", b"123");
    assert_eq!(code(&total), (400, json!({"code": 202, "advice": "12"})));
    assert_eq!(upload(&mut visitor, "b.pdf", b"12").status, 200);
    let many = upload(&mut visitor, "c.pdf", b"");
    assert_eq!(code(&many), (400, json!({"code": 201, "advice": "2"})));
    assert_eq!(visitor.seen().files().count(), 2);
}

#[test]
fn memory_for_files_is_bounded_over_all_chats() {
    let mut visitor = limited(FileLimits {
        store_size: 5,
        ..FileLimits::default()
    });
    assert_eq!(upload(&mut visitor, "a.pdf", b"1234").status, 200);
    let request = Request::post(super::visitor::SERVICE, "nickname=JD");
    let reply = json(&visitor.send(&request));
    visitor.adopt(&reply);
    assert_eq!(code(&upload(&mut visitor, "a.pdf", b"12")).1["code"], 202);
    assert_eq!(upload(&mut visitor, "a.pdf", b"1").status, 200);
}

#[test]
fn what_is_told_about_a_file_is_bounded() {
    let mut visitor = Visitor::chatting();
    let name = format!("{}.pdf", "x".repeat(70_000));
    assert_eq!(upload(&mut visitor, &name, b"x").status, 400);
    assert_eq!(visitor.transcript().len(), 1);
}

#[test]
fn an_agent_may_be_needed_first() {
    let mut visitor = limited(FileLimits {
        need_agent: true,
        ..FileLimits::default()
    });
    assert_eq!(told(&mut visitor)["upload-need-agent"], "true");
    assert_eq!(upload(&mut visitor, "a.pdf", b"x").status, 400);
    visitor.join("Alice");
    assert_eq!(upload(&mut visitor, "a.pdf", b"x").status, 200);
}

#[test]
fn an_upload_without_a_file_or_to_an_ended_chat_is_refused() {
    let mut visitor = Visitor::chatting();
    assert_eq!(visitor.post("file", "").status, 400);
    visitor.ask("disconnect", "");
    assert!(is_no_chat(&upload(&mut visitor, "a.pdf", b"x")));
}

#[test]
fn a_file_is_fetched_as_an_attachment_and_so_often_only() {
    let mut visitor = Visitor::chatting();
    let id = uploaded(&mut visitor, "pl\\an\u{e9}.pdf", b"%PDF");
    let path = format!("file/{id}/download");
    for _ in 0..2 {
        let response = visitor.post(&path, "");
        assert_eq!((response.status, &response.body[..]), (200, &b"%PDF"[..]));
        assert_eq!(response.header("content-type"), Some("application/pdf"));
        let disposition = "attachment; filename=\"plan.pdf\"";
        assert_eq!(response.header("content-disposition"), Some(disposition));
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
    }
    assert_eq!(told(&mut visitor)["used-download-attempts"], "2");
    assert_eq!(visitor.post(&path, "").status, 400);
    assert_eq!(visitor.post("file/none/download", "").status, 400);
}

#[test]
fn a_deleted_file_is_an_event_and_gone() {
    let mut visitor = Visitor::chatting();
    let id = uploaded(&mut visitor, "plan.pdf", b"%PDF");
    let reply = visitor.ask(&format!("file/{id}/delete"), "");
    assert_eq!(listed(&reply)[1], (3, "FileDeleted".to_owned()));
    assert_eq!(reply["messages"][1]["userData"]["file-id"], id);
    assert_eq!(told(&mut visitor)["used-upload-max-files"], "0");
    for act in ["download", "delete"] {
        assert_eq!(visitor.post(&format!("file/{id}/{act}"), "").status, 400);
    }
}

#[test]
fn an_agents_file_can_be_fetched_and_not_deleted() {
    let mut visitor = Visitor::chatting_with(Settings::unscripted());
    visitor.join("Alice");
    let upload = Upload {
        name: "invoice.exe".to_owned(),
        bytes: vec![7; 20_481],
        ..Upload::default()
    };
    let id: FileId =
        visitor.agent(|center, chat, now| center.send_file(chat, "Alice", upload, now));
    let reply = visitor.ask("refresh", "transcriptPosition=3");
    let event = &reply["messages"][0];
    assert_eq!(event["from"]["type"], "Agent");
    assert_eq!(event["userData"]["file-size"], "20481");
    let response = visitor.post(&format!("file/{id}/download"), "");
    assert_eq!(
        response.header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(visitor.post(&format!("file/{id}/delete"), "").status, 400);
    assert_eq!(told(&mut visitor)["used-upload-max-files"], "0");
}
