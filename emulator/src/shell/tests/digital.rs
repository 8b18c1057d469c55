//! GMS Chat API v2 and the Web API Server over a real loopback socket.

use super::{Rig, exchange};
use crate::Settings;
use serde_json::json;

const SERVICE: &str = "/genesys/2/chat/customer-support";

#[tokio::test]
async fn every_path_may_be_asked_from_another_origin_with_an_apikey() {
    let rig = Rig::new(Settings::unscripted()).await;
    for path in [
        SERVICE,
        "/genesys/2/chat/customer-support/00048aAPEQJ8000U/file/limits",
        "/genesys/2/chat-ntf",
        "/eservices/api/v2/chats",
        "/eservices/api/v2/chats/00048aAPEQJ8000U/messages",
    ] {
        let request = format!(
            "OPTIONS {path} HTTP/1.1\r\nHost: x\r\nOrigin: https://shop.example\r\n\
             Access-Control-Request-Method: POST\r\n\
             Access-Control-Request-Headers: apikey,content-type\r\nConnection: close\r\n\r\n"
        );
        let answer = exchange(rig.server.address(), request.as_bytes()).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.has("access-control-allow-origin: https://shop.example"));
        let allowed = answer.head.lines();
        let mut allowed = allowed.filter(|line| line.starts_with("access-control-allow-headers"));
        assert!(allowed.any(|line| line.contains("apikey")), "{path}");
    }
}

#[tokio::test]
async fn both_apis_are_reached() {
    let rig = Rig::new(Settings::unscripted()).await;
    let v2 = rig.post(&format!("{SERVICE}/"), "nickname=JD").await;
    assert_eq!(v2.json()["nextPosition"], 2);
    let web_api = rig
        .post("/eservices/api/v2/chats", r#"{"nickname":"JD"}"#)
        .await;
    let path = format!(
        "/eservices/api/v2/chats/{}",
        web_api.json()["chatId"].as_str().unwrap()
    );
    assert_eq!(
        rig.get(&path).await.json()["chat"]["state"],
        "WaitingForAgent"
    );
    assert!(v2.has("access-control-allow-origin: https://shop.example"));
}

#[tokio::test]
async fn a_file_of_the_documented_size_is_taken_and_no_larger_body() {
    let rig = Rig::new(Settings::unscripted()).await;
    let chat = rig.post(SERVICE, "nickname=JD").await.json();
    let mut body = Vec::new();
    for name in ["alias", "userId", "secureKey"] {
        let value = chat[name].as_str().unwrap();
        let part =
            format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    let head = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n";
    body.extend(head.as_bytes());
    body.resize(body.len() + 10_485_760, 7);
    body.extend(b"\r\n--X--\r\n");
    let path = format!("{SERVICE}/{}/file", chat["chatId"].as_str().unwrap());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=X\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let request = [head.as_bytes(), &body].concat();
    let answer = exchange(rig.server.address(), &request).await;
    assert_eq!(answer.json()["chatEnded"], json!(false));
    let announced = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 11534337\r\nConnection: close\r\n\r\n"
    );
    let answer = exchange(rig.server.address(), announced.as_bytes()).await;
    assert_eq!(answer.status, 413);
}
