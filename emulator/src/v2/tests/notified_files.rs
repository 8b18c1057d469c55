//! Files of chats over CometD.

use super::talker::{Talker, listed};
use super::visitor::json;
use crate::{Request, Response};
use serde_json::json;

fn post(talker: &mut Talker, form: &str) -> Response {
    let key = talker.shown["secureKey"].as_str().unwrap().to_owned();
    let form = format!("secureKey={key}&{form}");
    let now = talker.one.now;
    let request = Request::post("/genesys/2/chat-ntf", &form);
    talker.one.center.ask(&request, now).ready().unwrap()
}

fn upload(talker: &mut Talker) -> Response {
    let key = talker.shown["secureKey"].as_str().unwrap();
    let field = |name: &str, value: &str| {
        format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = field("operation", "fileUpload")
        + &field("secureKey", key)
        + "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.pdf\"\r\n\r\n\
           %PDF\r\n--X--\r\n";
    let mut request = Request::post("/genesys/2/chat-ntf", &body);
    request.headers[0].1 = "multipart/form-data; boundary=X".to_owned();
    let now = talker.one.now;
    talker.one.center.ask(&request, now).ready().unwrap()
}

#[test]
fn both_spellings_of_the_limits_are_answered() {
    let mut talker = Talker::chatting();
    for operation in ["fileGetLimits", "fileGetsLimits"] {
        let reply = json(&post(&mut talker, &format!("operation={operation}")));
        assert_eq!(reply["messages"][0]["text"], "file-client-cfg-get");
        assert!(reply.get("chatId").is_none());
    }
}

#[test]
fn files_are_sent_fetched_and_deleted_and_each_is_pushed() {
    let mut talker = Talker::chatting();
    let held = talker.one.hold();
    let reply = json(&upload(&mut talker));
    let id = reply["userData"]["file-id"].as_str().unwrap().to_owned();
    let told = super::talker::data(&talker.one.answered(held));
    assert_eq!(listed(&told[0]), ["2 FileUploaded"]);
    let fetched = post(&mut talker, &format!("operation=fileDownload&fileId={id}"));
    assert_eq!(fetched.body, b"%PDF");
    let deleted = post(&mut talker, &format!("operation=fileDelete&fileId={id}"));
    assert_eq!(deleted.status, 200);
    assert_eq!(listed(&talker.news()[0]), ["3 FileDeleted"]);
}

#[test]
fn wrong_keys_and_operations_are_refused() {
    let mut talker = Talker::chatting();
    assert_eq!(post(&mut talker, "operation=fileFly").status, 404);
    assert_eq!(post(&mut talker, "").status, 400);
    assert_eq!(post(&mut talker, "operation=fileDownload").status, 400);
    talker.shown["secureKey"] = "0".into();
    let refused = json!({"statusCode": 2, "chatEnded": true, "messages": []});
    assert_eq!(json(&post(&mut talker, "operation=fileGetLimits")), refused);
}
