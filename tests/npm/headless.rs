//! The chat without an interface: on a page that draws it, and where there is no page.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use causerie_e2e::{Failure, Page};
use causerie_emulator::shell::Server;
use causerie_emulator::{Emulator, Settings};
use serde_json::{Value, json};

use crate::consumers::bare;
use crate::package::{self, made};
use crate::tool::Tool;
use crate::visit::{COUNT_INSTANCES, agent, ann_greets, fetched, served, stage, until_so};

/// Counts what is listened to and waited for.
const COUNTED: &str = include_str!("../e2e/counted.js");

const LEFT: &str = "return [counted.listeners, counted.timers.size]";

/// The page, which is made once.
fn site() -> PathBuf {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    let site = SITE.get_or_init(|| {
        package::installed();
        let site = made("headless");
        let vite = Tool::installed("vite", "headless").args("build --logLevel warn --outDir");
        vite.with(&site).run();
        site
    });
    site.clone()
}

/// What a command comes to.
async fn done(page: &Page, command: &str) -> Result<Value, Failure> {
    let script = format!("return {command}.then(() => 'done', String)");
    page.script(&script).await
}

async fn begin(page: &Page) -> Result<(), Failure> {
    assert_eq!(
        done(page, "chat.open({ subject: 'Relativity' })").await?,
        "done"
    );
    page.reads("chatting").await
}

#[tokio::test]
async fn a_page_draws_a_whole_chat_from_views_and_events() -> Result<(), Failure> {
    stage("npm-headless", site())
        .play(async |page, center| {
            page.open("/").await?;
            page.reads("form").await?;
            begin(page).await?;
            assert_eq!(done(page, "chat.send('hello')").await?, "done");
            until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
            page.reads("hello | sent").await?;
            ann_greets(center, "hello yourself");
            page.reads("Ann | hello yourself").await?;
            agent(center, |centre, chat, now| {
                centre.start_typing(chat, "Ann", now)
            });
            page.reads("chatting Ann").await?;
            let rows = "return chat.view.rows.map(({ type, role, delivery }) => \
                [type, role, delivery])";
            let expected = json!([
                ["text", "visitor", "sent"],
                ["joined", "agent", null],
                ["text", "agent", null],
            ]);
            assert_eq!(page.script(rows).await?, expected);
            assert_eq!(done(page, "chat.end()").await?, "done");
            page.reads("ended").await?;
            assert_eq!(page.script("return chat.view.by").await?, "visitor");
            let names = "return [...new Set(events.map(([name]) => name))].sort()";
            let expected = json!([
                "changed",
                "ended",
                "message",
                "participant",
                "ready",
                "started",
                "typing"
            ]);
            assert_eq!(page.script(names).await?, expected);
            let said = "return events.filter(([name]) => name === 'message')\
                .map(([, { text, role }]) => [text, role])";
            let expected = json!([["hello", "visitor"], ["hello yourself", "agent"]]);
            assert_eq!(page.script(said).await?, expected);
            assert_eq!(
                fetched(page, "widget").await?,
                0,
                "no interface is downloaded"
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_did_not_change_is_the_same_object() -> Result<(), Failure> {
    stage("npm-headless-view", site())
        .play(async |page, center| {
            page.open("/").await?;
            page.reads("form").await?;
            begin(page).await?;
            assert_eq!(done(page, "chat.send('one')").await?, "done");
            page.reads("one | sent").await?;
            page.script("window.before = chat.view").await?;
            assert_eq!(page.script("return chat.view === before").await?, true);
            ann_greets(center, "two");
            page.reads("Ann | two").await?;
            let same = "const { rows } = chat.view; return [chat.view === before, \
                rows[0] === before.rows[0], rows.length, Object.isFrozen(rows[0])]";
            assert_eq!(page.script(same).await?, json!([false, true, 3, true]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_reload_goes_on_with_the_chat_and_what_was_being_written() -> Result<(), Failure> {
    stage("npm-headless-reload", site())
        .play(async |page, center| {
            page.open("/").await?;
            page.reads("form").await?;
            begin(page).await?;
            ann_greets(center, "Before the reload");
            page.reads("Before the reload").await?;
            assert_eq!(done(page, "chat.typing('half a sen')").await?, "done");
            page.reload().await?;
            page.reads("Before the reload").await?;
            assert_eq!(page.script("return chat.view.draft").await?, "half a sen");
            assert_eq!(done(page, "chat.typing()").await?, "done");
            assert_eq!(done(page, "chat.send('whole')").await?, "done");
            assert_eq!(page.script("return chat.view.draft").await?, "");
            page.reads("whole | sent").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_said_as_soon_as_a_chat_is_opened_is_taken() -> Result<(), Failure> {
    /// Another chat, while it is not certain yet that no other tab holds one.
    const ANOTHER: &str = "const [{ name }] = (await navigator.locks.query()).held; \
        await chat.destroy(); navigator.locks.request(name, () => new Promise(() => {})).catch(() => {}); begin();";
    const AT_ONCE: &str = "await chat.open({ subject: 'Relativity' }); \
        await chat.send('at once'); return chat.view.stage";
    const DESTROYED: &str = "setTimeout(() => chat.destroy(), 200); \
        return chat.open({ subject: 'Relativity' }).then(() => 'done', String)";
    stage("npm-headless-at-once", site())
        .play(async |page, center| {
            page.open("/").await?;
            page.reads("form").await?;
            let stage = page.script(&format!("{ANOTHER} {AT_ONCE}")).await?;
            assert_eq!(stage, "opening");
            page.reads("at once | sent").await?;
            assert_eq!(served(center, "at once"), 1);
            assert_eq!(done(page, "chat.end()").await?, "done");
            page.reads("ended").await?;
            let refused = page.script(&format!("{ANOTHER} {DESTROYED}")).await?;
            assert_eq!(refused, "AbsentError: causerie: the chat was destroyed");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_cannot_be_is_refused_in_a_sentence() -> Result<(), Failure> {
    const NO_CHAT: &str = "NoChatError: causerie: there is no chat at present";
    stage("npm-headless-refused", site())
        .play(async |page, _| {
            page.open("/").await?;
            page.reads("form").await?;
            for (command, outcome) in [
                ("chat.send('early')", NO_CHAT),
                ("chat.typing('early')", NO_CHAT),
                ("chat.end()", NO_CHAT),
                ("chat.open()", "FormError: causerie: the form is not complete"),
                ("chat.open(5)", "ArgumentError: causerie: argument `answers`: found a number, allowed: an object"),
                ("chat.set({ url: '/else' })", "ArgumentError: causerie: option `url` cannot change while the chat is at work"),
                ("chat.set({ userData: { plan: 'gold' } })", "done"),
                ("chat.open({ subject: 'Relativity' })", "done"),
                ("chat.open()", "ChatError: causerie: a chat goes on"),
            ] {
                assert_eq!(done(page, command).await?, outcome, "{command}");
            }
            page.reads("chatting").await?;
            for (command, outcome) in [
                ("chat.send(' ')", "ArgumentError: causerie: argument `text`: found blank text, allowed: text that is not empty"),
                ("chat.set({ userData: {} })", "ChatError: causerie: a chat goes on"),
                ("chat.tell({ notice: 'x' })", "UnsupportedError: causerie: the back end gms-v1 has no such operation"),
                ("chat.attach(new File([], 'a'))", "UnsupportedError: causerie: the back end gms-v1 has no such operation"),
                ("chat.attach('a')", "ArgumentError: causerie: argument `file`: allowed: a File"),
                ("chat.retry(99)", "ArgumentError: causerie: argument `key`: found 99, allowed: that of a row that fits"),
                ("chat.seen()", "done"),
                ("chat.tryAgain()", "done"),
            ] {
                assert_eq!(done(page, command).await?, outcome, "{command}");
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn options_at_fault_are_told_of_by_every_way_there_is() -> Result<(), Failure> {
    stage("npm-headless-fault", site())
        .play(async |page, _| {
            page.open("/?pollInterval=soon").await?;
            page.reads("absent").await?;
            let told = "return events.filter(([name]) => name === 'error')\
                .map(([, { kind, name }]) => [kind, name])";
            assert_eq!(
                page.script(told).await?,
                json!([["widget", "ArgumentError"]])
            );
            let refused = done(page, "chat.open()").await?;
            let refused = refused.as_str().unwrap_or_default();
            let sentence = "ArgumentError: causerie: option `pollInterval`: found \"soon\"";
            assert!(refused.starts_with(sentence), "{refused}");
            Ok(())
        })
        .await
}

#[tokio::test]
async fn after_a_failure_the_next_command_has_wasm_of_its_own() -> Result<(), Failure> {
    /// A file whose name cannot be read: what asks for it fails in the midst.
    const BREAK: &str = "const file = new File([], 'a'); \
        Object.defineProperty(file, 'name', { get() { throw new Error('broken by the page') } }); \
        return chat.attach(file).then(() => 'done', ({ name }) => name)";
    stage("npm-headless-failure", site())
        .play(async |page, center| {
            page.open("/").await?;
            page.reads("form").await?;
            begin(page).await?;
            assert_eq!(done(page, "chat.send('before')").await?, "done");
            page.reads("before | sent").await?;
            page.script(COUNT_INSTANCES).await?;
            assert_eq!(page.script(BREAK).await?, "FailedError");
            page.reads("absent").await?;
            assert_eq!(done(page, "chat.tryAgain()").await?, "done");
            page.reads("before | sent").await?;
            assert_eq!(done(page, "chat.send('after')").await?, "done");
            page.reads("after | sent").await?;
            assert_eq!(served(center, "before"), 1);
            assert_eq!(center.emulator().chats().len(), 1);
            assert_eq!(page.script("return instances").await?, 1);
            assert_eq!(fetched(page, "wasm").await?, 1, "compiled once");
            Ok(())
        })
        .await
}

#[tokio::test]
async fn wasm_that_traps_in_the_midst_of_something_is_replaced_by_the_next_command()
-> Result<(), Failure> {
    /// The next text that the wasm is given is longer than there can be: an answer, while nobody
    /// asks it for anything.
    const TRAP: &str = "const { encode } = TextEncoder.prototype; \
        TextEncoder.prototype.encode = () => { \
        TextEncoder.prototype.encode = encode; return { length: 4294967295 }; }";
    stage("npm-headless-trap", site())
        .play(async |page, center| {
            page.open("/").await?;
            page.reads("form").await?;
            begin(page).await?;
            assert_eq!(done(page, "chat.send('before')").await?, "done");
            page.reads("before | sent").await?;
            page.script(TRAP).await?;
            page.reads("absent").await?;
            assert_eq!(done(page, "chat.tryAgain()").await?, "done");
            page.reads("before | sent").await?;
            assert_eq!(served(center, "before"), 1);
            assert_eq!(center.emulator().chats().len(), 1);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_destroyed_chat_leaves_nothing_behind_and_the_next_takes_it_up() -> Result<(), Failure> {
    stage("npm-headless-destroyed", site())
        .play(async |page, center| {
            let script = json!({ "source": COUNTED });
            page.devtools("Page.addScriptToEvaluateOnNewDocument", script)
                .await?;
            page.open("/").await?;
            page.reads("form").await?;
            begin(page).await?;
            let before = page.script(LEFT).await?;
            let some = |place: usize| before[place].as_u64() > Some(0);
            assert!(some(0) && some(1), "{before}");
            assert_eq!(done(page, "chat.destroy()").await?, "done");
            assert_eq!(page.script(LEFT).await?, json!([0, 0]));
            assert_eq!(page.script("return chat.view.stage").await?, "absent");
            let absent = "AbsentError: causerie: the chat was destroyed";
            assert_eq!(done(page, "chat.send('late')").await?, absent);
            page.script("begin()").await?;
            page.reads("chatting").await?;
            ann_greets(center, "still there?");
            page.reads("Ann | still there?").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_worker_holds_a_chat() -> Result<(), Failure> {
    const OPEN: &str =
        "worker.postMessage({ command: 'open', argument: { firstName: 'Ada', subject: 'x' } })";
    stage("npm-headless-worker", site())
        .play(async |page, center| {
            page.open("/").await?;
            page.script("work()").await?;
            for (order, stage) in [("", "form"), (OPEN, "chatting")] {
                page.script(order).await?;
                until_so(stage, async || {
                    Ok(page.script("return window.staged").await? == stage)
                })
                .await;
            }
            assert_eq!(center.emulator().chats().len(), 1);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_wasm_is_had_from_where_the_page_says_in_any_form() -> Result<(), Failure> {
    const WASM: &str = "'/causerie/session_bg.wasm'";
    stage("npm-init", bare("init"))
        .play(async |page, _| {
            for source in [
                WASM.to_owned(),
                format!("new URL({WASM}, location)"),
                format!("await fetch({WASM})"),
                format!("fetch({WASM})"),
                format!("new Uint8Array(await (await fetch({WASM})).arrayBuffer())"),
                format!("await WebAssembly.compileStreaming(fetch({WASM}))"),
            ] {
                page.open("/").await?;
                let script = format!(
                    "return import('/causerie/headless.js').then(async ({{ Chat, init }}) => {{                      init({{ wasm: {source} }}); const chat = new Chat({{ url: '/genesys' }});                      await chat.tryAgain(); return chat.view.stage }}).catch(String)"
                );
                assert_eq!(page.script(&script).await?, "form", "{source}");
                assert_eq!(fetched(page, "session_bg").await?, 1, "{source}");
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_wasm_that_did_not_arrive_is_fetched_again_by_the_next_command() -> Result<(), Failure> {
    const SCRIPT: &str = "return import('/causerie/headless.js').then(async ({ Chat, init }) => { \
        const told = []; init({ wasm: '/nowhere.wasm' }); \
        const chat = new Chat({ url: '/genesys' }); \
        chat.on('error', ({ detail }) => told.push(detail.name)); \
        await chat.tryAgain().catch(({ name }) => told.push(name)); \
        init({ wasm: '/causerie/session_bg.wasm' }); await chat.tryAgain(); \
        try { init({}) } catch ({ name }) { told.push(name) } \
        return [...told, chat.view.stage] })";
    stage("npm-init-network", bare("init-network"))
        .play(async |page, _| {
            page.open("/").await?;
            let told = json!(["NetworkError", "NetworkError", "ArgumentError", "form"]);
            assert_eq!(page.script(SCRIPT).await?, told);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_program_of_node_holds_a_whole_chat_without_a_window() {
    package::installed();
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let emulator = Arc::new(Mutex::new(Emulator::new(Settings::default(), 5)));
    let server = Server::start(anywhere, emulator, None).await.unwrap();
    let url = format!("http://{}/genesys", server.address());
    let node = Tool::new("node", "headless").with("node.js").with(url);
    let printed = tokio::task::spawn_blocking(move || node.run());
    assert_eq!(printed.await.unwrap(), "visitor\n");
    server.stop().await;
}
