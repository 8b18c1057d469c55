//! The desk, as a browser gets it.

use super::{Rig, exchange};
use crate::{AgentAccount, Settings};

#[tokio::test]
async fn the_desk_is_a_part_of_the_program_and_bound_to_its_own_server() {
    let rig = Rig::new(Settings::unscripted()).await;
    for (path, kind) in [
        ("/desk", "text/html; charset=utf-8"),
        ("/desk/", "text/html; charset=utf-8"),
        ("/desk/desk.css", "text/css; charset=utf-8"),
        ("/desk/icon.svg", "image/svg+xml"),
        ("/desk/main.js", "text/javascript; charset=utf-8"),
    ] {
        let answer = rig.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        for line in [
            &format!("content-type: {kind}"),
            "cache-control: no-cache",
            "x-content-type-options: nosniff",
        ] {
            assert!(answer.has(line), "{path}: {}", answer.head);
        }
        let policy = answer
            .head
            .lines()
            .find(|line| line.starts_with("content-security-policy: "))
            .unwrap();
        for rule in [
            "default-src 'none'",
            "script-src 'self';",
            "style-src 'self';",
            "connect-src 'self';",
        ] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
    }
    assert_eq!(rig.get("/desk/nothing.js").await.status, 404);
}

#[tokio::test]
async fn the_page_holds_nothing_that_its_policy_forbids() {
    let rig = Rig::new(Settings::unscripted()).await;
    let page = rig.get("/desk").await.text();
    assert!(!page.contains("<style") && !page.contains("style="));
    let scripts = page.matches("<script").count();
    assert_eq!(
        scripts,
        page.matches("<script type=\"module\" src=").count()
    );
}

#[tokio::test]
async fn only_accounts_that_everybody_knows_are_told() {
    let told = Rig::new(Settings::unscripted()).await;
    assert!(told.get("/desk").await.text().contains("<b>anna</b>"));
    let mut settings = Settings::unscripted();
    settings.staff.agents = vec![AgentAccount::new("eve", "secret", "Eve")];
    let kept = Rig::new(settings).await.get("/desk").await.text();
    assert!(!kept.contains("anna") && kept.contains("Agent desk"));
}

#[tokio::test]
async fn an_agents_document_may_be_as_large_as_a_customers_file() {
    let rig = Rig::new(Settings::unscripted()).await;
    let document = "x".repeat(5 * 1024 * 1024);
    let length = document.len();
    let request = format!(
        "POST /api/v2/me/documents?name=a.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Authorization: Basic YW5uYTphbm5h\r\nContent-Length: {length}\r\n\r\n{document}"
    );
    let answer = exchange(rig.server.address(), request.as_bytes()).await;
    assert_eq!(
        (answer.status, answer.json()["statusCode"].as_u64()),
        (200, Some(0))
    );
}
