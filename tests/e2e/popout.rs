//! A chat in a window of its own, beside the page.

use causerie_e2e::{Center, Element, Failure, Page};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::answer::Answer;
use crate::attention::SENSES;
use crate::audit;
use crate::host::{self, Host};
use crate::phone::telephone;
use crate::tabs::COUNTS;
use crate::visit::{
    ann_says, begin_with_ann, begun, copies, open_window, quiet_stage, say, served, until_so,
};

const ENTRY: &str = "Open in a window of its own";

/// The demo page, whose window can be opened in another that has it as a part of the page.
const PATH: &str = "/?popOut=/%3Finline=true%26open=true%26attention=all&attention=all";

/// How often that window was brought to the front.
const FRONTED: &str =
    "const own = document.defaultView; own.fronted = 0; own.focus = () => (own.fronted += 1);";

/// Whether it has asked the contact centre.
const ASKS: &str = "return performance.getEntriesByType('resource') \
    .some(({ name }) => name.includes('/genesys/'))";

async fn press(page: &Page, name: &str) -> Result<(), Failure> {
    page.by_role("button", name).await?.click().await
}

/// Has the menu open the window.
async fn pop_out(page: &Page) -> Result<Page, Failure> {
    press(page, "More options").await?;
    press(page, ENTRY).await?;
    let own = page.opened().await?;
    own.by_role("dialog", "Chat").await?;
    until_so("it holds the chat", async || {
        Ok(own.script(ASKS).await? == true)
    })
    .await;
    page.gone("dialog", "Chat").await?;
    Ok(own)
}

/// Begins a chat, and goes on with it in a window of its own.
async fn elsewhere(page: &Page, center: &Center) -> Result<Page, Failure> {
    begin_with_ann(page, center, PATH).await?;
    ann_says(center, "hello");
    page.reads("hello").await?;
    let own = pop_out(page).await?;
    own.reads("hello").await?;
    own.script(FRONTED).await?;
    Ok(own)
}

async fn launcher(page: &Page) -> Result<Element, Failure> {
    page.by_role("button", "Chat with us").await
}

async fn fronted(own: &Page) -> Result<Value, Failure> {
    own.script("return document.defaultView.fronted").await
}

async fn is_alone(page: &Page) {
    until_so("the other window is closed", async || {
        Ok(page.windows().await?.len() == 1)
    })
    .await;
}

async fn all_once(page: &Page, words: &[&str]) {
    for words in words {
        until_so(words, async || Ok(copies(page, words).await? == 1)).await;
    }
}

#[tokio::test]
async fn a_chat_goes_on_in_a_window_of_its_own_and_in_the_page_once_that_is_closed()
-> Result<(), Failure> {
    quiet_stage("popout")
        .play(async |page, center| {
            let own = elsewhere(page, center).await?;
            let launcher = launcher(page).await?;
            assert_eq!(
                launcher.attribute("aria-expanded").await?.as_deref(),
                Some("false")
            );
            assert!(launcher.has_focus().await?, "the keyboard is not lost");
            say(&own, "from there").await?;
            until_so("it is sent", async || Ok(served(center, "from there") == 1)).await;
            ann_says(center, "I hear you");
            own.reads("I hear you").await?;
            launcher_fronts(page, &own).await?;

            own.quiet().await?;
            own.close_window().await?;
            page.by_role("dialog", "Chat").await?;
            let composer = page.by_role("textbox", "Message").await?;
            until_so("the keyboard is in it", async || composer.has_focus().await).await;
            assert_eq!(
                launcher.attribute("aria-expanded").await?.as_deref(),
                Some("true")
            );
            say(page, "and from here").await?;
            until_so("it is sent", async || {
                Ok(served(center, "and from here") == 1)
            })
            .await;
            ann_says(center, "still there?");
            page.reads("still there?").await?;
            let said = ["hello", "from there", "I hear you", "and from here"];
            all_once(page, &said).await;
            assert_eq!(served(center, "from there"), 1);
            assert_eq!(center.emulator().chats().len(), 1);
            press(page, "Close chat window").await?;
            page.gone("dialog", "Chat").await?;
            page.quiet().await
        })
        .await
}

/// A press on the launcher brings that window to the front, and neither closes nor opens one.
async fn launcher_fronts(page: &Page, own: &Page) -> Result<(), Failure> {
    let before = fronted(own).await?.as_u64().unwrap();
    page.click("button", "Chat with us").await?;
    assert_eq!(fronted(own).await?, before + 1);
    own.by_role("dialog", "Chat").await?;
    page.gone("dialog", "Chat").await?;
    assert_eq!(page.windows().await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_chat_that_is_closed_there_is_closed_here_and_closes_that_window() -> Result<(), Failure>
{
    quiet_stage("popout-closed")
        .play(async |page, center| {
            let own = elsewhere(page, center).await?;
            press(&own, "Close chat window").await?;
            is_alone(page).await;
            page.gone("dialog", "Chat").await?;
            ann_says(center, "one more");
            page.click("button", "Chat with us, 1 unread message")
                .await?;
            page.by_role("dialog", "Chat").await?;
            all_once(page, &["hello", "one more"]).await;

            pop_out(page).await?.reads("one more").await?;
            page.script("return chat.close().then(() => true)").await?;
            is_alone(page).await;
            launcher(page).await?.click().await?;
            page.by_role("dialog", "Chat").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn commands_and_buttons_of_the_page_bring_that_window_to_the_front() -> Result<(), Failure> {
    const OPENER: &str = "
        document.querySelector('main').insertAdjacentHTML('afterbegin', '<button id=help>Help</button>');
        const script = document.createElement('script');
        script.src = '/opener.js';
        script.dataset.buttons = '#help';
        document.head.append(script);";
    quiet_stage("popout-commands")
        .play(async |page, center| {
            let own = elsewhere(page, center).await?;
            page.script("return chat.open().then(() => true)").await?;
            page.script("chat.setAttribute('open', '')").await?;
            assert_eq!(fronted(&own).await?, 1);
            page.script(OPENER).await?;
            page.gone("button", "Chat with us").await?;
            let help = page.by_role("button", "Help").await?;
            // Which leaves the keyboard where it was: in the window, and then nowhere.
            page.script("document.querySelector('#help').click()")
                .await?;
            assert_eq!(fronted(&own).await?, 2);
            page.front().await?;
            assert_eq!(
                help.attribute("aria-expanded").await?.as_deref(),
                Some("false")
            );
            own.by_role("dialog", "Chat").await?;
            own.close_window().await?;
            page.by_role("dialog", "Chat").await?;
            assert_eq!(
                help.attribute("aria-expanded").await?.as_deref(),
                Some("true")
            );
            let composer = page.by_role("textbox", "Message").await?;
            until_so("the keyboard is in it", async || composer.has_focus().await).await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_widget_that_is_destroyed_leaves_the_chat_to_that_window() -> Result<(), Failure> {
    quiet_stage("popout-destroyed")
        .play(async |page, center| {
            let own = elsewhere(page, center).await?;
            page.script("return chat.destroy().then(() => true)")
                .await?;
            page.gone("button", "Chat with us").await?;
            say(&own, "alone").await?;
            until_so("it is sent", async || Ok(served(center, "alone") == 1)).await;
            own.quiet().await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_narrow_page_has_its_launcher_and_scrolls_meanwhile() -> Result<(), Failure> {
    const HELD: &str = "return document.documentElement.style.overflow";
    quiet_stage("popout-narrow")
        .play(async |page, center| {
            let own = elsewhere(page, center).await?;
            page.resize(400, 740).await?;
            launcher_fronts(page, &own).await?;
            assert_eq!(page.script(HELD).await?, "");
            own.close_window().await?;
            page.by_role("dialog", "Chat").await?;
            until_so("it takes the screen", async || {
                Ok(page.script(HELD).await? == "hidden")
            })
            .await;
            page.gone("button", "Chat with us").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn where_the_pointer_is_a_finger_it_is_not_offered() -> Result<(), Failure> {
    quiet_stage("popout-touch")
        .play(async |page, center| {
            telephone(page, 1000, 700).await?;
            begin_with_ann(page, center, PATH).await?;
            press(page, "More options").await?;
            page.by_role("button", "Print").await?;
            assert!(page.all_by_role("button", ENTRY).await?.is_empty());
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_next_page_knows_of_that_window_and_without_a_page_it_closes_itself()
-> Result<(), Failure> {
    quiet_stage("popout-next")
        .play(async |page, center| {
            let own = elsewhere(page, center).await?;
            page.open(&format!("{PATH}&theme=dark")).await?;
            until_so("it is as on the page before", async || {
                Ok(stands(page).await? == json!([true, "hidden"]))
            })
            .await;
            let launcher = launcher(page).await?;
            assert_eq!(
                launcher.attribute("aria-expanded").await?.as_deref(),
                Some("false")
            );
            launcher_fronts(page, &own).await?;
            say(&own, "browsing").await?;
            until_so("it is sent", async || Ok(served(center, "browsing") == 1)).await;
            page.quiet().await?;

            page.open("about:blank").await?;
            ann_says(center, "alone");
            own.reads("alone").await?;
            press(&own, "Close chat window").await?;
            is_alone(page).await;
            Ok(())
        })
        .await
}

/// Whether the window of the page is open, as all that share the chat have it, and how it is seen.
async fn stands(page: &Page) -> Result<Value, Failure> {
    page.script(
        "const chat = document.querySelector('causerie-chat'); \
         const shown = chat.shadowRoot.querySelector('.window'); \
         return [chat.hasAttribute('open'), shown && getComputedStyle(shown).visibility]",
    )
    .await
}

/// Somebody uses the page, which holds the chat then, and so hears what is said.
async fn hears(page: &Page, center: &Center, words: &str) -> Result<(), Failure> {
    let send = format!("return chat.send('{words}?').then(() => true)");
    page.script(&send).await?;
    let before = page.script("return asked").await?.as_u64();
    until_so("the page holds the chat", async || {
        Ok(page.script("return asked").await?.as_u64() > before)
    })
    .await;
    ann_says(center, words);
    let heard = format!("return heard.includes('{words}')");
    until_so(words, async || Ok(page.script(&heard).await? == true)).await;
    Ok(())
}

#[tokio::test]
async fn what_is_read_there_does_not_call_here_and_what_is_not_does() -> Result<(), Failure> {
    /// What was said while the page held the chat.
    const HEAR: &str = "window.heard = []; \
        chat.addEventListener('causerie:message', ({ detail }) => heard.push(detail.text));";
    quiet_stage("popout-attention")
        .play(async |page, center| {
            page.before_all(COUNTS).await?;
            let own = elsewhere(page, center).await?;
            for one in [page, &own] {
                one.script(SENSES).await?;
            }
            page.script(HEAR).await?;
            let title = async || page.script("return document.title").await;
            let plain = title().await?;
            let called = format!("(1) {}", plain.as_str().unwrap());
            for away in [false, true] {
                page.script(&format!("look({away})")).await?;
                hears(page, center, &format!("read there {away}")).await?;
                assert_eq!(title().await?, plain);
                own.script("look(true)").await?;
                hears(page, center, &format!("not read {away}")).await?;
                until_so("it calls", async || Ok(title().await? == *called)).await;
                own.script("look(false)").await?;
                until_so("it is read", async || Ok(title().await? == plain)).await;
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_of_the_elements_own_line_needs_nothing_else() -> Result<(), Failure> {
    quiet_stage("popout-website")
        .play(async |page, center| {
            let website = website(center);
            page.open(&format!("{}/", website.origin())).await?;
            page.click("button", "Chat with us").await?;
            begun(page).await?;
            say(page, "hello").await?;
            page.reads("Sent").await?;
            let own = pop_out(page).await?;
            all_once(&own, &["hello"]).await;
            let fills = "const box = document.querySelector('causerie-chat').shadowRoot \
                .querySelector('.window').getBoundingClientRect(); \
                return [box.width, box.height].join() === [innerWidth, innerHeight].join()";
            assert_eq!(own.script(fills).await?, true);
            own.screenshot("popout").await?;
            press(&own, "Close chat window").await?;
            is_alone(page).await;
            page.quiet().await
        })
        .await
}

/// A website with a widget that can be opened in a window of its own, in a frame of its page
/// `/framed` too, which opens none.
fn website(center: &Center) -> Host {
    let host = Host::start();
    let url = format!("url=\"http://{}/genesys\" fields=\"[]\"", center.address());
    let with = |lines: &str| {
        let script = "<script src=\"/causerie.js\"></script>";
        Answer::html(
            &host::document(&format!("{script}{lines}")).replace("<h1>Any website</h1>", ""),
        )
    };
    let page = format!("<causerie-chat {url} pop-out=\"/chat\"></causerie-chat>");
    let own = format!(
        "<style>body {{ margin: 0 }}</style>\
         <causerie-chat {url} inline open style=\"height: 100vh\"></causerie-chat>"
    );
    let framed = "<iframe sandbox=\"allow-scripts allow-forms allow-same-origin\" src=\"/\" \
        width=\"700\" height=\"500\"></iframe>";
    host.at("/", with(&page)).at("/chat", with(&own));
    host.at("/framed", Answer::html(&host::document(framed)));
    host.folder(std::env::var_os("CAUSERIE_SITE").unwrap_or_default(), &[]);
    host
}

#[tokio::test]
async fn a_window_that_the_browser_does_not_open_is_told_in_words() -> Result<(), Failure> {
    quiet_stage("popout-blocked")
        .play(async |page, center| {
            let website = website(center);
            page.open(&format!("{}/framed", website.origin())).await?;
            let framed = page.framed();
            framed.click("button", "Chat with us").await?;
            begun(&framed).await?;
            press(&framed, "More options").await?;
            press(&framed, ENTRY).await?;
            let told = "Your browser does not allow this site to open a window.";
            framed.reads(told).await?;
            let status = "return document.querySelector('causerie-chat').shadowRoot \
                .querySelector('.menu [role=status]').textContent";
            assert_eq!(framed.script(status).await?, told);
            framed.by_role("dialog", "Chat").await?;
            press(&framed, "More options").await?;
            say(&framed, "I am still here").await?;
            until_so("it is sent", async || {
                Ok(served(center, "I am still here") == 1)
            })
            .await;
            assert_eq!(page.windows().await?.len(), 1);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn an_address_of_another_site_is_refused_and_an_offer_is_taken_back() -> Result<(), Failure> {
    quiet_stage("popout-refused")
        .play(async |page, center| {
            begin_with_ann(page, center, "/?popOut=https://example.com/chat").await?;
            for wrong in ["'javascript:alert(1)'", "3", "''", "'http://['"] {
                page.script(&format!("return chat.set({{ popOut: {wrong} }}).then(() => true)"))
                    .await?;
            }
            press(page, "More options").await?;
            let item = page.by_role("button", "Print").await?;
            assert!(page.all_by_role("button", ENTRY).await?.is_empty());
            let lines = page.console().await?;
            let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
            let lines = lines.join("\n").replace("\\\"", "\"");
            for found in [
                "\"https://example.com/chat\"",
                "\"javascript:alert(1)\"",
                "3",
                "\"\"",
                "\"http://[\"",
            ] {
                let told = format!(
                    "option `popOut`: found {found}, allowed: the address of a page of the same origin"
                );
                assert_eq!(lines.matches(&told).count(), 1, "{found}: {lines}");
            }
            item.press(Key::Escape).await?;

            page.script("return chat.set({ popOut: '/elsewhere' }).then(() => true)")
                .await?;
            press(page, "More options").await?;
            let entry = page.by_role("button", ENTRY).await?;
            audit::passes(page, "a menu with a window of its own").await?;
            page.script("return chat.set({ language: 'de' }).then(() => true)")
                .await?;
            page.by_role("button", "In eigenem Fenster öffnen").await?;
            drop(entry);
            page.script("return chat.set({ language: 'en', popOut: undefined }).then(() => true)")
                .await?;
            page.by_role("button", "Print").await?;
            page.gone("button", ENTRY).await?;
            page.quiet().await
        })
        .await
}

/// Where the window of its own has no widget, or none that comes, nothing is lost.
#[tokio::test]
async fn a_page_without_a_widget_takes_no_chat() -> Result<(), Failure> {
    quiet_stage("popout-empty")
        .play(async |page, _| {
            open_window(page, "/?fields=[]&popOut=/desk").await?;
            begun(page).await?;
            press(page, "More options").await?;
            press(page, ENTRY).await?;
            let own = page.opened().await?;
            own.reads("Sign in").await?;
            page.by_role("dialog", "Chat").await?;
            say(page, "here").await?;
            page.reads("Sent").await?;
            own.close_window().await?;
            page.by_role("dialog", "Chat").await?;
            page.quiet().await
        })
        .await
}
