//! The script tag and the element, on pages of another origin than the contact centre's.

use causerie_e2e::{Center, Failure, Page};
use serde_json::{Value, json};

use crate::host;
use crate::visit::{agent, ann_says, begun, quiet_stage, say, send_form, served, until_so};

/// What was fetched of the widget itself.
const FETCHED: &str = "return performance.getEntriesByType('resource') \
    .filter(({ name }) => name.includes('/widget')).length";

/// Tells what goes wrong, by name.
const HEAR: &str = "window.told = []; \
    document.addEventListener('causerie:error', ({ detail }) => told.push(detail.name))";

/// The one line, with more attributes.
fn line(center: &Center, attributes: &str) -> String {
    let origin = format!("http://{}", center.address());
    format!(
        "<script async src=\"{origin}/causerie.js\" data-url=\"{origin}/genesys\" \
         {attributes}></script>"
    )
}

/// The element, with the script that makes it one.
fn element(center: &Center, attributes: &str) -> String {
    let origin = format!("http://{}", center.address());
    format!(
        "<div id=one><causerie-chat url=\"{origin}/genesys\" fields=\"[]\" {attributes}>\
         </causerie-chat></div><div id=two></div>\
         <script async src=\"{origin}/causerie.js\"></script>"
    )
}

async fn open_page(page: &Page, lines: &str) -> Result<(), Failure> {
    page.open(&host::page(&host::document(lines), "")).await
}

async fn click_launcher(page: &Page) -> Result<(), Failure> {
    let launcher = page.by_role("button", "Chat with us").await?;
    launcher.click().await
}

/// What a command comes to.
async fn done(page: &Page, command: &str) -> Result<Value, Failure> {
    let script = format!("return {command}.then(() => 'done', String)");
    page.script(&script).await
}

#[tokio::test]
async fn one_line_carries_a_whole_chat_on_any_origin() -> Result<(), Failure> {
    let stage = quiet_stage("embed-line");
    stage
        .play(async |page, center| {
            open_page(page, &line(center, "data-backend=gms-v1")).await?;
            click_launcher(page).await?;
            page.by_role("dialog", "Chat").await?;
            let first = page.by_role("textbox", "First name").await?;
            until_so("focus is in the window", async || first.has_focus().await).await;
            send_form(page).await?;
            begun(page).await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            page.reads("Ann joined").await?;
            say(page, "hello").await?;
            until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
            ann_says(center, "hello yourself");
            page.reads("hello yourself").await?;
            page.by_role("button", "End chat").await?.click().await?;
            page.by_role("button", "End chat").await?.click().await?;
            page.reads("Chat ended").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn nothing_is_fetched_before_somebody_is_about_to_chat() -> Result<(), Failure> {
    let stage = quiet_stage("embed-intent");
    stage
        .play(async |page, center| {
            for intent in ["pointerenter", "touchstart", "focus"] {
                open_page(page, &line(center, "")).await?;
                page.by_role("button", "Chat with us").await?;
                assert_eq!(page.script(FETCHED).await?, 0);
                let script = format!(
                    "document.querySelector('causerie-chat').shadowRoot.querySelector('button') \
                     .dispatchEvent(new Event('{intent}'))"
                );
                page.script(&script).await?;
                until_so("both are fetched", async || {
                    Ok(page.script(FETCHED).await? == 2)
                })
                .await;
                assert!(page.all_by_role("dialog", "Chat").await?.is_empty());
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_launcher_looks_the_same_before_and_after() -> Result<(), Failure> {
    const LOOK: &str = "const root = document.querySelector('causerie-chat').shadowRoot; \
        const look = (part) => { \
            const { x, y, width, height } = part.getBoundingClientRect(); \
            const { color, backgroundColor, fontSize, fontWeight, boxShadow } = getComputedStyle(part); \
            return [x, y, width, height, color, backgroundColor, fontSize, fontWeight, boxShadow]; \
        }; \
        return ['.launcher', '.launcher .icon', '.launcher path', '.launcher span'] \
            .map((name) => look(root.querySelector(name)))";
    let stage = quiet_stage("embed-look");
    stage
        .play(async |page, center| {
            for theme in ["light", "dark"] {
                open_page(page, &line(center, &format!("data-theme={theme}"))).await?;
                page.by_role("button", "Chat with us").await?;
                let before = page.script(LOOK).await?;
                assert_eq!(done(page, "causerie('open')").await?, "done");
                assert_eq!(done(page, "causerie('close')").await?, "done");
                page.gone("dialog", "Chat").await?;
                page.script("document.activeElement.blur()").await?;
                assert_eq!(page.script(LOOK).await?, before, "{theme}");
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_asked_for_before_the_script_is_there_is_done_in_order() -> Result<(), Failure> {
    const STUB: &str = "<script>window.told = []; \
        window.causerie = (...call) => \
            new Promise((resolve) => (causerie.q ||= []).push([resolve, ...call])); \
        causerie('on', 'opened', () => told.push('opened')).then((off) => told.push(typeof off)); \
        causerie('open').then(() => told.push('done')); \
        causerie('shout').catch(({ message }) => told.push(message)); \
        causerie.q.push(['on', 'closed', () => told.push('closed')]);</script>";
    let stage = quiet_stage("embed-queue");
    stage
        .play(async |page, center| {
            open_page(page, &format!("{STUB}{}", line(center, ""))).await?;
            page.by_role("dialog", "Chat").await?;
            assert_eq!(done(page, "causerie('close')").await?, "done");
            let told = page.script("return told").await?;
            let no_command = "causerie: there is no command `shout`";
            assert_eq!(
                told,
                json!([no_command, "function", "opened", "done", "closed"])
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_chat_that_goes_on_is_there_again_without_a_click() -> Result<(), Failure> {
    let stage = quiet_stage("embed-stored");
    stage
        .play(async |page, center| {
            open_page(page, &line(center, "data-fields=[]")).await?;
            click_launcher(page).await?;
            begun(page).await?;
            ann_joins(center);
            page.reads("Ann joined").await?;
            page.reload().await?;
            page.reads("Ann joined").await?;
            assert_eq!(done(page, "causerie('end')").await?, "done");
            page.reads("Chat ended").await?;
            page.reload().await?;
            page.by_role("button", "Chat with us").await?;
            assert_eq!(page.script(FETCHED).await?, 0);
            page.quiet().await
        })
        .await
}

fn ann_joins(center: &Center) {
    agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
}

#[tokio::test]
async fn where_a_policy_blocks_the_wasm_the_launcher_leads_elsewhere() -> Result<(), Failure> {
    let stage = quiet_stage("embed-blocked");
    stage
        .play(async |page, center| {
            let html = host::document(&line(center, "data-contact-url=/contact"));
            let policy = format!("script-src http://{}", center.address());
            page.open(&host::page(&html, &policy)).await?;
            page.script(HEAR).await?;
            for round in 1..=2 {
                click_launcher(page).await?;
                let contact = page.by_role("link", "Contact us another way").await?;
                let href = contact.property("href").await?.unwrap_or_default();
                assert!(href.ends_with("/contact"), "{href}");
                until_so("the page is told", async || {
                    Ok(page.script("return told").await? == json!(vec!["BlockedError"; round]))
                })
                .await;
                page.reads("Chat is unavailable").await?;
            }
            let refused = done(page, "causerie('open')").await?;
            let refused = refused.as_str().unwrap_or_default();
            assert!(refused.starts_with("BlockedError: causerie: "), "{refused}");
            page.screenshots("blocked").await
        })
        .await
}

#[tokio::test]
async fn a_file_that_did_not_arrive_is_fetched_by_the_next_click() -> Result<(), Failure> {
    let stage = quiet_stage("embed-network");
    stage
        .play(async |page, center| {
            open_page(page, &line(center, "data-fields=[] data-contact-url=tel:1")).await?;
            page.by_role("button", "Chat with us").await?;
            page.script(HEAR).await?;
            center.stop().await;
            click_launcher(page).await?;
            page.by_role("link", "Contact us another way").await?;
            assert_eq!(page.script("return told").await?, json!(["NetworkError"]));
            center.resume().await?;
            click_launcher(page).await?;
            begun(page).await?;
            page.gone("link", "Contact us another way").await
        })
        .await
}

#[tokio::test]
async fn two_copies_of_the_script_make_one_widget_of_the_same_options() -> Result<(), Failure> {
    const COUNT: &str = "return document.querySelectorAll('causerie-chat').length";
    let stage = quiet_stage("embed-twice");
    stage
        .play(async |page, center| {
            let (one, other) = (line(center, ""), line(center, "data-service=other"));
            open_page(page, &format!("{one}{one}")).await?;
            click_launcher(page).await?;
            page.by_role("dialog", "Chat").await?;
            assert_eq!(page.script(COUNT).await?, 1);
            open_page(page, &format!("{one}{other}{one}")).await?;
            until_so("there are two", async || Ok(page.script(COUNT).await? == 2)).await;
            let both = "return Promise.all([...document.querySelectorAll('causerie-chat')] \
                .map((chat) => chat.open())).then(() => 'done')";
            assert_eq!(page.script(both).await?, "done");
            assert_eq!(page.all_by_role("dialog", "Chat").await?.len(), 2);
            assert_eq!(page.script(FETCHED).await?, 2, "one wasm serves both");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn an_element_is_what_its_attributes_say() -> Result<(), Failure> {
    let stage = quiet_stage("embed-element");
    stage
        .play(async |page, center| {
            open_page(page, &element(center, "title=Help theme=light")).await?;
            page.script("window.chat = document.querySelector('causerie-chat')")
                .await?;
            click_launcher(page).await?;
            page.by_role("dialog", "Help").await?;
            assert_eq!(page.script("return chat.hasAttribute('open')").await?, true);
            begun(page).await?;
            page.script("chat.title = 'Advice'; chat.setAttribute('theme', 'dark')")
                .await?;
            page.by_role("dialog", "Advice").await?;
            let theme = "return chat.shadowRoot.querySelector('.causerie').dataset.theme";
            assert_eq!(page.script(theme).await?, "dark");
            page.script("chat.removeAttribute('open')").await?;
            page.gone("dialog", "Advice").await?;
            page.script("chat.setAttribute('open', '')").await?;
            page.by_role("dialog", "Advice").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            let slower = "window.ready = 0; chat.on('ready', () => (window.ready += 1)); \
                chat.setAttribute('poll-interval', 1000)";
            page.script(slower).await?;
            until_so("another widget takes its place", async || {
                Ok(page.script("return ready").await? == 1)
            })
            .await;
            begun(page).await?;
            assert_eq!(center.emulator().chats().len(), 1, "the chat goes on");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn an_element_that_is_moved_goes_on_with_its_chat() -> Result<(), Failure> {
    let stage = quiet_stage("embed-moved");
    stage
        .play(async |page, center| {
            open_page(page, &element(center, "open")).await?;
            let composer = page.by_role("textbox", "Message").await?;
            composer.type_text("half a sentence").await?;
            begun(page).await?;
            ann_joins(center);
            let moved =
                "document.getElementById('two').append(document.querySelector('causerie-chat'))";
            page.script(moved).await?;
            page.reads("Ann joined").await?;
            let composer = page.by_role("textbox", "Message").await?;
            assert_eq!(composer.value().await?, "half a sentence");
            page.by_role("button", "Send message")
                .await?
                .click()
                .await?;
            until_so("it is sent", async || {
                Ok(served(center, "half a sentence") == 1)
            })
            .await;
            assert_eq!(page.script(FETCHED).await?, 2);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_widget_of_the_script_stays_when_the_body_is_swapped() -> Result<(), Failure> {
    const SWAP: &str = "const body = document.createElement('body'); \
        body.innerHTML = '<p>The next page</p>'; document.body.replaceWith(body)";
    let stage = quiet_stage("embed-swapped");
    stage
        .play(async |page, center| {
            open_page(page, &line(center, "data-fields=[] data-open=true")).await?;
            begun(page).await?;
            page.script(SWAP).await?;
            page.reads("The next page").await?;
            ann_joins(center);
            page.reads("Ann joined").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            assert_eq!(done(page, "causerie('destroy')").await?, "done");
            page.script(SWAP).await?;
            page.gone("dialog", "Chat").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_holds_a_chat_by_commands_and_is_refused_in_sentences() -> Result<(), Failure> {
    let stage = quiet_stage("embed-commands");
    stage
        .play(async |page, center| {
            open_page(page, &line(center, "")).await?;
            page.by_role("button", "Chat with us").await?;
            page.script("window.chat = document.querySelector('causerie-chat')").await?;
            let no_chat = "NoChatError: causerie: there is no chat at present";
            for (command, outcome) in [
                ("chat.close()", "done"),
                ("chat.send('early')", no_chat),
                ("chat.end()", no_chat),
                ("chat.set({ userData: { plan: 'gold' } })", "done"),
                ("chat.start({ firstName: 'Ada' })", "FormError: causerie: the form is not complete"),
                ("chat.start(5)", "ArgumentError: causerie: argument `answers`: found a number, allowed: an object"),
                ("chat.send('early')", no_chat),
                ("chat.end()", no_chat),
                ("chat.set({ theme: 'pink' })", "ArgumentError: causerie: option `theme`: found \"pink\", allowed: auto, light, dark"),
                ("chat.set({ url: '/else' })", "ArgumentError: causerie: option `url` cannot change while the widget is at work"),
                ("chat.set({ title: 'Help', open: true, userData: { plan: 'gold', seats: 3 } })", "done"),
                ("chat.start({ subject: 'Relativity' })", "done"),
                ("chat.start()", "ChatError: causerie: a chat goes on"),
            ] {
                assert_eq!(done(page, command).await?, outcome, "{command}");
            }
            page.by_role("dialog", "Help").await?;
            begun(page).await?;
            let composer = page.by_role("textbox", "Message").await?;
            composer.type_text("mine").await?;
            for (command, outcome) in [
                ("chat.send(' ')", "ArgumentError: causerie: argument `text`: found blank text, allowed: text that is not empty"),
                ("chat.send('from the page')", "done"),
                ("chat.set({ userData: { plan: 'none' } })", "ChatError: causerie: a chat goes on"),
                ("chat.tell({ notice: 'x' })", "UnsupportedError: causerie: the back end gms-v1 has no such operation"),
            ] {
                assert_eq!(done(page, command).await?, outcome, "{command}");
            }
            until_so("it is sent", async || {
                Ok(served(center, "from the page") == 1)
            })
            .await;
            assert_eq!(composer.value().await?, "mine", "the visitor's words stay");
            {
                let centre = center.emulator();
                let chat = &centre.chats()[0];
                let service = centre.services().next().unwrap();
                let data = |name: &str| service.data().get(name).map(String::as_str);
                assert_eq!((data("plan"), data("seats")), (Some("gold"), Some("3")));
                assert_eq!(chat.nickname(), "Ada");
            }
            assert_eq!(done(page, "chat.end()").await?, "done");
            page.reads("Chat ended").await?;
            assert_eq!(done(page, "chat.send('late')").await?, no_chat);
            assert_eq!(done(page, "chat.start()").await?, "done");
            begun(page).await?;
            assert_eq!(center.emulator().chats().len(), 2);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_page_hears_events_until_it_has_heard_enough() -> Result<(), Failure> {
    const HEARD: &str = "window.heard = []; window.chat = document.querySelector('causerie-chat'); \
        window.off = chat.on('opened', ({ type }) => heard.push(type)); \
        window.shut = ({ type }) => heard.push(type); chat.on('closed', shut)";
    let stage = quiet_stage("embed-events");
    stage
        .play(async |page, center| {
            open_page(page, &line(center, "")).await?;
            page.by_role("button", "Chat with us").await?;
            page.script(HEARD).await?;
            for _ in 0..2 {
                assert_eq!(done(page, "chat.open()").await?, "done");
                assert_eq!(done(page, "chat.close()").await?, "done");
                page.script("off(); chat.off('closed', shut)").await?;
            }
            let heard = json!(["causerie:opened", "causerie:closed"]);
            assert_eq!(page.script("return heard").await?, heard);
            page.quiet().await
        })
        .await
}
