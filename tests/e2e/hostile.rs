//! Pages that do to their own globals, styles and documents what pages do.

use causerie_e2e::{Ability, Center, Failure, Page};

use crate::answer::Answer;
use crate::host::{self, Host};
use crate::visit::{agent, ann_says, begun, quiet_stage, say, served, until_so};

const FROZEN: &str = "everything is frozen";

/// What a page has done before the widget's script comes, as lines of its body.
const DEEDS: [(&str, &str); 22] = [
    (
        "an element has the function's name",
        "<div id=causerie></div>",
    ),
    (
        "a form has the function's name, and fields of odd names",
        "<form id=causerie><input name=q value=search><input name=here></form>",
    ),
    (
        "a form is called like the script",
        "<form name=currentScript><input name=src value=/other/></form>",
    ),
    ("base", "<base href='http://127.0.0.1:9/elsewhere/'>"),
    (
        "objects inherit methods",
        "<script>for (const name of ['extend', 'each', 'clone', 'contains', 'merge']) \
            Object.prototype[name] = function () { return this }</script>",
    ),
    (
        "objects inherit what options are called",
        "<script>for (const name of ['open', 'theme', 'dir', 'service', 'delivery', 'title', \
            'headers', 'fields', 'visitor', 'userData', 'pollInterval', 'language', 'words', 'once', \
            'cause', 'type', 'url', 'error', 'reason']) \
            Object.prototype[name] = function () { return 'polluted' }</script>",
    ),
    (
        "objects inherit setters",
        "<script>for (const name of ['method', 'body', 'headers', 'credentials']) \
            Object.defineProperty(Object.prototype, name, { \
                get: () => undefined, set() {}, configurable: true, enumerable: true })</script>",
    ),
    (
        "lists inherit methods and JSON of their own",
        "<script>for (const name of ['each', 'last', 'remove', 'contains']) \
            Array.prototype[name] = function () { return this }; \
            Array.prototype.toJSON = function () { return `[${[...this].map((one) => JSON.stringify(one))}]` }</script>",
    ),
    (
        FROZEN,
        "<script>for (const name of Object.getOwnPropertyNames(window)) { \
            const held = Object.getOwnPropertyDescriptor(window, name); \
            if (typeof held.value !== 'function' && !/^(JSON|Math|Reflect|WebAssembly|Intl)$/.test(name)) continue; \
            Object.freeze(held.value); \
            if (held.value.prototype) Object.freeze(held.value.prototype); \
        }</script>",
    ),
    (
        "globals cannot be changed",
        "<script>for (const name of Object.getOwnPropertyNames(window)) { \
            const held = Object.getOwnPropertyDescriptor(window, name); \
            if (held.writable && held.configurable) Object.defineProperty(window, name, { writable: false, configurable: false }); \
        }</script>",
    ),
    (
        "fetch is wrapped",
        "<script>const own = fetch; window.fetch = async function (...call) { \
            const answer = await own.apply(this, call); return answer.clone() }</script>",
    ),
    (
        "fetch is wrapped and returns a promise of another kind",
        "<script>const own = fetch; window.fetch = (...call) => { const answer = own(...call); \
            return { then: (kept, broken) => answer.then(kept, broken), catch: (broken) => answer.catch(broken) } }</script>",
    ),
    (
        "answers are of another kind",
        "<script>window.Response = class extends Response {}</script>",
    ),
    (
        "JSON is written with layout",
        "<script>const own = JSON.stringify; JSON.stringify = (value) => own(value, null, 2)</script>",
    ),
    (
        "the clock stands still",
        "<script>window.Date = class extends Date { \
            constructor(...given) { given.length ? super(...given) : super(0) } \
            static now() { return 0 } }</script>",
    ),
    (
        "dates are of another kind",
        "<script>const own = Date; window.Date = function (...given) { \
            return new own(...given) }; Date.now = () => NaN</script>",
    ),
    (
        "promises are of another kind",
        "<script>const own = Promise; window.Promise = class Pledge { \
            constructor(run) { this.own = new own(run) } \
            then(...both) { return new Pledge((resolve) => resolve(this.own.then(...both))) } \
            catch(broken) { return this.then(undefined, broken) } \
            static resolve(value) { return new Pledge((resolve) => resolve(value)) } \
            static reject(value) { return new Pledge((_, reject) => reject(value)) } \
            static all(list) { return Pledge.resolve(own.all(list)) } }</script>",
    ),
    (
        "elements inherit a library's methods",
        "<script>for (const name of ['on', 'fire', 'update', 'select', 'show', 'hide', 'placed']) \
            HTMLElement.prototype[name] = function () { return this }; \
            Element.prototype.remove = function () { this.parentNode.removeChild(this); return this }; \
            Array.from = (list) => [...list].map((one) => one)</script>",
    ),
    (
        "a shim of old browsers has replaced what is there",
        "<script>Object.assign = function (into, ...all) { \
                for (const from of all) for (const name in from) into[name] = from[name]; return into }; \
            Object.entries = (from) => Object.keys(from).map((name) => [name, from[name]]); \
            Object.fromEntries = (all) => { const into = {}; for (const [name, value] of all) into[name] = value; return into }; \
            window.CustomEvent = class extends CustomEvent {};</script>",
    ),
    (
        "the element is made by another copy",
        "<causerie-chat id=other url=/elsewhere hidden></causerie-chat><script>document.getElementById('other').remove()</script>",
    ),
    (
        "errors are heard and swallowed",
        "<script>addEventListener('error', (event) => event.stopImmediatePropagation(), true); \
            window.onerror = () => true</script>",
    ),
    (
        "keys and clicks are watched",
        "<script>for (const name of ['keydown', 'keypress', 'keyup', 'click', 'focusin']) \
            document.addEventListener(name, (event) => { \
                if (!event.composedPath()[0].closest?.('button, input, textarea')) event.preventDefault() }, true)</script>",
    ),
];

/// A chat begins with a click.
const NO_FORM: &str = "data-fields=[]";

/// A website that does this, with the widget in a line of script.
fn website(deed: &str, files: &Host, center: &Center, attributes: &str) -> Host {
    let host = Host::start();
    let html = host::document(&format!("{deed}{}", line(files, center, attributes)));
    host.at("/", Answer::html(&html));
    host
}

fn line(files: &Host, center: &Center, attributes: &str) -> String {
    format!(
        "<script async src=\"{}/causerie.js\" data-url=\"http://{}/genesys\" \
         data-contact-url=\"https://a.example/contact\" {attributes}></script>",
        files.origin(),
        center.address()
    )
}

/// From the launcher to a message that has arrived, and one from the other side.
async fn chats(page: &Page, center: &Center) -> Result<(), Failure> {
    page.click("button", "Chat with us").await?;
    begun(page).await?;
    agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
    page.reads("Ann joined").await?;
    say(page, "hello").await?;
    until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
    ann_says(center, "hello yourself");
    page.reads("hello yourself").await
}

/// What style sheets do to everything, or to what widgets are made of.
const SHEETS: [&str; 5] = [
    "* { all: unset !important }",
    "* { color: red !important; cursor: none !important; font: 40px monospace !important; \
        letter-spacing: 9px !important; line-height: 3 !important; pointer-events: none !important; \
        text-align: right !important; text-indent: 2em !important; text-shadow: 3px 3px red !important; \
        text-transform: uppercase !important; user-select: none !important; \
        visibility: hidden !important; white-space: pre !important; word-spacing: 9px !important }",
    "div, button, svg, path, span, form, label, input, textarea, a, h2 { display: none !important; \
        position: static !important; inline-size: 0 !important; opacity: 0 !important }",
    "body > * { position: relative !important; z-index: 0 !important; margin: 50px !important; \
        padding: 50px !important; max-inline-size: 10px !important; overflow: hidden !important }",
    "body > * { display: block; float: left; \
        transform: translateX(0); filter: grayscale(0) }",
];

/// Where everything is that is seen, and how it looks.
const LOOK: &str = "const root = document.querySelector('causerie-chat').shadowRoot; \
    for (const movement of root.getAnimations()) movement.finish(); \
    return [...root.querySelectorAll('.causerie *')].map((part) => { \
        const { x, y, width, height } = part.getBoundingClientRect(); \
        const style = getComputedStyle(part); \
        const look = ['color', 'backgroundColor', 'cursor', 'font', 'letterSpacing', 'opacity', \
            'pointerEvents', 'textAlign', 'textIndent', 'textShadow', 'textTransform', \
            'userSelect', 'visibility', 'whiteSpace', 'wordSpacing']; \
        return [part.className, x, y, width, height, ...look.map((name) => style[name])].join(); \
    })";

/// The launcher, and the window with its form.
async fn looks(page: &Page, address: &str) -> Result<Vec<String>, Failure> {
    page.open(address).await?;
    let launcher = page.by_role("button", "Chat with us").await?;
    // The launcher looks another way below a pointer, which may still be where it was.
    page.driver().action_chain().move_to(1, 1).perform().await?;
    let hovered = "const root = document.querySelector('causerie-chat').shadowRoot;
        return root.querySelector('button:hover') === null";
    until_so("the pointer is away", async || {
        Ok(page.script(hovered).await? == true)
    })
    .await;
    let before = page.script(LOOK).await?;
    launcher.click().await?;
    let first = page.by_role("textbox", "First name").await?;
    until_so("focus is in the window", async || first.has_focus().await).await;
    let after = page.script(LOOK).await?;
    let both = [before, after].into_iter();
    let all = both.flat_map(|look| serde_json::from_value::<Vec<String>>(look).unwrap());
    Ok(all.collect())
}

#[tokio::test]
async fn no_style_sheet_of_a_page_changes_how_the_widget_looks() -> Result<(), Failure> {
    let stage = quiet_stage("hostile-sheets");
    stage
        .play(async |page, center| {
            page.needs(Ability::Pointer)?;
            let files = host::files();
            let plain = website("", &files, center, "");
            let expected = looks(page, &format!("{}/", plain.origin())).await?;
            for sheet in SHEETS {
                let host = website(&format!("<style>{sheet}</style>"), &files, center, "");
                let found = looks(page, &format!("{}/", host.origin())).await?;
                assert_eq!(found, expected, "{sheet}");
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn whatever_a_page_did_to_its_globals_a_chat_can_be_held() -> Result<(), Failure> {
    let stage = quiet_stage("hostile-deeds");
    stage
        .play(async |page, center| {
            let files = host::files();
            for (name, deed) in DEEDS {
                eprintln!("{name}");
                if name.contains("inherit") {
                    page.needs(Ability::Trust)?;
                }
                let host = website(deed, &files, center, NO_FORM);
                page.open(&format!("{}/", host.origin())).await?;
                chats(page, center).await?;
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn lists_that_have_json_of_their_own_reach_the_widget() -> Result<(), Failure> {
    const LISTS: &str = "<script>Array.prototype.toJSON = function () { \
        return `[${[...this].map((one) => JSON.stringify(one))}]` }</script>";
    let stage = quiet_stage("hostile-lists");
    stage
        .play(async |page, center| {
            page.needs(Ability::Trust)?;
            let files = host::files();
            let host = website(LISTS, &files, center, NO_FORM);
            page.open(&format!("{}/", host.origin())).await?;
            page.by_role("button", "Chat with us").await?;
            let start = format!(
                "causerie('destroy'); const chat = await causerie('start', {{ \
                 url: 'http://{}/genesys', userData: {{ tags: ['gold', 'old'] }}, \
                 fields: ['firstName', {{ name: 'order', label: 'Order number' }}] }}); \
                 await chat.open()",
                center.address()
            );
            page.script(&start).await?;
            let order = page.by_role("textbox", "Order number").await?;
            order.type_text("5").await?;
            page.by_role("button", "Start chat").await?.click().await?;
            begun(page).await?;
            let centre = center.emulator();
            let service = centre.services().next().unwrap();
            let data = service.data();
            assert_eq!(data.get("order").map(String::as_str), Some("5"));
            let tags = data.get("tags").unwrap();
            assert!(tags.contains("gold") && tags.contains("old"), "{tags}");
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_document_of_old_and_one_in_a_frame_hold_a_chat() -> Result<(), Failure> {
    let stage = quiet_stage("hostile-documents");
    stage
        .play(async |page, center| {
            let (files, host) = (host::files(), Host::start());
            let old = format!(
                "<title>Old</title><table><tr><td>{}</table>",
                line(&files, center, NO_FORM)
            );
            let (outer, frame) = (Host::start(), "width=700 height=400></iframe>");
            let frame = format!("<iframe src=\"{}/\" {frame}", host.origin());
            host.at("/", Answer::html(&old));
            outer.at("/", Answer::html(&host::document(&frame)));
            page.open(&format!("{}/", host.origin())).await?;
            assert_eq!(
                page.script("return document.compatMode").await?,
                "BackCompat"
            );
            chats(page, center).await?;
            page.script("return causerie('end')").await?;
            page.reads("Chat ended").await?;
            page.open(&format!("{}/", outer.origin())).await?;
            chats(&page.framed(), center).await
        })
        .await
}

/// What leaves no way to chat.
const BREAKS: [(&str, &str); 3] = [
    (
        "fetch throws",
        "<script>window.fetch = () => { throw new TypeError('not today') }</script>",
    ),
    (
        "fetch fails",
        "<script>window.fetch = () => Promise.reject(new TypeError('not today'))</script>",
    ),
    (
        "fetch answers with something else",
        "<script>window.fetch = async () => ({ ok: true, text: async () => '{}' })</script>",
    ),
];

#[tokio::test]
async fn where_a_page_leaves_no_way_to_chat_there_is_the_contact_link() -> Result<(), Failure> {
    const HEAR: &str = "window.told = []; \
        document.addEventListener('causerie:error', ({ detail }) => told.push(detail.name))";
    let stage = quiet_stage("hostile-breaks");
    stage
        .play(async |page, center| {
            let files = host::files();
            for (name, broken) in BREAKS {
                eprintln!("{name}");
                let host = website(broken, &files, center, NO_FORM);
                page.open(&format!("{}/", host.origin())).await?;
                page.script(HEAR).await?;
                for round in 1..=2 {
                    page.click("button", "Chat with us").await?;
                    until_so("the page is told", async || {
                        let told = page.script("return told").await?;
                        Ok(told.as_array().map(Vec::len) == Some(round))
                    })
                    .await;
                    let contact = page.by_role("link", "Contact us another way").await?;
                    let href = contact.property("href").await?;
                    assert_eq!(href.as_deref(), Some("https://a.example/contact"));
                }
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_chat_outlives_a_fetch_that_throws_for_a_while() -> Result<(), Failure> {
    let stage = quiet_stage("hostile-fetch");
    stage
        .play(async |page, center| {
            let files = host::files();
            let host = website("", &files, center, NO_FORM);
            page.open(&format!("{}/", host.origin())).await?;
            chats(page, center).await?;
            page.script("window.own = fetch; window.fetch = () => { throw new Error('not now') }")
                .await?;
            say(page, "are you there?").await?;
            page.reads("Reconnecting").await?;
            page.script("window.fetch = own").await?;
            until_so("it is sent", async || {
                for again in page.all_by_role("button", "Try again").await? {
                    // It may be quicker than the click, and then the button is gone.
                    let _ = again.click().await;
                }
                Ok(served(center, "are you there?") == 1)
            })
            .await;
            ann_says(center, "I am");
            page.reads("I am").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn where_everything_is_frozen_commands_are_refused_in_the_same_words() -> Result<(), Failure>
{
    let stage = quiet_stage("hostile-frozen");
    stage
        .play(async |page, center| {
            let files = host::files();
            let frozen = DEEDS.iter().find(|(name, _)| *name == FROZEN).unwrap().1;
            let host = website(frozen, &files, center, NO_FORM);
            page.open(&format!("{}/", host.origin())).await?;
            page.by_role("button", "Chat with us").await?;
            let frozen = page
                .script("return Object.isFrozen(window.Error.prototype)")
                .await?;
            assert_eq!(frozen, true);
            let refused = "return causerie('send', 'hello').catch(String)";
            assert_eq!(
                page.script(refused).await?,
                "NoChatError: causerie: there is no chat at present"
            );
            Ok(())
        })
        .await
}
