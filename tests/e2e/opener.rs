//! Buttons of the page's own in the place of the launcher.

use causerie_e2e::{Center, Element, Failure, Level, Page};
use thirtyfour::Key;

use crate::answer::Answer;
use crate::audit;
use crate::csp;
use crate::host::{self, Host};
use crate::visit::{agent, ann_says, begun, quiet_stage, send_form, until_so};

/// A button and a link to a contact form, as any page may have them.
const PLACE: &str = "<p id=\"place\">\
    <button type=\"button\" id=\"help\" aria-describedby=\"hours\">Help</button> \
    <a id=\"contact\" href=\"/elsewhere\">Write to us</a> \
    <span id=\"hours\">until six</span> \
    <button type=\"button\" id=\"other\">Something else</button></p>";

/// Puts them on the demo page, and the tag, as a page would that has it.
async fn open_page(page: &Page, path: &str) -> Result<(), Failure> {
    page.open(path).await?;
    page.by_role("button", "Chat with us").await?;
    page.script(&format!(
        "document.querySelector('main').insertAdjacentHTML('afterbegin', '{PLACE}');
         const script = document.createElement('script');
         script.src = '/opener.js';
         script.dataset.buttons = '#help, a#contact, .late';
         return new Promise((loaded) => {{ script.onload = () => loaded(); document.head.append(script); }});"
    ))
    .await?;
    page.gone("button", "Chat with us").await
}

/// Opens a website with them, whose own module has a widget and goes on so.
async fn open_website(page: &Page, center: &Center, module: &str) -> Result<(), Failure> {
    let files = host::files().origin();
    let module = format!(
        "import {{ start }} from '{files}/module.js';
         import {{ openBy }} from '{files}/open.js';
         import {{ invite }} from '{files}/invite.js';
         window.chat = await start({{ url: 'http://{}/genesys' }});
         {module}
         window.began = true;",
        center.address()
    );
    let host = Host::start();
    let main = format!("<main>{PLACE}</main><script type=\"module\" src=\"/start.js\"></script>");
    host.at("/", Answer::html(&host::document(&main)));
    host.at("/start.js", Answer::script(&module));
    host.at("/elsewhere", Answer::html(&host::document("")));
    page.open(&format!("{}/", host.origin())).await?;
    until_so("the module has run", async || {
        Ok(page.script("return window.began === true").await? == true)
    })
    .await;
    Ok(())
}

async fn help(page: &Page) -> Result<Element, Failure> {
    page.by_role("button", "Help").await
}

/// Waits until the keyboard is on what has that id.
async fn has_keyboard(page: &Page, id: &str) {
    let focused = "return document.activeElement.id";
    until_so(&format!("the keyboard is on {id}"), async || {
        Ok(page.script(focused).await? == id)
    })
    .await;
}

#[tokio::test]
async fn buttons_and_links_of_the_page_open_and_close_the_window_by_pointer() -> Result<(), Failure>
{
    /// What is between the window and the edge below.
    const BELOW: &str = "const shown = chat.shadowRoot.querySelector('.window');
        await Promise.all(shown.getAnimations().map(({ finished }) => finished));
        return innerHeight - shown.getBoundingClientRect().bottom;";
    let stage = quiet_stage("opener");
    stage
        .play(async |page, _| {
            page.resize(1200, 900).await?;
            open_page(page, "/?resizable=true").await?;
            let help = help(page).await?;
            assert_eq!(
                help.attribute("aria-haspopup").await?.as_deref(),
                Some("dialog")
            );
            assert_eq!(
                help.attribute("aria-expanded").await?.as_deref(),
                Some("false")
            );
            let chain = page.driver().action_chain();
            chain.move_to_element_center(help.inner()).perform().await?;
            let fetched = "return performance.getEntriesByType('resource') \
                .some(({ name }) => name.endsWith('_bg.wasm'))";
            until_so("the rest is fetched before the click", async || {
                Ok(page.script(fetched).await? == true)
            })
            .await;

            help.click().await?;
            page.by_role("dialog", "Chat").await?;
            assert_eq!(
                help.attribute("aria-expanded").await?.as_deref(),
                Some("true")
            );
            // What comes with the window has style sheets too.
            page.by_role("button", "Resize the window with the arrow keys")
                .await?;
            page.gone("button", "Chat with us").await?;
            audit::passes(page, "a window opened by a button of the page").await?;
            page.screenshots("opener").await?;
            page.resize(1200, 900).await?;
            assert_eq!(
                page.script(BELOW).await?,
                20,
                "nothing is left free for the launcher"
            );
            help.click().await?;
            page.gone("dialog", "Chat").await?;
            assert_eq!(
                help.attribute("aria-expanded").await?.as_deref(),
                Some("false")
            );

            page.click("link", "Write to us").await?;
            page.by_role("dialog", "Chat").await?;
            page.click("button", "Close chat window").await?;
            has_keyboard(page, "contact").await;
            assert_eq!(page.script("return location.pathname").await?, "/");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_keyboard_goes_in_with_the_window_and_back_to_the_button() -> Result<(), Failure> {
    let stage = quiet_stage("opener-keyboard");
    stage
        .play(async |page, _| {
            open_page(page, "/").await?;
            help(page).await?.press(Key::Enter).await?;
            let first = page.by_role("textbox", "First name").await?;
            until_so("it is in the form", async || first.has_focus().await).await;
            first.type_text("kept").await?;
            first.press(Key::Escape).await?;
            page.gone("dialog", "Chat").await?;
            has_keyboard(page, "help").await;
            help(page).await?.press(Key::Space).await?;
            let first = page.by_role("textbox", "First name").await?;
            until_so("it is in the form", async || first.has_focus().await).await;
            assert_eq!(first.value().await?, "kept");

            page.click("button", "Something else").await?;
            page.script("return chat.close()").await?;
            page.gone("dialog", "Chat").await?;
            has_keyboard(page, "other").await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_window_in_the_page_stays_there() -> Result<(), Failure> {
    const EDGES: &str =
        "const edges = (element) => JSON.stringify(element.getBoundingClientRect());
        return edges(chat) === edges(chat.shadowRoot.querySelector('.window'))";
    let stage = quiet_stage("opener-inline");
    stage
        .play(async |page, _| {
            open_page(page, "/?inline=true").await?;
            page.click("button", "Help").await?;
            page.by_role("dialog", "Chat").await?;
            until_so("it is as large as its element", async || {
                Ok(page.script(EDGES).await? == true)
            })
            .await;
            page.click("button", "Close chat window").await?;
            has_keyboard(page, "help").await;
            page.gone("button", "Chat with us").await?;

            // What hides the launcher comes later now than what puts the window there.
            page.script("window.kept = document.getElementById('place'); kept.remove()")
                .await?;
            page.by_role("button", "Chat with us").await?;
            page.script("document.querySelector('main').append(kept)")
                .await?;
            page.click("button", "Help").await?;
            page.by_role("dialog", "Chat").await?;
            assert_eq!(page.script(EDGES).await?, true);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_keyboard_of_an_invitation_goes_to_the_button() -> Result<(), Failure> {
    let stage = quiet_stage("opener-invitation");
    stage
        .play(async |page, center| {
            let both = "openBy(chat, { buttons: '#help' });
                invite(chat, { text: 'Can we help?', accept: 'Chat now', dismiss: 'Not now', idle: 0 });";
            open_website(page, center, both).await?;
            let no = page.by_role("button", "Not now").await?;
            no.press(Key::Escape).await?;
            page.gone("button", "Not now").await?;
            has_keyboard(page, "help").await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn buttons_may_come_and_go_and_without_any_the_launcher_is_there() -> Result<(), Failure> {
    let stage = quiet_stage("opener-late");
    stage
        .play(async |page, _| {
            open_page(page, "/").await?;
            page.script("other.className = 'late'").await?;
            page.click("button", "Something else").await?;
            page.by_role("dialog", "Chat").await?;
            page.script("other.className = ''").await?;
            let given = "return other.getAttributeNames().sort().join()";
            assert_eq!(page.script(given).await?, "class,id,type");

            page.script("window.kept = document.getElementById('place'); kept.remove()")
                .await?;
            page.by_role("button", "Chat with us").await?;
            let given = "return kept.querySelector('#help').getAttributeNames().sort().join()";
            assert_eq!(page.script(given).await?, "aria-describedby,id,type");
            page.script("document.querySelector('main').append(kept)")
                .await?;
            page.gone("button", "Chat with us").await?;
            let help = help(page).await?;
            assert_eq!(
                help.attribute("aria-expanded").await?.as_deref(),
                Some("true")
            );
            help.click().await?;
            page.gone("dialog", "Chat").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn buttons_tell_how_much_is_unread_to_eyes_and_ears() -> Result<(), Failure> {
    /// What is heard of the button beside its name.
    const HEARD: &str = "
        const heard = document.getElementById('help').getAttribute('aria-describedby').split(' ');
        return heard.map((id) => document.getElementById(id).textContent).join('; ')";
    let stage = quiet_stage("opener-unread");
    stage
        .play(async |page, center| {
            open_page(page, "/").await?;
            page.click("button", "Help").await?;
            send_form(page).await?;
            begun(page).await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            page.reads("Ann joined").await?;
            page.click("button", "Close chat window").await?;
            assert_eq!(help(page).await?.attribute("data-unread").await?, None);
            ann_says(center, "one");
            ann_says(center, "two");
            let unread = async |count: Option<&str>| {
                until_so("it is counted", async || {
                    Ok(help(page).await?.attribute("data-unread").await?.as_deref() == count)
                })
                .await;
            };
            unread(Some("2")).await;
            assert_eq!(page.script(HEARD).await?, "until six; 2 unread messages");
            audit::passes(page, "unread messages on a button of the page").await?;
            page.script("return chat.set({ language: 'de' })").await?;
            until_so("it is said in German", async || {
                Ok(page.script(HEARD).await? == "until six; 2 ungelesene Nachrichten")
            })
            .await;
            page.click("button", "Help").await?;
            unread(None).await;
            assert_eq!(page.script(HEARD).await?, "until six");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn where_there_is_no_chat_the_button_leads_to_the_contact_link() -> Result<(), Failure> {
    let stage = quiet_stage("opener-unavailable");
    stage
        .play(async |page, _| {
            open_page(page, "/?theme=pink").await?;
            help(page).await?.press(Key::Enter).await?;
            let contact = page.by_role("link", "Contact us another way").await?;
            until_so("the keyboard is there", async || contact.has_focus().await).await;
            audit::passes(page, "the contact link").await?;
            page.screenshots("opener-unavailable").await?;
            page.gone("button", "Chat with us").await?;
            page.script("return chat.set({ theme: 'light' })").await?;
            page.click("button", "Help").await?;
            page.by_role("dialog", "Chat").await?;
            page.gone("link", "Contact us another way").await
        })
        .await
}

#[tokio::test]
async fn a_widget_that_fails_leaves_the_keyboard_at_the_contact_link() -> Result<(), Failure> {
    /// What the window asks of its conversation goes wrong from now on.
    const BREAK: &str = "const log = chat.shadowRoot.querySelector('[role=log]');
        const fail = { get() { throw new Error('broken by the page') } };
        for (const name of ['scrollHeight', 'scrollTop', 'clientHeight']) Object.defineProperty(log, name, fail);
        return chat.send('breaks').then(() => 'sent', ({ name }) => name)";
    let stage = quiet_stage("opener-broken");
    stage
        .play(async |page, center| {
            open_page(page, "/").await?;
            page.click("button", "Help").await?;
            send_form(page).await?;
            begun(page).await?;
            page.by_role("textbox", "Message")
                .await?
                .type_text("x")
                .await?;
            assert_eq!(page.script(BREAK).await?, "FailedError");
            let contact = page.by_role("link", "Contact us another way").await?;
            until_so("the keyboard is there", async || contact.has_focus().await).await;
            page.click("button", "Help").await?;
            begun(page).await?;
            assert_eq!(center.emulator().chats().len(), 1, "the chat goes on");
            Ok(())
        })
        .await
}

#[tokio::test]
async fn whoever_ends_it_or_the_widget_has_the_page_as_it_was() -> Result<(), Failure> {
    const PAGE: &str = "return [
        document.querySelector('main').innerHTML, document.body.childElementCount,
        document.adoptedStyleSheets.length, chat.shadowRoot.adoptedStyleSheets.length]";
    let stage = quiet_stage("opener-end");
    stage
        .play(async |page, center| {
            open_website(page, center, "").await?;
            let before = page.script(PAGE).await?;
            let begin = "window.end = openBy(chat, { buttons: '#help, a#contact' });";
            open_website(page, center, begin).await?;
            page.gone("button", "Chat with us").await?;
            assert_ne!(page.script(PAGE).await?, before);
            page.script("end()").await?;
            page.by_role("button", "Chat with us").await?;
            assert_eq!(page.script(PAGE).await?, before);
            page.click("button", "Help").await?;
            page.click("button", "Chat with us").await?;
            page.by_role("dialog", "Chat").await?;

            open_website(page, center, begin).await?;
            page.click("button", "Help").await?;
            page.by_role("dialog", "Chat").await?;
            page.script("return chat.destroy()").await?;
            let main = "return document.querySelector('main').innerHTML";
            assert_eq!(page.script(main).await?, before[0]);
            page.click("link", "Write to us").await?;
            until_so("links lead where they led", async || {
                Ok(page.script("return location.pathname").await? == "/elsewhere")
            })
            .await;
            Ok(())
        })
        .await
}

#[tokio::test]
async fn what_cannot_be_used_is_told_and_the_launcher_stays() -> Result<(), Failure> {
    let stage = quiet_stage("opener-faults");
    stage
        .play(async |page, center| {
            for (options, found) in [
                ("undefined", "nothing"),
                ("{ buttons: 5 }", "5"),
                ("{ buttons: '' }", "\"\""),
                ("{ buttons: '#1' }", "\"#1\""),
            ] {
                open_website(page, center, "window.openBy = openBy;").await?;
                page.script(&format!("window.end = openBy(chat, {options})"))
                    .await?;
                let told = format!("`opener`, `buttons`: found {found}, allowed: a CSS selector");
                let console = page.console().await?;
                let console: Vec<_> = console.iter().map(ToString::to_string).collect();
                let is_told = console.iter().any(|line| line.contains(&told));
                assert!(is_told, "{told}: {console:?}");
                page.script("end()").await?;
                page.click("button", "Help").await?;
                page.click("button", "Chat with us").await?;
                page.by_role("dialog", "Chat").await?;
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn it_needs_no_more_of_a_policy_than_the_widget() -> Result<(), Failure> {
    let stage = quiet_stage("opener-policy");
    stage
        .play(async |page, center| {
            let files = host::files().origin();
            let api = format!("http://{}", center.address());
            let policies = ["script", "trusted-types"].map(|block| {
                let headers = csp::headers(block, &files, &api);
                headers
                    .into_iter()
                    .next()
                    .map(|(_, policy)| policy)
                    .unwrap_or_default()
            });
            let html = host::bare(&format!(
                "<button type=\"button\" id=\"help\">Help</button>\
                 <script async src=\"{files}/opener.js\" data-buttons=\"#help\"></script>\
                 <script async src=\"{files}/causerie.js\" data-url=\"{api}/genesys\"></script>"
            ));
            page.open(&host::page(&html, &policies.join("; "))).await?;
            until_so("the button is ours", async || {
                Ok(help(page)
                    .await?
                    .attribute("aria-expanded")
                    .await?
                    .as_deref()
                    == Some("false"))
            })
            .await;
            page.click("button", "Help").await?;
            page.by_role("dialog", "Chat").await?;
            page.gone("button", "Chat with us").await?;
            let console = page.console().await?;
            let errors = console.iter().filter(|entry| entry.level == Level::Error);
            // The page has no icon, which the policy would not let in.
            let errors: Vec<_> = errors
                .map(ToString::to_string)
                .filter(|line| !line.contains("favicon"))
                .collect();
            assert!(errors.is_empty(), "{errors:?}");
            Ok(())
        })
        .await
}
