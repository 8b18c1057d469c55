//! Widgets of several back ends on one page: each has files of its own.

use causerie_e2e::{Center, Failure, Page};
use serde_json::{Value, json};

use crate::host::{self, Host};
use crate::visit::{begun, quiet_stage, until_so};

/// Which of the widget's files were fetched, in the order of their names.
const FETCHED: &str = "return performance.getEntriesByType('resource') \
    .map(({ name }) => new URL(name).pathname).filter((path) => path.includes('widget')).sort()";

/// Tells what goes wrong.
const HEAR: &str = "window.told = []; document.addEventListener('causerie:error', \
    ({ detail }) => told.push(detail.name, detail.message))";

/// An element that speaks to that back end, under that id.
fn element(center: &Center, backend: &str) -> String {
    let base = match backend {
        "gws" => "api",
        "web-api" => "eservices/api",
        _ => "genesys",
    };
    format!(
        "<causerie-chat id={backend} backend={backend} fields=\"[]\" url=\"http://{}/{base}\">\
         </causerie-chat>",
        center.address()
    )
}

/// Opens a page with these lines and the script, which has its files from there.
async fn open_page(page: &Page, files: &Host, lines: &str) -> Result<(), Failure> {
    let script = format!(
        "{lines}<script async src=\"{}/causerie.js\"></script>",
        files.origin()
    );
    let page_address = host::page(&host::document(&script), "");
    page.open(&page_address).await?;
    page.by_role("button", "Chat with us").await?;
    page.script(HEAR).await.map(drop)
}

/// Whether a visitor said that, once and in one chat only.
fn is_said_once(center: &Center, words: &str) -> bool {
    let centre = center.emulator();
    let chats = centre.chats();
    let events = chats.iter().flat_map(|chat| chat.transcript());
    events.filter(|event| event.text == words).count() == 1
}

/// Has the element of that id say something.
async fn say(page: &Page, center: &Center, id: &str, words: &str) -> Result<(), Failure> {
    let script =
        format!("return document.getElementById('{id}').send('{words}').then(() => 1, String)");
    assert_eq!(page.script(&script).await?, 1);
    until_so("it is sent", async || Ok(is_said_once(center, words))).await;
    Ok(())
}

fn files_of(widgets: &[&str]) -> Value {
    let files = widgets.iter().flat_map(|name| {
        let name = format!("/widget-{name}");
        [format!("{name}.js"), format!("{name}_bg.wasm")]
    });
    json!(files.collect::<Vec<_>>())
}

#[tokio::test]
async fn each_back_end_on_a_page_has_its_own_widget_and_its_own_chat() -> Result<(), Failure> {
    const ALL: [&str; 4] = ["gms-v1", "gms-v2", "gws", "web-api"];
    let stage = quiet_stage("backends-all");
    stage
        .play(async |page, center| {
            let files = host::files();
            let lines: String = ALL.map(|backend| element(center, backend)).concat();
            open_page(page, &files, &lines).await?;
            let open = "return Promise.all([...document.querySelectorAll('causerie-chat')] \
                .map((chat) => chat.open())).then(() => 1, String)";
            assert_eq!(page.script(open).await?, 1);
            until_so("each has a chat", async || {
                Ok(center.emulator().chats().len() == ALL.len())
            })
            .await;
            for backend in ALL {
                say(page, center, backend, &format!("I am at {backend}")).await?;
            }
            assert_eq!(
                page.script(FETCHED).await?,
                files_of(&["gms-v1", "gms-v2", "gws"])
            );
            assert_eq!(page.script("return told").await?, json!([]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn an_element_whose_back_end_changes_has_another_widget() -> Result<(), Failure> {
    let stage = quiet_stage("backends-change");
    stage
        .play(async |page, center| {
            let files = host::files();
            open_page(page, &files, &element(center, "gms-v1")).await?;
            let chat = "document.querySelector('causerie-chat')";
            page.script(&format!("{chat}.open()")).await?;
            begun(page).await?;
            assert_eq!(page.script(FETCHED).await?, files_of(&["gms-v1"]));
            let origin = format!("http://{}", center.address());
            let change = format!("{chat}.options = {{ backend: 'gws', url: '{origin}/api' }}");
            page.script(&change).await?;
            until_so("there is another chat", async || {
                Ok(center.emulator().chats().len() == 2)
            })
            .await;
            begun(page).await?;
            say(page, center, "gms-v1", "hello from another place").await?;
            assert_eq!(page.script(FETCHED).await?, files_of(&["gms-v1", "gws"]));
            assert_eq!(page.script("return told").await?, json!([]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_back_end_that_changes_while_the_files_come_is_the_one_that_is_spoken_to()
-> Result<(), Failure> {
    let stage = quiet_stage("backends-meanwhile");
    stage
        .play(async |page, center| {
            let files = host::files();
            let held = "/widget-gms-v1_bg.wasm";
            files.hold(held);
            open_page(page, &files, &element(center, "gms-v1")).await?;
            page.click("button", "Chat with us").await?;
            until_so("it is asked for", async || {
                Ok(!files.asked(held).is_empty())
            })
            .await;
            let change =
                "document.querySelector('causerie-chat').setAttribute('backend', 'gms-v2')";
            page.script(change).await?;
            files.release();
            begun(page).await?;
            say(page, center, "gms-v1", "hello").await?;
            assert_eq!(files.asked("/widget-gms-v2.js").len(), 1);
            assert_eq!(page.script("return told").await?, json!([]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_back_end_that_there_is_not_is_an_error_that_names_those_there_are() -> Result<(), Failure>
{
    let stage = quiet_stage("backends-unknown");
    stage
        .play(async |page, center| {
            for unknown in ["telepathy", "twitter", "gms-v12", "constructor"] {
                let files = host::files();
                open_page(page, &files, &element(center, unknown)).await?;
                page.click("button", "Chat with us").await?;
                until_so("it is told", async || {
                    Ok(page.script("return told.length").await? == 2)
                })
                .await;
                let sentence = format!(
                    "causerie: option `backend`: found \"{unknown}\", \
                     allowed: gms-v1, gms-v2, gws, web-api"
                );
                let told = page.script("return told").await?;
                assert_eq!(told, json!(["ArgumentError", sentence]));
            }
            Ok(())
        })
        .await
}
